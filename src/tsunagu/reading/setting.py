"""How characters are set: lines from places, blanks from gaps, columns from white strips."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tsunagu.reading.glyphs import Glyph

WIDE = 1.6
"""A gap this many times the size of a character parts two cells of a table without rules."""
NARROW = 0.6
"""The least gap between columns of a table without rules; between letters of usual setting there is none."""
BLANK = 0.2
SHORT = 1.7
"""A line that ends this many characters before its cell does was ended on purpose."""


@dataclass
class Setting:
    """Characters of one line from left to right."""

    glyphs: list[Glyph]

    @property
    def left(self) -> float:
        """Where the first one begins."""
        return min(glyph.left for glyph in self.glyphs)

    @property
    def right(self) -> float:
        """Where the last one ends."""
        return max(glyph.right for glyph in self.glyphs)

    @property
    def middle(self) -> float:
        """The height of the line."""
        return statistics.median(glyph.middle[1] for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """The size of its characters."""
        return statistics.median(glyph.size for glyph in self.glyphs)

    def text(self) -> str:
        """Its characters, with a blank where there is a gap wider than those between all of them."""
        limit = self._limit()
        pieces = [self.glyphs[0].char]
        for before, glyph in zip(self.glyphs, self.glyphs[1:], strict=False):
            pieces.append((" " if glyph.left - before.right > limit else "") + glyph.char)
        return "".join(pieces)

    def _limit(self) -> float:
        """The gap from which there is a blank."""
        size = self.size
        return max(BLANK * size, 1.6 * self._usual_gap() + 0.1 * size)

    def _usual_gap(self) -> float:
        """The gap between the letters of a spaced-out line, 0 for usual setting."""
        gaps = [after.left - before.right for before, after in zip(self.glyphs, self.glyphs[1:], strict=False)]
        usual = statistics.median(gaps) if len(gaps) > 2 else 0.0
        return usual if 0.25 * self.size < usual < 3 * self.size else 0.0

    def chunks(self, wide: float = WIDE) -> list[Setting]:
        """The parts of the line between wide gaps."""
        found = [Setting([self.glyphs[0]])]
        limit = max(wide * self.size, 1.8 * self._usual_gap())
        for before, glyph in zip(self.glyphs, self.glyphs[1:], strict=False):
            if glyph.left - before.right > limit:
                found.append(Setting([glyph]))
            else:
                found[-1].glyphs.append(glyph)
        return found


def set_lines(glyphs: Sequence[Glyph]) -> list[Setting]:
    """Characters as lines from the top; those whose middles lie within half a size of each other are one line."""
    found: list[Setting] = []
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.middle[1], glyph.left)):
        line = next((line for line in reversed(found[-4:]) if _on(glyph, line)), None)
        if line is None:
            found.append(Setting([glyph]))
        else:
            line.glyphs.append(glyph)
    for line in found:
        line.glyphs.sort(key=lambda glyph: glyph.left)
    return sorted(found, key=lambda line: -line.middle)


def _on(glyph: Glyph, line: Setting) -> bool:
    last = line.glyphs[-1]
    if glyph.bottom <= last.middle[1] <= glyph.top or last.bottom <= glyph.middle[1] <= last.top:
        return True
    return abs(glyph.middle[1] - last.middle[1]) < 0.5 * min(max(glyph.size, 4), max(last.size, 4))


def cell_lines(lines: Sequence[Setting], right: float) -> list[tuple[str, Setting]]:
    """Each line of a cell with what joins it to the one before: nothing where that one was full, else a blank."""
    found: list[tuple[str, Setting]] = []
    upright = all(len(line.glyphs) <= 2 for line in lines) and len(lines) > 2
    widest = max((line.right for line in lines), default=right)
    before: Setting | None = None
    for line in lines:
        full = before is not None and min(right, widest + 2 * line.size) - before.right < SHORT * before.size
        found.append(("" if before is None or full or upright else " ", line))
        before = line
    return found


def white_strips(lines: Sequence[Setting], least: float) -> list[float]:
    """The middles of the strips between columns that no line crosses, at least `least` wide; O(characters)."""
    if not lines:
        return []
    edges = sorted((part.left, part.right) for line in lines for part in line.chunks(0.5))
    strips: list[float] = []
    reach = edges[0][1]
    for left, right in edges[1:]:
        if left - reach > least:
            strips.append((left + reach) / 2)
        reach = max(reach, right)
    return strips
