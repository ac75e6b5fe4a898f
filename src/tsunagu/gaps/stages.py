"""(d) Support stages, and stages of each need, without a service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from tsunagu.gaps.rows import GapRow, State, in_order, once, told
from tsunagu.network.records import Concept, Service, Words
from tsunagu.referral.offers import met_by
from tsunagu.referral.snapshot import Snapshot

NAME = "stages"
SHOWN = 3


def stages(material: Snapshot) -> Iterator[GapRow]:
    """Yield, per place, one row for each support stage and one for each stage of each need.

    A service stands in the stages of its functions; it counts for a place when the document that states it was issued
    by the place or its prefecture and its provider serves the place. The stages of a need are those of the functions
    that meet it. found: a service in operation; planned, under_study: only such ones. O(services + needs x stages).
    """
    by_place = _services(material)
    for place in material.places:
        held = by_place[place]
        for stage in material.network.concepts_in("stage"):
            yield _row(material, place, (stage.id,), stage.label, [one for one in held if _in(material, one, stage)])
        for need in material.network.concepts_in("need"):
            for stage in _stages_of(material, need):
                fit = [one for one in held if need.id in one.needs and _in(material, one, stage, met_by(need))]
                subject = told("gaps-stages-pair", need=need.label, stage=stage.label)
                yield _row(material, place, (need.id, stage.id), subject, fit)


def _services(material: Snapshot) -> Mapping[str, list[Service]]:
    found: dict[str, list[Service]] = defaultdict(list)
    for place in material.places:
        speaking, near = material.speaks_of(place), set(material.network.reaches_of(place))
        for one in (service for document in sorted(speaking) for service in material.services_in.get(document, ())):
            body = material.network.bodies.get(one.provider)
            if body and (body.place in near or not body.place):
                found[place].append(one)
    return found


def _in(material: Snapshot, service: Service, stage: Concept, functions: frozenset[str] | None = None) -> bool:
    counted = service.functions if functions is None else service.functions & functions
    return any(material.network.stage_of(one) == stage.id for one in counted)


def _stages_of(material: Snapshot, need: Concept) -> list[Concept]:
    held = {material.network.stage_of(one) for one in met_by(need)}
    return [one for one in material.network.concepts_in("stage") if one.id in held]


def _row(material: Snapshot, place: str, subjects: tuple[str, ...], subject: Words, fit: list[Service]) -> GapRow:
    running = [one for one in fit if one.status == "in_operation" and one.layer in material.layers]
    state: State = "not_found"
    used = running
    if running:
        state = "found"
    else:
        for waits in ("planned", "under_study"):
            if held := [one for one in fit if one.status == waits]:
                state, used = ("planned" if waits == "planned" else "under_study"), held
                break
    detail = told(
        f"gaps-stages-{state.replace('_', '-')}", count=len(used), services=[one.label for one in used[:SHOWN]]
    )
    closes = Words() if state == "found" else told("gaps-stages-closes", subject=subject)
    return GapRow(NAME, place, subjects, subject, state, detail, in_order(one.layer for one in used),
                  once(one.id for one in used), closes, (("services", len(used)),))  # fmt: skip
