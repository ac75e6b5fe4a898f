"""Printed hours in English, and left as printed where a word of them would be lost."""

from __future__ import annotations

from datetime import date

import pytest

from tests.routes.samples import NEED, OTHER_HELP, OTHER_NEED, body_id, link, network, service
from tsunagu.referral.rulebook import Rulebook
from tsunagu.routes.between import way_between
from tsunagu.routes.hours_told import in_english

DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("平日9時～17時", "Mon–Fri 09:00–17:00"),
        ("24時間", "day and night"),
        ("毎日24時間", "day and night"),
        ("毎日9時～21時", "daily 09:00–21:00"),
        ("年中無休 9時～17時", "daily 09:00–17:00"),
        ("9時～17時", "09:00–17:00"),
        ("月～金 8時30分～17時15分（12時～13時を除く）", "Mon–Fri 08:30–17:15 (not 12:00–13:00)"),
        (
            "平日8:30～17:15（土日祝・年末年始を除く）",
            "Mon–Fri 08:30–17:15 (closed on Sat, Sun, on holidays, at New Year)",
        ),
        ("月・水・金 10時～16時", "Mon, Wed, Fri 10:00–16:00"),
        ("平日9時～17時（予約制）", "Mon–Fri 09:00–17:00 (by appointment)"),
        ("平日17時～翌9時", "Mon–Fri 17:00–09:00"),
        ("平日9時～17時（12月29日～1月3日は休み）", "Mon–Fri 09:00–17:00 (closed 29 Dec–3 Jan)"),
        ("土日祝 10時～16時", "Sat, Sun, holidays 10:00–16:00"),
        ("水曜10時～20時／木曜10時～12時", "Wed 10:00–20:00; Thu 10:00–12:00"),
        ("平日9時～17時（水曜は休み）", "Mon–Fri 09:00–17:00 (closed on Wed)"),
        ("電話 9時～17時、メール 24時間", "09:00–17:00 by phone; day and night by mail"),
        ("来所 月～金 10時～16時", "Mon–Fri 10:00–16:00 in person"),
        ("月曜から木曜 9時～12時、13時～16時", "Mon–Thu 09:00–12:00, 13:00–16:00"),
    ],
)
def test_days_times_breaks_and_days_off_are_told(printed: str, told: str) -> None:
    assert in_english(printed) == told


@pytest.mark.parametrize(
    "printed",
    ["第1火曜 13時～16時", "平日9時～17時（受付は16時30分まで）", "4月1日～9月30日 9時～17時", "夜間・休日", "随時"],
)
def test_what_would_lose_a_word_stays_as_printed(printed: str) -> None:
    assert in_english(printed) == printed


# ---- the way between two bodies, over all needs ----


def test_the_way_between_two_bodies_is_that_of_fewest_desks_over_all_needs() -> None:
    by_debt = link("a", "c", needs=frozenset({OTHER_NEED}))
    links = [link("a", "b", needs=frozenset({NEED})), link("b", "c", needs=frozenset({NEED})), by_debt]
    services = [service("c"), service("c", "debt", needs=frozenset({OTHER_NEED}), functions=frozenset({OTHER_HELP}))]
    net = network(links, services)
    way = way_between(net, Rulebook(), body_id("a"), body_id("c"), DAY)
    assert way is not None
    assert (way.need, [step.end for step in way.steps]) == (OTHER_NEED, [body_id("c")])
    long = way_between(network(links[:2], services), Rulebook(), body_id("a"), body_id("c"), DAY)
    assert long is not None
    assert (long.need, [step.end for step in long.steps]) == (NEED, [body_id("b"), body_id("c")])
    assert way_between(net, Rulebook(), body_id("c"), body_id("a"), DAY) is None
