"""Is a desk open when the person asks? The printed hours of a service against the hour, weekday or date of a case.

An hour without a weekday is asked of every day, a weekday without an hour of the whole day, 夜間 of every night from 19
to 8, 休日 of Saturdays, Sundays and public holidays. Open is met, closed is not met; anything else is to confirm.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from tsunagu.hours.channels import COUNTER, PHONE
from tsunagu.hours.days import Day, day_of
from tsunagu.hours.grammar import read_hours
from tsunagu.hours.model import DAY, WHOLE_DAY, Hours, TimeSpan, clock
from tsunagu.hours.openness import (
    ANY_DAY,
    CLOSED,
    DAYS_OFF,
    OPEN,
    UNKNOWN,
    Moments,
    NextOpening,
    may_be_open,
    opens_next,
    ordinary,
    state_in,
)
from tsunagu.referral.question import HOLIDAY, NIGHT, NIGHT_FROM, NIGHT_UNTIL, SATURDAY, Case

OFFICE_FROM, OFFICE_UNTIL = 9, 17
NO_PHONE = "circumstance/no-phone"
NOBODY_THERE = frozenset({"email", "web"})
"""Channels on which nobody answers at once: they do not make a desk open."""
ANY_CHANNEL = ""
NIGHT_SPANS = (TimeSpan(NIGHT_FROM * 60, DAY), TimeSpan(0, NIGHT_UNTIL * 60))
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Clock:
    """When she asks, as far as the case tells, and whether she can speak on a telephone."""

    hour: int | None
    weekday: int | None
    when: date | None
    night: bool
    day_off: bool
    no_phone: bool

    @property
    def told(self) -> bool:
        """Tell whether anything is said of the time."""
        return self.night or self.day_off or any(part is not None for part in (self.hour, self.weekday, self.when))


def is_outside_office_hours(case: Case) -> bool:
    """Tell whether she asks at a time at which a public office may well be closed; of no time nothing follows.

    From Monday to Friday between 9 and 17 unknown hours are still to confirm, but speak against nobody.
    """
    clock = clock_of(case)
    if not clock.told:
        return False
    weekday = clock.when.weekday() if clock.when else clock.weekday
    by_day = not clock.day_off and (weekday is None or weekday < SATURDAY)
    by_hour = not clock.night and (clock.hour is None or OFFICE_FROM <= clock.hour < OFFICE_UNTIL)
    return not (by_day and by_hour)


@dataclass(frozen=True, slots=True)
class Openness:
    """What printed hours say of a case: `state`, whether it `may` be open, when it `opens` next, whether to book.

    `open_on` are the channels that are open where the hours tell channels apart and not all are.
    """

    state: str
    may: bool
    opens: NextOpening | None
    by_appointment: bool
    open_on: tuple[str, ...] = ()


def clock_of(case: Case) -> Clock:
    """What a case tells of the time."""
    asked, held = case.question, case.holds
    return Clock(asked.hour, asked.weekday, asked.when, NIGHT in held, HOLIDAY in held, NO_PHONE in held)


@lru_cache(maxsize=8192)
def openness(printed: str, asked: Clock) -> Openness:
    """Read printed hours for the moments that are asked about; O(days x turns of the hours), then from memory."""
    hours, moments = read_hours(printed), moments_of(asked)
    channels = _channels(hours, asked)
    by_channel = {channel: state_in(hours, moments, channel) for channel in channels}
    states = set(by_channel.values())
    state = OPEN if OPEN in states else CLOSED if states == {CLOSED} and asked.told else UNKNOWN
    may = asked.told and any(may_be_open(hours, moments, channel) for channel in channels)
    opens = _opens(hours, moments, channels) if state == CLOSED else None
    open_on = tuple(channel for channel, told in by_channel.items() if told == OPEN and channel)
    apart = asked.told and len(states) > 1
    return Openness(state, may, opens, hours.by_appointment, open_on if apart else ())


def moments_of(asked: Clock) -> Moments:
    """The days and times that are asked about."""
    if asked.when:
        days: tuple[Day, ...] = (day_of(asked.when),)
    elif asked.weekday is not None:
        days = (replace(ordinary(asked.weekday), holiday=asked.day_off and asked.weekday < SATURDAY),)
    else:
        days = DAYS_OFF if asked.day_off else ANY_DAY
    if asked.hour is not None:
        return Moments(days, (TimeSpan(asked.hour * 60, asked.hour * 60 + 60),))
    return Moments(days, NIGHT_SPANS if asked.night else (WHOLE_DAY,))


def _channels(hours: Hours, asked: Clock) -> tuple[str, ...]:
    """The channels that count: somebody answers, and she can use them."""
    named = frozenset().union(*(opening.channels for opening in hours.openings)) - NOBODY_THERE
    if asked.no_phone:
        return tuple(sorted((named | {COUNTER}) - {PHONE}))
    unnamed = [ANY_CHANNEL] if any(not opening.channels for opening in hours.openings) else []
    return (*sorted(named), *unnamed) or (*sorted(NOBODY_THERE),)


def _opens(hours: Hours, moments: Moments, channels: tuple[str, ...]) -> NextOpening | None:
    """When it opens next, where one day was asked for."""
    if len(moments.days) > 1:
        return None
    after = max(span.end for span in moments.spans) - 1
    found = [opens_next(hours, moments.days[0], after, channel) for channel in channels]
    return min((turn for turn in found if turn), key=lambda turn: (turn.ahead, turn.minute), default=None)


def opening_words(opens: NextOpening) -> tuple[str, str]:
    """The end of a check's key for when a desk opens, and the words it is about: a time of a weekday, or of a date."""
    if opens.day.date:
        return "date", f"{opens.day.date.isoformat()} {clock(opens.minute)}"
    return WEEKDAYS[opens.day.weekday], clock(opens.minute)
