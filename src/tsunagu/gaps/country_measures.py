"""What can be compared over the country, per municipality: shares of ends, desks of registers, documents read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from tsunagu.gaps.country import End, Ends, municipalities
from tsunagu.network.model import Network
from tsunagu.network.records import ListedDesk

Measure = Literal["named", "named_own", "law", "kind", "desks", "hours", "documents"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
SHARES: Mapping[Measure, frozenset[End]] = {
    "named": frozenset(("named_own", "named_above")),
    "named_own": frozenset(("named_own",)),
    "law": frozenset(("law_own", "law_above")),
    "kind": frozenset(("kind_first", "kind_only", "nowhere")),
}
"""Measures that count needs, by the ends they count."""
OF_REGISTERS: tuple[Measure, ...] = ("desks", "hours", "documents")
"""Measures that are there without counting ways."""


@dataclass(frozen=True, slots=True)
class Figure:
    """So many of so many; of counts the second is the number of municipalities."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """The share or mean; None where there is nothing to count in."""
        return self.count / self.of if self.of else None

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.count + other.count, self.of + other.of)


NONE = Figure(0, 0)


def figures(network: Network, ends: Ends, measure: Measure, need: str = "") -> dict[str, Figure]:
    """The figure of each municipality, of one need or of all; O(places x needs), or O(desks)."""
    if measure in SHARES:
        counted = SHARES[measure]
        return {place: _share(found, counted, need) for place, found in ends.items()}
    count = _COUNTS[measure](network)
    return {place.id: count(place.id) for place in municipalities(network)}


def together(network: Network, held: Mapping[str, Figure], places: Iterable[str] | None = None) -> dict[str, Figure]:
    """The figures of prefectures from those of their municipalities."""
    found: dict[str, Figure] = {}
    for place in places or held:
        prefecture = network.concepts[place].prefecture
        found[prefecture] = found.get(prefecture, NONE) + held[place]
    return found


def _share(found: Mapping[str, End], counted: frozenset[End], need: str) -> Figure:
    asked = [found[need]] if need else list(found.values())
    return Figure(sum(end in counted for end in asked), len(asked))


Count = Callable[[str], Figure]


def desks_listed(network: Network) -> Mapping[str, list[ListedDesk]]:
    """The desks that registers list and that help, by the places they serve; those of bodies of documents too."""
    found: dict[str, list[ListedDesk]] = defaultdict(list)
    for desk in network.listed:
        if any(network.listings[name].functions for name in desk.listings):
            for place in desk.serves:
                found[place].append(desk)
    return found


def _desks(network: Network) -> Count:
    held = desks_listed(network)
    return lambda place: Figure(len(held.get(place, ())), 1)


def _hours(network: Network) -> Count:
    held = desks_listed(network)
    return lambda place: Figure(sum(bool(desk.hours) for desk in held.get(place, ())), len(held.get(place, ())))


def _documents(network: Network) -> Count:
    issued = [document.authority for document in network.concepts_in("document")]
    return lambda place: Figure(issued.count(place), 1)


_COUNTS: Mapping[Measure, Callable[[Network], Count]] = {"desks": _desks, "hours": _hours, "documents": _documents}
