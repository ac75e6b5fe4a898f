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

from tsunagu.closures.walks import ClosureCase, PlaceReach, Route, met, routes

Closed = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """What a place's residents lose for one need: `after` is None where no way is left, else the steps then."""

    place: str
    need: str
    before: int
    after: int | None


@dataclass(frozen=True)
class RankedClosing:
    """One body, or a pair, with what its closing takes away; of a pair only what neither alone would take away."""

    closed: Closed
    losses: tuple[Loss, ...]

    @property
    def lost(self) -> int:
        """For how many pairs of place and need no way is left."""
        return sum(loss.after is None for loss in self.losses)

    @property
    def more(self) -> int:
        """How many further steps there are in all, where a way is left."""
        return sum(loss.after - loss.before for loss in self.losses if loss.after is not None)

    @property
    def order(self) -> tuple[int, int, Closed]:
        """Sort key: most lost first, then most further steps, then by ids."""
        return -self.lost, -self.more, self.closed


def rank_bodies(places: Sequence[PlaceReach], needs: Sequence[str], most: int = 0) -> list[RankedClosing]:
    """The bodies whose closing loses a need or makes it farther for somebody, worst first; all for `most` 0.

    O(places x two searches).
    """
    losses: dict[Closed, list[Loss]] = defaultdict(list)
    for place in places:
        before = met(place, needs)
        for (need, closed), after in _singles(place, before).items():
            if after is None or len(after) > len(before[need]):
                losses[(closed,)].append(_loss(place, need, before[need], after))
    return _ranked(losses, most)


def rank_pairs(places: Sequence[PlaceReach], needs: Sequence[str], most: int = 0) -> list[RankedClosing]:
    """The pairs whose closing together takes away what neither alone would, worst first; all for `most` 0.

    A loss counts where the way with both closed is longer than with either alone, or there is none. O(places x three
    searches); the third has one case for every body of every next way.
    """
    losses: dict[Closed, list[Loss]] = defaultdict(list)
    for place in places:
        before = met(place, needs)
        alone = _singles(place, before)
        cases = sorted(set(_pairs(alone)))
        found = routes(place, [ClosureCase(need, frozenset((first, second))) for need, first, second in cases])
        for (need, first, second), both in zip(cases, found, strict=True):
            worse = max(_steps(alone.get((need, single), before[need])) for single in (first, second))
            if _steps(both) > worse:
                losses[first, second].append(_loss(place, need, before[need], both))
    return _ranked(losses, most)


def _singles(place: PlaceReach, before: dict[str, Route]) -> dict[tuple[str, str], Route | None]:
    """The way left for each need and each closed body of its way."""
    cases = [(need, body) for need, route in before.items() for body in dict.fromkeys(route)]
    found = routes(place, [ClosureCase(need, frozenset((body,))) for need, body in cases])
    return dict(zip(cases, found, strict=True))


def _pairs(alone: dict[tuple[str, str], Route | None]) -> Iterator[tuple[str, str, str]]:
    """Need and both bodies, in the order of ids, of every pair that can take away more than either."""
    for (need, first), route in alone.items():
        for second in route or ():
            yield need, min(first, second), max(first, second)


def _steps(route: Route | None) -> float:
    return float("inf") if route is None else len(route) - 1


def _loss(place: PlaceReach, need: str, before: Route, after: Route | None) -> Loss:
    return Loss(place.id, need, len(before) - 1, None if after is None else len(after) - 1)


def _ranked(losses: dict[Closed, list[Loss]], most: int) -> list[RankedClosing]:
    found = sorted(
        (RankedClosing(closed, tuple(held)) for closed, held in losses.items()), key=lambda ranked: ranked.order
    )
    return found[:most] if most else found
