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


def stages(snapshot: Snapshot) -> Iterator[GapRow]:
    """Yield, per place, one row for each support stage and one for each stage of each need.

    A service stands in the stages of its functions; it counts for a place when the document that states it was issued
    by the place or its prefecture and its provider serves the place. The stages of a need are those of the functions
    that meet it. found: a service in operation; planned, under_study: only such ones. O(services + needs x stages).
    """
    by_place = _services(snapshot)
    for place in snapshot.places:
        held = by_place[place]
        for stage in snapshot.network.concepts_in("stage"):
            yield _row(
                snapshot,
                place,
                (stage.id,),
                stage.label,
                [service for service in held if _in(snapshot, service, stage)],
            )
        for need in snapshot.network.concepts_in("need"):
            for stage in _stages_of(snapshot, need):
                fit = [
                    service
                    for service in held
                    if need.id in service.needs and _in(snapshot, service, stage, met_by(need))
                ]
                subject = told("gaps-stages-pair", need=need.label, stage=stage.label)
                yield _row(snapshot, place, (need.id, stage.id), subject, fit)


def _services(snapshot: Snapshot) -> Mapping[str, list[Service]]:
    found: dict[str, list[Service]] = defaultdict(list)
    for place in snapshot.places:
        speaking, near = snapshot.speaks_of(place), set(snapshot.network.reaches_of(place))
        stated = (service for document in sorted(speaking) for service in snapshot.services_in.get(document, ()))
        for service in stated:
            body = snapshot.network.bodies.get(service.provider)
            if body and (body.place in near or not body.place):
                found[place].append(service)
    return found


def _in(snapshot: Snapshot, service: Service, stage: Concept, functions: frozenset[str] | None = None) -> bool:
    counted = service.functions if functions is None else service.functions & functions
    return any(snapshot.network.stage_of(function) == stage.id for function in counted)


def _stages_of(snapshot: Snapshot, need: Concept) -> list[Concept]:
    held = {snapshot.network.stage_of(function) for function in met_by(need)}
    return [stage for stage in snapshot.network.concepts_in("stage") if stage.id in held]


def _row(snapshot: Snapshot, place: str, subjects: tuple[str, ...], subject: Words, fit: list[Service]) -> GapRow:
    running = [service for service in fit if service.status == "in_operation" and service.layer in snapshot.layers]
    state: State = "not_found"
    used = running
    if running:
        state = "found"
    else:
        for waits in ("planned", "under_study"):
            if held := [service for service in fit if service.status == waits]:
                state, used = ("planned" if waits == "planned" else "under_study"), held
                break
    detail = told(
        f"gaps-stages-{state.replace('_', '-')}", count=len(used), services=[service.label for service in used[:SHOWN]]
    )
    closes = Words() if state == "found" else told("gaps-stages-closes", subject=subject)
    return GapRow(NAME, place, subjects, subject, state, detail, in_order(service.layer for service in used),
                  once(service.id for service in used), closes, (("services", len(used)),))  # fmt: skip
