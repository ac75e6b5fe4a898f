"""The text of a draft as it is shown beside a row: part by part, its tables as tables, the places of the row marked.

A part is what stands between two page ends of the text: a page, or the pages over which a table goes on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tsunagu.drafting.folder import read_boxes
from tsunagu.drafting.lines import read_lines
from tsunagu.drafting.secrets import COVER, cover, find_secrets
from tsunagu.graph.text import Span
from tsunagu.reading.model import CELL_END, PAGE_END, Box, FileUnreadable, ReadText


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
    boxes: tuple[Box, ...] = ()
    """Where its characters stand on pages, in order; none where it has no pages of its own."""

    @classmethod
    def of(cls, text: str, boxes: tuple[Box, ...] = ()) -> PrintedText:
        """The text with its secrets covered; positions stay."""
        shown = cover(text, find_secrets(read_lines(text)))
        return cls(shown, tuple(_covered(shown)), boxes)

    @property
    def parts(self) -> int:
        """How many parts it has."""
        return self.text.rstrip(PAGE_END).count(PAGE_END) + 1

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return max((box.page for box in self.boxes), default=self.parts)

    def part_of(self, position: int) -> int:
        """The part a character stands in, from 1."""
        return min(self.text.count(PAGE_END, 0, position) + 1, self.parts)

    def page_of(self, position: int) -> int:
        """The page a character stands on, from 1."""
        return ReadText(self.text, self.boxes).page_of(position) if self.boxes else self.part_of(position)

    def pages_of(self, spans: Iterable[Span]) -> list[int]:
        """The pages on which something of these places stands."""
        if not self.boxes:
            return sorted({self.part_of(span.start) for span in spans})
        return sorted({box.page for span in spans for box in boxes_in(self.boxes, span)})

    def part(self, number: int, marks: Sequence[Span] = ()) -> list[Block]:
        """The blocks of a part with the marked places."""
        span = self.span_of(number)
        return _blocks(self.text[span.start : span.end], span.start, marks)

    def span_of(self, number: int) -> Span:
        """Where a part stands in the text; nothing behind the last one."""
        start = 0
        for at, part in enumerate(self.text.split(PAGE_END), start=1):
            if at == number:
                return Span(start, start + len(part))
            start += len(part) + 1
        return Span(len(self.text), len(self.text))


def read_printed(folder: Path) -> PrintedText:
    """The text beside a draft; raises `FileUnreadable` where it is gone."""
    path = folder / f"{folder.name}.txt"
    try:
        return PrintedText.of(path.read_text(encoding="utf-8"), read_boxes(folder))
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable("review-no-text", path=str(path)) from error


def boxes_in(boxes: Sequence[Box], span: Span) -> Iterator[Box]:
    """Yield the boxes of the lines in which characters of a place stand."""
    for box in boxes[max(bisect_right(boxes, span.start, key=lambda box: box.start) - 1, 0) :]:
        if box.start >= span.end:
            return
        if box.end > span.start:
            yield box


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
    """The covered stretches; one ■ alone is a mark the plan prints before a heading."""
    spans: list[Span] = []
    at = text.find(COVER)
    while at >= 0:
        end = at
        while end < len(text) and text[end] == COVER:
            end += 1
        if end - at > 1:
            spans.append(Span(at, end))
        at = text.find(COVER, end)
    return spans
