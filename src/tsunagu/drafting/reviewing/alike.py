"""A correction teaches: where the same was corrected, the same is offered for like cells, and never done unasked.

Alike are cells of one column of one table that held the same before; responsibilities whose printed unit is the same;
tags of one concept by one rule that were found wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tsunagu.drafting.reviewing.acts import Step, correct, drop
from tsunagu.drafting.reviewing.changes import Change, Decided, Entry, Row
from tsunagu.drafting.reviewing.queue import is_untold
from tsunagu.drafting.reviewing.state import State

OWN_KIND = frozenset({"spans", "anchors", "order", "value", "value_printed"})
"""Columns whose values are those of one place in the text."""
MOST = 100


@dataclass(frozen=True)
class Offer:
    """A like row: its table and key, the column with what it holds and what it would hold (None: the row goes)."""

    table: str
    key: str
    column: str
    before: str
    after: str | None


def offers(state: State, entry: Entry) -> list[Offer]:
    """What else might be corrected as one step did, at most `MOST`. O(rows of the table x changed cells)."""
    if entry.act not in ("correct", "link", "drop") or not entry.changes:
        return []
    dropped = entry.act == "drop" or entry.table == "tags"
    found = _dropped(state, entry) if dropped else _corrected(state, entry)
    return list(dict.fromkeys(found))[:MOST]


def _corrected(state: State, entry: Entry) -> Iterator[Offer]:
    change = next((change for change in entry.changes if change.table == entry.table and change.before), None)
    if change is None or change.before is None or change.after is None:
        return
    form = state.schema.tables[change.table]
    for column in form.columns:
        before, after = change.before.get(column, ""), change.after.get(column, "")
        if before == after or column in OWN_KIND or (column in form.key and not form.field(column).refers):
            continue
        for key, held in state.tables.get(change.table, {}).items():
            if _is_alike(held.values, change, column) and held.values.get(column, "") == before:
                yield Offer(change.table, key, column, before, after)


def _is_alike(row: Row, change: Change, column: str) -> bool:
    """Rows that hold the same; where the draft says nothing yet, or of a printed word, only where that is the same."""
    before = change.before or {}
    if change.after == row:
        return False
    if "printed" in before and column in ("body", "statute", "body_type", "role"):
        return row.get("printed") == before["printed"]
    if column == "to" and before.get("to_printed"):
        return row.get("to_printed") == before["to_printed"]
    names = [name for name in ("label_ja", "name_ja", "purpose_ja") if before.get(name)]
    if is_untold(before.get(column, "")):
        return any(row.get(name) == before[name] for name in names if name != column)
    return True


def _dropped(state: State, entry: Entry) -> Iterator[Offer]:
    same = {"tags": ("concept", "rule"), "type_mentions": ("printed", "body_type")}.get(entry.table, ())
    gone = [
        change.before for change in entry.changes if change.table == entry.table and change.before and not change.after
    ]
    for row in gone if same else ():
        for key, held in state.tables.get(entry.table, {}).items():
            if not held.decision and all(held.values.get(column) == row.get(column) for column in same):
                yield Offer(entry.table, key, "", row.get("concept") or row.get("printed", ""), None)


def take_offers(state: State, chosen: Sequence[Offer]) -> Step:
    """One step that does for the chosen rows what was done for the first."""
    tried = state.copy()
    changes: list[Change] = []
    decided: list[Decided] = []
    for offer in chosen:
        step = (drop(tried, offer.table, offer.key) if offer.after is None
                else correct(tried, offer.table, offer.key, {offer.column: offer.after}))  # fmt: skip
        tried.apply(Entry(0, "", 0, "", "like", changes=step.changes, decided=step.decided))
        changes += step.changes
        decided += step.decided
    return Step(tuple(changes), tuple(decided), "")
