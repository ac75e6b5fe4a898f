"""Whatever is printed: no crash, no opening without words for it, and what is written out is read back."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.hours.reading import COLUMNS, told, week
from tsunagu.hours.days import WEEK
from tsunagu.hours.grammar import read_hours
from tsunagu.hours.model import TimeSpan, clock
from tsunagu.hours.openness import CLOSED, OPEN, ordinary, state_at

LETTERS = "月火水木金土日"
PIECES = (
    "平日", "毎日", "月～金", "土日", "祝日", "休日", "年末年始", "夜間", "24時間", "随時", "9時～17時", "18:00-20:00",
    "正午", "翌9時", "第3水曜", "（", "）", "、", "。", "／", "：", "を除く", "は休み", "も受付", "まで", "電話",
    "面接", "のみ", "要予約", "受付は16時まで", "昼休み12～13", "は", "12/29～1/3", "4月～9月", "ただし", "休所日：",
    "センター", "週1回", "第", "～", "月", "日", "1",
)  # fmt: skip
"""Words of printed hours, in any order, reach deeper than letters alone."""
jumbles = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
minutes = st.integers(0, 95).map(lambda quarter: quarter * 15)
spans = st.tuples(minutes, minutes).filter(lambda ends: ends[0] < ends[1]).map(lambda ends: TimeSpan(*ends))
ROUND_THE_CLOCK = re.compile(r"24時間|24h|常時")
DIGITS = re.compile(r"[0-9〇一二三四五六七八九十]")


def _western(span: TimeSpan) -> str:
    return f"{clock(span.start)}～{clock(span.end)}"


def _with_minutes(span: TimeSpan) -> str:
    return f"{span.start // 60}時{span.start % 60:02}分から{span.end // 60}時{span.end % 60:02}分まで"


def _halves(span: TimeSpan) -> str:
    return "～".join(
        f"{'午前' if minute < 720 else '午後'}{minute // 60 % 12}時{minute % 60}分" for minute in (span.start, span.end)
    )


@given(jumbles, jumbles)
def test_any_text_is_read_without_a_crash_and_asked_at_any_time(printed: str, closed: str) -> None:
    hours = read_hours(printed, closed)
    assert (hours.printed, hours.printed_closed) == (printed, closed)
    assert set(week(hours)) == set(COLUMNS)
    for channel in (None, "phone", "counter"):
        assert state_at(hours, None, 12, channel=channel) in ("open", "closed", "unknown")


@given(jumbles)
def test_nothing_is_open_without_figures_but_round_the_clock(printed: str) -> None:
    if DIGITS.search(printed) or ROUND_THE_CLOCK.search(printed) or re.search(r"\d", printed):
        return
    assert all(state_at(read_hours(printed), day, hour) != OPEN for day in range(7) for hour in (3, 12, 22))


@given(jumbles)
def test_words_not_understood_that_may_close_leave_nothing_open(printed: str) -> None:
    hours = read_hours(f"{printed}。窓口の都合で変わります")
    assert all(state_at(hours, day, hour) != OPEN for day in range(7) for hour in (3, 12, 22))


@given(
    st.sets(st.integers(0, 6), min_size=1), st.lists(spans, min_size=1, max_size=2),
    st.sampled_from([_western, _with_minutes, _halves]), st.sampled_from(["曜", "曜日"]),
)  # fmt: skip
def test_what_is_written_out_is_read_back(days: set[int], times: list[TimeSpan], write: object, ending: str) -> None:
    assert callable(write)
    times = [span for at, span in enumerate(times) if not any(span.meets(other) for other in times[:at])]
    times = [span for span in times if not any(span.end == other.start or other.end == span.start for other in times)]
    printed = "・".join(LETTERS[day] for day in sorted(days)) + ending + " " + "、".join(map(write, times))
    hours = read_hours(printed)
    if times:
        assert hours.understood
        assert [day.weekdays for day in hours.openings[0].days if day.kind == WEEK] == [days]
    for day in range(7):
        expected = " ".join(map(str, sorted(times))) if times and day in days else "closed"
        assert told(hours, ordinary(day)) == expected or not times


@given(spans, st.integers(0, 6))
def test_exceptions_close_the_day_and_leave_the_others(span: TimeSpan, day: int) -> None:
    hours = read_hours(f"毎日 {_western(span)}（{LETTERS[day]}曜日を除く）")
    assert told(hours, ordinary(day)) == "closed"
    assert told(hours, ordinary((day + 1) % 7)) == str(span)
    assert state_at(hours, day, 12) == CLOSED
