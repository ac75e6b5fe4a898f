"""The wheel, built through the sdist, carries the four data folders exactly as the repository has them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

FOLDERS = ("ontology", "graph", "queries", "viz")
IN_WHEEL = "tsunagu/_assets/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(target.glob("*.whl"))


def tracked() -> dict[str, bytes]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z", *FOLDERS], cwd=ROOT, check=True, capture_output=True
    )
    names = [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    return {name: (ROOT / name).read_bytes() for name in names}


def test_assets_are_the_repositorys(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.startswith(IN_WHEEL)]
        carried = {name.removeprefix(IN_WHEEL): archive.read(name) for name in names}
    assert carried == tracked()


def test_installed_wheel_finds_its_own_assets(wheel: Path, tmp_path: Path) -> None:
    """In an environment of its own, away from the checkout; only the standard library is needed for this."""
    place = tmp_path / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    site = next(place.glob("lib/python*/site-packages"))
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--target",
        str(site),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    code = (
        "from tsunagu.assets import asset_root; print(*[asset_root(n) for n in ('ontology','graph','queries','viz')])"
    )
    python = place / "bin" / "python"
    shown = subprocess.run([python, "-I", "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path)
    places = shown.stdout.split()
    assert places == [str(site / "tsunagu" / "_assets" / name) for name in FOLDERS]


def test_missing_assets_name_both_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from tsunagu import assets  # noqa: PLC0415
    from tsunagu.errors import AssetsMissing  # noqa: PLC0415

    assets.asset_root.cache_clear()
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "src" / "tsunagu")
    with pytest.raises(AssetsMissing) as caught:
        assets.asset_root("graph")
    monkeypatch.undo()
    assets.asset_root.cache_clear()
    assert str(tmp_path) in str(caught.value)
