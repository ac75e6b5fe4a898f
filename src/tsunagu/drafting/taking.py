"""A reviewed workbook back into its folder: what differs is listed first, and nothing is written before that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsunagu.drafting.differing import Difference, differences_of, refuse_lost_keys
from tsunagu.drafting.merging import merged
from tsunagu.drafting.review_book import HEAD_ROWS, SHOWN_ROW, STEP_MARK, Rows, read_table
from tsunagu.drafting.reviewing.acts import CellWrong, cleaned
from tsunagu.drafting.reviewing.review import Review, rows_after
from tsunagu.graph.cells import CellRefused
from tsunagu.graph.schema import Schema, Table
from tsunagu.graph.table_book import cell_text
from tsunagu.reading.model import FileUnreadable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True)
class Taking:
    """The tables of a workbook with what differs from the folder."""

    tables: Mapping[str, Rows]
    differences: Sequence[Difference]
    wrong: Mapping[Difference, CellWrong]
    """What a column cannot hold of what was entered."""


def read_review(path: Path, folder: Path, schema: Schema) -> Taking:
    """What a workbook says; raises `FileUnreadable` for a cell or row that cannot be taken."""
    book = _opened(path)
    sheets = _sheets(book, schema.of_folder("document"))
    tables = {table.name: table for table in schema.of_folder("document") if table.name in sheets}
    if not tables:
        raise FileUnreadable("review-no-sheets", file=path.name)
    written = rows_after(folder, _step(book))
    found = {name: _rows(sheets[name], table, path.name, written.get(name) or read_table(folder, table))
             for name, table in tables.items()}  # fmt: skip
    for name, rows in written.items():
        if name in found:
            found[name] = merged(tables[name], rows, read_table(folder, tables[name]), found[name])
    differences = [
        difference
        for name, table in tables.items()
        for difference in differences_of(table, read_table(folder, table), found[name])
    ]
    return Taking(found, differences, dict(_wrong(differences, schema)))


def _wrong(differences: Sequence[Difference], schema: Schema) -> Iterator[tuple[Difference, CellWrong]]:
    for difference in differences:
        if difference.column:
            try:
                cleaned(schema.tables[difference.table].field(difference.column), difference.after)
            except CellWrong as error:
                yield difference, error


def _sheets(book: Any, tables: Sequence[Table]) -> dict[str, Worksheet]:
    """The sheets by table: by their titles, a renamed one by its names of columns where they are of one table alone."""
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    known = {table.name for table in tables}
    left = [table for table in tables if table.name not in sheets]
    for sheet in (sheet for sheet in book.worksheets if sheet.title not in known):
        lines = [set(filter(None, line)) for line in sheet.iter_rows(max_row=HEAD_ROWS, values_only=True)]
        fitting = [table for table in left if set(table.columns) in lines]
        if len(fitting) == 1:
            sheets[fitting[0].name] = sheet
    return sheets


def _merged_cells(sheet: Worksheet) -> dict[tuple[int, int], Any]:
    """What a cell below or beside the first of merged ones says: what that first one says; O(cells merged)."""
    return {(row, column): sheet.cell(area.min_row, area.min_col) for area in sheet.merged_cells.ranges
            for row, column in area.cells if (row, column) != (area.min_row, area.min_col)}  # fmt: skip


def _step(book: Any) -> int | None:
    """The number of the step a workbook was written after; None where it no longer says so."""
    said = str(book.properties.keywords or "").removeprefix(STEP_MARK)
    return int(said) if said.isdecimal() else None


def take_review(taking: Taking, folder: Path, who: str = "") -> None:
    """Take the tables of a workbook as one step of the review of the folder; raises what a step raises.

    Nothing is taken while a cell is wrong.
    """
    if taking.wrong:
        raise FileUnreadable("review-cells-wrong", count=len(taking.wrong))
    review = Review.open(folder)
    review.refuse_outside()
    held = {name: review.state().rows(name) for name in review.state().tables}
    review.take_tables(held | dict(taking.tables), who)


def _opened(path: Path) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - takes long to import

    try:
        return load_workbook(path)
    except Exception as error:  # openpyxl, zipfile, zlib and expat raise many kinds for a file that is no workbook
        raise FileUnreadable("read-broken", file=path.name) from error


def _rows(sheet: Worksheet, table: Table, file: str, before: Rows) -> Rows:
    """The rows below the hidden names of columns, wherever these were moved to; raises `FileUnreadable`."""
    names = _names(sheet, table, file)
    heads = {name: str(sheet.cell(SHOWN_ROW, at + 1).value or name) for at, name in names.items()}
    rows = list(_numbered(sheet, table, file, names))
    refuse_lost_keys(table, rows, before, f"{file} {sheet.title}", heads)
    return [row for _, row in rows]


def _numbered(
    sheet: Worksheet, table: Table, file: str, names: Mapping[int, str]
) -> Iterator[tuple[int, dict[str, str]]]:
    merged_cells = _merged_cells(sheet)
    for number, cells in enumerate(sheet.iter_rows(min_row=HEAD_ROWS + 1), start=HEAD_ROWS + 1):
        row = {
            name: _text(merged_cells.get((number, at + 1), cells[at]), table, name, f"{file} {sheet.title}")
            for at, name in names.items()
            if at < len(cells)
        }
        if any(value.strip() for value in row.values()):
            yield number, row


def _names(sheet: Worksheet, table: Table, file: str) -> dict[int, str]:
    """The columns of a sheet by the names in its hidden row; raises `FileUnreadable` where one is missing."""
    lines = list(sheet.iter_rows(min_row=1, max_row=HEAD_ROWS, values_only=True))
    named = ({at: str(value) for at, value in enumerate(line) if value in table.columns} for line in lines)
    names = max(named, key=len, default={})
    missing = [column for column in table.columns if column not in names.values()]
    if missing:
        raise FileUnreadable("review-columns-lost", place=f"{file} {sheet.title}", columns=" / ".join(missing))
    return names


def _text(cell: Any, table: Table, name: str, place: str) -> str:
    try:
        return " ".join(cell_text(cell, table, table.field(name)).split())
    except CellRefused as refused:
        raise FileUnreadable(
            "review-cell", place=f"{place}!{cell.coordinate}", column=name, value=str(cell.value)
        ) from refused
