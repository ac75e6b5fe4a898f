"""Which numbers are told with a desk, and in which order."""

from __future__ import annotations

import pytest

from tsunagu import Workspace
from tsunagu.network.records import Body, Words
from tsunagu.referral.question import Question
from tsunagu.routes.answer import Json
from tsunagu.routes.bodies import RUN_BY_OTHERS, _is_asked_at_the_hall
from tsunagu.routes.minute import number_lines
from tsunagu.routes.reaching import contact, has_no_number_of_its_own, hours_said, main_numbers_of, numbers_of
from tsunagu.routes.teller import Teller

HALL, OWN, NATIONAL = "03-1234-1111", "03-1234-2222", "188"


def desk(sort: str = "named", own: str = "", listed: str = "", hall: str = "", **told: object) -> Json:
    """A desk as an answer gives it, with one number of the whole nation that leads there."""
    entry = {"phone": listed, "main": False, "page": ""} if listed else None
    body = {"sort": sort, "phones": [own] if own else [], "listed": entry, "hall": {"phone": hall, "page": ""}}
    line = {"number": NATIONAL, "sort": "line", "hours": ""}
    return {
        "body": body, "offer": {"contacts": [], "checks": [], "hours": ""}, "numbers": [line], "closed_numbers": [],
        "open_numbers": [], "shared_numbers": [NATIONAL], **told,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "numbers"),
    [
        (desk(own=OWN, hall=HALL), [OWN]),
        (desk(listed=OWN), [OWN]),
        (desk(hall=HALL), [HALL, NATIONAL]),
        (desk("kind", hall=HALL), [NATIONAL]),
        (desk("expected", hall=HALL), [NATIONAL]),
        (desk(), [NATIONAL]),
        (desk(hall=HALL, open_numbers=[NATIONAL]), [NATIONAL, HALL]),
        (desk(own=OWN, open_numbers=[NATIONAL]), [NATIONAL, OWN]),
    ],
)
def test_its_own_number_comes_first_then_its_town_hall_then_the_nation(told: Json, numbers: list[str]) -> None:
    """At night the number that answers leads."""
    assert numbers_of(told) == numbers


def test_the_number_of_the_town_hall_is_told_as_that_of_a_house() -> None:
    assert main_numbers_of(desk(hall=HALL)) == {HALL}
    assert main_numbers_of(desk("kind", hall=HALL)) == set()
    assert not has_no_number_of_its_own(desk(hall=HALL))
    assert has_no_number_of_its_own(desk())
    assert not has_no_number_of_its_own(desk("kind"))


def told(**more: object) -> str:
    """How a desk is reached, in words; its national number answers day and night."""
    made = desk(**more)  # type: ignore[arg-type]
    made["voiceless"] = False
    made["numbers"][0]["hours"] = "24時間"
    return contact(Teller("ja"), made)


def test_of_whom_a_number_is_stands_before_when_it_answers_and_only_where_another_stands_beside_it() -> None:
    assert told(hall=HALL) == f"電話 {HALL}（代表番号）、188（全国共通）、24時間"
    assert told(own=OWN, open_numbers=[NATIONAL]) == f"電話 188（全国共通、24時間）、{OWN}、時間は要確認"
    assert told(own=OWN) == f"電話 {OWN}、時間は要確認"
    assert told() == "番号は記載なし（全国共通 188 から）、24時間"


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("平日9時～21時／土曜9時～17時（日曜日・祝日は休み）", "平日9～21時／土9～17時（日・祝日は休み）"),
        ("8時30分～17時15分", "8時30分～17時15分"),
        ("9時～17時30分", "9時～17時30分"),
        ("9時～17時半", "9時～17時半"),
        ("月～金 9:00～17:00", "月～金 9:00～17:00"),
    ],
)
def test_hours_are_said_in_few_signs_and_none_of_them_changes(printed: str, said: str) -> None:
    assert hours_said(Teller("ja"), printed) == said


def test_police_and_ambulance_stand_in_one_line_and_other_numbers_each_in_its_own() -> None:
    sorts = {"110": "emergency", "119": "emergency", "0120-061-338": "crisis", "188": "line"}
    lines = [{"number": number, "sort": sort, "hours": "", "label": {"ja": f"線{number}", "en": ""}}
             for number, sort in sorts.items()]  # fmt: skip
    opening = {"desks": [], "numbers": lines, "danger": False, "open_now": []}
    first, *others = number_lines(Teller("ja"), opening)
    assert ("110" in first, "119" in first, "0120" in first) == (True, True, False)
    assert others == ["0120-061-338 線0120-061-338", "188 線188"]


def test_a_town_hall_is_asked_for_what_law_gives_to_the_town_and_for_no_clinic() -> None:
    def of(sort: str, name: str = "x", form: str = "") -> Body:
        return Body(name, sort, Words(name, name), form=form)

    assert _is_asked_at_the_hall(of("expected"))
    assert _is_asked_at_the_hall(of("kind"))
    assert not _is_asked_at_the_hall(of("kind", form="organisation"))
    assert not _is_asked_at_the_hall(of("kind", min(RUN_BY_OTHERS)))
    assert not _is_asked_at_the_hall(of("named"))


def test_who_does_not_want_the_police_is_given_no_police_line() -> None:
    """Of the numbers before any desk only that for an emergency stays."""

    def numbers(*circumstances: str) -> set[str]:
        asked = Question("", ("need/sexual-violence",), place="place/132152", circumstances=frozenset(circumstances))
        return {line["number"] for line in Workspace.sample().routes(asked).value["opening"]["numbers"]}

    assert "#8103" in numbers()
    assert "#8103" not in numbers("circumstance/no-police")
    assert "110" in numbers("circumstance/no-police")
