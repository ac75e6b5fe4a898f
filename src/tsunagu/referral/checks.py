"""Does this linkage, service or duty fit the case? Every doubt becomes a check: met, to confirm, or not met.

What the data do not know is never taken as met. A `not_met` shuts a linkage or an offer for the case; the search can
then say that it exists and why it is shut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tsunagu.hours.channels import PHONE
from tsunagu.hours.openness import CLOSED, OPEN, UNKNOWN
from tsunagu.network.listed import LAYER as LISTED
from tsunagu.network.records import Body, Linkage, Service
from tsunagu.referral.clock import NO_PHONE, clock_of, opening_words, openness
from tsunagu.referral.question import INTERPRETER, Case
from tsunagu.referral.rulebook import Audience, ConditionReading, Rulebook

MET, CONFIRM, NOT_MET = "met", "confirm", "not_met"
WHOLE_GOVERNMENTS = frozenset({"body-type/municipality", "body-type/prefecture", "body-type/designated-city"})
BUREAUS = ("部", "局")
"""Last characters of the names of bureaus: they answer for sections, and nobody asks there."""
GENERAL_NEED = "need/multiple"
EVERYONE = frozenset({"target-group/general"})
GENDERS = frozenset({"target-group/women", "target-group/men"})
_FUNCTION = "function/"
NOT_FOR_A_PERSON = frozenset(
    _FUNCTION + name for name in (
        "public-ed", "publicity", "notice-abuse", "meeting", "planning", "staff", "ngo-support", "research",
    )
)  # fmt: skip
"""Functions no single person is helped by: no route ends there, and a linkage for these alone hands nobody on."""
OPENING = frozenset(
    _FUNCTION + name for name in (
        "referral", "liaison", "consult", "info", "phone-sns", "assessment", "abuse-intake", "accompany", "outreach",
    )
)  # fmt: skip
"""Functions that open a way to others: a linkage for one of these fits whatever is wanted."""
ADVICE = frozenset(
    _FUNCTION + name for name in (
        "consult", "phone-sns", "legal", "rights-relief", "consumer-debt", "mental-consult", "disability-consult",
        "elder-consult", "youth-consult", "family-consult",
    )
)  # fmt: skip
"""Functions that are advice: where law gives one to a kind of body, people may turn to it without being sent."""
AROUND = frozenset({"target-group/parent", "target-group/infant-family", "target-group/carer"})
"""Groups of those who ask about somebody else's age."""
AGE = "age"
HOURS = "hours"
"""Key where printed hours say open (met) or closed (not met); keys of everything else about hours begin with it."""
NO_NUMBER = "number-unknown"
"""Key where a named desk has no number of its own."""
NO_WAY_KNOWN = "channel-unknown"
OWN = "own-office"
"""Key where she cannot call and no other way to ask is known."""
WITHOUT_VOICE = ("counter", "chat", "sns", "email", "web", "home_visit", "outreach")
"""Channels on which one need not speak on a telephone, in the order they are told."""
MUNICIPALITY = "municipality"
"""Key where a kind stands for the desk of her municipality, which is not known."""
OPEN_CHANNEL = "hours-channel"
"""Key where printed hours tell channels apart and only some are open."""
PERHAPS_OPEN = "hours-perhaps"
"""Key where hours were read and do not say that it is closed, nor at which time it is open (夜間・休日)."""


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: `key` names its wording (`route-check-…`), `about` what it is about (ids or printed words)."""

    key: str
    state: str
    about: tuple[str, ...] = ()


def shut(checks: Iterable[Check]) -> bool:
    """Tell whether one of the checks is not met; a desk that is only closed at the hour asked about is not shut."""
    return any(check.state == NOT_MET and not check.key.startswith(HOURS) for check in checks)


def is_closed_now(checks: Iterable[Check]) -> bool:
    """Tell whether printed hours say that a desk is closed when she asks: it opens later, and comes last."""
    return any(check.key == HOURS and check.state == NOT_MET for check in checks)


def open_points(checks: Iterable[Check]) -> int:
    """How many checks are still to confirm."""
    return sum(check.state == CONFIRM for check in checks)


def checks_of_link(link: Linkage, case: Case, rulebook: Rulebook, wanted: frozenset[str]) -> tuple[Check, ...]:
    """Whether a linkage is about what is needed and its printed condition holds; `wanted`: the functions asked for."""
    return (*_purpose(link, case, wanted), *_condition(link, case, rulebook, wanted))


def _purpose(link: Linkage, case: Case, wanted: frozenset[str]) -> Iterator[Check]:
    """Yield whether a linkage is about what the person needs: the need of the case must be the linkage's purpose."""
    if link.needs & case.needs:
        yield Check("need", MET, tuple(sorted(link.needs & case.needs)))
    elif GENERAL_NEED in link.needs:
        yield Check("need", CONFIRM, tuple(sorted(link.needs)))
    elif link.needs:
        asked = case.any_need and link.functions & wanted
        yield Check("need", CONFIRM if asked else NOT_MET, tuple(sorted(link.needs)))
    if link.functions and not link.functions & (OPENING | wanted):
        yield Check("purpose", NOT_MET, tuple(sorted(link.functions)))
    elif not link.needs and not link.functions and not link.condition:
        yield Check("purpose-unknown", CONFIRM)


