"""The network of one build: every body, linkage, service and duty, and the few look-ups the analyses share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from tsunagu.network.by_law import BodiesById, BodiesByPlace, Desks, Unfolding
from tsunagu.network.listed import LAYER as LISTED
from tsunagu.network.listed import ListedDesks, ServicesByDesk
from tsunagu.network.records import (
    Body,
    BodyRule,
    Concept,
    Duty,
    Linkage,
    ListedDesk,
    Listing,
    Provision,
    Register,
    Service,
    Words,
)

NATION = "place/jp"
T = TypeVar("T")


@dataclass(frozen=True)
class Network:
    """Everything an analysis reads; made once per build by `tsunagu.network.reading`.

    Mappings are by id and in the order of ids; links, services and duties are in the order of ids too, so every
    analysis gives the same rows in the same order. `bodies` holds what the store holds; by its id it gives any body
    that law gives to a place (`rules`, see `tsunagu.network.by_law`) or a register lists (`listed`, see
    `tsunagu.network.listed`) too.
    """

    bodies: Mapping[str, Body]
    links: tuple[Linkage, ...]
    services: tuple[Service, ...] = ()
    duties: tuple[Duty, ...] = ()
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    provisions: Mapping[str, Provision] = field(default_factory=dict)
    revision: str = ""
    rules: tuple[BodyRule, ...] = ()
    registers: Mapping[str, Register] = field(default_factory=dict)
    listings: Mapping[str, Listing] = field(default_factory=dict)
    listed: tuple[ListedDesk, ...] = ()

    def __post_init__(self) -> None:
        if self.rules or self.listed:
            object.__setattr__(self, "bodies", BodiesById(self.bodies, self._by_law, self.desks_listed))

    @cached_property
    def _by_law(self) -> Unfolding:
        return Unfolding(self.rules, self.concepts, self.bodies)

    @cached_property
    def desks_listed(self) -> ListedDesks:
        """The desks that registers list."""
        return ListedDesks(self.listed, self.listings, self.concepts)

    def of_layers(self, layers: Collection[str]) -> Network:
        """The network as some layers give it: the same one, or without the desks of registers."""
        return self if LISTED in layers or not self.listed else self._without_registers

    @cached_property
    def _without_registers(self) -> Network:
        return replace(self, bodies=dict(self.bodies.items()), registers={}, listings={}, listed=())

    def label(self, identifier: str) -> Words:
        """The label of anything in the network, else the identifier itself."""
        if identifier in self.bodies:
            return self.bodies[identifier].label
        if identifier in self.concepts:
            return self.concepts[identifier].label
        if identifier in self.registers:
            return self.registers[identifier].label
        if identifier in self.provisions:
            return self.provisions[identifier].label
        return Words(identifier, identifier)

    @cached_property
    def services_at(self) -> Mapping[str, tuple[Service, ...]]:
        """Services by the body where one asks for them, their desk, else their provider; those of registers too."""
        held = _grouped(self.services, lambda service: service.desk or service.provider)
        return ServicesByDesk(held, self.desks_listed) if self.listed else held

    @cached_property
    def duties_of(self) -> Mapping[str, tuple[Duty, ...]]:
        """Duties of law by the kind of body that has them."""
        return _grouped(self.duties, lambda duty: duty.kind)

    @cached_property
    def links_from(self) -> Mapping[str, tuple[Linkage, ...]]:
        """Linkages by the body they start from."""
        return _grouped(self.links, lambda link: link.start)

    @cached_property
    def links_to(self) -> Mapping[str, tuple[Linkage, ...]]:
        """Linkages by the body they lead to."""
        return _grouped(self.links, lambda link: link.end)

    @cached_property
    def bodies_in(self) -> Mapping[str, tuple[Body, ...]]:
        """Bodies by place, those that law gives to it and registers list for it among them."""
        held = _grouped(self.bodies.values(), lambda body: body.place)
        return BodiesByPlace(held, self._by_law, self.desks_listed)

    def wholes_of(self, body: str) -> tuple[str, ...]:
        """The bodies a body is part of, nearest first; a cycle ends where it closes."""
        found: list[str] = []
        at = self.bodies[body].part_of if body in self.bodies else ""
        while at and at not in found and at != body:
            found.append(at)
            at = self.bodies[at].part_of if at in self.bodies else ""
        return tuple(found)

    def reaches_of(self, place: str) -> tuple[str, ...]:
        """The places whose bodies serve a resident of `place`: itself, a ward's city, its prefecture, the nation."""
        held = self.concepts.get(place)
        above = (held.city, held.prefecture) if held else ()
        return tuple(dict.fromkeys(reached for reached in (place, *above, NATION) if reached))

    def given_by_law(self, thing: str) -> tuple[Body, ...]:
        """The bodies law gives to a place, or the one such body that `thing` is; none for anything else."""
        if thing in self.concepts:
            return tuple(body for body in self.bodies_in[thing] if body.sort == "expected")
        held = self.bodies.get(thing)
        return (held,) if held and held.sort == "expected" else ()

    def government_of(self, place: str) -> str:
        """The local government of a place: of a ward of a designated city that city, else the place itself."""
        held = self.concepts.get(place)
        return held.city or place if held else place

    @cached_property
    def desks(self) -> Desks:
        """Holds the ids of the bodies one can turn to: named ones, and those law requires (decision 0006).

        A body that law requires counts only where no document names an existing body of its kind in its place: it
        would be the same body twice.
        """
        return Desks(self.bodies)

    def concepts_in(self, scheme: str) -> tuple[Concept, ...]:
        """The concepts of a scheme (`need`, `function`, `stage`, `place`, `document` …) by their order, then by id."""
        return self._by_scheme.get(scheme, ())

    @cached_property
    def _by_scheme(self) -> Mapping[str, tuple[Concept, ...]]:
        ordered = sorted(self.concepts.values(), key=lambda concept: (concept.order, concept.id))
        return _grouped(ordered, lambda concept: concept.scheme)

    @cached_property
    def wards_of(self) -> Mapping[str, tuple[Concept, ...]]:
        """The wards of each designated city."""
        return _grouped((place for place in self.concepts_in("place") if place.city), lambda place: place.city)

    @cached_property
    def inside(self) -> Mapping[str, frozenset[str]]:
        """The places inside each place: those of a prefecture, the wards of a city."""
        found: dict[str, set[str]] = defaultdict(set)
        for place in self.concepts_in("place"):
            for whole in filter(None, (place.prefecture, place.city)):
                found[whole].add(place.id)
        return {whole: frozenset(places) for whole, places in found.items()}

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of bodies, in the order of ids."""
        return tuple(body.id for body in self.bodies.values() if body.sort == "kind")

    def stage_of(self, function: str) -> str:
        """Id of the support stage a function belongs to, empty where it has none."""
        return self.concepts[function].stage if function in self.concepts else ""


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> Mapping[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return {name: tuple(members) for name, members in groups.items()}
