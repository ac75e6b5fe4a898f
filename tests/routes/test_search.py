"""Routes over networks of records: what is walked, in which order, and that nothing is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.routes.samples import (
    HELP,
    HERE,
    KIND,
    NEED,
    OTHER_HELP,
    OTHER_NEED,
    PREFECTURE,
    asking,
    body,
    body_id,
    link,
    network,
    outcomes,
    service,
)
from tsunagu.errors import RouteProblem
from tsunagu.network.model import Network
from tsunagu.network.records import LAYERS, Body, Concept, Duty, Interval, Linkage, Words
from tsunagu.referral.linkage import HANDING_ON
from tsunagu.referral.question import Question
from tsunagu.referral.rulebook import Audience, Circumstance, ConditionReading, Rulebook
from tsunagu.referral.standing import WALKED_LAYERS
from tsunagu.routes.search import RouteSearch, RoutesFound, find_routes
from tsunagu.routes.unmet import explain

EMPTY = Rulebook()


def found(net: Network, question: Question | None = None, rules: Rulebook = EMPTY) -> RoutesFound:
    return find_routes(net, rules, question or asking())


def ways(result: RoutesFound) -> list[tuple[str, ...]]:
    """The bodies of every route of the first want, short."""
    first = next(iter(result.routes.values()))
    return [tuple(body.removeprefix("body/") for body in route.bodies) for route in first]


def test_the_start_itself_may_help() -> None:
    assert ways(found(network([link("a", "b")], [service("a"), service("b")]))) == [("a",), ("a", "b")]


def test_fewest_desks_come_first_then_the_stronger_word() -> None:
    net = network(
        [link("a", "b"), link("b", "z"), link("a", "y", "liaise"), link("a", "x"), link("a", "w", layer="inferred")],
        [service(name) for name in "zyxw"],
    )
    assert ways(found(net, asking(most=4))) == [("a", "x"), ("a", "w"), ("a", "b", "z")]


def test_kinds_that_hand_nobody_on_are_not_walked() -> None:
    for kind in ("train", "convene", "co_run", "support", "supervise", "dispatch", "liaise", "share_information"):
        assert ways(found(network([link("a", "b", kind)], [service("b")]))) == [], kind
    for kind in sorted(HANDING_ON):
        assert ways(found(network([link("a", "b", kind)], [service("b")]))) == [("a", "b")], kind


@pytest.mark.parametrize(("status", "layer", "open_with"), [
    ("planned", "planned", "planned"), ("under_study", "planned", "planned"), ("requested", "opinion", "opinion"),
])  # fmt: skip
def test_what_is_not_in_operation_needs_its_layer(status: str, layer: str, open_with: str) -> None:
    net = network([link("a", "b", layer=layer, status=status)], [service("b")])
    assert ways(found(net)) == []
    assert ways(found(net, asking(layers=(*WALKED_LAYERS, open_with)))) == [("a", "b")]
    ended = network([link("a", "b", status="ended")], [service("b")])
    assert ways(found(ended, asking(layers=LAYERS))) == []


def test_a_linkage_for_another_need_is_no_way() -> None:
    other = link("a", "b", needs=frozenset({OTHER_NEED}))
    assert ways(found(network([other], [service("b")]))) == []
    same = link("a", "b", needs=frozenset({NEED, OTHER_NEED}))
    assert ways(found(network([same], [service("b")]))) == [("a", "b")]


def test_a_linkage_for_training_alone_is_no_way() -> None:
    training = link("a", "b", "liaise", functions=frozenset({"function/staff"}))
    assert ways(found(network([training], [service("b")]))) == []


def test_a_service_for_another_need_is_no_end() -> None:
    other = service("b", needs=frozenset({OTHER_NEED}))
    assert ways(found(network([link("a", "b")], [other]))) == []


def test_a_service_that_names_no_need_comes_after_one_that_does() -> None:
    open_words = service("b", needs=frozenset())
    result = found(network([link("a", "b"), link("a", "c"), link("c", "d")], [open_words, service("d")]))
    assert ways(result) == [("a", "c", "d"), ("a", "b")]
    unsure = next(iter(result.routes.values()))[1].offers[0].checks
    open_points = [check.key for check in unsure if check.state == "confirm"]
    assert open_points == ["need-not-named", "hours-unknown", "number-unknown"]


def test_a_lecture_is_no_end() -> None:
    lecture = service("b", functions=frozenset({"function/public-ed"}))
    assert ways(found(network([link("a", "b")], [lecture]))) == []


def test_a_closed_body_closes_every_route_through_it() -> None:
    net = network([link("a", "b"), link("b", "c"), link("a", "d"), link("d", "c")], [service("c")])
    assert ways(found(net, asking(closed=frozenset({body_id("b")})))) == [("a", "d", "c")]
    assert ways(found(net, asking(closed=frozenset({body_id("c")})))) == []


def test_days_count() -> None:
    gone = body("b", life=Interval(None, date(2024, 3, 31)))
    net = network([link("a", "b")], [service("b")], [gone])
    assert ways(found(net, asking(day=date(2024, 3, 31)))) == [("a", "b")]
    assert ways(found(net, asking(day=date(2024, 4, 1)))) == []


def test_a_document_counts_from_its_first_day_and_is_doubted_after_its_last() -> None:
    plan = Concept("document/p", Words("p", "p"), "document", period=Interval(date(2024, 4, 1), date(2025, 3, 31)))
    net = network([link("a", "b", document="document/p")], [service("b")], plan=plan)
    assert ways(found(net, asking(day=date(2024, 3, 31)))) == []
    assert ways(found(net, asking(day=date(2024, 4, 1)))) == [("a", "b")]
    for day, is_over in ((date(2024, 4, 1), False), (date(2025, 3, 31), False), (date(2025, 4, 1), True)):
        assert (("period-over", "confirm") in checked(found(net, asking(day=day)))) is is_over


def test_bodies_of_another_city_are_no_way_but_the_prefecture_is() -> None:
    away = Concept("place/2", Words("隣市", "Next"), "place", prefecture=PREFECTURE)
    for place, expected in (("place/2", []), (PREFECTURE, [("a", "b")]), ("place/jp", [("a", "b")])):
        net = network([link("a", "b")], [service("b")], [body("b", place)], away=away)
        assert ways(found(net)) == expected, place


def test_a_unit_may_use_the_linkage_of_its_whole_and_the_rule_is_named() -> None:
    unit = body("a", part_of=body_id("city"))
    result = found(network([link("city", "b")], [service("b")], [unit]))
    assert ways(result)[0] == ("a", "b")
    step = next(iter(result.routes.values()))[0].legs[0].step
    assert (step.rule, step.via, step.layer) == ("rule/whole_for_part", body_id("city"), "inferred")
    assert ways(found(network([link("city", "b")], [service("b")], [unit]), asking(layers=("stated",)))) == []


def test_any_person_does_what_law_gives_to_any_person() -> None:
    anyone = Body("body-type/any-person", "kind", Words("何人も", "Any person"))
    kind = Body(KIND, "kind", Words("センター", "Centre"))
    duty = Linkage("linkage-duty/1", anyone.id, KIND, "notify", "statutory", "in_operation", modality="endeavour")
    centre = body("c", PREFECTURE, kinds=(KIND,))
    net = network([duty], [service("c")], [anyone, kind, centre])
    result = found(net, Question(anyone.id, (NEED,), place=HERE))
    assert ways(result) == [(anyone.id, "c")]
    step = next(iter(result.routes.values()))[0].legs[0].step
    assert (step.layer, step.rule) == ("inferred", "rule/same_jurisdiction")


def test_a_resident_starts_at_any_open_desk() -> None:
    away = Concept("place/2", Words("隣市", "Next"), "place", prefecture=PREFECTURE)
    services = [service("a", entry=True), service("z"), service("q", entry=True)]
    net = network([link("a", "z")], services, [body("q", "place/2")], away=away)
    assert ways(found(net, Question("", (NEED,), place=HERE))) == [("", "a"), ("", "a", "z")]


def test_a_resident_may_be_handed_on_inside_a_desk_that_is_open_for_another_reason() -> None:
    protection = service("a", functions=frozenset({HELP}))
    talk = service("a", "talk", functions=frozenset({"function/consult"}), entry=True)
    question = Question("", (NEED,), (HELP,), place=HERE)
    assert ways(found(network((), [protection]), question)) == []
    assert ways(found(network((), [protection, talk]), question)) == [("", "a")]
    other = replace(talk, needs=frozenset({OTHER_NEED}))
    assert ways(found(network((), [protection, other]), question)) == []


def test_a_city_whose_place_is_not_known_serves_nobody_here() -> None:
    city = body("b", "place/jp", kinds=("body-type/municipality",))
    assert ways(found(network([link("a", "b")], [service("b")], [city]))) == []
    here = found(network([link("a", "b")], [service("b")], [replace(city, place=HERE)]))
    assert ways(here) == [("a", "b")]
    checks = next(iter(here.routes.values()))[0].legs[0].step.checks
    assert "section" in [check.key for check in checks]


def test_a_desk_of_the_state_limits_no_place() -> None:
    net = network([link("a", "b")], [service("b")], [body("a", "place/jp"), body("b", "place/2")])
    assert ways(found(net)) == [("a", "b")]


def test_a_body_of_law_ends_a_route_by_its_duty_and_not_where_it_is_named() -> None:
    expected = Body(
        "expected/1-wsc", "expected", Words("県のセンター", "c"), kinds=(KIND,), place=PREFECTURE, modality="must"
    )
    duty = Duty("type-function/1", KIND, HELP, "statutory", ("law/1/Article_9",))
    lead = Linkage("inferred-linkage/1", body_id("a"), expected.id, "refer", "inferred", "in_operation")
    only_law = network([lead], (), [body("a"), expected], [duty])
    assert ways(found(only_law)) == [("a", expected.id)]
    named = body("c", PREFECTURE, kinds=(KIND,))
    both = network([lead, link("a", "c")], (), [body("a"), expected, named], [duty])
    assert ways(found(both)) == [("a", "c")]
    weaker = replace(expected, modality="endeavour")
    assert ways(found(network([lead], (), [body("a"), weaker], [duty]))) == []


def test_a_duty_under_an_act_about_another_need_is_no_end() -> None:
    kind = body("c", kinds=(KIND,))
    about_debts = Duty("type-function/1", KIND, HELP, "statutory", needs=frozenset({OTHER_NEED}))
    assert ways(found(network([link("a", "c")], (), [kind], [about_debts]))) == []
    general = replace(about_debts, needs=frozenset())
    assert ways(found(network([link("a", "c")], (), [kind], [general]))) == [("a", "c")]


def test_a_resident_may_bring_a_question_to_whoever_law_has_give_advice() -> None:
    lawyers = body("c", "place/jp", kinds=(KIND,))
    advice = Duty("type-function/1", KIND, "function/legal", "statutory")
    question = Question("", (NEED,), ("function/legal",), place=HERE)
    wanted = next(iter(found(network((), (), [lawyers], [advice]), question).routes.values()))
    assert [route.bodies for route in wanted] == [("", body_id("c"))]
    protection = Question("", (NEED,), (HELP,), place=HERE)
    shelter = Duty("type-function/2", KIND, HELP, "statutory")
    assert ways(found(network((), (), [lawyers], [shelter]), protection)) == []


def test_an_operator_is_never_tied_to_a_secret_place() -> None:
    shelter = body("s", disclosure="confidential")
    assert ways(found(network([link("a", "s", "entrust")], [service("s")], [shelter]))) == []
    search = RouteSearch(network([link("a", "s", "entrust")], [service("s")], [shelter]), EMPTY, asking())
    search.find()
    openers = explain(search, search.case.wants[0]).openers
    assert all(opener.way != "shut_step" for opener in openers)


# ---- circumstances ----

MAN = Circumstance("circumstance/man", Words("男性", "man"), groups=frozenset({"target-group/men"}),
                   not_groups=frozenset({"target-group/women"}))  # fmt: skip
WOMAN = Circumstance("circumstance/woman", Words("女性", "woman"), groups=frozenset({"target-group/women"}),
                     not_groups=frozenset({"target-group/men"}))  # fmt: skip
HARMED = Circumstance("circumstance/harm", Words("害", "harm"), groups=frozenset({"target-group/victim"}))
STAYS = Circumstance("circumstance/stays-home", Words("家", "home"), avoids=frozenset({HELP}))
CHILD = Circumstance("circumstance/child-along", Words("子", "child"), needs=frozenset({OTHER_NEED}))
NIGHT = Circumstance("circumstance/night", Words("夜", "night"))
RULES = Rulebook(
    {circumstance.id: circumstance for circumstance in (MAN, WOMAN, HARMED, STAYS, CHILD, NIGHT)},
    {KIND: Audience(only=frozenset({"target-group/women"}))},
    {"夜間に限る": ConditionReading("condition/1", "exact", False, circumstances=frozenset({"circumstance/night"})),
     "債務のとき": ConditionReading("condition/2", "exact", False, needs=frozenset({OTHER_NEED}))},
)  # fmt: skip


def test_a_service_for_women_who_are_victims_is_not_for_a_man() -> None:
    groups = frozenset({"target-group/women", "target-group/victim"})
    net = network([link("a", "b")], [service("b", for_groups=groups)])
    assert ways(found(net, rules=RULES)) == [("a", "b")]
    assert ways(found(net, asking(circumstances=frozenset({MAN.id})), RULES)) == []


def test_a_kind_that_law_opens_to_women_alone_is_shut_to_a_man() -> None:
    net = network([link("a", "b")], [service("b")], [body("b", kinds=(KIND,))])
    assert ways(found(net, rules=RULES)) == [("a", "b")]
    assert ways(found(net, asking(circumstances=frozenset({MAN.id})), RULES)) == []


def test_what_is_not_wished_for_is_no_end() -> None:
    net = network([link("a", "b"), link("a", "c")],
                  [service("b"), service("c", functions=frozenset({"function/consult"}))])  # fmt: skip
    assert ways(found(net, asking(circumstances=frozenset({STAYS.id})), RULES)) == [("a", "c")]


def test_a_circumstance_brings_what_is_then_also_wanted() -> None:
    other = service("c", needs=frozenset({OTHER_NEED}), functions=frozenset({OTHER_HELP}))
    net = network([link("a", "b"), link("a", "c")], [service("b"), other])
    result = found(net, asking(circumstances=frozenset({CHILD.id})), RULES)
    assert [(want.id, want.asked) for want in result.case.wants] == [(NEED, True), (OTHER_NEED, False)]
    assert result.plan is not None and result.plan.desks == 2


def test_conditions_are_met_shut_or_to_confirm_but_never_guessed() -> None:
    def states(words: str, hour: int | None = None) -> list[str]:
        net = network([link("a", "b", condition=Words(words, words))], [service("b")])
        first = next(iter(found(net, asking(hour=hour), RULES).routes.values()))
        checks = (check for route in first for leg in route.legs for check in leg.step.checks)
        return [check.state for check in checks if check.key == "condition"]

    assert states("夜間に限る") == ["confirm"]
    assert states("夜間に限る", hour=23) == ["met"]
    assert states("債務のとき") == []
    assert states("誰も読んだことのない条件") == ["confirm"]


def test_a_desk_that_is_closed_then_comes_after_every_other_and_says_so() -> None:
    def best(first: str, second: str, hour: int | None = None, weekday: int | None = None) -> tuple[str, bool]:
        net = network([link("a", "b"), link("a", "c")], [service("b", hours=first), service("c", hours=second)])
        result = found(net, asking(hour=hour, weekday=weekday), RULES)
        offer = next(iter(result.routes.values()))[0].offers[0]
        return offer.body, offer.closed_now

    assert best("夜間・休日", "", hour=11, weekday=1) == ("body/c", False)
    assert best("夜間・休日", "", hour=22) == ("body/b", False)
    assert best("平日9時～17時", "24時間", hour=3) == ("body/c", False)
    assert best("夜間・休日", "夜間・休日", hour=11, weekday=1) == ("body/b", True), "better than nothing, and told"


def checked(result: RoutesFound) -> set[tuple[str, str]]:
    """Key and state of every check of the best route of the first want."""
    best = next(iter(result.routes.values()))[0]
    parts = (*(leg.step.checks for leg in best.legs), best.offers[0].checks)
    return {(check.key, check.state) for checks in parts for check in checks}


def test_many_languages_are_not_yet_hers() -> None:
    for spoken, state in ((("多言語",), "confirm"), (("多言語", "中国語"), "met"), ((), "confirm")):
        result = found(network((), [service("a", languages=spoken)]), asking(languages=("中国語",)))
        assert ("language", state) in checked(result), spoken


def test_a_document_without_a_period_is_doubted_and_comes_after_one_with_a_period() -> None:
    old = Concept("document/o", Words("o", "o"), "document")
    new = Concept("document/n", Words("n", "n"), "document", period=Interval(date(2024, 4, 1), date(2027, 3, 31)))
    services = [service("b", document=old.id), service("c", document=new.id)]
    result = found(network([link("a", "b"), link("a", "c")], services, old=old, new=new), asking(day=date(2025, 1, 1)))
    assert ways(result) == [("a", "c"), ("a", "b")]
    unsure = next(iter(result.routes.values()))[1].offers[0]
    assert ("period-unknown", "confirm") in [(check.key, check.state) for check in unsure.checks]


def test_a_need_a_circumstance_brings_shuts_nothing_where_functions_alone_are_asked() -> None:
    lead = link("a", "b", needs=frozenset({NEED}), functions=frozenset({HELP}), condition=Words("債務のとき", "debts"))
    elsewhere = replace(RULES.readings["債務のとき"], needs=frozenset({"need/work"}))
    rules = replace(RULES, readings={"債務のとき": elsewhere})
    kind = body("c", kinds=("body-type/x",))
    duty = Duty("type-function/1", "body-type/x", HELP, "statutory", needs=frozenset({NEED}))
    net = network([lead, link("a", "c")], [service("b"), service("d", entry=True)], [kind], [duty])
    question = asking(needs=(), functions=(HELP,))
    for held in (frozenset[str](), frozenset({CHILD.id})):
        assert ways(found(net, replace(question, circumstances=held), rules))[:2] == [("a", "c"), ("a", "b")]
        anywhere = replace(question, start="", place=HERE, circumstances=held)
        assert ways(found(net, anywhere, rules)) == [("", "d")]


def test_law_that_speaks_of_the_need_comes_before_law_that_does_not() -> None:
    general = Duty("type-function/1", KIND, HELP, "statutory")
    about = Duty("type-function/2", KIND, HELP, "statutory", needs=frozenset({NEED}))
    result = found(network([link("a", "c")], (), [body("c", kinds=(KIND,))], [general, about]))
    assert [offer.id for offer in next(iter(result.routes.values()))[0].offers] == [about.id, general.id]


def test_of_two_services_of_a_desk_the_one_that_serves_more_wants_comes_first() -> None:
    both = service("b", "z-both", functions=frozenset({HELP, OTHER_HELP}), needs=frozenset({NEED, OTHER_NEED}))
    result = found(network([link("a", "b")], [service("b"), both]), asking(needs=(NEED, OTHER_NEED)))
    assert [offer.id for offer in next(iter(result.routes.values()))[0].offers] == [both.id, service("b").id]


def test_fewer_desks_because_less_is_met_is_not_called_fewer() -> None:
    bound = Circumstance("circumstance/bound", Words("b", "b"), avoids=frozenset({HELP}))
    rules = replace(RULES, circumstances={**RULES.circumstances, bound.id: bound})
    debts = service("c", needs=frozenset({OTHER_NEED}), functions=frozenset({OTHER_HELP}))
    net = network([link("a", "b"), link("a", "c")], [service("b"), debts])
    question = asking(needs=(NEED, OTHER_NEED, "need/unknown"))

    assert outcomes(RouteSearch(net, rules, question)) == {STAYS.id: "lost"}
    question = replace(question, circumstances=frozenset({bound.id}))
    assert outcomes(RouteSearch(net, rules, question)) == {bound.id: "other"}


# ---- joint plan ----


def test_one_desk_for_two_needs_beats_two_desks() -> None:
    debts = service("b", "debts", needs=frozenset({OTHER_NEED}), functions=frozenset({OTHER_HELP}))
    both = [service("z"), service("z", "debts", needs=frozenset({OTHER_NEED}), functions=frozenset({OTHER_HELP}))]
    net = network([link("a", "b"), link("a", "c"), link("a", "z", layer="inferred")], [debts, service("c"), *both])
    result = found(net, asking(needs=(NEED, OTHER_NEED)))
    assert result.plan
    assert [visit.body for visit in result.plan.visits] == [body_id("a"), body_id("z")]
    assert result.plan.desks == 1


def test_a_plan_leaves_out_what_has_no_route_and_says_so() -> None:
    result = found(network([link("a", "b")], [service("b")]), asking(needs=(NEED, OTHER_NEED)))
    assert result.plan
    assert [want.id for want in result.plan.unmet] == [OTHER_NEED]
    assert not result.met


@pytest.mark.parametrize(("question", "key"), [
    (Question(body_id("a")), "route-nothing-wanted"),
    (Question("body/nowhere", (NEED,)), "route-start-unknown"),
    (asking(hour=24), "route-hour"),
    (asking(layers=("hearsay",)), "route-layer"),
    (asking(circumstances=frozenset({"circumstance/rich"})), "route-circumstance-unknown"),
    (asking(needs=tuple(f"need/{n}" for n in range(9))), "route-too-many"),
])  # fmt: skip
def test_what_cannot_be_asked_is_refused(question: Question, key: str) -> None:
    with pytest.raises(RouteProblem, match=key):
        find_routes(network([link("a", "b")], [service("b")]), RULES, question)
