"""Whose desks serve a resident of a place: her own government's before the prefecture's, each branch its own area.

Where law gives a duty to her city, ward or town itself, the prefecture's body of that kind serves others
(`Rulebook.competence`). A kind with several bodies in a prefecture (health centres, welfare offices, police stations)
gives each an area; a branch that only another municipality's document names is taken for that municipality's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from tsunagu.network.model import NATION, Network
from tsunagu.network.records import Body, Linkage, Service
from tsunagu.referral.checks import CONFIRM, NOT_MET, WHOLE_GOVERNMENTS, Check
from tsunagu.referral.linkage import HANDING_ON
from tsunagu.referral.rulebook import Rulebook

ANYWHERE = ("", NATION)
"""Home places that limit nothing: none known, and the nation (a desk of the state does not tell where one lives)."""
OWN, PREFECTURE = "own", "prefecture"
ANYONE = "body-type/any-person"
WHOLE_FOR_PART, SAME_PLACE = "rule/whole_for_part", "rule/same_jurisdiction"
ACTS_THROUGH = "rule/acts_through"
Lead = tuple[Linkage, list[Body], str]
"""A linkage by which somebody is handed on, the bodies of the area it leads to, and the rule that names them."""


class Area:
    """The bodies that serve the residents of one place; shared by every question about it."""

    def __init__(self, network: Network, rulebook: Rulebook, home: str) -> None:
        self.network = network
        self.rulebook = rulebook
        self.home = home
        self._desks: dict[str, list[Body]] = {}
        self._turned_to: dict[tuple[str, tuple[str, ...]], bool] = {}
        self._services: dict[str, tuple[Service, ...]] = {}
        self._sources: dict[str, tuple[tuple[str, str, str], ...]] = {}
        self._leads: dict[str, tuple[Lead, ...]] = {}

    @cached_property
    def government(self) -> str:
        """The local government of the home place: of a ward of a designated city, that city."""
        return self.network.government_of(self.home)

    @cached_property
    def kind(self) -> str:
        """The kind of the local government: city, core_city, town …, empty where it is not known."""
        held = self.network.concepts.get(self.government)
        return held.place_kind if held else ""

    @property
    def is_of_a_municipality(self) -> bool:
        """Tell whether the home place is a city, ward, town or village: else which one is hers is not known."""
        return self.kind not in ("", "prefecture", "nation")

    @cached_property
    def places(self) -> frozenset[str]:
        """The places whose bodies serve the home place: itself, its prefecture, the nation, places inside it."""
        return self.network.inside.get(self.home, frozenset()).union(self.network.reaches_of(self.home))

    @cached_property
    def speaking(self) -> frozenset[str]:
        """The documents of the home place and of its prefecture."""
        near = set(self.network.reaches_of(self.home)) - {NATION}
        return frozenset(held.id for held in self.network.concepts_in("document") if held.authority in near)

    @cached_property
    def near(self) -> tuple[Body, ...]:
        """The desks of the places that serve the home place, the nearest place first."""
        places = self.network.reaches_of(self.home)
        found = (body for place in places for body in self.network.bodies_in.get(place, ()) if self.is_desk(body))
        return tuple({body.id: body for body in found}.values())

    @cached_property
    def kinds_sent_to(self) -> tuple[tuple[str, Service], ...]:
        """The kinds of desk that a service of a place which serves the home place sends to."""
        near, network = set(self.network.reaches_of(self.home)), self.network
        services = ((kind, service) for kind in network.kinds for service in network.services_at.get(kind, ()))
        return tuple((kind, service) for kind, service in services
                     if (giver := network.bodies.get(service.provider)) and giver.place in near)  # fmt: skip

    def services_at(self, body: str) -> tuple[Service, ...]:
        """List the services one asks for at a body, by name or as one of a kind of desk in the giver's place.

        At a kind of body, those a government that serves the home place sends there for.
        """
        if body not in self._services:
            self._services[body] = tuple(self._asked_at(self.network.bodies[body]))
        return self._services[body]

    def _asked_at(self, held: Body) -> Iterator[Service]:
        asked_here = self.network.services_at.get(held.id, ())
        yield from asked_here if held.sort != "kind" else filter(self._is_given_here, asked_here)
        for kind in held.kinds:
            for service in self.network.services_at.get(kind, ()):
                giver = self.network.bodies.get(service.provider)
                if giver is None or giver.place == held.place:
                    yield service

    def _is_given_here(self, service: Service) -> bool:
        giver = self.network.bodies.get(service.provider)
        return giver is None or self.home in ANYWHERE or giver.place in self.places

    def sources_of(self, body: str) -> tuple[tuple[str, str, str], ...]:
        """Whose linkages a body takes, by which rule and via what: its own first."""
        if body not in self._sources:
            self._sources[body] = tuple(self._taken_from(body, self.network.wholes_of(body)))
        return self._sources[body]

    def _taken_from(self, body: str, wholes: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
        yield body, "", ""
        yield from ((whole, WHOLE_FOR_PART, whole) for whole in wholes)
        yield from ((kind, SAME_PLACE, "") for kind in self._kinds_of(body))
        yield from ((actor, ACTS_THROUGH, actor) for actor in self._actors(body, wholes))

    def _actors(self, body: str, wholes: tuple[str, ...]) -> Iterator[str]:
        """Yield the actors whose duties a body carries: its people, its government, and anyone."""
        acts_as = self.rulebook.acts_as
        kinds = [body, *self._kinds_of(body)]
        above = [kind for whole in wholes for kind in self._kinds_of(whole)]
        found = [actor for kind in (*kinds, *above) for actor in acts_as.get(kind, ())]
        yield from dict.fromkeys(actor for actor in (*found, ANYONE) if actor != body)

    def _kinds_of(self, body: str) -> tuple[str, ...]:
        held = self.network.bodies.get(body)
        return held.kinds if held else ()

    def leads_of(self, source: str) -> tuple[Lead, ...]:
        """Where the linkages of a body or kind by which somebody is handed on lead in the area."""
        if source not in self._leads:
            links = self.network.links_from.get(source, ())
            self._leads[source] = tuple(filter(None, map(self._lead, links)))
        return self._leads[source]

    def _lead(self, link: Linkage) -> Lead | None:
        end = self.network.bodies.get(link.end)
        if end is None or link.kind not in HANDING_ON or self._is_said_elsewhere(link):
            return None
        if end.sort == "kind" and self._starts_from_kind(link):
            return link, self.desks_of(end.id), SAME_PLACE
        return (link, [end], "") if self.is_desk(end) else None

    def _is_said_elsewhere(self, link: Linkage) -> bool:
        """Tell whether a document of another area says it of a kind of body: it holds where that document speaks."""
        if not link.document or self.home in ANYWHERE or not self._starts_from_kind(link):
            return False
        return link.document not in self.speaking

    def _starts_from_kind(self, link: Linkage) -> bool:
        start = self.network.bodies.get(link.start)
        return start is not None and start.sort == "kind"

    def desks_of(self, kind: str) -> list[Body]:
        """List the bodies of a kind that serve the home place: those a document names, else those law requires.

        The nearest place that has one counts: the home place before its prefecture, that before the nation.
        """
        if kind not in self._desks:
            self._desks[kind] = self._nearest(kind)
        return self._desks[kind]

    def is_desk(self, body: Body) -> bool:
        """Tell whether one can turn to a body: one of `Network.desks`, or where no named branch serves the home place.

        A branch that a document names serves its own area; elsewhere in the prefecture the one law requires stands.
        """
        key = body.id, body.kinds  # a body has more kinds where a register lists it too
        if key not in self._turned_to:
            self._turned_to[key] = self._is_turned_to(body)
        return self._turned_to[key]

    def _is_turned_to(self, body: Body) -> bool:
        if body.serves or self._is_listed(body):
            return bool(body.serves)
        if body.id in self.network.desks:
            return True
        kinds = self.rulebook.branched.intersection(body.kinds)
        return body.is_desk and bool(kinds) and not any(
            other.sort == "named" and other.status == "existing" and kinds.intersection(other.kinds)
            and not any(True for _ in self.checks(other))
            for other in self.network.bodies_in.get(body.place, ())
        )  # fmt: skip

    def _is_listed(self, body: Body) -> bool:
        """Tell whether a register names the desk that law requires: then it stands there by its name.

        A desk that the register gives to her municipality is the prefecture's where law leaves the duty to it.
        """
        if body.sort != "expected":
            return False
        if self.network.government_of(body.place) == self.government:
            return not self._listed_here.isdisjoint(body.kinds)
        above = self.network.desks_listed.kinds_at(body.place)
        here = (kind for kind in self._listed_here if self.competence(kind) == PREFECTURE)
        return not above.union(here).isdisjoint(body.kinds)

    @cached_property
    def _listed_here(self) -> frozenset[str]:
        """The kinds of bodies that registers list for the home place and for its government."""
        registers = self.network.desks_listed
        return registers.kinds_at(self.home) | registers.kinds_at(self.government)

    def _nearest(self, kind: str) -> list[Body]:
        for place in self.network.reaches_of(self.home):
            here = [
                body
                for body in self.network.bodies_in.get(place, ())
                if kind in body.kinds and self.is_desk(body) and not any(True for _ in self.checks(body))
            ]
            named = [body for body in here if body.sort == "named" and body.status == "existing"]
            serving = named or [body for body in here if body.sort == "expected"]
            if serving:
                return serving
        return []

    def checks(self, body: Body) -> Iterator[Check]:
        """Yield why a body does not serve residents of the home place; nothing where it does."""
        if body.place == NATION and set(body.kinds) & WHOLE_GOVERNMENTS:
            yield Check("place", NOT_MET, (body.id,))
        elif body.serves:
            yield from self._of_listed(body)
        elif self.home in ANYWHERE or not body.place:
            return
        elif body.place == NATION:
            yield from self._of_the_nation(body)
        elif body.place not in self.places:
            yield Check("place", NOT_MET, (body.place,))
        elif self.network.government_of(body.place) != self.government:
            yield from self._of_another_tier(body)

    def _of_listed(self, body: Body) -> Iterator[Check]:
        """A listed desk serves the places the register gives it; of a prefecture, those without their own by law."""
        if {self.home, self.government}.isdisjoint(body.serves):
            if set(self.network.reaches_of(self.home)).isdisjoint(body.serves):
                yield Check("area", NOT_MET, (body.id,))
            elif self._is_for_other_tiers(body):
                yield Check("tier", NOT_MET, (self.home, *body.kinds))

    def doubts(self, body: Body) -> Iterator[Check]:
        """Yield what is to confirm of a desk listed for a prefecture that has several of its kind: which is hers."""
        wide = body.serves and self.home not in body.serves and self.government not in body.serves
        if wide and self.rulebook.branched.intersection(body.kinds):
            yield Check("branch", CONFIRM, (body.id,))

    def _of_the_nation(self, body: Body) -> Iterator[Check]:
        """Bodies of unknown place are kept under the nation: they, and branches, serve where a document names them."""
        known = bool(body.kinds) and not self.rulebook.branched.intersection(body.kinds)
        if body.sort == "named" and body.documents and not known and not self.speaking.intersection(body.documents):
            yield Check("area", NOT_MET, (body.id,))

    def _of_another_tier(self, body: Body) -> Iterator[Check]:
        if self._is_for_other_tiers(body):
            yield Check("tier", NOT_MET, (self.home, *body.kinds))
        elif self._is_a_branch_elsewhere(body):
            yield Check("area", NOT_MET, (body.id,))

    def _is_for_other_tiers(self, body: Body) -> bool:
        """Tell whether every kind of a body that knows competence leaves the home place to its own body."""
        owned = [self.competence(kind) == OWN for kind in body.kinds if kind in self.rulebook.competence]
        return bool(owned) and all(owned)

    def competence(self, kind: str) -> str:
        """Tell whose body of a kind serves the home place: `own`, `prefecture`, or an empty text where both may."""
        if self.government in self.rulebook.own_places.get(kind, ()):
            return OWN
        return self.rulebook.competence.get(kind, {}).get(self.kind, "")

    def _is_a_branch_elsewhere(self, body: Body) -> bool:
        branch = body.sort == "named" and bool(self.rulebook.branched.intersection(body.kinds))
        return branch and not self.speaking.intersection(body.documents)
