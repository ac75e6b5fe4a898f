"""Routes for a case: the best, alternatives that share few desks, and one joint plan for several wants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from tsunagu.network.model import Network
from tsunagu.network.paths import Cost, NodePath, Tree, joint_tree, spread_paths
from tsunagu.network.records import LAYERS
from tsunagu.referral.checks import is_front_desk
from tsunagu.referral.offers import CONSULT, Offer
from tsunagu.referral.question import MOST_WANTS, Case, Question, Want
from tsunagu.referral.rule import ROOT, Referral
from tsunagu.referral.rulebook import Rulebook
from tsunagu.referral.walk import Step, layers_used
from tsunagu.routes.ordering import Rank, in_order, rank_of


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
        """The bodies in walking order, the start first (empty where a resident starts anywhere)."""
        return (self.start, *(leg.step.end for leg in self.legs))

    @property
    def desks(self) -> int:
        """How many desks are visited after the start."""
        return len(self.legs)

    @property
    def layers(self) -> tuple[str, ...]:
        """The evidence layers used, strongest first, the best offer's among them."""
        used = set(layers_used(leg.step for leg in self.legs)) | {offer.layer for offer in self.offers[:1]}
        return tuple(layer for layer in LAYERS if layer in used)


@dataclass(frozen=True)
class Visit:
    """One desk of a joint plan: how one comes there and what is met there."""

    body: str
    leg: Leg | None
    met: tuple[tuple[Want, Offer], ...]


@dataclass(frozen=True)
class Plan:
    """A joint plan: the fewest fitting desks that meet every want that can be met, in the order to turn to them.

    `unmet` are the wants that cannot be met.
    """

    visits: tuple[Visit, ...]
    unmet: tuple[Want, ...]

    @property
    def desks(self) -> int:
        """How many desks are visited after the start."""
        return sum(1 for visit in self.visits if visit.leg)


@dataclass(frozen=True)
class RoutesFound:
    """What a search found: routes by want, best first, and the joint plan."""

    case: Case
    start: str
    home: str
    routes: dict[Want, tuple[Route, ...]]
    plan: Plan | None

    @property
    def outline(self) -> Outline:
        """The same in short, as what would change is told by."""
        return outline_of(self.plan, (want.id for want, routes in self.routes.items() if want.asked and routes))

    @property
    def met(self) -> bool:
        """Tell whether everything asked for (not what circumstances brought) has a route."""
        return all(routes for want, routes in self.routes.items() if want.asked)

    @property
    def desks(self) -> int:
        """How many desks the joint plan visits, 0 where there is none."""
        return self.plan.desks if self.plan else 0


@dataclass(frozen=True)
class Outline:
    """An answer in short: which of what was asked for can be met, how many desks the plan visits, where it ends."""

    met: frozenset[str]
    desks: int
    ends: tuple[str, ...]


def outline_of(plan: Plan | None, met: Iterable[str]) -> Outline:
    """The outline of an answer with this plan that meets these wants (their ids)."""
    visits = plan.visits if plan else ()
    return Outline(frozenset(met), plan.desks if plan else 0, tuple(visit.body for visit in visits if visit.met))


