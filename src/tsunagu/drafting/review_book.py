"""A draft as a workbook to review in Excel: instructions first, Japanese heads, choices, colours for what is not sure.

The first row of a sheet holds the heads people read, the second, hidden one the names of columns, by which the sheet is
read back whatever was moved. A row takes the colour of its confidence, and says why as a comment on its first cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsunagu.characters import fitted, for_xml
from tsunagu.graph.form_words import heading
from tsunagu.graph.schema import Field, Schema, Table
from tsunagu.graph.tablefile import read_lines
from tsunagu.graph.template import AS_TEXT
from tsunagu.messages import Language, text
from tsunagu.reading.model import FileUnreadable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEAD_ROWS = 2
STEP_MARK = "tsunagu-review-step:"
"""How the keywords of a workbook begin, before the number of the step it was written after."""
FIRST_SHEET = {"ja": "使い方", "en": "How to review"}
_COLOURS = {"doubtful": "FFF8CBAD", "likely": "FFFFF2CC"}
_LIST_LIMIT = 255

Rows = list[dict[str, str]]


def read_table(folder: Path, table: Table) -> Rows:
    """The rows of a table of a folder as texts by column; none where there is no file. Raises `FileRefused`."""
    path = folder / f"{table.name}.csv"
    if not path.is_file():
        return []
    lines = read_lines(path, f"{folder.name}/{path.name}")
    head = lines[0].cells if lines else []
    return [dict(zip(head, line.cells, strict=False)) for line in lines[1:]]


def key_of_row(table: Table, row: Mapping[str, str]) -> str:
    """The key of a row in one text."""
    return " / ".join(row.get(column, "") for column in table.key)


def review_book(folder: Path, schema: Schema, language: Language, step: int = 0) -> bytes:
    """The bytes of the workbook, which remembers after which step of the review it was written.

    Raises `FileUnreadable` for a folder that holds no draft.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - takes long to import

    if not (folder / "document.csv").is_file():
        raise FileUnreadable("review-no-draft", folder=str(folder))
    book = Workbook()
    _instructions(book.worksheets[0], language)
    doubts = _doubts(folder)
    for table in schema.of_folder("document"):
        rows = read_table(folder, table)
        if rows:
            _fill(book.create_sheet(table.name), table, rows, doubts, language)
    book.properties.keywords = f"{STEP_MARK}{step}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _instructions(sheet: Worksheet, language: Language) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    sheet.title = FIRST_SHEET[language]
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate(text("review-instructions", language).split("\n"), start=1):
        cell = sheet.cell(number, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=number == 1)
        for confidence, colour in _COLOURS.items():
            if line.startswith(text(f"review-{confidence}", language)):
                cell.fill = PatternFill("solid", fgColor=colour)


def _doubts(folder: Path) -> Mapping[tuple[str, str], tuple[str, str, str]]:
    """Confidence, rule and doubt of each row that is not sure, by table and key."""
    path = folder / "doubts.csv"
    if not path.is_file():
        return {}
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    return {(row["table"], row["key"]): (row["confidence"], row["rule"], row["doubt"]) for row in rows}


def _fill(
    sheet: Worksheet,
    table: Table,
    rows: Rows,
    doubts: Mapping[tuple[str, str], tuple[str, str, str]],
    language: Language,
) -> None:
    _heads(sheet, table, language)
    for number, row in enumerate(rows, start=HEAD_ROWS + 1):
        for at, field in enumerate(table.fields, start=1):
            _put(sheet, number, at, row.get(field.name, ""))
        told = doubts.get((table.name, key_of_row(table, row)))
        if told:
            _mark(sheet, number, len(table.fields), told, language)
    sheet.freeze_panes = sheet.cell(HEAD_ROWS + 1, 1 + len(table.key)).coordinate
    last = sheet.cell(HEAD_ROWS + len(rows), len(table.fields)).coordinate
    sheet.auto_filter.ref = f"A{HEAD_ROWS}:{last}"


def _heads(sheet: Worksheet, table: Table, language: Language) -> None:
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for at, field in enumerate(table.fields, start=1):
        head = sheet.cell(1, at, heading(field, language))
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="FFDDEBF7")
        sheet.cell(HEAD_ROWS, at, field.name)
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = 28 if "label" in field.name or field.grounded else 14
        sheet.column_dimensions[letter].number_format = AS_TEXT
        if field.choices and not field.listed:
            _choices(sheet, letter, field)
    sheet.row_dimensions[HEAD_ROWS].hidden = True


def _choices(sheet: Worksheet, letter: str, field: Field) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    listed = ",".join(field.choices)
    if len(listed) <= _LIST_LIMIT:
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=not field.required)
        sheet.add_data_validation(rule)
        rule.add(f"{letter}{HEAD_ROWS + 1}:{letter}{HEAD_ROWS + 2000}")


def _put(sheet: Worksheet, number: int, at: int, value: str) -> None:
    """A cell that stays the text it is, whatever it begins with."""
    cell: Any = sheet.cell(number, at)
    cell.number_format = AS_TEXT
    if value:
        cell.value = fitted(for_xml(value))
        cell.data_type = "s"


def _mark(sheet: Worksheet, number: int, columns: int, told: Sequence[str], language: Language) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    confidence, rule, doubt = told
    fill = PatternFill("solid", fgColor=_COLOURS.get(confidence, "FFFFFFFF"))
    for at in range(1, columns + 1):
        sheet.cell(number, at).fill = fill
    why = text(doubt, language) if doubt else ""
    words = text("review-why", language, confidence=text(f"review-{confidence}", language), rule=rule, why=why)
    sheet.cell(number, 1).comment = Comment(words, "tsunagu", width=320, height=90)
