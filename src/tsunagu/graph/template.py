"""The Excel template a city fills in: one sheet per table, made from `graph/tables.yaml`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tsunagu.graph.choice_lists import ChoiceLists
from tsunagu.graph.choice_words import choice_words
from tsunagu.graph.schema import Field, Schema, Table
from tsunagu.messages import Language, text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

AS_TEXT = "@"
"""The number format of cells that keep what is typed."""


def excel_template(schema: Schema, language: Language = "ja") -> bytes:
    """The bytes of an Excel workbook: a sheet per table, help beside each column name, lists of choices in words."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes long to import

    book = Workbook()
    book.remove(book.worksheets[0])
    listed = ChoiceLists(language)
    for table in schema.of_folder("document"):
        if not table.name.startswith("tags_"):
            _fill(book.create_sheet(table.name), table, listed)
    listed.write(book.create_sheet(text("review-choices-sheet", language)))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, table: Table, listed: ChoiceLists) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for at, field in enumerate(table.fields, start=1):
        cell = sheet.cell(1, at, field.name)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFF5D9B0" if field.required else "FFE3ECF5")
        cell.comment = Comment(help_text(field), "tsunagu", width=320, height=140)
        letter = get_column_letter(at)
        column = sheet.column_dimensions[letter]
        column.width = max(14, len(field.name) + 4)
        column.number_format = AS_TEXT  # or Excel makes days of row numbers such as 1-2
        listed.offer(sheet, letter, field, 2)
    sheet.freeze_panes = "A2"


def help_text(field: Field) -> str:
    """What may stand in a column, one rule a line, in Japanese and English."""
    lines = [f"{field.title} / {field.title_en}", f"型 type: {field.type}"]
    if field.required:
        lines.append("必須 required")
    if field.listed:
        lines.append("複数は；で区切る / several joined with ；")
    if field.choices:
        words = choice_words(field, "ja")
        lines.append("選択肢 choices: " + " / ".join(f"{code} {words[code]}" for code in field.choices))
    if field.refers:
        lines.append("参照先 refers to: " + " / ".join(field.refers))
    if field.grounded:
        lines.append("原文のとおり / as printed in the source")
    return "\n".join(lines)
