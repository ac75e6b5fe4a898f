"""Shortest ways from where a resident may start to whoever meets a need, for many closings at once.

A case is a need and a set of closed bodies. One breadth-first search answers all cases of a place: every body carries
one bit per case in a whole number of any length, set when a resident in that case can be there (bit-parallel search;
Then et al. 2014, PVLDB 8(4)). A case that has arrived is not walked any further, so the search stays near the start.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

Route = tuple[str, ...]
"""Bodies in walking order; the first is where one starts, the last meets the need."""


@dataclass(frozen=True, slots=True)
class ClosureCase:
    """A need, and the bodies that are closed."""

    need: str
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PlaceReach:
    """What residents of a place can reach: their starts, the steps on, who meets what, each with its needs.

    `after` lists ends in the order of ids. `most` is the greatest number of steps.
    """

    id: str
    starts: Mapping[str, Collection[str]] = field(default_factory=dict)
    after: Mapping[str, Mapping[str, Collection[str]]] = field(default_factory=dict)
    meets: Mapping[str, Collection[str]] = field(default_factory=dict)
    most: int = 4

    @cached_property
    def before(self) -> Mapping[str, tuple[str, ...]]:
        """The bodies from which steps lead to each body, in the order of ids."""
        found: dict[str, list[str]] = defaultdict(list)
        for start in sorted(self.after):
            for end in self.after[start]:
                found[end].append(start)
        return {end: tuple(starts) for end, starts in found.items()}


def routes(place: PlaceReach, cases: Sequence[ClosureCase]) -> list[Route | None]:
    """For each case a shortest route within the steps allowed, or None; of equal ones the first by ids, from its
    end backwards.

    O(steps x arcs near the place) operations on numbers of one bit per case.
    """
    search = _Search(place, cases)
    for step in range(place.most + 1):
        search.arrive(step)
        if step < place.most and not search.spread():
            break
    return [search.route(number) for number in range(len(cases))]


def met(place: PlaceReach, needs: Sequence[str]) -> dict[str, Route]:
    """A shortest route for each need that can be met, in the order of `needs`."""
    found = routes(place, [ClosureCase(need) for need in needs])
    return {need: route for need, route in zip(needs, found, strict=True) if route is not None}


class _Search:
    """The levels of one search: per step, the cases that are at each body for the first time."""

    def __init__(self, place: PlaceReach, cases: Sequence[ClosureCase]) -> None:
        self.place = place
        self.cases = cases
        self.left = (1 << len(cases)) - 1
        self.of_need: dict[str, int] = {}
        self.closed: dict[str, int] = {}
        for number, case in enumerate(cases):
            self.of_need[case.need] = self.of_need.get(case.need, 0) | 1 << number
            for body in case.closed:
                self.closed[body] = self.closed.get(body, 0) | 1 << number
        first = {body: self._wanted(needs) & ~self.closed.get(body, 0) for body, needs in sorted(place.starts.items())}
        self.levels: list[dict[str, int]] = [{body: bits for body, bits in first.items() if bits}]
        self.seen = dict(self.levels[0])
        self.ends: dict[int, tuple[str, int]] = {}

    def _wanted(self, needs: Collection[str]) -> int:
        bits = 0
        for need in needs:
            bits |= self.of_need.get(need, 0)
        return bits

    def arrive(self, step: int) -> None:
        """Take out the cases whose need is met at a body reached in this step."""
        level = self.levels[step]
        for body in sorted(level.keys() & self.place.meets.keys()):
            there = level[body] & self.left & self._wanted(self.place.meets[body])
            if there:
                self.left &= ~there
                self.ends.update((number, (body, step)) for number in _bits(there))

    def spread(self) -> bool:
        """Go one step on with the cases that are left; tell whether any got further."""
        new: dict[str, int] = {}
        for body, bits in self.levels[-1].items():
            going = bits & self.left
            if going:
                for end, needs in self.place.after.get(body, {}).items():
                    come = going & self._wanted(needs) & ~self.seen.get(end, 0)
                    if come:
                        new[end] = new.get(end, 0) | come
        level = {}
        for body, bits in new.items():
            let_in = bits & ~self.closed.get(body, 0)
            if let_in:
                level[body] = let_in
                self.seen[body] = self.seen.get(body, 0) | let_in
        self.levels.append(level)
        return bool(level)

    def route(self, number: int) -> Route | None:
        """The way a case came, None where nobody meets its need within the steps."""
        if number not in self.ends:
            return None
        at, step = self.ends[number]
        found = [at]
        while step:
            step -= 1
            level = self.levels[step]
            at = next(body for body in self.place.before[at] if self._leads(level, body, at, number))
            found.append(at)
        return tuple(reversed(found))

    def _leads(self, level: Mapping[str, int], body: str, end: str, number: int) -> bool:
        """Tell whether a case was at a body of a level and the step from there holds for its need."""
        return bool(level.get(body, 0) >> number & 1 and self.cases[number].need in self.place.after[body][end])


def _bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


def reached(places: Iterable[PlaceReach], closed: Collection[str] = ()) -> frozenset[str]:
    """The bodies a resident of one of the places can come to within the steps allowed, with any need; O(arcs)."""
    every: set[str] = set()
    for place in places:
        level = set(place.starts) - set(closed)
        found = set(level)
        for _ in range(place.most):
            level = {end for body in level for end in place.after.get(body, {})} - found - set(closed)
            if not level:
                break
            found |= level
        every |= found
    return frozenset(every)
