"""The desk her own government states for a need is looked for too, where none of them surely is for her."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.routes.samples import HELP, HERE, NEED, OTHER_HELP, OTHER_NEED, PREFECTURE, body, network, service
from tests.routes.test_search import CHILD, RULES, WOMAN
from tsunagu.network.records import Service
from tsunagu.referral.question import MOST_WANTS, Question
from tsunagu.routes.search import RouteSearch

CONSULT = frozenset({"function/consult"})
FOR_WOMEN = frozenset({"target-group/women"})
DESK = service("desk", entry=True, functions=CONSULT, for_groups=FOR_WOMEN)


def looked_for(
    *services: Service, asked: Question | None = None, forms: dict[str, str] | None = None
) -> list[tuple[str, tuple[str, ...]]]:
    """What is looked for beside what was asked: the need and the desk stated for it."""
    known = [replace(body(name), form=form) for name, form in (forms or {}).items()]
    net = network((), services, [*known, body("above", PREFECTURE)])
    search = RouteSearch(net, RULES, asked or Question("", (NEED,), place=HERE))
    search.find()
    assert set(search.offers) == set(search.walk.case.wants)
    return [(want.id, want.bodies) for want in search.case.wants if want.bodies]


def test_a_desk_is_looked_for_whose_audience_is_not_known_to_be_hers() -> None:
    assert looked_for(DESK) == [(NEED, ("body/desk",))]
    hers = Question("", (NEED,), place=HERE, circumstances=frozenset({WOMAN.id}))
    assert looked_for(DESK, asked=hers) == [], "it surely is for her, and stands where it should anyway"


@pytest.mark.parametrize(
    "told",
    [
        {"entry": False}, {"functions": frozenset({HELP})}, {"needs": frozenset({OTHER_NEED})}, {"needs": frozenset()},
        {"layer": "planned"}, {"layer": "listed"}, {"status": "planned"}, {"provider": "body/above"},
    ],
)  # fmt: skip
def test_and_none_that_is_not_stated_as_her_own_desk_of_advice_for_it(told: dict[str, object]) -> None:
    assert looked_for(replace(DESK, **told)) == []  # type: ignore[arg-type]


def test_no_more_is_looked_for_than_one_can_follow() -> None:
    others = [f"need/{number}" for number in range(MOST_WANTS)]
    assert looked_for(DESK, asked=Question("", (NEED, *others[2:]), place=HERE)) == [(NEED, ("body/desk",))]
    assert looked_for(DESK, asked=Question("", (NEED, *others[1:]), place=HERE)) == []


def test_what_an_evaluation_reports_counts_as_stated() -> None:
    assert looked_for(replace(DESK, layer="reported")) == [(NEED, ("body/desk",))]


def test_a_counter_comes_before_a_section_and_a_section_that_is_no_desk_does_not_come() -> None:
    other = replace(DESK, id="service/section", provider="body/a-section")
    assert looked_for(other, DESK, forms={"a-section": "unit", "desk": "desk"}) == [(NEED, ("body/desk",))]
    assert looked_for(other, DESK) == [(NEED, ("body/a-section",))], "else by name"
    assert looked_for(replace(DESK, provider="body/市民部"), forms={"市民部": "unit"}) == []


def test_a_need_that_only_a_circumstance_brings_and_a_function_bring_none() -> None:
    debts = replace(DESK, id="service/debt", needs=frozenset({OTHER_NEED}), functions=CONSULT | {OTHER_HELP})
    brought = Question("", (NEED,), place=HERE, circumstances=frozenset({CHILD.id}))
    assert looked_for(debts, asked=brought) == []
    both = Question("", (NEED, OTHER_NEED), place=HERE)
    assert looked_for(debts, asked=both) == [(OTHER_NEED, ("body/desk",))]
    assert looked_for(DESK, asked=Question("", (), ("function/consult",), place=HERE)) == []


def test_in_a_prefecture_alone_no_desk_is_her_own() -> None:
    above = replace(DESK, provider="body/above")
    assert looked_for(above, asked=Question("", (NEED,), place=PREFECTURE)) == []
