"""The blocks of a page in reading order: tables by rules or by their heads, columns of prose, single lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tsunagu.graph.text import normal_form
from tsunagu.reading.cells import Region, levelled_regions, own_levels, ruled_regions
from tsunagu.reading.glyphs import Glyph, Rule
from tsunagu.reading.setting import NARROW, Setting, set_lines, white_strips
from tsunagu.reading.vocabulary import vocabulary

_PAGE_NUMBER = re.compile(r"[-―–ー－ ]*(?:[Pp]\.? ?)?[0-9０-９]{1,4}[-―–ー－ ]*")
TIGHT = 0.4
"""The white, in sizes of a letter, that parts the cells of a row once the columns are known."""
BEFORE = 1.5
"""Points between a white strip and the column that begins behind it."""
Grid = list[list[list[Setting]]]
"""Rows of cells of lines."""


@dataclass
class Block:
    """A table (`grid`) or a line of prose (`line`), at a height of the page; `rights` are where columns end."""

    top: float
    grid: Grid = field(default_factory=list)
    line: Setting | None = None
    rights: list[float] = field(default_factory=list)
    strips: list[float] = field(default_factory=list)


def page_blocks(
    glyphs: Sequence[Glyph], across: Sequence[Rule], down: Sequence[Rule], carried: Sequence[float] = ()
) -> list[Block]:
    """What a page says, from the top; of two columns of prose the left one first.

    `carried` are the white strips of a table without rules that the page before ended in.
    """
    ruled = [region for region in ruled_regions(across, down) if _has_text(region, glyphs)]
    levelled = [region for region in levelled_regions(across, ruled) if _has_text(region, glyphs)]
    blocks: list[Block] = []
    rest = list(glyphs)
    for region in ruled:
        inside = [glyph for glyph in rest if region.square(glyph)]
        rest = [glyph for glyph in rest if not region.square(glyph)]
        blocks.append(_ruled(region, inside))
    for region in levelled:
        inside = [glyph for glyph in rest if region.square(glyph)]
        found = _levelled(region, inside, across)
        taken = {
            id(glyph) for block in found for row in block.grid for cell in row for line in cell for glyph in line.glyphs
        }
        rest = [glyph for glyph in rest if id(glyph) not in taken]
        blocks += found
    for column in _columns(without_page_number(set_lines(rest)), carried):
        blocks += _unruled(column, carried)
    return blocks if len(blocks) < 2 else _ordered(blocks)


def without_page_number(lines: list[Setting]) -> list[Setting]:
    """Lines without the number of the page at the head or foot."""
    if lines and _PAGE_NUMBER.fullmatch(lines[-1].text()):
        lines = lines[:-1]
    return lines[1:] if lines and _PAGE_NUMBER.fullmatch(lines[0].text()) else lines


def _ordered(blocks: list[Block]) -> list[Block]:
    """From the top down; lines that were put into columns keep their order among themselves."""
    lines = [block for block in blocks if not block.grid]
    tables = sorted((block for block in blocks if block.grid), key=lambda block: -block.top)
    found: list[Block] = []
    for block in lines:
        while tables and tables[0].top > block.top:
            found.append(tables.pop(0))
        found.append(block)
    return found + tables


def _has_text(region: Region, glyphs: Sequence[Glyph]) -> bool:
    return sum(1 for glyph in glyphs if region.square(glyph)) > 2


def _ruled(region: Region, glyphs: Sequence[Glyph]) -> Block:
    """The cells of a table with rules both ways; empty columns are left out where the table is written."""
    held: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        square = region.square(glyph)
        if square:
            held.setdefault(region.owner[square], []).append(glyph)
    used = range(len(region.columns) - 1)
    grid = [[set_lines(held.get((row, column), ())) for column in used] for row in range(len(region.rows) - 1)]
    rights = [_right(region, column, held) for column in used]
    return Block(region.rows[0], [row for row in grid if any(row)], rights=rights)


def _right(region: Region, column: int, held: dict[tuple[int, int], list[Glyph]]) -> float:
    """Where the narrowest cell that begins in a column ends."""
    ends = []
    for row, begins in held:
        if begins == column:
            last = max((square[1] for square, owner in region.owner.items() if owner == (row, begins)), default=column)
            ends.append(region.columns[last + 1])
    return min(ends, default=region.columns[column + 1])


def _levelled(region: Region, glyphs: Sequence[Glyph], across: Sequence[Rule]) -> list[Block]:
    """The tables between level rules: each begins with its heads, and what stands before these is prose."""
    rows = [
        set_lines([glyph for glyph in glyphs if top > glyph.middle[1] > bottom])
        for top, bottom in pairwise(region.rows)
    ]
    heads = [at for at, lines in enumerate(rows) if any(_is_head(line) for line in lines)]
    begins = [0, *heads] if not heads or heads[0] > 1 else heads
    found: list[Block] = []
    for at, begin in enumerate(begins):
        end = begins[at + 1] - 1 if at + 1 < len(begins) else len(rows)
        part = Region([*region.columns], region.rows[begin : end + 1])
        block = _strips_table(
            part, [glyph for lines in rows[begin:end] for line in lines for glyph in line.glyphs], across
        )
        if block:
            found.append(block)
    return found


def _strips_table(region: Region, glyphs: Sequence[Glyph], across: Sequence[Rule]) -> Block | None:
    """The cells between level rules, parted where white strips run through all rows; None where none does."""
    lines = set_lines(glyphs)
    strips = white_strips(lines, 0.5 * lines[0].size) if lines and len(region.rows) > 1 else []
    if not strips:
        return None
    between = Region([region.columns[0], *strips, region.columns[1]], region.rows)
    own_levels(between, across)
    cells: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        square = between.square(glyph)
        if square:
            cells.setdefault(between.owner[square], []).append(glyph)
    grid = [
        [set_lines(cells.get((row, column), ())) for column in range(len(strips) + 1)]
        for row in range(len(region.rows) - 1)
    ]
    return Block(region.rows[0], [row for row in grid if any(row)], rights=[*between.columns[1:]])


def _columns(lines: list[Setting], carried: Sequence[float]) -> list[list[Setting]]:
    """Lines of prose in two columns as two runs of lines; else one run."""
    if len(lines) < 8 or (carried and not _over(lines[0], carried)):
        return [lines]
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    middle = [at for at in _gutters(lines) if left + 0.35 * (right - left) < at < left + 0.65 * (right - left)]
    if not middle or any(_is_head(line) for line in lines):
        return [lines]
    at = middle[0]
    parted = [line for line in lines if not any(glyph.left < at < glyph.right for glyph in line.glyphs)]
    sides = [[part for line in parted if (part := _side(line, at, right_side))] for right_side in (False, True)]
    if min(map(len, sides)) < 6:
        return [lines]
    whole = [line for line in lines if line not in parted]
    return [whole, *sides] if whole else sides


def _gutters(lines: Sequence[Setting]) -> list[float]:
    """Strips that nearly every line leaves white."""
    most = sorted(lines, key=lambda line: line.right - line.left)[: max(6, int(0.9 * len(lines)))]
    return white_strips(most, 1.2 * most[0].size)


def _side(line: Setting, at: float, right_side: bool) -> Setting | None:
    kept = [glyph for glyph in line.glyphs if (glyph.left > at) == right_side]
    return Setting(kept) if kept else None


def _is_head(line: Setting) -> bool:
    """Tell whether a line holds heads of columns with wide gaps between them."""
    chunks = line.chunks(NARROW)
    roles = [vocabulary().role(chunk.text()) for chunk in chunks]
    return len(chunks) > 1 and len({role for role in roles if role}) > 1


def _over(line: Setting, strips: Sequence[float]) -> bool:
    """Tell whether a line runs over a white strip, and so is no row of the table it parts."""
    return any(glyph.left < strip < glyph.right for glyph in line.glyphs for strip in strips) or any(
        chunk.left < strip < chunk.right for chunk in line.chunks(TIGHT) for strip in strips
    )


def _unruled(lines: Sequence[Setting], carried: Sequence[float]) -> list[Block]:
    """Lines of prose, and the rows of a table without rules below its heads or going on from the page before."""
    found: list[Block] = []
    at = 0
    if carried and lines and not _is_head(lines[0]):
        at = next((end for end, line in enumerate(lines) if _over(line, carried) or _is_head(line)), len(lines))
        block = _table_without_rules(lines[:at], carried) if at > 1 else None
        found, at = ([block], at) if block else ([], 0)
    while at < len(lines):
        if _is_head(lines[at]):
            end = _table_end(lines, at)
            block = _table_without_rules(lines[at:end])
            if block:
                found.append(block)
                at = end
                continue
        found.append(Block(lines[at].middle + lines[at].size / 2, line=lines[at]))
        at += 1
    return found


def _table_end(lines: Sequence[Setting], at: int) -> int:
    """The line at which a table without rules ends: a large gap, or a line that runs over its columns."""
    pitches = [before.middle - line.middle for before, line in pairwise(lines[at:])]
    usual = sorted(pitches[:40])[len(pitches[:40]) // 2] if pitches else 0.0
    for end in range(at + 1, len(lines)):
        gap = lines[end - 1].middle - lines[end].middle
        if gap > max(3.2 * usual, 3.2 * lines[end].size) or _crosses(lines[at], lines[end]) or _is_head(lines[end]):
            return end
        if gap > 1.15 * usual and _is_heading(lines[end]):
            return end
    return len(lines)


def _is_heading(line: Setting) -> bool:
    """Tell whether a line is one run of letters that begins like a heading."""
    text = line.text()
    return (
        len(line.chunks(NARROW)) == 1 and any(mark.match(normal_form(text)) for _, mark in vocabulary().headings[:7])
    ) or text[0] in "■★◆【<＜"


def _crosses(head: Setting, line: Setting) -> bool:
    """Tell whether a line is prose over the columns of a head: a run of letters past the beginning of one of them."""
    starts = [chunk.left for chunk in head.chunks(NARROW)[1:]]
    reach = 2 * line.size
    runs = line.chunks(NARROW)
    return any(run.left < start - reach and start + reach < run.right for run in runs for start in starts)


def _table_without_rules(lines: Sequence[Setting], carried: Sequence[float] = ()) -> Block | None:
    """Rows and columns from white strips; a row begins where the gap above is larger, or where a first cell stands."""
    strips = [*carried] or before_columns(lines, white_strips(lines, 0.5 * lines[0].size))
    if not strips:
        return None
    rows: Grid = []
    gaps = [before.middle - line.middle for before, line in pairwise(lines)]
    tight = sorted(gaps)[len(gaps) // 4] if gaps else 0.0
    for at, line in enumerate(lines):
        parts = _parted(line, strips)
        if at == 0 or gaps[at - 1] > 1.2 * tight or not rows:
            rows.append([[] for _ in range(len(strips) + 1)])
        for column, part in enumerate(parts):
            if part:
                rows[-1][column].append(part)
    rights = [*strips, max(line.right for line in lines)]
    return Block(lines[0].middle + lines[0].size / 2, rows, rights=rights, strips=strips)


def before_columns(lines: Sequence[Setting], strips: Sequence[float]) -> list[float]:
    """White strips just before the letters to the right of them: where cells begin alike, longer ones end there too."""
    return [
        max(strip, min(glyph.left for line in lines for glyph in line.glyphs if glyph.left >= strip) - BEFORE)
        for strip in strips
    ]


def _parted(line: Setting, strips: Sequence[float]) -> list[Setting | None]:
    bounds = [float("-inf"), *strips, float("inf")]
    parts = []
    for left, right in pairwise(bounds):
        kept = [glyph for glyph in line.glyphs if left < glyph.middle[0] <= right]
        parts.append(Setting(kept) if kept else None)
    return parts
