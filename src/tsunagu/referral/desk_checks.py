"""What the desks of one walk ask of a case, whatever is wanted of them: worked out once for all wants."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from tsunagu.hours.openness import OPEN
from tsunagu.network.records import Body, Duty, Service
from tsunagu.referral.checks import (
    CONFIRM,
    HOURS,
    MET,
    NO_NUMBER,
    NO_WAY_KNOWN,
    NOT_FOR_A_PERSON,
    NOT_MET,
    OWN,
    PERHAPS_OPEN,
    Check,
    checks_of_audience,
    checks_of_duty,
    checks_of_hours,
    checks_of_language,
    checks_of_service,
    ways_without_voice,
)
from tsunagu.referral.clock import NO_PHONE, clock_of, is_outside_office_hours, openness
from tsunagu.referral.question import IN_DANGER, OWN_OFFICE, Case
from tsunagu.referral.rulebook import EMERGENCY, PhoneLine

if TYPE_CHECKING:
    from tsunagu.referral.walk import Walk

POLICE = frozenset({"body-type/police-station", "body-type/pref-police"})
Checks = tuple[Check, ...]


def answers_for(line: PhoneLine, case: Case) -> bool:
    """Tell whether a line that leads to a desk counts as a way to it.

    The ambulance is no way to a clinic, nor 110 to the counter of a station, unless there is danger; outside office
    hours the police are there day and night by the same number.
    """
    if line.sort != EMERGENCY or IN_DANGER in case.holds:
        return True
    return bool(POLICE.intersection(line.kinds)) and is_outside_office_hours(case)


class DeskChecks:
    """The checks of services, of duties and of reaching a body, each once a walk."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._reached: dict[str, Checks] = {}
        self._services: dict[tuple[str, str], Checks] = {}
        self._duties: dict[tuple[str, str], Checks] = {}
        self._elsewhere: dict[str, bool] = {}

    @cached_property
    def clocked(self) -> bool:
        """Tell whether she asks outside office hours."""
        return is_outside_office_hours(self._walk.case)

    def is_reached_elsewhere(self, body: Body) -> bool:
        """Tell whether a desk known by name has no number while others of its kinds have one."""
        if body.id not in self._elsewhere:
            numberless = any(check.key == NO_NUMBER for check in self._walk.arrival_checks(body.id))
            others = [self._walk.area.desks_of(kind) for kind in body.kinds] if numberless else []
            called = all(any(other.phones for other in some) for some in others)
            self._elsewhere[body.id] = bool(others) and called
        return self._elsewhere[body.id]

    def reaching(self, body: Body) -> Checks:
        """Tell when a body can be reached and in which languages, by its services and the national lines to it."""
        if body.id not in self._reached:
            self._reached[body.id] = tuple(self._reachable(body))
        return self._reached[body.id]

    def _reachable(self, body: Body) -> Iterator[Check]:
        case, services = self._walk.case, self._walk.services_at(body.id)
        printed = [tuple(checks_of_hours(service.hours, case)) for service in services if service.hours]
        line = [(Check(HOURS, MET, (said,)),) for said in self._answering(body)]
        yield from min((*printed, *line), key=_hours_rank, default=(Check("hours-unknown", CONFIRM),))
        yield from checks_of_language((spoken for service in services for spoken in service.languages), case)
        yield from self._ways_known(body, services)
        if self._is_own_office(body):
            yield Check(OWN, CONFIRM)

    def _is_own_office(self, body: Body) -> bool:
        """Tell whether a body is of her own municipality, where somebody there must not come to know."""
        case, network = self._walk.case, self._walk.network
        if OWN_OFFICE not in case.holds or not body.place:
            return False
        own = network.government_of(case.question.place)
        held = network.concepts.get(own)
        return held is not None and held.place_kind != "prefecture" and network.government_of(body.place) == own

    def _answering(self, body: Body) -> Iterator[str]:
        """Yield the national lines that lead to such a body and answer when she asks, with their hours."""
        case, names = self._walk.case, frozenset((body.id, *body.kinds))
        for line in self._walk.rulebook.lines if NO_PHONE not in case.holds else ():
            leads = line.hours and not names.isdisjoint(line.kinds)
            if leads and answers_for(line, case) and openness(line.hours, clock_of(case)).state == OPEN:
                yield f"{line.number} {line.hours}"

    def _ways_known(self, body: Body, services: tuple[Service, ...]) -> Iterator[Check]:
        """Yield that no way without a voice is known to a body, where she cannot call."""
        lines = (line for line in self._walk.rulebook.written if {body.id, *body.kinds}.intersection(line.kinds))
        if NO_PHONE in self._walk.case.holds and not any(map(ways_without_voice, services)) and not any(lines):
            yield Check(NO_WAY_KNOWN, CONFIRM)

    def of_service(self, body: str, service: Service) -> Checks:
        """What a service asks at a body: that it stands, is not avoided, fits her and can be come to."""
        key = body, service.id
        if key not in self._services:
            walk = self._walk
            checks = (
                *walk.standing_checks(service.layer, service.status, service.document), *self._avoided(service),
                *checks_of_service(service, walk.case), *walk.arrival_checks(body), *self._seen(service),
            )  # fmt: skip
            self._services[key] = tuple(dict.fromkeys(checks))
        return self._services[key]

    def _avoided(self, service: Service) -> Iterator[Check]:
        avoids = self._walk.case.avoids
        for_a_person = service.functions - NOT_FOR_A_PERSON
        if for_a_person and for_a_person <= avoids:
            yield Check("avoided", NOT_MET, tuple(sorted(for_a_person)))

    def _seen(self, service: Service) -> Iterator[Check]:
        """Yield that the entry of a register is old."""
        for contact in service.contacts if service.layer == "listed" else ():
            yield from self._walk.verified(contact.checked_on)

    def of_duty(self, body: Body, duty: Duty) -> Checks:
        """What a duty asks at a body that has it."""
        key = body.id, duty.id
        if key not in self._duties:
            case, network, walk = self._walk.case, self._walk.network, self._walk
            held = network.concepts.get(network.government_of(body.place))
            checks = (
                *walk.standing_checks(duty.layer, "in_operation", ""),
                *walk.arrival_checks(body.id),
                *checks_of_audience((duty.kind,), case, walk.rulebook),
                *checks_of_duty(duty.audience, duty.place_kinds, held.place_kind if held else "", case),
                *((Check("condition", CONFIRM, (duty.condition.ja,)),) if duty.condition else ()),
                *self.reaching(body),
            )
            self._duties[key] = tuple(dict.fromkeys(checks))
        return self._duties[key]


def _hours_rank(checks: Checks) -> int:
    """Rank what is said of hours: open, perhaps open, closed, nothing."""
    ranks = {(HOURS, MET): 0, (PERHAPS_OPEN, CONFIRM): 1, (HOURS, NOT_MET): 2}
    return min((ranks.get((check.key, check.state), 3) for check in checks), default=3)
