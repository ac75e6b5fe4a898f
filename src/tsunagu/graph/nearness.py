"""Do the words of a fact stand within its row: near what belongs to it, and in the order of the print?

That a word stands somewhere in a text shows little where it stands there often: a department named a hundred times is
found wherever one points. Three things tie it to its row. The span stands in the place of the row (`extents`). The rows
themselves follow one another in the text as in the tables, each below its heading. And within a row the cells stand in
the order that `print_order` records for the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from tsunagu.graph.extents import Outline
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.text import SourceText

UNTIED = frozenset({"extents", "print_order"})
"""Tables that say where rows stand and are no facts of a row themselves."""


@dataclass(frozen=True)
class Misplaced:
    """Why a row is not shown to stand within its place: a message key and what it tells."""

    reason: str
    detail: str


class Nearness:
    """Which rows of one document stand within their places; O(rows · log rows) to build.

    >>> from tsunagu.graph.build import load_tables
    >>> nearness = Nearness(load_tables(), "kunitachi-gender", SourceText(""))
    >>> fact = next(iter(load_tables().of("bodies", "kunitachi-gender")))
    >>> nearness.is_tied(fact), nearness.misplaced(fact)
    (False, None)
    """

    def __init__(self, tables: Tables, document: str, text: SourceText) -> None:
        self._outline = Outline(tables, document, text)
        self._positions = {row.text("table"): row for row in tables.of("print_order", document)}
        facts = [row for row in tables.rows if row.document == document and self.is_tied(row)]
        self._wrong: dict[tuple[str, int], Misplaced] = {}
        for found in (self._disordered_headings(tables, document), self._disordered_cells(facts), self._outside(facts)):
            for row, misplaced in found:
                self._wrong[row.file, row.line] = misplaced

    def is_tied(self, row: Row) -> bool:
        """Tell whether a fact has a place of its own in the text: it is a heading, or belongs to one."""
        if "spans" not in row.table.columns or row.table.name in UNTIED:
            return False
        return row.table.name in ("sections", "measures") or bool(self._outline.row_of(row))

    def misplaced(self, row: Row) -> Misplaced | None:
        """Why a fact does not stand within its row; None where it does, or has none."""
        return self._wrong.get((row.file, row.line))

    def _outside(self, facts: Sequence[Row]) -> Iterator[tuple[Row, Misplaced]]:
        for fact in facts:
            heading = fact.table.name in ("sections", "measures")
            row = fact.key[0] if heading else self._outline.row_of(fact)
            for index, (span, word) in enumerate(fact.anchors()):
                holds = self._outline.holds_further if index else self._outline.holds
                if not holds(row, span):
                    owner = self._outline.owner(span.start) or "-"
                    yield fact, Misplaced("verify-place", f"{span} {word} ∉ {row} ({owner})")
                    break

    def _disordered_headings(self, tables: Tables, document: str) -> Iterator[tuple[Row, Misplaced]]:
        """Headings that do not follow one another as in their table, or do not stand below the one they belong to."""
        for name in ("sections", "measures"):
            rows = [row for row in tables.of(name, document) if row.anchors()]
            for row in out_of_order([(row.anchors()[0][0].start, row) for row in rows]):
                yield row, Misplaced("verify-order", f"{row.anchors()[0][0]} {row.key[0]}")
        before = ""
        for heading in self._outline.headings:
            parent = heading.row.text("parent") or heading.row.text("section")
            below = not parent or self._outline.within(before, parent)
            if not below and not self._outline.is_recorded(parent, heading.title):
                yield heading.row, Misplaced("verify-place", f"{heading.title} {heading.id} ∉ {parent} ({before})")
            before = heading.id

    def _disordered_cells(self, facts: Sequence[Row]) -> Iterator[tuple[Row, Misplaced]]:
        """Facts that do not stand in the order of print among those that follow the same heading."""
        for (row, _), cells in self._cells(facts).items():
            for fact in out_of_order([(start, fact) for _, start, fact in sorted(cells, key=itemgetter(0, 1))]):
                yield fact, Misplaced("verify-order", f"{fact.anchors()[0][0]} {fact.anchors()[0][1]} ({row})")

    def _cells(self, facts: Sequence[Row]) -> Mapping[tuple[str, str], list[tuple[int, int, Row]]]:
        """What should follow what: the cells of each row by position, and those of one table and role as it lists them.

        A body that carries out what a department is in charge of is often printed with the title, before it.
        """
        found: dict[tuple[str, str], list[tuple[int, int, Row]]] = defaultdict(list)
        for fact in facts:
            told = self._positions.get(fact.table.name)
            row = fact.key[0] if fact.table.name == "measures" else self._outline.row_of(fact)
            start = fact.anchors()[0][0].start
            if told is not None and self._outline.within(self._outline.owner(start), row):
                found[row, ""].append((int(told.text("position")), start, fact))
                if told.first("as_listed") is True:
                    kind = f"{fact.table.name} {fact.text('role')}"
                    found[row, kind].append((_listed(fact), start, fact))
        return found


def _listed(fact: Row) -> int:
    """Where a fact stands in its table among those of its row."""
    return int(fact.text("order")) if "order" in fact.table.columns else fact.line


def out_of_order(placed: Sequence[tuple[int, Row]]) -> list[Row]:
    """The fewest rows that must be taken out so that the others stand in ascending order; O(n log n).

    What is left is a longest non-decreasing subsequence (patience sorting, Schensted 1961).
    """
    tails: list[int] = []
    chosen: list[int] = []
    before: list[int] = []
    for index, (start, _) in enumerate(placed):
        length = bisect_right(tails, start)
        before.append(chosen[length - 1] if length else -1)
        tails[length : length + 1] = [start]
        chosen[length : length + 1] = [index]
    kept: set[int] = set()
    at = chosen[-1] if chosen else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [row for index, (_, row) in enumerate(placed) if index not in kept]
