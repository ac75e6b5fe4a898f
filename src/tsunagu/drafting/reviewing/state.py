"""The rows of a draft after some steps, with what was decided of each: the draft, folded with the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tsunagu.drafting.review_book import Rows, key_of_row
from tsunagu.drafting.reviewing.changes import Change, Decision, Entry, Row, TablesOfRows
from tsunagu.graph.schema import Schema


@dataclass
class Held:
    """A row as it is now: its values, the key it had in the draft (empty: it came later), and what was decided."""

    values: Row
    origin: str
    decision: Decision | None = None


@dataclass
class State:
    """The rows of every table by key, in order, and the rows of the draft that are gone."""

    schema: Schema
    tables: dict[str, dict[str, Held]] = field(default_factory=dict)
    gone: dict[tuple[str, str], Held] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: TablesOfRows, entries: Iterable[Entry], schema: Schema) -> State:
        """The draft after the steps that were not taken back. O(rows + changes)."""
        state = cls(schema)
        for name, rows in draft.items():
            table = schema.tables[name]
            keyed = ((key_of_row(table, row), row) for row in rows)
            state.tables[name] = {key: Held(dict(row), key) for key, row in keyed}
        for entry in standing(entries):
            state.apply(entry)
        return state

    def apply(self, entry: Entry) -> None:
        """Take one step further."""
        for change in entry.changes:
            self._change(change)
        for decided in entry.decided:
            held = self.find(decided.table, decided.key)
            if held is not None:
                held.decision = decided.decision

    def copy(self) -> State:
        """The same rows to try a step on; O(rows)."""
        tables = {name: {key: Held(dict(held.values), held.origin, held.decision) for key, held in rows.items()}
                  for name, rows in self.tables.items()}  # fmt: skip
        return State(self.schema, tables, dict(self.gone))

    def find(self, table: str, key: str) -> Held | None:
        """A row by the key it has now, one that is gone by the key it had; None where there is none."""
        held = self.tables.get(table, {}).get(key)
        return held or next((gone for (name, at), gone in self.gone.items() if (name, at) == (table, key)), None)

    def of_origin(self, table: str, origin: str) -> tuple[str, Held] | None:
        """The row a row of the draft has become, with its key now; None where it is gone. O(rows of the table)."""
        return next(((key, held) for key, held in self.tables.get(table, {}).items() if held.origin == origin), None)

    def rows(self, table: str) -> Rows:
        """The values of the rows of a table, in order."""
        return [held.values for held in self.tables.get(table, {}).values()]

    def all(self) -> Iterator[tuple[str, str, Held]]:
        """Every row with its table and key."""
        for name, rows in self.tables.items():
            for key, held in rows.items():
                yield name, key, held

    @property
    def checked(self) -> int:
        """How many rows were decided of, those that are gone among them."""
        return sum(held.decision is not None for _, _, held in self.all()) + len(self.gone)

    @property
    def total(self) -> int:
        """How many rows there are to decide of."""
        return sum(map(len, self.tables.values())) + len(self.gone)

    def _change(self, change: Change) -> None:
        table = self.schema.tables[change.table]
        rows = self.tables.setdefault(change.table, {})
        before, after = change.key(table), change.key(table, after=True)
        if change.before is None:
            self._put_in(change, after)
        elif change.after is None:
            held = rows.pop(before, None)
            if held is not None:
                self.gone[change.table, before] = held
        elif before in rows:
            held = rows[before]
            held.values = dict(change.after)
            if before != after:
                self.tables[change.table] = {after if key == before else key: kept for key, kept in rows.items()}

    def _put_in(self, change: Change, key: str) -> None:
        rows = self.tables[change.table]
        neighbour = rows.get(change.behind)
        made = Held(dict(change.after or {}), neighbour.origin if neighbour and change.behind else "")
        order = list(rows.items())
        at = [held for held, _ in order].index(change.behind) + 1 if neighbour else len(order)
        self.tables[change.table] = dict([*order[:at], (key, made), *order[at:]])


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """The steps that count: without those taken back and without the steps that took them back."""
    held = list(entries)
    back = {entry.of for entry in held if entry.act == "undo"}
    return [entry for entry in held if entry.act != "undo" and entry.number not in back]


def rows_of(state: State, names: Sequence[str]) -> dict[str, Rows]:
    """The values of the rows of some tables."""
    return {name: state.rows(name) for name in names}
