"""Read the tables of a folder and find every mistake in them at once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from tsunagu.errors import TablesInvalid
from tsunagu.graph.cells import LIST_MARK, CellRefused, TypedValue, parse, split
from tsunagu.graph.problems import Problem, nearest
from tsunagu.graph.references import dangling
from tsunagu.graph.refusing import refusals
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.schema import Field, Folder, Schema, Table
from tsunagu.graph.text import ANCHOR_LIMIT, normal_form

LAW_FOLDER = "japan"
_SPAN = re.compile(r"^(\d+)-(\d+)$")


def document_folders(graph: Path) -> list[Path]:
    """Return the folders of `graph` that hold a document, in name order."""
    return sorted(path.parent for path in graph.glob("*/document.csv"))


def read_tables(folders: Iterable[Path], schema: Schema) -> Tables:
    """Read graph/japan and document folders into typed, checked rows.

    Raises `TablesInvalid` with all problems of all files: a missing or empty table, wrong
    encoding, an unknown or missing column, a wrong value, a duplicate row, a reference to
    nothing, a malformed locator, words that would place or name a closed body. O(rows).
    """
    problems: list[Problem] = []
    rows: list[Row] = []
    documents: list[str] = []
    for folder in folders:
        kind: Folder = "japan" if folder.name == LAW_FOLDER else "document"
        if kind == "document":
            documents.append(folder.name)
        for table in schema.of_folder(kind):
            rows.extend(_read_table(folder, table, problems))
    tables = Tables(tuple(rows), tuple(documents))
    problems.extend(_misnamed(tables))
    problems.extend(dangling(tables))
    problems.extend(refusals(tables))
    if problems:
        raise TablesInvalid(tuple(problems))
    return tables


def _misnamed(tables: Tables) -> Iterable[Problem]:
    for row in tables.of("document"):
        if row.text("id") != row.document:
            yield Problem(row.file, row.line, "id", "problem-document-id", {"folder": row.document})


def _read_table(folder: Path, table: Table, problems: list[Problem]) -> list[Row]:
    path = folder / f"{table.name}.csv"
    shown = f"{folder.name}/{path.name}"
    if not path.exists():
        if not table.optional:
            problems.append(Problem(shown, 0, "-", "problem-no-file"))
        return []
    text = _decode(path, shown, problems)
    if text is None:
        return []
    lines = list(csv.reader(io.StringIO(text)))
    header = lines[0] if lines else []
    if not _header_fits(header, table, shown, problems):
        return []
    if len(lines) < 2:
        problems.append(Problem(shown, 1, "-", "problem-empty"))
    rows = [
        _row(folder.name, shown, n, dict(zip(header, cells, strict=False)), table, problems)
        for n, cells in _numbered(lines, header, shown, problems)
    ]
    _check_unique(rows, shown, problems)
    return rows


def _decode(path: Path, shown: str, problems: list[Problem]) -> str | None:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.append(Problem(shown, line, "-", "problem-encoding", {"guess": _guess_encoding(raw)}))
        return None


def _guess_encoding(raw: bytes) -> str:
    try:
        raw.decode("cp932")
    except UnicodeDecodeError:
        return "?"
    return "CP932 (Shift_JIS)"


def _header_fits(header: list[str], table: Table, shown: str, problems: list[Problem]) -> bool:
    before = len(problems)
    for name in header:
        if name not in table.columns:
            hint = nearest(name, set(table.columns) - set(header))
            problems.append(Problem(shown, 1, name, "problem-column-unknown", {"hint": hint or "-"}))
        elif header.count(name) > 1:
            problems.append(Problem(shown, 1, name, "problem-column-twice"))
    for name in table.columns:
        if name not in header:
            problems.append(Problem(shown, 1, name, "problem-column-missing"))
    return len(problems) == before


def _numbered(
    lines: list[list[str]], header: list[str], shown: str, problems: list[Problem]
) -> list[tuple[int, list[str]]]:
    kept: list[tuple[int, list[str]]] = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            problems.append(Problem(shown, number, "-", "problem-width", {"found": len(cells), "wanted": len(header)}))
            continue
        kept.append((number, cells))
    return kept


def _row(folder: str, shown: str, line: int, cells: dict[str, str], table: Table, problems: list[Problem]) -> Row:
    values: dict[str, tuple[TypedValue, ...]] = {}
    for field in table.fields:
        found = _values(field, cells[field.name].strip(), shown, line, problems)
        if found:
            values[field.name] = found
    if "spans" in table.columns:
        _check_locator(cells["spans"].strip(), cells["anchors"].strip(), shown, line, problems)
    return Row(table, folder, shown, line, values)


def _values(field: Field, text: str, shown: str, line: int, problems: list[Problem]) -> tuple[TypedValue, ...]:
    if not text and field.required:
        problems.append(Problem(shown, line, field.name, "problem-required"))
    found: list[TypedValue] = []
    for item in split(field, text):
        try:
            found.append(parse(field, item))
        except CellRefused as refused:
            hint = nearest(item, field.choices)
            problems.append(Problem(shown, line, field.name, refused.key, {**refused.data, "near": hint or "-"}))
    return tuple(found)


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
        found = _SPAN.match(place)
        if not found or int(found[1]) >= int(found[2]):
            problems.append(Problem(shown, line, "spans", "problem-span", {"value": place}))
    for word in words:
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
