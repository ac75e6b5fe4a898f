"""Pages set vertically: turned by a quarter, they are read as any other, from the rightmost line to the left.

What is turned keeps its own box, so that a place in the text opens the page where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tsunagu.reading.glyphs import Glyph, Rule

_MOST = 0.6
"""The part of steps from a character to the next that lead down on a page set vertically."""
_FEWEST = 40


class Turned(Glyph):
    """A character of a page turned to the left; `box` is where it stands on the page itself."""

    @classmethod
    def of(cls, glyph: Glyph) -> Turned:
        """The character turned: what was above lies left, what was right lies above."""
        return cls(glyph.char, -glyph.top, glyph.left, -glyph.bottom, glyph.right)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top on the page as it was."""
        return self.bottom, -self.right, self.top, -self.left


def is_upright(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether the characters of a page follow one another downwards; O(characters)."""
    down = sum(_leads_down(before, after) for before, after in pairwise(glyphs))
    return len(glyphs) >= _FEWEST and down > _MOST * len(glyphs)


def _leads_down(before: Glyph, after: Glyph) -> bool:
    size = max(before.size, after.size)
    (x, y), (there, below) = before.middle, after.middle
    return abs(x - there) < 0.3 * size and 0.4 * size < y - below < 2 * size


def turned(
    glyphs: Sequence[Glyph], across: Sequence[Rule], down: Sequence[Rule]
) -> tuple[list[Glyph], list[Rule], list[Rule]]:
    """Characters and rules of a page turned to the left, level rules having become upright ones."""
    levels = [Rule(rule.at, -rule.end, -rule.begin) for rule in down]
    uprights = [Rule(-rule.at, rule.begin, rule.end) for rule in across]
    return [Turned.of(glyph) for glyph in glyphs], levels, uprights
