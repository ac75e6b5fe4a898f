"""The pages of a PDF beside a row, its characters boxed, under the rule that covers places of closed bodies.

A page is shown as a picture only where its text is known to hold nothing of that kind: neither what was covered when it
was read, nor what the rule finds in the page read alone, running heads with it. A page whose text cannot be read cannot
be held to the rule and is not shown. Such a page is there as text, covered: a cover painted over a picture would
have to know where each stroke of it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tsunagu.drafting.reviewing.printed import PrintedText, boxes_in
from tsunagu.drafting.source import bytes_of_source, told_source
from tsunagu.graph.text import Span
from tsunagu.reading.model import Box, FileUnreadable
from tsunagu.reading.picture import Pages, Picture, Rect

KEPT = 6
"""Pictures that are kept: rows of one page follow each other."""


@dataclass
class Pictured:
    """The pages of the PDF of a draft. To be used by one thread."""

    printed: PrintedText
    pages: Pages
    _kept: dict[int, Picture] = field(default_factory=dict)
    _shown: dict[int, bool] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.pages)

    def may_show(self, number: int) -> bool:
        """Tell whether a page may be shown as a picture; worked out once a page."""
        if number not in self._shown:
            text = self.pages.text(number) if 1 <= number <= len(self) else ""
            covered = number in self.printed.pages_of(self.printed.covered)
            self._shown[number] = bool(text.strip()) and not covered and not PrintedText.of(text).covered
        return self._shown[number]

    def picture(self, number: int) -> Picture:
        """A page that may be shown; raises `FileUnreadable` for any other."""
        if not self.may_show(number):
            raise FileUnreadable("review-page-covered", page=number)
        if number not in self._kept:
            while len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[number] = self.pages.picture(number)
        return self._kept[number]

    def marks(self, number: int, spans: Sequence[Span]) -> list[Rect]:
        """Where the characters of some places stand in the picture of a page."""
        picture = self.picture(number)
        found = (box for span in spans for box in self._boxes(span) if box.page == number)
        return list(dict.fromkeys(map(picture.rect, found)))

    def _boxes(self, span: Span) -> Iterator[Box]:
        for box in boxes_in(self.printed.boxes, span):
            yield part_of_box(box, span, self.printed.text[box.start : box.end])

    def close(self) -> None:
        """Give the file back."""
        self.pages.close()


def pictured(folder: Path, printed: PrintedText) -> Pictured | None:
    """The pages of the PDF a folder was read from; None where it was none, or where it is no longer to be found."""
    source = told_source(folder)
    data = bytes_of_source(folder, source) if source and printed.boxes else None
    if source is None or data is None:
        return None
    try:
        return Pictured(printed, Pages(data, source.name))
    except FileUnreadable:
        return None


def part_of_box(box: Box, span: Span, text: str) -> Box:
    """The part of the box of a line in which the characters of a place stand, wide ones counted twice.

    Of a line that runs upright (on a turned page) the whole box.

    >>> part_of_box(Box(10, 14, 1, 0, 0, 60, 10), Span(11, 13), "市a1民")
    Box(start=11, end=13, page=1, left=20.0, bottom=0, right=40.0, top=10)
    """
    if box.top - box.bottom > 2 * (box.right - box.left):
        return box
    start, end = max(span.start, box.start), min(span.end, box.end)
    widths = [2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text]
    unit = (box.right - box.left) / max(sum(widths), 1)
    left, right = (box.left + unit * sum(widths[: edge - box.start]) for edge in (start, end))
    return Box(start, end, box.page, left, box.bottom, right, box.top)
