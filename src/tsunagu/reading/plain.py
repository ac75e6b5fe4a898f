# ruff: noqa: E501 - a pattern is read in one line
"""Plain text: UTF-8, UTF-16 or CP932, with form feeds or printed marks between pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsunagu.reading.model import PAGE_END, FileUnreadable, ReadText

ENCODINGS = ("utf-8-sig", "cp932", "euc_jp")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_PAGE_MARK = re.compile(r"^[ 　]*(?:[-―–ー]{1,5}[ 　]*(?:\d{1,4}|[Pp]\.? ?\d{1,4})[ 　]*[-―–ー]{1,5}|={3,}[ 　]*[Pp]age[ 　]*\d+[ 　]*={3,})[ 　]*$", re.M)  # fmt: skip
MOST_CONTROLS = 0.01


def read_plain(data: bytes, name: str) -> ReadText:
    """A text file as it stands, printed page marks as form feeds; raises `FileUnreadable`."""
    text = decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise FileUnreadable("read-empty", file=name)
    if len(_CONTROL.findall(text)) > MOST_CONTROLS * len(text):
        raise FileUnreadable("read-no-text", file=name)
    return ReadText(with_pages(text))


def with_pages(text: str) -> str:
    """The text, as long as before, with a form feed at the end of each printed page mark.

    >>> with_pages("a\\n- 2 -\\nb").split("\\f")
    ['a\\n    ', '\\nb']
    """
    return "".join(_pages(text))


def decoded(data: bytes, name: str) -> str:
    """The characters of a file in the first encoding that fits; raises `FileUnreadable` where none does."""
    for encoding in ("utf-16", *ENCODINGS) if data.startswith(_WIDE) else ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileUnreadable("read-encoding", file=name)


def _pages(text: str) -> Iterator[str]:
    """The text with each printed page mark (`- 12 -`) replaced by as many characters that end in a form feed."""
    at = 0
    for mark in _PAGE_MARK.finditer(text):
        yield text[at : mark.start()]
        yield " " * (len(mark[0]) - 1) + PAGE_END
        at = mark.end()
    yield text[at:]
