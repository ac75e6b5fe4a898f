"""(g) Measures without department, indicator or result; indicators without target or below their baseline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tsunagu.gaps.rows import GapRow, State, once, sentences, told
from tsunagu.network.records import Concept, Words
from tsunagu.network.statements import Figure, Measure, grouped
from tsunagu.referral.snapshot import Snapshot

NAME = "measures"
COLUMN_SHARE = 0.25
"""A document has a column where at least this share of its measures fills it."""
WITHOUT = {
    "department": "measures-without-a-department",
    "indicator": "measures-without-an-indicator",
    "result": "measures-without-a-result",
}
"""What is looked for → the catalogue question that finds measures without it."""
NO_TARGET, BELOW = "indicators-without-a-target", "indicators-below-their-baseline"
QUESTIONS = (*WITHOUT.values(), NO_TARGET, BELOW)


@dataclass(frozen=True, slots=True)
class _ColumnCheck:
    """One document and one column its measures should fill: `lacking` are the measures that do not."""

    snapshot: Snapshot
    place: str
    document: Concept
    column: str
    lacking: frozenset[str]


def measures(snapshot: Snapshot) -> Iterator[GapRow]:
    """Yield one row per measure without what its document gives others, and per indicator without target or below.

    A column counts only where the document has it: where at least a quarter of its measures fill it, and for targets
    where any indicator of the document has one. A document without the column gives one row, not_checkable.
    stated_otherwise: the measure above or below it carries it. Reuses the catalogue questions named in `QUESTIONS`.
    O(measures + figures).
    """
    lacking = {column: snapshot.facts_of(question) for column, question in WITHOUT.items()}
    for place in snapshot.places:
        for document in snapshot.documents_of.get(place, ()):
            held = snapshot.statements.measures_in.get(document.id, ())
            for column in WITHOUT:
                yield from _column(_ColumnCheck(snapshot, place, document, column, lacking[column]), held)
            yield from _targets(snapshot, place, document)
            yield from _below(snapshot, place, document)


def _column(check: _ColumnCheck, held: tuple[Measure, ...]) -> Iterator[GapRow]:
    lacking = [measure for measure in held if measure.id in check.lacking]
    if held and len(held) - len(lacking) < COLUMN_SHARE * len(held):
        yield _no_column(check.snapshot, check.place, check.document, check.column)
        return
    near = _relatives(held)
    for measure in lacking:
        others = [relative for relative in near(measure) if relative.id not in check.lacking]
        yield _without(check, measure, others)


def _relatives(held: Iterable[Measure]) -> Callable[[Measure], list[Measure]]:
    by_id = {measure.id: measure for measure in held}
    below = grouped(by_id.values(), lambda measure: measure.parent)

    def near(measure: Measure) -> list[Measure]:
        above = [by_id[measure.parent]] if measure.parent in by_id else []
        return [*above, *below.get(measure.id, ())]

    return near


def _without(check: _ColumnCheck, measure: Measure, others: list[Measure]) -> GapRow:
    what = told(f"gaps-measures-{check.column}")
    state: State = "stated_otherwise" if others else "not_found"
    detail = told("gaps-measures-elsewhere" if others else "gaps-measures-without", what=what,
                  others=[relative.label for relative in others[:3]])  # fmt: skip
    return GapRow(NAME, check.place, (measure.id,), _named(measure), state, detail, ("stated",),
                  once((measure.id, *(relative.id for relative in others[:3]))),
                  told("gaps-measures-closes", what=what, measure=measure.label))  # fmt: skip


def _named(measure: Measure) -> Words:
    return Words(f"{measure.row} {measure.label.ja}", f"{measure.row} {measure.label.en}")


def _no_column(snapshot: Snapshot, place: str, document: Concept, column: str) -> GapRow:
    what = told(f"gaps-measures-{column}")
    kind = snapshot.network.label(f"document-kind/{document.kind}")
    return GapRow(NAME, place, (document.id,), document.label, "not_checkable",
                  told("gaps-measures-no-column", what=what, kind=kind), ("stated",), (document.id,),
                  told("gaps-measures-closes-column", what=what))  # fmt: skip


def _indicators(snapshot: Snapshot, document: Concept) -> Mapping[str, list[Figure]]:
    """Indicators of a document by name and part as the catalogue questions print them."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in snapshot.statements.figures_in.get(document.id, ()):
        if figure.role != "observation":
            found[f"{figure.label.ja}（{figure.part}）" if figure.part else figure.label.ja].append(figure)
    return found


def _asked(snapshot: Snapshot, question: str, document: Concept) -> list[dict[str, str]]:
    name = document.id.removeprefix("document/")
    return [row for row in snapshot.rows_of(question) if row["document"] == name]


def _targets(snapshot: Snapshot, place: str, document: Concept) -> Iterator[GapRow]:
    indicators = _indicators(snapshot, document)
    if not indicators:
        return
    if not any(figure.role == "target" for held in indicators.values() for figure in held):
        yield _no_column(snapshot, place, document, "target")
        return
    for row in _asked(snapshot, NO_TARGET, document):
        figures = indicators.get(row["indicator"], [])
        what = told("gaps-measures-target")
        yield GapRow(NAME, place, once(figure.about for figure in figures), _indicator_name(row, figures), "not_found",
                     told("gaps-measures-without", what=what), ("stated",), once(figure.id for figure in figures),
                     told("gaps-measures-closes", what=what, measure=_indicator_name(row, figures)))  # fmt: skip


def _below(snapshot: Snapshot, place: str, document: Concept) -> Iterator[GapRow]:
    indicators = _indicators(snapshot, document)
    for row in _asked(snapshot, BELOW, document):
        figures = indicators.get(row["indicator"], [])
        values = {name: row[name] for name in ("baseline", "actual", "target", "unit", "period")}
        detail = sentences([told("gaps-measures-below", **values)])
        about, facts = once(figure.about for figure in figures), once(figure.id for figure in figures)
        yield GapRow(NAME, place, about, _indicator_name(row, figures), "found", detail, ("reported",), facts,
                     told("gaps-measures-closes-below"))  # fmt: skip


def _indicator_name(row: dict[str, str], figures: list[Figure]) -> Words:
    if not figures:
        return Words(row["indicator"], row["indicator"])
    first = figures[0]
    return Words(row["indicator"], f"{first.label.en} ({first.part})" if first.part else first.label.en)
