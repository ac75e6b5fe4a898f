"""Is a desk open when the person asks? The printed hours of a service against the hour, weekday or date of a case.

An hour without a weekday is asked of every day, a weekday without an hour of the whole day, 夜間 of every night from 19
to 8, 休日 of Saturdays, Sundays and public holidays. Open is met, closed is not met; anything else is to confirm.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tsunagu.hours.days import Day, day_of
from tsunagu.hours.grammar import read_hours
from tsunagu.hours.model import COUNTER, DAY, WHOLE_DAY, Hours, Span, clock
from tsunagu.hours.openness import (
    ANY_DAY,
    CLOSED,
    DAYS_OFF,
    OPEN,
    UNKNOWN,
    Moments,
    Opens,
    may_be_open,
    opens_next,
    ordinary,
    state_in,
)
from tsunagu.referral.question import HOLIDAY, NIGHT, NIGHT_FROM, NIGHT_UNTIL, SATURDAY, Case

NO_PHONE = "circumstance/no-phone"
NOBODY_THERE = frozenset({"email", "web"})
"""Channels on which nobody answers at once: they do not make a desk open."""
ANY_CHANNEL = ""
NIGHT_SPANS = (Span(NIGHT_FROM * 60, DAY), Span(0, NIGHT_UNTIL * 60))
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Openness:
    """What printed hours say of a case: `state`, whether it `may` be open, when it `opens` next, whether to book."""

    state: str
    may: bool
    opens: Opens | None
    by_appointment: bool


def openness(printed: str, case: Case) -> Openness:
    """Read printed hours for the moments of a case; cached, O(parts x turns)."""
    hours, moments = read_hours(printed), moments_of(case)
    channels = _channels(hours, case)
    states = {state_in(hours, moments, channel) for channel in channels}
    state = OPEN if OPEN in states else CLOSED if states == {CLOSED} and is_clocked(case) else UNKNOWN
    may = is_clocked(case) and any(may_be_open(hours, moments, channel) for channel in channels)
    opens = _opens(hours, moments, channels) if state == CLOSED else None
    return Openness(state, may, opens, hours.by_appointment)


def is_clocked(case: Case) -> bool:
    """Tell whether the case says anything of when she asks."""
    question = case.question
    told = (question.hour, question.weekday, question.when)
    return any(one is not None for one in told) or case.after_hours


def moments_of(case: Case) -> Moments:
    """The days and times a case asks about."""
    question, held = case.question, case.holds
    if question.when:
        days: tuple[Day, ...] = (day_of(question.when),)
    elif question.weekday is not None:
        off = HOLIDAY in held and question.weekday < SATURDAY
        days = (replace(ordinary(question.weekday), holiday=off),)
    else:
        days = DAYS_OFF if HOLIDAY in held else ANY_DAY
    if question.hour is not None:
        return Moments(days, (Span(question.hour * 60, question.hour * 60 + 60),))
    return Moments(days, NIGHT_SPANS if NIGHT in held else (WHOLE_DAY,))


def _channels(hours: Hours, case: Case) -> tuple[str, ...]:
    """The channels that count: somebody answers, and she can use them."""
    if NO_PHONE in case.holds:
        return (COUNTER,)
    named = frozenset().union(*(one.channels for one in hours.openings)) - NOBODY_THERE
    unnamed = [ANY_CHANNEL] if any(not one.channels for one in hours.openings) else []
    return (*sorted(named), *unnamed) or (*sorted(NOBODY_THERE),)


def _opens(hours: Hours, moments: Moments, channels: tuple[str, ...]) -> Opens | None:
    """When it opens next, where one day was asked for."""
    if len(moments.days) > 1:
        return None
    after = max(one.end for one in moments.spans) - 1
    found = [opens_next(hours, moments.days[0], after, channel) for channel in channels]
    return min((one for one in found if one), key=lambda one: (one.ahead, one.minute), default=None)


def opening_words(opens: Opens) -> tuple[str, str]:
    """The end of a check's key for when a desk opens, and the words it is about: a time of a weekday, or of a date."""
    if opens.day.date:
        return "date", f"{opens.day.date.isoformat()} {clock(opens.minute)}"
    return WEEKDAYS[opens.day.weekday], clock(opens.minute)
