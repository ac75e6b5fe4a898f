"""(c) Kinds of bodies that law or the prefecture's list expects as partners, and what documents say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tsunagu.gaps.kinds import KindsSpokenOf, in_force, waiting
from tsunagu.gaps.rows import GapRow, State, in_order, once, sentences, told
from tsunagu.network.records import Words
from tsunagu.network.statements import Mention
from tsunagu.referral.snapshot import Snapshot

NAME = "partners"
EXPECTED = ("must", "endeavour")
LAW_LIST = "checklist/ck_06"
"""The duty whose kinds are the 11 that article 6 of the women's support act lists."""


@dataclass
class Expected:
    """Why a kind is expected of a place: reasons, the facts they stand on, and whether a list of partners has it."""

    reasons: list[Words] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    listed: bool = False


def partners(material: Snapshot) -> Iterator[GapRow]:
    """Yield one row per place and kind that is expected of it.

    Expected are the kinds article 6 of the women's support act lists, the kinds the prefecture's plan prints as
    partners (or, for a prefecture, its own), and the kinds law says must or should exist in the place. found: a
    linkage in operation with a body of the kind, or with the kind. planned, under_study: only such a linkage, body or
    measure. stated_otherwise: named or mentioned, but without a linkage. O(expected kinds x traces of a place).
    """
    spoken = KindsSpokenOf(material)
    for place in material.places:
        documents = material.ids_of(place)
        for kind, why in sorted(expected_of(material, place).items()):
            yield _row(material, spoken, place, documents, kind, why)


def expected_of(material: Snapshot, place: str) -> Mapping[str, Expected]:
    """Return kind → why it is expected of a place, by law and by the prefecture's printed list."""
    found: dict[str, Expected] = defaultdict(Expected)
    for duty in material.statements.duties:
        if duty.id == LAW_LIST and material.is_bearer(place, duty.bearers):
            for kind in duty.kinds:
                _add(found[kind], told("gaps-partners-by-law", duty=duty.label), *duty.basis)
                found[kind].listed = True
    for one in listed_by_prefecture(material, place):
        label = material.network.label(one.document)
        _add(found[one.kind], told("gaps-partners-by-list", document=label), one.id)
        found[one.kind].listed = True
    for body in material.network.bodies_in.get(place, ()):
        if body.sort == "expected" and body.modality in EXPECTED:
            reason = told("gaps-partners-by-strength", strength=told(f"gaps-strength-{body.modality}"))
            for kind in body.kinds:
                _add(found[kind], reason, body.id, *body.basis)
    return found


def listed_by_prefecture(material: Snapshot, place: str) -> list[Mention]:
    """Return the mentions by which the plan of the prefecture (or of the place, if it is one) lists partners."""
    concept = material.network.concepts.get(place)
    listing = place if material.place_kind(place) == "prefecture" else (concept.prefecture if concept else "")
    documents = material.ids_of(listing) if listing else ()
    return [one for document in documents for one in material.statements.mentions_in.get(document, ())
            if one.expected and one.kind]  # fmt: skip


def _add(expected: Expected, reason: Words, *facts: str) -> None:
    if reason not in expected.reasons:
        expected.reasons.append(reason)
    expected.facts += facts


def _row(
    material: Snapshot, spoken: KindsSpokenOf, place: str, documents: tuple[str, ...], kind: str, why: Expected
) -> GapRow:
    # A list is what the kind is held against; standing in it is no trace of a linkage.
    said = spoken.traces(documents, kind)
    listed = [one for one in said if one.fact in set(why.facts)]
    traces = [one for one in said if one.fact not in set(why.facts)]
    firm = in_force(traces)
    linked = [one for one in firm if one.by == "linkage"]
    state: State = "not_found"
    used = linked
    if linked:
        state = "found"
    elif held := [one for one in traces if one.status in ("planned", "under_study")]:
        state, used = ("planned", waiting(held, "planned")) if waiting(held, "planned") else ("under_study", held)
    elif firm or listed:
        state, used = "stated_otherwise", firm or listed
    key = "gaps-partners-only-listed" if used and used == listed else f"gaps-partners-{state.replace('_', '-')}"
    label = material.network.label(kind)
    detail = sentences([told("gaps-partners-expected", reasons=why.reasons),
                        told(key, count=len(used))])  # fmt: skip
    closes = Words() if state == "found" else told("gaps-partners-closes", kind=label)
    return GapRow(NAME, place, (kind,), label, state, detail, in_order(one.layer for one in used),
                  once((*(one.fact for one in used), *why.facts)), closes)  # fmt: skip
