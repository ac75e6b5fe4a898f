"""What a linkage, a service and an offer ask of a case, one check at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.routes.samples import HELP, HERE, KIND, NEED, OTHER_NEED, PREFECTURE, asking, body, link, network, service
from tsunagu.network.records import Concept, Linkage, Words
from tsunagu.referral.area import Area
from tsunagu.referral.checks import (
    CONFIRM,
    HOURS,
    MET,
    NOT_MET,
    Check,
    checks_of_groups,
    checks_of_link,
    checks_of_service,
)
from tsunagu.referral.clock import NO_PHONE
from tsunagu.referral.offers import Offer
from tsunagu.referral.question import Case, circumstances_of_children
from tsunagu.referral.rulebook import Rulebook

CASE = Case(asking(), needs=frozenset({NEED}))
WANTED = frozenset({HELP})


def told(linkage: Linkage) -> set[tuple[str, str]]:
    return {(check.key, check.state) for check in checks_of_link(linkage, CASE, Rulebook(), WANTED)}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, {("purpose-unknown", CONFIRM)}),
        ({"needs": frozenset({NEED})}, {("need", MET)}),
        ({"needs": frozenset({OTHER_NEED})}, {("need", NOT_MET)}),
        ({"needs": frozenset({"need/multiple"})}, {("need", CONFIRM)}),
        ({"functions": frozenset({HELP})}, set()),
        ({"functions": frozenset({"function/job"})}, {("purpose", NOT_MET)}),
        ({"condition": Words("夜間", "at night")}, {("condition", CONFIRM)}),
    ],
)
def test_what_a_linkage_is_for(said: dict[str, object], expected: set[tuple[str, str]]) -> None:
    assert told(replace(link("a", "b"), **said)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("channels", "holds", "shut"),
    [
        (("phone",), {NO_PHONE}, True),
        (("phone",), set(), False),
        (("phone", "visit"), {NO_PHONE}, False),
        ((), {NO_PHONE}, False),
        (("visit",), {NO_PHONE}, False),
    ],
)
def test_a_desk_reached_by_telephone_alone_is_shut_to_who_cannot_use_one(
    channels: tuple[str, ...], holds: set[str], shut: bool
) -> None:
    case = replace(CASE, holds=frozenset(holds))
    keys = {check.key for check in checks_of_service(service("a", channels=channels), case)}
    assert ("channel" in keys) is shut


def offer(tier: int, *checks: Check) -> Offer:
    return Offer("body/a", "service/a", Words("助言", "advice"), "stated", tier, (HELP,), checks=checks)


def test_an_end_that_does_not_speak_of_the_need_fits_less_than_one_of_which_one_thing_is_open() -> None:
    doubts = [Check(key, CONFIRM) for key in ("group", "language")]
    assert offer(0).cost < offer(0, doubts[0]).cost < offer(1).cost
    assert offer(0, *doubts).cost[1] == offer(1).cost[1] == 2
    assert offer(1, doubts[0]).cost[1] == 3


def test_a_closed_desk_fits_less_than_one_of_which_all_is_open() -> None:
    closed, open_ = Check(HOURS, NOT_MET), Check(HOURS, MET)
    doubtful = offer(1, Check("group", CONFIRM))
    assert offer(0, closed).cost > doubtful.cost > offer(0, open_).cost
    assert not offer(0, closed).shut


def test_a_desk_of_a_kind_is_one_that_serves_the_place() -> None:
    """The branch only another document names, in the prefecture, does not stand for the kind here."""
    plan = Concept("document/other", Words("計画", "plan"), "document", authority="place/2")
    kind = replace(body("k"), id=KIND, sort="kind")
    branch = body("branch", PREFECTURE, kinds=(KIND,), documents=(plan.id,))
    held = network((), [service("branch", entry=True)], [kind, branch], other=plan)
    assert Area(held, Rulebook(), HERE).desks_of(KIND) == [branch]
    assert Area(held, Rulebook(branched=frozenset({KIND})), HERE).desks_of(KIND) == []


@pytest.mark.parametrize(
    ("known", "unlike", "state"),
    [
        ({"victims"}, set(), MET),
        (set(), set(), CONFIRM),
        (set(), {"victims"}, CONFIRM),
        (set(), {"victims", "children"}, NOT_MET),
        ({"children"}, {"victims"}, CONFIRM),
    ],
)
def test_a_group_served_besides_leaves_the_audience_open_while_it_may_be_hers(
    known: set[str], unlike: set[str], state: str
) -> None:
    case = replace(CASE, groups=frozenset(known), not_groups=frozenset(unlike))
    found = list(checks_of_groups(frozenset({"victims"}), frozenset(), case, also=frozenset({"children"})))
    assert [check.state for check in found] == [state]


@pytest.mark.parametrize(("ages", "expected"), [
    ((0,), {"infant-along"}), ((5,), {"infant-along"}), ((6,), {"child-along"}), ((), set()),
    ((17, 2), {"child-along", "infant-along"}),
])  # fmt: skip
def test_children_who_come_along_are_told_apart_by_school_age(ages: tuple[int, ...], expected: set[str]) -> None:
    assert circumstances_of_children(ages) == {f"circumstance/{name}" for name in expected}
