# ruff: noqa: E501 - a pattern is read in one line
"""Places of shelters that a plan prints: found before anything else is read, covered, and told to the officer.

What would place or reach a closed kind of body near a word for one (an address, a telephone, a building, an operator) is
covered character by character with ■. So the positions of all else stay as they are, and neither the text that is kept
nor any table, doubt or message holds what was there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tsunagu.disclosure.places import trace_of
from tsunagu.disclosure.words import closed_words
from tsunagu.drafting.lines import Line
from tsunagu.graph.text import Span

COVER = "■"
_NEAR = 4
"""Lines after one that names a closed kind in which an address is still taken for its own."""
_PLACED = frozenset({"address", "phone", "position", "link", "mail", "building", "landmark", "operator", "person"})
_TELLING = re.compile(r"所在地|住所|〒|電話|TEL|Tel|℡|丁目|番地|[0-9０-９]{2,4}[-－ー‐(（][0-9０-９]{2,4}[-－ー‐)）][0-9０-９]{3,4}|[0-9０-９]+[-－ー‐][0-9０-９]+[-－ー‐]?[0-9０-９]*|メール|＠|@|http|運営[:：]|代表[:：]|徒歩|最寄")  # fmt: skip


@dataclass(frozen=True)
class Covered:
    """A covered stretch and the kind of trace it held."""

    span: Span
    trace: str


def find_secrets(lines: Sequence[Line]) -> list[Covered]:
    """Each stretch that would place a closed body, in the order of the text."""
    return list(_found(lines))


def _found(lines: Sequence[Line]) -> Iterator[Covered]:
    near = 0
    for line in lines:
        named = [cell for cell in line.cells if closed_words().strongly(cell.text) or closed_words().in_name(cell.text)]
        near = _NEAR + 1 if named else near - 1
        if near <= 0:
            continue
        for cell in named:
            name = closed_words().proper_name(cell.text)
            if name and name in cell.text:
                begins = cell.span.start + cell.text.index(name)
                yield Covered(Span(begins, begins + len(name)), "name")
        for cell in line.cells:
            trace = trace_of(cell.text) if _TELLING.search(cell.text) else None
            if trace in _PLACED:
                start = _TELLING.search(cell.text)
                begins = 0 if cell not in named else start.start() if start else 0
                yield Covered(Span(cell.span.start + begins, cell.span.end), trace)


def cover(text: str, found: Sequence[Covered]) -> str:
    """The text with every covered stretch replaced by as many signs.

    >>> cover("シェルター 電話 03-0000-0000", [Covered(Span(6, 20), "phone")])
    'シェルター ■■■■■■■■■■■■■■0'
    """
    pieces, at = [], 0
    for secret in sorted(found, key=lambda secret: secret.span.start):
        if secret.span.start >= at:
            pieces += [text[at : secret.span.start], COVER * (secret.span.end - secret.span.start)]
            at = secret.span.end
    return "".join([*pieces, text[at:]])
