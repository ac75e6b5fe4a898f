"""Who harms and how old she is: the desk that protects comes first, and no script says what nobody told."""

from __future__ import annotations

from typing import Any

import pytest

from tsunagu.graph.home import Home
from tsunagu.referral.question import circumstances_of_age
from tsunagu.workspace import Workspace

CITY = "高崎市"


@pytest.fixture(scope="module")
def workspace(home: Home) -> Workspace:
    return Workspace(home)


def kinds(workspace: Workspace, words: str, age: int, **more: Any) -> list[set[str]]:
    """The kinds of the desks of an opening, in their order."""
    held = sorted({*circumstances_of_age(age), *more.pop("circumstances", ())})
    answer = workspace.routes("", words, place=CITY, circumstances=held, **more).value
    desks = [desk["body"] for desk in answer["opening"]["desks"]]
    return [{body["id"], *(kind["id"] for kind in body["kinds"])} for body in desks]


@pytest.mark.parametrize("words", ["同棲している彼に殴られる", "彼氏と同居していて殴られる"])
def test_whoever_lives_with_her_partner_goes_to_the_centre_of_the_act(workspace: Workspace, words: str) -> None:
    assert "body-type/dvc" in kinds(workspace, words, 25)[0]


def test_a_ticked_circumstance_settles_the_need(workspace: Workspace) -> None:
    told = ["circumstance/harm-by-live-in-partner"]
    asked = workspace.question(place=CITY, want="彼氏に殴られる", circumstances=told)
    assert "need/cohabit-dv" in asked.needs
    assert "need/dating-dv" not in asked.needs
    apart = workspace.question(place=CITY, want="彼氏に殴られる")
    assert "need/dating-dv" in apart.needs


@pytest.mark.parametrize("words", ["お父さんに体を触られる", "義理の父に性的なことをされる", "母の彼氏に体を触られる"])
def test_a_child_harmed_by_family_goes_to_the_child_guidance_centre_first(workspace: Workspace, words: str) -> None:
    assert "body-type/child-guidance" in kinds(workspace, words, 14)[0]


def test_family_violence_against_an_older_person_goes_to_those_who_take_up_elder_abuse(workspace: Workspace) -> None:
    assert "body-type/chiiki-houkatsu" in kinds(workspace, "息子に殴られる", 70)[0]


def test_rape_comes_before_trouble_at_work(workspace: Workspace) -> None:
    assert "body-type/onestop" in kinds(workspace, "会社でセクハラされる 上司にレイプされた", 26)[0]


def test_an_ex_husband_who_comes_is_violence_and_not_divorce_alone(workspace: Workspace) -> None:
    asked = workspace.question(place=CITY, want="元夫がつけてくる")
    assert {"need/dv", "need/stalking"} <= set(asked.needs)


@pytest.mark.parametrize("fact", ["同居はしていません", "72時間以内です", "見ています", "広げられました"])
def test_no_script_says_what_nobody_told(workspace: Workspace, fact: str) -> None:
    assert not [rule.id for rule in workspace.router.rulebook.practice if fact in f"{rule.say.ja} {rule.say_other.ja}"]
