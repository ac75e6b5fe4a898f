"""References between tables: every named row must exist, in the same document or register or in graph/japan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set

from tsunagu.graph.problems import Problem
from tsunagu.graph.rows import Row, Tables

UNNAMED = "unnamed"
ANY_DOCUMENT = "*"
MAY_BE_UNNAMED = frozenset(
    {
        ("linkages", "from"),
        ("linkages", "to"),
        ("services", "provider"),
        ("responsibilities", "body"),
        ("council_members", "member"),
    }
)
"""Tables and columns in which a text may leave a party open; `tsunagu.graph.special` makes it a resource of its own."""


class References:
    """The keys of every table, per document; those of graph/japan hold everywhere. Look-up O(1)."""

    def __init__(self, tables: Tables) -> None:
        self._keys: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._known: dict[tuple[tuple[str, ...], str], set[str]] = {}
        for row in tables.rows:
            scope = "" if row.table.folder == "japan" else row.document
            self._keys[row.table.name, scope].add(row.key[0])
            if row.table.folder == "document":
                self._keys[row.table.name, ANY_DOCUMENT].add(row.key[0])
        self._registers = {row.document for row in tables.of("register")}

    def _scopes(self, document: str) -> tuple[str, str]:
        """Where the rows stand that a document may name: in itself and in law; a register may name any document's."""
        return document, ANY_DOCUMENT if document in self._registers else ""

    def known(self, tables: tuple[str, ...], document: str) -> set[str]:
        """The first key column of the rows of `tables` that `document` may name; made once for all who ask."""
        if (tables, document) not in self._known:
            held = (self._keys[table, scope] for table in tables for scope in {*self._scopes(document), ""})
            self._known[tables, document] = set().union(*held)
        return self._known[tables, document]

    def table_of(self, value: str, tables: tuple[str, ...], document: str) -> str | None:
        """The first of `tables` with a row `value` that `document` may name, else None."""
        for table in tables:
            if any(value in self._keys[table, scope] for scope in (*self._scopes(document), "")):
                return table
        return None


def dangling(tables: Tables, partial: Set[tuple[str, str]] = frozenset()) -> Iterator[Problem]:
    """Yield a problem for each reference to a row that does not exist, and each unnamed end without its printed word.

    `partial` are the tables (name, document or empty) of which rows could not be read: their lack is not told again.
    """
    references = References(tables)
    for row in tables.rows:
        for field in row.table.fields:
            if not field.refers or field.name not in row.values:
                continue
            if not partial or all((table, at) not in partial for table in field.refers for at in ("", row.document)):
                yield from _dangling_in(row, field.name, field.refers, references)


def _dangling_in(row: Row, column: str, refers: tuple[str, ...], references: References) -> Iterator[Problem]:
    for value in row.texts(column):
        if value == UNNAMED and (row.table.name, column) in MAY_BE_UNNAMED:
            printed = f"{column}_printed"
            if printed in row.table.columns and not row.text(printed):
                yield Problem(row.file, row.line, printed, "problem-unnamed", {"column": column})
            continue
        if references.table_of(value, refers, row.document) is None:
            near = references.known(refers, row.document) or ("",)
            data = {"value": value, "tables": " / ".join(refers)}
            yield Problem(row.file, row.line, column, "problem-dangling", {**data}, near)
