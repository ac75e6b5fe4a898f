"""(h) What two plans of one local government say differently: bodies, sections in charge, names, linkages, measures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from tsunagu.gaps.rows import GapRow, in_order, once, told
from tsunagu.names.folding import fold
from tsunagu.network.records import Concept, Linkage, Words
from tsunagu.network.statements import Measure
from tsunagu.referral.offers import met_by
from tsunagu.referral.snapshot import Snapshot

NAME = "drift"
ALIKE = 0.75
"""Names of two different bodies at least this alike (Ratcliff-Obershelp) are shown as perhaps the same."""
SAME_MEASURE = 0.8


@dataclass(frozen=True)
class PlanPair:
    """Two documents of one local government."""

    snapshot: Snapshot
    place: str
    first: Concept
    second: Concept

    def other(self, document: str) -> Concept:
        """The other document of the two."""
        return self.second if document == self.first.id else self.first


def drift(snapshot: Snapshot) -> Iterator[GapRow]:
    """Yield the rows of each pair of documents of one local government.

    - not_found: a body in charge of measures, or named otherwise, in one plan only; a linkage in one plan only between
      bodies both plans name.
    - stated_otherwise: a need both plans meet with nobody in charge of it in both; one body under two printed names;
      two bodies with names so alike that they may be one; measures
      with like names and other sections in charge.
    - found: measures with like names and a section in charge they share.

    Likeness is 2 x matching characters / all characters (Ratcliff and Metzener 1988). Plans differ in subject and
    term, so most rows are no mistake; they show where two plans should be read side by side. Within one pair the
    names are compared each with each, O(bodies^2 + measures^2 of two plans); never across local governments.
    """
    for place in snapshot.places:
        for first, second in combinations(snapshot.documents_of.get(place, ()), 2):
            pair = PlanPair(snapshot, place, first, second)
            yield from _in_charge(pair)
            yield from _named(pair)
            yield from _printed(pair)
            yield from _alike(pair)
            yield from _linkages(pair)
            yield from _measures(pair)
            yield from _needs(pair)


def _charges(pair: PlanPair, document: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for charge in pair.snapshot.statements.charges_in.get(document, ()):
        found.setdefault(charge.body, []).append(charge.id)
    return found


def _in_charge(pair: PlanPair) -> Iterator[GapRow]:
    """Bodies in charge of measures in one plan only."""
    held = {document.id: _charges(pair, document.id) for document in (pair.first, pair.second)}
    for document, charges in held.items():
        other = pair.other(document)
        for body, facts in sorted(charges.items()):
            if body not in held[other.id]:
                yield _only(pair, document, body, "gaps-drift-charge", facts)


def _only(pair: PlanPair, document: str, body: str, key: str, facts: list[str]) -> GapRow:
    network, other = pair.snapshot.network, pair.other(document)
    named_there = body in network.bodies and other.id in network.bodies[body].documents
    labels = {"document": network.label(document), "other": other.label, "count": len(facts)}
    detail = told(f"{key}-named" if named_there else key, **labels)
    return GapRow(NAME, pair.place, (body, document, other.id), network.label(body),
                  "stated_otherwise" if named_there else "not_found", detail, ("stated",), once(facts),
                  told("gaps-drift-closes-body", other=other.label))  # fmt: skip


def _bodies(pair: PlanPair, document: str) -> frozenset[str]:
    return pair.snapshot.bodies_in.get(document, frozenset())


def _named(pair: PlanPair) -> Iterator[GapRow]:
    """Bodies named in one plan only, other than those in charge of measures."""
    for document in (pair.first.id, pair.second.id):
        charged = _charges(pair, document)
        for body in sorted(_bodies(pair, document) - _bodies(pair, pair.other(document).id)):
            if body not in charged:
                yield _only(pair, document, body, "gaps-drift-body", [body])


def _printed(pair: PlanPair) -> Iterator[GapRow]:
    """One body under two printed names."""
    names = pair.snapshot.statements.names
    for body in sorted(_bodies(pair, pair.first.id) & _bodies(pair, pair.second.id)):
        first_names, second_names = (names.get((body, document.id), ()) for document in (pair.first, pair.second))
        if (
            first_names
            and second_names
            and {fold(name) for name in first_names}.isdisjoint(fold(name) for name in second_names)
        ):
            detail = told("gaps-drift-printed", first="・".join(first_names), second="・".join(second_names),
                          document=pair.first.label, other=pair.second.label)  # fmt: skip
            yield GapRow(NAME, pair.place, (body,), pair.snapshot.network.label(body), "stated_otherwise", detail,
                         ("stated",), (body,), told("gaps-drift-closes-name"))  # fmt: skip


def _alike(pair: PlanPair) -> Iterator[GapRow]:
    """Bodies of one plan only whose names are nearly those of another body of the other plan."""
    network = pair.snapshot.network
    first, second = _bodies(pair, pair.first.id), _bodies(pair, pair.second.id)
    for body in sorted(first - second):
        for like in sorted(second - first):
            names = (network.label(body).ja, network.label(like).ja)
            if network.bodies[body].place == network.bodies[like].place and _likeness(*names) >= ALIKE:
                detail = told("gaps-drift-alike", first=network.label(body), second=network.label(like),
                              document=pair.first.label, other=pair.second.label)  # fmt: skip
                yield GapRow(NAME, pair.place, (body, like), network.label(body), "stated_otherwise", detail,
                             ("stated",), (body, like), told("gaps-drift-closes-name"))  # fmt: skip


def _likeness(name: str, other: str) -> float:
    first, second = sorted((fold(name), fold(other)))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _linkages(pair: PlanPair) -> Iterator[GapRow]:
    """Linkages of one plan only between two bodies both plans name."""
    both = _bodies(pair, pair.first.id) & _bodies(pair, pair.second.id)
    held = {document.id: _pairs(pair.snapshot, document.id, both) for document in (pair.first, pair.second)}
    for document, links in held.items():
        other = pair.other(document)
        for (start, end), facts in sorted(links.items()):
            if (start, end) not in held[other.id]:
                network = pair.snapshot.network
                kinds = [network.label(f"linkage-kind/{kind}") for kind in sorted({link.kind for link in facts})]
                subject = told("gaps-pair", start=network.label(start), end=network.label(end))
                detail = told("gaps-drift-linkage", kinds=kinds, document=network.label(document), other=other.label)
                yield GapRow(NAME, pair.place, (start, end), subject, "not_found", detail,
                             in_order(link.layer for link in facts), once(link.id for link in facts),
                             told("gaps-drift-closes-linkage", other=other.label))  # fmt: skip


def _pairs(snapshot: Snapshot, document: str, bodies: frozenset[str]) -> dict[tuple[str, str], list[Linkage]]:
    found: dict[tuple[str, str], list[Linkage]] = {}
    for link in snapshot.links_in.get(document, ()):
        if link.start in bodies and link.end in bodies:
            found.setdefault((link.start, link.end), []).append(link)
    return found


def _measures(pair: PlanPair) -> Iterator[GapRow]:
    """Measures of both plans with like names: the same sections in charge, or others."""
    said = pair.snapshot.statements
    for measure in said.measures_in.get(pair.first.id, ()):
        for twin in said.measures_in.get(pair.second.id, ()):
            if _likeness(measure.label.ja, twin.label.ja) >= SAME_MEASURE:
                yield _repeated(pair, measure, twin)


def _needs(pair: PlanPair) -> Iterator[GapRow]:
    """Needs that measures of both plans meet, with no body in charge of any of them in both."""
    network = pair.snapshot.network
    first, second = (_charged_with(pair, document.id) for document in (pair.first, pair.second))
    for need in sorted(first.keys() & second.keys()):
        sides = (first[need], second[need])
        if sides[0].keys().isdisjoint(sides[1]):
            names = [[network.label(body) for body in sorted(side)] for side in sides]
            detail = told("gaps-drift-need", document=pair.first.label, other=pair.second.label, first=names[0],
                          second=names[1])  # fmt: skip
            facts = once(fact for side in sides for held in side.values() for fact in held)
            yield GapRow(NAME, pair.place, (need, *sorted(sides[0]), *sorted(sides[1])),
                         told("gaps-drift-need-subject", need=network.label(need)), "stated_otherwise", detail,
                         ("stated",), facts, told("gaps-drift-closes-measure"))  # fmt: skip


def _charged_with(pair: PlanPair, document: str) -> dict[str, dict[str, list[str]]]:
    """Need → body in charge → measures that meet it and their charges."""
    said, found = pair.snapshot.statements, dict[str, dict[str, list[str]]]()
    for measure in said.measures_in.get(document, ()):
        for need in measure.needs:
            if measure.functions & met_by(pair.snapshot.network.concepts[need]):
                for charge in said.charges_of.get(measure.id, ()):
                    found.setdefault(need, {}).setdefault(charge.body, []).extend((measure.id, charge.id))
    return found


def _repeated(pair: PlanPair, measure: Measure, twin: Measure) -> GapRow:
    said, label = pair.snapshot.statements, pair.snapshot.network.label
    charges = [said.charges_of.get(repeated.id, ()) for repeated in (measure, twin)]
    sides = [sorted({charge.body for charge in held}) for held in charges]
    shared = bool(set(sides[0]) & set(sides[1]))
    names = [[label(body) for body in side] or [Words("－", "-")] for side in sides]
    detail = told("gaps-drift-measure-shared" if shared else "gaps-drift-measure-other", label=twin.label,
                  row=twin.row, first=names[0], second=names[1])  # fmt: skip
    facts = [charge.id for held in charges for charge in held]
    subject = Words(f"{measure.row} {measure.label.ja}", f"{measure.row} {measure.label.en}")
    return GapRow(NAME, pair.place, (measure.id, twin.id), subject, "found" if shared else "stated_otherwise", detail,
                  ("stated",), once((measure.id, twin.id, *facts)),
                  Words() if shared else told("gaps-drift-closes-measure"))  # fmt: skip