def checks_of_duty(
    audience: frozenset[str], place_kinds: frozenset[str], place_kind: str, case: Case
) -> Iterator[Check]:
    """Yield whether a duty of law fits the case: the groups it is about, and the kind of government it binds."""
    yield from checks_of_groups(audience, frozenset(), case)
    if place_kinds and place_kind and place_kind not in place_kinds:
        yield Check("tier", NOT_MET, tuple(f"place-kind/{kind}" for kind in sorted(place_kinds)))


def _condition(link: Linkage, case: Case, rulebook: Rulebook, wanted: frozenset[str]) -> Iterator[Check]:
    if not link.condition:
        return
    reading = rulebook.readings.get(link.condition.ja)
    if reading is None:
        yield Check("condition", CONFIRM, (link.condition.ja,))
    elif reading.holds != "always":
        yield Check("condition", _state_of(reading, case, wanted), (link.condition.ja,))


def _state_of(reading: ConditionReading, case: Case, wanted: frozenset[str]) -> str:
    if reading.needs and not case.any_need and not reading.needs & case.needs:
        return NOT_MET
    if reading.functions and not reading.functions & wanted:
        return NOT_MET
    known = reading.circumstances <= case.holds and (not reading.needs or bool(reading.needs & case.needs))
    return MET if known and reading.holds == "exact" else CONFIRM


def checks_of_groups(
    for_groups: frozenset[str],
    never: frozenset[str],
    case: Case,
    about: tuple[str, ...] = (),
    also: frozenset[str] = frozenset(),
) -> Iterator[Check]:
    """Yield whether the person is among those served.

    Women and men are a condition of their own beside the other groups (a service for women who are victims is for
    victims who are women); of the other groups any one will do. A group of `also` that may hold leaves the rest open.
    """
    if never & case.groups:
        yield Check("group", NOT_MET, (*about, *sorted(never & case.groups)))
        return
    if for_groups & EVERYONE:
        return
    genders, others = for_groups & GENDERS, for_groups - GENDERS
    for part in (genders, others):
        if part and part != GENDERS:
            state = _among(part, case)
            hopeful = state == NOT_MET and also and not also <= case.not_groups
            yield Check("group", CONFIRM if hopeful else state, (*about, *sorted(part)))


def _among(groups: frozenset[str], case: Case) -> str:
    """Compare with what is known of the person; a group that no circumstance brings (staff) is nobody's who asks."""
    if groups & case.groups:
        return MET
    open_to = groups & case.possible_groups if case.possible_groups else groups
    return NOT_MET if open_to <= case.not_groups else CONFIRM


def checks_of_audience(kinds: Iterable[str], case: Case, rulebook: Rulebook) -> tuple[Check, ...]:
    """Whether bodies of these kinds serve the person by law; of several kinds the most open one counts."""
    found = [tuple(_audience(rulebook.audiences.get(kind), kind, case)) for kind in kinds]
    return min(found, key=lambda checks: (shut(checks), open_points(checks)), default=())


def _audience(audience: Audience | None, kind: str, case: Case) -> Iterator[Check]:
    """`also` opens a kind to further groups, whatever its `only` groups say."""
    if audience and audience.also & case.groups and not audience.never & case.groups:
        yield Check("group", MET, (kind, *sorted(audience.also & case.groups)))
    elif audience:
        yield from checks_of_groups(audience.only, audience.never, case, (kind,), audience.also)


