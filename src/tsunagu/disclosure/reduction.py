"""A network as it may be shown: of a body that must stay secret its kind and prefecture, of facts about it no words.

The same rules stand at the door for tables (`tsunagu.graph.withholding`). What came through that door is left as it
is; a network from elsewhere, or one in which a body is called confidential later, loses here what it may not say:

- the body its id, names, reading, telephones, units and dates; it is called by its secret kinds and prefecture;
- a linkage or service of it its id, words, conditions, hours, languages, cost and legal basis;
- linkages that tell who runs, staffs or pays for it altogether, and they are counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from tsunagu.disclosure.levels import CONFIDENTIAL
from tsunagu.disclosure.naming import HIDDEN_JA, OPERATING, UNTOLD_CONDITION, closed_label, is_opaque, joined_labels
from tsunagu.network.model import Network
from tsunagu.network.records import NO_WORDS, Body, Interval, Linkage, Service, Words

SHOWN_CHANNELS = frozenset({"stay"})


@dataclass(frozen=True)
class ReducedNetwork:
    """The network to show, the opaque id of everything renamed, and the linkages and services left out altogether."""

    network: Network
    ids: Mapping[str, str]
    left_out: frozenset[str]


def reduced(network: Network, secret: Collection[str]) -> ReducedNetwork:
    """Make the network to show from the ids of its secret bodies; the same one where nothing changes. O(network)."""
    return _Reduction(network, frozenset(secret)).made()


class _Reduction:
    def __init__(self, network: Network, secret: frozenset[str]) -> None:
        self.network = network
        self.secret = secret
        self.links: list[Linkage] = [link for link in network.links if {link.start, link.end} & secret]
        self.services = [service for service in network.services if self._is_secret(service)]
        self.ids = {**self._body_ids(), **self._fact_ids()}

    def _is_secret(self, service: Service) -> bool:
        ends = {service.provider, service.desk, service.responsible}
        return service.disclosure == CONFIDENTIAL or bool(ends & self.secret)

    def _body_ids(self) -> dict[str, str]:
        """Ids made from the revision and a count, so that nobody can try a name against them."""
        named = sorted(body for body in self.secret if not is_opaque(_tail(body)))
        return {
            body: f"body/{_tail(self._place(self.network.bodies[body])) or 'jp'}-closed-{self._token('body', count)}"
            for count, body in enumerate(named, start=1)
        }

    def _fact_ids(self) -> dict[str, str]:
        told = sorted(fact for fact in self._facts() if not is_opaque(_tail(fact)))
        return {
            fact: f"{fact.partition('/')[0]}/closed-{self._token('fact', count)}" for count, fact in enumerate(told, 1)
        }

    def _facts(self) -> tuple[str, ...]:
        return *(link.id for link in self.links), *(service.id for service in self.services)

    def _token(self, *parts: object) -> str:
        return hashlib.sha256("|".join(map(str, (self.network.revision, *parts))).encode()).hexdigest()[:8]

    def _place(self, body: Body) -> str:
        place = self.network.concepts.get(body.place)
        return (place.prefecture or body.place) if place else body.place

    def made(self) -> ReducedNetwork:
        links, services = list(self._links()), list(self._services())
        bodies = [self._body(body) if body.id in self.secret else body for body in self.network.bodies.values()]
        kept = {*(link.id for link in links), *(service.id for service in services)}
        left_out = frozenset(fact for fact in self._facts() if self._id(fact) not in kept)
        changed = bodies != list(self.network.bodies.values()) or tuple(links) != self.network.links
        if not changed and tuple(services) == self.network.services:
            return ReducedNetwork(self.network, {}, left_out)
        shown = replace(
            self.network, listed=tuple(desk for desk in self.network.listed if desk.same_as not in self.secret),
            bodies={body.id: body for body in sorted(bodies, key=lambda body: body.id)},
            links=tuple(sorted(links, key=lambda link: link.id)),
            services=tuple(sorted(services, key=lambda service: service.id)),
        )  # fmt: skip
        return ReducedNetwork(shown, self.ids, left_out)

    def _id(self, name: str) -> str:
        return self.ids.get(name, name)

    def _body(self, body: Body) -> Body:
        bodies, place = self.network.bodies, self._place(body)
        kinds = tuple(kind for kind in body.kinds if kind in bodies and bodies[kind].disclosure == CONFIDENTIAL)
        made = replace(
            body, id=self._id(body.id), kinds=kinds, place=place, part_of="", life=Interval(),
            disclosure=CONFIDENTIAL, basis=(), other_names=(), phones=(),
            front_door="" if body.front_door in self.secret else body.front_door,
        )  # fmt: skip
        if body.id not in self.ids and body.label.ja.endswith(f"（{HIDDEN_JA}）"):
            return made
        return replace(made, label=self.label(kinds, place), kana="")

    def label(self, kinds: Collection[str], place: str) -> Words:
        """What a closed body is called instead: its kinds and prefecture, in both languages."""
        where = self._both(place) if place in self.network.concepts else None
        return Words(*closed_label([self._both(kind) for kind in kinds], where))

    def _both(self, name: str) -> tuple[str, str]:
        label = self.network.label(name)
        return label.of("ja"), label.of("en")

    def _links(self) -> Iterator[Linkage]:
        about = {link.id for link in self.links}
        for link in self.network.links:
            if link.id not in about:
                yield replace(link, origin=self.ids[link.origin]) if link.origin in self.ids else link
            elif link.kind not in OPERATING:
                yield self._link(link) if link.id in self.ids else link

    def _link(self, link: Linkage) -> Linkage:
        words = Words(*joined_labels(map(self._both, sorted(link.functions))))
        return replace(
            link, id=self.ids[link.id], start=self._id(link.start), end=self._id(link.end),
            origin=self._id(link.origin), purpose=words if link.purpose else NO_WORDS, basis=(),
            condition=Words(*UNTOLD_CONDITION) if link.condition else NO_WORDS,
        )  # fmt: skip

    def _services(self) -> Iterator[Service]:
        about = {service.id for service in self.services}
        for service in self.network.services:
            if service.id not in about or service.id not in self.ids:
                yield self._without_secret(service)
            elif service.provider in self.secret:
                yield self._service(service)

    def _service(self, service: Service) -> Service:
        return replace(
            service, id=self.ids[service.id], provider=self._id(service.provider),
            label=Words(*joined_labels(map(self._both, sorted(service.functions)))), hours="", languages=(), cost="",
            channels=tuple(channel for channel in service.channels if channel in SHOWN_CHANNELS),
            disclosure=CONFIDENTIAL, desk="", responsible="", participants=(), contacts=(),
        )  # fmt: skip

    def _without_secret(self, service: Service) -> Service:
        """A service without the secret bodies that take part in it."""
        if not any(part.body in self.secret for part in service.participants):
            return service
        return replace(
            service, participants=tuple(part for part in service.participants if part.body not in self.secret)
        )


def _tail(identifier: str) -> str:
    return identifier.rsplit("/", 1)[-1]
