"""By what a long list of candidates can be narrowed: kind, prefecture, need, statute, document, evidence layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from tsunagu.names.kinds import Kind
from tsunagu.names.listing import Listing
from tsunagu.network.model import Network
from tsunagu.network.records import Service

Facet = Literal["kind", "place", "need", "law", "document", "layer"]
FACETS: tuple[Facet, ...] = get_args(Facet)
Traits = Mapping[Facet, frozenset[str]]
NOTHING: frozenset[str] = frozenset()
_ARTICLE = "/Article_"


@dataclass(frozen=True)
class Narrowed:
    """What is left of a list, and how many things each further choice would leave, the most first.

    A facet is counted without what was chosen of itself, so that another choice can be seen beside it.
    """

    candidates: Listing
    counts: Mapping[Facet, tuple[tuple[str, int], ...]]


class Facets:
    """Tells the traits of things of one network; each thing is looked at once."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._held: dict[str, Traits] = {}
        self._alike: dict[tuple[frozenset[str], ...], Traits] = {}

    @cached_property
    def _services(self) -> Mapping[str, Service]:
        return {service.id: service for service in self._network.services}

    def narrow(self, candidates: Listing, chosen: Mapping[Facet, str]) -> Narrowed:
        """The candidates that have every chosen trait, in their order; O(candidates x facets)."""
        asked = {facet: value for facet, value in chosen.items() if value}
        for at in [at for at, thing in enumerate(candidates.ids) if thing not in self._held]:
            self._look_at(candidates.ids[at], candidates[at].kind)
        held = list(map(self._held.__getitem__, candidates.ids))
        counts: dict[Facet, Counter[str]] = {facet: Counter() for facet in FACETS}
        fitting = set()
        by_id = {id(traits): traits for traits in held}
        for number, count in Counter(map(id, held)).items():  # alike ones are one object, so few are looked at
            traits = by_id[number]
            lacking = [facet for facet, value in asked.items() if value not in traits[facet]]
            if not lacking:
                fitting.add(number)
            if len(lacking) < 2:  # without what was chosen of the one facet it lacks, it would be there
                for facet in lacking or FACETS:
                    for value in traits[facet]:
                        counts[facet][value] += count
        told = {facet: tuple(sorted(count.items(), key=lambda pair: (-pair[1], pair[0])))
                for facet, count in counts.items()}  # fmt: skip
        kept = candidates.only(number in fitting for number in map(id, held)) if asked else candidates
        return Narrowed(kept, told)

    def _look_at(self, thing: str, kind: Kind) -> None:
        """Keep the traits of one thing: ids by facet; things with the same traits share one object."""
        traits = dict(self._traits(thing, kind))
        self._held[thing] = self._alike.setdefault(tuple(traits.values()), traits)

    def _traits(self, thing: str, kind: Kind) -> Iterator[tuple[Facet, frozenset[str]]]:
        document = self._documents(thing)
        yield "kind", frozenset((kind,))
        yield "place", frozenset(filter(None, (self._prefecture(place) for place in self._places(thing, document))))
        yield "need", self._needs(thing)
        yield "law", frozenset(name.partition(_ARTICLE)[0] for name in self._basis(thing) if name.startswith("law/"))
        yield "document", document
        yield "layer", self._layers(thing)

    def _places(self, thing: str, documents: frozenset[str]) -> Iterator[str]:
        """Yield where a thing is: of a body its place, of what a document says the one that issued it."""
        body = self._network.bodies.get(thing)
        if body:
            yield body.place
        elif thing.startswith("place/"):
            yield thing
        for document in () if body else documents:
            yield self._network.concepts[document].authority

    def _prefecture(self, place: str) -> str:
        held = self._network.concepts.get(place)
        return (held.prefecture or place) if held else ""

    def _needs(self, thing: str) -> frozenset[str]:
        if thing.startswith("need/"):
            return frozenset((thing,))
        duties = self._network.duties_of.get(thing, ())
        services = self._network.services_at.get(thing, ())
        said = [duty.needs for duty in duties] + [service.needs for service in services]
        held = self._services.get(thing)
        return frozenset().union(*said, held.needs if held else NOTHING)

    def _basis(self, thing: str) -> Iterator[str]:
        yield thing
        yield from (basis for duty in self._network.duties_of.get(thing, ()) for basis in duty.basis)
        body = self._network.bodies.get(thing)
        yield from body.basis if body else ()

    def _documents(self, thing: str) -> frozenset[str]:
        """The documents that speak of a thing; a measure and a local law have theirs in their id."""
        body = self._network.bodies.get(thing)
        held = self._services.get(thing)
        named = body.documents if body else (held.document if held else thing, f"document/{thing.split('/')[1]}")
        return frozenset(name for name in named if name in self._network.concepts and name.startswith("document/"))

    def _layers(self, thing: str) -> frozenset[str]:
        body = self._network.bodies.get(thing)
        if body and body.sort != "kind":
            return frozenset((body.layer,))
        held = self._services.get(thing)
        layers = [duty.layer for duty in self._network.duties_of.get(thing, ())]
        return frozenset((*layers, *((held.layer,) if held else ())))
