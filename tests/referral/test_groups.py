"""Whom a service is for: what is known of a person meets it, shuts it or leaves it to confirm."""

import pytest

from tsunagu.network.records import Words
from tsunagu.referral.checks import CONFIRM, MET, NOT_MET, checks_of_groups
from tsunagu.referral.question import Question, make_case
from tsunagu.referral.rulebook import Circumstance, Rulebook

CHILD, ADULT, ALONG = "circumstance/child", "circumstance/adult", "circumstance/infant-along"
PARENTS, CHILDREN, STAFF = "target-group/parent", "target-group/child", "target-group/staff"
RULEBOOK = Rulebook(
    {
        CHILD: Circumstance(CHILD, Words(), groups=frozenset({CHILDREN}), not_groups=frozenset({PARENTS})),
        ADULT: Circumstance(ADULT, Words(), not_groups=frozenset({CHILDREN})),
        ALONG: Circumstance(ALONG, Words(), groups=frozenset({PARENTS})),
    }
)


def state(groups: set[str], *circumstances: str) -> str:
    question = Question("", needs=("need/x",), circumstances=frozenset(circumstances))
    (check,) = checks_of_groups(frozenset(groups), frozenset(), make_case(question, RULEBOOK))
    return check.state


@pytest.mark.parametrize("circumstances", [(), (CHILD,), (ADULT,), (ADULT, ALONG)])
def test_a_desk_for_staff_alone_is_shut_for_everyone_who_asks(circumstances: tuple[str, ...]) -> None:
    assert state({STAFF}, *circumstances) == NOT_MET


def test_a_desk_for_staff_and_parents_is_for_parents() -> None:
    assert state({STAFF, PARENTS}) == CONFIRM
    assert state({STAFF, PARENTS}, ALONG) == MET
    assert state({STAFF, CHILDREN}, ADULT) == NOT_MET


def test_a_child_of_her_own_is_told_and_not_presumed() -> None:
    assert state({PARENTS}, CHILD) == NOT_MET
    assert state({PARENTS}, CHILD, ALONG) == MET


def test_a_service_for_children_and_parents_is_to_confirm_for_an_adult() -> None:
    assert state({CHILDREN, PARENTS}, ADULT) == CONFIRM


def test_without_a_rulebook_nothing_is_shut() -> None:
    (check,) = checks_of_groups(frozenset({STAFF}), frozenset(), make_case(Question("", needs=("need/x",)), Rulebook()))
    assert check.state == CONFIRM
