"""Whatever bytes a table holds: rows, or problems told in one harmless line each; never a traceback, never a hang."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tsunagu.errors import TablesInvalid
from tsunagu.graph.problems import Problem
from tsunagu.graph.schema import load_schema
from tsunagu.graph.table_reader import read_tables
from tsunagu.graph.tablefile import FileRefused, read_lines

DOCUMENT = "kunitachi-gender"
TABLES = ("document", "sections", "measures", "bodies", "services", "linkages", "responsibilities")
KEPT = 4
TOKENS = (
    b'"',
    b'""',
    b",",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\x1b[2J",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\t",
    "；".encode(),
    "\u202e".encode(),
    "\uffff".encode(),
    "令和".encode(),
    b"9" * 5000,
    b"x" * 140_000,
    b"FY2023/",
    b"0-1",
    b"=1",
    b"../",
    b"unnamed",
    b"https://[",
    b"-",
    b"PK\x03\x04",
    b"TRUE",
    b"k3",
    b"132152-",
)
Change = tuple[int, int, bytes]
CHANGES: st.SearchStrategy[list[Change]] = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(0, 30), st.one_of(st.sampled_from(TOKENS), st.binary(max_size=8))),
    min_size=1,
    max_size=6,
)
CALM = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document of few rows, without the tables of law."""
    made = tmp_path_factory.mktemp("any") / DOCUMENT
    shutil.copytree(ROOT / "graph" / DOCUMENT, made)
    for path in made.glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join(lines[: KEPT + 1]) + "\n", encoding="utf-8")
    return made


def changed(data: bytes, changes: list[Change]) -> bytes:
    """Put pieces into the bytes, each in place of some."""
    for at, length, piece in changes:
        start = at % (len(data) + 1)
        data = data[:start] + piece + data[start + length :]
    return data


@CALM
@given(table=st.sampled_from(TABLES), changes=CHANGES)
def test_a_spoilt_table_is_read_or_told(folder: Path, table: str, changes: list[Change]) -> None:
    path = folder / f"{table}.csv"
    good = path.read_bytes()
    try:
        path.write_bytes(changed(good, changes))
        try:
            read_tables([folder], load_schema())
        except TablesInvalid as invalid:
            told(invalid)
    finally:
        path.write_bytes(good)


def told(invalid: TablesInvalid) -> None:
    assert invalid.problems
    for problem in invalid.problems[:50]:
        assert isinstance(problem, Problem)
        for message in (problem.message("ja"), problem.message("en")):
            assert message.isprintable(), ascii(message)


@CALM
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_file_is_lines_or_one_problem(folder: Path, data: bytes) -> None:
    path = folder.parent / "any.csv"
    path.write_bytes(data)
    try:
        lines = read_lines(path, "any.csv")
    except FileRefused as refused:
        assert refused.problem.line <= data.count(b"\n") + data.count(b"\r") + 1
        return
    assert [line.number for line in lines] == sorted({line.number for line in lines})
