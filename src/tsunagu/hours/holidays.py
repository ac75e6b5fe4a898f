"""Public holidays of Japan and the turn of the year, without a network.

Holidays follow the Act on National Holidays (昭和23年法律第178号) as `jpholiday` computes it, with substitute holidays
and days between two holidays. The equinoxes are fixed by the gazette of the February before; later years are computed.
"""

from __future__ import annotations

from datetime import date

import jpholiday

YEAR_END = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})
"""Month and day of 年末年始 without printed dates: when offices of the state are closed (昭和63年法律第91号)."""


def is_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday, or off because of one.

    >>> is_holiday(date(2026, 5, 6)), is_holiday(date(2026, 5, 7))
    (True, False)
    """
    return bool(jpholiday.is_holiday(day))


def is_year_end(day: date) -> bool:
    """Tell whether a day is one of 29 December to 3 January."""
    return (day.month, day.day) in YEAR_END


def is_day_off(day: date) -> bool:
    """Tell whether a day is a Saturday, a Sunday, a public holiday or at the turn of the year."""
    return day.weekday() >= 5 or is_holiday(day) or is_year_end(day)
