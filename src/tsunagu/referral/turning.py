"""What a turned circumstance can touch: so that the same question asked again looks only at that anew.

Two cases of one question differ in a few groups, needs, functions, circumstances and rules of practice. What a body or
a linkage asks of a case is known beforehand (`Interest`); where none of it is turned, what was found for the first case
holds for the second. When in doubt a thing counts as touched: that costs time and never changes an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from tsunagu.network.records import Duty, Linkage, Service
from tsunagu.referral.area import Area
from tsunagu.referral.clock import NO_PHONE, clock_of
from tsunagu.referral.question import IN_DANGER, INTERPRETER, OWN_OFFICE, Case, Question
from tsunagu.referral.rulebook import PracticeRule, Rulebook

Names = frozenset[str]
NONE: Names = frozenset()
AT_EVERY_DESK = frozenset({IN_DANGER, INTERPRETER, OWN_OFFICE})
"""Circumstances that every offer asks about, as it does about the hour."""
KEPT = tuple(part.name for part in fields(Question) if part.name not in {"circumstances", "hour", "weekday", "when"})
"""What two cases of one question have in common."""


@dataclass(frozen=True, slots=True)
class Interest:
    """What of a case something asks about: `names` are the body and its kinds, as rules of practice name them."""

    groups: Names = NONE
    needs: Names = NONE
    functions: Names = NONE
    circumstances: Names = NONE
    names: Names = NONE


@dataclass(frozen=True, slots=True)
class Turned:
    """What differs between two cases of one question.

    `functions` are those looked for in one of them alone, or avoided in one alone; `barred` the kinds to which rules of
    practice let nobody be sent in one alone. `time` where the hour, the language or danger differ, which every offer
    asks about; `person` where her age does, or whether she can call, which every door asks about too.
    """

    groups: Names
    needs: Names
    functions: Names
    circumstances: Names
    barred: Names
    time: bool
    person: bool

    def touches(self, interest: Interest) -> bool:
        """Tell whether something asks about what differs."""
        return not (
            self.groups.isdisjoint(interest.groups)
            and self.needs.isdisjoint(interest.needs)
            and self.functions.isdisjoint(interest.functions)
            and self.circumstances.isdisjoint(interest.circumstances)
            and self.barred.isdisjoint(interest.names)
        )


def turned_between(before: Case, after: Case, wanted_before: Names, wanted_after: Names) -> Turned | None:
    """What differs between two cases; None where they are not of one question, and nothing can be taken over."""
    if not _is_same_question(before, after):
        return None
    holds = before.holds ^ after.holds
    return Turned(
        (before.groups ^ after.groups) | (before.not_groups ^ after.not_groups),
        before.needs ^ after.needs,
        (wanted_before ^ wanted_after) | (before.avoids ^ after.avoids),
        holds,
        kinds_turned(_barring(before), _barring(after)),
        clock_of(before) != clock_of(after) or not AT_EVERY_DESK.isdisjoint(holds),
        before.ages != after.ages or NO_PHONE in holds,
    )


def _is_same_question(before: Case, after: Case) -> bool:
    first, second = before.question, after.question
    return all(getattr(first, name) == getattr(second, name) for name in KEPT)


def _barring(case: Case) -> tuple[PracticeRule, ...]:
    return tuple(rule for rule in case.practice if rule.effect == "never")


def kinds_turned(before: Iterable[PracticeRule], after: Iterable[PracticeRule]) -> Names:
    """The kinds named by those rules of practice that hold in one of two cases alone."""
    first, second = ({rule.id: rule for rule in rules} for rules in (before, after))
    turned = first.keys() ^ second.keys()
    return frozenset(kind for name in turned for kind in (first.get(name) or second[name]).kinds)


class Interests:
    """What the bodies and linkages of one area ask about, each worked out once."""

    def __init__(self, area: Area) -> None:
        self._area = area
        self._arrivals: dict[str, Interest] = {}
        self._offers: dict[str, Interest] = {}
        self._doors: dict[str, Interest] = {}
        self._leads: dict[str, list[tuple[Interest, list[str]]]] = {}

    def of_arriving(self, body: str) -> Interest:
        """What is asked of whoever comes to a body."""
        if body not in self._arrivals:
            held = self._area.network.bodies[body]
            kinds = self._area.network.desks_listed.stated_kinds(held)
            self._arrivals[body] = Interest(
                _groups_of_kinds(self._area.rulebook, kinds), names=_names(body, held.kinds)
            )
        return self._arrivals[body]

    def of_offers(self, body: str) -> Interest:
        """What the services and duties of a body ask, whatever is wanted; needs are a matter of what is wanted."""
        if body not in self._offers:
            held, area = self._area.network.bodies[body], self._area
            kinds = held.kinds or ((body,) if held.sort == "kind" else ())
            services = area.services_at(body)
            duties = [duty for kind in kinds for duty in area.network.duties_of.get(kind, ())]
            self._offers[body] = Interest(
                self.of_arriving(body).groups
                | _groups_of_kinds(area.rulebook, kinds)
                | _groups_of(services)
                | frozenset().union(*(duty.audience for duty in duties)),
                functions=_functions_of((*services, *duties)),
                names=_names(body, held.kinds),
            )
        return self._offers[body]

    def of_entering(self, body: str) -> Interest:
        """What the services by which one may enter a body ask."""
        if body not in self._doors:
            services = self._area.services_at(body)
            needs = frozenset().union(*(service.needs for service in services))
            held = self._area.network.bodies[body]
            self._doors[body] = Interest(_groups_of(services), needs, names=_names(body, held.kinds))
        return self._doors[body]

    def of_leads(self, source: str) -> list[tuple[Interest, list[str]]]:
        """What each of the linkages of a body or kind asks, and the bodies it leads to."""
        if source not in self._leads:
            rulebook = self._area.rulebook
            self._leads[source] = [
                (_of_link(link, rulebook), [end.id for end in ends]) for link, ends, _ in self._area.leads_of(source)
            ]
        return self._leads[source]


def _names(body: str, kinds: Iterable[str]) -> Names:
    return frozenset((body, *kinds))


def _groups_of(services: Iterable[Service]) -> Names:
    return frozenset().union(*(service.for_groups | service.not_for_groups for service in services))


def _functions_of(given: Iterable[Service | Duty]) -> Names:
    return frozenset().union(*({each.function} if isinstance(each, Duty) else each.functions for each in given))


def _groups_of_kinds(rulebook: Rulebook, kinds: Iterable[str]) -> Names:
    known = (rulebook.audiences[kind] for kind in kinds if kind in rulebook.audiences)
    return frozenset().union(*(audience.only | audience.also | audience.never for audience in known))


def _of_link(link: Linkage, rulebook: Rulebook) -> Interest:
    reading = rulebook.readings.get(link.condition.ja) if link.condition else None
    if reading is None:
        return Interest(link.audience, link.needs, link.functions)
    return Interest(
        link.audience, link.needs | reading.needs, link.functions | reading.functions, reading.circumstances
    )
