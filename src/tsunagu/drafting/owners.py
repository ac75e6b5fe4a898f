"""Which row a place in the text belongs to: the heading or measure it follows, also where a title is printed again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from tsunagu.drafting.headings import find_references
from tsunagu.drafting.lines import Line
from tsunagu.drafting.model import Item, Section
from tsunagu.drafting.sheets import Part
from tsunagu.graph.text import Span, normal_form

SHORTEST_TITLE = 5


class Owners:
    """Positions at which rows begin, in order; a look-up is O(log rows)."""

    def __init__(
        self,
        lines: Sequence[Line],
        sections: Sequence[Section],
        items: Sequence[Item],
        parts: Sequence[Part] = (),
    ) -> None:
        starts = [line.span.start for line in lines]
        sheets = parts[0].lines[0].span.start if parts else None
        inside = {line.span.start for part in parts for line in part.lines}
        marks = [
            (section.span.start, section.id)
            for section in sections
            if _line_of(starts, section.span.start) not in inside
        ]
        marks += find_references(lines, sections)
        marks += [(_begins(lines, starts, item), item.row) for item in items]
        marks += [mark for mark in _again(lines, items) if sheets is None or mark[0] < sheets]
        marks += [(part.lines[0].span.start, part.row) for part in parts]
        self._marks = sorted(marks)
        self._starts = [start for start, _ in self._marks]

    def of(self, position: int) -> str:
        """The row that a character follows; empty before the first one."""
        at = bisect_right(self._starts, position) - 1
        return self._marks[at][1] if at >= 0 else ""

    def stretches(self, end: int) -> list[tuple[str, Span]]:
        """Each row with a stretch of text that follows its beginning."""
        ends = [*self._starts[1:], end][: len(self._marks)]
        return [(row, Span(start, last)) for (start, row), last in zip(self._marks, ends, strict=True)]


def _begins(lines: Sequence[Line], starts: Sequence[int], item: Item) -> int:
    """Where a measure begins: with the line of its row, or with its own cell where a heading shares that line."""
    start = _line_start(lines, starts, item.start)
    shares = item.group is not None and start <= item.group.span.start < item.start
    return item.start if shares else start


def _line_of(starts: Sequence[int], position: int) -> int:
    """Where the line of a position begins; O(log lines)."""
    at = bisect_right(starts, position) - 1
    return starts[at] if at >= 0 else position


def _line_start(lines: Sequence[Line], starts: Sequence[int], position: int) -> int:
    """Where the line of a position begins, if it is the row of a table; else the position."""
    at = bisect_right(starts, position) - 1
    return starts[at] if at >= 0 and lines[at].is_row else position


def _again(lines: Sequence[Line], items: Sequence[Item]) -> list[tuple[int, str]]:
    """Lines after the last measure that are the title of one, as a sheet about it has at its head."""
    last = max((item.title.span.end for item in items), default=0)
    titles = {normal_form(item.title.text): item.row for item in items if not item.repeat}
    return [
        (line.span.start, titles[flat])
        for line in lines
        if line.span.start > last and len(flat := normal_form(line.text)) >= SHORTEST_TITLE and flat in titles
    ]
