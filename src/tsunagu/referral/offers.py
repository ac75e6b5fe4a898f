"""Where a route may end: the services a document names and the functions law gives to a kind of body.

Tier 0 meets what is wanted by the words of its source: the service names the need, or law gives a kind of body the
function. Tier 1 only may: the function fits and nothing is said of the need, which is then to be confirmed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tsunagu.disclosure.levels import CONFIDENTIAL
from tsunagu.hours.openness import OPEN
from tsunagu.network.paths import Cost
from tsunagu.network.records import LAYERS, Body, Concept, Duty, Service, Words
from tsunagu.referral.checks import (
    ADVICE,
    CONFIRM,
    GENERAL_NEED,
    HOURS,
    MET,
    NO_NUMBER,
    NO_WAY_KNOWN,
    NOT_FOR_A_PERSON,
    NOT_MET,
    OPENING,
    PERHAPS_OPEN,
    Check,
    checks_of_audience,
    checks_of_duty,
    checks_of_groups,
    checks_of_hours,
    checks_of_language,
    checks_of_service,
    is_closed_now,
    open_points,
    shut,
    ways_without_voice,
)
from tsunagu.referral.clock import NO_PHONE, clock_of, is_outside_office_hours, openness
from tsunagu.referral.question import IN_DANGER, Case, Want
from tsunagu.referral.rulebook import EMERGENCY, PhoneLine, PracticeRule
from tsunagu.referral.walk import Walk

_TELLING = frozenset({"function/info"})
CONSULT = "function/consult"
DOUBTS = frozenset({"group", "language", NO_WAY_KNOWN})
"""Checks that say for whom an offer is, in which language and by which way: each open one makes it less fit to lead."""
PROTECTION = frozenset({"function/temp-protection", "function/entrusted-protection"})
PROTECTORS = frozenset({"body-type/wsc", "body-type/child-guidance"})
"""Who protects, by the acts on women (9(3)), on spousal violence (3(4)) and on children (33); others lead there."""
CLOSED_WEIGHS = 4
"""How much a closed desk fits less than one that is not: more than one of which need and person are not known."""
UNREACHABLE_WEIGHS = CLOSED_WEIGHS + 1
"""How much a desk without number and hours fits less at night than one known to be closed, which says when it opens."""
POLICE = frozenset({"body-type/police-station", "body-type/pref-police"})


def answers_for(line: PhoneLine, case: Case) -> bool:
    """Tell whether a line that leads to a desk counts as a way to it.

    The ambulance is no way to a clinic, nor 110 to the counter of a station, unless there is danger; outside office
    hours the police are there day and night by the same number.
    """
    if line.sort != EMERGENCY or IN_DANGER in case.holds:
        return True
    return bool(POLICE.intersection(line.kinds)) and is_outside_office_hours(case)


def met_by(need: Concept) -> frozenset[str]:
    """The functions that meet a need of a person."""
    return frozenset(need.functions) - NOT_FOR_A_PERSON


@dataclass(frozen=True, slots=True)
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

    @property
    def closed_now(self) -> bool:
        """Tell whether it is known to be closed when she asks."""
        return is_closed_now(self.checks)

    @property
    def shut(self) -> bool:
        """Tell whether a check is not met."""
        return shut(self.checks)

    @property
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

    @property
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

    def __init__(self, walk: Walk, want: Want) -> None:
        self._walk = walk
        self._want = want
        concept = walk.network.concepts.get(want.id)
        wanted = set(concept.functions) if concept and want.is_need else {want.id}
        self.functions = frozenset(wanted - walk.case.avoids)
        self._first = set(concept.first_contacts) if concept and want.is_need else _first_contacts(walk)
        self._suited = tuple(rule for rule in walk.case.practice if self._is_about(rule))
        self._known: dict[str, tuple[Offer, ...]] = {}

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
            offers = (*self._services_of(body), *self._duties_of(body))
            found = self._as_desk(body) if self._want.kinds else (*offers, *self._standing_in(body))
            if self._want.bodies:
                found = tuple(offer for offer in offers if offer.service and body in self._want.bodies)
            self._known[body] = tuple(sorted(found, key=self._order))
        return self._known[body]

    def open_at(self, body: str) -> tuple[Offer, ...]:
        """List the open offers of one body, best first."""
        return tuple(offer for offer in self.of(body) if not offer.shut)

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
        checks = (*self._walk.arrival_checks(body.id), *self._reachable(body))
        return Offer(body.id, rule, label, body.layer, tier, (), None, None, tuple(dict.fromkeys(checks)), bool(tier),
                     self._clocked, self._is_office(body.id), elsewhere=self._is_reached_elsewhere(body))  # fmt: skip

    def _reachable(self, body: Body) -> Iterator[Check]:
        """Tell when a body can be reached and in which languages, by its services and the national lines to it."""
        case, services = self._walk.case, list(self._walk.services_at(body.id))
        printed = [tuple(checks_of_hours(service.hours, case)) for service in services if service.hours]
        line = [(Check(HOURS, MET, (said,)),) for said in self._answering(body)]
        yield from min((*printed, *line), key=_hours_rank, default=(Check("hours-unknown", CONFIRM),))
        yield from checks_of_language((spoken for service in services for spoken in service.languages), case)
        yield from self._ways_known(body, services)

    def _answering(self, body: Body) -> Iterator[str]:
        """Yield the national lines that lead to such a body and answer when she asks, with their hours."""
        case = self._walk.case
        for line in self._walk.rulebook.lines if NO_PHONE not in case.holds else ():
            leads = line.hours and {body.id, *body.kinds}.intersection(line.kinds)
            if leads and answers_for(line, case) and openness(line.hours, clock_of(case)).state == OPEN:
                yield f"{line.number} {line.hours}"

    def _ways_known(self, body: Body, services: list[Service]) -> Iterator[Check]:
        """Yield that no way without a voice is known to a body, where she cannot call."""
        lines = (line for line in self._walk.rulebook.written if {body.id, *body.kinds}.intersection(line.kinds))
        if NO_PHONE in self._walk.case.holds and not any(map(ways_without_voice, services)) and not any(lines):
            yield Check(NO_WAY_KNOWN, CONFIRM)

    def _is_unsuited(self, body: str) -> bool:
        """Tell whether rules of practice name bodies for this want, and this is none of them."""
        held = self._walk.network.bodies[body]
        return bool(self._suited) and not any(self._walk.is_of(held, rule.kinds, rule.tier) for rule in self._suited)

    def _is_reached_elsewhere(self, body: Body) -> bool:
        """Tell whether a desk known by name has no number while others of its kinds have one."""
        if not any(check.key == NO_NUMBER for check in self._walk.arrival_checks(body.id)):
            return False
        others = [self._walk.area.desks_of(kind) for kind in body.kinds]
        return bool(others) and all(any(other.phones for other in some) for some in others)

    def _is_office(self, body: str) -> bool:
        held = self._walk.network.bodies[body]
        return held.sort != "named" or held.form == "unit" or bool(held.serves)

    @property
    def _clocked(self) -> bool:
        return is_outside_office_hours(self._walk.case)

    def _services_of(self, body: str) -> Iterator[Offer]:
        case, held = self._walk.case, self._walk.network.bodies[body]
        for service in self._walk.services_at(body):
            tier, checks = self._service_fit(service, body)
            if tier is not None:
                serving = tuple(sorted(service.functions - NOT_FOR_A_PERSON))
                standing = self._walk.standing_checks(service.layer, service.status, service.document)
                all_checks = (*checks, *standing, *self._avoided(service), *checks_of_service(service, case),
                              *self._walk.arrival_checks(body), *self._seen(service))  # fmt: skip
                exact = self._is_exact(service, tier)
                yield Offer(body, service.id, service.label, service.layer, tier, serving, service, None,
                            tuple(dict.fromkeys(all_checks)), self._is_unsuited(body) and not exact, self._clocked,
                            self._is_office(body), exact, self._is_reached_elsewhere(held))  # fmt: skip

    def _seen(self, service: Service) -> Iterator[Check]:
        """Yield that the entry of a register is old."""
        for contact in service.contacts if service.layer == "listed" else ():
            yield from self._walk.verified(contact.checked_on)

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

    def _avoided(self, service: Service) -> Iterator[Check]:
        avoids = self._walk.case.avoids
        for_a_person = service.functions - NOT_FOR_A_PERSON
        if for_a_person and for_a_person <= avoids:
            yield Check("avoided", NOT_MET, tuple(sorted(for_a_person)))

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
        held = self._walk.network.bodies[body]
        for kind in held.kinds or ((held.id,) if held.sort == "kind" else ()):
            for duty in self._walk.network.duties_of.get(kind, ()):
                if held.serves and duty.function in PROTECTION and kind not in PROTECTORS:
                    continue  # that a register lists advice says nothing of protection
                tier = self._duty_tier(duty)
                if tier is not None:
                    label, checks = self._walk.network.label(kind), self._duty_checks(held, duty, tier)
                    yield Offer(body, duty.id, label, duty.layer, tier, (duty.function,), None, duty, checks,
                                self._is_unsuited(body), self._clocked, self._is_office(body),
                                elsewhere=self._is_reached_elsewhere(held))  # fmt: skip

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

    def _duty_checks(self, body: Body, duty: Duty, tier: int) -> tuple[Check, ...]:
        case, network = self._walk.case, self._walk.network
        held = network.concepts.get(network.government_of(body.place))
        place_kind = held.place_kind if held else ""
        checks = (
            *self._doubt(duty, tier),
            *self._walk.standing_checks(duty.layer, "in_operation", ""),
            *self._walk.arrival_checks(body.id),
            *checks_of_audience((duty.kind,), case, self._walk.rulebook),
            *checks_of_duty(duty.audience, duty.place_kinds, place_kind, case),
            *((Check("condition", CONFIRM, (duty.condition.ja,)),) if duty.condition else ()),
            *self._reachable(body),
        )
        return tuple(dict.fromkeys(checks))


def _hours_rank(checks: tuple[Check, ...]) -> int:
    """Rank what is said of hours: open, perhaps open, closed, nothing."""
    ranks = {(HOURS, MET): 0, (PERHAPS_OPEN, CONFIRM): 1, (HOURS, NOT_MET): 2}
    return min((ranks.get((check.key, check.state), 3) for check in checks), default=3)


def _first_contacts(walk: Walk) -> set[str]:
    concepts = walk.network.concepts
    return {kind for need in walk.case.needs if need in concepts for kind in concepts[need].first_contacts}
