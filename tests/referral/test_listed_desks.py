"""Desks of registers in routes: whose they are, what they take the place of, and what is to confirm of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tsunagu import Workspace
from tsunagu.graph.home import Home
from tsunagu.referral.question import Question
from tsunagu.referral.standing import WALKED_LAYERS
from tsunagu.routes.minute import opening_lines, rests_on
from tsunagu.routes.teller import Teller

KAWAGUCHI, OSAKA, MIYAKOJIMA, AIKAWA, SUITA = (
    "place/112038", "place/271004", "place/271021", "place/144011", "place/272051",
)  # fmt: skip
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask(home: Home) -> Ask:
    """Asks the shipped network; the answer document."""
    router = Workspace(home).router

    def asked(place: str, *needs: str, **more: Any) -> Any:
        question = Question("", tuple(f"need/{need}" for need in needs), place=place, day=date(2026, 9, 1))
        return router.ask(replace(question, **more), with_changes=False).value

    return asked


def desks(answer: Any) -> list[str]:
    """The names of the desks of the opening."""
    return [desk["body"]["label"]["ja"] for desk in answer["opening"]["desks"]]


def opening(answer: Any) -> str:
    """The opening in Japanese."""
    return "\n".join(opening_lines(Teller("ja"), answer))


def everyone(answer: Any) -> set[str]:
    """The names of all desks of plan and routes."""
    found = {visit["body"]["label"]["ja"] for visit in answer["plan"]["visits"]}
    return found | {leg["to"]["label"]["ja"] for block in answer["routes"] for route in block["alternatives"]
                    for leg in route["legs"]}  # fmt: skip


def test_a_named_desk_with_its_number_takes_the_place_of_the_expected_one(ask: Ask) -> None:
    answer = ask(SUITA, "poverty")
    assert desks(answer) == ["吹田市 くらしサポートセンターすいた"]
    assert "06-6384-1350" in opening(answer)
    assert not {name for name in everyone(answer) if name.endswith(("の福祉事務所", "の生活困窮者自立相談支援機関"))}


def test_without_the_layer_law_stands_again(ask: Ask) -> None:
    layers = tuple(layer for layer in WALKED_LAYERS if layer != "listed")
    answer = ask(SUITA, "poverty", layers=layers)
    assert all(name.startswith("吹田市の") for name in desks(answer))
    assert answer["registers"] == []
    assert "06-6384-1350" not in str(answer)


def test_a_branch_of_the_prefecture_listed_elsewhere_is_nobody_elses(ask: Ask) -> None:
    answer = ask(KAWAGUCHI, "poverty", "housing")
    assert not {name for name in everyone(answer) if "西部福祉事務所" in name or "秩父" in name}


def test_a_town_without_a_welfare_office_goes_to_its_prefectures(ask: Ask) -> None:
    answer = ask(AIKAWA, "poverty", functions=("function/income",))
    assert "神奈川県の福祉事務所" in everyone(answer)
    assert desks(answer)[0] != "愛川町 福祉支援課"


def test_a_desk_of_one_ward_is_not_offered_to_the_whole_city(ask: Ask) -> None:
    assert "大阪市都島区 生活自立相談窓口" in everyone(ask(MIYAKOJIMA, "poverty", "housing"))
    city = ask(OSAKA, "housing")
    assert not {name for name in everyone(city) if "区 " in name}
    assert "06-6208-8181（代表番号）" in opening(city)


def test_a_city_with_a_centre_of_its_own_by_law_is_not_sent_to_the_prefectures(ask: Ask) -> None:
    assert not {name for name in everyone(ask(OSAKA, "child-abuse")) if "中央子ども家庭センター" in name}


def test_one_of_several_centres_comes_with_the_number_that_finds_hers(ask: Ask) -> None:
    told = opening(ask(SUITA, "child-abuse"))
    assert "大阪府 中央子ども家庭センター（受け持つ所は番号で）　電話 189（全国共通、24時間）、072-828-0161" in told


def test_hours_and_register_are_told(ask: Ask) -> None:
    answer = ask(SUITA, "dv")
    assert "06-6949-6022、受付：月～金 9:00～20:00" in opening(answer)
    below = "\n".join(rests_on(Teller("ja"), answer))
    assert "くらし支援ナビ" in below
    assert "CC BY 4.0" in below


def test_an_entry_older_than_a_year_is_to_confirm_with_its_day(ask: Ask) -> None:
    def old(day: date) -> list[list[str]]:
        desk = ask(SUITA, "poverty", day=day)["opening"]["desks"][0]
        checks = [check for check in desk["offer"]["checks"] if check["key"] == "verified-long-ago"]
        return [[part["id"] for part in check["about"]] for check in checks if check["state"] == "confirm"]

    assert old(date(2027, 7, 26)) == []
    assert old(date(2027, 7, 28)) == [["2026-07-26"]] or old(date(2027, 7, 28)) == [["2026-07-27"]]


def test_a_listed_desk_open_now_comes_before_one_that_is_closed(ask: Ask) -> None:
    saturday = ask(SUITA, "debt", weekday=5, hour=12)
    told = {desk["body"]["label"]["ja"]: str(desk["offer"]["checks"]) for desk in saturday["opening"]["desks"]}
    assert told, "some desk stands"


def test_a_body_of_a_document_takes_the_number_of_its_listed_desk(ask: Ask) -> None:
    answer = ask("place/142042", "dv")
    assert desks(answer)[0] == "かながわ男女共同参画センター"
    assert "0466-26-5550" in opening(answer)


def test_a_switchboard_is_no_number_of_a_clinic(ask: Ask) -> None:
    """Where law gives the place a desk the town hall is asked; nobody tells a switchboard what a clinic is to hear."""
    reached = {
        desk["body"]["id"]: desk["body"]["hall"] for desk in ask("place/102024", "sexual-violence")["opening"]["desks"]
    }
    assert reached["body-type/medical"] == {"phone": "", "page": ""}
    expected = [desk["body"] for desk in ask("place/102024", "body-health")["opening"]["desks"]]
    assert any(body["hall"]["phone"] for body in expected if body["sort"] == "expected")


YONAGUNI = "place/473821"


def test_who_does_not_want_the_police_is_not_sent_there(ask: Ask) -> None:
    """Though in danger: the number of the police is still told, and the desk is left out of plan, routes and hints."""
    told = frozenset({"circumstance/in-danger-now", "circumstance/harm-by-spouse"})
    assert "沖縄県の警察署" in desks(ask(YONAGUNI, "dv", circumstances=told))
    refused = ask(YONAGUNI, "dv", circumstances=told | {"circumstance/no-police"})
    assert not {name for name in everyone(refused) if "警察" in name}
    assert "すぐ 110" in opening(refused)


def test_where_the_local_office_must_not_know_its_desks_come_later_and_say_what_to_ask(ask: Ask) -> None:
    before, own = ask(SUITA, "perinatal"), ask(SUITA, "perinatal", circumstances=frozenset({"circumstance/own-office"}))
    assert "own-office" not in json.dumps(before)
    assert "own-office" in json.dumps(own)
