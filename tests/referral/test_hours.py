"""A service against the clock of a case: open is met, closed is not, and what is not known is to confirm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.routes.samples import HELP, asking, service
from tsunagu.network.records import Words
from tsunagu.referral.checks import checks_of_service
from tsunagu.referral.clock import is_outside_office_hours
from tsunagu.referral.offers import Offer
from tsunagu.referral.question import make_case
from tsunagu.referral.rulebook import Circumstance, Rulebook

RULES = Rulebook(
    {name: Circumstance(name, Words(name, name))
     for name in ("circumstance/night", "circumstance/holiday", "circumstance/no-phone")}
)  # fmt: skip
DESK = "平日9時～17時（休日を除く）"
MON, SAT, SUN = 0, 5, 6
NIGHT, HOLIDAY, NO_PHONE = (frozenset({circumstance}) for circumstance in RULES.circumstances)


def hours_checks(printed: str, **asked: object) -> list[tuple[str, str, tuple[str, ...]]]:
    case = make_case(replace(asking(), **asked), RULES)  # type: ignore[arg-type]
    checks = checks_of_service(service("a", hours=printed), case)
    return [(check.key, check.state, check.about) for check in checks if check.key.startswith("hours")]


def state(printed: str, **asked: object) -> str:
    return hours_checks(printed, **asked)[0][1]


def test_a_weekday_desk_is_shut_on_saturday_night_and_says_when_it_opens() -> None:
    assert hours_checks(DESK, weekday=SAT, hour=23) == [
        ("hours", "not_met", (DESK,)),
        ("hours-opens-mon", "not_met", ("09:00",)),
    ]
    assert hours_checks(DESK, weekday=MON, hour=12) == [("hours", "met", (DESK,))]


def test_a_date_knows_its_holidays() -> None:
    assert hours_checks(DESK, when=date(2026, 5, 4), hour=12) == [
        ("hours", "not_met", (DESK,)),
        ("hours-opens-date", "not_met", ("2026-05-07 09:00",)),
    ]
    assert state(DESK, when=date(2026, 5, 7), hour=12) == "met"


@pytest.mark.parametrize(
    ("printed", "asked", "expected"),
    [
        ("24時間", {}, "met"),
        (DESK, {}, "confirm"),
        (DESK, {"hour": 3}, "not_met"),
        (DESK, {"hour": 12}, "confirm"),
        (DESK, {"circumstances": NIGHT}, "not_met"),
        (DESK, {"circumstances": HOLIDAY}, "not_met"),
        (DESK, {"circumstances": HOLIDAY, "weekday": MON, "hour": 12}, "not_met"),
        ("平日8時30分～22時", {"circumstances": NIGHT}, "confirm"),
        ("24時間", {"circumstances": NIGHT | HOLIDAY}, "met"),
        ("毎日24時間", {"circumstances": HOLIDAY}, "met"),
        ("土日祝9時～17時", {"circumstances": HOLIDAY}, "confirm"),
        ("土日祝9時～17時", {"circumstances": HOLIDAY, "hour": 12}, "met"),
        ("9時～17時", {"weekday": MON, "hour": 12}, "confirm"),
        ("9時～17時", {"weekday": MON, "hour": 22}, "not_met"),
        ("夜間・休日", {"weekday": 1, "hour": 11}, "not_met"),
        ("夜間・休日", {"hour": 22}, "confirm"),
        ("週1回", {"weekday": MON, "hour": 12}, "confirm"),
        ("平日9時～17時（緊急時は夜間・休日も対応）", {"weekday": MON, "hour": 12}, "met"),
        ("平日9時～17時（緊急時は夜間・休日も対応）", {"weekday": SAT, "hour": 23}, "confirm"),
        ("平日9時～17時、メールは24時間", {"weekday": SAT, "hour": 23}, "not_met"),
        ("メールは24時間", {"weekday": SAT, "hour": 23}, "met"),
        ("電話：毎日24時間／面接：平日9時～17時", {"weekday": SAT, "hour": 23}, "met"),
        ("電話：毎日24時間／面接：平日9時～17時", {"weekday": SAT, "hour": 23, "circumstances": NO_PHONE}, "not_met"),
        ("電話相談：毎日24時間", {"weekday": SAT, "hour": 23, "circumstances": NO_PHONE}, "confirm"),
    ],
)
def test_what_is_met_shut_or_to_confirm(printed: str, asked: dict[str, object], expected: str) -> None:
    assert state(printed, **asked) == expected


def test_hours_not_printed_stay_unknown_and_an_appointment_is_told() -> None:
    assert hours_checks("") == [("hours-unknown", "confirm", ())]
    assert ("hours-appointment", "confirm", ()) in hours_checks("平日9時～17時（要予約）", weekday=MON, hour=12)


def test_a_desk_that_is_open_comes_before_one_that_may_be_and_that_before_one_nothing_is_known_of() -> None:
    def rank(printed: str) -> int:
        case = make_case(asking(hour=22), RULES)
        checks = checks_of_service(service("a", hours=printed), case)
        return Offer("body/a", "service/a", Words("a", "a"), "stated", 0, (HELP,), checks=checks, clocked=True).cost[2]

    assert [rank(printed) for printed in ("24時間", "夜間・休日", "週1回", "")] == [0, 1, 2, 2]


@pytest.mark.parametrize(
    ("asked", "outside"),
    [
        ({}, False),
        ({"hour": 12}, False),
        ({"weekday": MON}, False),
        ({"weekday": MON, "hour": 9}, False),
        ({"weekday": MON, "hour": 8}, True),
        ({"weekday": MON, "hour": 17}, True),
        ({"weekday": SAT, "hour": 12}, True),
        ({"when": date(2026, 11, 28), "hour": 12}, True),
        ({"circumstances": NIGHT}, True),
        ({"circumstances": HOLIDAY}, True),
        ({"circumstances": NO_PHONE, "hour": 12}, False),
    ],
)
def test_office_hours_are_nine_to_five_on_weekdays(asked: dict[str, object], outside: bool) -> None:
    case = make_case(replace(asking(), **asked), RULES)  # type: ignore[arg-type]
    assert is_outside_office_hours(case) is outside
