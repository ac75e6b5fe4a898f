"""Tables between rules: the cells that rules enclose, cells over several rows or columns among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from tsunagu.reading.glyphs import Glyph, Rule

_NEAR = 3.0
"""Points within which two rules lie at one place, and a rule reaches another."""


@dataclass
class Region:
    """A table on a page: the places of its columns and rows, and for each square the cell it belongs to."""

    columns: list[float]
    rows: list[float]
    owner: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top."""
        return self.columns[0], self.rows[-1], self.columns[-1], self.rows[0]

    def square(self, glyph: Glyph) -> tuple[int, int] | None:
        """The row and column of the square a character stands in, None where it stands outside."""
        x, y = glyph.middle
        if not (self.columns[0] - 1 < x < self.columns[-1] + 1 and self.rows[-1] - 1 < y < self.rows[0] + 1):
            return None
        column = min(max(bisect_right(self.columns, x) - 1, 0), len(self.columns) - 2)
        row = min(max(sum(1 for at in self.rows if at > y) - 1, 0), len(self.rows) - 2)
        return row, column


def ruled_regions(across: Sequence[Rule], down: Sequence[Rule]) -> list[Region]:
    """The tables of a page that have rules both ways, from the top; O(rules²)."""
    found = []
    for rules in _groups(across, down):
        columns = _places([rule.at for rule in rules[1]])
        rows = sorted(_places([rule.at for rule in rules[0]]), reverse=True)
        if len(columns) > 1 and len(rows) > 1 and (len(columns) > 2 or len(rows) > 2):
            region = Region(columns, rows)
            _own(region, *rules)
            found.append(region)
    return sorted(found, key=lambda region: -region.rows[0])


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, directly or through others, together."""
    count = len(across)
    heads = list(range(count + len(down)))

    def head(at: int) -> int:
        while heads[at] != at:
            heads[at] = heads[heads[at]]
            at = heads[at]
        return at

    for at, level in enumerate(across):
        for other, upright in enumerate(down, start=count):
            if _meets(level, upright):
                heads[head(at)] = head(other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, rule in enumerate([*across, *down]):
        groups.setdefault(head(at), ([], []))[at >= count].append(rule)
    return [group for group in groups.values() if group[0] and group[1]]


def _meets(level: Rule, upright: Rule) -> bool:
    reaches = level.begin - _NEAR <= upright.at <= level.end + _NEAR
    return reaches and upright.begin - _NEAR <= level.at <= upright.end + _NEAR


def _places(values: Sequence[float]) -> list[float]:
    """Values that lie close together as one, in ascending order."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _own(region: Region, across: Sequence[Rule], down: Sequence[Rule]) -> None:
    """Give every square the cell it belongs to: squares without a rule between them are one cell."""
    for row in range(len(region.rows) - 1):
        for column in range(len(region.columns) - 1):
            region.owner[row, column] = _owner(region, row, column, across, down)


def _owner(region: Region, row: int, column: int, across: Sequence[Rule], down: Sequence[Rule]) -> tuple[int, int]:
    middle_y = (region.rows[row] + region.rows[row + 1]) / 2
    middle_x = (region.columns[column] + region.columns[column + 1]) / 2
    if column and not _crossed(down, region.columns[column], middle_y):
        return region.owner[row, column - 1]
    if row and not _crossed(across, region.rows[row], middle_x):
        return region.owner[row - 1, column]
    return row, column


def _crossed(rules: Sequence[Rule], at: float, place: float) -> bool:
    """Tell whether a rule lies at a place and runs past another one."""
    return any(abs(rule.at - at) <= _NEAR and rule.begin - 1 <= place <= rule.end + 1 for rule in rules)


def levelled_regions(across: Sequence[Rule], ruled: Sequence[Region]) -> list[Region]:
    """Tables with level rules only: three or more that end alike; their columns are found from the characters."""
    free = [rule for rule in across if not any(_within(rule, region) for region in ruled)]
    found: list[Region] = []
    for rule in sorted(free, key=lambda rule: -rule.at):
        region = next((region for region in found if _alike(rule, region)), None)
        if region is None:
            found.append(Region([rule.begin, rule.end], [rule.at]))
            continue
        region.columns[0] = min(region.columns[0], rule.begin)
        if region.rows[-1] - rule.at > _NEAR:
            region.rows.append(rule.at)
    return [region for region in found if len(region.rows) > 2 and region.columns[1] - region.columns[0] > 150]


def own_levels(region: Region, across: Sequence[Rule]) -> None:
    """Give every square its cell between white strips: without a rule above, it is part of the cell above."""
    for row in range(len(region.rows) - 1):
        for column in range(len(region.columns) - 1):
            middle = (region.columns[column] + region.columns[column + 1]) / 2
            goes_on = row > 0 and not _crossed(across, region.rows[row], middle)
            region.owner[row, column] = region.owner[row - 1, column] if goes_on else (row, column)


def _within(rule: Rule, region: Region) -> bool:
    left, bottom, right, top = region.box
    return bottom - _NEAR <= rule.at <= top + _NEAR and rule.begin < right and left < rule.end


def _alike(rule: Rule, region: Region) -> bool:
    return abs(rule.end - region.columns[1]) < 4 * _NEAR and rule.begin < region.columns[1] - 40
