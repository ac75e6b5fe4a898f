"""The network of one build: every body, linkage, service and duty, and the few look-ups the analyses share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from tsunagu.network.records import Body, Concept, Duty, Link, Provision, Service, Words

NATION = "place/jp"
T = TypeVar("T")


@dataclass(frozen=True)
class Network:
    """Everything an analysis reads; made once per build by `tsunagu.network.reading`.

    Mappings are by id and in the order of ids; links, services and duties are in the order of ids too, so every
    analysis gives the same rows in the same order.
    """

    bodies: Mapping[str, Body]
    links: tuple[Link, ...]
    services: tuple[Service, ...] = ()
    duties: tuple[Duty, ...] = ()
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    provisions: Mapping[str, Provision] = field(default_factory=dict)
    revision: str = ""

    def label(self, identifier: str) -> Words:
        """Return the label of anything in the network, else the identifier itself."""
        if identifier in self.bodies:
            return self.bodies[identifier].label
        if identifier in self.concepts:
            return self.concepts[identifier].label
        if identifier in self.provisions:
            return self.provisions[identifier].label
        return Words(identifier, identifier)

    @cached_property
    def services_of(self) -> Mapping[str, tuple[Service, ...]]:
        """Return services by the body that provides them."""
        return _grouped(self.services, lambda one: one.provider)

    @cached_property
    def services_at(self) -> Mapping[str, tuple[Service, ...]]:
        """Services by the body where one asks for them: their desk, else their provider."""
        return _grouped(self.services, lambda one: one.desk or one.provider)

    @cached_property
    def duties_of(self) -> Mapping[str, tuple[Duty, ...]]:
        """Return duties by kind of body."""
        return _grouped(self.duties, lambda one: one.kind)

    @cached_property
    def links_from(self) -> Mapping[str, tuple[Link, ...]]:
        """Return linkages by the body they start from."""
        return _grouped(self.links, lambda one: one.start)

    @cached_property
    def links_to(self) -> Mapping[str, tuple[Link, ...]]:
        """Return linkages by the body they lead to."""
        return _grouped(self.links, lambda one: one.end)

    @cached_property
    def bodies_in(self) -> Mapping[str, tuple[Body, ...]]:
        """Return bodies by place."""
        return _grouped(self.bodies.values(), lambda one: one.place)

    @cached_property
    def units_of(self) -> Mapping[str, tuple[Body, ...]]:
        """Return the units of each body."""
        return _grouped((one for one in self.bodies.values() if one.part_of), lambda one: one.part_of)

    def wholes_of(self, body: str) -> tuple[str, ...]:
        """Return the bodies a body is part of, nearest first; a cycle ends where it closes."""
        found: list[str] = []
        at = self.bodies[body].part_of if body in self.bodies else ""
        while at and at not in found and at != body:
            found.append(at)
            at = self.bodies[at].part_of if at in self.bodies else ""
        return tuple(found)

    def reaches_of(self, place: str) -> tuple[str, ...]:
        """Return the places whose bodies serve a resident of `place`: itself, its prefecture, the nation."""
        prefecture = self.concepts[place].prefecture if place in self.concepts else ""
        return tuple(dict.fromkeys(one for one in (place, prefecture, NATION) if one))

    @cached_property
    def desks(self) -> frozenset[str]:
        """Return the ids of the bodies one can turn to: named ones, and those law requires (decision 0006).

        A body that law requires counts only where no document names an existing body of its kind in its place: it
        would be the same body twice.
        """
        named = {(kind, one.place) for one in self.bodies.values()
                 if one.sort == "named" and one.status == "existing" for kind in one.kinds}  # fmt: skip
        return frozenset(
            one.id for one in self.bodies.values()
            if one.is_desk and (one.sort == "named" or not any((kind, one.place) in named for kind in one.kinds))
        )  # fmt: skip

    def concepts_in(self, scheme: str) -> tuple[Concept, ...]:
        """Return the concepts of a scheme (`need`, `function`, `stage`, `place`, `document` …) in a fixed order."""
        found = [one for one in self.concepts.values() if one.scheme == scheme]
        return tuple(sorted(found, key=lambda one: (one.order, one.id)))

    def stage_of(self, function: str) -> str:
        """Return the support stage a function belongs to, or an empty text."""
        return self.concepts[function].stage if function in self.concepts else ""


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> Mapping[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return {name: tuple(members) for name, members in groups.items()}
