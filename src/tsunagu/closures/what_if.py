"""What follows when bodies close: needs lost or farther, bodies out of reach, duties of law nobody else there has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tsunagu.closures.reach import Reach
from tsunagu.closures.walks import ClosureCase, PlaceReach, Route, met, reached, routes
from tsunagu.network.records import Duty, Linkage, Service

ChangeKind = Literal["lost", "farther", "moved"]


@dataclass(frozen=True, slots=True)
class NeedChange:
    """A need of a place's residents whose way leads through a closed body: the way before and, unless lost, after.

    `lost`: no way within the steps allowed is left; `farther`: more desks; `moved`: as many desks, but others.
    """

    place: str
    need: str
    change: ChangeKind
    before: Route
    after: Route | None

    @property
    def more(self) -> int:
        """How many more desks are to be visited; 0 where the need is lost."""
        return len(self.after) - len(self.before) if self.after else 0


@dataclass(frozen=True, slots=True)
class UnmetDuty:
    """A function law gives a closed body by its kind, in a place where no other body of that kind is found.

    `duties` are the duties that give it, the strongest first. `others` are bodies a resident of the place may turn to
    that have the function as a service or by law.
    """

    body: str
    kind: str
    function: str
    place: str
    duties: tuple[Duty, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeskChange:
    """A need, and the desks from where nobody who meets it is reached any more, or only over more desks."""

    need: str
    lost: tuple[str, ...]
    farther: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What follows from closing some bodies, in the order of places and needs.

    `kept` counts pairs of place and need nothing changes for, `unreachable` are bodies no resident comes to any more,
    `desks` tell how the other desks fare that would hand somebody on. `links` and `services` are what the closed
    bodies themselves have: walkable linkages from or to them, and services in operation.
    """

    closed: tuple[str, ...]
    changes: tuple[NeedChange, ...]
    kept: int
    unreachable: tuple[str, ...]
    duties: tuple[UnmetDuty, ...]
    desks: tuple[DeskChange, ...]
    links: tuple[Linkage, ...]
    services: tuple[Service, ...]

    def of(self, change: ChangeKind) -> list[NeedChange]:
        """The changes of one kind, in the order of places and needs."""
        return [need_change for need_change in self.changes if need_change.change == change]


def what_if(reach: Reach, closed: Collection[str]) -> Outcome:
    """What follows for residents of the places of the reach when bodies close.

    Needs that cannot be met before are left out. One search per place for all needs, a second one for the needs whose
    way leads through a closed body; O(steps x arcs) once more for the other desks.
    """
    shut, places = frozenset(closed), reach.places
    changes: list[NeedChange] = []
    kept = 0
    for place in places:
        before = met(place, reach.needs)
        hit = [need for need, route in before.items() if shut.intersection(route)]
        after = routes(place, [ClosureCase(need, shut) for need in hit])
        changes += [_change(place.id, need, before[need], way) for need, way in zip(hit, after, strict=True)]
        kept += len(before) - len(hit)
    gone = reached(places) - reached(places, shut) - shut
    return Outcome(
        tuple(sorted(shut)), tuple(changes), kept, tuple(sorted(gone)), tuple(_unmet(reach, shut)),
        tuple(from_desks(places, reach.needs, shut)),
        tuple(_links(reach, shut)),
        tuple(service for service in reach.snapshot.services if (service.desk or service.provider) in shut),
    )  # fmt: skip


def _change(place: str, need: str, before: Route, after: Route | None) -> NeedChange:
    change: ChangeKind = "lost" if after is None else "farther" if len(after) > len(before) else "moved"
    return NeedChange(place, need, change, before, after)


def _links(reach: Reach, closed: frozenset[str]) -> Iterator[Linkage]:
    """The linkages by which somebody is handed on from or to a closed body, each once, in the order of ids."""
    found: dict[str, Linkage] = {}
    for place in reach.places:
        for need in reach.needs:
            for start, ends in reach.snapshot.referral(place.id, need).legs.items():
                for end, steps in ends.items() if start else ():
                    if start in closed or end in closed:
                        found.update((step.link.id, step.link) for step in steps if step.link)
    yield from (found[name] for name in sorted(found))


def from_desks(places: Sequence[PlaceReach], needs: Sequence[str], closed: Collection[str]) -> Iterator[DeskChange]:
    """The needs for which other desks lose their way or must hand on over more desks; two searches a desk."""
    lost: dict[str, set[str]] = defaultdict(set)
    farther: dict[str, set[str]] = defaultdict(set)
    shut = frozenset(closed)
    for place in places:
        for desk in sorted(reached([place]) - shut):
            here = replace(place, starts={desk: needs})
            before = met(here, needs)
            hit = [need for need, route in before.items() if shut.intersection(route)]
            for need, route in zip(hit, routes(here, [ClosureCase(need, shut) for need in hit]), strict=True):
                if route is None:
                    lost[need].add(desk)
                elif len(route) > len(before[need]):
                    farther[need].add(desk)
    for need in needs:
        if lost[need] or farther[need]:
            yield DeskChange(need, tuple(sorted(lost[need])), tuple(sorted(farther[need] - lost[need])))


def _unmet(reach: Reach, closed: frozenset[str]) -> Iterator[UnmetDuty]:
    """Functions of law left without a body of the kind in the same place; O(bodies + services) per function."""
    network, standing = reach.snapshot.network, reach.snapshot.standing
    left = {name: body for name, body in standing.items() if name not in closed}
    for name in sorted(closed & standing.keys()):
        body = standing[name]
        for kind in body.kinds:
            if not any(kind in other.kinds and other.place == body.place for other in left.values()):
                binding = [duty for duty in network.duties_of.get(kind, ()) if _binds(duty)]
                for function in dict.fromkeys(duty.function for duty in binding):
                    given = sorted((duty for duty in binding if duty.function == function), key=_strength)
                    others = _others(reach, closed, function, body.place)
                    yield UnmetDuty(name, kind, function, body.place, tuple(given), others)


def _strength(duty: Duty) -> tuple[int, str]:
    known = ("must", "endeavour", "consideration")
    return known.index(duty.modality) if duty.modality in known else len(known), duty.id


def _binds(duty: Duty) -> bool:
    """Tell whether law text bears a duty out and does more than permit it."""
    return duty.layer == "statutory" and duty.modality != "may" and duty.confidence != "memory"


def _others(reach: Reach, closed: frozenset[str], function: str, place: str) -> tuple[str, ...]:
    duties = reach.snapshot.network.duties_of
    by_law = {kind for kind, held in duties.items() if any(duty.function == function and _binds(duty) for duty in held)}
    offering = {
        service.desk or service.provider for service in reach.snapshot.services if function in service.functions
    }
    return tuple(body.id for body in reach.snapshot.serving(place)
                 if body.id not in closed and (body.id in offering or by_law.intersection(body.kinds)))  # fmt: skip
