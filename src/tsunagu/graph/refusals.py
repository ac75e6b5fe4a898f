"""Cells that would place, reach or name a closed body: refused at the door, with file, line and column.

A text is looked at where it stands near a closed kind: in a cell or row that names one, that offers protection, or
that belongs to a measure which does. A plan that says 民間シェルター and no place is fine, and so is the address of a
public office where no such word stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import get_args

from tsunagu.disclosure.places import trace_of, trace_of_id
from tsunagu.disclosure.spelling import sounded
from tsunagu.disclosure.words import closed_words
from tsunagu.graph.closed_bodies import CONFIDENTIAL, NAMES, PROTECTING, ClosedBodies, Why
from tsunagu.graph.front_doors import FrontDoors
from tsunagu.graph.problems import Problem
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.schema import Field, Table

REACHING = ("phone", "address", "url")
"""Columns of a body by which it is found."""
NO_TEXT = {
    "document": frozenset({"spans", "sha256", "email", *REACHING}),
    "japan": frozenset(
        {
            "text_sha256", "source", "read_from", "read_copy", "egov_id", "law_number", "article", "saitama_list_term",
            "basis", "number",
        }
    ),
    "register": frozenset({"phone", "url", "licence", "rows"}),
}  # fmt: skip
"""Columns by folder whose text is not looked at: hashes and places in a source, and in the law citations of it."""
NUMBERING = frozenset({"id", "row", "number", "body"})
"""Key columns that number rows: their own rule looks for romanised addresses only."""
UNLOOKED = frozenset({"tags_first", "tags_second", "closed_words", "articles", "statutes", "places"})
TELLING: frozenset[Why] = frozenset({"stated", "decided", "kind", "role", "name"})
"""Reasons why a body is closed for sure, or by its very name."""
SHORTEST_OWN = {True: 4, False: 2}
"""How long the own part of a name must be to be looked for in other cells, Latin letters or not."""

ENDS = ("from", "to", "provider", "desk", "responsible", "body", "of")
"""Columns that name a body."""
CALLED_IN_REGISTER = frozenset({"label_ja", "label_en", "printed"})
"""Columns that say what a desk of a register is called."""
OF_SERVICES = frozenset({"service_providers", "contacts"})
"""Tables whose rows are about a service, and through it about a measure."""
_CITED = re.compile(
    r"(?:law|ord|notice)_[a-z_]+[ :]?[\d()\[\]の]+"
    r"|(?:cited |through |article |第|条|法|令) ?\d+の\d+|\d+(?:の\d+)*(?:\(\d+\))+(?:\[\d+\])*|社会福祉法人その他"
    r"|https://[a-z0-9.-]+\.(?:go|lg)\.jp/[\w./-]*"
)
"""Provisions of law, whose numbers look like an address's, and pages of ministries and local governments."""


def refusals(
    tables: Tables, closed: ClosedBodies | None = None, passed: Collection[str] = frozenset()
) -> Iterator[Problem]:
    """Yield what must be mended before the tables are taken. O(characters x lengths of the names of closed bodies).

    Of the folders in `passed`, which were looked at beside the same closed bodies, only the bodies are looked at again.
    """
    return _Refusals(tables, closed or ClosedBodies(tables), passed).problems()


