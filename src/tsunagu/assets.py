"""Where the four data folders are: in the installed package, else in the checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from tsunagu.errors import AssetsMissing

AssetName = Literal["ontology", "graph", "queries", "viz"]

_PACKAGE = Path(__file__).resolve().parent


@cache
def asset_root(name: AssetName) -> Path:
    """The folder of one kind of asset.

    The copy bundled in the wheel (`tsunagu/_assets/<name>`) comes first, then the checkout that
    holds `src/tsunagu`. Raises `AssetsMissing` with both places where neither exists.
    """
    bundled = _PACKAGE / "_assets" / name
    checkout = _PACKAGE.parent.parent / name
    for place in (bundled, checkout):
        if place.is_dir():
            return place
    raise AssetsMissing("assets-missing", name=name, bundled=str(bundled), checkout=str(checkout))
