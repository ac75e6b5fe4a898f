"""Printed hours in English, where every word of them was read as days and times; else they stay as they are printed."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from tsunagu.hours.days import DATES, EVERY_WEEKDAY, HOLIDAY, WEEK, YEAR_END, MonthDay, PrintedDays
from tsunagu.hours.grammar import read_hours
from tsunagu.hours.model import DAY, WHOLE_DAY, Opening, TimeSpan, clock

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CHANNELS = {
    "phone": "by phone",
    "counter": "in person",
    "email": "by mail",
    "sns": "by social media",
    "chat": "by chat",
}


@lru_cache(maxsize=1024)
def in_english(printed: str) -> str:
    """Printed hours in English; the printed words where they say more than days, times, breaks and days off.

    >>> in_english("平日9時～21時／土曜9時～17時（祝日・年末年始は休み）")
    'Mon–Fri 09:00–21:00; Sat 09:00–17:00 (closed on holidays, at New Year)'
    >>> in_english("24時間"), in_english("平日の日中（都道府県警察による）")
    ('day and night', '平日の日中（都道府県警察による）')
    """
    hours = read_hours(printed)
    if not hours.understood or hours.only or not all(map(_is_plain, hours.openings)):
        return printed
    told = "; ".join(dict.fromkeys(map(_opening, hours.openings)))
    closed = dict.fromkeys(_closed(days) for days in hours.exceptions)
    notes = [f"closed {', '.join(closed)}"] if closed else []
    notes += ["by appointment"] if hours.by_appointment else []
    return f"{told} ({'; '.join(notes)})" if notes else told


def _is_plain(opening: Opening) -> bool:
    """Tell whether nothing of an opening would be lost: no doubt, no last intake, no days of a month."""
    days = (*opening.days, *opening.but_not)
    seasons = any(day.dates and day.kind != DATES for day in days)
    return (
        opening.sure and bool(opening.times) and not opening.doubtful and not opening.intakes
        and not opening.ends_before and not opening.not_channels and not seasons
        and opening.channels <= set(CHANNELS) and all(day.sure and not day.nth for day in days)
    )  # fmt: skip


def _opening(opening: Opening) -> str:
    days = ", ".join(dict.fromkeys(filter(None, map(_days, opening.days))))
    whole = opening.times == (WHOLE_DAY,)
    days = "" if whole and days == "daily" else days
    times = "day and night" if whole else ", ".join(map(_span, opening.times))
    breaks = f" (not {', '.join(map(_span, opening.closes))})" if opening.closes else ""
    ways = " " + ", ".join(CHANNELS[channel] for channel in sorted(opening.channels)) if opening.channels else ""
    return f"{days} {times}{breaks}{ways}".strip()


def _span(span: TimeSpan) -> str:
    end = span.end if span.end <= DAY else span.end - DAY
    return f"{clock(span.start)}–{clock(end)}"


def _days(days: PrintedDays) -> str:
    if days.kind == HOLIDAY:
        return "holidays"
    if days.kind == YEAR_END:
        return "New Year"
    if days.kind == DATES and days.dates:
        return f"{_date(days.dates[0])}–{_date(days.dates[1])}"
    if days.weekdays == EVERY_WEEKDAY:
        return "daily" if days.named or days.holiday else ""
    return _weekdays(days.weekdays)


def _weekdays(weekdays: frozenset[int]) -> str:
    """Weekdays, three or more in a row as a range.

    >>> _weekdays(frozenset({0, 1, 2, 4}))
    'Mon–Wed, Fri'
    """
    days = sorted(weekdays)
    starts = [days[0], *(after for before, after in pairwise(days) if after > before + 1)]
    runs = [[day for day in days if start <= day < stop] for start, stop in zip(starts, [*starts[1:], 7], strict=True)]
    parts = [[f"{DAYS[run[0]]}–{DAYS[run[-1]]}"] if len(run) > 2 else [DAYS[day] for day in run] for run in runs]
    return ", ".join(part for run in parts for part in run)


def _closed(days: PrintedDays) -> str:
    if days.kind == YEAR_END:
        return "at New Year"
    return f"on {_days(days)}" if days.kind in (WEEK, HOLIDAY) else _days(days)


def _date(day: MonthDay) -> str:
    return f"{day[1]} {MONTHS[day[0] - 1]}"
