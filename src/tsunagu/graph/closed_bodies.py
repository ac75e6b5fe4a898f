"""Which bodies of the tables are closed, and why.

A body is closed where a row calls it confidential or of a secret kind, and it *may be* one where its names, its note,
what it offers, a change or the body it belongs to say so. One that may be is treated as closed until a reviewed row of
`disclosure_decisions` says otherwise. Kinds whose secrecy is certain (`confidential` is yes) cannot be opened at all.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tsunagu.disclosure.words import closed_words
from tsunagu.graph.problems import Problem
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.special import is_local_government

Why = Literal["stated", "kind", "decided", "role", "name", "note", "service", "linkage", "change", "part"]
CONFIDENTIAL = "confidential"
FINAL: frozenset[Why] = frozenset({"stated", "decided", "kind"})
"""Reasons no decision can undo; `role` is a kind that is secret in part only."""
NAMES = ("label_ja", "label_en", "label_kana", "printed", "aliases")
PROTECTING = frozenset(
    {
        "fn_temp_protection", "fn_entrusted_protection", "fn_residential", "fn_step_house", "fn_mother_child",
        "fn_short_stay",
    }
)  # fmt: skip
HOUSES = frozenset({"organisation", "facility", "programme"})
"""Forms of bodies that can be a house; a section, post, desk or council offers protection in another's house."""

GIVING = frozenset({"provider", "operator", "contractor"})
"""Roles of those who give a service themselves."""
FRONT_DOOR = "bt_wsc"
"""The public institution every act of protection goes through: its name is public, the houses behind it are not."""


@dataclass(frozen=True)
class Reason:
    """Why a body is closed: the rule, and the word, function or body that set it off."""

    why: Why
    by: str
    row: Row


