"""Routes for a case: the best, alternatives that share few desks, and one joint plan for several wants."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from tsunagu.errors import RouteProblem
from tsunagu.network.model import Network
from tsunagu.network.records import LAYERS, Service
from tsunagu.referral.checks import ADVICE, GENERAL_NEED, NOT_FOR_A_PERSON, checks_of_service, shut
from tsunagu.referral.offers import Offer, Offers
from tsunagu.referral.question import Case, Question, Want, make_case
from tsunagu.referral.rulebook import Rulebook
from tsunagu.referral.walk import ENTER, Step, Walk, layers_used
from tsunagu.routes.search import Cost, Path, joint_tree, spread_paths

ROOT = ""
"""The node before the first desk, where a resident may start anywhere or a kind of body has several bodies."""


@dataclass(frozen=True)
class Leg:
    """From one body to the next: the best step, and the other steps that say the same."""

    step: Step
    more: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Route:
    """Legs in walking order and what the last body offers for the want, best first; no legs: the start itself does."""

    want: Want
    start: str
    legs: tuple[Leg, ...]
    offers: tuple[Offer, ...]
    cost: Cost

    @property
    def bodies(self) -> tuple[str, ...]:
        """Return the bodies in walking order, the start first (empty where a resident starts anywhere)."""
        return (self.start, *(leg.step.end for leg in self.legs))

    @property
    def desks(self) -> int:
        """Return how many desks are visited after the start."""
        return len(self.legs)

    @property
    def layers(self) -> tuple[str, ...]:
        """Return the evidence layers used, the offer's among them."""
        used = set(layers_used(leg.step for leg in self.legs)) | {one.layer for one in self.offers[:1]}
        return tuple(layer for layer in LAYERS if layer in used)


@dataclass(frozen=True)
class Visit:
    """One desk of a joint plan: how one comes there and what is met there."""

    body: str
    leg: Leg | None
    met: tuple[tuple[Want, Offer], ...]


@dataclass(frozen=True)
class Plan:
    """A joint plan: the fewest desks that meet every want that can be met; wants that cannot are left out."""

    visits: tuple[Visit, ...]
    unmet: tuple[Want, ...]

    @property
    def desks(self) -> int:
        """Return how many desks are visited after the start."""
        return sum(1 for visit in self.visits if visit.leg)


@dataclass(frozen=True)
class Found:
    """What a search found: routes by want, best first, and the joint plan."""

    case: Case
    start: str
    home: str
    routes: dict[Want, tuple[Route, ...]]
    plan: Plan | None

    @property
    def met(self) -> bool:
        """Tell whether everything asked for (not what circumstances brought) has a route."""
        return all(routes for want, routes in self.routes.items() if want.asked)

    @property
    def desks(self) -> int:
        """Return the desks of the joint plan, 0 where there is none."""
        return self.plan.desks if self.plan else 0


