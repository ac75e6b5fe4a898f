"""What follows when bodies close: needs lost or farther, bodies out of reach, duties of law nobody else there has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tsunagu.closures.ground import Ground
from tsunagu.closures.walks import Case, Place, Route, met, reached, routes
from tsunagu.network.records import Duty, Linkage, Service

Change = Literal["lost", "farther", "moved"]


@dataclass(frozen=True, slots=True)
class NeedChange:
    """A need of a place's residents whose way leads through a closed body: the way before and, unless lost, after.

    `lost`: no way within the steps allowed is left; `farther`: more desks; `moved`: as many desks, but others.
    """

    place: str
    need: str
    change: Change
    before: Route
    after: Route | None

    @property
    def more(self) -> int:
        """Return how many more desks are to be visited; 0 where the need is lost."""
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

    def of(self, change: Change) -> list[NeedChange]:
        """Return the changes of one sort."""
        return [one for one in self.changes if one.change == change]


def what_if(ground: Ground, closed: Collection[str]) -> Outcome:
    """Return what follows for residents of the places of the ground when bodies close.

    Needs that cannot be met before are left out. One search per place for all needs, a second one for the needs whose
    way leads through a closed body; O(steps x arcs) once more for the other desks.
    """
    shut, places = frozenset(closed), ground.places
    changes: list[NeedChange] = []
    kept = 0
    for place in places:
        before = met(place, ground.needs)
        hit = [need for need, route in before.items() if shut.intersection(route)]
        after = routes(place, [Case(need, shut) for need in hit])
        changes += [_change(place.id, need, before[need], way) for need, way in zip(hit, after, strict=True)]
        kept += len(before) - len(hit)
    gone = reached(places) - reached(places, shut) - shut
    return Outcome(
        tuple(sorted(shut)), tuple(changes), kept, tuple(sorted(gone)), tuple(_unmet(ground, shut)),
        tuple(from_desks(places, ground.needs, shut)),
        tuple(_links(ground, shut)),
        tuple(service for service in ground.snapshot.services if (service.desk or service.provider) in shut),
    )  # fmt: skip


def _change(place: str, need: str, before: Route, after: Route | None) -> NeedChange:
    change: Change = "lost" if after is None else "farther" if len(after) > len(before) else "moved"
    return NeedChange(place, need, change, before, after)


def _links(ground: Ground, closed: frozenset[str]) -> Iterator[Linkage]:
    """Yield the linkages by which somebody is handed on from or to a closed body, each once, in the order of ids."""
    found: dict[str, Linkage] = {}
    for place in ground.places:
        for need in ground.needs:
            for start, ends in ground.snapshot.referral(place.id, need).legs.items():
                for end, steps in ends.items() if start else ():
                    if start in closed or end in closed:
                        found.update((step.link.id, step.link) for step in steps if step.link)
    yield from (found[name] for name in sorted(found))


def from_desks(places: Sequence[Place], needs: Sequence[str], closed: Collection[str]) -> Iterator[DeskChange]:
    """Yield the needs for which other desks lose their way or must hand on over more desks; two searches a desk."""
    lost: dict[str, set[str]] = defaultdict(set)
    farther: dict[str, set[str]] = defaultdict(set)
    shut = frozenset(closed)
    for place in places:
        for desk in sorted(reached([place]) - shut):
            here = replace(place, starts={desk: needs})
            before = met(here, needs)
            hit = [need for need, route in before.items() if shut.intersection(route)]
            for need, route in zip(hit, routes(here, [Case(need, shut) for need in hit]), strict=True):
                if route is None:
                    lost[need].add(desk)
                elif len(route) > len(before[need]):
                    farther[need].add(desk)
    for need in needs:
        if lost[need] or farther[need]:
            yield DeskChange(need, tuple(sorted(lost[need])), tuple(sorted(farther[need] - lost[need])))


def _unmet(ground: Ground, closed: frozenset[str]) -> Iterator[UnmetDuty]:
    """Yield functions of law left without a body of the kind in the same place; O(bodies + services) per function."""
    network, standing = ground.snapshot.network, ground.snapshot.standing
    left = {name: body for name, body in standing.items() if name not in closed}
    for name in sorted(closed & standing.keys()):
        body = standing[name]
        for kind in body.kinds:
            if not any(kind in one.kinds and one.place == body.place for one in left.values()):
                binding = [duty for duty in network.duties_of.get(kind, ()) if _binds(duty)]
                for function in dict.fromkeys(duty.function for duty in binding):
                    given = sorted((one for one in binding if one.function == function), key=_strength)
                    others = _others(ground, closed, function, body.place)
                    yield UnmetDuty(name, kind, function, body.place, tuple(given), others)


def _strength(duty: Duty) -> tuple[int, str]:
    known = ("must", "endeavour", "consideration")
    return known.index(duty.modality) if duty.modality in known else len(known), duty.id


def _binds(duty: Duty) -> bool:
    """Tell whether law text bears a duty out and does more than permit it."""
    return duty.layer == "statutory" and duty.modality != "may" and duty.confidence != "memory"


def _others(ground: Ground, closed: frozenset[str], function: str, place: str) -> tuple[str, ...]:
    duties = ground.snapshot.network.duties_of
    by_law = {kind for kind, held in duties.items() if any(one.function == function and _binds(one) for one in held)}
    offering = {one.desk or one.provider for one in ground.snapshot.services if function in one.functions}
    return tuple(one.id for one in ground.snapshot.serving(place)
                 if one.id not in closed and (one.id in offering or by_law.intersection(one.kinds)))  # fmt: skip
