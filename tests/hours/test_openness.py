"""Open, closed or unknown at a moment, and when a closed desk opens next."""

from __future__ import annotations

from datetime import date

import pytest

from tsunagu.hours.days import Day, day_of
from tsunagu.hours.grammar import read_hours
from tsunagu.hours.holidays import is_day_off, is_holiday
from tsunagu.hours.openness import CLOSED, OPEN, UNKNOWN, opens_next, ordinary, state_at

DESK = read_hours("平日9時～17時（休日を除く）")
MON, FRI, SAT, SUN = 0, 4, 5, 6


def test_a_weekday_desk_is_closed_on_saturday_night_and_open_on_monday_noon() -> None:
    assert state_at(DESK, SAT, 23) == CLOSED
    assert state_at(DESK, MON, 12) == OPEN


@pytest.mark.parametrize(
    ("printed", "day", "hour", "expected"),
    [
        ("平日9時～17時", None, 12, UNKNOWN),
        ("平日9時～17時", None, 22, CLOSED),
        ("毎日9時～17時", None, 12, OPEN),
        ("24時間", None, 3, OPEN),
        ("9時～17時", MON, 12, UNKNOWN),
        ("9時～17時", MON, 22, CLOSED),
        ("平日8時30分～17時15分", MON, 17, UNKNOWN),
        ("平日8時30分～17時15分", MON, 8, UNKNOWN),
        ("平日8時30分～17時15分", MON, 16, OPEN),
        ("夜間・休日", MON, 11, CLOSED),
        ("夜間・休日", MON, 22, UNKNOWN),
        ("夜間・休日", SUN, 11, UNKNOWN),
        ("平日17時～翌9時", SAT, 3, UNKNOWN),
        ("毎日17時～翌9時", SAT, 3, OPEN),
        ("月～金9時～17時", date(2026, 5, 4), 12, UNKNOWN),
        ("月～金9時～17時（祝日を除く）", date(2026, 5, 4), 12, CLOSED),
        ("土日祝10時～16時", date(2026, 5, 4), 12, OPEN),
        ("第1土曜10時～16時、第2～5土曜10時～12時", SAT, 11, OPEN),
        ("週1回", MON, 12, UNKNOWN),
        ("", MON, 12, UNKNOWN),
    ],
)
def test_states(printed: str, day: date | int | None, hour: int, expected: str) -> None:
    assert state_at(read_hours(printed), day, hour) == expected


def test_a_minute_is_more_exact_than_an_hour() -> None:
    desk = read_hours("平日8時30分～17時15分")
    assert [state_at(desk, MON, 17, minute) for minute in (0, 14, 15)] == [OPEN, OPEN, CLOSED]


@pytest.mark.parametrize(
    ("day", "minute", "ahead", "weekday", "opens"),
    [(SAT, 23 * 60, 2, MON, 540), (FRI, 8 * 60, 0, FRI, 540), (FRI, 17 * 60, 3, MON, 540), (MON, 17 * 60, 1, 1, 540)],
)
def test_the_next_opening(day: int, minute: int, ahead: int, weekday: int, opens: int) -> None:
    found = opens_next(DESK, ordinary(day), minute)
    assert found
    assert (found.ahead, found.day.weekday, found.minute) == (ahead, weekday, opens)


def test_the_next_opening_after_a_date_skips_holidays() -> None:
    found = opens_next(DESK, day_of(date(2026, 5, 2)), 12 * 60)
    assert found
    assert found.day.date == date(2026, 5, 7)


def test_no_next_opening_is_made_up() -> None:
    assert opens_next(read_hours("夜間・休日"), ordinary(MON), 11 * 60) is None
    assert opens_next(read_hours("週1回"), ordinary(MON), 11 * 60) is None


def test_holidays_of_the_law() -> None:
    """Days of the list the Cabinet Office publishes: a substitute holiday, a day between two holidays, a fixed day."""
    assert all(map(is_holiday, (date(2026, 5, 6), date(2026, 9, 22), date(2026, 11, 3), date(2027, 3, 22))))
    assert not any(map(is_holiday, (date(2026, 5, 7), date(2026, 9, 24), date(2026, 6, 23), date(2027, 5, 6))))
    assert is_day_off(date(2026, 12, 30))
    assert not is_day_off(date(2026, 12, 28))


def test_a_day_without_a_date_does_not_know_what_the_day_before_was() -> None:
    assert Day(1).later(-1).holiday is None
    assert day_of(date(2026, 5, 7)).later(-1).holiday is True
