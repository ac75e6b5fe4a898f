"""From which day and until which day a fact stands, as far as the documents say.

A document's fact stands from the first day of the period the document speaks of, and goes on standing after it: a plan
that has run out closes no desk. A body stands for its own life (`valid_from`, `valid_until`, dated changes of bodies),
whenever it is spoken of. A service or linkage stands only while the bodies it names do. What law says, and what an
undated document says, stands on every day.

Both ends are always written. An open end is `FIRST` or `LAST`. What is not in operation, or not there, stands on no
day (`NEVER`): it begins on `LAST` and ends on `FIRST`, so that no day lies between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce

from tsunagu.graph.rows import Row, Tables

FIRST, LAST = date.min, date.max
"""Written where no first and no last day is known: 0001-01-01 and 9999-12-31."""
ENDING = frozenset({"renamed", "merged", "split"})
"""Changes after which a body is no more."""
BEGINNING = frozenset({"renamed", "split"})
"""Changes by which a body begins; what another body is merged into may be older."""


@dataclass(frozen=True)
class Days:
    """A stretch of days, both ends included."""

    begins: date = FIRST
    ends: date = LAST

    def __and__(self, other: Days) -> Days:
        """The days that lie in both, `NEVER` where there are none."""
        shared = Days(max(self.begins, other.begins), min(self.ends, other.ends))
        return shared if shared.begins <= shared.ends else NEVER

    def __or__(self, other: Days) -> Days:
        """The shortest stretch that holds both; `NEVER` adds nothing."""
        if NEVER in (self, other):
            return other if self == NEVER else self
        return Days(min(self.begins, other.begins), max(self.ends, other.ends))


ALWAYS = Days()
NEVER = Days(LAST, FIRST)


class Standing:
    """The days of the bodies and facts of some tables; O(rows) to make, O(1) to ask."""

    def __init__(self, tables: Tables) -> None:
        self._documents = {row.document: _stretch(row, "period_start") for row in tables.of("document")}
        self._bodies: dict[str, Days] = {}
        changed = _changed(tables.of("body_changes"))
        for row in tables.of("bodies"):
            body = row.text("id")
            life = reduce(Days.__and__, changed[body], _life(row))
            self._bodies[body] = self._bodies.get(body, NEVER) | life

    def of_body(self, body: str) -> Days:
        """The days a body is there; kinds of bodies and partners left unnamed are always."""
        return self._bodies.get(body, ALWAYS)

    def of_fact(self, row: Row) -> Days:
        """The days a service, linkage or body of a document is in operation; law's own rows stand always."""
        if row.table.name == "bodies":
            return self.of_body(row.text("id"))
        if row.text("status") not in ("", "in_operation"):
            return NEVER
        named = (row.text(column) for column in ("provider", "desk", "from", "to", "council", "member"))
        begun = self._documents.get(row.document, ALWAYS)
        return reduce(Days.__and__, (self.of_body(body) for body in named if body), begun)


def _life(row: Row) -> Days:
    """What a row of `bodies` says of the body's life; of one that is gone, nothing where its last day is not known."""
    known = _stretch(row, "valid_from", "valid_until")
    there = row.text("status") == "existing" or (row.text("status") == "former" and known.ends != LAST)
    return known if there else NEVER


def _stretch(row: Row, begins: str, ends: str = "") -> Days:
    first, last = row.first(begins), row.first(ends)
    return Days(first if isinstance(first, date) else FIRST, last if isinstance(last, date) else LAST)


def _changed(changes: Iterable[Row]) -> defaultdict[str, list[Days]]:
    """What dated changes say of the lives of bodies, by body; a kind of body renamed into itself keeps its days."""
    found: defaultdict[str, list[Days]] = defaultdict(list)
    for body, days in (told for row in changes for told in _told(row)):
        found[body].append(days)
    return found


def _told(change: Row) -> Iterator[tuple[str, Days]]:
    day, kind = change.first("date"), change.text("kind")
    if not isinstance(day, date) or change.text("from") == change.text("to"):
        return
    if kind in ENDING:
        yield change.text("from"), Days(ends=day - timedelta(days=1))
    if kind in BEGINNING:
        yield change.text("to"), Days(begins=day)
