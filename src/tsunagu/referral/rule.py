"""The one rule of who may enter, who hands on to whom, and what each body offers, for one case.

Routes, gaps, closures, pictures and reports ask it; nothing else decides who can help. A resident may turn, without
being sent, to a desk with an entry service that fits, to a kind of body to turn to first with her need, to a kind that
law makes a place of advice, and to the desks practice requires in her case. Where a body of a required kind is known
to exist but not by name (a one-stop centre, say), the kind itself stands in its place, with the national number that
leads there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from functools import cached_property

from tsunagu.disclosure.levels import CONFIDENTIAL
from tsunagu.errors import RouteProblem
from tsunagu.network.model import Network
from tsunagu.network.paths import Cost, NodePath, paths
from tsunagu.network.records import LAYERS, Body, Service
from tsunagu.referral.area import OWN, Area
from tsunagu.referral.checks import (
    ADVICE,
    CONFIRM,
    GENERAL_NEED,
    MUNICIPALITY,
    NOT_FOR_A_PERSON,
    WHOLE_GOVERNMENTS,
    Check,
    checks_of_service,
    is_front_desk,
    open_points,
    shut,
)
from tsunagu.referral.cost import NOTHING
from tsunagu.referral.linkage import ENTER
from tsunagu.referral.offers import Offer, Offers
from tsunagu.referral.question import Question, Want, make_case
from tsunagu.referral.rulebook import Rulebook
from tsunagu.referral.walk import Step, Walk

ROOT = ""
"""The node before the first desk, where a resident may start anywhere or a kind of body has several bodies."""


class Referral:
    """Steps, doors and offers of one question; each body is looked at once, when a search comes by.

    Raises `RouteProblem` for a question that cannot be answered. An `area` may be shared by questions about one place,
    and what is found is taken from the same question with other circumstances, asked `before`, where it is the same.
    """

    def __init__(
        self,
        network: Network,
        rulebook: Rulebook,
        question: Question,
        area: Area | None = None,
        before: Referral | None = None,
    ) -> None:
        self.network = network.of_layers(question.layers)
        self.rulebook = rulebook
        of_need = {need.id: need.functions for need in network.concepts_in("need")}
        self.case = make_case(question, rulebook)
        self.question = question
        self.home = question.place or self._place_of(question.start)
        area = before.area if before else area
        fits = area is not None and area.home == self.home and area.network is self.network
        self.area: Area = area if area and fits else Area(self.network, rulebook, self.home)
        self.before = before if before and before.area is self.area else None
        wanted = {want.id for want in self.case.wants if not want.is_need and not want.is_desk}
        wanted.update(*(of_need.get(want.id, ()) for want in self.case.wants if want.is_need))
        walk, self._sections = self.before.walk if self.before else None, dict[str, list[Body]]()
        self.walk: Walk = Walk(self.area, self.case, frozenset(wanted - self.case.avoids), self.sections_of, walk)
        self.offers = {want: self.offers_for(want) for want in self.case.wants}
        self._opened: dict[str, tuple[str, str]] = {}

    def offers_for(self, want: Want) -> Offers:
        """Where the way to one want may end."""
        return Offers(self.walk, want, self.before.offers.get(want) if self.before else None)

    def _place_of(self, start: str) -> str:
        if start not in self.network.bodies:
            raise RouteProblem("route-start-unknown", name=start or "-")
        return self.network.bodies[start].place

    def sections_of(self, body: Body) -> list[Body]:
        """List the desks of a whole government, or of a bureau, that surely help with something asked for."""
        if body.id not in self._sections:
            self._sections[body.id] = [
                unit for unit in self._units_of(body)
                if is_front_desk(unit) and self.area.is_desk(unit) and self._surely_helps(unit.id)
            ]  # fmt: skip
        return self._sections[body.id]

    def _units_of(self, body: Body) -> list[Body]:
        whole = not is_front_desk(body) and body.form != "unit"
        near = self.network.bodies_in.get(body.place, ()) if body.place else ()
        return [unit for unit in near if unit.id != body.id and unit.disclosure != CONFIDENTIAL
                and (body.id in self.network.wholes_of(unit.id) or (whole and not unit.part_of))]  # fmt: skip

    def _surely_helps(self, body: str) -> bool:
        asked = [want for want in self.case.wants if want.asked]
        return any(offer.tier == 0 for want in asked for offer in self.offers[want].open_at(body))

    @property
    def start(self) -> Body | None:
        """The body, or kind of body, one starts from; None where a resident may start anywhere."""
        return self.network.bodies.get(self.question.start)

    @cached_property
    def roots(self) -> dict[str, Step]:
        """The first steps from ROOT by body; empty where the start is a body, or a kind of which none is known."""
        if self.start is None:
            return self.entries
        if self.start.sort != "kind":
            return {}
        return {body.id: Step(ROOT, body.id, ENTER, body.layer)
                for body in self.area.desks_of(self.start.id)}  # fmt: skip

    @property
    def first(self) -> str:
        """The node a search starts from."""
        return self.question.start if self.question.start and not self.roots else ROOT

    @cached_property
    def entries(self) -> dict[str, Step]:
        """The desks a resident of the home place may turn to unsent, by body."""
        found: dict[str, Step] = {}
        for body in self.area.near:
            if body.id not in found:
                layer, fact = self.opened_by(body)
                for door in self.walk.doors(body) if layer else ():
                    step = self.walk.entering(door.id, layer, fact)
                    if not step.shut:
                        found.setdefault(door.id, step)
        for kind, checks in self._kinds_without_a_body(found).items():
            found[kind] = self.walk.arriving(Step(ROOT, kind, ENTER, "inferred", checks=checks))
        for kind, service in self._kinds_sent_to(found):
            found.setdefault(kind, self.walk.entering(kind, service.layer, service.id))
        return {body: step for body, step in found.items() if not step.shut}

    @cached_property
    def required(self) -> frozenset[Want]:
        """The desks looked for that practice requires, or that her government states."""
        return frozenset(want for want in self.case.wants if want.is_desk)

    def _kinds_without_a_body(self, found: dict[str, Step]) -> dict[str, tuple[Check, ...]]:
        """The kinds practice requires of which no open desk serves the place, each standing for its body.

        Of the kinds of a rule the one that surely serves the person stands. A whole government is no desk. Where her
        municipality is not known, the kind stands for the desk of it, and that is to confirm.
        """
        missing: dict[str, tuple[Check, ...]] = {}
        for want in (want for want in self.case.wants if want.is_desk):
            here = (self.network.bodies[body] for body in found if is_front_desk(self.network.bodies[body]))
            kinds = [kind for kind in want.kinds if kind in self.network.bodies and kind not in WHOLE_GOVERNMENTS]
            if kinds and not any(self.walk.is_of(body, want.kinds, want.tier) for body in here):
                kind = min(kinds, key=self._openness)
                hers = want.tier == OWN and not self.area.is_of_a_municipality
                missing.setdefault(kind, (Check(MUNICIPALITY, CONFIRM, tuple(kinds)),) if hers else ())
        return missing

    def _openness(self, kind: str) -> tuple[bool, int]:
        checks = self.walk.arrival_checks(kind)
        return shut(checks), open_points(checks)

    def _kinds_sent_to(self, found: Mapping[str, Step]) -> Iterator[tuple[str, Service]]:
        """Yield the kinds of desk a service of the place sends to, where no body of that kind is known there."""
        known = {kind for body in found for kind in self.network.bodies[body].kinds}
        for kind, service in self.area.kinds_sent_to:
            if kind not in known and self._is_entry(service):
                yield kind, service

    @cached_property
    def open_kinds(self) -> frozenset[str]:
        """Kinds of bodies a resident may turn to unsent: first contacts, and those law makes a place of advice."""
        concepts, needs = self.network.concepts, self.case.needs
        firsts = {kind for need in needs if need in concepts for kind in concepts[need].first_contacts}
        wanted = frozenset().union(*(offers.functions for offers in self.offers.values())) & ADVICE
        return frozenset(firsts).union(
            duty.kind
            for duty in self.network.duties
            if duty.function in wanted and duty.layer == "statutory" and (not duty.needs or duty.needs & needs)
        )

    def opened_by(self, body: Body) -> tuple[str, str]:
        """Name the layer, and the service if any, that open a desk to a resident; law opens first contacts."""
        if body.id not in self._opened:
            before = self.before if self._is_opened_as_before(body) else None
            self._opened[body.id] = before.opened_by(body) if before else self._opening(body)
        return self._opened[body.id]

    def _is_opened_as_before(self, body: Body) -> bool:
        turned = self.walk.turned
        if turned is None or turned.person or not self._opening_otherwise.isdisjoint((body.id, *body.kinds)):
            return False
        return not turned.touches(self.walk.interests.of_entering(body.id))

    @cached_property
    def _opening_otherwise(self) -> frozenset[str]:
        """The kinds that law or practice opens to her in this case and not in the one before, or the other way."""
        if self.before is None:
            return frozenset()
        required = self.required ^ self.before.required
        return (self.open_kinds ^ self.before.open_kinds).union(kind for want in required for kind in want.kinds)

    def _opening(self, body: Body) -> tuple[str, str]:
        services = [service for service in self.walk.services_at(body.id) if self._is_entry(service)]
        if services:
            best = min(services, key=lambda service: (LAYERS.index(service.layer), service.id))
            return best.layer, best.id
        known = not self.open_kinds.isdisjoint(body.kinds)
        opened = known or any(self.walk.is_of(body, want.kinds, want.tier) for want in self.required)
        return "inferred" if opened else "", ""

    def _is_entry(self, service: Service) -> bool:
        general = not service.needs or GENERAL_NEED in service.needs
        fits = general or self.case.any_need or bool(service.needs & self.case.needs)
        if not (service.entry and fits and service.functions - NOT_FOR_A_PERSON):
            return False
        standing = self.walk.standing_checks(service.layer, service.status, service.document)
        return not shut((*standing, *checks_of_service(service, self.case)))

    @property
    def limit(self) -> int:
        """The most arcs of a way: one more where the first leads from ROOT to a desk."""
        return self.question.steps + (self.first == ROOT)

    @cached_property
    def legs(self) -> dict[str, dict[str, list[Step]]]:
        """The open steps of every body within reach, by start and end; breadth first from the start.

        The desk one starts from also tells of every desk one may turn to.
        """
        found: dict[str, dict[str, list[Step]]] = {}
        if self.first == ROOT:
            found[ROOT] = {body: [step] for body, step in self.roots.items()}
        telling = self._telling()
        depth = {self.first: 0} if self.first else dict.fromkeys(self.roots, 1)
        waiting = deque(depth)
        while waiting:
            body = waiting.popleft()
            found[body] = self._steps(body, body in telling) if depth[body] < self.limit else {}
            for other in found[body]:
                if other not in depth:
                    depth[other] = depth[body] + 1
                    waiting.append(other)
        return found

    def _telling(self) -> frozenset[str]:
        if self.start is None:
            return frozenset()
        return frozenset(self.roots) or frozenset({self.first})

    def _steps(self, body: str, tells: bool) -> dict[str, list[Step]]:
        found = self.walk.best_steps(body)
        for end, entry in self.entries.items() if tells else ():
            if end != body:
                steps = [*found.get(end, ()), self.walk.told(body, entry)]
                found = {**found, end: sorted(steps, key=lambda step: step.cost)}
        return found

    @cached_property
    def arcs(self) -> dict[str, dict[str, Cost]]:
        """The cost of the best step of each pair; coming to a body of the kind one starts from costs nothing."""
        free = bool(self.question.start) and self.first == ROOT
        costs = {start: {end: steps[0].cost for end, steps in ends.items()} for start, ends in self.legs.items()}
        return costs | {ROOT: dict.fromkeys(self.legs[ROOT], NOTHING)} if free else costs

    @cached_property
    def ends(self) -> dict[Want, dict[str, tuple[Offer, ...]]]:
        """The open offers within reach, by want and body."""
        reached = [body for body in self.legs if body and self._may_offer(body)]
        return {
            want: {body: some for body in reached if (some := offers.open_at(body))}
            for want, offers in self.offers.items()
        }

    def sure_ends(self, want: Want) -> dict[str, tuple[Offer, ...]]:
        """The ends whose best offer speaks of what is wanted; what only may help is left out."""
        return {body: offers for body, offers in self.ends[want].items() if offers[0].tier == 0}

    def _may_offer(self, body: str) -> bool:
        held = self.network.bodies[body]
        return self.area.is_desk(held) or (body in self.entries and held.sort == "kind")

    def best(self, want: Want) -> NodePath | None:
        """The best way to what is wanted, the first of those routes show; None where there is none."""
        ends = {body: offers[0].cost for body, offers in self.ends[want].items()}
        return next(paths(self.arcs, self.first, ends, self.limit), None)
