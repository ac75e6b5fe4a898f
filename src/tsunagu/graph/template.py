"""The Excel template a city fills in: one sheet per table, made from `graph/tables.yaml`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tsunagu.graph.schema import Field, Schema, Table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LAST_LINE = 2000
_LIST_LIMIT = 255
AS_TEXT = "@"
"""The number format of cells that keep what is typed."""


def excel_template(schema: Schema) -> bytes:
    """The bytes of an Excel workbook: a sheet per table, help beside each column name, choices as drop-down lists."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes long to import

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in schema.of_folder("document"):
        if not table.name.startswith("tags_"):
            _fill(book.create_sheet(table.name), table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, table: Table) -> None:
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
        if field.choices and not field.listed:
            _choices(sheet, letter, field)
    sheet.freeze_panes = "A2"


def _choices(sheet: Worksheet, letter: str, field: Field) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    listed = ",".join(field.choices)
    if len(listed) <= _LIST_LIMIT:
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=not field.required)
        sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{_LAST_LINE}")


def help_text(field: Field) -> str:
    """What may stand in a column, one rule a line, in Japanese and English."""
    lines = [f"{field.title} / {field.title_en}", f"型 type: {field.type}"]
    if field.required:
        lines.append("必須 required")
    if field.listed:
        lines.append("複数は；で区切る / several joined with ；")
    if field.choices:
        lines.append("選択肢 choices: " + " / ".join(field.choices))
    if field.refers:
        lines.append("参照先 refers to: " + " / ".join(field.refers))
    if field.grounded:
        lines.append("原文のとおり / as printed in the source")
    return "\n".join(lines)
