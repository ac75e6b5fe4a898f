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
class _Looked:
    """One document held against one column."""

    material: Snapshot
    place: str
    document: Concept
    column: str
    lacking: frozenset[str]


def measures(material: Snapshot) -> Iterator[GapRow]:
    """Yield one row per measure without what its document gives others, and per indicator without target or below.

    A column counts only where the document has it: where at least a quarter of its measures fill it, and for targets
    where any indicator of the document has one. A document without the column gives one row, not_checkable.
    stated_otherwise: the measure above or below it carries it. Reuses the catalogue questions named in `QUESTIONS`.
    O(measures + figures).
    """
    lacking = {column: material.facts_of(question) for column, question in WITHOUT.items()}
    for place in material.places:
        for document in material.documents_of.get(place, ()):
            held = material.statements.measures_in.get(document.id, ())
            for column in WITHOUT:
                yield from _column(_Looked(material, place, document, column, lacking[column]), held)
            yield from _targets(material, place, document)
            yield from _below(material, place, document)


def _column(looked: _Looked, held: tuple[Measure, ...]) -> Iterator[GapRow]:
    open_ones = [one for one in held if one.id in looked.lacking]
    if held and len(held) - len(open_ones) < COLUMN_SHARE * len(held):
        yield _no_column(looked.material, looked.place, looked.document, looked.column)
        return
    near = _relatives(held)
    for measure in open_ones:
        others = [one for one in near(measure) if one.id not in looked.lacking]
        yield _without(looked, measure, others)


def _relatives(held: Iterable[Measure]) -> Callable[[Measure], list[Measure]]:
    by_id = {one.id: one for one in held}
    below = grouped(by_id.values(), lambda one: one.parent)

    def near(measure: Measure) -> list[Measure]:
        above = [by_id[measure.parent]] if measure.parent in by_id else []
        return [*above, *below.get(measure.id, ())]

    return near


def _without(looked: _Looked, measure: Measure, others: list[Measure]) -> GapRow:
    what = told(f"gaps-measures-{looked.column}")
    state: State = "stated_otherwise" if others else "not_found"
    detail = told("gaps-measures-elsewhere" if others else "gaps-measures-without", what=what,
                  others=[one.label for one in others[:3]])  # fmt: skip
    return GapRow(NAME, looked.place, (measure.id,), _named(measure), state, detail, ("stated",),
                  once((measure.id, *(one.id for one in others[:3]))),
                  told("gaps-measures-closes", what=what, measure=measure.label))  # fmt: skip


def _named(measure: Measure) -> Words:
    return Words(f"{measure.row} {measure.label.ja}", f"{measure.row} {measure.label.en}")


def _no_column(material: Snapshot, place: str, document: Concept, column: str) -> GapRow:
    what = told(f"gaps-measures-{column}")
    kind = material.network.label(f"document-kind/{document.kind}")
    return GapRow(NAME, place, (document.id,), document.label, "not_checkable",
                  told("gaps-measures-no-column", what=what, kind=kind), ("stated",), (document.id,),
                  told("gaps-measures-closes-column", what=what))  # fmt: skip


def _indicators(material: Snapshot, document: Concept) -> Mapping[str, list[Figure]]:
    """Return indicators of a document by name and part as the catalogue questions print them."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for one in material.statements.figures_in.get(document.id, ()):
        if one.role != "observation":
            found[f"{one.label.ja}（{one.part}）" if one.part else one.label.ja].append(one)
    return found


def _asked(material: Snapshot, question: str, document: Concept) -> list[dict[str, str]]:
    name = document.id.removeprefix("document/")
    return [row for row in material.rows_of(question) if row["document"] == name]


def _targets(material: Snapshot, place: str, document: Concept) -> Iterator[GapRow]:
    indicators = _indicators(material, document)
    if not indicators:
        return
    if not any(one.role == "target" for held in indicators.values() for one in held):
        yield _no_column(material, place, document, "target")
        return
    for row in _asked(material, NO_TARGET, document):
        figures = indicators.get(row["indicator"], [])
        what = told("gaps-measures-target")
        yield GapRow(NAME, place, once(one.about for one in figures), _indicator_name(row, figures), "not_found",
                     told("gaps-measures-without", what=what), ("stated",), once(one.id for one in figures),
                     told("gaps-measures-closes", what=what, measure=_indicator_name(row, figures)))  # fmt: skip


def _below(material: Snapshot, place: str, document: Concept) -> Iterator[GapRow]:
    indicators = _indicators(material, document)
    for row in _asked(material, BELOW, document):
        figures = indicators.get(row["indicator"], [])
        values = {name: row[name] for name in ("baseline", "actual", "target", "unit", "period")}
        detail = sentences([told("gaps-measures-below", **values)])
        yield GapRow(NAME, place, once(one.about for one in figures), _indicator_name(row, figures), "found", detail,
                     ("reported",), once(one.id for one in figures), told("gaps-measures-closes-below"))  # fmt: skip


def _indicator_name(row: dict[str, str], figures: list[Figure]) -> Words:
    if not figures:
        return Words(row["indicator"], row["indicator"])
    first = figures[0]
    return Words(row["indicator"], f"{first.label.en} ({first.part})" if first.part else first.label.en)
