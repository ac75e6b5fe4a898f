"""The network on one day, on chosen layers, for some places: what every analysis of gaps and closures works on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tsunagu.graph.expected import fits_place
from tsunagu.network.model import NATION, Network
from tsunagu.network.records import Body, Concept, Linkage, Service
from tsunagu.network.statements import Statements, grouped
from tsunagu.queries.answers import Answer
from tsunagu.referral.area import Area
from tsunagu.referral.question import Question
from tsunagu.referral.rule import Referral
from tsunagu.referral.rulebook import Rulebook
from tsunagu.referral.standing import MOST_STEPS, WALKED_LAYERS, has_begun, is_open


@dataclass(frozen=True)
class View:
    """What of a network is looked at: the day, the evidence layers, the places (none: all with documents)."""

    day: date
    layers: tuple[str, ...] = WALKED_LAYERS
    places: tuple[str, ...] = ()
    steps: int = MOST_STEPS


@dataclass(frozen=True)
class Snapshot:
    """Look-ups shared by the analyses; each is made once and costs O(rows) of what it groups.

    `answers` holds answers of catalogue questions by id, for the analyses that reuse one.
    """

    network: Network
    statements: Statements
    day: date
    layers: tuple[str, ...] = WALKED_LAYERS
    chosen: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    rulebook: Rulebook = field(default_factory=Rulebook)
    steps: int = MOST_STEPS

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return {}

    @cached_property
    def _asked(self) -> dict[tuple[str, str], Referral]:
        return {}

    def area(self, place: str) -> Area:
        """The bodies that serve a place; made once."""
        if place not in self._areas:
            self._areas[place] = Area(self.network.of_layers(self.layers), self.rulebook, place)
        return self._areas[place]

    def referral(self, place: str, need: str) -> Referral:
        """What the one rule says of a resident of a place with one need, of whom nothing else is known; made once."""
        key = (place, need)
        if key not in self._asked:
            self._asked[key] = Referral(self.network, self.rulebook, self.asked(place, need), self.area(place))
        return self._asked[key]

    def asked(self, place: str, need: str) -> Question:
        """The question of a resident of a place with one need, of whom nothing else is known."""
        return Question("", (need,), place=place, day=self.day, layers=self.layers, steps=self.steps)

    @cached_property
    def documents_of(self) -> Mapping[str, tuple[Concept, ...]]:
        """The documents of each local government whose facts hold on the day."""
        found: dict[str, list[Concept]] = defaultdict(list)
        for document in self.network.concepts_in("document"):
            if has_begun(self.network, document.id, self.day):
                found[document.authority].append(document)
        return {place: tuple(documents) for place, documents in found.items()}

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places asked for, by default those that issued a document, in the order of ids."""
        return self.chosen or tuple(sorted(self.documents_of))

    def ids_of(self, place: str) -> tuple[str, ...]:
        """Ids of the documents a place issued that hold on the day."""
        return tuple(document.id for document in self.documents_of.get(place, ()))

    def speaks_of(self, place: str) -> frozenset[str]:
        """Ids of the documents that speak for a place: its own and its prefecture's."""
        near = (reached for reached in self.network.reaches_of(place) if reached != NATION)
        return frozenset(name for reached in near for name in self.ids_of(reached))

    def holds(self, document: str) -> bool:
        """Tell whether a document's facts hold on the day."""
        return has_begun(self.network, document, self.day)

    @cached_property
    def links_in(self) -> Mapping[str, tuple[Linkage, ...]]:
        """All linkages by the document that states them."""
        return grouped((link for link in self.network.links if link.document), lambda link: link.document)

    @cached_property
    def bodies_in(self) -> Mapping[str, frozenset[str]]:
        """Ids of the bodies each document names."""
        found: dict[str, set[str]] = defaultdict(set)
        for body in self.network.bodies.values():
            for document in body.documents:
                found[document].add(body.id)
        return {document: frozenset(bodies) for document, bodies in found.items()}

    @cached_property
    def services_in(self) -> Mapping[str, tuple[Service, ...]]:
        """All services, in whatever state, by the document that states them."""
        return grouped(self.network.services, lambda service: service.document)

    @cached_property
    def services(self) -> tuple[Service, ...]:
        """The services in operation on the day, in the chosen layers, at a body that is there; O(services)."""
        return tuple(
            service
            for service in self.network.services
            if service.layer in self.layers
            and service.status == "in_operation"
            and (service.desk or service.provider) in self.standing
            and self.holds(service.document)
        )

    @cached_property
    def standing(self) -> Mapping[str, Body]:
        """The bodies that are there on the day, by id; those law requires only where inferences count.

        Of those law gives, what the network holds, and those that serve the places asked for.
        """
        serving = {reached for place in self.places for reached in self.network.reaches_of(place)}
        near = (body for place in sorted(serving) for body in self.network.bodies_in.get(place, ()))
        by_law = {body.id: body for body in near if not body.serves}
        return {
            name: body for name, body in {**by_law, **dict(self.network.bodies.items())}.items() if self._stands(body)
        }

    def _stands(self, body: Body) -> bool:
        if not is_open(body, self.day):
            return False
        if body.sort == "expected":
            return "inferred" in self.layers
        return not body.documents or any(self.holds(document) for document in body.documents)

    @cached_property
    def standing_in(self) -> Mapping[str, tuple[Body, ...]]:
        """The bodies that are there on the day, by place."""
        found: dict[str, list[Body]] = defaultdict(list)
        for body in self.standing.values():
            found[body.place].append(body)
        return {place: tuple(bodies) for place, bodies in found.items()}

    def serving(self, place: str) -> list[Body]:
        """The bodies a resident of the place may turn to: of the place, its prefecture, the nation, in this order.

        Of the bodies kept under the nation only those count that a document of the place or its prefecture names:
        bodies whose place is not known are kept there too, and may belong anywhere.
        """
        found: list[Body] = []
        speaking = self.speaks_of(place)
        for near in self.network.reaches_of(place):
            here = self.standing_in.get(near, ())
            found += here if near != NATION else [body for body in here if speaking.intersection(body.documents)]
        return found

    def is_near(self, place: str, body: Body) -> bool:
        """Tell whether a body, there on the day or not, belongs to those `serving` looks through."""
        if body.place == NATION:
            return bool(self.speaks_of(place).intersection(body.documents))
        return body.place in self.network.reaches_of(place)

    def facts_of(self, question: str) -> frozenset[str]:
        """Ids of the facts a catalogue question found; none where it was not asked."""
        return frozenset(row["fact"] for row in self.rows_of(question))

    def rows_of(self, question: str) -> list[dict[str, str]]:
        """Rows of a catalogue question, each by column; none where it was not asked."""
        return self.answers[question].as_dicts() if question in self.answers else []

    def place_kind(self, place: str) -> str:
        """The kind of a place (prefecture, city, town …), empty where it is not known."""
        return self.network.concepts[place].place_kind if place in self.network.concepts else ""

    def is_bearer(self, place: str, bearers: tuple[str, ...]) -> bool:
        """Tell whether a duty of these bearers falls on a local government."""
        kind = self.place_kind(place)
        return "all" in bearers or any(fits_place(bearer, kind) for bearer in bearers)


def snapshot_of(network: Network, rulebook: Rulebook, view: View) -> Snapshot:
    """What works on ways alone, without the statements it does not need."""
    return Snapshot(network, Statements(), view.day, view.layers, view.places, rulebook=rulebook, steps=view.steps)
