"""Where a route may end: the services a document names and the functions law gives to a kind of body.

Tier 0 meets what is wanted by the words of its source: the service names the need, or law gives a kind of body the
function. Tier 1 only may: the function fits and nothing is said of the need, which is then to be confirmed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tsunagu.hours.openness import OPEN
from tsunagu.network.paths import Cost
from tsunagu.network.records import LAYERS, Body, Concept, Duty, Service, Words
from tsunagu.referral.checks import (
    CONFIRM,
    GENERAL_NEED,
    MET,
    NOT_FOR_A_PERSON,
    NOT_MET,
    OPENING,
    PERHAPS_OPEN,
    Check,
    checks_of_audience,
    checks_of_duty,
    checks_of_service,
    open_points,
    shut,
)
from tsunagu.referral.clock import clock_of, is_outside_office_hours, openness
from tsunagu.referral.cost import end_cost
from tsunagu.referral.question import Want
from tsunagu.referral.rulebook import PracticeRule
from tsunagu.referral.walk import Walk

_TELLING = frozenset({"function/info"})
CONSULT = "function/consult"


def met_by(need: Concept) -> frozenset[str]:
    """The functions that meet a need of a person."""
    return frozenset(need.functions) - NOT_FOR_A_PERSON


@dataclass(frozen=True, slots=True)
class Offer:
    """What a body does for a want: a service, or a duty of its kind; `functions` are those that serve the want.

    `unsuited` where a rule of practice names other bodies for the want; `clocked` where an hour is given.
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

    @property
    def shut(self) -> bool:
        """Tell whether a check is not met."""
        return shut(self.checks)

    @property
    def cost(self) -> Cost:
        """What ending here costs, see `tsunagu.referral.cost`."""
        doubted = any(check.key == "group" and check.state == CONFIRM for check in self.checks)
        return end_cost(self.unsuited, 2 * self.tier + doubted, self._unknown_hours,
                        LAYERS.index(self.layer), open_points(self.checks))  # fmt: skip

    @property
    def _unknown_hours(self) -> int:
        """Tell 0 where it is known to be open or office hours are asked for, 1 where its hours leave it open, else 2.

        3 where nothing is known and it is an office: of a helpline or a desk of its own more may be hoped for.
        """
        if not self.clocked or any(check.key == "hours" and check.state == MET for check in self.checks):
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
            found = self._as_desk(body) if self._want.is_desk else (*self._services_of(body), *self._duties_of(body))
            self._known[body] = tuple(sorted(found, key=self._order))
        return self._known[body]

    def open_at(self, body: str) -> tuple[Offer, ...]:
        """List the open offers of one body, best first."""
        return tuple(offer for offer in self.of(body) if not offer.shut)

    def _order(self, offer: Offer) -> tuple[bool, Cost, bool, int, bool, str]:
        """Open before shut, cheapest first; of equals what begins with a talk, what does most, what names the need."""
        serving = len(self._walk.wanted.intersection(offer.functions))
        general = not (offer.duty and offer.duty.needs)
        return offer.shut, offer.cost, CONSULT not in offer.functions, -serving, general, offer.id

    def _all(self) -> Iterator[Offer]:
        for place in sorted(self._walk.area.places | {""}):
            for body in self._walk.network.bodies_in.get(place, ()):
                if body.id in self._walk.network.desks:
                    yield from self.of(body.id)

    def _as_desk(self, body: str) -> Iterator[Offer]:
        """A desk that practice requires offers itself."""
        held = self._walk.network.bodies[body]
        if self._walk.is_of(held, self._want.kinds, self._want.tier):
            layer = "stated" if held.sort == "named" else "inferred"
            checks = (*self._walk.arrival_checks(body), self._reachable(held))
            yield Offer(body, self._want.id, held.label, layer, 0, (), checks=checks,
                        clocked=self._clocked, office=self._is_office(body))  # fmt: skip

    def _reachable(self, body: Body) -> Check:
        """Tell whether a national line that leads to such a body answers when she asks; else nothing is known."""
        clock = clock_of(self._walk.case)
        for line in self._walk.rulebook.lines:
            leads = line.hours and {body.id, *body.kinds}.intersection(line.kinds)
            if leads and openness(line.hours, clock).state == OPEN:
                return Check("hours", MET, (f"{line.number} {line.hours}",))
        return Check("hours-unknown", CONFIRM)

    def _is_unsuited(self, body: str) -> bool:
        """Tell whether rules of practice name bodies for this want, and this is none of them."""
        held = self._walk.network.bodies[body]
        return bool(self._suited) and not any(self._walk.is_of(held, rule.kinds, rule.tier) for rule in self._suited)

    def _is_office(self, body: str) -> bool:
        held = self._walk.network.bodies[body]
        return held.sort != "named" or held.form == "unit"

    @property
    def _clocked(self) -> bool:
        return is_outside_office_hours(self._walk.case)

    def _services_of(self, body: str) -> Iterator[Offer]:
        case = self._walk.case
        for service in self._walk.services_at(body):
            tier, checks = self._service_fit(service)
            if tier is not None:
                serving = tuple(sorted(service.functions - NOT_FOR_A_PERSON))
                standing = self._walk.standing_checks(service.layer, service.status, service.document)
                all_checks = (*checks, *standing, *self._avoided(service), *checks_of_service(service, case),
                              *self._walk.arrival_checks(body))  # fmt: skip
                yield Offer(body, service.id, service.label, service.layer, tier, serving, service, None,
                            tuple(dict.fromkeys(all_checks)), self._is_unsuited(body), self._clocked,
                            self._is_office(body))  # fmt: skip

    def _avoided(self, service: Service) -> Iterator[Check]:
        avoids = self._walk.case.avoids
        for_a_person = service.functions - NOT_FOR_A_PERSON
        if for_a_person and for_a_person <= avoids:
            yield Check("avoided", NOT_MET, tuple(sorted(for_a_person)))

    def _service_fit(self, service: Service) -> tuple[int | None, tuple[Check, ...]]:
        """Tell the tier of a service and what is to confirm about it, None where it does not fit at all."""
        helping = service.functions - NOT_FOR_A_PERSON
        unnamed = (Check("need-not-named", CONFIRM),)
        if not helping:
            return None, ()
        if self._want.is_need:
            if self._want.id in service.needs:
                return (0, ()) if helping - _TELLING else (1, ())
            general = not service.needs or GENERAL_NEED in service.needs
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
                tier = self._duty_tier(duty)
                if tier is not None:
                    label, checks = self._walk.network.label(kind), self._duty_checks(held, duty, tier)
                    yield Offer(body, duty.id, label, duty.layer, tier, (duty.function,), None, duty, checks,
                                self._is_unsuited(body), self._clocked, self._is_office(body))  # fmt: skip

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
        place_kind = network.concepts[body.place].place_kind if body.place in network.concepts else ""
        checks = (
            *self._doubt(duty, tier),
            *self._walk.standing_checks(duty.layer, "in_operation", ""),
            *self._walk.arrival_checks(body.id),
            *checks_of_audience((duty.kind,), case, self._walk.rulebook),
            *checks_of_duty(duty.audience, duty.place_kinds, place_kind, case),
            *((Check("condition", CONFIRM, (duty.condition.ja,)),) if duty.condition else ()),
            self._reachable(body),
        )
        return tuple(dict.fromkeys(checks))


def _first_contacts(walk: Walk) -> set[str]:
    concepts = walk.network.concepts
    return {kind for need in walk.case.needs if need in concepts for kind in concepts[need].first_contacts}
