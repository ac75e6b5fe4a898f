"""The licences of what published pages bring along, as one text beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import distribution

from tsunagu.assets import asset_root

FILE = "LICENSES.txt"
VENDORED = ("pyodide", "oxigraph", "codemirror", "vis-network")
INSTALLED = ("Jinja2", "MarkupSafe", "jpholiday")
_RULE = "=" * 78


def licences() -> bytes:
    """Name, version, source and licence of each part, with the texts of the licences."""
    return "\n".join([*_vendored(), *_installed()]).encode()


def _vendored() -> Iterator[str]:
    for name in VENDORED:
        folder = asset_root("viz") / "vendor" / name
        held = json.loads((folder / "vendor.json").read_text(encoding="utf-8"))
        yield f"{_RULE}\n{held['name']} {held['version']}: {held['licence']}\n{held['source']}\n"
        yield from (path.read_text(encoding="utf-8") for path in sorted(folder.glob("LICENSE*")))


def _installed() -> Iterator[str]:
    for name in INSTALLED:
        held = distribution(name)
        yield f"{_RULE}\n{name} {held.version}: https://pypi.org/project/{name}/{held.version}/\n"
        for file in held.files or ():
            if file.name.upper().startswith("LICENSE"):
                yield file.read_text(encoding="utf-8")
