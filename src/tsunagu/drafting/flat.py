# ruff: noqa: E501 - a pattern is read in one line
"""A text in normal form that still knows where a line, a cell or a mark ends, with the way back to the printed text.

Blanks and line ends within a paragraph are left out, so that a name cut by a line end is one; a line end that ends a
paragraph stays as a line end, the end of a cell as a tab. Circled and raised figures would become digits that stick to
their neighbours; a raised one is left out, a circled one ends what stands before it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

from tsunagu.drafting.lines import Line, mark_begins
from tsunagu.graph.text import Span, normal_form

_RAISED = re.compile("[¹²³⁴⁵⁶⁷⁸⁹⁰]")
_CONTENTS = re.compile(r"(?:[.．・…‥･]{3,}|[\t 　])[Pp]?\.?\d{1,3}$")
_LETTER = re.compile("[一-龥々ぁ-んァ-ヶー）」』】]|[（「『【]")
_ANY_LETTER = re.compile("[一-龥々ぁ-んァ-ヶーA-Za-zＡ-Ｚａ-ｚ）」』】]|[（「『【]")
_NARROW = re.compile("[ぁ-ん例画法等条計][^\\s0-9０-９]*")
FULL = 0.85
"""The part of the usual width from which on a line is taken to go on in the next one."""


class FlatText:
    """The normal form of lines; building it is O(characters)."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self.text = text
        self._origin: list[int] = []
        pieces: list[str] = []
        width = _usual_width(lines)
        before: Line | None = None
        for line in lines:
            if before is not None:
                self._put("" if _goes_on(before, line, width) else "\n", before.span.end, pieces)
            if not (_CONTENTS.search(line.text) and len(line.text) < 60 and line.text.count("\t") < 3):
                for at, char in enumerate(line.text):
                    self._put(_kept(char) or _parting(line, at), line.span.start + at, pieces)
            before = line
        self._put("\n", before.span.end if before else 0, pieces)
        self.flat = "".join(pieces)

    def _put(self, kept: str, position: int, pieces: list[str]) -> None:
        pieces.append(kept)
        self._origin.extend([position] * len(kept))

    def span(self, start: int, end: int) -> Span:
        """The printed characters of a piece of the normal form."""
        return Span(self._origin[start], self._origin[end - 1] + 1)

    def place(self, position: int) -> int:
        """Where a printed position stands in the normal form; O(log n)."""
        return bisect_left(self._origin, position)

    def piece(self, span: Span) -> str:
        """The normal form of a piece of the text."""
        return self.flat[self.place(span.start) : self.place(span.end)]


def _kept(char: str) -> str:
    if char == "\t":
        return "\t"
    if _RAISED.match(char):
        return ""
    if unicodedata.category(char) == "No":
        return "\n"
    return normal_form(char)


def _parting(line: Line, at: int) -> str:
    """A line end for a blank that parts two words: between Japanese letters outside tables, after a unit within them."""
    text = line.text
    if not text[at].isspace() or at + 1 >= len(text):
        return ""
    before, after = text[at - 1], text[at + 1]
    if line.is_row:
        return "\n" if before in "課室部局所会" else ""
    if text[at] == "　" and (before == "　" or after == "　"):
        return "\n"
    letters = _ANY_LETTER if text[at] == "　" else _LETTER
    apart = bool(letters.match(before) and letters.match(after))
    return "\n" if apart and not _spaced_out(text, at) else ""


def _spaced_out(text: str, at: int) -> bool:
    """Tell whether a blank is one of those between all letters of a spaced word (基 本 目 標)."""
    return text[at - 2 : at - 1].isspace() or text[at + 2 : at + 3].isspace()


def _usual_width(lines: Sequence[Line]) -> float:
    """The width of full lines: that of the longest ones but for the longest twentieth."""
    widths = sorted(len(line.text) for line in lines if not line.is_row and len(line.text) > 20)
    return widths[int(0.9 * (len(widths) - 1))] if widths else 40


def _goes_on(before: Line, line: Line, width: float) -> bool:
    if before.is_row or line.is_row or before.text.endswith(("。", "：", ":")) or mark_begins(line.text):
        return False
    if line.is_note and not before.is_note:
        return False
    if len(before.text) >= FULL * min(width, 60) and line.span.start - before.span.end <= 4:
        return True
    return _is_narrow(before, line)


def _is_narrow(before: Line, line: Line) -> bool:
    """Tell whether two lines are of one narrow cell: the next follows at once and is no longer than the first."""
    follows = line.span.start - before.span.end == 1
    words = _LETTER.match(before.text[-1]) and _NARROW.fullmatch(line.text)
    return follows and 6 <= len(before.text) <= 20 and bool(words) and len(line.text) <= len(before.text) + 1
