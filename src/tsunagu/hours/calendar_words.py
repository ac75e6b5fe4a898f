"""Printed words for days, read as sets of days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tsunagu.hours.days import DATES, EVERY_WEEKDAY, HOLIDAY, WEEK, YEAR_END, MonthDay, PrintedDays

LETTERS = "月火水木金土日"
WORKING, SATURDAY, SUNDAY = frozenset(range(5)), frozenset({5}), frozenset({6})
SEASON_FROM_DAYS = 15
HOLIDAYS = PrintedDays(HOLIDAY)
TURN_OF_YEAR = PrintedDays(YEAR_END)
UNSTATED = PrintedDays(WEEK, EVERY_WEEKDAY, sure=False)
_LAST_DAY = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ONE_WEEKDAY = re.compile(rf"(~|から|より)?([{LETTERS}])(?:曜日|曜)?")
_NUMBER = re.compile(r"\d+")
_FIXED = {
    "whole_year": (PrintedDays(WEEK, EVERY_WEEKDAY, holiday=True, year_end=True),),
    "every_day": (PrintedDays(WEEK, EVERY_WEEKDAY, holiday=True),),
    "workday": (PrintedDays(WEEK, WORKING, holiday=False, named=True),),
    "holiday": (HOLIDAYS,),
    "year_end": (TURN_OF_YEAR,),
    "named_date": (PrintedDays(DATES, dates=((6, 23), (6, 23))),),
    "rest_day": (HOLIDAYS, PrintedDays(WEEK, SUNDAY, loose=True), PrintedDays(WEEK, SATURDAY, sure=False, loose=True)),
    "day_off": (HOLIDAYS, PrintedDays(WEEK, SATURDAY | SUNDAY), TURN_OF_YEAR),
}
"""平日 is Monday to Friday and no holiday; 休日 a Sunday or holiday, perhaps a Saturday; 閉庁日 by law."""


def read_days(kind: str, words: str) -> tuple[PrintedDays, ...]:
    """Read one word for days of a token's kind; none where it cannot be (第6月曜, 13月)."""
    if kind in _FIXED:
        return _FIXED[kind]
    if kind == "weekdays":
        return (PrintedDays(WEEK, read_weekdays(words), named=True),)
    if kind == "nth":
        return tuple(_nth(words))
    return tuple(_dates(kind, words))


def read_weekdays(words: str) -> frozenset[int]:
    """Read a list with ranges.

    >>> sorted(read_weekdays("火曜日・木曜日~土曜日")), sorted(read_weekdays("土~月"))
    ([1, 3, 4, 5], [0, 5, 6])
    """
    found: list[int] = []
    for to, letter in _ONE_WEEKDAY.findall(words):
        day = LETTERS.index(letter)
        if to and found:
            found += [(found[-1] + step) % 7 for step in range(1, (day - found[-1]) % 7)]
        found.append(day)
    return frozenset(found)


def _nth(words: str) -> Iterator[PrintedDays]:
    last = max(at for at, char in enumerate(words) if char.isdecimal()) + 1
    numbers = [int(digits) for digits in _NUMBER.findall(words[:last])]
    if "~" in words[:last]:
        numbers = list(range(numbers[0], numbers[-1] + 1))
    if numbers and all(1 <= number <= 5 for number in numbers):
        yield PrintedDays(WEEK, read_weekdays(words[last:]), frozenset(numbers), named=True)


def _dates(kind: str, words: str) -> Iterator[PrintedDays]:
    numbers = [int(digits) for digits in _NUMBER.findall(words)]
    if kind == "months":
        first, last = (numbers[0], 1), (numbers[1], _LAST_DAY[numbers[1] - 1] if 1 <= numbers[1] <= 12 else 0)
    else:
        numbers = [*numbers, *numbers] if kind == "date" else numbers
        first = (numbers[0], numbers[1])
        last = (numbers[-2] if len(numbers) == 4 else numbers[0], numbers[-1])
    if _exists(first) and _exists(last):
        yield PrintedDays(DATES, dates=(first, last))


def _exists(day: MonthDay) -> bool:
    return 1 <= day[0] <= 12 and 1 <= day[1] <= _LAST_DAY[day[0] - 1]


def is_season(days: PrintedDays) -> bool:
    """Tell whether dates are a part of the year, within which other days are told, and not a few days of their own."""
    if days.kind != DATES or days.dates is None:
        return False
    (month, day), (until, last) = days.dates
    return ((until - month) % 12) * 31 + last - day >= SEASON_FROM_DAYS


def in_season(days: PrintedDays, season: PrintedDays) -> PrintedDays:
    """The days of a set that lie in a part of the year."""
    return replace(days, dates=season.dates)


def joined(first: PrintedDays, second: PrintedDays) -> PrintedDays | None:
    """Read two neighbouring sets as one where the second says the first more exactly (平日の月～金)."""
    pair = sorted((first, second), key=lambda days: len(days.weekdays))
    narrow, wide = pair
    same = narrow.kind == wide.kind == WEEK and narrow.weekdays <= wide.weekdays and not wide.nth
    if not same or (wide.holiday is None and narrow.holiday is None) or not (narrow.named and wide.named):
        return None
    return replace(narrow, holiday=wide.holiday if narrow.holiday is None else narrow.holiday)


def as_within(days: PrintedDays, before: Sequence[PrintedDays]) -> PrintedDays:
    """Days picked out of others count on holidays as those do (平日9時～17時、水曜は19時まで)."""
    wider = next((wide for wide in before if days.within(wide) and wide.kind == WEEK), None)
    return replace(days, holiday=wider.holiday, year_end=wider.year_end) if wider else days


def base_of(days: Sequence[PrintedDays]) -> Sequence[PrintedDays]:
    """Of days before を除く without brackets, those from which the rest is taken (月～金、祝日を除く)."""
    wide = [printed for printed in days if printed.kind == WEEK and printed.weekdays >= WORKING and not printed.nth]
    return wide if wide and len(wide) < len(days) and days[: len(wide)] == wide else []
