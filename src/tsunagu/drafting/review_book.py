"""A draft as a workbook to review in Excel: instructions first, Japanese heads, choices, colours for what is not sure.

The first, hidden row of a sheet holds the names of columns, by which the sheet is read back whatever was moved; the
second the heads people read, with the buttons of the filter. A row takes the colour of its confidence, and says why as
a comment on its first cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsunagu.characters import fitted, for_xml
from tsunagu.graph.choice_lists import ChoiceLists
from tsunagu.graph.choice_words import in_words
from tsunagu.graph.form_words import heading
from tsunagu.graph.schema import Schema, Table
from tsunagu.graph.tablefile import FileRefused, read_lines
from tsunagu.graph.template import AS_TEXT
from tsunagu.messages import Language, catalogue, text
from tsunagu.reading.model import FileUnreadable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEAD_ROWS = 2
NAMES_ROW, SHOWN_ROW = 1, 2
"""The hidden row of names, and the row of heads people read."""
STEP_MARK = "tsunagu-review-step:"
"""How the keywords of a workbook begin, before the number of the step it was written after."""
FIRST_SHEET = {"ja": "使い方", "en": "How to review"}
_COLOURS = {"doubtful": "FFF8CBAD", "likely": "FFFFF2CC"}

Rows = list[dict[str, str]]


def read_table(folder: Path, table: Table) -> Rows:
    """The rows of a table of a folder as texts by column; none where there is no file. Raises `FileUnreadable`."""
    path = folder / f"{table.name}.csv"
    if not path.is_file():
        return []
    try:
        lines = read_lines(path, f"{folder.name}/{path.name}")
    except FileRefused as refused:
        raise FileUnreadable("review-table", problem=refused.problem) from refused
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
    doubts = _doubts(folder)
    filled = {table: rows for table in schema.of_folder("document") if (rows := read_table(folder, table))}
    _instructions(book.worksheets[0], language)
    _contents(book.worksheets[0], filled, doubts, language)
    listed = ChoiceLists(language)
    for table, rows in filled.items():
        _fill(book.create_sheet(table.name), table, rows, doubts, language, listed)
    listed.write(book.create_sheet(text("review-choices-sheet", language)))
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


def _contents(
    sheet: Worksheet,
    filled: Mapping[Table, Rows],
    doubts: Mapping[tuple[str, str], tuple[str, str, str]],
    language: Language,
) -> None:
    """Which sheet holds what, with a way to it: rows, and how many are to be checked."""
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415

    start = sheet.max_row + 2
    heads = (f"review-contents-{name}" for name in ("table", "sheet", "rows", "doubtful"))
    for at, key in enumerate(heads, start=1):
        sheet.cell(start, at, text(key, language)).font = Font(bold=True)
    for number, (table, rows) in enumerate(filled.items(), start=start + 1):
        told = (doubts.get((table.name, key_of_row(table, row)), ("",))[0] for row in rows)
        title = table.title if language == "ja" else table.title_en
        for at, value in enumerate((title, table.name), start=1):
            sheet.cell(number, at, value)
        sheet.cell(number, 3, len(rows))
        sheet.cell(number, 4, list(told).count("doubtful"))
        way = sheet.cell(number, 2)
        way.hyperlink = Hyperlink(ref=way.coordinate, location=f"'{table.name}'!A{SHOWN_ROW}")
        way.font = Font(color="FF0563C1", underline="single")
    for letter in "BCD":
        sheet.column_dimensions[letter].width = 22


def rule_said(rule: str, language: Language) -> str:
    """A rule in words; a rule nobody worded is named as it is."""
    name, _, rest = rule.partition(" ")
    if rest.startswith("R-"):
        return text("rule-tag-by-rule", language, rule=rest)
    known = catalogue(language)
    key = f"rule-{name.replace('_', '-')}"
    if key in known:
        return text(key, language, like=rest or "-") if "{like}" in known[key] else text(key, language)
    return text("rule-link", language) if name.startswith("link-") else rule


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
    listed: ChoiceLists,
) -> None:
    _heads(sheet, table, language, listed)
    for number, row in enumerate(rows, start=HEAD_ROWS + 1):
        for at, field in enumerate(table.fields, start=1):
            _put(sheet, number, at, in_words(field, row.get(field.name, ""), language))
        told = doubts.get((table.name, key_of_row(table, row)))
        if told:
            _mark(sheet, number, len(table.fields), told, language)
    sheet.freeze_panes = sheet.cell(HEAD_ROWS + 1, 1 + len(table.key)).coordinate
    last = sheet.cell(HEAD_ROWS + len(rows), len(table.fields)).coordinate
    sheet.auto_filter.ref = f"A{SHOWN_ROW}:{last}"


def _heads(sheet: Worksheet, table: Table, language: Language, listed: ChoiceLists) -> None:
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for at, field in enumerate(table.fields, start=1):
        head = sheet.cell(SHOWN_ROW, at, heading(field, language))
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="FFDDEBF7")
        sheet.cell(NAMES_ROW, at, field.name)
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = 28 if "label" in field.name or field.grounded else 14
        sheet.column_dimensions[letter].number_format = AS_TEXT
        listed.offer(sheet, letter, field, HEAD_ROWS + 1)
    sheet.row_dimensions[NAMES_ROW].hidden = True


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
    words = text("review-why", language, confidence=text(f"review-{confidence}", language),
                 rule=rule_said(rule, language), why=why)  # fmt: skip
    sheet.cell(number, 1).comment = Comment(words, "tsunagu", width=320, height=90)
