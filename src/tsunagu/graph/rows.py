"""Typed rows: what a table says after reading, with the place it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TypeVar

from tsunagu.graph.cells import LIST_MARK, Period, TypedValue
from tsunagu.graph.schema import Table
from tsunagu.graph.text import Span

T = TypeVar("T", bound=TypedValue)


@dataclass(frozen=True)
class Row:
    """One row of one table. `values` holds a tuple per filled column; empty columns are absent."""

    table: Table
    document: str
    file: str
    line: int
    values: Mapping[str, tuple[TypedValue, ...]]

    def text(self, column: str) -> str:
        """A column as text, of a list its first item; empty where nothing stands."""
        value = self.first(column)
        return value.text if isinstance(value, Period) else "" if value is None else str(value)

    def texts(self, column: str) -> tuple[str, ...]:
        """Every item of a column as text; none where nothing stands."""
        return tuple(str(value) for value in self.values.get(column, ()))

    def first(self, column: str) -> TypedValue | None:
        """The typed value of a column, of a list its first item; None where nothing stands."""
        values = self.values.get(column, ())
        return values[0] if values else None

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The values of the key columns, as text."""
        return tuple(self.text(column) for column in self.table.key)

    @cached_property
    def digest(self) -> bytes:
        """A digest of what the row says, and in which table of which folder; its file and line are of no account."""
        told = f"{self.document} {self.table.name} {self.values!r}"
        return blake2b(told.encode(), digest_size=16).digest()

    def anchors(self) -> list[tuple[Span, str]]:
        """Each anchor with its span, both checked on reading; an anchor that may not be shown is empty."""
        spans = [part for part in self.text("spans").split(LIST_MARK) if part]
        words = self.text("anchors").split(LIST_MARK)
        if len(words) != len(spans):
            words = [word for word in words if word]
        pairs = zip(spans, words, strict=True)
        return [(Span(*map(int, span.split("-"))), word) for span, word in pairs]


@dataclass(frozen=True)
class Tables:
    """Every row of graph/japan and of the document folders, in file order."""

    rows: tuple[Row, ...]
    documents: tuple[str, ...]

    def of(self, table: str, document: str | None = None) -> Iterator[Row]:
        """The rows of one table, of one document where given, in file order; O(rows of the table)."""
        return (row for row in self._by_table.get(table, ()) if document in (None, row.document))

    @cached_property
    def _by_table(self) -> Mapping[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.table.name, []).append(row)
        return found
