"""The bytes of one table file as rows of cells, or the one reason why not.

A table is a plain file in UTF-8; every row is one line. So the line where a quotation mark opens and is never closed
is known, and nothing that follows from it is reported.
"""

from __future__ import annotations

import csv
import io
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from tsunagu.characters import CELL_LIMIT
from tsunagu.errors import Value
from tsunagu.graph.problems import Problem

FILE_LIMIT = 100_000_000
"""The most bytes a table file may have."""
_WORKBOOK = b"PK\x03\x04"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TOO_LONG = "field limit"
"""What the csv module says of a cell beyond its own limit, which is four times that of Excel."""
_LONE_RETURN = re.compile(r"\r(?!\n)")


@dataclass(frozen=True)
class RawRow:
    """One row of a file as it stands there: its line, counted from 1, the texts of its cells, and what no text says."""

    number: int
    cells: list[str]
    refused: tuple[Problem, ...] = ()


class FileRefused(ValueError):
    """A file that cannot be read as a table; `problem` says where and why."""

    def __init__(self, file: str, line: int, key: str, **data: Value) -> None:
        super().__init__(key)
        self.problem = Problem(file, line, "-", key, data)


def is_there(path: Path) -> bool:
    """Tell whether anything stands at a path, a link that leads nowhere included."""
    return os.path.lexists(path)


def read_lines(path: Path, shown: str) -> list[RawRow]:
    """Every row of a table file; raises `FileRefused`. O(bytes)."""
    text = _decoded(_bytes(path, shown), shown)
    lone = _LONE_RETURN.search(text)
    if lone:
        raise FileRefused(shown, text.count("\n", 0, lone.start()) + 1, "problem-line-ends")
    return _lines(text, shown)


def read_plain_file(path: Path, most: int = FILE_LIMIT) -> bytes:
    """The bytes of a plain file; raises `OSError` for anything else, without waiting for a pipe or a device."""
    kind = path.stat()
    if not stat.S_ISREG(kind.st_mode):
        raise IsADirectoryError(0, "not a plain file")
    if kind.st_size > most:
        raise OSError(0, f"more than {most} bytes")
    return path.read_bytes()


def _bytes(path: Path, shown: str) -> bytes:
    try:
        return read_plain_file(path)
    except IsADirectoryError as error:
        raise FileRefused(shown, 0, "problem-not-a-file") from error
    except OSError as error:
        raise FileRefused(shown, 0, "problem-unreadable", reason=error.strerror or str(error)) from error


def _decoded(raw: bytes, shown: str) -> str:
    if raw.startswith(_WORKBOOK):
        raise FileRefused(shown, 1, "problem-workbook")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FileRefused(shown, line, "problem-encoding", guess=_guess_encoding(raw)) from error


def _guess_encoding(raw: bytes) -> str:
    if raw.startswith(_UTF16):
        return "UTF-16"
    try:
        raw.decode("cp932")
    except UnicodeDecodeError:
        return "?"
    return "CP932 (Shift_JIS)"


def _lines(text: str, shown: str) -> list[RawRow]:
    """Split into rows; a mark that stays open shows as the first row of more than one line, or as the failing one."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[RawRow] = []
    opened = 0
    begins = 1
    try:
        for cells in reader:
            if reader.line_num > begins and not opened:
                opened = begins
            found.append(RawRow(begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        if _TOO_LONG in str(error) and not opened and reader.line_num <= begins:
            raise FileRefused(shown, begins, "problem-cell-long", limit=CELL_LIMIT) from error
        raise FileRefused(shown, opened or begins, "problem-quote") from error
    return found
