"""Open, closed or unknown: printed hours asked for a day and an hour, and when a closed desk opens next.

Open is said only where the words say so, closed only where every word was read and none says open; anything else is
unknown. An hour is asked as a whole: where a desk closes within it, the answer is unknown unless the minute is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from tsunagu.hours.calendar_words import UNSTATED, is_season
from tsunagu.hours.days import DATES, WEEK, Day, PrintedDays, Ternary, all_of, any_of, day_of, negated
from tsunagu.hours.model import DAY, WHOLE_DAY, Hours, Intake, Opening, TimeSpan

OPEN, CLOSED, UNKNOWN = "open", "closed", "unknown"
LOOKED_AHEAD = 14
STATES: dict[Ternary, str] = {True: OPEN, False: CLOSED, None: UNKNOWN}


@dataclass(frozen=True, slots=True)
class Moments:
    """Days and times of the day that are asked about together."""

    days: tuple[Day, ...]
    spans: tuple[TimeSpan, ...]


@dataclass(frozen=True, slots=True)
class NextOpening:
    """When a desk opens next: `ahead` days later, at a minute of that day."""

    ahead: int
    day: Day
    minute: int


def ordinary(weekday: int) -> Day:
    """A weekday (0 Monday) that is no holiday and not at the turn of the year."""
    return Day(weekday)


ANY_DAY = (*map(ordinary, range(7)), *(Day(weekday, holiday=True) for weekday in range(7)))
"""Every day but the turn of the year: each weekday as it mostly is, and each as a holiday."""
DAYS_OFF = (ordinary(5), ordinary(6), *(Day(weekday, holiday=True) for weekday in range(7)))


def state_at(
    hours: Hours, day: date | int | None, hour: int, minute: int | None = None, channel: str | None = None
) -> str:
    """Tell whether a desk is open: on a date, on an ordinary weekday, or on every day (None).

    >>> from tsunagu.hours.grammar import read_hours
    >>> desk = read_hours("平日9時～17時（休日を除く）")
    >>> state_at(desk, 5, 23), state_at(desk, 0, 12), state_at(desk, date(2026, 5, 4), 12), state_at(desk, None, 12)
    ('closed', 'open', 'closed', 'unknown')
    """
    at = hour * 60 + (minute or 0)
    span = TimeSpan(at, at + (60 if minute is None else 1))
    days = ANY_DAY if day is None else (day_of(day) if isinstance(day, date) else ordinary(day),)
    return state_in(hours, Moments(days, (span,)), channel)


@lru_cache(maxsize=16384)
def state_in(hours: Hours, moments: Moments, channel: str | None = None) -> str:
    """Tell whether a desk is open at all of these moments, closed at all of them, or neither for sure."""
    told = set()
    for day in moments.days:
        for span in moments.spans:
            told |= {_openness(hours, day, minute, channel) for minute in _turns(hours, span)}
            if len(told) > 1 or None in told:
                return UNKNOWN
    return STATES[told.pop()] if told else UNKNOWN


def may_be_open(hours: Hours, moments: Moments, channel: str | None = None) -> bool:
    """Tell whether words read in full, days among them, leave it open at each of these moments (夜間・休日)."""
    if not hours.understood or any(opening.sure and not opening.days for opening in hours.openings):
        return False
    minutes = [(day, minute) for day in moments.days for span in moments.spans for minute in _turns(hours, span)]
    return all(_openness(hours, day, minute, channel) is not False for day, minute in minutes)


def opens_next(hours: Hours, day: Day, minute: int, channel: str | None = None) -> NextOpening | None:
    """The first time after a minute of a day at which a desk surely opens, within two weeks; None where none is known.

    Days after one without a date are taken as ordinary ones.
    """
    for ahead in range(LOOKED_AHEAD):
        then = _ahead(day, ahead)
        for turn in _turns(hours, WHOLE_DAY):
            if (ahead or turn > minute) and _openness(hours, then, turn, channel):
                return NextOpening(ahead, then, turn)
    return None


def open_spans(hours: Hours, day: Day, channel: str | None = None) -> tuple[tuple[TimeSpan, bool], ...]:
    """The times of a day at which a desk is open (True) or may be (False), in order, neighbours joined."""
    turns = [*_turns(hours, WHOLE_DAY), DAY]
    made: list[tuple[TimeSpan, bool]] = []
    for start, end in pairwise(turns):
        state = _openness(hours, day, start, channel)
        if state is False:
            continue
        if made and made[-1][0].end == start and made[-1][1] is bool(state):
            made[-1] = (TimeSpan(made[-1][0].start, end), bool(state))
        else:
            made.append((TimeSpan(start, end), bool(state)))
    return tuple(made)


def _ahead(day: Day, days: int) -> Day:
    if not days:
        return day
    return day.later(days) if day.date else ordinary((day.weekday + days) % 7)


def _turns(hours: Hours, span: TimeSpan) -> list[int]:
    """The minutes within a span at which anything can change, its start among them."""
    turns = {turn for opening in hours.openings for turn in _turns_of(opening)}
    turns |= {turn - DAY for turn in turns}
    return sorted({span.start} | {turn for turn in turns if span.start < turn < span.end})


@lru_cache(maxsize=8192)
def _turns_of(opening: Opening) -> frozenset[int]:
    spans = (*opening.times, *opening.closes)
    ends = {minute for span in spans for minute in (span.start, span.end, span.end - opening.ends_before)}
    return frozenset(ends | {intake.minute for intake in opening.intakes})


def _openness(hours: Hours, day: Day, minute: int, channel: str | None) -> Ternary:
    """Open, closed or unknown at one minute; over every such day where dates or the week of the month are not known."""
    if not hours.openings:
        return None
    told = {_at(hours, case, minute, channel) for case in _cases(hours, day)}
    return told.pop() if len(told) == 1 else None


def _at(hours: Hours, day: Day, minute: int, channel: str | None) -> Ternary:
    openings = [opening for opening in hours.openings if channel is None or _serves(opening, channel)]
    told = any_of(_opening_at(opening, day, minute, channel) for opening in openings) if openings else None
    for only in hours.only:
        if channel and channel not in only.channels:
            told = all_of(told, negated(any_of(days.holds(day) for days in only.days)))
    opens = any(leftover.may_open for leftover in hours.not_understood)
    closes = any(leftover.may_close for leftover in hours.not_understood)
    return None if (told and closes) or (told is False and opens) else told


def _serves(opening: Opening, channel: str) -> bool:
    return (not opening.channels or channel in opening.channels) and channel not in opening.not_channels


def _opening_at(opening: Opening, day: Day, minute: int, channel: str | None) -> Ternary:
    today = all_of(_within(opening, minute, channel), _applies(opening, day))
    if all(span.end <= DAY for span in opening.times):
        return today
    return any_of((today, all_of(_within(opening, minute + DAY, channel), _applies(opening, day.later(-1)))))


def _within(opening: Opening, minute: int, channel: str | None) -> Ternary:
    span = next((span for span in opening.times if span.holds(minute)), None)
    if span is None or any(span.holds(minute) for span in opening.closes):
        return False
    late = any(_taken_in(intake, channel) and intake.minute <= minute for intake in opening.intakes)
    last = bool(opening.ends_before) and minute >= span.end - opening.ends_before
    return None if late or last or not opening.sure else True


def _taken_in(intake: Intake, channel: str | None) -> bool:
    return not channel or not intake.channels or channel in intake.channels


def _applies(opening: Opening, day: Day) -> Ternary:
    told = any_of(_set_applies(days, opening.but_not, day) for days in opening.days or (UNSTATED,))
    doubtful = any_of(days.holds(day) for days in opening.doubtful) is not False
    return None if told and doubtful else told


def _set_applies(days: PrintedDays, but_not: Sequence[PrintedDays], day: Day) -> Ternary:
    """A set of days without the exceptions; where the set itself is no more than an exception, the words clash."""
    taken = any_of(_takes(exception, days, day) for exception in but_not)
    return all_of(days.holds(day), negated(taken))


def _takes(exception: PrintedDays, days: PrintedDays, day: Day) -> Ternary:
    """Whether an exception holds; a weekday that is closed is closed on a holiday too."""
    held = exception.anyway().holds(day)
    clash = days.within(exception) and (days.named or days.kind != WEEK)
    return None if held and clash else held


def _cases(hours: Hours, day: Day) -> Iterator[Day]:
    """The day once for every part of the year and week of the month that the words tell apart."""
    if day.date:
        yield day
        return
    sets = [days for opening in hours.openings for days in (*opening.days, *opening.but_not, *opening.doubtful)]
    seasons = [days.dates for days in sets if days.dates and days.kind != DATES]
    seasons += [days.dates for days in sets if days.dates and days.kind == DATES and not _few(days)]
    nths = range(1, 6) if any(days.nth for days in sets) else (None,)
    for month_day in (day.month_day,) if day.month_day else _dates_of(seasons):
        for nth in nths:
            yield replace(day, month_day=month_day, nth=nth)


def _few(days: PrintedDays) -> bool:
    """Tell whether dates are a few days: an ordinary day is none of them."""
    return not is_season(days)


def _dates_of(seasons: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> list[tuple[int, int]]:
    """One date for each part of the year that seasons tell apart; one in June where none does."""
    edges = {edge for season in seasons for edge in season}
    return sorted(edges | {_next(edge) for edge in edges}) or [(6, 10)]


def _next(edge: tuple[int, int]) -> tuple[int, int]:
    month, day = edge
    return (month, day + 1) if day < 28 else (month % 12 + 1, 1)
