"""A filled Excel template (`tsunagu template`) as tables: a sheet is a table, a cell is what Excel shows of it.

Excel keeps other things than were typed: days, numbers, formulas. What can be read without a doubt is read; the rest is
told with sheet and cell as Excel names them, and nothing is guessed: `1-2` that Excel took for a day, `0467…` that lost
its first 0, `1.10` that became 1.1 in a column of row numbers.

Reference: Office Open XML, ISO/IEC 29500-1, part SpreadsheetML.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsunagu.graph.cells import CellRefused
from tsunagu.graph.choice_lists import is_list_sheet
from tsunagu.graph.choice_words import in_codes
from tsunagu.graph.problems import Problem, nearest
from tsunagu.graph.schema import Field, Schema, Table
from tsunagu.graph.tablefile import FILE_LIMIT, FileRefused, RawRow, read_plain_file

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

BOOK = ".xlsx"
MOST_ROWS, MOST_COLUMNS = 100_000, 200
_TELEPHONE = "schema:telephone"
_NOT_OF_THE_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
"""Parts of a number format that are text, colours or locales."""


@dataclass(frozen=True)
class RawCells:
    """One row of a sheet: its number, its cells, and where cells are merged from it on."""

    number: int
    cells: tuple[Cell | MergedCell, ...]
    merged: str


class TableBook:
    """The workbook at `path`; raises `FileRefused` where it is no workbook or none of its sheets is a table."""

    def __init__(self, path: Path, schema: Schema) -> None:
        self.path = path
        self.tables = {table.name: table for table in schema.of_folder("document")}
        book = _opened(path)
        self.sheets = {sheet.title: sheet for sheet in book.worksheets}
        if not self.sheets.keys() & self.tables.keys():
            raise FileRefused(path.name, 0, "problem-book-wrong", sheets=" / ".join(book.sheetnames)[:100])
        self.name = self._document() or path.stem

    def _document(self) -> str:
        """The id of the document it describes."""
        lines = self.lines(self.tables["document"]) or []
        ids = [line.cells[lines[0].cells.index("id")] for line in lines[1:2] if "id" in lines[0].cells]
        return ids[0].strip() if ids else ""

    def shown(self, table: Table) -> str:
        """How problems name the sheet of a table."""
        return f"{self.path.name} {table.name}"

    def unread(self) -> Iterator[Problem]:
        """Yield a problem for each sheet that holds something and is no table."""
        for title, sheet in self.sheets.items():
            if is_list_sheet(sheet):
                continue
            if title not in self.tables and sheet.max_row and any(cell.value is not None for cell in _cells(sheet)):
                near = nearest(title.strip().lower(), self.tables)
                yield Problem(f"{self.path.name} {title}", 0, "-", "problem-book-sheet", {"near": near or "-"})

    def lines(self, table: Table) -> list[RawRow] | None:
        """The rows of a table as texts, its header first, each as wide as the header; None where there is nothing.

        A sheet of an optional table that was left as the template has it is nothing. Raises `FileRefused` where a sheet
        is too large.
        """
        sheet = self.sheets.get(table.name)
        if sheet is None:
            return None
        if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
            raise FileRefused(self.shown(table), 0, "problem-book-large", rows=MOST_ROWS, columns=MOST_COLUMNS)
        header = _header(sheet)
        merged = {area.min_row: area.coord for area in sheet.merged_cells.ranges}
        lines = enumerate(sheet.iter_rows(min_row=2), start=2)
        rows = [self._row(table, header, RawCells(number, cells, merged.get(number, ""))) for number, cells in lines]
        filled = [row for row in rows if row.refused or any(cell.strip() for cell in row.cells)]
        return [RawRow(1, header), *filled] if filled or not table.optional else None

    def _row(self, table: Table, header: list[str], line: RawCells) -> RawRow:
        number, shown = line.number, self.shown(table)
        texts: list[str] = []
        refused: list[Problem] = []
        if line.merged:
            refused.append(Problem(shown, number, "-", "problem-book-merged", {"cells": line.merged}))
        for at, cell in enumerate(line.cells):
            column = header[at] if at < len(header) else ""
            try:
                texts.append(cell_text(cell, table, table.field(column)) if column in table.columns else _plain(cell))
            except CellRefused as problem:
                texts.append("")
                refused.append(Problem(shown, number, column, problem.key, {**problem.data}))
        while len(texts) > len(header) and not texts[-1]:
            texts.pop()
        return RawRow(number, [*texts, *[""] * (len(header) - len(texts))], tuple(refused))


def cell_text(cell: Cell | MergedCell, table: Table, field: Field) -> str:
    """What a cell says, in the form the tables write it in, codes for words of choices; empty where nothing stands.

    Raises `CellRefused` for a formula, an error of Excel, and a value that is no longer what was typed.
    """
    value: Any = cell.value
    if cell.data_type == "e":
        raise CellRefused("problem-book-error", value=str(value))
    if cell.data_type == "f":
        raise CellRefused("problem-book-formula")
    if isinstance(value, bool):
        return str(value).lower() if field.type == "boolean" else str(value).upper()
    if isinstance(value, datetime | date):
        return _day(value, cell.number_format, field)
    if isinstance(value, time | timedelta):
        raise CellRefused("problem-book-time", value=str(value))
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), cell.number_format, table, field)
    return in_codes(field, _plain(cell))


def letters_of(at: int) -> str:
    """The letters of a column, counted from 0.

    >>> letters_of(0), letters_of(25), letters_of(26)
    ('A', 'Z', 'AA')
    """
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    return get_column_letter(at + 1)


def _plain(cell: Cell | MergedCell) -> str:
    return "" if cell.value is None else str(cell.value)


def _day(value: datetime | date, form: str, field: Field) -> str:
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    day = moment.date()
    if moment.time() != time() or field.listed:
        raise CellRefused("problem-book-date", value=moment.isoformat(" "))
    if field.type == "date":
        return day.isoformat()
    if field.type == "yearmonth" and day.day == 1:
        return f"{day:%Y-%m}"
    if field.type == "period":
        days = "d" in _NOT_OF_THE_FORMAT.sub("", form).lower()
        return day.isoformat() if days or day.day != 1 else f"{day:%Y-%m}"
    raise CellRefused("problem-book-date", value=day.isoformat())


def _number(value: Decimal, form: str, table: Table, field: Field) -> str:
    text = format(value.normalize(), "f")
    if field.property == _TELEPHONE:
        raise CellRefused("problem-book-telephone", value=text)
    if "%" in _NOT_OF_THE_FORMAT.sub("", form):
        if field.type != "string":
            raise CellRefused("problem-book-percent", value=text)
        return format((value * 100).normalize(), "f") + "%"
    if "." in text and (field.name in table.key or field.refers):
        raise CellRefused("problem-book-decimal", value=text)
    return text


def _header(sheet: Worksheet) -> list[str]:
    """The names in the first row up to the last one, without what may stand around them."""
    names = [_plain(cell).strip() for cell in next(sheet.iter_rows(max_row=1))]
    while names and not names[-1]:
        names.pop()
    return names


def _cells(sheet: Worksheet) -> Iterator[Cell | MergedCell]:
    for row in sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS), max_col=min(sheet.max_column, MOST_COLUMNS)):
        yield from row


def _opened(path: Path) -> Workbook:
    from openpyxl import load_workbook  # noqa: PLC0415 - takes long to import

    try:
        read_plain_file(path)
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > FILE_LIMIT:
                raise FileRefused(path.name, 0, "problem-book-large", rows=MOST_ROWS, columns=MOST_COLUMNS)
        return load_workbook(path)
    except FileRefused:
        raise
    except Exception as error:  # openpyxl, zipfile, zlib and expat raise many kinds for a file that is no workbook
        raise FileRefused(path.name, 0, "problem-book-unreadable") from error
