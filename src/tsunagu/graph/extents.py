"""Where each row of a document stands in its text: from its heading to the next one, and in the extents recorded.

A plan prints a row once, and what belongs to it follows until the next row begins. So the place of a row is found from
the headings alone: it begins with the line of its own title and ends where the next title's line begins. Where a print
puts parts of a row elsewhere (a sheet of its own, a footnote, a block under another heading), a reviewed row of
`extents` says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.text import SourceText, Span

NOWHERE = ""
"""What the text before the first heading belongs to."""


@dataclass(frozen=True)
class Heading:
    """A row of `sections` or `measures` as it stands in the text: its title, and where its line begins."""

    row: Row
    title: Span
    start: int

    @property
    def id(self) -> str:
        """What other rows name it by."""
        return self.row.key[0]


class Outline:
    """The rows of one document in the order of its text, and which of them a place in it belongs to.

    Building takes O(h log h) for h headings; `holds` takes O(log h + e) for e recorded extents.

    >>> from tsunagu.graph.build import load_tables
    >>> outline = Outline(load_tables(), "kunitachi-gender", SourceText(""))
    >>> outline.within("13.1", "k3"), outline.within("13.1", "14")
    (True, False)
    """

    def __init__(self, tables: Tables, document: str, text: SourceText) -> None:
        rows = [*tables.of("sections", document), *tables.of("measures", document)]
        self._measures = {row.key[0]: row for row in rows if row.table.name == "measures"}
        self._parents = {row.key[0]: row.text("parent") or row.text("section") for row in rows}
        self._rows_of_indicators = {row.key[0]: row.text("row") for row in tables.of("indicators", document)}
        self.headings = tuple(self._headings(rows, text))
        self._starts = [heading.start for heading in self.headings]
        self._recorded = [(row.text("row"), recorded(row)) for row in tables.of("extents", document)]

    def _headings(self, rows: Iterable[Row], text: SourceText) -> Iterator[Heading]:
        """In the order of the text; a row that shares its line with a heading begins with the cell of its own title."""
        titles = sorted(((row.anchors()[0][0], row) for row in rows if row.anchors()), key=lambda pair: pair[0].start)
        before: Heading | None = None
        for title, row in titles:
            start = text.text.rfind("\n", 0, title.start) + 1
            if before is not None and before.title.start >= start:
                start = max(text.text.rfind("\t", 0, title.start) + 1, before.title.end)
            before = Heading(row, title, start)
            yield before

    def within(self, inner: str, outer: str) -> bool:
        """Tell whether a row is another one or stands below it in the plan; O(levels)."""
        while inner and inner != outer:
            inner = self._parents.get(inner, NOWHERE)
        return bool(inner)

    def row_of(self, fact: Row) -> str:
        """The measure or section a fact belongs to; empty where it belongs to none."""
        named = fact.text("row") if "row" in fact.table.columns else NOWHERE
        return self._rows_of_indicators.get(named, named)

    def owner(self, position: int) -> str:
        """The innermost row whose heading a character follows; empty before the first one; O(log headings)."""
        index = bisect_right(self._starts, position) - 1
        return self.headings[index].id if index >= 0 else NOWHERE

    def holds(self, row: str, span: Span) -> bool:
        """Tell whether a span stands in the place of a row, of a row below it, or in an extent recorded for either.

        What is said of a section stands in its own text, not in that of its measures.
        """
        owner = self.owner(span.start)
        return (owner == self.owner(span.end - 1) and self._speaks_of(owner, row)) or self.is_recorded(row, span)

    def _speaks_of(self, place: str, row: str) -> bool:
        return self.within(place, row) and (row in self._measures or place not in self._measures)

    def is_recorded(self, row: str, span: Span) -> bool:
        """Tell whether a span stands in an extent recorded for a row or for one below it; O(extents)."""
        return any(
            extent.start <= span.start and span.end <= extent.end and self._speaks_of(named, row)
            for named, extent in self._recorded
        )

    def holds_further(self, row: str, span: Span) -> bool:
        """Tell whether a further anchor may stand there: also in the measure a row is part of, or in one it repeats."""
        return any(self.holds(near, span) for near in (row, *self._near(row)))

    def _near(self, row: str) -> Iterator[str]:
        measure = self._measures.get(row)
        if measure is None:
            return
        if measure.text("parent"):
            yield measure.text("parent")
        yield from measure.texts("repeats")
        yield from (other for other, told in self._measures.items() if row in told.texts("repeats"))


def recorded(row: Row) -> Span:
    """The range that a row of `extents` records: from its first words to its last ones."""
    spans = [span for span, _ in row.anchors()]
    return Span(spans[0].start, spans[-1].end)