class RouteSearch(Referral):
    """One search: the rule for its case, and the best ways through what the rule opens."""

    def find(self) -> RoutesFound:
        """The best routes of every want, and the joint plan."""
        self._look_for_stated_desks()
        routes = {want: tuple(self._routes(want)) for want in self.case.wants if not want.is_desk}
        return RoutesFound(self.case, self.question.start, self.home, routes, self._plan())

    def outline(self) -> Outline:
        """What of the answer tells whether it is another one, without the ways themselves."""
        self._look_for_stated_desks()
        met = (want.id for want in self.case.wants if want.asked and self._is_met(want))
        return outline_of(self._plan(), met)

    def _is_met(self, want: Want) -> bool:
        """Tell whether there is a way to a want: what is within reach is within the steps allowed."""
        return bool(self.ends[want]) and (want.is_desk or self.question.most > 0)

    def _look_for_stated_desks(self) -> None:
        """Look too for the desk her own government states for a need, where none of them surely is for her.

        Whom it serves (women, say) is then to confirm; a desk near her is not lost because that was not told.
        """
        asked = [want for want in self.case.wants if want.asked and want.is_need]
        found = [Want(want.id, asked=False, bodies=(body,)) for want in asked for body in self._stated_desk(want)]
        for want in found[: max(0, MOST_WANTS - len(self.case.wants))]:
            self.case = replace(self.case, wants=(*self.case.wants, want))
            self.offers[want] = self.offers_for(want)
        self.walk.case = self.case

    def _stated_desk(self, want: Want) -> tuple[str, ...]:
        """The best desk that a document of her own municipality states for a need, none where one is surely for her."""
        held: dict[str, Offer] = {}
        for body in self.network.bodies_in.get(self.area.government, ()) if self.area.is_of_a_municipality else ():
            if body.sort == "named" and is_front_desk(body) and self.area.is_desk(body):
                offers = [offer for offer in self.offers[want].open_at(body.id) if self._is_stated_for(want, offer)]
                held |= {body.id: offers[0]} if offers else {}
        if any(offer.exact for offer in held.values()):
            return ()

        def of_a_desk(body: str) -> tuple[bool, Cost, str]:
            return self.network.bodies[body].form != "desk", held[body].cost, body

        return (min(held, key=of_a_desk),) if held else ()

    def _is_stated_for(self, want: Want, offer: Offer) -> bool:
        """Tell whether a current document names the need for a desk of advice where one turns up."""
        service = offer.service
        if service is None or offer.tier or offer.closed_now or not service.entry or CONSULT not in service.functions:
            return False
        stated = service.layer in ("stated", "reported") and not self.walk.is_outdated(service.document)
        return stated and want.id in service.needs

    def _routes(self, want: Want) -> list[Route]:
        ends = {body: offers[0].cost for body, offers in self.ends[want].items()}
        found = spread_paths(self.arcs, self.first, ends, self.limit, self.question.most)
        return [self._route(want, path) for path in found]

    def _route(self, want: Want, path: NodePath) -> Route:
        nodes = path.nodes
        legs = tuple(self._leg(start, end) for start, end in pairwise(nodes))
        if self.question.start and self.first == ROOT:
            return Route(want, nodes[1], legs[1:], self.ends[want][nodes[-1]], path.cost)
        return Route(want, nodes[0], legs, self.ends[want][nodes[-1]], path.cost)

    def _leg(self, start: str, end: str) -> Leg:
        best, *more = self.legs[start][end]
        return Leg(best, tuple(step for step in more if step.link))

    @cached_property
    def _reachable(self) -> list[Want]:
        return [want for want in self.case.wants if self._is_met(want)]

    @cached_property
    def _terminals(self) -> list[dict[str, Cost]]:
        return [{body: offers[0].cost for body, offers in self.ends[want].items()} for want in self._reachable]

    @cached_property
    def tree(self) -> Tree | None:
        """The cheapest tree that meets all that can be met; None where nothing can."""
        before = self.before
        if isinstance(before, RouteSearch) and self._is_the_same_net(before):
            return before.tree
        return joint_tree(self.arcs, self.first, self._terminals) if self._terminals else None

    def _is_the_same_net(self, before: RouteSearch) -> bool:
        return (before.first, before._terminals, before.arcs) == (self.first, self._terminals, self.arcs)

    def _plan(self) -> Plan | None:
        tree, reachable = self.tree, self._reachable
        if tree is None:
            return None
        met: dict[str, list[tuple[Want, Offer]]] = {}
        for want, body in zip(reachable, tree.ends, strict=True):
            met.setdefault(body, []).append((want, self.ends[want][body][0]))
        visits = [Visit(self.first, None, tuple(met.get(self.first, ())))] if self.first else []
        free = bool(self.question.start) and self.first == ROOT
        ranks = {body: rank_of(self.walk, body, some) for body, some in met.items()}
        arcs = [(self._from(start, end, ranks), end) for start, end in tree.arcs]
        for start, end in in_order(self.first, arcs, ranks):
            leg = None if free and start == ROOT else self._leg(start, end)
            visits.append(Visit(end, leg, tuple(met.get(end, ()))))
        return Plan(tuple(visits), tuple(want for want in self.case.wants if want not in reachable))

    def _from(self, start: str, end: str, ranks: dict[str, Rank]) -> str:
        """From where a desk is turned to: where it comes before the one that would hand her on, from the beginning."""
        earlier = start in ranks and ranks[end] < ranks[start] if end in ranks else False
        return self.first if earlier and end in self.legs[self.first] else start


def find_routes(network: Network, rulebook: Rulebook, question: Question) -> RoutesFound:
    """What a search finds; a day left open is the newest the documents know.

    Raises `RouteProblem` for a question that cannot be answered.
    """
    return RouteSearch(network, rulebook, with_day(question, network)).find()


def with_day(question: Question, network: Network) -> Question:
    """The question with its day set: by default the newest day a document's period begins or law was read at."""
    if question.day is not None:
        return question
    known = [document.period.begins for document in network.concepts_in("document") if document.period.begins]
    return replace(question, day=max(known, default=None))
