"""The compiled network equals the one read from the store, and is never believed when it does not fit."""

from __future__ import annotations

import dataclasses
import json
import shutil
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tsunagu.errors import StoreProblem
from tsunagu.graph.build import BuildReport, read_report
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.network import compiled, packed
from tsunagu.network.compiled import FILE, compile_network, dump, load, open_network, stamp
from tsunagu.network.model import Network
from tsunagu.network.reading import read_network
from tsunagu.network.records import Body, Concept, Interval, Linkage, Service, Words
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine

REPORT = BuildReport("1", "https://example.org/", "abc", 0, {}, {})
SMALL = Network(
    bodies={
        "body/a": Body(
            "body/a", "named", Words("ア", "A"), life=Interval(date(2024, 4, 1), None), kinds=("body-type/x",)
        ),
        "body/b": Body("body/b", "unnamed", Words()),
    },
    links=(Linkage("l", "body/a", "body/b", "refer", "stated", needs=frozenset({"need/x", "need/a"})),),
    services=(Service("s", "body/a", Words("相談"), entry=True, channels=("phone", "visit")),),
    concepts={"need/x": Concept("need/x", Words("困"), order=3)},
    revision="abc",
)


@pytest.fixture(scope="module")
def own_home(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A copy of the shipped build whose files may be spoilt."""
    folder = tmp_path_factory.mktemp("compiled") / "home"
    shutil.copytree(home.folder, folder)
    return Home(folder)


@pytest.fixture(scope="module")
def told(own_home: Home) -> Network:
    """The network as the store tells it."""
    report = read_report(own_home)
    return read_network(BuiltGraph(OxigraphEngine.open(own_home), Iris(report.base)), report.revision)


@pytest.fixture
def asked(told: Network, monkeypatch: pytest.MonkeyPatch) -> list[Home]:
    """Each asking of the store, which is answered from memory: asking anew takes seconds."""
    homes: list[Home] = []

    def answer(home: Home, *_: object) -> Network:
        homes.append(home)
        return told

    monkeypatch.setattr(compiled, "_from_store", answer)
    return homes


def no_store(*_: object) -> Network:
    raise AssertionError("the store was asked")


def test_opened_equals_what_the_store_tells(own_home: Home, told: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_network(own_home)
    monkeypatch.setattr(compiled, "read_network", no_store)
    opened = open_network(own_home)
    assert opened == told
    for name in ("bodies", "concepts", "provisions"):
        assert list(getattr(opened, name)) == list(getattr(told, name))


def test_records_have_the_types_they_claim(own_home: Home, told: Network, asked: list[Home]) -> None:
    compile_network(own_home)
    opened = open_network(own_home)
    for mine, theirs in zip(opened.links, told.links, strict=True):
        assert type(mine.needs) is type(theirs.needs) is frozenset
        assert type(mine.basis) is tuple
    assert {type(body.life.begins) for body in opened.bodies.values()} <= {date, type(None)}


def test_every_kind_of_field_survives(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(dump(SMALL, REPORT))
    assert load(path, REPORT) == SMALL


def test_same_network_same_bytes() -> None:
    assert dump(SMALL, REPORT) == dump(SMALL, REPORT)


def test_an_absent_file_is_written_at_first_reading(own_home: Home, told: Network, asked: list[Home]) -> None:
    path = own_home.current() / FILE
    path.unlink(missing_ok=True)
    assert open_network(own_home) == told
    assert load(path, read_report(own_home)) == told
    assert open_network(own_home) == told
    assert asked == [own_home], "once only"


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def one_byte(data: bytes) -> bytes:
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def other_stamp(data: bytes) -> bytes:
    held = json.loads(zlib.decompress(data))
    held["stamp"][1] = "0" * 64
    return zlib.compress(json.dumps(held).encode())


def fewer_columns(data: bytes) -> bytes:
    held = json.loads(zlib.decompress(data))
    held["parts"]["links"].pop()
    return zlib.compress(json.dumps(held).encode())


@pytest.mark.parametrize("spoil", [cut, one_byte, other_stamp, fewer_columns, lambda _: b"", lambda _: b"{}"])
def test_a_spoilt_file_is_never_believed(
    own_home: Home, told: Network, asked: list[Home], spoil: Callable[[bytes], bytes]
) -> None:
    path = compile_network(own_home)
    good = path.read_bytes()
    path.write_bytes(spoil(good))
    assert load(path, read_report(own_home)) is None
    assert open_network(own_home) == told
    assert path.read_bytes() == good, "written anew"


def test_a_field_more_makes_files_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / FILE
    path.write_bytes(dump(SMALL, REPORT))
    wider = dataclasses.make_dataclass("Service", [("id", str), ("colour", str)], frozen=True)
    monkeypatch.setattr(packed, "parts", lambda: (("services", wider),))
    packed.shape.cache_clear()
    assert load(path, REPORT) is None
    monkeypatch.undo()
    packed.shape.cache_clear()
    assert load(path, REPORT) == SMALL


def test_another_revision_base_or_version_is_another_stamp() -> None:
    for change in ({"revision": "x"}, {"base": "https://other.example/"}, {"version": "2"}):
        assert stamp(dataclasses.replace(REPORT, **change)) != stamp(REPORT)  # type: ignore[arg-type]


def test_a_folder_that_cannot_be_written_still_answers(
    own_home: Home, told: Network, asked: list[Home], monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_home.current() / FILE).unlink(missing_ok=True)

    def refuse(path: Path, _: bytes) -> None:
        raise StoreProblem("cannot-write", path=str(path), reason="read-only")

    monkeypatch.setattr(compiled, "write_bytes", refuse)
    assert open_network(own_home) == told


def test_no_build_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem):
        open_network(Home(tmp_path))
