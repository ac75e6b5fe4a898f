"""Where a route may end: the services a document names and the functions law gives to a kind of body.

Tier 0 meets what is wanted by the words of its source: the service names the need, or law gives a kind of body the
function. Tier 1 only may: the function fits and nothing is said of the need, which is then to be confirmed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tsunagu.disclosure.levels import CONFIDENTIAL
from tsunagu.network.paths import Cost
from tsunagu.network.records import LAYERS, Body, Concept, Duty, Service, Words
from tsunagu.referral.checks import (
    ADVICE,
    CONFIRM,
    GENERAL_NEED,
    HOURS,
    MET,
    NO_WAY_KNOWN,
    NOT_FOR_A_PERSON,
    OPENING,
    OWN,
    PERHAPS_OPEN,
    Check,
    checks_of_groups,
    is_closed_now,
    open_points,
    shut,
)
from tsunagu.referral.question import Want
from tsunagu.referral.rulebook import PracticeRule
from tsunagu.referral.turning import kinds_turned
from tsunagu.referral.walk import Walk

_TELLING = frozenset({"function/info"})
CONSULT = "function/consult"
DOUBTS = frozenset({"group", "language", NO_WAY_KNOWN, OWN})
"""Checks that say for whom an offer is, in which language, by which way and who hears: each open one makes it less fit
to lead."""
PROTECTION = frozenset({"function/temp-protection", "function/entrusted-protection"})
PROTECTORS = frozenset({"body-type/wsc", "body-type/child-guidance"})
"""Who protects, by the acts on women (9(3)), on spousal violence (3(4)) and on children (33); others lead there."""
CLOSED_WEIGHS = 4
"""How much a closed desk fits less than one that is not: more than one of which need and person are not known."""
UNREACHABLE_WEIGHS = CLOSED_WEIGHS + 1
"""How much a desk without number and hours fits less at night than one known to be closed, which says when it opens."""


def met_by(need: Concept) -> frozenset[str]:
    """The functions that meet a need of a person."""
    return frozenset(need.functions) - NOT_FOR_A_PERSON


@dataclass(frozen=True)
class Offer:
    """What a body does for a want: a service, or a duty of its kind; `functions` are those that serve the want.

    `unsuited` where a rule of practice names other bodies for the want; `clocked` where an hour is given; `exact` where
    a document states it for exactly such a person: then no rule of practice puts another desk before it. `elsewhere`
    where nothing tells how to reach the desk, and another of all its kinds can be called.
    """

    body: str
    id: str
    label: Words
    layer: str
    tier: int
    functions: tuple[str, ...]
    service: Service | None = None
    duty: Duty | None = None
    checks: tuple[Check, ...] = ()
    unsuited: bool = False
    clocked: bool = False
    office: bool = False
    exact: bool = False
    elsewhere: bool = False

    @cached_property
    def closed_now(self) -> bool:
        """Tell whether it is known to be closed when she asks."""
        return is_closed_now(self.checks)

    @cached_property
    def shut(self) -> bool:
        """Tell whether a check is not met."""
        return shut(self.checks)

    @cached_property
    def cost(self) -> Cost:
        """What ending here costs, part by part as `tsunagu.referral.cost` lists them."""
        evidence, to_confirm = LAYERS.index(self.layer), open_points(self.checks)
        return int(self.unsuited), self._misfit, self.unknown_hours, 0, int(not self.exact), 0, 0, evidence, to_confirm

    @property
    def _misfit(self) -> int:
        """Count what does not fit, or is not known to: need, person, language, hour, a way to reach it."""
        doubts = DOUBTS.intersection(check.key for check in self.checks if check.state == CONFIRM)
        return 2 * self.tier + len(doubts) + self._hour_weighs

    @property
    def _hour_weighs(self) -> int:
        if self.closed_now:
            return CLOSED_WEIGHS
        if self.exact or not self.elsewhere:
            return 0
        return UNREACHABLE_WEIGHS if self.clocked and self.unknown_hours else 1

    @cached_property
    def unknown_hours(self) -> int:
        """Tell 0 where it is known to be open or office hours are asked for, 1 where its hours leave it open, else 2.

        3 where nothing is known and it is an office: of a helpline or a desk of its own more may be hoped for. 4 where
        it is known to be closed when she asks, at whatever hour.
        """
        if self.closed_now:
            return 4
        if not self.clocked or any(check.key == HOURS and check.state == MET for check in self.checks):
            return 0
        return 1 if any(check.key == PERHAPS_OPEN for check in self.checks) else 3 if self.office else 2


class Offers:
    """The offers of one case for one want; services and duties are looked at body by body, O(services + duties)."""

    def __init__(self, walk: Walk, want: Want, before: Offers | None = None) -> None:
        self._walk = walk
        self._want = want
        concept = walk.network.concepts.get(want.id)
        wanted = set(concept.functions) if concept and want.is_need else {want.id}
        self.functions = frozenset(wanted - walk.case.avoids)
        self._first = set(concept.first_contacts) if concept and want.is_need else _first_contacts(walk)
        self._suited = tuple(rule for rule in walk.case.practice if self._is_about(rule))
        self._known: dict[str, tuple[Offer, ...]] = {}
        self._open: dict[str, tuple[Offer, ...]] = {}
        self._unsuited: dict[str, bool] = {}
        self._before = before if before and self._asks_the_same(before) else None
        self._ruled = kinds_turned(self._suited, before._suited) if before else frozenset()

    def _asks_the_same(self, before: Offers) -> bool:
        """Tell whether offers of the question with other circumstances can be these: what every offer asks is equal."""
        turned, of_needs = self._walk.turned, self._want.is_need or self._want.is_desk
        if turned is None or turned.time or turned.person or bool(self._suited) != bool(before._suited):
            return False
        return of_needs or not turned.needs

    def _is_as_before(self, body: str) -> bool:
        turned, interest = self._walk.turned, self._walk.interests.of_offers(body)
        return turned is not None and self._ruled.isdisjoint(interest.names) and not turned.touches(interest)

    def _is_about(self, rule: PracticeRule) -> bool:
        """Tell whether a rule of practice says who suits this want."""
        about = not rule.needs or not self._want.is_need or self._want.id in rule.needs
        return rule.effect in ("require", "prefer") and about

    def by_body(self) -> tuple[dict[str, list[Offer]], list[Offer]]:
        """Group the open offers by body, best first, and list those that exist but are shut for the case."""
        found: dict[str, list[Offer]] = defaultdict(list)
        closed: list[Offer] = []
        for offer in sorted(self._all(), key=self._order):
            if offer.shut:
                closed.append(offer)
            else:
                found[offer.body].append(offer)
        return found, closed

    def of(self, body: str) -> tuple[Offer, ...]:
        """List every offer of one body, open or shut, best first."""
        if body not in self._known:
            before = self._before if self._before and self._is_as_before(body) else None
            self._known[body] = before.of(body) if before else tuple(sorted(self._found(body), key=self._order))
        return self._known[body]

    def _found(self, body: str) -> Iterator[Offer]:
        if self._want.kinds:
            yield from self._as_desk(body)
        elif self._want.bodies:
            yield from self._services_of(body) if body in self._want.bodies else ()
        else:
            yield from (*self._services_of(body), *self._duties_of(body), *self._standing_in(body))

    def open_at(self, body: str) -> tuple[Offer, ...]:
        """List the open offers of one body, best first."""
        if body not in self._open:
            before, found = self._before, self.of(body)
            same = before is not None and before.of(body) is found
            opened = before.open_at(body) if before and same else tuple(offer for offer in found if not offer.shut)
            self._open[body] = opened
        return self._open[body]

    def _order(self, offer: Offer) -> tuple[bool, Cost, bool, int, bool, bool, str]:
        """Open before shut, cheapest first; of equals what begins with a talk, what does most, what names the need.

        What a closed house offers at its front door comes behind what the desk offers in words of its own.
        """
        serving = len(self._walk.wanted.intersection(offer.functions))
        general = not (offer.duty and offer.duty.needs)
        withheld = offer.service is not None and offer.service.disclosure == CONFIDENTIAL
        return offer.shut, offer.cost, CONSULT not in offer.functions, -serving, general, withheld, offer.id

    def _all(self) -> Iterator[Offer]:
        for place in sorted(self._walk.area.places | {""}):
            for body in self._walk.network.bodies_in.get(place, ()):
                if self._walk.area.is_desk(body):
                    yield from self.of(body.id)

    def _as_desk(self, body: str) -> Iterator[Offer]:
        """A desk that practice requires offers itself."""
        held = self._walk.network.bodies[body]
        if self._walk.is_of(held, self._want.kinds, self._want.tier):
            yield self._by_practice(held, self._want.id, held.label, 0)

    def _standing_in(self, body: str) -> Iterator[Offer]:
        """A desk that practice requires in just such a case stands for the need, where nothing says more of it."""
        held = self._walk.network.bodies[body]
        for rule in self._suited if self._want.is_need else ():
            about = rule.effect == "require" and rule.circumstances and self._want.id in rule.needs
            if about and self._walk.is_of(held, rule.kinds, rule.tier):
                yield self._by_practice(held, rule.id, rule.label, 1)
                return

    def _by_practice(self, body: Body, rule: str, label: Words, tier: int) -> Offer:
        desks = self._walk.desks
        checks = tuple(dict.fromkeys((*self._walk.arrival_checks(body.id), *desks.reaching(body))))
        return Offer(body.id, rule, label, body.layer, tier, (), None, None, checks, bool(tier), desks.clocked,
                     _is_office(body), elsewhere=desks.is_reached_elsewhere(body))  # fmt: skip

    def _is_unsuited(self, body: str) -> bool:
        """Tell whether rules of practice name bodies for this want, and this is none of them."""
        if body not in self._unsuited:
            held, suited = self._walk.network.bodies[body], self._suited
            named = any(self._walk.is_of(held, rule.kinds, rule.tier) for rule in suited)
            self._unsuited[body] = bool(suited) and not named
        return self._unsuited[body]

    def _services_of(self, body: str) -> Iterator[Offer]:
        desks, held = self._walk.desks, self._walk.network.bodies[body]
        for service in self._walk.services_at(body):
            tier, doubts = self._service_fit(service, body)
            if tier is not None:
                serving = tuple(sorted(service.functions - NOT_FOR_A_PERSON))
                checks = _together(doubts, desks.of_service(body, service))
                exact = self._is_exact(service, tier)
                yield Offer(body, service.id, service.label, service.layer, tier, serving, service, None, checks,
                            self._is_unsuited(body) and not exact, desks.clocked, _is_office(held), exact,
                            desks.is_reached_elsewhere(held))  # fmt: skip

    def _is_exact(self, service: Service, tier: int) -> bool:
        """Tell whether a document states, for what is wanted and just such a person, a desk to turn to that helps."""
        wanted = {CONSULT} | (ADVICE & self.functions) if self._want.is_need else {self._want.id}
        helps = service.entry and service.functions & wanted and not tier
        stated = service.layer not in ("listed", "planned", "opinion") and not self._walk.is_outdated(service.document)
        return bool(helps) and stated and self._is_for_her(service)

    def _is_for_her(self, service: Service) -> bool:
        """Tell whether a service names groups, and she is known to be among them."""
        checks = checks_of_groups(service.for_groups, service.not_for_groups, self._walk.case)
        return {check.state for check in checks} == {MET}

    def _is_named(self, body: str) -> bool:
        """Tell whether a rule of practice about this need names a desk."""
        held = self._walk.network.bodies[body]
        rules = (rule for rule in self._suited if self._want.id in rule.needs)
        return any(self._walk.is_of(held, rule.kinds, rule.tier) for rule in rules)

    def _service_fit(self, service: Service, body: str) -> tuple[int | None, tuple[Check, ...]]:
        """Tell the tier of a service and what is to confirm about it, None where it does not fit at all.

        What a document offers to such a person whatever her trouble speaks of a need for which practice names the desk.
        """
        helping = service.functions - NOT_FOR_A_PERSON
        unnamed = (Check("need-not-named", CONFIRM),)
        if not helping:
            return None, ()
        if self._want.is_need:
            if self._want.id in service.needs:
                return (0, ()) if helping - _TELLING else (1, ())
            general = not service.needs or GENERAL_NEED in service.needs
            if GENERAL_NEED in service.needs and self._is_for_her(service) and self._is_named(body):
                return 0, unnamed
            return (1, unnamed) if general and helping & self.functions else (None, ())
        if self._want.id not in helping:
            return None, ()
        if self._walk.case.any_need or service.needs & self._walk.case.needs:
            return 0, ()
        if service.needs and GENERAL_NEED not in service.needs:
            return None, ()
        return (1, unnamed) if self._want.id in OPENING else (0, unnamed)

    def _duties_of(self, body: str) -> Iterator[Offer]:
        held, desks = self._walk.network.bodies[body], self._walk.desks
        for kind in held.kinds or ((held.id,) if held.sort == "kind" else ()):
            for duty in self._walk.network.duties_of.get(kind, ()):
                if held.serves and duty.function in PROTECTION and kind not in PROTECTORS:
                    continue  # that a register lists advice says nothing of protection
                tier = self._duty_tier(duty)
                if tier is not None:
                    label = self._walk.network.label(kind)
                    checks = _together(tuple(self._doubt(duty, tier)), desks.of_duty(held, duty))
                    yield Offer(body, duty.id, label, duty.layer, tier, (duty.function,), None, duty, checks,
                                self._is_unsuited(body), desks.clocked, _is_office(held),
                                elsewhere=desks.is_reached_elsewhere(held))  # fmt: skip

    def _duty_tier(self, duty: Duty) -> int | None:
        """Tell 0 where law speaks of the need or of the kind as a first contact, 1 where it speaks of no need."""
        if duty.function not in self.functions or duty.function in NOT_FOR_A_PERSON:
            return None
        if duty.modality == "may" or duty.confidence == "memory":
            return self._permitted_tier(duty)
        return self._bound_tier(duty)

    def _permitted_tier(self, duty: Duty) -> int | None:
        """A function law only permits, or that no law text bears out, may be there: never more than to confirm."""
        return None if self._bound_tier(duty) is None else 1

    def _bound_tier(self, duty: Duty) -> int | None:
        case = self._walk.case
        asked = {self._want.id} if self._want.is_need else frozenset() if case.any_need else case.needs
        if duty.needs and asked:
            return 0 if duty.needs & asked else None
        return 0 if not asked or duty.kind in self._first or duty.function not in OPENING else 1

    def _doubt(self, duty: Duty, tier: int) -> Iterator[Check]:
        if duty.modality == "may":
            yield Check("permitted", CONFIRM, (duty.function,))
        elif duty.confidence == "memory":
            yield Check("unverified", CONFIRM, (duty.function,))
        elif tier:
            yield Check("need-not-named", CONFIRM)


def _is_office(held: Body) -> bool:
    return held.sort != "named" or held.form == "unit" or bool(held.serves)


def _together(doubts: tuple[Check, ...], others: tuple[Check, ...]) -> tuple[Check, ...]:
    """The checks of both, each once."""
    return (*doubts, *(check for check in others if check not in doubts)) if doubts else others


def _first_contacts(walk: Walk) -> set[str]:
    concepts = walk.network.concepts
    return {kind for need in walk.case.needs if need in concepts for kind in concepts[need].first_contacts}
