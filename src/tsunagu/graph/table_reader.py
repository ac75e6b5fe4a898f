"""Read tables, from a folder or a filled workbook, and find every mistake in them at once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from tsunagu.characters import bad_character
from tsunagu.errors import TablesInvalid
from tsunagu.graph.cells import LIST_MARK, CellRefused, TypedValue, parse, split
from tsunagu.graph.closed_bodies import ClosedBodies
from tsunagu.graph.cycles import cycles
from tsunagu.graph.folders import TableFolder, named_twice
from tsunagu.graph.package import ENDING, unpacked
from tsunagu.graph.problems import Problem, nearest
from tsunagu.graph.references import dangling
from tsunagu.graph.refusals import refusals
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.schema import Field, Schema, Table
from tsunagu.graph.table_book import TableBook, letters_of
from tsunagu.graph.tablefile import FileRefused, RawRow
from tsunagu.graph.text import ANCHOR_LIMIT, normal_form

_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
MOST_COLUMNS = 200
BLANKS = " \u3000\u00a0"
"""What may stand around a cell without being part of it."""


@dataclass
class _Reading:
    """Problems so far, and the tables of which rows are missing: what only follows from that is not told."""

    problems: list[Problem] = field(default_factory=list)
    partial: set[tuple[str, str]] = field(default_factory=set)
    headers: dict[str, Sequence[str]] = field(default_factory=dict)

    def refuse(self, table: Table, folder: str, problem: Problem) -> None:
        """Note a problem that costs rows other rows may refer to."""
        self.problems.append(problem)
        self.partial.add((table.name, "" if table.folder == "japan" else folder))

    def told(self) -> tuple[Problem, ...]:
        """The problems, those of workbooks with their cells."""
        return tuple(self._in_its_cell(problem) for problem in self.problems)

    def _in_its_cell(self, problem: Problem) -> Problem:
        header = self.headers.get(problem.file, ())
        if problem.column not in header or not problem.line:
            return problem
        return replace(problem, cell=f"{letters_of(header.index(problem.column))}{problem.line}")


@dataclass(frozen=True)
class _TableFile:
    """A file that holds a table: the name of its folder, its path as problems show it, and its first row.

    `known` are the values of texts that were read before in a column; most columns say few things many times.
    """

    table: Table
    folder: str
    shown: str
    header: Sequence[str]
    known: Mapping[str, dict[str, TypedValue]] = field(default_factory=lambda: defaultdict(dict))


Passing = Callable[[Tables, ClosedBodies], Collection[str]]
"""Tells of which folders the texts were looked at before, as they are and beside the same closed bodies."""


def read_tables(
    folders: Iterable[Path],
    schema: Schema,
    known: Iterable[Problem] = (),
    passing: Passing = lambda _tables, _closed: (),
) -> Tables:
    """Read graph/japan, document folders, filled workbooks and packages into typed, checked rows.

    `known` are problems found before. Raises `TablesInvalid` with all problems of all files: a missing or empty table,
    a file no table has the name of, wrong encoding, an unknown or missing column, a wrong value or character, a
    duplicate row, a reference to nothing, a row that is part of itself, a malformed locator, words that would place or
    name a closed body. O(rows).
    """
    reading = _Reading(list(known))
    with ExitStack() as held:
        tables = _read_sources(list(_opened(folders, schema, reading, held)), reading)
    reading.problems.extend(_misnamed(tables))
    reading.problems.extend(dangling(tables, reading.partial))
    rings = list(cycles(tables))
    # What follows from a ring, secrecy that goes round it among that, would be told of every body; the ring is enough.
    if not rings:
        closed = ClosedBodies(tables)
        reading.problems.extend(refusals(tables, closed, passing(tables, closed)))
    reading.problems.extend(rings)
    if reading.problems:
        raise TablesInvalid(reading.told())
    return tables


def _read_sources(sources: Sequence[TableFolder | TableBook], reading: _Reading) -> Tables:
    """Every row of every table; what is wrong with one is told by itself."""
    reading.problems.extend(named_twice(sources))
    rows: list[Row] = []
    for source in sources:
        reading.problems.extend(source.unread())
        for table in source.tables.values():
            rows.extend(_read_table(source, table, reading))
    return Tables(tuple(rows), tuple(source.name for source in sources if "document" in source.tables))


def _opened(
    paths: Iterable[Path], schema: Schema, reading: _Reading, held: ExitStack
) -> Iterator[TableFolder | TableBook]:
    """Yield folders, workbooks and packages, which `held` keeps unpacked; a file that is neither is a problem."""
    for path in paths:
        if not path.is_file():
            yield TableFolder(path, schema)
            continue
        try:
            if path.suffix.lower() == ENDING:
                yield TableFolder(held.enter_context(unpacked(path, schema)), schema)
            else:
                yield TableBook(path, schema)
        except FileRefused as refused:
            reading.problems.append(refused.problem)


def _misnamed(tables: Tables) -> Iterable[Problem]:
    for row in (*tables.of("document"), *tables.of("register")):
        if row.text("id") != row.document:
            yield Problem(row.file, row.line, "id", "problem-document-id", {"folder": row.document})
    for row in tables.of("document"):
        if not is_inside(row.text("file")):
            yield Problem(row.file, row.line, "file", "problem-source-file", {"value": row.text("file")})


def is_inside(name: str) -> bool:
    """Tell whether a file name stays in its folder on every system: no root, no drive, no way up, no empty step.

    >>> is_inside("plan.txt"), is_inside("../plan.txt"), is_inside("C:plan.txt")
    (True, False, False)
    """
    return not set(name) & set("\\:") and not set(name.split("/")) & {"", ".", ".."}


def _read_table(source: TableFolder | TableBook, table: Table, reading: _Reading) -> list[Row]:
    shown = source.shown(table)
    try:
        lines = source.lines(table)
    except FileRefused as refused:
        reading.refuse(table, source.name, refused.problem)
        return []
    if lines is None:
        if not table.optional:
            reading.refuse(table, source.name, Problem(shown, 0, "-", "problem-no-file"))
        return []
    header = lines[0].cells if lines else []
    if isinstance(source, TableBook):
        reading.headers[shown] = header
    wrong = list(_header_problems(header, table, shown))
    for problem in wrong:
        reading.refuse(table, source.name, problem)
    if wrong:
        return []
    if len(lines) < 2:
        reading.problems.append(Problem(shown, 1, "-", "problem-empty"))
    file = _TableFile(table, source.name, shown, header)
    rows = [_row(file, line, reading) for line in lines[1:] if line.refused or _filled(line)]
    kept = [row for row in rows if row]
    _check_unique(kept, shown, reading.problems)
    return kept


def typed_rows(table: Table, folder: str, rows: Sequence[Mapping[str, str]]) -> list[Row]:
    """Rows given as texts by column, typed; cells that cannot be are left empty, and nothing is refused."""
    file = _TableFile(table, folder, f"{folder}/{table.name}.csv", table.columns)
    lines = (RawRow(at, [row.get(name, "") for name in table.columns]) for at, row in enumerate(rows, start=2))
    made = (_row(file, line, _Reading()) for line in lines)
    return [row for row in made if row]


def _header_problems(header: Sequence[str], table: Table, shown: str) -> Iterable[Problem]:
    if len(header) > MOST_COLUMNS:
        yield Problem(shown, 1, "-", "problem-width", {"found": len(header), "wanted": len(table.columns)})
        return
    for name, count in Counter(header).items():
        if bad := bad_character(name):
            yield Problem(shown, 1, name, "problem-character", {"code": bad.code, "position": bad.position})
        elif name not in table.columns:
            hint = nearest(name, set(table.columns) - set(header))
            yield Problem(shown, 1, name, "problem-column-unknown", {"hint": hint or "-"})
        elif count > 1:
            yield Problem(shown, 1, name, "problem-column-twice")
    for name in table.columns:
        if name not in header:
            yield Problem(shown, 1, name, "problem-column-missing")


def _filled(line: RawRow) -> bool:
    return any(cell.strip() for cell in line.cells)


def _row(file: _TableFile, line: RawRow, reading: _Reading) -> Row | None:
    table, shown = file.table, file.shown
    for problem in line.refused:
        reading.refuse(table, file.folder, problem)
    if line.refused:
        return None
    if len(line.cells) != len(file.header):
        data = {"found": len(line.cells), "wanted": len(file.header)}
        reading.refuse(table, file.folder, Problem(shown, line.number, "-", "problem-width", {**data}))
        return None
    cells = {name: cell.strip(BLANKS) for name, cell in zip(file.header, line.cells, strict=True)}
    values: dict[str, tuple[TypedValue, ...]] = {}
    found: list[Problem] = []
    for column in table.fields:
        text = cells[column.name]
        if not text and not column.required:
            continue
        items, problems = _values(column, text, file.known[column.name], (shown, line.number))
        found.extend(problems)
        if items:
            values[column.name] = items
    for problem in found:
        if problem.column in table.key:
            reading.refuse(table, file.folder, problem)
        else:
            reading.problems.append(problem)
    if "spans" in table.columns and not any(problem.column in ("spans", "anchors") for problem in found):
        elsewhere = "checked_on" in table.columns and cells["source"] and not cells["spans"] + cells["anchors"]
        if not elsewhere:
            _check_locator(cells["spans"], cells["anchors"], shown, line.number, reading.problems)
    return Row(table, file.folder, shown, line.number, values)


def _values(
    column: Field, text: str, known: dict[str, TypedValue], at: tuple[str, int]
) -> tuple[tuple[TypedValue, ...], list[Problem]]:
    problems = []
    if not text and column.required:
        problems.append(Problem(*at, column.name, "problem-required"))
    found: list[TypedValue] = []
    for item in split(column, text):
        try:
            if item not in known:
                known[item] = parse(column, item)
            found.append(known[item])
        except CellRefused as refused:
            near = column.choices or ("",)
            problems.append(Problem(*at, column.name, refused.key, {**refused.data}, near))
    return tuple(found), problems


def _check_locator(spans: str, anchors: str, shown: str, line: int, problems: list[Problem]) -> None:
    places = [part for part in spans.split(LIST_MARK) if part]
    words = [part for part in anchors.split(LIST_MARK) if part]
    if not places:
        problems.append(Problem(shown, line, "spans", "problem-no-locator"))
    if len(places) != len(words):
        problems.append(
            Problem(shown, line, "anchors", "problem-locator-count", {"spans": len(places), "anchors": len(words)})
        )
    for place in places:
        found = _SPAN.fullmatch(place)
        if not found or int(found[1]) >= int(found[2]):
            problems.append(Problem(shown, line, "spans", "problem-span", {"value": place}))
    for word in words:
        if not normal_form(word):
            problems.append(Problem(shown, line, "anchors", "problem-anchor-empty", {"value": word}))
        if len(normal_form(word)) > ANCHOR_LIMIT:
            problems.append(
                Problem(shown, line, "anchors", "problem-anchor-long", {"value": word, "limit": ANCHOR_LIMIT})
            )


def _check_unique(rows: list[Row], shown: str, problems: list[Problem]) -> None:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        if row.key in first:
            problems.append(
                Problem(
                    shown,
                    row.line,
                    row.table.key[0],
                    "problem-duplicate",
                    {"key": " / ".join(row.key), "first": first[row.key]},
                )
            )
        first.setdefault(row.key, row.line)
