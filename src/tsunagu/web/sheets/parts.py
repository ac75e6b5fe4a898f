"""What a page in a human's order is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tsunagu.workspace.evidence import Evidence

FIRST = 6
"""Rows of a table that stand on the page at first."""
MOST = 60
"""Rows on a page of one table."""


@dataclass(frozen=True)
class Bit:
    """A piece of a cell: its words, and the thing (by id) or the page (https) they lead to."""

    text: str
    to: str = ""


Cell = tuple[Bit, ...]


@dataclass(frozen=True)
class Row:
    """A row: its cells, the facts that stand in a source, and where they stand once that was looked up.

    `depth` is how many rows it stands below, as a section in sections.
    """

    cells: tuple[Cell, ...]
    facts: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    depth: int = 0


@dataclass(frozen=True)
class Part:
    """A table of a page under a title; `heads` are keys of messages, `start` is the first row shown (from 0).

    `sourced` adds a column for where each row stands; `first` rows stand on the page at first.
    """

    key: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    sourced: bool = False
    total: int = 0
    start: int = 0
    first: int = FIRST

    def cut(self, start: int, most: int) -> Part:
        """The part with some of its rows."""
        return replace(self, rows=self.rows[start : start + most], total=len(self.rows), start=start)

    @property
    def pages(self) -> int:
        """How many pages all rows take."""
        return -(-self.total // MOST)


@dataclass(frozen=True)
class Sheet:
    """A page: up to two lines that say what the thing is, a card of labels (keys) with cells, and its tables.

    `need` is what the form for routes is asked with, `chosen` the one table that is read on, by its key.
    """

    lead: tuple[str, ...]
    card: tuple[tuple[str, Cell], ...]
    parts: tuple[Part, ...]
    need: str = ""
    chosen: str = ""


def made(lead: Iterable[str], card: Iterable[tuple[str, Cell]], *parts: Part, need: str = "") -> Sheet:
    """A sheet without what is empty."""
    return Sheet(tuple(filter(None, lead)), tuple((key, cell) for key, cell in card if any(bit.text for bit in cell)),
                 tuple(part for part in parts if part.rows), need)  # fmt: skip


def plain(*texts: str) -> Cell:
    """A cell of words alone."""
    return tuple(Bit(said) for said in texts if said)
