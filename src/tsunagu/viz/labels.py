"""Japanese and Latin labels broken into lines that fit a box, without measuring fonts.

A full-width character counts 1 em, any other 0.56 em: wide enough for every font of the page's font list.
"""

from __future__ import annotations

import re
import unicodedata

WIDE, NARROW = 1.0, 0.56
ELLIPSIS = "…"
_PIECES = re.compile(r"[A-Za-z0-9’'&.,()/+-]+\s*|\s+|.", re.DOTALL)
_NEVER_FIRST = "、。，．・：；！？）］｝」』】〕…ーぁぃぅぇぉゃゅょっァィゥェォャュョッ々"


def em_width(label: str) -> float:
    """Return the width of a text in em.

    >>> em_width("DV相談")
    3.12
    """
    return round(sum(WIDE if unicodedata.east_asian_width(c) in "WFA" else NARROW for c in label), 2)


def wrap(label: str, width: float, most: int) -> tuple[str, ...]:
    """Return `label` in at most `most` lines of `width` em; what does not fit ends in an ellipsis.

    Lines are made about equally long.

    >>> wrap("くにたち男女平等参画ステーション", 10, 3)
    ('くにたち男女平等', '参画ステーション')
    """
    lines = _fill(label, width)
    if len(lines) > most:
        return (*lines[: most - 1], _cut(lines[most - 1], width))
    even = width
    while len(lines) > 1 and len(_fill(label, even - 0.5)) == len(lines) and even > width / 2:
        even -= 0.5
    return tuple(_fill(label, even))


def _fill(label: str, width: float) -> list[str]:
    lines = [""]
    for piece in _pieces(label, width):
        fits = em_width((lines[-1] + piece).rstrip()) <= width or (piece in _NEVER_FIRST and bool(lines[-1]))
        if fits:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    return [line.strip() for line in lines if line.strip()] or [""]


def _pieces(label: str, width: float) -> list[str]:
    """Split into words and characters; a word longer than a line is split into characters."""
    found: list[str] = []
    for piece in _PIECES.findall(" ".join(label.split())):
        found.extend([piece] if em_width(piece.strip()) <= width else list(piece))
    return found


def _cut(line: str, width: float) -> str:
    while line and em_width(line) + WIDE > width:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS
