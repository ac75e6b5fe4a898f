"""Two readings of one draft against each other: how far they agree, and the rows to settle.

Of each row of the draft both decided one of three things (right, put right, not stated), which gives Cohen's kappa over
rows; tags are one yes or no for each measure and concept, as in `tsunagu.graph.agreement`. Nothing of this is told
before both are done, so that neither sees what the other decided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from tsunagu.drafting.reviewing.acts import Step
from tsunagu.drafting.reviewing.cascade import removed
from tsunagu.drafting.reviewing.changes import Change, Decided, Decision, Row
from tsunagu.drafting.reviewing.review import FIRST, SECOND, Review
from tsunagu.drafting.reviewing.state import Held, State
from tsunagu.graph.agreement import SCHEME_TABLES, Agreement, compared, kappa_of
from tsunagu.reading.model import FileUnreadable


@dataclass(frozen=True)
class Outcome:
    """What one reading made of a row of the draft: the decision and the values, none where the row is gone."""

    decision: Decision | None
    values: Row | None


@dataclass(frozen=True)
class Disagreement:
    """A row two readings leave differently: its key in the draft, both outcomes, and the columns that differ."""

    table: str
    origin: str
    first: Outcome
    second: Outcome
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Agreeing:
    """Decisions as pairs with their counts, cells that agree of all, tags by scheme, rows to settle."""

    pairs: Mapping[tuple[str, str], int]
    same: int
    cells: int
    tags: tuple[Agreement, ...]
    rows: tuple[Disagreement, ...] = field(default=())

    @property
    def kappa(self) -> float:
        """Cohen's kappa over what was decided of the rows."""
        return kappa_of(self.pairs)


def both_done(review: Review) -> bool:
    """Tell whether a second reading was begun and both have decided of every row."""
    states = [review.state(FIRST), review.state(SECOND)]
    begun = any(entry.reading == SECOND for entry in review.journal.entries)
    return begun and all(state.checked == state.total for state in states)


def agreeing(review: Review, concepts: Mapping[str, int]) -> Agreeing:
    """How far two readings agree; `concepts` counts those of each scheme. Raises `FileUnreadable` before both are done.

    What was settled afterwards is not counted: the first reading is taken as it stood before.
    """
    if not both_done(review):
        raise FileUnreadable("review-not-both")
    unsettled = [entry for entry in review.steps(FIRST) if entry.act != "settle"]
    first, second = State.of(review.draft, unsettled, review.schema), review.state(SECOND)
    pairs: Counter[tuple[str, str]] = Counter()
    same = cells = 0
    rows = []
    for table, origin in _origins(first):
        ours, theirs = _outcome(first, table, origin), _outcome(second, table, origin)
        pairs[ours.decision or "", theirs.decision or ""] += 1
        columns = tuple(_differing(review, table, ours, theirs))
        cells += len(review.schema.tables[table].columns)
        same += len(review.schema.tables[table].columns) - len(columns)
        if columns and not _is_settled(review, table, origin):
            rows.append(Disagreement(table, origin, ours, theirs, columns))
    return Agreeing(pairs, same, cells, tuple(_tags(first, second, concepts)), tuple(rows))


def settle(review: Review, table: str, origin: str, choice: int) -> Step:
    """The step by which the first reading, which the tables follow, has a row as the chosen reading left it."""
    if not both_done(review):
        raise FileUnreadable("review-not-both")
    state, chosen = review.state(FIRST), _outcome(review.state(choice), table, origin)
    here = state.of_origin(table, origin)
    if chosen.values is None:
        changes = removed(state, table, here[1].values) if here else []
        gone = tuple(Decided(change.table, change.key(state.schema.tables[change.table]), "not_stated")
                     for change in changes if change.after is None)  # fmt: skip
        return Step(tuple(changes), gone, origin)
    change = Change(table, here[1].values if here else None, chosen.values)
    key = change.key(state.schema.tables[table], after=True)
    taken = state.tables.get(table, {}).get(key)
    if taken is not None and (here is None or here[0] != key):
        raise FileUnreadable("review-key-taken", named=key)
    return Step((change,), (Decided(table, key, chosen.decision or "accept"),), key)


def _is_settled(review: Review, table: str, origin: str) -> bool:
    return any(entry.act == "settle" and (entry.table, entry.key) == (table, origin) for entry in review.steps(FIRST))


def _origins(state: State) -> Iterator[tuple[str, str]]:
    """Every row of the draft, by the key it had there."""
    seen: set[tuple[str, str]] = set()
    gone = [(table, held) for (table, _), held in state.gone.items()]
    standing = [(table, held) for table, _, held in state.all()]
    for table, held in [*standing, *gone]:
        if held.origin and (table, held.origin) not in seen:
            seen.add((table, held.origin))
            yield table, held.origin


def _outcome(state: State, table: str, origin: str) -> Outcome:
    here = state.of_origin(table, origin)
    if here:
        return Outcome(here[1].decision, here[1].values)
    gone: Held | None = next((held for (name, _), held in state.gone.items()
                              if name == table and held.origin == origin), None)  # fmt: skip
    return Outcome(gone.decision if gone else None, None)


def _differing(review: Review, table: str, first: Outcome, second: Outcome) -> Iterator[str]:
    columns = review.schema.tables[table].columns
    if first.values is None or second.values is None:
        yield from columns if first.values != second.values else ()
        return
    yield from (column for column in columns if first.values.get(column, "") != second.values.get(column, ""))


def _tags(first: State, second: State, concepts: Mapping[str, int]) -> Iterator[Agreement]:
    measures = {held.origin for held in first.tables.get("measures", {}).values()} | {
        held.origin for held in second.tables.get("measures", {}).values()
    }
    for scheme in SCHEME_TABLES:
        cells = len(measures) * concepts.get(scheme, 0)
        yield compared(scheme, _tagged(first, scheme), _tagged(second, scheme), cells)


def _tagged(state: State, scheme: str) -> Set[object]:
    return {(row["row"], row["concept"]) for row in state.rows("tags") if row["scheme"] == scheme}
