"""Which single bodies, and which pairs, would take most away if they closed, without trying every one.

A body matters for a place and a need only if it lies on *every* shortest way, so it lies on the one shortest way at
hand: the bodies of that way are the only candidates, and each is tried. For a pair that takes away what neither alone
would, one of the two lies on the way at hand; with that one closed, the other lies on the next way (else that way would
still be open). So the candidates are the bodies of the next ways. Both lists grow with the number of places and needs
and the length of ways, never with the square of the bodies, and none that matters is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tsunagu.closures.walks import Case, Place, Route, met, routes

Closed = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """What a place's residents lose for one need: `after` is None where no way is left, else the steps then."""

    place: str
    need: str
    before: int
    after: int | None


@dataclass(frozen=True)
class Ranked:
    """One body, or a pair, with what its closing takes away; of a pair only what neither alone would take away."""

    closed: Closed
    losses: tuple[Loss, ...]

    @property
    def lost(self) -> int:
        """Return for how many pairs of place and need no way is left."""
        return sum(one.after is None for one in self.losses)

    @property
    def more(self) -> int:
        """Return the sum of further steps where a way is left."""
        return sum(one.after - one.before for one in self.losses if one.after is not None)

    @property
    def order(self) -> tuple[int, int, Closed]:
        """Sort key: most lost first, then most further steps, then by ids."""
        return -self.lost, -self.more, self.closed


def rank_bodies(places: Sequence[Place], needs: Sequence[str], most: int = 0) -> list[Ranked]:
    """Return the bodies whose closing loses a need or makes it farther for somebody, worst first; all for `most` 0.

    O(places x two searches).
    """
    losses: dict[Closed, list[Loss]] = defaultdict(list)
    for place in places:
        before = met(place, needs)
        for (need, closed), after in _singles(place, before).items():
            if after is None or len(after) > len(before[need]):
                losses[(closed,)].append(_loss(place, need, before[need], after))
    return _ranked(losses, most)


def rank_pairs(places: Sequence[Place], needs: Sequence[str], most: int = 0) -> list[Ranked]:
    """Return the pairs whose closing together takes away what neither alone would, worst first; all for `most` 0.

    A loss counts where the way with both closed is longer than with either alone, or there is none. O(places x three
    searches); the third has one case for every body of every next way.
    """
    losses: dict[Closed, list[Loss]] = defaultdict(list)
    for place in places:
        before = met(place, needs)
        alone = _singles(place, before)
        cases = sorted(set(_pairs(alone)))
        found = routes(place, [Case(need, frozenset((one, other))) for need, one, other in cases])
        for (need, one, other), both in zip(cases, found, strict=True):
            worse = max(_steps(alone.get((need, single), before[need])) for single in (one, other))
            if _steps(both) > worse:
                losses[one, other].append(_loss(place, need, before[need], both))
    return _ranked(losses, most)


def _singles(place: Place, before: dict[str, Route]) -> dict[tuple[str, str], Route | None]:
    """Return the way left for each need and each closed body of its way."""
    cases = [(need, body) for need, route in before.items() for body in dict.fromkeys(route)]
    found = routes(place, [Case(need, frozenset((body,))) for need, body in cases])
    return dict(zip(cases, found, strict=True))


def _pairs(alone: dict[tuple[str, str], Route | None]) -> Iterator[tuple[str, str, str]]:
    """Yield need and both bodies, in the order of ids, of every pair that can take away more than either."""
    for (need, one), route in alone.items():
        for other in route or ():
            yield need, min(one, other), max(one, other)


def _steps(route: Route | None) -> float:
    return float("inf") if route is None else len(route) - 1


def _loss(place: Place, need: str, before: Route, after: Route | None) -> Loss:
    return Loss(place.id, need, len(before) - 1, None if after is None else len(after) - 1)


def _ranked(losses: dict[Closed, list[Loss]], most: int) -> list[Ranked]:
    found = sorted((Ranked(closed, tuple(held)) for closed, held in losses.items()), key=lambda one: one.order)
    return found[:most] if most else found
