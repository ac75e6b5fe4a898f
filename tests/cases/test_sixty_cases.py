"""Two sets of sixty cases over the shipped graph: none dangerous, none wrong, nine in ten right, read in a minute."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests.cases.scoring import SETS, Scorer, load_cases, question_of, score_all, table
from tsunagu.disclosure.shown import Shown
from tsunagu.graph.home import Home
from tsunagu.routes.answer import Json
from tsunagu.routes.minute import tell
from tsunagu.workspace import Workspace

RIGHT = 0.9
MOST_BEFORE_FOLD = 450
"""Characters of an opening that can be read aloud in a minute; held in nine answers of ten."""


@pytest.fixture(scope="module")
def workspace(home: Home) -> Workspace:
    return Workspace(home)


@pytest.fixture(scope="module")
def answers(workspace: Workspace) -> dict[str, Shown[Json]]:
    """The answer to every case of both sets."""
    cases = [case for name in SETS for case in load_cases(name)]
    return {case["id"]: workspace.router.ask(question_of(case), with_changes=False) for case in cases}


@pytest.mark.parametrize("name", SETS)
def test_there_are_sixty_cases_with_ids_of_their_own(name: str) -> None:
    cases = load_cases(name)
    assert len(cases) == len({case["id"] for case in cases}) == 60
    assert all(case["required"] and case["basis"] and case["first"] for case in cases)


@pytest.mark.parametrize("name", SETS)
def test_no_answer_is_dangerous_or_wrong_and_nine_in_ten_are_right(name: str, workspace: Workspace) -> None:
    scored = score_all(workspace, name)
    counts = Counter(one.verdict for one in scored)
    assert (counts["dangerous"], counts["wrong"]) == (0, 0), table(scored)
    assert counts["right"] >= RIGHT * len(scored), table(scored)


@pytest.mark.parametrize("name", SETS)
def test_nine_openings_in_ten_are_read_aloud_in_a_minute(name: str, answers: dict[str, Shown[Json]]) -> None:
    told = [tell(answers[case["id"]], "ja").partition("────")[0] for case in load_cases(name)]
    lengths = sorted(map(len, told))
    assert sum(length <= MOST_BEFORE_FOLD for length in lengths) >= RIGHT * len(lengths), lengths[-10:]


def test_plan_and_opening_have_one_order(answers: dict[str, Shown[Json]]) -> None:
    """The desks of an opening are the first of the plan, and where one starts is none of them."""
    for name, answer in answers.items():
        opening, plan = answer.value["opening"], answer.value["plan"] or {"visits": []}
        helping = [visit["body"]["id"] for visit in plan["visits"] if visit["leg"] and visit["met"]]
        shown = [desk["body"]["id"] for desk in opening["desks"]]
        assert helping[: len(shown)] == shown, name
        assert opening["more"] == len(helping) - len(shown), name
        assert not {here["body"]["id"] for here in opening["here"]} & set(shown), name


def test_a_person_under_18_who_is_harmed_or_homeless_has_the_child_guidance_centre(
    answers: dict[str, Shown[Json]],
) -> None:
    harmed = {"nd_dv", "nd_cohabit_dv", "nd_dating_dv", "nd_family_violence", "nd_sexual_violence", "nd_child_abuse",
              "nd_sexual_exploitation", "nd_stalking", "nd_image_abuse", "nd_no_home", "nd_youth", "nd_suicide",
              "nd_trafficking", "nd_unplanned_pregnancy", "nd_perinatal", "nd_disability_abuse"}  # fmt: skip
    looked_at = 0
    for case in (case for name in SETS for case in load_cases(name)):
        if case["ask"].get("age", 99) < 18 and harmed.intersection(case["ask"].get("needs", ())):
            visits = answers[case["id"]].value["plan"]["visits"]
            kinds = {kind["id"] for visit in visits for kind in (visit["body"], *visit["body"]["kinds"])}
            assert "body-type/child-guidance" in kinds, case["id"]
            looked_at += 1
    assert looked_at > 10


def test_no_rent_benefit_is_offered_to_a_person_under_18(answers: dict[str, Shown[Json]]) -> None:
    for case in (case for name in SETS for case in load_cases(name)):
        if case["ask"].get("age", 99) < 18:
            assert "function/rent" not in json.dumps(answers[case["id"]].value["routes"]), case["id"]


def test_words_are_a_person_speaking_and_never_the_label_of_a_rule(answers: dict[str, Shown[Json]]) -> None:
    """Where practice has no words for a desk, one says what one needs, not what a rule is called."""
    for name, answer in answers.items():
        for desk in answer.value["opening"]["desks"]:
            assert desk["say"] or not any(want["id"].startswith("practice/") for want in desk["for"]), name


def test_somebody_else_never_speaks_as_the_person(answers: dict[str, Shown[Json]], workspace: Workspace) -> None:
    own = {rule.say.ja for rule in workspace.router.rulebook.practice} - {
        rule.say_other.ja for rule in workspace.router.rulebook.practice
    }
    for case in (case for name in SETS for case in load_cases(name)):
        if "ci_not_herself" in case["ask"].get("circumstances", ()):
            said = {desk["say"]["ja"] for desk in answers[case["id"]].value["opening"]["desks"] if desk["say"]}
            assert not said & own, case["id"]


def test_a_forbidden_desk_and_a_lacking_number_are_dangerous(workspace: Workspace) -> None:
    """The scorer bites: the same answers, judged by cases that forbid their first desk or ask for another number."""
    case = next(case for case in load_cases() if case["id"] == "dv-saturday-kunitachi")
    scorer = Scorer(workspace.network)
    answer = workspace.router.ask(question_of(case), with_changes=False).value
    first = answer["opening"]["desks"][0]["body"]["id"]
    assert scorer.score(case, answer).verdict == "right"
    assert scorer.score({**case, "forbidden": [{"body": first, "why": "-"}]}, answer).verdict == "dangerous"
    assert scorer.score({**case, "numbers": ["000"]}, answer).verdict == "dangerous"
    nowhere = [{"body": "nowhere"}]
    assert scorer.score({**case, "first": nowhere, "usable": nowhere}, answer).verdict == "wrong"
