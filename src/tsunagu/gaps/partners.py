"""(c) Kinds of bodies that law or the prefecture's list expects as partners, and what documents say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tsunagu.gaps.kinds import KindsSpokenOf, KindTrace, in_force, waiting
from tsunagu.gaps.rows import GapRow, State, in_order, once, sentences, told
from tsunagu.network.records import Words
from tsunagu.network.statements import Mention
from tsunagu.referral.snapshot import Snapshot

NAME = "partners"
EXPECTED = ("must", "endeavour")
LAW_LIST = "checklist/ck_06"
"""The duty whose kinds are the 11 that article 6 of the women's support act lists."""


@dataclass
class ExpectedPartner:
    """Why a kind is expected as a partner of a place: reasons, their facts, and whether a list of partners has it."""

    reasons: list[Words] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    listed: bool = False


def partners(snapshot: Snapshot) -> Iterator[GapRow]:
    """Yield one row per place and kind that is expected of it.

    Expected are the kinds article 6 of the women's support act lists, the kinds the prefecture's plan prints as
    partners (or, for a prefecture, its own), and the kinds law says must or should exist in the place. found: a
    linkage in operation with a body of the kind, or with the kind. planned, under_study: only such a linkage, body or
    measure. stated_otherwise: named or mentioned, but without a linkage. not_checkable: no document of the
    place is held. O(expected kinds x traces of a place).
    """
    spoken = KindsSpokenOf(snapshot)
    for place in snapshot.places:
        documents = snapshot.ids_of(place)
        for kind, why in sorted(expected_of(snapshot, place).items()):
            yield _row(snapshot, place, kind, why, spoken.traces(documents, kind))


def expected_of(snapshot: Snapshot, place: str) -> Mapping[str, ExpectedPartner]:
    """The kinds expected as partners of a place, each with why: by law and by the prefecture's printed list."""
    found: dict[str, ExpectedPartner] = defaultdict(ExpectedPartner)
    for duty in snapshot.statements.duties:
        if duty.id == LAW_LIST and snapshot.is_bearer(place, duty.bearers):
            for kind in duty.kinds:
                _add(found[kind], told("gaps-partners-by-law", duty=duty.label), *duty.basis)
                found[kind].listed = True
    for mention in listed_by_prefecture(snapshot, place):
        label = snapshot.network.label(mention.document)
        _add(found[mention.kind], told("gaps-partners-by-list", document=label), mention.id)
        found[mention.kind].listed = True
    for body in snapshot.network.bodies_in.get(place, ()):
        if body.sort == "expected" and body.modality in EXPECTED:
            reason = told("gaps-partners-by-strength", strength=told(f"gaps-strength-{body.modality}"))
            for kind in body.kinds:
                _add(found[kind], reason, body.id, *body.basis)
    return found


def listed_by_prefecture(snapshot: Snapshot, place: str) -> list[Mention]:
    """The mentions by which the plan of the prefecture (or of the place, if it is one) lists partners."""
    concept = snapshot.network.concepts.get(place)
    listing = place if snapshot.place_kind(place) == "prefecture" else (concept.prefecture if concept else "")
    documents = snapshot.ids_of(listing) if listing else ()
    return [mention for document in documents for mention in snapshot.statements.mentions_in.get(document, ())
            if mention.expected and mention.kind]  # fmt: skip


def _add(expected: ExpectedPartner, reason: Words, *facts: str) -> None:
    if reason not in expected.reasons:
        expected.reasons.append(reason)
    expected.facts += facts


def _row(snapshot: Snapshot, place: str, kind: str, why: ExpectedPartner, said: list[KindTrace]) -> GapRow:
    # A list is what the kind is held against; standing in it is no trace of a linkage.
    listed = [trace for trace in said if trace.fact in set(why.facts)]
    traces = [trace for trace in said if trace.fact not in set(why.facts)]
    firm = in_force(traces)
    linked = [trace for trace in firm if trace.by == "linkage"]
    state: State = "not_found" if snapshot.ids_of(place) else "not_checkable"
    used = linked
    if linked:
        state = "found"
    elif held := [trace for trace in traces if trace.status in ("planned", "under_study")]:
        state, used = ("planned", waiting(held, "planned")) if waiting(held, "planned") else ("under_study", held)
    elif firm or listed:
        state, used = "stated_otherwise", firm or listed
    key = "gaps-partners-only-listed" if used and used == listed else f"gaps-partners-{state.replace('_', '-')}"
    label = snapshot.network.label(kind)
    detail = sentences([told("gaps-partners-expected", reasons=why.reasons),
                        told(key, count=len(used))])  # fmt: skip
    closes = Words() if state == "found" else told("gaps-partners-closes", kind=label)
    return GapRow(NAME, place, (kind,), label, state, detail, in_order(trace.layer for trace in used),
                  once((*(trace.fact for trace in used), *why.facts)), closes)  # fmt: skip
