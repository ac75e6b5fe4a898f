"""(a) Need x place: how many steps a resident is from somebody who meets a need, and on which layers that rests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from tsunagu.gaps.rows import GapRow, State, in_order, once, sentences, told
from tsunagu.network.listed import LAYER as LISTED
from tsunagu.network.records import Concept, Service, Words
from tsunagu.referral.checks import NOT_FOR_A_PERSON
from tsunagu.referral.offers import Offer, met_by
from tsunagu.referral.rule import Referral
from tsunagu.referral.snapshot import Snapshot
from tsunagu.referral.walk import Step

NAME = "coverage"
DOCUMENT_LAYERS = frozenset({"stated", "reported"})
SHOWN = 3


@dataclass(frozen=True)
class BestWay:
    """The best way to a need, the first of those routes show: the desk one turns up at, further steps, the offer."""

    enter: Step
    steps: tuple[Step, ...]
    offer: Offer


def best_way(referral: Referral) -> BestWay | None:
    """The best way to the one need of a question, None where there is none."""
    want = referral.case.wants[0]
    path = referral.best(want)
    if path is None:
        return None
    enter, *steps = (referral.legs[start][end][0] for start, end in pairwise(path.nodes))
    return BestWay(enter, tuple(steps), referral.ends[want][path.nodes[-1]][0])


def coverage(snapshot: Snapshot) -> Iterator[GapRow]:
    """Yield one row per place and need.

    Steps are those by which one is handed on, at most four. 0 means that a desk one may turn to unsent itself meets
    the need. A high number means many desks; the figure `documents` tells the steps on stated and reported facts
    alone, so the difference is what rests on law and inference only. The ways are those of routes, for somebody of
    whom only the place and the need are known. One search per place, need and set of layers.

    found: documents alone lead to somebody who speaks of the need, whose layers the row then shows. listed: a register
    lists a desk for it, and documents lead to none. law_only: only law and inference lead to one. stated_otherwise: the
    desk may help but does not speak of the need (figure `unsure`), or a stated service cannot be reached, or the
    services for the need do something else. Else planned, under_study, not_found.
    """
    written = replace(snapshot, layers=tuple(layer for layer in snapshot.layers if layer in DOCUMENT_LAYERS))
    carrying = _carrying(snapshot)
    for place in snapshot.places:
        for need in snapshot.network.concepts_in("need"):
            way = best_way(snapshot.referral(place, need.id))
            if way is None:
                yield _unreached(snapshot, place, need, _near(snapshot, place, need, carrying))
            else:
                by_documents = best_way(written.referral(place, need.id)) if written.layers else None
                speaks = by_documents if by_documents and not by_documents.offer.tier else None
                yield _reached(snapshot, place, need, way, speaks)


def _reached(snapshot: Snapshot, place: str, need: Concept, way: BestWay, stated: BestWay | None) -> GapRow:
    """The row of a need that is met; `stated` is the way that documents alone give."""
    documents = len(stated.steps) if stated else None
    doubt = told("gaps-coverage-unsure") if way.offer.tier else Words()
    parts = [_told_way(snapshot, way), _told_door(snapshot, way), doubt, _told_documents(documents, len(way.steps))]
    shown = stated or way
    layers = in_order((shown.enter.layer, *(step.layer for step in shown.steps), shown.offer.layer))
    evidence = once(fact for each in dict.fromkeys((way, shown)) for fact in _facts(each))
    figures = [("hops", len(way.steps))]
    if documents is not None:
        figures.append(("documents", documents))
    if way.offer.tier:
        figures.append(("unsure", 1))
    state = _ground(way, stated)
    closes = Words() if state == "found" else _closes(snapshot, way)
    return GapRow(
        NAME, place, (need.id,), need.label, state, sentences(parts), layers, evidence, closes, tuple(figures)
    )


def _ground(way: BestWay, stated: BestWay | None) -> State:
    """On what it rests that a need is met: a document, a register, or law and inference alone."""
    if way.offer.tier:
        return "stated_otherwise"
    if stated:
        return "found"
    return "listed" if LISTED in (way.enter.layer, way.offer.layer) else "law_only"


def _facts(way: BestWay) -> Iterator[str]:
    links = [step.link for step in way.steps if step.link]
    yield from (way.enter.fact, *(link.id for link in links), *(link.origin for link in links), way.offer.id)


def _told_way(snapshot: Snapshot, way: BestWay) -> Words:
    label = snapshot.network.label
    where = {"start": label(way.enter.end), "end": label(way.offer.body), "steps": len(way.steps)}
    if way.offer.duty is not None:
        return told("gaps-coverage-law-steps" if way.steps else "gaps-coverage-law-here", **where)
    key = "gaps-coverage-steps" if way.steps else "gaps-coverage-here"
    return told(key, offer=way.offer.label, **where)


def _told_door(snapshot: Snapshot, way: BestWay) -> Words:
    """Say so where the door that is open is that of another service of the same body."""
    if way.steps or way.offer.service is None or way.offer.service.entry or not way.enter.fact:
        return Words()
    door = next(service for service in snapshot.network.services if service.id == way.enter.fact)
    return told("gaps-coverage-other-door", start=snapshot.network.label(way.enter.end), door=door.label)


def _told_documents(documents: int | None, steps: int) -> Words:
    if documents is None:
        return told("gaps-coverage-not-by-documents")
    return Words() if documents == steps else told("gaps-coverage-by-documents", steps=documents)


def _closes(snapshot: Snapshot, way: BestWay) -> Words:
    end = snapshot.network.bodies[way.offer.body]
    return told("gaps-coverage-closes-service" if end.sort == "named" else "gaps-coverage-closes-named", end=end.label)


def _carrying(snapshot: Snapshot) -> Mapping[tuple[str, str], list[Service]]:
    """(Need, place of the provider) → services for the need, in whatever state, that do anything for a person."""
    found: dict[tuple[str, str], list[Service]] = defaultdict(list)
    for service in snapshot.network.services:
        body = snapshot.network.bodies.get(service.provider)
        if body and service.functions - NOT_FOR_A_PERSON and snapshot.holds(service.document):
            for need in service.needs:
                found[need, body.place].append(service)
    return found


def _near(
    snapshot: Snapshot, place: str, need: Concept, carrying: Mapping[tuple[str, str], list[Service]]
) -> list[Service]:
    """The services for a need whose providers a resident of a place may turn to; O(what is near)."""
    found = [service for near in snapshot.network.reaches_of(place) for service in carrying.get((need.id, near), ())]
    return sorted((service for service in found if snapshot.is_near(place, snapshot.network.bodies[service.provider])),
                  key=lambda service: service.id)  # fmt: skip


def _unreached(snapshot: Snapshot, place: str, need: Concept, held: list[Service]) -> GapRow:
    fit = [service for service in held if service.functions & met_by(need)]
    state, named = _state(fit or held)
    other = state == "stated_otherwise" and not fit
    key = "gaps-coverage-other-function" if other else f"gaps-coverage-{state.replace('_', '-')}"
    label = snapshot.network.label
    functions = [label(function) for function in sorted(met_by(need))]
    detail = told(key, services=list(dict.fromkeys(service.label for service in named))[:SHOWN], functions=functions)
    closes = told("gaps-coverage-closes", functions=functions,
                  kinds=[label(kind) for kind in need.first_contacts])  # fmt: skip
    layers = in_order(service.layer for service in named)
    return GapRow(
        NAME, place, (need.id,), need.label, state, detail, layers, once(service.id for service in named), closes
    )


def _state(held: list[Service]) -> tuple[State, list[Service]]:
    """The most that services say, those running first: they are stated, but not reached."""
    states: tuple[tuple[str, State], ...] = (
        ("in_operation", "stated_otherwise"), ("planned", "planned"), ("under_study", "under_study"),
    )  # fmt: skip
    for status, state in states:
        if named := [service for service in held if service.status == status]:
            return state, named
    return "not_found", []
