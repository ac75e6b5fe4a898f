"""Where a route may end: the services a document names and the functions law gives to a kind of body.

Tier 0 meets what is wanted by the words of its source: the service names the need, or law gives a kind of body the
function. Tier 1 only may: the function fits and nothing is said of the need, which is then to be confirmed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tsunagu.network.records import LAYERS, Duty, Service, Words
from tsunagu.referral.checks import (
    CONFIRM,
    GENERAL_NEED,
    NOT_FOR_A_PERSON,
    NOT_MET,
    OPENING,
    Check,
    checks_of_audience,
    checks_of_service,
    open_points,
    shut,
)
from tsunagu.referral.question import Want
from tsunagu.referral.walk import Walk
from tsunagu.routes.search import Cost

_TELLING = frozenset({"function/info"})
CONSULT = "function/consult"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a body does for a want: a service, or a duty of its kind; `functions` are those that serve the want."""

    body: str
    id: str
    label: Words
    layer: str
    tier: int
    functions: tuple[str, ...]
    service: Service | None = None
    duty: Duty | None = None
    checks: tuple[Check, ...] = ()

    @property
    def shut(self) -> bool:
        """Tell whether a check is not met."""
        return shut(self.checks)

    @property
    def cost(self) -> Cost:
        """Return the cost of ending here, in the order of `Step.cost`."""
        return self.tier, 0, 0, LAYERS.index(self.layer), open_points(self.checks)


class Offers:
    """The offers of one case for one want; services and duties are looked at once, O(services + bodies x duties)."""

    def __init__(self, walk: Walk, want: Want) -> None:
        self._walk = walk
        self._want = want
        concept = walk.network.concepts.get(want.id)
        wanted = set(concept.functions) if concept and want.is_need else {want.id}
        self.functions = frozenset(wanted - walk.case.avoids)
        self._first = set(concept.first_contacts) if concept and want.is_need else _first_contacts(walk)

    def by_body(self) -> tuple[dict[str, list[Offer]], list[Offer]]:
        """Return the open offers by body, best first, and those that exist but are shut for the case."""
        found: dict[str, list[Offer]] = defaultdict(list)
        closed: list[Offer] = []
        for offer in sorted(self._all(), key=self._order):
            if offer.shut:
                closed.append(offer)
            else:
                found[offer.body].append(offer)
        return found, closed

    def of(self, body: str) -> list[Offer]:
        """Return every offer of one body, open or shut, best first."""
        found = [*self._services_of(body), *self._duties_of(body)]
        return sorted(found, key=self._order)

    def _order(self, offer: Offer) -> tuple[bool, Cost, bool, int, bool, str]:
        """Open before shut, cheapest first; of equals what begins with a talk, what does most, what names the need."""
        serving = len(self._walk.wanted.intersection(offer.functions))
        general = not (offer.duty and offer.duty.needs)
        return offer.shut, offer.cost, CONSULT not in offer.functions, -serving, general, offer.id

    def _all(self) -> Iterator[Offer]:
        for place in sorted(self._walk.places | {""}):
            for body in self._walk.network.bodies_in.get(place, ()):
                if body.id in self._walk.network.desks:
                    yield from self._services_of(body.id)
                    yield from self._duties_of(body.id)

    def _services_of(self, body: str) -> Iterator[Offer]:
        for service in self._walk.network.services_of.get(body, ()):
            tier, checks = self._service_fit(service)
            if tier is not None:
                serving = tuple(sorted(service.functions - NOT_FOR_A_PERSON))
                standing = self._walk.standing_checks(service.layer, service.status, service.document)
                all_checks = (*checks, *standing, *self._avoided(service), *checks_of_service(service, self._walk.case))
                yield Offer(body, service.id, service.label, service.layer, tier, serving, service, None, all_checks)

    def _avoided(self, service: Service) -> Iterator[Check]:
        avoids = self._walk.case.avoids
        for_a_person = service.functions - NOT_FOR_A_PERSON
        if for_a_person and for_a_person <= avoids:
            yield Check("avoided", NOT_MET, tuple(sorted(for_a_person)))

    def _service_fit(self, service: Service) -> tuple[int | None, tuple[Check, ...]]:
        """Return the tier of a service and what is to confirm about it, or None where it does not fit at all."""
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
        for kind in self._walk.network.bodies[body].kinds:
            for duty in self._walk.network.duties_of.get(kind, ()):
                tier = self._duty_tier(duty)
                if tier is not None:
                    label, checks = self._walk.network.label(kind), self._duty_checks(body, duty, tier)
                    yield Offer(body, duty.id, label, duty.layer, tier, (duty.function,), None, duty, checks)

    def _duty_tier(self, duty: Duty) -> int | None:
        """Return 0 where law speaks of the need or of the kind as a first contact, 1 where it speaks of no need."""
        if duty.function not in self.functions or duty.function in NOT_FOR_A_PERSON:
            return None
        case = self._walk.case
        asked = {self._want.id} if self._want.is_need else frozenset() if case.any_need else case.needs
        if duty.needs and asked:
            return 0 if duty.needs & asked else None
        return 0 if not asked or duty.kind in self._first or duty.function not in OPENING else 1

    def _duty_checks(self, body: str, duty: Duty, tier: int) -> tuple[Check, ...]:
        case, rulebook = self._walk.case, self._walk.rulebook
        checks = (
            *(() if tier == 0 else (Check("need-not-named", CONFIRM),)),
            *self._walk.standing_checks(duty.layer, "in_operation", ""),
            *self._walk.arrival_checks(body),
            *checks_of_audience((duty.kind,), case, rulebook),
            Check("hours-unknown", CONFIRM),
        )
        return tuple(dict.fromkeys(checks))


def _first_contacts(walk: Walk) -> set[str]:
    concepts = walk.network.concepts
    return {kind for need in walk.case.needs if need in concepts for kind in concepts[need].first_contacts}
