"""The text of a draft as it is shown beside a row: page by page, its tables as tables, the places of the row marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tsunagu.drafting.lines import read_lines
from tsunagu.drafting.secrets import COVER, cover, find_secrets
from tsunagu.graph.text import Span
from tsunagu.reading.model import CELL_END, PAGE_END, FileUnreadable


@dataclass(frozen=True)
class Piece:
    """Some characters of a text, marked or not; `covered` where a closed place stood."""

    text: str
    marked: bool = False

    @property
    def covered(self) -> bool:
        """Tell whether a covered place is in it."""
        return COVER in self.text


Cell = tuple[Piece, ...]


@dataclass(frozen=True)
class Block:
    """A line of prose (one cell) or the rows of a table that stand together."""

    rows: tuple[tuple[Cell, ...], ...]
    is_table: bool


@dataclass(frozen=True)
class PrintedText:
    """The text of a draft, what would place a closed body covered once more whatever the file holds."""

    text: str
    covered: tuple[Span, ...]
    """Where something is covered: by the reading or here."""

    @classmethod
    def of(cls, text: str) -> PrintedText:
        """The text with its secrets covered; positions stay."""
        shown = cover(text, find_secrets(read_lines(text)))
        return cls(shown, tuple(_covered(shown)))

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.text.rstrip(PAGE_END).count(PAGE_END) + 1

    def page_of(self, position: int) -> int:
        """The page a character stands on, from 1."""
        return min(self.text.count(PAGE_END, 0, position) + 1, self.pages)

    def page(self, number: int, marks: Sequence[Span] = ()) -> list[Block]:
        """The blocks of a page with the marked places."""
        blocks: list[Block] = []
        start = 0
        for at, page in enumerate(self.text.split(PAGE_END), start=1):
            if at == number:
                blocks = _blocks(page, start, marks)
            start += len(page) + 1
        return blocks


def read_printed(folder: Path) -> PrintedText:
    """The text beside a draft; raises `FileUnreadable` where it is gone."""
    path = folder / f"{folder.name}.txt"
    try:
        return PrintedText.of(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable("review-no-text", path=str(path)) from error


def _blocks(page: str, start: int, marks: Sequence[Span]) -> list[Block]:
    found: list[Block] = []
    rows: list[tuple[Cell, ...]] = []
    for line in page.splitlines(keepends=True):
        text = line.rstrip("\r\n")
        if CELL_END in text:
            rows.append(tuple(_cells(text, start, marks)))
        else:
            found += [Block(tuple(rows), is_table=True)] if rows else []
            rows = []
            if text.strip():
                found.append(Block(((_pieces(text, start, marks),),), is_table=False))
        start += len(line)
    return [*found, Block(tuple(rows), is_table=True)] if rows else found


def _cells(text: str, start: int, marks: Sequence[Span]) -> list[Cell]:
    cells = []
    for cell in text.split(CELL_END):
        cells.append(_pieces(cell, start, marks))
        start += len(cell) + 1
    return cells


def _pieces(text: str, start: int, marks: Sequence[Span]) -> Cell:
    """A text cut where marks begin and end."""
    edges = {0, len(text)}
    for mark in marks:
        edges |= {min(max(edge - start, 0), len(text)) for edge in (mark.start, mark.end)}
    cuts = sorted(edges)
    made = []
    for first, last in pairwise(cuts):
        marked = any(mark.start <= start + first and start + last <= mark.end for mark in marks)
        made.append(Piece(text[first:last], marked))
    return tuple(made)


def _covered(text: str) -> list[Span]:
    spans: list[Span] = []
    at = text.find(COVER)
    while at >= 0:
        end = at
        while end < len(text) and text[end] == COVER:
            end += 1
        spans.append(Span(at, end))
        at = text.find(COVER, end)
    return spans
