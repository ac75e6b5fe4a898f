"""Normal form of printed text, and places of short strings in it.

A source text comes from a PDF: words wrap across lines, blanks stand inside words, digits are
full width. Two strings are taken as the same when their *normal forms* are equal: Unicode NFKC,
no white space, no Markdown emphasis marks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ANCHOR_LIMIT = 20
_DROPPED = re.compile(r"[\s*\u200b\u00ad\ufeff]+")
_KANGXI_LIKE = str.maketrans({"\u2027": "・", "\uff65": "・", "\u2010": "-", "\u2011": "-"})


def normal_form(text: str) -> str:
    """A text without white space and emphasis marks, in NFKC: what every print of the same words has in common.

    >>> normal_form("く に たち ＤＶ\\n**相談**")
    'くにたちDV相談'
    """
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text).translate(_KANGXI_LIKE))


@dataclass(frozen=True)
class Span:
    """A half-open range of character positions, counted from 0, in one source text."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


class SourceText:
    """One source text with an index from its normal form back to the printed characters.

    Building the index costs O(characters) time and memory; a look-up is one `str.find`.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        pieces: list[str] = []
        self._origin: list[int] = []
        for position, char in enumerate(text):
            kept = normal_form(char)
            pieces.append(kept)
            self._origin.extend([position] * len(kept))
        self.flat = "".join(pieces)

    def find(self, wanted: str, after: int = 0, before: int | None = None) -> Span | None:
        """The first place of `wanted` from character `after` on that ends by `before`, else None.

        White space and line breaks inside the printed word do not matter.

        >>> str(SourceText("相談 支\\n援センター").find("支援"))
        '3-6'
        """
        needle = normal_form(wanted)
        if not needle:
            return None
        at = self.flat.find(needle)
        while at != -1:
            start = self._origin[at]
            end = self._origin[at + len(needle) - 1] + 1
            if before is not None and end > before:
                return None
            if start >= after:
                return Span(start, end)
            at = self.flat.find(needle, at + 1)
        return None

    def find_all(self, wanted: str) -> list[Span]:
        """Every place of `wanted` in order; places may overlap."""
        found: list[Span] = []
        span = self.find(wanted)
        while span is not None:
            found.append(span)
            span = self.find(wanted, after=span.start + 1)
        return found

    def printed(self, span: Span) -> str:
        """The characters of `span` as they stand in the source."""
        return self.text[span.start : span.end]
