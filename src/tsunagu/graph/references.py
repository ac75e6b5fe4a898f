"""References between tables: every named row must exist, in the same document or in graph/japan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tsunagu.graph.problems import Problem, nearest
from tsunagu.graph.rows import Row, Tables

UNNAMED = "unnamed"
_MAY_BE_UNNAMED = frozenset({"from", "to", "provider", "body"})


class References:
    """The keys of every table, per document; those of graph/japan hold everywhere. Look-up O(1)."""

    def __init__(self, tables: Tables) -> None:
        self._keys: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in tables.rows:
            scope = row.document if row.table.folder == "document" else ""
            self._keys[row.table.name, scope].add(row.key[0])

    def known(self, table: str, document: str) -> set[str]:
        """Return the first key column of the rows of `table` that `document` may name."""
        return self._keys[table, document] | self._keys[table, ""]

    def table_of(self, value: str, tables: tuple[str, ...], document: str) -> str | None:
        """Return the first of `tables` that has a row `value`, else None."""
        for table in tables:
            if value in self._keys[table, document] or value in self._keys[table, ""]:
                return table
        return None


def dangling(tables: Tables) -> Iterator[Problem]:
    """Yield a problem for each reference to a row that does not exist."""
    references = References(tables)
    for row in tables.rows:
        for field in row.table.fields:
            if field.refers:
                yield from _dangling_in(row, field.name, field.refers, references)


def _dangling_in(row: Row, column: str, refers: tuple[str, ...], references: References) -> Iterator[Problem]:
    for value in row.texts(column):
        if value == UNNAMED and column in _MAY_BE_UNNAMED:
            continue
        if references.table_of(value, refers, row.document) is None:
            known = {key for table in refers for key in references.known(table, row.document)}
            data = {"value": value, "tables": " / ".join(refers), "near": nearest(value, known) or "-"}
            yield Problem(row.file, row.line, column, "problem-dangling", {**data})
