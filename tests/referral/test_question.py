"""What follows from what is asked: circumstances of ages and of the clock, wants in their order, rules that hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.routes.samples import HELP, HERE, KIND, NEED, OTHER_NEED
from tsunagu.errors import RouteProblem
from tsunagu.network.records import Words
from tsunagu.referral.question import (
    ACCOMPANYING,
    ADULT,
    CHILD,
    CHILD_ALONG,
    HOLIDAY,
    INFANT_ALONG,
    MOST_WANTS,
    NIGHT,
    OLDER,
    YOUTH,
    Case,
    Question,
    circumstances_of_age,
    circumstances_of_children,
    make_case,
    settled,
)
from tsunagu.referral.rulebook import Circumstance, PracticeRule, Rulebook

NONE = Rulebook()
ASKED = Question("", (NEED,), place=HERE)
LIVING = "circumstance/harm-by-live-in-partner"


def known(name: str, **more: object) -> Circumstance:
    return replace(Circumstance(f"circumstance/{name}", Words(name, name)), **more)  # type: ignore[arg-type]


def book(*circumstances: Circumstance, practice: tuple[PracticeRule, ...] = ()) -> Rulebook:
    return Rulebook({circumstance.id: circumstance for circumstance in circumstances}, practice=practice)


def case(*circumstances: Circumstance, practice: tuple[PracticeRule, ...] = (), **asked: object) -> Case:
    """The case of somebody with NEED in these circumstances."""
    names = frozenset(circumstance.id for circumstance in circumstances)
    question = replace(replace(ASKED, circumstances=names), **asked)  # type: ignore[arg-type]
    return make_case(question, book(*circumstances, practice=practice))


@pytest.mark.parametrize(
    ("age", "circumstances"),
    [
        (0, {CHILD}), (14, {CHILD}), (15, {CHILD, YOUTH}), (17, {CHILD, YOUTH}), (18, {ADULT, YOUTH}),
        (39, {ADULT, YOUTH}), (40, {ADULT}), (64, {ADULT}), (65, {ADULT, OLDER}), (100, {ADULT, OLDER}),
    ],
)  # fmt: skip
def test_circumstances_of_an_age(age: int, circumstances: set[str]) -> None:
    assert circumstances_of_age(age) == circumstances


@pytest.mark.parametrize(
    ("ages", "circumstances"),
    [((), set()), ((5,), {INFANT_ALONG}), ((6,), {CHILD_ALONG}), ((0, 17), {INFANT_ALONG, CHILD_ALONG})],
)
def test_circumstances_of_children_who_come_along(ages: tuple[int, ...], circumstances: set[str]) -> None:
    assert circumstances_of_children(ages) == circumstances


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ({}, set()),
        ({"hour": 7}, {NIGHT}), ({"hour": 8}, set()), ({"hour": 18}, set()), ({"hour": 19}, {NIGHT}),
        ({"hour": 0}, {NIGHT}), ({"hour": 23}, {NIGHT}),
        ({"weekday": 4}, set()), ({"weekday": 5}, {HOLIDAY}), ({"weekday": 6}, {HOLIDAY}),
        ({"when": date(2026, 5, 5)}, {HOLIDAY}), ({"when": date(2026, 5, 8)}, set()),
        ({"when": date(2026, 5, 8), "weekday": 6}, set()),
    ],
)  # fmt: skip
def test_the_clock_and_the_calendar_bring_night_and_holiday(told: dict[str, object], holds: set[str]) -> None:
    assert case(**told).holds == holds  # type: ignore[arg-type]


def test_living_with_him_settles_which_need_is_meant() -> None:
    assert settled(["need/dating-dv", "need/debt"], [LIVING]) == ("need/cohabit-dv", "need/debt")
    assert settled(["need/dating-dv", "need/cohabit-dv"], [LIVING]) == ("need/cohabit-dv",)
    assert settled(["need/dating-dv"], ["circumstance/woman"]) == ("need/dating-dv",)


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"needs": ()}, "route-nothing-wanted"),
        ({"needs": tuple(f"need/{at}" for at in range(MOST_WANTS + 1))}, "route-too-many"),
        ({"needs": (NEED,) * 4, "functions": (HELP,) * 5}, "route-too-many"),
        ({"hour": 24}, "route-hour"), ({"hour": -1}, "route-hour"), ({"layers": ("rumour",)}, "route-layer"),
        ({"circumstances": frozenset({"circumstance/none"})}, "route-circumstance-unknown"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(told: dict[str, object], key: str) -> None:
    with pytest.raises(RouteProblem) as caught:
        make_case(replace(ASKED, **told), book(known("a")))  # type: ignore[arg-type]
    assert caught.value.key == key


def test_what_can_just_be_asked() -> None:
    assert make_case(replace(ASKED, needs=tuple(f"need/{at}" for at in range(MOST_WANTS))), NONE).wants
    assert make_case(replace(ASKED, hour=0), NONE).wants
    assert make_case(replace(ASKED, circumstances=frozenset({"circumstance/x"})), NONE).wants, "no table, no check"


def test_groups_needs_and_what_is_avoided_follow_from_circumstances() -> None:
    first = known("a", groups=frozenset({"g1"}), not_groups=frozenset({"g2", "g3"}), needs=frozenset({OTHER_NEED}))
    second = known("b", groups=frozenset({"g2"}), avoids=frozenset({HELP, "function/x"}))
    found = case(first, second, functions=(HELP,))
    assert found.groups == {"g1", "g2"}
    assert found.not_groups == {"g3"}
    assert found.needs == {NEED, OTHER_NEED}
    assert found.avoids == {"function/x"}, "what is asked for is not avoided"
    assert found.possible_groups == {"g1", "g2"}


def test_a_child_who_comes_along_brings_its_need_only_where_one_may_leave() -> None:
    along = known("child-along", needs=frozenset({ACCOMPANYING}))
    assert ACCOMPANYING not in case(along, needs=("need/debt",)).needs
    assert ACCOMPANYING not in {want.id for want in case(along, needs=("need/debt",)).wants}
    assert ACCOMPANYING in case(along, needs=("need/dv",)).needs
    assert ACCOMPANYING in {want.id for want in case(along, needs=("need/debt", "need/dv")).wants}


@pytest.mark.parametrize(
    ("bounds", "ages"),
    [([], (0, None)), ([(18, None)], (18, None)), ([(None, 17)], (0, 17)), ([(15, 39), (18, 64)], (18, 39))],
)
def test_ages_her_circumstances_leave_open(
    bounds: list[tuple[int | None, int | None]], ages: tuple[int, int | None]
) -> None:
    held = [known(str(at), age_from=start, age_until=end) for at, (start, end) in enumerate(bounds)]
    assert case(*held).ages == ages


def practice(name: str, effect: str = "require", **more: object) -> PracticeRule:
    return replace(PracticeRule(f"practice/{name}", Words(name, name), effect, kinds=(KIND,)), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ({}, True),
        ({"needs": frozenset({NEED, "need/x"})}, True), ({"needs": frozenset({OTHER_NEED})}, False),
        ({"functions": frozenset({HELP})}, True), ({"functions": frozenset({"function/x"})}, False),
        ({"circumstances": frozenset({"circumstance/a"})}, True),
        ({"circumstances": frozenset({"circumstance/a", "circumstance/b"})}, False),
        ({"unless": frozenset({"circumstance/a"})}, False), ({"unless": frozenset({NEED})}, False),
        ({"unless": frozenset({OTHER_NEED})}, True),
        ({"effect": "never", "functions": frozenset({"function/x"})}, True),
    ],
)  # fmt: skip
def test_when_a_rule_of_practice_holds(told: dict[str, object], holds: bool) -> None:
    rule = practice("r", **told)  # type: ignore[arg-type]
    found = case(known("a"), practice=(rule,), functions=(HELP,))
    assert (found.practice == (rule,)) is holds
    assert ("function/x" in found.avoids) is (holds and rule.effect == "never")


def test_wants_come_as_asked_then_required_then_brought_and_are_cut() -> None:
    bringing = known("a", needs=frozenset({"need/n2", "need/n1", NEED}), functions=frozenset({"function/f1"}))
    rules = (practice("b", order=2), practice("a", order=3, kinds=("body-type/x",)), practice("c", "prefer"))
    wants = case(bringing, practice=rules, functions=(HELP,)).wants
    assert [(want.id, want.asked) for want in wants] == [
        (HELP, True), (NEED, True), ("practice/b", False), ("practice/a", False), ("need/n1", False),
        ("need/n2", False), ("function/f1", False),
    ]  # fmt: skip
    many = tuple(practice(f"p{at}", kinds=(f"body-type/k{at}",)) for at in range(9))
    full = case(bringing, practice=many).wants
    assert len(full) == MOST_WANTS
    assert [want.id for want in full][-1] == "practice/p6"


def test_of_rules_that_require_the_same_the_first_and_the_narrower_stand() -> None:
    wide = practice("wide", kinds=(KIND, "body-type/x"))
    for rules, kept in (
        ((practice("b", order=2), practice("a", order=1)), ["practice/a"]),
        ((practice("a"), wide), ["practice/a"]),
        ((practice("a"), replace(wide, tier="own")), ["practice/a", "practice/wide"]),
        ((practice("a", tier="own"), replace(wide, tier="own")), ["practice/a"]),
        ((practice("a"), practice("b", kinds=("body-type/x",))), ["practice/a", "practice/b"]),
    ):
        assert [want.id for want in case(practice=rules).wants if want.is_desk] == kept
