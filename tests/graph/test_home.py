"""The home: damage is found and named, one build at a time, never a pointer to nothing."""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.showing import OPEN
from tsunagu.errors import StoreProblem
from tsunagu.exports.forms import export
from tsunagu.graph import home as home_module
from tsunagu.graph.build import build, read_report
from tsunagu.graph.home import POINTER, SEAL, Home
from tsunagu.graph.iris import Iris
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.writing import write_text

Spoil = Callable[[Path], object]
"""Does something to the folder of a build."""


@pytest.fixture
def small(tmp_path: Path) -> Home:
    """A home with a build of four small files."""
    return made(Home(tmp_path / "home"))


def made(home: Home, name: str = "build-abc") -> Home:
    unfinished = home.start()
    (unfinished / "store").mkdir()
    for file in ("report.json", "dataset.nq", "store/1.sst", "store/CURRENT"):
        (unfinished / file).write_bytes(f"{file} holds this\n".encode() * 40)
    home.finish(unfinished, name)
    return home


def flipped(path: Path, at: int = 100) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def seal_with(build: Path, held: bytes) -> None:
    """A seal that is whole and says what it should not."""
    (build / SEAL).write_bytes(f"{zlib.crc32(held):08x}\n".encode() + held)


def unlinked(path: Path) -> None:
    path.unlink()


SPOILS: dict[str, Spoil] = {"flipped": flipped, "cut": cut, "missing": unlinked}


def damage(home: Home, ask: Callable[[Home], object]) -> StoreProblem:
    with pytest.raises(StoreProblem) as caught:
        ask(home)
    assert caught.value.key == "store-damaged"
    return caught.value


@pytest.mark.parametrize("file", ["store/1.sst", "store/CURRENT"])
@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_a_damaged_store_is_found(small: Home, file: str, spoil: Spoil) -> None:
    assert small.store().is_dir()
    spoil(small.current() / file)
    assert str(damage(small, Home.store).data["path"]).startswith(str(small.current() / "store"))


@pytest.mark.parametrize("file", ["report.json", "dataset.nq"])
@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_a_damaged_file_is_found(small: Home, file: str, spoil: Spoil) -> None:
    assert small.read(file)
    spoil(small.current() / file)
    assert damage(small, lambda home: home.read(file)).data["path"] == str(small.current() / file)


def file_for_store(build: Path) -> None:
    shutil.rmtree(build / "store")
    (build / "store").write_bytes(b"x")


STORES: dict[str, Spoil] = {
    "gone": lambda build: shutil.rmtree(build / "store"),
    "a file": file_for_store,
    "no seal": lambda build: (build / SEAL).unlink(),
    "a flipped seal": lambda build: flipped(build / SEAL, 30),
    "a flipped sum": lambda build: flipped(build / SEAL, 0),
    "a cut seal": lambda build: cut(build / SEAL),
    "an empty seal": lambda build: (build / SEAL).write_bytes(b""),
    "bytes for a seal": lambda build: (build / SEAL).write_bytes(b"\xff["),
    "a deep seal": lambda build: seal_with(build, b"[" * 100_000),
    "a list as seal": lambda build: seal_with(build, b"[1]"),
    "a seal of words": lambda build: seal_with(build, b'{"store/1.sst": "x"}'),
}


@pytest.mark.parametrize("spoil", STORES.values(), ids=STORES)
def test_a_spoilt_build_is_found(small: Home, spoil: Spoil) -> None:
    spoil(small.current())
    damage(small, Home.store)


def test_an_empty_seal_vouches_for_no_file(small: Home) -> None:
    seal_with(small.current(), b"{}")
    damage(small, lambda home: home.read("report.json"))
    damage(small, Home.store)


POINTERS = {
    "up": b"..\n",
    "here": b".\n",
    "root": b"/etc\n",
    "bytes": b"\xff\xfe\n",
    "empty": b"",
    "long": b"build-" + b"b" * 5000,
    "nul": b"build-\0\n",
    "nothing there": b"build-000000000000\n",
    "outside": b"../elsewhere/build-abc\n",
    "in and out": b"build-abc/../../elsewhere/build-abc\n",
    "two lines": b"build-abc\nbuild-abc\n",
    "blank": b" build-abc\n",
}


@pytest.mark.parametrize("held", POINTERS.values(), ids=POINTERS)
def test_a_pointer_names_a_build_of_this_home_or_is_damaged(small: Home, held: bytes) -> None:
    shutil.copytree(small.folder, small.folder.parent / "elsewhere")
    (small.folder / POINTER).write_bytes(held)
    for ask in (Home.current, Home.store, read_report):
        assert damage(small, ask).data["path"] == str(small.folder / POINTER)


