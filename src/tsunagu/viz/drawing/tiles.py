"""The prefectures as tiles of one size, each near where it lies: a map that needs no map service and no small print."""

from __future__ import annotations

from dataclasses import dataclass

MAP = """
. . . . . . . . . . . . 01 .
. . . . . . . . . . . . 02 .
. . . . . . . . . . . 05 03 .
. . . . . . . . . . . 06 04 .
. . . . . . . . . 17 16 15 07 .
. . . . . . . . 18 21 20 10 09 08
. . . . 32 31 28 26 25 23 19 11 13 12
41 40 . 35 34 33 27 29 24 . 22 14 . .
42 43 44 . . . . 30 . . . . . .
. 45 . . 38 37 . . . . . . . .
. 46 . . 39 36 . . . . . . . .
47 . . . . . . . . . . . . .
"""
"""Rows from north to south, columns from west to east; two digits are the prefecture's number."""
WIDTH, HEIGHT, GAP = 66, 40, 2
STEPS = 5


@dataclass(frozen=True, slots=True)
class Tile:
    """One prefecture: its number (two digits) and its upper left corner in pixels."""

    number: str
    x: int
    y: int


def tiles() -> tuple[Tile, ...]:
    """Every tile, by number.

    >>> [(tile.number, tile.x, tile.y) for tile in tiles()][0]
    ('01', 816, 0)
    """
    found = [Tile(number, column * (WIDTH + GAP), row * (HEIGHT + GAP))
             for row, line in enumerate(MAP.strip().splitlines())
             for column, number in enumerate(line.split()) if number != "."]  # fmt: skip
    return tuple(sorted(found, key=lambda tile: tile.number))


def size() -> tuple[int, int]:
    """Width and height of the whole map in pixels."""
    lines = MAP.strip().splitlines()
    return len(lines[0].split()) * (WIDTH + GAP), len(lines) * (HEIGHT + GAP)


def step_of(value: float, bounds: list[float]) -> int:
    """The step of colour of a value: the number of bounds it reaches, 0 for the lowest.

    >>> [step_of(value, [1, 2]) for value in (0.5, 1, 3)]
    [0, 1, 2]
    """
    return sum(value >= bound for bound in bounds)


def bounds_of(values: list[float]) -> list[float]:
    """Equal parts between the least and the greatest value; none where all are the same.

    >>> bounds_of([0, 5])
    [1.0, 2.0, 3.0, 4.0]
    """
    least, most = min(values, default=0.0), max(values, default=0.0)
    return [least + (most - least) * part / STEPS for part in range(1, STEPS)] if most > least else []
