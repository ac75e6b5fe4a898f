"""What follows when bodies close: needs lost or farther, bodies out of reach, duties of law nobody else there has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tsunagu.closures.ground import Ground
from tsunagu.closures.walks import Case, Country, Route, met, reached, routes
from tsunagu.network.reach import NEVER, searched
from tsunagu.network.records import Duty, Link, Service

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
    links: tuple[Link, ...]
    services: tuple[Service, ...]

    def of(self, change: Change) -> list[NeedChange]:
        """Return the changes of one sort."""
        return [one for one in self.changes if one.change == change]


def what_if(ground: Ground, closed: Collection[str]) -> Outcome:
    """Return what follows for residents of the places of the ground when bodies close.

    Needs that cannot be met before are left out. One search per place for all needs, a second one for the needs whose
    way leads through a closed body; O(steps x arcs) once more for the other desks.
    """
    shut, country, places = frozenset(closed), ground.country, ground.places
    changes: list[NeedChange] = []
    kept = 0
    for place in places:
        before = met(country, place, ground.needs)
        hit = [need for need, route in before.items() if shut.intersection(route)]
        after = routes(country, place, [Case(need, shut) for need in hit])
        changes += [_change(place.id, need, before[need], way) for need, way in zip(hit, after, strict=True)]
        kept += len(before) - len(hit)
    gone = reached(country, places) - reached(country, places, shut) - shut
    return Outcome(
        tuple(sorted(shut)), tuple(changes), kept, tuple(sorted(gone)), tuple(_unmet(ground, shut)),
        tuple(from_desks(country, sorted(ground.material.standing), ground.needs, shut)),
        tuple(one for one in ground.material.links if one.start in shut or one.end in shut),
        tuple(one for one in ground.material.services if one.provider in shut),
    )  # fmt: skip


def _change(place: str, need: str, before: Route, after: Route | None) -> NeedChange:
    change: Change = "lost" if after is None else "farther" if len(after) > len(before) else "moved"
    return NeedChange(place, need, change, before, after)


def from_desks(
    country: Country, desks: Sequence[str], needs: Sequence[str], closed: Collection[str]
) -> Iterator[DeskChange]:
    """Yield the needs for which other desks lose their way or must hand on over more desks; O(steps x arcs), twice."""
    arcs = [(start, end) for start, ends in country.after.items() for end in ends]
    shut = set(closed)
    open_arcs = [(start, end) for start, end in arcs if start not in shut and end not in shut]
    meeting = {need: [body for body in desks if need in country.meets.get(body, ())] for need in needs}
    left = {need: [body for body in bodies if body not in shut] for need, bodies in meeting.items()}
    others = np.array([body not in shut for body in desks], bool)
    first = searched(desks, arcs, meeting, country.most)
    then = searched(desks, open_arcs, left, country.most)
    for before, after in zip(first, then, strict=True):
        for row, need in enumerate(before.bit):
            was, now = before.hops[row], after.hops[row]
            lost = np.flatnonzero(others & (was != NEVER) & (now == NEVER)).tolist()
            farther = np.flatnonzero(others & (now != NEVER) & (now > was)).tolist()
            if lost or farther:
                yield DeskChange(need, tuple(desks[at] for at in lost), tuple(desks[at] for at in farther))


def _unmet(ground: Ground, closed: frozenset[str]) -> Iterator[UnmetDuty]:
    """Yield functions of law left without a body of the kind in the same place; O(bodies + services) per function."""
    network, standing = ground.material.network, ground.material.standing
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
    duties = ground.material.network.duties_of
    by_law = {kind for kind, held in duties.items() if any(one.function == function and _binds(one) for one in held)}
    offering = {one.provider for one in ground.material.services if function in one.functions}
    return tuple(one.id for one in ground.material.serving(place)
                 if one.id not in closed and (one.id in offering or by_law.intersection(one.kinds)))  # fmt: skip
