"""Whom a service is for: what is known of a person meets it, shuts it or leaves it to confirm."""

from dataclasses import replace

import pytest

from tsunagu.network.records import Words
from tsunagu.referral.checks import CONFIRM, MET, NOT_MET, Check, checks_of_audience, checks_of_groups
from tsunagu.referral.question import Question, make_case
from tsunagu.referral.rulebook import Audience, Circumstance, Rulebook

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


# ---- whom a kind of body serves by law ----

CENTRE, OFFICE = "body-type/centre", "body-type/office"


def audience(*kinds: str, holds: str, **told: frozenset[str]) -> tuple[Check, ...]:
    """What the audience of `CENTRE` says of somebody in one circumstance; of `OFFICE` nothing is said."""
    rules = Rulebook(RULEBOOK.circumstances, {CENTRE: replace(Audience(), **told)})  # type: ignore[arg-type]
    question = Question("", needs=("need/x",), circumstances=frozenset({holds}))
    return checks_of_audience(kinds, make_case(question, rules), rules)


def test_those_a_kind_never_serves_are_shut_out_whatever_else_it_says() -> None:
    children, parents = frozenset({CHILDREN}), frozenset({PARENTS})
    barred = (Check("group", NOT_MET, (CENTRE, CHILDREN)),)
    assert audience(CENTRE, holds=CHILD, never=children) == barred
    assert audience(CENTRE, holds=CHILD, never=children, also=children) == barred
    assert audience(CENTRE, holds=CHILD, never=children, only=children | parents) == barred
    assert audience(CENTRE, holds=ALONG, never=children) == ()


def test_of_several_kinds_of_a_body_the_most_open_counts() -> None:
    assert audience(CENTRE, OFFICE, holds=CHILD, never=frozenset({CHILDREN})) == ()
    assert audience(OFFICE, holds=CHILD, never=frozenset({CHILDREN})) == ()


def test_those_a_kind_also_serves_are_served() -> None:
    told = {"only": frozenset({PARENTS}), "also": frozenset({CHILDREN})}
    assert audience(CENTRE, holds=CHILD, **told) == (Check("group", MET, (CENTRE, CHILDREN)),)
    assert audience(CENTRE, holds=ADULT, **told) == (Check("group", CONFIRM, (CENTRE, PARENTS)),)
