"""A workbook as text: each sheet is a page, merged cells stand once, a formula stands as what it last showed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tsunagu.graph.tablefile import FILE_LIMIT
from tsunagu.reading.model import PAGE_END, FileUnreadable, ReadText, TextBuilder, Unread

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS, MOST_COLUMNS = 20_000, 100
_HIDDEN = ("hidden", "veryHidden")


def read_workbook(data: bytes, name: str) -> ReadText:
    """The sheets in order, a form feed after each; raises `FileUnreadable`."""
    book = _opened(data, name)
    out, unread = TextBuilder(), []
    for sheet in book.worksheets:
        if sheet.sheet_state in _HIDDEN:
            unread.append(Unread(sheet.title, "read-unread-hidden"))
            continue
        if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
            unread.append(Unread(sheet.title, "read-unread-large"))
        out.add(sheet.title + "\n\n")
        for row in _rows(sheet):
            if len(row) > 1:
                out.row(row)
            else:
                out.add("".join(row) + "\n")
        out.add(PAGE_END)
    if not out.text().replace(PAGE_END, "").strip():
        raise FileUnreadable("read-empty", file=name)
    return ReadText(out.text(), unread=tuple(unread))


def _rows(sheet: Worksheet) -> Iterator[list[str]]:
    """The texts of each row up to the last column of the sheet that holds something; an empty row is one empty text."""
    wide = min(sheet.max_column, MOST_COLUMNS)
    for line in sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS), max_col=wide, values_only=True):
        texts = [_shown(value) for value in line]
        filled = [text for text in texts if text.strip()]
        if len(filled) > 1 or (filled and not texts[0].strip()):
            yield texts
        else:
            yield filled


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _opened(data: bytes, name: str) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - takes long to import

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > FILE_LIMIT:
                raise FileUnreadable("read-too-large", file=name)
        return load_workbook(io.BytesIO(data), data_only=True)
    except FileUnreadable:
        raise
    except Exception as error:  # openpyxl, zipfile, zlib and expat raise many kinds for a file that is no workbook
        raise FileUnreadable("read-broken", file=name) from error