class Search:
    """One search over one network: the steps near the start, the offers, the arcs between."""

    def __init__(self, network: Network, rulebook: Rulebook, question: Question) -> None:
        self.network = network
        self.rulebook = rulebook
        of_need = {one.id: one.functions for one in network.concepts_in("need")}
        self.case = make_case(question, rulebook)
        self.question = question
        self.home = question.place or self._place_of(question.start)
        wanted = {one.id for one in self.case.wants if not one.is_need}
        wanted.update(*(of_need.get(one.id, ()) for one in self.case.wants if one.is_need))
        self.walk = Walk(network, self.case, rulebook, frozenset(wanted - self.case.avoids), self.home)
        self.offers = {want: Offers(self.walk, want) for want in self.case.wants}

    def _place_of(self, start: str) -> str:
        if start not in self.network.bodies:
            raise RouteProblem("route-start-unknown", name=start or "-")
        return self.network.bodies[start].place

    @cached_property
    def roots(self) -> dict[str, Step]:
        """Return the first steps from ROOT by body; empty where the start is a body."""
        start = self.network.bodies.get(self.question.start)
        if start is None:
            return self._entries()
        if start.sort != "kind":
            return {}
        return {one.id: Step(ROOT, one.id, ENTER, "stated" if one.sort == "named" else "inferred")
                for one in self.walk.desks_of(start.id)}  # fmt: skip

    @property
    def first(self) -> str:
        """Return the node the search starts from."""
        return self.question.start if self.question.start and not self.roots else ROOT

    def _entries(self) -> dict[str, Step]:
        """Return the desks a resident may turn to unsent: an entry service that is open, or a first contact."""
        firsts = self._open_kinds()
        found: dict[str, Step] = {}
        for place in self.network.reaches_of(self.home):
            for body in self.network.bodies_in.get(place, ()):
                if body.id in self.network.desks and body.disclosure != "confidential" and body.id not in found:
                    layer = self._entry_layer(body.id, firsts & set(body.kinds))
                    checks = self.walk.arrival_checks(body.id)
                    step = Step(ROOT, body.id, ENTER, layer or "inferred", checks=checks)
                    if layer and not step.shut:
                        found[body.id] = step
        return found

    def _open_kinds(self) -> set[str]:
        """Return the kinds of bodies a resident may turn to unsent: first contacts, and advice law gives to a kind."""
        concepts = self.network.concepts
        firsts = {kind for need in self.case.needs if need in concepts for kind in concepts[need].first_contacts}
        wanted = frozenset().union(*(one.functions for one in self.offers.values())) & ADVICE
        needs = self.case.needs
        return firsts | {
            duty.kind
            for duty in self.network.duties
            if duty.function in wanted and duty.layer == "statutory" and (not duty.needs or duty.needs & needs)
        }

    def _entry_layer(self, body: str, first_contact: set[str]) -> str:
        """Return the layer that opens a desk to a resident: an entry service that fits, else law, else nothing."""
        layers = [one.layer for one in self.network.services_of.get(body, ()) if self._is_entry(one)]
        return min(layers, key=LAYERS.index) if layers else "inferred" if first_contact else ""

    def _is_entry(self, service: Service) -> bool:
        general = not service.needs or GENERAL_NEED in service.needs
        fits = general or self.case.any_need or bool(service.needs & self.case.needs)
        if not (service.entry and fits and service.functions - NOT_FOR_A_PERSON):
            return False
        standing = self.walk.standing_checks(service.layer, service.status, service.document)
        return not shut((*standing, *checks_of_service(service, self.case)))

    @cached_property
    def legs(self) -> dict[str, dict[str, list[Step]]]:
        """Return the open steps of every body within reach, by start and end; breadth first from the start."""
        found: dict[str, dict[str, list[Step]]] = {}
        if self.first == ROOT:
            found[ROOT] = {body: [step] for body, step in self.roots.items()}
        depth = {self.first: 0} if self.first else dict.fromkeys(self.roots, 1)
        waiting = deque(depth)
        while waiting:
            body = waiting.popleft()
            found[body] = self.walk.best_steps(body) if depth[body] < self.limit else {}
            for other in found[body]:
                if other not in depth:
                    depth[other] = depth[body] + 1
                    waiting.append(other)
        return found

    @property
    def limit(self) -> int:
        """Return the most arcs of a path: one more where the first leads from ROOT to a desk."""
        return self.question.steps + (self.first == ROOT)

    @cached_property
    def arcs(self) -> dict[str, dict[str, Cost]]:
        """Return the cost of the best step of each pair."""
        free = bool(self.question.start) and self.first == ROOT
        return {
            start: {end: (0, 0, 0, 0, 0) if free and start == ROOT else steps[0].cost for end, steps in ends.items()}
            for start, ends in self.legs.items()
        }

    @cached_property
    def ends(self) -> dict[Want, dict[str, list[Offer]]]:
        """Return the open offers within reach, by want and body."""
        reached = [body for body in self.legs if body]
        found = {}
        for want, offers in self.offers.items():
            here = {body: [one for one in offers.of(body) if not one.shut] for body in reached
                    if body in self.network.desks}  # fmt: skip
            found[want] = {body: some for body, some in here.items() if some}
        return found

    def find(self) -> Found:
        """Return routes for every want and the joint plan."""
        routes = {want: tuple(self._routes(want)) for want in self.case.wants}
        return Found(self.case, self.question.start, self.home, routes, self._plan(routes))

    def _routes(self, want: Want) -> list[Route]:
        ends = {body: offers[0].cost for body, offers in self.ends[want].items()}
        found = spread_paths(self.arcs, self.first, ends, self.limit, self.question.most)
        return [self._route(want, path) for path in found]

    def _route(self, want: Want, path: Path) -> Route:
        nodes = path.nodes
        legs = tuple(self._leg(one, other) for one, other in pairwise(nodes))
        if self.question.start and self.first == ROOT:
            return Route(want, nodes[1], legs[1:], tuple(self.ends[want][nodes[-1]]), path.cost)
        return Route(want, nodes[0], legs, tuple(self.ends[want][nodes[-1]]), path.cost)

    def _leg(self, start: str, end: str) -> Leg:
        best, *more = self.legs[start][end]
        return Leg(best, tuple(more))

    def _plan(self, routes: dict[Want, tuple[Route, ...]]) -> Plan | None:
        reachable = [want for want in self.case.wants if routes[want]]
        if not reachable:
            return None
        terminals = [{body: offers[0].cost for body, offers in self.ends[want].items()} for want in reachable]
        tree = joint_tree(self.arcs, self.first, terminals)
        if tree is None:
            return None
        met: dict[str, list[tuple[Want, Offer]]] = {}
        for want, body in zip(reachable, tree.ends, strict=True):
            met.setdefault(body, []).append((want, self.ends[want][body][0]))
        visits = [Visit(self.first, None, tuple(met.get(self.first, ())))] if self.first else []
        free = bool(self.question.start) and self.first == ROOT
        for start, end in tree.arcs:
            leg = None if free and start == ROOT else self._leg(start, end)
            visits.append(Visit(end, leg, tuple(met.get(end, ()))))
        return Plan(tuple(visits), tuple(want for want in self.case.wants if want not in reachable))


def find_routes(network: Network, rulebook: Rulebook, question: Question) -> Found:
    """Return what a search finds; a day left open is the newest the documents know.

    Raises `RouteProblem` for a question that cannot be answered.
    """
    return Search(network, rulebook, with_day(question, network)).find()


def with_day(question: Question, network: Network) -> Question:
    """Return the question with its day set: by default the newest day a document's period begins or law was read at."""
    if question.day is not None:
        return question
    known = [one.period.begins for one in network.concepts_in("document") if one.period.begins]
    return replace(question, day=max(known, default=None))