def checks_of_service(service: Service, case: Case) -> tuple[Check, ...]:
    """What a service asks of the case: whom it is for, hours, language, how one comes in."""
    return (
        *checks_of_groups(service.for_groups, service.not_for_groups, case),
        *checks_of_age(service, case),
        *checks_of_hours(service.hours, case),
        *checks_of_language(service.languages, case),
        *_channel(service, case),
    )


def checks_of_age(service: Service, case: Case) -> Iterator[Check]:
    """Yield whether her age is among those a service is for; of those around her (parents) that is to confirm."""
    if service.age_from is None and service.age_until is None:
        return
    youngest, oldest = case.ages
    least, most = service.age_from or 0, service.age_until
    printed = (f"{least}-{'' if most is None else most}",)
    if (oldest is not None and oldest < least) or (most is not None and youngest > most):
        around = bool(AROUND & service.for_groups & case.groups)
        yield Check(AGE, CONFIRM if around else NOT_MET, printed)
    else:
        within = youngest >= least and (most is None or (oldest is not None and oldest <= most))
        yield Check(AGE, MET if within else CONFIRM, printed)


def checks_of_hours(hours: str, case: Case) -> Iterator[Check]:
    """Yield whether the desk is open when she asks; where it is closed and that is known, when it opens next."""
    if not hours:
        yield Check("hours-unknown", CONFIRM)
        return
    told = openness(hours, clock_of(case))
    state = {OPEN: MET, CLOSED: NOT_MET, UNKNOWN: CONFIRM}[told.state]
    yield Check(PERHAPS_OPEN if told.may and state == CONFIRM else HOURS, state, (hours,))
    if told.open_on:
        yield Check(OPEN_CHANNEL, MET, tuple(f"channel/{channel}" for channel in told.open_on))
    if told.opens:
        day, words = opening_words(told.opens)
        yield Check(f"hours-opens-{day}", NOT_MET, (words,))
    if told.by_appointment:
        yield Check("hours-appointment", CONFIRM)


def ways_without_voice(service: Service) -> tuple[str, ...]:
    """The channels by which one may ask without speaking on a telephone, as documents and registers tell them.

    The page of a listed desk is where one reads about it, and no way to ask.
    """
    told = (*service.channels, *(contact.channel for contact in service.contacts if service.layer != LISTED))
    return tuple(channel for channel in WITHOUT_VOICE if channel in told)


def _channel(service: Service, case: Case) -> Iterator[Check]:
    """Yield that a service by telephone alone is shut to somebody who cannot call; a listed desk may be gone to."""
    if NO_PHONE not in case.holds or ways_without_voice(service):
        return
    if service.channels and set(service.channels) <= {PHONE} and service.layer != LISTED:
        yield Check("channel", NOT_MET, ("channel/phone",))
    else:
        yield Check(NO_WAY_KNOWN, CONFIRM)


def checks_of_language(spoken: Iterable[str], case: Case) -> Iterator[Check]:
    """Yield whether a desk speaks a language of hers; where that is not written, or says other languages, to confirm.

    Somebody who needs an interpreter, whose language was not told, finds it to confirm everywhere.
    """
    wanted, known = case.question.languages, tuple(dict.fromkeys(spoken))
    if set(known) & set(wanted):
        yield Check("language", MET, known)
    elif wanted or INTERPRETER in case.holds:
        yield Check("language", CONFIRM, known or wanted)


def is_front_desk(body: Body) -> bool:
    """Tell whether one can ask at a body: no whole government, and no bureau that has sections for that."""
    whole = body.sort != "kind" and bool(set(body.kinds) & WHOLE_GOVERNMENTS)
    return not whole and not (body.form == "unit" and body.label.ja.endswith(BUREAUS))


def checks_of_body(body: Body) -> tuple[Check, ...]:
    """List what is to confirm about a body: only law says it must exist, which section, whether it is open yet."""
    found = []
    if body.sort == "expected":
        found.append(Check("expected", CONFIRM, (body.id,)))
    if body.sort == "kind":
        found.append(Check("kind-only", CONFIRM, (body.id,)))
    if not is_front_desk(body):
        found.append(Check("section", CONFIRM, (body.id,)))
    if body.status in ("planned", "under_study"):
        found.append(Check("not-open-yet", CONFIRM, (body.id,)))
    return tuple(found)
