# ruff: noqa: E501 - a pattern is read in one line
"""Matters listed beside a measure, several on a line: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tsunagu.drafting.lines import Line
from tsunagu.drafting.model import Item, Piece
from tsunagu.graph.text import Span

_NEVER_FIRST = re.compile("^[ンッャュョァィゥェォんっゃゅょぁぃぅぇぉー々、。，．・）)」』】〕%％]")
_LATIN = re.compile("[0-9A-Za-zＡ-Ｚａ-ｚ０-９]")


def related_items(lines: Sequence[Line], parent: Item) -> list[Item]:
    """The listed matters as items below a measure, in reading order."""
    pieces: list[tuple[str, Span]] = []
    for line in lines:
        for found in re.finditer(r"[^\s　]+(?:[ 　]+[^\s　]+)*?(?=[ 　]|$)", line.text):
            _take(
                pieces,
                found[0].strip(" 　・○●◆"),
                line.span.start + found.start() + len(found[0]) - len(found[0].lstrip(" 　・○●◆")),
            )
    return [_item(text, span, parent) for text, span in pieces]


def _take(pieces: list[tuple[str, Span]], word: str, start: int) -> None:
    """Add a word as a matter, or to the last one where it cannot stand alone: a Latin word, or the rest of a broken one."""
    span = Span(start, start + len(word))
    if pieces and word:
        before, place = pieces[-1]
        near = start - place.end <= 2
        if (near and (_LATIN.search(before[-1]) or _LATIN.match(word))) or _NEVER_FIRST.match(word) or _is_open(before):
            pieces[-1] = (before + word, Span(place.start, span.end))
            return
    if word:
        pieces.append((word, span))


def _is_open(text: str) -> bool:
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _item(text: str, span: Span, parent: Item) -> Item:
    return Item(Piece(text, span, "related-item"), [span], parent=parent, kind="related_item")