def test_a_pointer_that_is_no_file_is_damaged(small: Home) -> None:
    (small.folder / POINTER).unlink()
    (small.folder / POINTER).mkdir()
    damage(small, Home.current)


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_links_do_not_lead_out(small: Home) -> None:
    outside = made(Home(small.folder.parent / "other")).current()
    pointer, held = small.folder / POINTER, b"build-abc\n"
    shutil.rmtree(small.current())
    (small.folder / "build-abc").symlink_to(outside)
    damage(small, Home.current)
    (small.folder / "build-abc").unlink()
    (small.folder.parent / "pointer").write_bytes(b"kept")
    pointer.unlink()
    pointer.symlink_to(small.folder.parent / "pointer")
    made(small)
    assert (small.folder.parent / "pointer").read_bytes() == b"kept"
    assert (pointer.is_symlink(), pointer.read_bytes()) == (False, held)


def test_a_build_again_mends_it(small: Home) -> None:
    (small.folder / POINTER).write_bytes(b"..\n")
    assert made(small).store().is_dir()


@pytest.mark.skipif(os.name != "posix", reason="names of that length")
def test_a_home_that_cannot_be_is_told(tmp_path: Path) -> None:
    for ask in (Home.current, Home.start):
        with pytest.raises(StoreProblem):
            ask(Home(tmp_path / ("n" * 300)))
    (tmp_path / "plain").write_bytes(b"")
    with pytest.raises(StoreProblem) as caught:
        Home(tmp_path / "plain").current()
    assert caught.value.key == "store-missing"


def test_one_build_at_a_time(small: Home) -> None:
    with small.building():
        with pytest.raises(StoreProblem) as caught, small.building():
            pass
        assert caught.value.key == "build-under-way"
        with pytest.raises(StoreProblem) as caught:
            build(small)
        assert caught.value.key == "build-under-way"
        assert small.store().is_dir()
    with small.building():
        pass


def test_a_pointer_that_cannot_be_written_leaves_the_old_build(small: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real = small.current(), write_text

    def full(path: Path, text: str) -> None:
        if path.name == POINTER:
            raise StoreProblem("cannot-write", path=str(path), reason="full")
        real(path, text)

    monkeypatch.setattr(home_module, "write_text", full)
    with pytest.raises(StoreProblem):
        made(small, "build-new")
    assert small.current() == before
    assert small.store().is_dir()
    assert not (small.folder / "build-new").exists()


REPORTS = {
    "broken": b'{"version": ',
    "empty": b"",
    "list": b"[]",
    "other keys": b'{"version": "1"}',
    "bytes": b"\xff\xfe",
}


@pytest.mark.parametrize("held", REPORTS.values(), ids=REPORTS)
def test_a_report_of_another_shape_is_damaged_even_under_its_seal(small: Home, held: bytes) -> None:
    """As another version of the product might have written it."""
    current = small.current()
    (current / "report.json").write_bytes(held)
    seal = json.loads((current / SEAL).read_bytes().partition(b"\n")[2]) | {
        "report.json": [len(held), zlib.crc32(held)]
    }
    seal_with(current, json.dumps(seal).encode())
    damage(small, read_report)


@pytest.fixture(scope="module")
def kinds(home: Home) -> dict[str, str]:
    """One file of each kind in a real store, by its ending or name."""
    held = sorted(path for path in (home.current() / "store").iterdir() if path.stat().st_size)
    return {path.suffix or path.name.split("-")[0]: path.name for path in held}


def test_every_kind_of_file_of_a_real_store_is_sealed(home: Home, kinds: dict[str, str], tmp_path: Path) -> None:
    assert ".sst" in kinds
    for name in kinds.values():
        spoilt = Home(tmp_path / name)
        shutil.copytree(home.current(), spoilt.folder / home.current().name, copy_function=os.link)
        (spoilt.folder / POINTER).write_text(home.current().name + "\n", encoding="utf-8")
        file = spoilt.current() / "store" / name
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 0x10
        file.unlink()
        file.write_bytes(data)
        damage(spoilt, OxigraphEngine.open)


def test_reading_a_store_leaves_it_as_it_was_built(home: Home) -> None:
    """Else the seal would break by being used."""
    for _ in range(2):
        assert OxigraphEngine.open(home).select("ASK { ?s ?p ?o }").rows
        home_module._check_store.cache_clear()


def test_a_damaged_dataset_is_not_exported(small: Home, tmp_path: Path) -> None:
    flipped(small.current() / "dataset.nq")
    damage(small, lambda home: export(home, "nquads", tmp_path / "out.nq", Iris(), OPEN))
    assert not (tmp_path / "out.nq").exists()
