"""A published list as rows of texts: CSV in UTF-8 or CP932, or an Excel workbook. Nothing is guessed in silence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsunagu.errors import RegisterProblem
from tsunagu.graph.tablefile import read_plain_file

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ENCODINGS = ("utf-8-sig", "cp932")
WORKBOOK = b"PK\x03\x04"


@dataclass(frozen=True)
class ListRow:
    """One row of a list: its line, counted from 1, and its texts by heading."""

    line: int
    cells: Mapping[str, str]

    def first(self, names: Sequence[str]) -> str:
        """The first filled cell of some columns, else nothing."""
        return next((text for name in names if (text := self.cells.get(name, ""))), "")


@dataclass(frozen=True)
class PublishedList:
    """The rows of a list, its headings, its encoding, and where one value was read for several rows (merged cells)."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[ListRow, ...]
    encoding: str = ""
    filled: tuple[str, ...] = field(default=())


def read_list(path: Path, header_row: int = 1, sheet: str = "") -> PublishedList:
    """Read a list; raises `RegisterProblem` where it is neither CSV nor a workbook, or has no headings. O(cells)."""
    try:
        raw = read_plain_file(path)
    except OSError as error:
        raise RegisterProblem("register-unreadable", path=path.name, reason=error.strerror or str(error)) from error
    found = _workbook(path, header_row, sheet) if raw.startswith(WORKBOOK) else _csv(path, raw, header_row)
    if not any(found.headings):
        raise RegisterProblem("register-headings", path=path.name, line=header_row)
    return found


def _csv(path: Path, raw: bytes, header_row: int) -> PublishedList:
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        lines = list(_lines(path, text))
        return _listed(path.name, lines, header_row, "UTF-8" if encoding == "utf-8-sig" else "CP932")
    raise RegisterProblem("register-encoding", path=path.name)


def _lines(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, [" ".join(cell.split()) for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise RegisterProblem("register-csv", path=path.name, line=begins, reason=str(error)) from error


def _listed(
    name: str, lines: Sequence[tuple[int, list[str]]], header_row: int, encoding: str, filled: tuple[str, ...] = ()
) -> PublishedList:
    headings = next((cells for line, cells in lines if line == header_row), [])
    rows = [ListRow(line, dict(zip(headings, cells, strict=False))) for line, cells in lines
            if line > header_row and any(cells)]  # fmt: skip
    return PublishedList(name, tuple(headings), tuple(rows), encoding, filled)


def _workbook(path: Path, header_row: int, sheet: str) -> PublishedList:
    from openpyxl import load_workbook  # noqa: PLC0415 - takes long to import

    try:
        book = load_workbook(path, data_only=True)
    except Exception as error:  # openpyxl raises many kinds for a file that is no workbook
        raise RegisterProblem("register-unreadable", path=path.name, reason=type(error).__name__) from error
    if sheet and sheet not in book.sheetnames:
        raise RegisterProblem("register-sheet", path=path.name, sheet=sheet, sheets=" / ".join(book.sheetnames))
    held = book[sheet] if sheet else book.worksheets[0]
    merged = tuple(_unmerge(held))
    lines = [(at, [_text(cell) for cell in cells]) for at, cells in enumerate(held.iter_rows(values_only=True), 1)]
    return _listed(path.name, lines, header_row, "", merged)


def _unmerge(sheet: Worksheet) -> Iterator[str]:
    """Write what merged cells say into each row they span, and yield where; side by side it stays in the first."""
    for area in list(sheet.merged_cells.ranges):
        said = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(area.coord)
        for row in range(area.min_row, area.max_row + 1):
            sheet.cell(row, area.min_col).value = said
        if area.max_row > area.min_row:
            yield area.coord


def _text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else " ".join(str(value).split())