class _WordFinder:
    """Words looked for inside texts; a look-up is O(characters x lengths of words)."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._lengths = sorted({len(word) for word in self.words})

    def within(self, text: str) -> Iterator[str]:
        """Yield the words that stand in a text."""
        for length in self._lengths:
            for at in range(len(text) - length + 1):
                if text[at : at + length] in self.words:
                    yield text[at : at + length]


class _Refusals:
    def __init__(self, tables: Tables, closed: ClosedBodies, passed: Collection[str]) -> None:
        self.tables = tables
        self._looked_at = [row for row in tables.rows if row.table.name not in UNLOOKED
                           and (row.document not in passed or row.table.name == "bodies")]  # fmt: skip
        self.closed = closed
        self.doors = FrontDoors(closed)
        self.services = {(row.document, row.text("id")): row for row in tables.of("services")}
        self._columns: dict[str, tuple[str, ...]] = {}
        self.about = self._measures_about_closed()

    def problems(self) -> Iterator[Problem]:
        for row in self._looked_at:
            yield from self._of_body(row) if row.table.name == "bodies" else self._of_row(row)

    def _texts(self, row: Row) -> list[tuple[str, str]]:
        """The columns of a row whose texts are looked at, with each text."""
        table = row.table
        if table.name not in self._columns:
            self._columns[table.name] = tuple(field.name for field in table.fields if _is_text(table, field))
        return [(name, str(text)) for name in self._columns[table.name] for text in row.values.get(name, ())]

    def _of_body(self, row: Row) -> Iterator[Problem]:
        reason = self.closed.reasons.get(row.text("id"))
        if reason:
            yield from (_closed_column(row, name, reason.why, reason.by) for name in REACHING if row.text(name))
        elif row.text("disclosure") != "public" and row.text("address"):
            yield _closed_column(row, "address", "stated", row.text("disclosure"))
        yield from self.doors.problems(row)
        near = bool(reason) or any(closed_words().around(text) for _, text in self._texts(row))
        for name, text in self._texts(row) if near else ():
            yield from _places(row, name, text)
        for name, text in self._texts(row) if not reason else ():
            yield from self._names(row, name, text, near=near, free=name not in NAMES)
        if near and not reason:
            yield from _places_in_id(row)

    def _of_row(self, row: Row) -> Iterator[Problem]:
        near, withheld = self._is_near(row), self._is_withheld(row)
        if row.table.name == "contacts":
            yield from self._of_contact(row)
        elif row.table.folder == "register":
            yield from self._of_listed(row)
        for name, text in self._texts(row):
            if near or closed_words().around(text):
                yield from _places(row, name, text)
            if not withheld:
                yield from self._names(row, name, text, near=near, free=True)
        if not withheld:
            yield from self._key(row, near=near)

    def _of_contact(self, row: Row) -> Iterator[Problem]:
        """A contact of what is not public would lead to it."""
        service = self.services.get((row.document, row.text("of")))
        held = [service] if service else self.closed.rows_of[row.text("of")]
        ends = (row.text("of"), *(service.text(end) for end in ENDS if service and end in service.values))
        if any(map(self.closed.is_closed, ends)) or any(entry.text("disclosure") != "public" for entry in held):
            yield Problem(row.file, row.line, "of", "problem-closed-contact")

    def _of_listed(self, row: Row) -> Iterator[Problem]:
        """A register lists desks one may turn to: a closed house, whatever the row tells of it, is none of them."""
        for name, text in self._texts(row) if row.table.name in ("desks", "listings") else ():
            called = name in CALLED_IN_REGISTER and closed_words().in_name(text)
            if called or closed_words().strongly(text):
                yield Problem(row.file, row.line, name, "problem-closed-listed")
        for column in ("body_types", "body"):
            if any(map(self.closed.is_secret, row.texts(column))):
                yield Problem(row.file, row.line, column, "problem-closed-listed")

    def _subject(self, row: Row) -> tuple[str, str]:
        """The measure or section a row is about: its own, or that of its service."""
        service = self.services.get((row.document, row.text("service") or row.text("of")))
        return _subject(service if service and row.table.name in OF_SERVICES else row)

    def _key(self, row: Row, *, near: bool) -> Iterator[Problem]:
        for name in row.table.key:
            text = row.text(name)
            if not row.table.field(name).refers and text:
                yield from self._names(row, name, text, near=near, free=False)
                numbers = row.table.folder == "document" and name in NUMBERING
                word = closed_words().in_name(text) if numbers else None
                if word and closed_words().own_part(text):
                    yield Problem(row.file, row.line, name, "problem-closed-name", {"kind": word.written})
        if near:
            yield from _places_in_id(row)

    def _names(self, row: Row, column: str, text: str, *, near: bool, free: bool) -> Iterator[Problem]:
        name = closed_words().proper_name(text) if free and row.table.folder != "japan" else ""
        if not name and row.table.folder != "japan":
            name = next(self._known_names(text, near=near), "")
        if name:
            yield Problem(row.file, row.line, column, "problem-closed-name", {"kind": _kind(text)})

    def _known_names(self, text: str, *, near: bool) -> Iterator[str]:
        wholes, owns = self._secret_names
        unsure = self._unsure_names
        if wholes.words or (near and unsure.words):
            folded = sounded(text)
            yield from wholes.within(folded)
            yield from (*owns.within(folded), *unsure.within(folded)) if near else ()

    @cached_property
    def _secret_names(self) -> tuple[_WordFinder, _WordFinder]:
        """The folded names of closed bodies, and what is their own in each."""
        pairs = list(self._names_of(TELLING))
        return _WordFinder(sounded(name) for name, _ in pairs), _WordFinder(own for _, own in pairs)

    @cached_property
    def _unsure_names(self) -> _WordFinder:
        """Whole names of bodies whose names say nothing: they tell only beside a closed kind."""
        return _WordFinder(sounded(name) for name, _ in self._names_of(frozenset(get_args(Why)) - TELLING))

    def _names_of(self, why: frozenset[Why]) -> Iterator[tuple[str, str]]:
        for body, reason in self.closed.reasons.items():
            for row in self.closed.rows_of[body] if reason.why in why else ():
                slug = row.text("id").partition("-")[2]
                for name in (slug, *(name for column in NAMES for name in row.texts(column))):
                    own = closed_words().own_part(name)
                    if len(own) >= SHORTEST_OWN[own.isascii()]:
                        yield name, own

    def _is_withheld(self, row: Row) -> bool:
        """Tell whether the texts of a row are never mapped."""
        if row.table.name == "linkages":
            return any(self.closed.is_secret(row.text(end)) for end in ("from", "to"))
        if row.table.name == "services" and row.text("disclosure") == CONFIDENTIAL:
            return True
        ends = (row.text(end) for end in ENDS if end in row.values)
        return any(self.closed.is_closed(end) for end in ends)

    def _measures_about_closed(self) -> set[tuple[str, str]]:
        found: dict[tuple[str, str], bool] = defaultdict(bool)
        for row in self._looked_at:
            if row.table.folder == "document":
                found[self._subject(row)] |= self._speaks(row)
        return {subject for subject, speaks in found.items() if speaks and subject[1]}

    def _speaks(self, row: Row) -> bool:
        ends = (row.text(end) for end in (*ENDS, "body_type") if end in row.values)
        if any(self.closed.is_secret(end) for end in ends) or PROTECTING.intersection(row.texts("functions")):
            return True
        return any(closed_words().around(text) for _, text in self._texts(row))

    def _is_near(self, row: Row) -> bool:
        return self._subject(row) in self.about if row.table.folder == "document" else self._speaks(row)


def _subject(row: Row) -> tuple[str, str]:
    """The measure or section a row is about; a row that is about none stands for itself."""
    if row.table.name in ("measures", "sections"):
        return row.document, row.key[0]
    return row.document, row.text("row") or f"{row.table.name} {' '.join(row.key)}"


def _is_text(table: Table, field: Field) -> bool:
    listed = field.refers or field.choices or field.name in NO_TEXT[table.folder]
    return field.type == "string" and not listed and (field.name not in table.key or field.name not in NUMBERING)


def _places(row: Row, column: str, text: str) -> Iterator[Problem]:
    trace = trace_of(_CITED.sub("", text) if row.table.folder == "japan" else text)
    if trace:
        yield Problem(row.file, row.line, column, f"problem-closed-{trace}", {"column": column})


def _places_in_id(row: Row) -> Iterator[Problem]:
    for name in row.table.key:
        if trace_of_id(row.text(name)) and not row.table.field(name).refers:
            yield Problem(row.file, row.line, name, "problem-closed-address", {"column": name})


def _closed_column(row: Row, column: str, why: str, by: str) -> Problem:
    return Problem(row.file, row.line, column, f"problem-closed-column-{why}", {"by": by})


def _kind(text: str) -> str:
    word = closed_words().strongly(text) or closed_words().in_name(text)
    return word.written if word else "シェルター / shelter"
