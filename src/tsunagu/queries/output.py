"""Write an answer as a table for the terminal, CSV, Excel workbook, JSON or Turtle."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from typing import Literal, get_args

from tsunagu.characters import fitted, for_xml, harmless, safe_cell
from tsunagu.disclosure.shown import Shown
from tsunagu.queries.answers import Answer

Format = Literal["table", "csv", "xlsx", "json", "ttl"]
FORMATS: tuple[Format, ...] = get_args(Format)
_NUMBER = re.compile(r"^-?\d{1,15}(\.\d+)?$")
_CELL_WIDTH = 44
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"


def render(answer: Shown[Answer], form: Format) -> bytes:
    """The answer in one of `FORMATS`, ready to be written to a file or shown."""
    return {"table": to_table, "csv": to_csv, "xlsx": to_xlsx, "json": _json, "ttl": _turtle}[form](answer.value)


def to_csv(answer: Answer) -> bytes:
    """CSV in UTF-8 with a byte order mark, which Japanese Excel needs to read it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in answer.rows)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(answer: Answer, title: str = "tsunagu") -> bytes:
    """A workbook of one sheet: bold frozen header, filter, numbers as numbers, text as text."""
    return workbook({title: answer})


def workbook(sheets: dict[str, Answer], note: str = "") -> bytes:
    """A workbook with one sheet per answer; the same answers give the same cells.

    A `note`, such as why an answer was cut, stands on a sheet of its own. A text longer than Excel takes ends in …
    """
    from openpyxl import Workbook  # noqa: PLC0415 - takes long to import

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, answer in sheets.items():
        _fill_sheet(book.create_sheet(re.sub(r"[\[\]:*?/\\]", "_", title)[:31]), answer)
    if note:
        book.create_sheet("注意 note").cell(1, 1, note)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill_sheet(sheet: object, answer: Answer) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.worksheet import Worksheet  # noqa: PLC0415

    if not isinstance(sheet, Worksheet):
        raise TypeError(sheet)
    for at, name in enumerate(answer.columns, start=1):
        cell = sheet.cell(1, at, name)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFE3ECF5")
    for line, row in enumerate(answer.rows, start=2):
        for at, value in enumerate(row, start=1):
            _put(sheet.cell(line, at), value)
    for at, name in enumerate(answer.columns, start=1):
        widest = max([_width(name), *(_width(row[at - 1]) for row in answer.rows[:300])])
        sheet.column_dimensions[get_column_letter(at)].width = min(60, widest + 2)
    for cells in sheet.iter_rows(min_row=2):
        for filled in cells:
            filled.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    if answer.columns:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(answer.columns))}{len(answer.rows) + 1}"


def _put(cell: object, value: str) -> None:
    from openpyxl.cell import Cell  # noqa: PLC0415

    if not isinstance(cell, Cell):
        raise TypeError(cell)
    if not value:
        return
    if _NUMBER.match(value) and not re.match(r"^-?0\d", value):
        cell.value = float(value) if "." in value else int(value)
        return
    cell.value = fitted(for_xml(value))
    cell.data_type = "s"


def _json(answer: Answer) -> bytes:
    shape = {"columns": answer.columns, "rows": answer.as_dicts()}
    return (json.dumps(shape, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _turtle(answer: Answer) -> bytes:
    lines = [f"@prefix rs: <{_RS}> .", "", "[] a rs:ResultSet ;"]
    names = ", ".join(_quoted(name) for name in answer.columns)
    lines.append(f"  rs:resultVariable {names}" + (" ;" if answer.rows else " ."))
    for number, row in enumerate(answer.rows, start=1):
        pairs = zip(answer.columns, row, strict=True)
        bindings = [f"[ rs:variable {_quoted(name)} ; rs:value {_quoted(cell)} ]" for name, cell in pairs if cell]
        end = " ;" if number < len(answer.rows) else " ."
        bound = " ; rs:binding " + " , ".join(bindings) if bindings else ""
        lines.append(f"  rs:solution [ rs:index {number}{bound} ]{end}")
    return ("\n".join(lines) + "\n").encode("utf-8")


def _quoted(text: str) -> str:
    from pyoxigraph import Literal  # noqa: PLC0415

    return str(Literal(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _cut(text: str, width: int) -> str:
    shown, used = "", 0
    for char in " ".join(harmless(text).split()):
        step = _width(char)
        if used + step > width - 1:
            return shown + "…"
        shown, used = shown + char, used + step
    return shown


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def to_table(answer: Answer) -> bytes:
    """A table for the terminal; long cells are cut."""
    cells = [[_cut(cell, _CELL_WIDTH) for cell in row] for row in answer.rows]
    widths = [max([_width(name), *(_width(row[at]) for row in cells)]) for at, name in enumerate(answer.columns)]
    lines = [" | ".join(_padded(name, width) for name, width in zip(answer.columns, widths, strict=True)).rstrip()]
    lines.append("-+-".join("-" * width for width in widths))
    lines += [
        " | ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")
