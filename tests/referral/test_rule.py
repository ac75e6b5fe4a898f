"""The one rule of referral: who is told, who acts for whom, whose desk it is, and what practice requires or forbids."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.routes.samples import (
    HELP,
    HERE,
    KIND,
    NEED,
    OTHER_NEED,
    PREFECTURE,
    asking,
    body,
    body_id,
    link,
    network,
    service,
)
from tests.routes.test_search import EMPTY, found, ways
from tsunagu.network.records import Body, Concept, Duty, Linkage, Words
from tsunagu.referral.area import Area
from tsunagu.referral.question import Question
from tsunagu.referral.rule import Referral
from tsunagu.referral.rulebook import PracticeRule, Rulebook
from tsunagu.routes.search import RouteSearch
from tsunagu.routes.unmet import explain

# ---- who is told of what, and who acts for whom ----


def test_the_desk_one_starts_from_tells_of_desks_one_may_turn_to_and_the_next_does_not() -> None:
    net = network([link("a", "b")], [service("z", entry=True), service("y")])
    result = found(net)
    assert ways(result) == [("a", "z")]
    step = next(iter(result.routes.values()))[0].legs[0].step
    assert (step.kind, step.rule, step.told_only) == ("told", "rule/told_of_desk", True)


def test_being_taken_to_a_desk_beats_being_told_of_it() -> None:
    net = network([link("a", "b")], [service("b", entry=True), service("z", entry=True)])
    assert [step.kind for step in (leg.step for leg in next(iter(found(net).routes.values()))[0].legs)] == ["refer"]


def test_an_institution_carries_the_duties_of_its_people_and_of_anyone() -> None:
    doctor, anyone = (Body(f"body-type/{name}", "kind", Words(name, name)) for name in ("doctor", "any-person"))
    hospital, kind = (Body(name, "kind", Words(name, name)) for name in ("body-type/hospital", KIND))
    duties = [Linkage(f"linkage-duty/{actor.id[10:]}", actor.id, KIND, "notify", "statutory", "in_operation")
              for actor in (doctor, anyone)]  # fmt: skip
    bodies = [doctor, anyone, hospital, kind, body("c", PREFECTURE, kinds=(KIND,))]
    rules = Rulebook(acts_as={hospital.id: (doctor.id,)})
    asked = Question(hospital.id, (NEED,), place=HERE)
    by_staff = found(network(duties[:1], [service("c")], bodies), asked, rules)
    assert ways(by_staff) == [(hospital.id, "c")]
    step = next(iter(by_staff.routes.values()))[0].legs[0].step
    assert (step.rule, step.via) == ("rule/acts_through", doctor.id)
    assert ways(found(network(duties[:1], [service("c")], bodies), asked)) == []
    assert ways(found(network(duties[1:], [service("c")], bodies), asked)) == [(hospital.id, "c")]


# ---- whose desk it is ----

CITY_KIND = Body("body-type/welfare", "kind", Words("福祉事務所", "welfare office"))


def test_a_city_s_own_desk_serves_its_residents_and_the_prefecture_s_serves_others() -> None:
    own, above = body("own", kinds=(CITY_KIND.id,)), body("above", PREFECTURE, kinds=(CITY_KIND.id,))
    services = [service("own", entry=True), service("above", entry=True)]
    net = network((), services, [CITY_KIND, own, above])
    asked = Question("", (NEED,), place=HERE, most=3)
    for competent, expected in (("own", [("", "own")]), ("", [("", "above"), ("", "own")])):
        rules = Rulebook(competence={CITY_KIND.id: {"city": competent}})
        assert sorted(ways(found(net, asked, rules))) == expected
    rules = Rulebook(own_places={CITY_KIND.id: frozenset({HERE})}, competence={CITY_KIND.id: {"town": "own"}})
    assert ways(found(net, asked, rules)) == [("", "own")]


def test_a_branch_only_another_city_names_serves_that_city() -> None:
    plan = Concept("document/p", Words("p", "p"), "document", authority=HERE)
    away = Concept("document/q", Words("q", "q"), "document", authority="place/2")
    asked = Question("", (NEED,), place=HERE)
    for documents, expected in ((("document/q",), []), (("document/p",), [("", "branch")])):
        branch = body("branch", PREFECTURE, kinds=(CITY_KIND.id,), documents=documents)
        net = network((), [service("branch", entry=True)], [CITY_KIND, branch], plan=plan, away=away)
        assert ways(found(net, asked, Rulebook(branched=frozenset({CITY_KIND.id})))) == expected


def test_a_duty_binds_the_kinds_of_government_its_article_names() -> None:
    mayor = link("a", "b", place_kinds=frozenset({"town"}))
    assert ways(found(network([mayor], [service("b")]))) == []
    assert ways(found(network([replace(mayor, place_kinds=frozenset({"town", "city"}))], [service("b")]))) == [
        ("a", "b")
    ]
    duty = Duty("type-function/1", KIND, HELP, "statutory", place_kinds=frozenset({"prefecture"}))
    for place, expected in ((HERE, []), (PREFECTURE, [("a", "c")])):
        net = network([link("a", "c")], (), [body("c", place, kinds=(KIND,))], [duty])
        assert ways(found(net)) == expected


def test_no_duty_leads_where_no_single_person_is_helped() -> None:
    for function, expected in ((HELP, [("a", "c")]), ("function/staff", []), ("function/other", [])):
        duty = Duty("type-function/1", KIND, function, "statutory")
        net = network([link("a", "c")], (), [body("c", kinds=(KIND,))], [duty])
        wanted = "function/staff" if function == "function/staff" else HELP
        assert ways(found(net, asking(needs=(), functions=(wanted,)))) == expected


def test_a_whole_city_leads_to_its_section_that_helps_and_counts_twice_where_none_does() -> None:
    city = body("city", kinds=("body-type/municipality",))
    section = body("section", part_of="body/city")
    to_city = link("a", "city")
    with_section = found(network([to_city], [service("section")], [city, section]))
    assert ways(with_section) == [("a", "section")]
    without = found(network([to_city], [service("city")], [city, section]))
    assert ways(without) == [("a", "city")]
    assert next(iter(without.routes.values()))[0].cost[3:6] == (1, 1, 2)


def test_a_bureau_is_no_desk() -> None:
    bureau = body("bureau", form="unit")
    bureau = replace(bureau, label=Words("県民生活部", "bureau"))
    office = body("office", part_of=bureau.id)
    result = found(network((), [service("bureau", entry=True)], [bureau]), Question("", (NEED,), place=HERE))
    assert "section" in {check.key for check in next(iter(result.routes.values()))[0].legs[0].step.checks}
    services = [service("bureau", entry=True), service("office", entry=True)]
    assert ways(found(network((), services, [bureau, office]), Question("", (NEED,), place=HERE))) == [("", "office")]


def test_a_section_of_a_bureau_is_come_to_by_the_linkage_of_the_bureau_and_no_other() -> None:
    bureau = replace(body("bureau", form="unit"), label=Words("県民生活部", "bureau"))
    group = body("group", part_of=bureau.id)
    office, stranger = body("office", part_of=group.id), body("stranger")
    net = network([link("a", "bureau")], [service("office"), service("stranger")], [bureau, group, office, stranger])
    assert ways(found(net)) == [("a", "office")]


@pytest.mark.parametrize("status", ["planned", "under_study", "former", "ended"])
def test_a_body_that_is_not_there_is_no_desk_of_its_kind(status: str) -> None:
    law_s = Body("expected/welfare", "expected", Words("必置", "required"), kinds=(CITY_KIND.id,), place=HERE,
                 modality="must")  # fmt: skip
    gone = Area(network((), (), [CITY_KIND, law_s, body("b", kinds=(CITY_KIND.id,), status=status)]), Rulebook(), HERE)
    assert [desk.id for desk in gone.desks_of(CITY_KIND.id)] == [law_s.id]
    there = Area(network((), (), [CITY_KIND, law_s, body("b", kinds=(CITY_KIND.id,))]), Rulebook(), HERE)
    assert [desk.id for desk in there.desks_of(CITY_KIND.id)] == [body_id("b")]


@pytest.mark.parametrize("status", ["planned", "former"])
def test_a_body_that_is_not_there_does_not_hide_the_desk_of_the_prefecture(status: str) -> None:
    planned = body("b", kinds=(CITY_KIND.id,), status=status)
    above = body("c", kinds=(CITY_KIND.id,), place=PREFECTURE)
    area = Area(network((), (), [CITY_KIND, planned, above]), Rulebook(), HERE)
    assert [desk.id for desk in area.desks_of(CITY_KIND.id)] == [above.id]


def test_one_asks_at_the_desk_and_not_at_its_provider() -> None:
    asked = Question("", (NEED,), place=HERE)
    net = network((), [service("giver", entry=True, desk=body_id("desk"))], [body("giver"), body("desk")])
    assert ways(found(net, asked)) == [("", "desk")]


# ---- rules of practice ----


def practice(effect: str, **more: object) -> PracticeRule:
    return replace(PracticeRule("practice/p", Words("規則", "rule"), effect, kinds=(KIND,)), **more)  # type: ignore[arg-type]


def test_a_required_desk_stands_in_the_plan_whatever_was_asked() -> None:
    centre = body("c", PREFECTURE, kinds=(KIND,))
    net = network((), [service("a", entry=True)], [centre])
    asked = Question("", (NEED,), place=HERE)
    plain = found(net, asked)
    assert plain.plan and [visit.body for visit in plain.plan.visits] == [body_id("a")]
    ruled = found(net, asked, Rulebook(practice=(practice("require"),)))
    assert ruled.plan and {visit.body for visit in ruled.plan.visits} == {body_id("a"), body_id("c")}
    assert [want.id for want in ruled.routes] == [NEED]
    elsewhere = practice("require", needs=frozenset({OTHER_NEED}))
    assert found(net, asked, Rulebook(practice=(elsewhere,))).plan == plain.plan


def test_a_required_kind_without_a_known_body_stands_for_it() -> None:
    kind = Body(KIND, "kind", Words("センター", "Centre"))
    result = found(network((), [service("a", entry=True)], [kind]), Question("", (NEED,), place=HERE),
                   Rulebook(practice=(practice("require"),)))  # fmt: skip
    assert result.plan and {visit.body for visit in result.plan.visits} == {body_id("a"), KIND}
    step = next(visit.leg.step for visit in result.plan.visits if visit.body == KIND and visit.leg)
    assert "kind-only" in {check.key for check in step.checks}


def test_nobody_is_sent_where_practice_forbids() -> None:
    barred = body("c", kinds=(KIND,))
    net = network([link("a", "c")], [service("c", entry=True)], [barred])
    assert ways(found(net)) == [("a", "c")]
    rules = Rulebook(practice=(practice("never"),))
    assert ways(found(net, rules=rules)) == []
    search = RouteSearch(net, rules, asking())
    assert explain(search, search.case.wants[0]).openers == ()
    other_tier = Rulebook(practice=(practice("never", tier="prefecture"),))
    assert ways(found(net, rules=other_tier)) == [("a", "c")]


def test_a_centre_that_also_runs_a_closed_place_is_entered_by_its_open_role() -> None:
    closed = Body(KIND, "kind", Words("施設", "facility"), disclosure="confidential")
    rules = Rulebook(practice=(practice("never"),))

    def reached(kinds: tuple[str, ...], kind: Body = closed, disclosure: str = "front_door_only") -> bool:
        desk = body("c", kinds=kinds, disclosure=disclosure)
        return bool(ways(found(network([link("a", "c")], [service("c")], [desk, kind]), rules=rules)))

    assert reached((KIND, "body-type/centre"))
    assert not reached((KIND,))
    assert not reached((KIND, "body-type/centre"), disclosure="confidential")
    assert not reached((KIND, "body-type/centre"), replace(closed, disclosure="public"))


def test_a_kind_a_service_sends_to_is_of_the_tier_of_who_gives_it() -> None:
    kind, city = Body(KIND, "kind", Words("センター", "Centre")), body("city")
    sent = replace(service("city", entry=True), desk=KIND)
    rules = Rulebook(practice=(practice("require", tier="own"),))
    result = found(network((), [sent], [kind, city]), Question("", (NEED,), place=HERE), rules)
    assert not next(iter(result.routes.values()))[0].offers[0].unsuited


def test_what_practice_names_comes_before_what_it_does_not() -> None:
    suited = body("z", kinds=(KIND,))
    net = network((), [service("b", entry=True), service("z", entry=True)], [suited])
    asked = Question("", (NEED,), place=HERE)
    assert ways(found(net, asked))[0] == ("", "b")
    assert ways(found(net, asked, Rulebook(practice=(practice("prefer"),))))[0] == ("", "z")


def test_a_confidential_desk_is_never_a_step_and_never_a_hint() -> None:
    shelter = body("s", disclosure="confidential")
    net = network([link("a", "s")], [service("s", entry=True)], [shelter])
    search = RouteSearch(net, EMPTY, asking())
    assert not search.find().met
    assert explain(search, search.case.wants[0]).openers == ()


def test_known_open_hours_come_first_where_an_hour_is_given() -> None:
    services = [service("b", entry=True), service("z", entry=True, hours="24時間", layer="reported")]
    asked = Question("", (NEED,), place=HERE)
    assert ways(found(network((), services), asked)) == [("", "b"), ("", "z")]
    assert ways(found(network((), services), replace(asked, hour=2))) == [("", "z"), ("", "b")]


def test_an_area_of_another_place_is_not_taken_for_hers() -> None:
    net = network([], [service("a", entry=True)])
    asked = Question("", (NEED,), place=HERE)
    own, other = Area(net, EMPTY, HERE), Area(net, EMPTY, PREFECTURE)
    assert Referral(net, EMPTY, asked, own).area is own
    assert Referral(net, EMPTY, asked, other).area.home == HERE
    assert Referral(net, EMPTY, asked).area.home == HERE
