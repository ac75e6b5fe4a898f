"""What reading a file gives: one text, where each part of it stands on the page, and what could not be read.

A table becomes lines whose cells stand between tabs; a cell that covers several rows stands in the first of them and is
empty below. A page ends with a form feed. So a text file, a web page, a workbook and a PDF are read on in one way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tsunagu.errors import TsunaguError

Progress = Callable[[int, int], None]
"""Told how many pages were read, and of how many."""
PAGE_END = "\f"
CELL_END = "\t"


class FileUnreadable(TsunaguError):
    """A file that is not read, with what to do about it."""

    exit_code = 3


def untold(_done: int, _pages: int) -> None:
    """Nobody looks on."""


@dataclass(frozen=True)
class Box:
    """Characters `start` to `end` of the text, and where they stand: page from 1, points from the lower left corner."""

    start: int
    end: int
    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Unread:
    """Something that could not be read: its page (or sheet), a message key and what it tells."""

    page: str
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class ReadText:
    """The text of a file with its boxes and with what could not be read."""

    text: str
    boxes: tuple[Box, ...] = ()
    unread: tuple[Unread, ...] = ()
    guessed: frozenset[int] = frozenset()
    """Pages whose characters were recognised in a picture: nothing that rests on them is sure."""

    def page_of(self, position: int) -> int:
        """The page a character stands on, from 1; O(log boxes), or O(position) where there are none."""
        if self.boxes:
            at = bisect_right(self.boxes, position, key=lambda box: box.start) - 1
            return self.boxes[max(at, 0)].page
        return self.text.count(PAGE_END, 0, position) + 1


@dataclass
class TextBuilder:
    """Lines put together to one text; keeps the box of each part that has one."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> int:
        """Append a text; the position it begins at."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def row(self, cells: Iterable[str]) -> None:
        """Append a row of a table."""
        self.add(CELL_END.join(one_cell(cell) for cell in cells) + "\n")

    def text(self) -> str:
        """What was put together."""
        return "".join(self.parts)


def one_cell(text: str) -> str:
    """The text of a cell in one line, without what would end the cell.

    >>> one_cell(" 市民相談課\\n職員課 ")
    '市民相談課 職員課'
    """
    return " ".join(text.replace(CELL_END, " ").replace(PAGE_END, " ").split())
