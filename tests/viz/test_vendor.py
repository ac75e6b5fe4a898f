"""Libraries of others are what they say: name, version, licence and hash, here and in nothing else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tsunagu.assets import asset_root

SHIPPED = asset_root("viz") / "vendor"
NAMES = ["codemirror", "oxigraph", "pyodide", "vis-network"]
FOLDERS = [*(SHIPPED / name for name in NAMES), Path(__file__).parent / "vendor" / "axe-core"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_files_have_the_stated_hashes(folder: Path) -> None:
    described = json.loads((folder / "vendor.json").read_text(encoding="utf-8"))
    assert {"name", "version", "source", "licence", "files"} <= set(described)
    actual = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name != "vendor.json"
    }
    assert actual == described["files"]
    assert any(name.startswith("LICENSE") for name in actual)


def test_the_shipped_folder_holds_these_libraries() -> None:
    assert sorted(path.name for path in SHIPPED.iterdir()) == NAMES


def test_library_names_its_version() -> None:
    text = (SHIPPED / "vis-network" / "vis-network.min.js").read_text(encoding="utf-8")
    assert "@version 10.1.5" in text[:2000]
