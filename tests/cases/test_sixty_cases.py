"""The sixty cases over the shipped graph: none dangerous, none wrong, nine in ten right."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.cases.scoring import Scored, load_cases, score_all, table
from tsunagu.graph.home import Home
from tsunagu.routes.minute import tell
from tsunagu.workspace import Workspace

RIGHT = 0.9
MOST_BEFORE_FOLD = 450
"""Characters of an opening that can be read aloud in a minute; held in nine answers of ten."""


@pytest.fixture(scope="module")
def workspace(home: Home) -> Workspace:
    return Workspace(home)


@pytest.fixture(scope="module")
def scored(workspace: Workspace) -> list[Scored]:
    return score_all(workspace)


def test_there_are_sixty_cases_with_ids_of_their_own() -> None:
    cases = load_cases()
    assert len(cases) == len({case["id"] for case in cases}) == 60
    assert all(case["required"] and case["basis"] and case["first"] for case in cases)


def test_no_answer_is_dangerous_or_wrong_and_nine_in_ten_are_right(scored: list[Scored]) -> None:
    counts = Counter(one.verdict for one in scored)
    assert (counts["dangerous"], counts["wrong"]) == (0, 0), table(scored)
    assert counts["right"] >= RIGHT * len(scored), table(scored)


def test_nine_openings_in_ten_are_read_aloud_in_a_minute(workspace: Workspace) -> None:
    from tests.cases.scoring import question_of  # noqa: PLC0415

    answers = (workspace.router.ask(question_of(case), with_changes=False) for case in load_cases())
    lengths = [len(tell(answer, "ja").partition("────")[0]) for answer in answers]
    assert sum(length <= MOST_BEFORE_FOLD for length in lengths) >= RIGHT * len(lengths), sorted(lengths)[-10:]


def test_a_forbidden_desk_and_a_lacking_number_are_dangerous(workspace: Workspace) -> None:
    """The scorer bites: the same answers, judged by cases that forbid their first desk or ask for another number."""
    case = next(case for case in load_cases() if case["id"] == "dv-saturday-kunitachi")
    from tests.cases.scoring import Scorer, question_of  # noqa: PLC0415

    scorer = Scorer(workspace.network)
    answer = workspace.router.ask(question_of(case), with_changes=False).value
    first = answer["opening"]["desks"][0]["body"]["id"].removeprefix("body/")
    assert scorer.score(case, answer).verdict == "right"
    assert scorer.score({**case, "forbidden": [{"body": first, "why": "-"}]}, answer).verdict == "dangerous"
    assert scorer.score({**case, "numbers": ["000"]}, answer).verdict == "dangerous"
    nowhere = [{"body": "nowhere"}]
    assert scorer.score({**case, "first": nowhere, "usable": nowhere}, answer).verdict == "wrong"
