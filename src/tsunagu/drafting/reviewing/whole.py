"""Whole tables against the rows under review: what differs, and the one step that makes them the same."""

from __future__ import annotations

from collections.abc import Iterator

from tsunagu.drafting.differing import Difference, differences_of
from tsunagu.drafting.review_book import key_of_row
from tsunagu.drafting.reviewing.acts import Step
from tsunagu.drafting.reviewing.changes import Change, Decided, TablesOfRows
from tsunagu.drafting.reviewing.state import State
from tsunagu.graph.schema import Schema


def differences(state: State, tables: TablesOfRows, schema: Schema) -> Iterator[Difference]:
    """What tables say otherwise than the rows under review, by the rules of the Excel round trip."""
    for table in schema.of_folder("document"):
        yield from differences_of(table, state.rows(table.name), tables.get(table.name, []))


def steps_between(state: State, tables: TablesOfRows, schema: Schema) -> Step:
    """The changes from the rows under review to `tables`: a row that differs is corrected, a lacking one not stated."""
    changes: list[Change] = []
    decided: list[Decided] = []
    for table in schema.of_folder("document"):
        rows = {key_of_row(table, row): row for row in tables.get(table.name, [])}
        before = {key: held.values for key, held in state.tables.get(table.name, {}).items()}
        behind = ""
        for key, row in rows.items():
            if key not in before or before[key] != row:
                changes.append(Change(table.name, before.get(key), row, "" if key in before else behind))
                decided.append(Decided(table.name, key, "correct"))
            behind = key
        for key, row in before.items():
            if key not in rows:
                changes.append(Change(table.name, row, None))
                decided.append(Decided(table.name, key, "not_stated"))
    return Step(tuple(changes), tuple(decided), "")
