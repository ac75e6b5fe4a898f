"""Two sets of sixty cases over the shipped graph: none dangerous, none wrong, nine in ten right, read in a minute."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from tests.cases.scoring import SETS, Scorer, load_cases, question_of, score_all, table
from tsunagu.disclosure.shown import Shown
from tsunagu.graph.home import Home
from tsunagu.messages import Language
from tsunagu.referral.question import Question
from tsunagu.routes.answer import Json
from tsunagu.routes.minute import tell
from tsunagu.routes.reaching import contact, numbers_of
from tsunagu.routes.teller import Teller
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
    counts = Counter(case.verdict for case in scored)
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


def ask(workspace: Workspace, place: str, *needs: str, held: tuple[str, ...] = (), hour: int | None = None,
        weekday: int | None = None, functions: tuple[str, ...] = ()) -> Shown[Json]:  # fmt: skip
    """The answer to a question of the coordinator."""
    question = Question(
        "", tuple(f"need/{need}" for need in needs), functions, f"place/{place}",
        frozenset(f"circumstance/{circumstance}" for circumstance in held), hour=hour, weekday=weekday,
    )  # fmt: skip
    return workspace.router.ask(question, with_changes=False)


def opening(answer: Shown[Json], language: Language = "ja") -> str:
    return tell(answer, language).partition("────" if language == "ja" else "----")[0]


@pytest.mark.parametrize("danger", [(), ("in-danger-now",)])
def test_somebody_who_cannot_call_is_told_of_ways_without_a_voice_and_never_to_call(
    workspace: Workspace, danger: tuple[str, ...]
) -> None:
    told = opening(ask(workspace, "132152", "dv", held=("no-phone", *danger)))
    assert "チャット https://soudanplus.jp" in told
    assert "110番アプリ" in told.splitlines()[0]
    assert "電話以外の方法は記載なし" in told
    assert not re.search(r"電話 |0120|#\d{4}|03-|番号で", told), told


def test_at_night_what_answers_now_comes_first_and_the_child_desk_is_there(workspace: Workspace) -> None:
    told = opening(ask(workspace, "271004", "dv", held=("infant-along",), hour=23, weekday=6)).splitlines()
    assert told[1].startswith("今つながる：0120-279-889")
    desks = [line for line in told if line[:1].isdigit() and line[1] == "."]
    assert "警察署" in desks[0]
    assert "児童相談所" in desks[1]
    assert "189" in desks[1]
    assert "今は時間外" in desks[2]
    abuse = opening(ask(workspace, "022012", "child-abuse", hour=23)).splitlines()
    assert abuse[1] == "今つながる：189"


def test_a_shared_number_is_never_the_number_of_a_named_desk(workspace: Workspace) -> None:
    teller, told = Teller("ja"), []
    for place in ("132152", "142042", "142140", "131121"):
        for need in ("dv", "child-abuse", "debt", "sexual-exploitation"):
            for desk in ask(workspace, place, need).value["opening"]["desks"]:
                given = set(numbers_of(desk)) & set(desk["shared_numbers"])
                told += [contact(teller, desk)] if given and desk["body"]["sort"] == "named" else []
    assert [said for said in told if "全国共通" not in said] == []
    assert any("番号は記載なし（全国共通" in said for said in told)


def test_a_city_of_wards_names_no_ward_for_all_and_lists_them(workspace: Workspace) -> None:
    answer = ask(workspace, "011002", "poverty", functions=("function/income",))
    assert "区ごとにある。住む区を確かめる" in opening(answer)
    assert "札幌市中央区保健福祉部 011-231-2400" in tell(answer, "ja")
    assert "札幌市中央区保健福祉部" in opening(ask(workspace, "011011", "poverty", functions=("function/income",)))


@pytest.mark.parametrize("held", [(), ("woman",)])
def test_the_desk_that_her_own_city_states_is_not_lost(workspace: Workspace, held: tuple[str, ...]) -> None:
    assert "女性相談窓口" in opening(ask(workspace, "142042", "dv", held=held))


def test_hours_are_english_and_a_doubtful_number_is_marked(workspace: Workspace) -> None:
    told = opening(ask(workspace, "431001", "dv"), "en")
    assert "Mon–Fri 08:30–22:00; Sat, Sun, holidays 09:00–22:00" in told
    assert "098-525-0999（番号は要確認）" in opening(ask(workspace, "452017", "debt"))


def test_no_nameless_body_stands_beside_a_named_one_of_its_kind_and_government(workspace: Workspace) -> None:
    """Over all prefectures: an expected body never stands where a named one has all its kinds."""
    network = workspace.network
    beside = []
    for place in (held.id for held in network.concepts_in("place") if held.place_kind == "prefecture"):
        for needs, hour in ((("dv", "accompanying-child"), 23), (("child-abuse",), None), (("debt", "no-home"), None)):
            answer = ask(workspace, place.removeprefix("place/"), *needs, hour=hour)
            visits = {visit["body"]["id"] for visit in answer.value["plan"]["visits"]}
            bodies = [network.bodies[body] for body in sorted(visits)]
            named = [body for body in bodies if body.sort == "named"]
            beside += [
                (place, body.id) for body in bodies for other in named
                if body.sort == "expected" and other.place == body.place and set(body.kinds) <= set(other.kinds)
            ]  # fmt: skip
    assert beside == []


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
