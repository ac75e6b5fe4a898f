"""The rows of a draft in the order a reviewer looks at them: doubtful ones first, each with why it is there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tsunagu.drafting.reviewing.changes import Decision
from tsunagu.drafting.reviewing.state import Held, State
from tsunagu.graph.text import Span

RANKS = ("doubtful", "likely", "sure")
UNTOLD = ("(to be translated)", "よみをきにゅう", "目的を記入", "(state the purpose)")
"""What a draft writes where only a person can say something."""
SCOPE_MARKS = ("自動で読み取った下書き", "A draft read by rules")


@dataclass(frozen=True)
class Reason:
    """Why a row says what it says: confidence, rule, message key of a doubt, page, places in the text."""

    confidence: str = "sure"
    rule: str = ""
    doubt: str = ""
    page: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Waiting:
    """A row of the queue."""

    table: str
    key: str
    held: Held
    reason: Reason
    gone: bool = False

    @property
    def decision(self) -> Decision | None:
        """What was decided of it, if anything."""
        return self.held.decision

    @property
    def to_fill(self) -> tuple[str, ...]:
        """The columns in which only a person can say something and nobody has."""
        return tuple(name for name, text in self.held.values.items() if is_untold(text))


def is_untold(text: str) -> bool:
    """Tell whether a cell still holds what the draft writes where it knows nothing."""
    return text in UNTOLD or text.startswith(SCOPE_MARKS)


@dataclass(frozen=True)
class Chosen:
    """Which rows are looked at: of one table, of one confidence, not yet checked; empty for all."""

    table: str = ""
    confidence: str = ""
    open: bool = False

    def takes(self, row: Waiting) -> bool:
        """Tell whether a row is among them."""
        return ((not self.table or row.table == self.table)
                and (not self.confidence or row.reason.confidence == self.confidence)
                and not (self.open and row.decision))  # fmt: skip


@dataclass
class Queue:
    """The rows of a state with their reasons, doubtful ones first."""

    state: State
    reasons: Mapping[tuple[str, str], Reason]
    rows: list[Waiting] = field(init=False)

    def __post_init__(self) -> None:
        found = [*self._standing(), *self._gone()]
        order = {table.name: at for at, table in enumerate(self.state.schema.of_folder("document"))}
        self.rows = sorted(found, key=lambda row: (RANKS.index(row.reason.confidence), order[row.table]))

    def _standing(self) -> Iterator[Waiting]:
        for table, key, held in self.state.all():
            yield Waiting(table, key, held, self.reasons.get((table, held.origin), Reason()))

    def _gone(self) -> Iterator[Waiting]:
        for (table, key), held in self.state.gone.items():
            yield Waiting(table, key, held, self.reasons.get((table, held.origin), Reason()), gone=True)

    def chosen(self, chosen: Chosen) -> list[Waiting]:
        """The rows that are looked at, in order."""
        return [row for row in self.rows if chosen.takes(row)]

    def find(self, table: str, key: str) -> Waiting | None:
        """A row by its table and key."""
        return next((row for row in self.rows if (row.table, row.key) == (table, key)), None)

    def beside(self, row: Waiting, chosen: Chosen, way: int) -> Waiting | None:
        """The next (1) or the previous (-1) row of those looked at; the row itself need not be one of them."""
        at = self.rows.index(row)
        order = self.rows[at + 1 :] if way > 0 else self.rows[:at][::-1]
        return next((other for other in order if chosen.takes(other)), None)

    def next_open(self, row: Waiting | None, chosen: Chosen) -> Waiting | None:
        """The next row not yet checked among those looked at, from the beginning again after the last."""
        wanted = Chosen(chosen.table, chosen.confidence, open=True)
        after = self.beside(row, wanted, 1) if row else None
        return after or next((other for other in self.rows if wanted.takes(other) and other is not row), None)


def read_reasons(folder: Path) -> Mapping[tuple[str, str], Reason]:
    """Why each row of a draft is there, by table and key; none where `tsunagu read` left no word of it."""
    path = folder / "cells.csv"
    if not path.is_file():
        return {}
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    return {(row["table"], row["key"]): _reason(row) for row in rows}


def _reason(row: Mapping[str, str]) -> Reason:
    confidence = row["confidence"] if row["confidence"] in RANKS else "doubtful"
    return Reason(confidence, row["rule"], row["doubt"], row["page"], spans_of(row["spans"]))


def spans_of(text: str) -> tuple[Span, ...]:
    """The places a cell of spans names; what is no place is left out.

    >>> spans_of("3-7；x；9-12")
    (Span(start=3, end=7), Span(start=9, end=12))
    """
    parts = [part.partition("-") for part in text.split("；")]
    return tuple(Span(int(start), int(end)) for start, _, end in parts if start.isdecimal() and end.isdecimal())
