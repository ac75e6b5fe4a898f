"""Tables that are no tables, cells that act, rows that are part of themselves: one clear line each, never a hang."""

from __future__ import annotations

import csv
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.graph.test_table_reader import only, problems, rewrite, write
from tsunagu.characters import CELL_LIMIT
from tsunagu.graph.build import load_tables
from tsunagu.graph.problems import Problem

Spoil = Callable[[Path], object]
DOCUMENT = "kunitachi-gender"
SERVICES = f"{DOCUMENT}/services.csv"
POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes, links and devices of POSIX")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told_well(problem: Problem) -> None:
    """Every problem is one short harmless line in both languages."""
    for message in (problem.message("ja"), problem.message("en")):
        place = f"{problem.file}:{problem.line}" if problem.line else problem.file
        assert re.match(rf"{re.escape(place)}(: |（| \()", message)
        assert ":0" not in message[: len(place) + 2]
        assert ": -:" not in message
        assert message.isprintable()
        assert len(message) < 700


# ---- files ----


def replaced(data: bytes) -> Spoil:
    return lambda path: path.write_bytes(data)


def in_place_of(make: Spoil) -> Spoil:
    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


def returns_only(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r"))


def one_return(path: Path) -> None:
    head, line, rest = path.read_bytes().split(b"\n", 2)
    path.write_bytes(b"\n".join([head, line, rest.replace(b",", b"\r,", 1)]))


FILES: dict[str, tuple[Spoil, str, int]] = {
    "carriage returns only": (returns_only, "problem-line-ends", 1),
    "one carriage return": (one_return, "problem-line-ends", 3),
    "a folder": (in_place_of(Path.mkdir), "problem-not-a-file", 0),
    "UTF-16": (lambda path: path.write_bytes(path.read_text("utf-8").encode("utf-16")), "problem-encoding", 1),
    "surrogates": (lambda path: path.write_bytes(path.read_bytes() + b"\xed\xa0\x80"), "problem-encoding", -1),
    "a workbook": (replaced(b"PK\x03\x04" + bytes(500)), "problem-workbook", 1),
    "50,000 columns": (replaced(b"x," * 50_000 + b"x\n"), "problem-width", 1),
}


@pytest.mark.parametrize(("spoil", "key", "line"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_table(graph_copy: Path, spoil: Spoil, key: str, line: int) -> None:
    lines = (graph_copy / SERVICES).read_bytes().count(b"\n")
    spoil(graph_copy / SERVICES)
    problem = only(graph_copy)
    assert (problem.file, problem.key) == (SERVICES, key)
    assert problem.line == (line if line >= 0 else lines + 1)
    told_well(problem)


SPECIAL: dict[str, tuple[Spoil, str]] = {
    "a pipe": (os.mkfifo, "problem-not-a-file"),
    "a link to nothing": (lambda path: path.symlink_to("nowhere"), "problem-unreadable"),
    "a ring of links": (lambda path: path.symlink_to(path.name), "problem-unreadable"),
    "a link to a device without end": (lambda path: path.symlink_to("/dev/zero"), "problem-not-a-file"),
}


@POSIX
@pytest.mark.parametrize(("make", "key"), SPECIAL.values(), ids=SPECIAL)
@pytest.mark.parametrize("name", ["services", "classifications", "document"])
def test_what_is_no_plain_file(graph_copy: Path, make: Spoil, key: str, name: str) -> None:
    """A required table, one that need not be there, and the one that makes the folder a document."""
    path = graph_copy / DOCUMENT / f"{name}.csv"
    path.unlink(missing_ok=True)
    make(path)
    found = [problem for problem in problems(graph_copy) if problem.key == key]
    assert [problem.file for problem in found] == [f"{DOCUMENT}/{name}.csv"]
    assert stat.S_ISREG(path.lstat().st_mode) is False
    told_well(found[0])


def test_a_table_that_cannot_be_read_costs_one_line(graph_copy: Path) -> None:
    """What other tables say of its rows is not told as well."""
    (graph_copy / DOCUMENT / "bodies.csv").write_bytes(b"\xff")
    assert only(graph_copy).key == "problem-encoding"


# ---- quotation marks ----


def with_line(path: Path, number: int, change: Callable[[str], str]) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[number - 1] = change(lines[number - 1])
    path.write_text("\n".join(lines), encoding="utf-8")


QUOTES: dict[str, Callable[[str], str]] = {
    "opens": lambda line: line.replace(",", ',"', 1),
    "opens the line": lambda line: '"' + line,
    "stands alone": lambda line: line.replace(",", ',"a"b,', 1),
    "closes twice": lambda line: line.replace(",", ',"a"""b,', 1),
}


@pytest.mark.parametrize("change", QUOTES.values(), ids=QUOTES)
@pytest.mark.parametrize("number", [2, 5])
def test_an_open_quotation_mark_costs_one_line_and_names_where_it_opens(
    graph_copy: Path, change: Callable[[str], str], number: int
) -> None:
    for name in ("bodies", "services"):
        with_line(graph_copy / DOCUMENT / f"{name}.csv", number, change)
        problem = next(problem for problem in problems(graph_copy) if f"/{name}." in problem.file)
        assert (problem.line, problem.key) == (number, "problem-quote")
    assert len(problems(graph_copy)) == 2


def test_the_first_of_several_open_marks_is_named(graph_copy: Path) -> None:
    """The second one closes the first, so that the reader only fails at the third."""
    path = graph_copy / SERVICES
    for number, piece in ((2, ',"'), (4, ',",'), (6, ',"')):
        with_line(path, number, lambda line, piece=piece: line.replace(",", piece, 1))  # type: ignore[misc]
    problem = only(graph_copy)
    assert (problem.line, problem.key) == (2, "problem-quote")


def test_a_mark_open_in_the_last_line(graph_copy: Path) -> None:
    path = graph_copy / SERVICES
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + ',"x', encoding="utf-8")
    problem = only(graph_copy)
    assert (problem.line, problem.key) == (path.read_text(encoding="utf-8").count("\n") + 1, "problem-quote")


def test_line_numbers_are_those_of_the_file(graph_copy: Path) -> None:
    path = graph_copy / SERVICES
    rows = rows_of(path)
    rows[0]["note"], rows[2]["status"] = "a\nb\nc", "x"
    write(path, rows)
    assert [(problem.line, problem.column, problem.key) for problem in problems(graph_copy)] == [
        (2, "note", "problem-character"),
        (6, "status", "problem-choice"),
    ]


# ---- cells ----

CELLS: dict[str, tuple[str, str, str, str]] = {
    "5,000 digits": ("document", "characters", "9" * 5000, "problem-integer"),
    "5,000 digits of an order": ("responsibilities", "order", "9" * 5000, "problem-integer"),
    "5,000 digits of a place": ("services", "spans", "1-" + "9" * 5000, "problem-span"),
    "5,000 digits of an era": ("document", "period_start", "令和" + "9" * 5000, "problem-date"),
    "digits of another script": ("document", "characters", "１２", "problem-integer"),
    "a week for a date": ("document", "period_start", "2024-W01-1", "problem-date"),
    "no first place": ("responsibilities", "order", "0", "problem-minimum"),
    "no characters": ("document", "characters", "-5", "problem-minimum"),
    "a year without end": ("measures", "planned_for", "FY9999", "problem-period"),
    "a long cell": ("services", "note", "x" * (CELL_LIMIT + 1), "problem-cell-long"),
    "a longer cell": ("services", "note", "x" * 140_000, "problem-cell-long"),
    "a long cell in quotes": ("services", "note", 'あ,"' * 50_000, "problem-cell-long"),
    "an address with a blank": ("bodies", "url", "https://example.org/a b", "problem-address"),
    "an address with brackets": ("bodies", "url", "https://example.org/<x>", "problem-address"),
    "an address without scheme": ("bodies", "url", "example.org", "problem-address"),
    "an address that runs": ("bodies", "url", "javascript:alert(1)", "problem-address"),
    "an address of no host": ("bodies", "url", "https://[::1", "problem-address"),
    "an address half escaped": ("bodies", "url", "https://e.org/%zz", "problem-address"),
    "a hash of zeros": ("document", "sha256", "0" * 64, "problem-hash"),
    "a hash of nothing": ("document", "sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                          "problem-hash"),
    "a short hash": ("document", "sha256", "ab", "problem-pattern"),
    "a text above": ("document", "file", "../../secret.txt", "problem-source-file"),
    "a text at the root": ("document", "file", "/etc/hostname", "problem-source-file"),
    "a text above on Windows": ("document", "file", "..\\secret.txt", "problem-source-file"),
    "a text on a drive": ("document", "file", "C:secret.txt", "problem-source-file"),
    "a text by a detour": ("document", "file", "a/../../x.txt", "problem-source-file"),
    "an anchor of marks": ("document", "anchors", "**", "problem-anchor-empty"),
    "yes": ("services", "entry", "yes", "problem-boolean"),
    "escape": ("services", "label_ja", "相談\x1b[31m窓口", "problem-character"),
    "NUL": ("services", "label_ja", "相談\0窓口", "problem-character"),
    "FFFE": ("services", "label_ja", "相談\ufffe窓口", "problem-character"),
    "FFFF": ("services", "label_ja", "相談\uffff窓口", "problem-character"),
    "right to left": ("services", "label_ja", "相談\u202e窓口", "problem-character"),
    "a line break": ("services", "label_ja", "相談\n窓口", "problem-character"),
    "a tab": ("services", "label_ja", "相談\t窓口", "problem-character"),
    "a bad choice with an escape": ("services", "status", "\x1b[2J", "problem-character"),
}  # fmt: skip


@pytest.mark.parametrize(("table", "column", "text", "key"), CELLS.values(), ids=CELLS)
def test_a_cell_costs_one_line(graph_copy: Path, table: str, column: str, text: str, key: str) -> None:
    rewrite(graph_copy / DOCUMENT / f"{table}.csv", {(2, column): text})
    problem = only(graph_copy)
    assert (problem.file, problem.line, problem.key) == (f"{DOCUMENT}/{table}.csv", 2, key)
    told_well(problem)


@pytest.mark.parametrize(
    ("text", "value"), [("TRUE", True), ("FALSE", False), ("1", True), ("0", False), ("True", True)]
)
def test_what_excel_makes_of_true_and_false_is_read(graph_copy: Path, text: str, value: bool) -> None:
    rewrite(graph_copy / SERVICES, {(2, "entry"): text})
    assert next(load_tables(graph_copy).of("services")).first("entry") is value


def test_a_character_in_the_header(graph_copy: Path) -> None:
    path = graph_copy / SERVICES
    path.write_bytes(path.read_bytes().replace(b"label_ja", b"label\x1b[31m_ja", 1))
    found = problems(graph_copy)
    assert {problem.key for problem in found} == {"problem-character", "problem-column-missing"}
    for problem in found:
        told_well(problem)


def test_blanks_around_a_cell_do_not_count(graph_copy: Path) -> None:
    rewrite(graph_copy / SERVICES, {(2, "status"): "\u3000in_operation\xa0 "})
    assert next(load_tables(graph_copy).of("services")).text("status") == "in_operation"


# ---- rows that are part of themselves ----


@pytest.mark.parametrize(
    ("table", "key", "column"),
    [("sections", "id", "parent"), ("measures", "row", "parent"), ("bodies", "id", "part_of")],
)
@pytest.mark.parametrize("length", [1, 2, 7])
def test_a_ring_costs_one_line(graph_copy: Path, table: str, key: str, column: str, length: int) -> None:
    path = graph_copy / DOCUMENT / f"{table}.csv"
    rows = rows_of(path)
    for at in range(length):
        rows[at][column] = rows[(at + 1) % length][key]
    write(path, rows)
    problem = only(graph_copy)
    assert (problem.file, problem.line, problem.column) == (f"{DOCUMENT}/{table}.csv", 2, column)
    assert problem.key == "problem-cycle"
    ring = str(problem.data["ring"])
    assert ring.startswith(rows[0][key])
    assert ring.endswith(rows[0][key])
    assert ("…" in ring) is (length > 6)
    told_well(problem)


def test_a_ring_through_two_documents(graph_copy: Path) -> None:
    """A body is one body wherever it is named."""
    bodies = rows_of(graph_copy / DOCUMENT / "bodies.csv")
    other = graph_copy / "other-plan"
    (graph_copy / DOCUMENT).rename(other)
    rewrite(other / "document.csv", {(2, "id"): "other-plan"})
    for folder in (graph_copy / DOCUMENT, other):
        if folder != other:
            folder.mkdir()
            for path in other.glob("*.csv"):
                (folder / path.name).write_bytes(path.read_bytes())
    rewrite(graph_copy / DOCUMENT / "document.csv", {(2, "id"): DOCUMENT})
    rewrite(graph_copy / DOCUMENT / "bodies.csv", {(2, "part_of"): bodies[1]["id"], (3, "part_of"): ""})
    rewrite(other / "bodies.csv", {(2, "part_of"): "", (3, "part_of"): bodies[0]["id"]})
    assert [problem.key for problem in problems(graph_copy)] == ["problem-cycle"]