class ClosedBodies:
    """The closed bodies of a set of tables. O(rows)."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        types = {row.text("id"): row for row in tables.of("body_types")}
        self.kinds = frozenset(name for name, row in types.items() if row.text("disclosure") == CONFIDENTIAL)
        self.certain = frozenset(name for name, row in types.items() if row.text("confidential") == "yes")
        self.rows_of: dict[str, list[Row]] = defaultdict(list)
        for row in tables.of("bodies"):
            self.rows_of[row.text("id")].append(row)

    @cached_property
    def decisions(self) -> dict[str, str]:
        """What reviewed rows say of a body; the strictest of several counts."""
        order = ("public", "front_door_only", CONFIDENTIAL)
        found: dict[str, str] = {}
        for row in self.tables.of("disclosure_decisions"):
            said = (found.get(row.text("body"), "public"), row.text("level"))
            found[row.text("body")] = max(said, key=order.index)
        return found

    @cached_property
    def reasons(self) -> dict[str, Reason]:
        """The first reason for each closed body."""
        found: dict[str, Reason] = {}
        for reason, body in self._told():
            opened = self.decisions.get(body, CONFIDENTIAL) != CONFIDENTIAL
            if reason.why in FINAL or not opened:
                found.setdefault(body, reason)
        self._spread(found)
        return found

    def is_closed(self, end: str) -> bool:
        """Tell whether a body (an id) is closed, for whatever reason."""
        return end in self.reasons

    def is_secret(self, end: str) -> bool:
        """Tell whether a body or a kind of body is closed."""
        return end in self.reasons or end in self.kinds

    def _told(self) -> Iterator[tuple[Reason, str]]:
        for body, rows in self.rows_of.items():
            for row in rows:
                for reason in self._of_row(row):
                    yield reason, body
        yield from self._of_printed_names()
        yield from self._of_services()
        yield from self._of_providers()
        yield from self._of_linkages()
        yield from self._of_changes()

    def _of_row(self, row: Row) -> Iterator[Reason]:
        if row.text("disclosure") == CONFIDENTIAL:
            yield Reason("stated", CONFIDENTIAL, row)
        if self.decisions.get(row.text("id")) == CONFIDENTIAL:
            yield Reason("decided", CONFIDENTIAL, row)
        for kind in row.texts("body_types"):
            if kind in self.kinds:
                yield Reason("kind" if kind in self.certain else "role", kind, row)
        for name in (name for column in NAMES for name in row.texts(column)):
            word = closed_words().in_name(name)
            if word:
                yield Reason("name", word.written, row)
        slug = row.text("id").partition("-")[2]
        word = closed_words().in_name(slug) or (slug.endswith("-ryo") and closed_words().in_name("寮")) or None
        if word:
            yield Reason("name", word.written, row)
        noted = closed_words().strongly(row.text("note"))
        if noted and not is_local_government(row):
            yield Reason("note", noted.written, row)

    def _of_printed_names(self) -> Iterator[tuple[Reason, str]]:
        ends = (("linkages", "from", "from_printed"), ("linkages", "to", "to_printed"))
        for table, end, column in (*ends, ("responsibilities", "body", "printed")):
            for row in self.tables.of(table):
                word = row.text(end) in self.rows_of and closed_words().in_name(row.text(column))
                if word and not self._is_office(row.text(end)):
                    yield Reason("name", word.written, row), row.text(end)

    def _of_services(self) -> Iterator[tuple[Reason, str]]:
        for row in self.tables.of("services"):
            body = row.text("provider")
            protecting = PROTECTING.intersection(row.texts("functions")) if "stay" in row.texts("channels") else ()
            if row.text("disclosure") == CONFIDENTIAL and not self._is_office(body):
                yield Reason("service", CONFIDENTIAL, row), body
            elif protecting and self._may_be_house(body):
                yield Reason("service", min(protecting), row), body

    def _of_providers(self) -> Iterator[tuple[Reason, str]]:
        """Who gives, runs or is entrusted with a stay for protection may be where it is."""
        stays = {
            (row.document, row.text("id")): min(protecting)
            for row in self.tables.of("services")
            if "stay" in row.texts("channels") and (protecting := PROTECTING.intersection(row.texts("functions")))
        }
        for row in self.tables.of("service_providers"):
            function = stays.get((row.document, row.text("service")))
            if function and row.text("role") in GIVING and self._may_be_house(row.text("body")):
                yield Reason("service", function, row), row.text("body")

    def _of_linkages(self) -> Iterator[tuple[Reason, str]]:
        for row in self.tables.of("linkages"):
            protecting = PROTECTING.intersection(row.texts("functions"))
            asked = row.text("kind") in ("request_protection", "entrust")
            if protecting and asked and self._may_be_house(row.text("to")):
                yield Reason("linkage", min(protecting), row), row.text("to")

    def _of_changes(self) -> Iterator[tuple[Reason, str]]:
        for row in self.tables.of("body_changes"):
            for kind_end, body_end in (("from", "to"), ("to", "from")):
                if row.text(kind_end) in self.kinds and row.text(body_end) in self.rows_of:
                    yield Reason("change", row.text(kind_end), row), row.text(body_end)

    def _spread(self, found: dict[str, Reason]) -> None:
        """What is part of a closed body is closed, any number of steps down, and so is what it became or was."""
        parts: dict[str, list[tuple[Why, Row, str]]] = defaultdict(list)
        for row in self.tables.of("bodies"):
            parts[row.text("part_of")].append(("part", row, row.text("id")))
        for row in self.tables.of("body_changes"):
            if row.text("kind") in ("renamed", "merged", "split", "transferred"):
                parts[row.text("from")].append(("change", row, row.text("to")))
                parts[row.text("to")].append(("change", row, row.text("from")))
        waiting = sorted(found)
        while waiting:
            body = waiting.pop()
            for why, row, other in parts[body]:
                opened = self.decisions.get(other, CONFIDENTIAL) != CONFIDENTIAL
                if other in self.rows_of and other not in found and not opened and not self._is_government(other):
                    found[other] = Reason(why, "part_of" if why == "part" else "body_changes", row)
                    waiting.append(other)

    def _is_government(self, body: str) -> bool:
        return any(is_local_government(row) for row in self.rows_of.get(body, ()))

    def _is_office(self, body: str) -> bool:
        """Tell whether a body is a local government or a section of one."""
        seen: set[str] = set()
        while body in self.rows_of and body not in seen:
            if self._is_government(body):
                return True
            row = self.rows_of[body][0]
            if row.text("kind") not in ("unit", "post"):
                return False
            seen.add(body)
            body = row.text("part_of")
        return body not in self.rows_of

    def _may_be_house(self, body: str) -> bool:
        rows = self.rows_of.get(body, [])
        if any(FRONT_DOOR in row.texts("body_types") for row in rows):
            return False
        return any(row.text("kind") in HOUSES for row in rows) and not self._is_government(body)


def closing_notes(tables: Tables) -> list[Problem]:
    """Tell which bodies are treated as closed though no row calls them confidential, and by what."""
    reasons = ClosedBodies(tables).reasons.values()
    told = (reason for reason in reasons if reason.why not in ("stated", "decided"))
    return [Problem(reason.row.file, reason.row.line, reason.why, "closing-note", {"by": reason.by}) for reason in told]


class OpaqueIds:
    """Ids that tell nothing: of closed bodies, and of rows that speak of one.

    An id is made from the document and the count of the row among its like there, never from a name, so that nobody
    can try a name against it. O(rows).
    """

    def __init__(self, closed: ClosedBodies) -> None:
        self._closed = closed
        self._prefecture = {row.text("code"): row.text("prefecture") for row in closed.tables.of("places")}
        rows = [row for row in closed.tables.of("bodies") if closed.is_closed(row.text("id"))]
        self.ids: dict[str, str] = {}
        for row, count in _counted(rows):
            token = _token("bodies", row.document, count)
            self.ids.setdefault(row.text("id"), f"{self.place(row) or 'jp'}-closed-{token}")

    def place(self, row: Row) -> str:
        """Tell where a closed body is: its prefecture and no closer."""
        places = [entry.text("place") for entry in self._closed.rows_of[row.text("id")] if entry.text("place")]
        return (self._prefecture.get(places[0]) or places[0]) if places else ""

    def keys(self, rows: Iterable[Row]) -> dict[tuple[str, int], str]:
        """Map the file and line of each row to its opaque id."""
        return {(row.file, row.line): f"closed-{_token(row.table.name, row.document, n)}" for row, n in _counted(rows)}


def _counted(rows: Iterable[Row]) -> Iterator[tuple[Row, int]]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in sorted(rows, key=lambda row: (row.document, row.table.name, row.line)):
        counts[row.document, row.table.name] += 1
        yield row, counts[row.document, row.table.name]


def _token(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:8]
