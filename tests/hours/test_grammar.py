"""What each form of printed hours is read as; the readings were written by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.hours.reading import COLUMNS, told, week
from tsunagu.hours.days import day_of
from tsunagu.hours.grammar import LONGEST, read_hours
from tsunagu.hours.openness import ordinary

C, P = "closed", "?00:00-24:00"
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")


def days(
    workdays: str, sat: str = C, sun: str = C, holiday: str = C, year_end: str = C, **others: str
) -> dict[str, str]:
    """A week in which Monday to Friday are alike but for `others`; without more, the rest is closed."""
    alike = dict.fromkeys(WORKDAYS, workdays)
    return {**alike, "sat": sat, "sun": sun, "holiday": holiday, "year_end": year_end, **others}


NINE = "09:00-17:00"
UNDERSTOOD: tuple[tuple[str, dict[str, str]], ...] = (
    ("平日9時～17時（休日を除く）", days(NINE, year_end=f"?{NINE}")),
    ("平日午前9時から午後5時まで", days(NINE, year_end=f"?{NINE}")),
    ("月～金　９：００～１７：００", days(NINE, holiday=f"?{NINE}", year_end=f"?{NINE}")),
    ("月〜金曜日（祝日・年末年始は除く）9時〜17時、土曜日 9時〜12時", days(NINE, "09:00-12:00")),
    ("毎日 午前九時から午後五時（年末年始を除く）", days(NINE, NINE, NINE, NINE)),
    ("毎日9時～17時（年末年始（12月29日～1月3日）を除く）", days(NINE, NINE, NINE, NINE)),
    ("土・日・祝日、年末年始（12/29～1/3）を除く毎日 9:00～17:00", days(NINE)),
    ("土日祝日を除く平日の9:00から17:00まで", days(NINE, year_end=f"?{NINE}")),
    ("月曜～金曜、祝日を除く 9時～17時", days(NINE, year_end=f"?{NINE}")),
    ("9時～17時（月～金。祝日・年末年始を除く）", days(NINE)),
    ("開所時間：9:00-17:00　休所日：日曜・祝日・年末年始", days(NINE, NINE)),
    ("月～金（祝日を含む）9時～17時", days(NINE, holiday=NINE, year_end=f"?{NINE}")),
    ("平日（水曜日を除く）9時～17時", days(NINE, wed=C, year_end=C)),
    ("水曜日〜月曜日 9時〜17時（火曜休館）", days(NINE, NINE, NINE, f"?{NINE}", f"?{NINE}", tue=C)),
    ("月・水・金 10:00-16:00（昼休み12–13を除く）", days(
        C, mon="10:00-12:00 13:00-16:00", wed="10:00-12:00 13:00-16:00", fri="10:00-12:00 13:00-16:00",
        holiday="?10:00-12:00 ?13:00-16:00", year_end="?10:00-12:00 ?13:00-16:00")),
    ("平日9:00～17:00（12:00～13:00は昼休み）", days("09:00-12:00 13:00-17:00", year_end="?09:00-12:00 ?13:00-17:00")),
    ("平日9:00～17:00（受付は16時30分まで）", days("09:00-16:30 ?16:30-17:00", year_end=f"?{NINE}")),
    ("平日8時30分～17時15分（木曜は19時まで）", days(
        "08:30-17:15", thu="08:30-19:00", year_end="?08:30-17:15")),
    ("平日 9時〜17時（祝日を除く）※土曜日は正午まで", days(NINE, "09:00-12:00", year_end=f"?{NINE}")),
    ("平日9時～17時、土日祝10時～16時", days(NINE, "10:00-16:00", "10:00-16:00", "10:00-16:00", f"?{NINE}")),
    ("正午～午後8時（日曜・祝日を除く）", days("12:00-20:00", "12:00-20:00", year_end="?12:00-20:00")),
    ("毎週火曜日 午後1時～5時（祝日・年末年始を除く）", days(C, tue="13:00-17:00")),
    ("24時間", days(*["00:00-24:00"] * 5)),
    ("常時", days(*["00:00-24:00"] * 5)),
    ("24時間（年末年始を除く）", days(*["00:00-24:00"] * 4)),
    ("平日17時15分～翌朝8時30分、土日祝・年末年始は24時間", days(
        "?00:00-08:30 17:15-24:00", *["00:00-24:00"] * 4)),
    ("22時～6時", days(*["?00:00-06:00 ?22:00-24:00"] * 5)),
    ("平日夜間", days(
        "?00:00-09:00 ?17:00-24:00", "?00:00-09:00", holiday="?00:00-09:00", year_end="?00:00-09:00 ?17:00-24:00",
        mon="?17:00-24:00")),
    ("随時", days(P, P, P, P, P)),
    ("9:00～17:00", days(*[f"?{NINE}"] * 5)),
    ("(月～金)9:00～17:00", days(NINE, holiday=f"?{NINE}", year_end=f"?{NINE}")),
    ("第2・第4水曜日　13時30分～16時30分（祝日・年末年始を除く）", days(C, wed="?13:30-16:30")),
    ("4月～9月：平日9時～18時、10月～3月：平日9時～17時", days(
        "09:00-17:00 ?17:00-18:00", year_end=f"?{NINE}")),
)  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), UNDERSTOOD, ids=[printed for printed, _ in UNDERSTOOD])
def test_forms_that_are_read(printed: str, expected: dict[str, str]) -> None:
    hours = read_hours(printed)
    assert not hours.not_understood
    assert week(hours) == expected


@pytest.mark.parametrize(
    ("printed", "channel", "monday", "saturday"),
    [
        ("電話：平日9時～20時、土日祝10時～16時／面接：平日9時～17時", "phone", "09:00-20:00", "10:00-16:00"),
        ("電話：平日9時～20時、土日祝10時～16時／面接：平日9時～17時", "counter", "09:00-17:00", C),
        ("電話相談は平日9時～20時、メールは24時間受付", "email", "00:00-24:00", "00:00-24:00"),
        ("電話相談は平日9時～20時、メールは24時間受付", "phone", "09:00-20:00", C),
        ("LINE相談 毎週月・水・金 16:00～21:00　電話相談 24時間", "sns", "16:00-21:00", C),
        ("平日9時～17時（面接は16時まで）", "counter", "09:00-16:00", C),
        ("平日9時～17時（面接は16時まで）", "phone", NINE, C),
        ("月～土9時～17時（土曜は電話相談のみ）", "counter", NINE, C),
        ("月～土9時～17時（土曜は電話相談のみ）", "phone", NINE, NINE),
        ("毎日9時～17時（電話相談のみ）", "counter", P, P),
        ("平日　電話9時～17時、面接10時～16時", "counter", "10:00-16:00", C),
    ],
)
def test_channels_are_kept_apart(printed: str, channel: str, monday: str, saturday: str) -> None:
    hours = read_hours(printed)
    assert hours.understood
    assert (told(hours, ordinary(0), channel), told(hours, ordinary(5), channel)) == (monday, saturday)


@pytest.mark.parametrize(
    "printed",
    [
        "週1回", "休み時間", "要予約", "9時～5時", "午後12時30分～5時", "月～金", "隔週水曜 13時～15時", "平日の日中",
        "8:30~17:15(Mon-Fri)", "月曜日（祝日の場合は翌日）を除く 9:00～17:00", "第6月曜 9時～17時", "25時～26時",
        "13月～15月は9時～17時", "開庁時間内", "9時から", "24時間（平日17時～翌9時は電話のみ）", "", "要相談",
        "平日9時～17時（第3水曜は午前のみ）", "平日9時～17時（祝日がある週の土曜は開館）", "9時～17時（曜日は要相談）",
        "月曜9時～金曜17時", "平日9～17時 " * LONGEST,
    ],
)  # fmt: skip
def test_what_is_not_understood_is_never_open(printed: str) -> None:
    hours = read_hours(printed)
    assert not hours.understood
    assert not any(part[0].isdecimal() for times in week(hours).values() for part in times.split())


def test_words_that_only_add_leave_what_is_printed_and_doubt_the_rest() -> None:
    hours = read_hours("平日9時～17時（緊急時は夜間・休日も対応）")
    assert [part.words for part in hours.not_understood] == ["緊急時は夜間・休日も対応"]
    assert told(hours, ordinary(0)) == "?00:00-09:00 09:00-17:00 ?17:00-24:00"
    assert told(hours, ordinary(5)) == P


def test_words_that_only_take_away_leave_the_night_closed() -> None:
    hours = read_hours("月～土9時～17時（祝休日、中央会館閉館日は休み）")
    assert told(hours, ordinary(0)) == f"?{NINE}"
    assert told(hours, ordinary(6)) == C


def test_appointments_and_printed_words_are_kept() -> None:
    hours = read_hours("平日9時～17時（要予約）", "年末年始")
    assert hours.by_appointment
    assert (hours.printed, hours.printed_closed) == ("平日9時～17時（要予約）", "年末年始")
    assert [exception.kind for exception in hours.exceptions] == ["year_end"]
    assert not read_hours("平日9時～17時").by_appointment


def test_two_times_for_the_same_days_are_in_doubt() -> None:
    assert told(read_hours("平日9時～17時、平日9時～20時"), ordinary(0)) == "?09:00-20:00"
    wednesday = read_hours("月～金9時～17時、水曜9時～12時")
    assert told(wednesday, ordinary(2)) == "09:00-12:00 ?12:00-17:00"
    assert told(wednesday, ordinary(1)) == NINE


def test_a_closed_day_that_is_also_told_to_be_open_is_in_doubt() -> None:
    hours = read_hours("平日・第３土曜日の午前９時から午後５時", "土曜日・日曜日・祝日")
    assert told(hours, day_of(date(2026, 6, 20))) == f"?{NINE}"
    assert told(hours, day_of(date(2026, 6, 13))) == C


@pytest.mark.parametrize(
    ("printed", "day", "expected"),
    [
        ("第1・第3土曜 9時～12時", date(2026, 6, 6), "09:00-12:00"),
        ("第1・第3土曜 9時～12時", date(2026, 6, 13), C),
        ("平日9時～17時", date(2026, 5, 4), C),
        ("平日9時～17時", date(2026, 5, 7), NINE),
        ("平日9時～17時", date(2026, 12, 29), f"?{NINE}"),
        ("平日9時～17時（12/29～1/3を除く）", date(2026, 12, 29), C),
        ("平日9時～17時（12/29～1/3を除く）", date(2026, 12, 28), NINE),
        ("4月～9月：平日9時～18時、10月～3月：平日9時～17時", date(2026, 7, 1), "09:00-18:00"),
        ("4月～9月：平日9時～18時、10月～3月：平日9時～17時", date(2026, 11, 4), NINE),
        ("毎日9時～20時。12月29日～1月3日は9時～17時", date(2026, 12, 30), NINE),
        ("毎日9時～20時。12月29日～1月3日は9時～17時", date(2026, 12, 28), "09:00-20:00"),
        ("平日9時～17時（慰霊の日を除く）", date(2026, 6, 23), C),
    ],
)
def test_dates_are_looked_up(printed: str, day: date, expected: str) -> None:
    assert told(read_hours(printed), day_of(day)) == expected


def test_every_column_of_the_tests_is_a_day_of_its_own() -> None:
    assert len(set(COLUMNS.values())) == len(COLUMNS)
