"""Which desk is turned to first, what is said there and by whom: the plan and its opening over small networks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.routes.samples import HELP, HERE, KIND, NEED, OTHER_NEED, PREFECTURE, body, body_id, link, network, service
from tests.routes.test_search import RULES, found
from tsunagu.network.model import Network
from tsunagu.network.records import Body, Duty, Words
from tsunagu.referral.question import CHILD, IN_DANGER, NOT_HERSELF, Question
from tsunagu.referral.rulebook import Circumstance, PhoneLine, PracticeRule, Rulebook
from tsunagu.routes.opening import ANOTHER, HERSELF, AnswerOpening, make_opening
from tsunagu.routes.ordering import Rank, in_order
from tsunagu.routes.search import RouteSearch

POLICE = "body-type/police-station"
WOMEN = "target-group/women"
WOMAN = Circumstance("circumstance/woman", Words("女性", "woman"), groups=frozenset({WOMEN}))
CONSULT = frozenset({"function/consult", HELP})


def rule(name: str, kind: str = KIND, order: int = 1, **more: object) -> PracticeRule:
    made = PracticeRule(
        f"practice/{name}", Words(name, name), "require", frozenset({NEED}), kinds=(kind,), order=order, ground="law",
        say=Words(f"{name} says", ""), say_other=Words(f"{name} says of another", ""), reason=Words("理由", "reason"),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def rules(*practice: PracticeRule, lines: tuple[PhoneLine, ...] = ()) -> Rulebook:
    known = {name: Circumstance(name, Words(name, name)) for name in (IN_DANGER, CHILD, NOT_HERSELF)}
    return Rulebook({**RULES.circumstances, **known, WOMAN.id: WOMAN}, practice=practice, lines=lines)


def opening(net: Network, rulebook: Rulebook, question: Question) -> AnswerOpening:
    search = RouteSearch(net, rulebook, question)
    return make_opening(search.walk, search.find())


def asked(*circumstances: str, **more: object) -> Question:
    made = Question("", (NEED,), place=HERE, circumstances=frozenset(circumstances))
    return replace(made, **more)  # type: ignore[arg-type]


def centre_and_desk(**more: object) -> Network:
    """A centre to which law alone gives what helps, and a desk a document states for women with this need."""
    duty = Duty("type-function/1", KIND, HELP, "statutory", needs=frozenset({NEED}))
    stated = replace(service("desk", entry=True, functions=CONSULT, for_groups=frozenset({WOMEN})), **more)  # type: ignore[arg-type]
    return network((), [stated], [body("centre", PREFECTURE, kinds=(KIND,))], [duty])


def shown(net: Network, rulebook: Rulebook, question: Question) -> list[str]:
    return [desk.visit.body.removeprefix("body/") for desk in opening(net, rulebook, question).desks]


def test_a_desk_stated_for_just_such_a_person_stands_before_the_kind_law_alone_names() -> None:
    ruled = rules(rule("centre"))
    assert shown(centre_and_desk(), ruled, asked(WOMAN.id)) == ["desk", "centre"]
    after = ["centre", "desk"]  # what her own government states is not lost, but it leads no more
    assert shown(centre_and_desk(for_groups=frozenset()), ruled, asked(WOMAN.id)) == after, "no audience is told"
    assert shown(centre_and_desk(), ruled, asked()) == after, "whether it is for her is not known"
    assert shown(centre_and_desk(layer="planned"), ruled, asked(WOMAN.id)) == ["centre"]


def test_what_an_undated_plan_states_gives_way_where_its_government_has_a_dated_one() -> None:
    from datetime import date  # noqa: PLC0415

    from tsunagu.network.records import Concept, Interval  # noqa: PLC0415

    old = Concept("document/old", Words("古", "old"), "document", authority=HERE)
    new = Concept(
        "document/new", Words("新", "new"), "document", authority=HERE, period=Interval(date(2025, 4, 1), None)
    )
    net = centre_and_desk(document=old.id)
    held = replace(net, concepts={**net.concepts, old.id: old})
    day = date(2026, 4, 1)
    assert shown(held, rules(rule("centre")), asked(WOMAN.id, day=day)) == ["desk", "centre"]
    both = replace(net, concepts={**net.concepts, old.id: old, new.id: new})
    assert shown(both, rules(rule("centre")), asked(WOMAN.id, day=day)) == ["centre"]


def test_nobody_takes_the_place_of_the_police_or_of_what_danger_asks_for() -> None:
    net = centre_and_desk()
    station = body("station", kinds=(POLICE,))
    held = replace(net, bodies={**net.bodies, station.id: station})
    first_police = rules(rule("police", POLICE), rule("centre", order=2))
    assert shown(held, first_police, asked(WOMAN.id)) == ["station", "desk", "centre"]
    in_danger = rules(rule("police", POLICE, order=6, circumstances=frozenset({IN_DANGER})), rule("centre"))
    assert shown(held, in_danger, asked(WOMAN.id, IN_DANGER))[0] == "station"


def test_plan_and_opening_have_one_order() -> None:
    net = centre_and_desk()
    search = RouteSearch(net, rules(rule("centre")), asked(WOMAN.id))
    plan = search.find().plan
    assert plan
    assert [visit.body for visit in plan.visits if visit.leg] == [body_id("desk"), body_id("centre")]
    assert [desk.visit for desk in make_opening(search.walk, search.find()).desks] == [
        visit for visit in plan.visits if visit.leg
    ]


def test_what_is_asked_first_comes_first_where_rules_give_the_same_place() -> None:
    duties = [Duty("type-function/1", KIND, HELP, "statutory"), Duty("type-function/2", POLICE, HELP, "statutory")]
    bodies = [body("centre", kinds=(KIND,)), body("station", kinds=(POLICE,))]
    ruled = rules(rule("centre"), rule("police", POLICE, needs=frozenset({OTHER_NEED})))
    net = network((), (), bodies, duties)
    assert shown(net, ruled, asked(needs=(NEED, OTHER_NEED))) == ["centre", "station"]
    assert shown(net, ruled, asked(needs=(OTHER_NEED, NEED))) == ["station", "centre"]


def test_a_desk_known_to_be_closed_comes_last_and_one_known_open_first() -> None:
    services = [
        service("closed", "one", entry=True, hours="平日9時～17時"),
        service("night", "two", entry=True, hours="24時間", needs=frozenset({OTHER_NEED}), functions=CONSULT),
    ]
    kinds = {"closed": KIND, "night": POLICE}
    net = network((), services, [body(name, kinds=(kind,)) for name, kind in kinds.items()])
    ruled = rules(rule("closed"), rule("night", POLICE, order=5))
    assert shown(net, ruled, asked(hour=12, weekday=1)) == ["closed", "night"]
    late = opening(net, ruled, asked(hour=22, weekday=1))
    assert [desk.visit.body for desk in late.desks] == [body_id("night"), body_id("closed")]
    keys = {check.key for check in late.desks[1].offer.checks}
    assert {"hours", "hours-opens-wed"} <= keys, "it says when it opens"


def test_the_desk_one_starts_from_is_no_desk_to_go_to() -> None:
    net = network([], [service("a", entry=True), service("z", "more", entry=True, needs=frozenset({OTHER_NEED}),
                                                         functions=frozenset({"function/consumer-debt"}))])  # fmt: skip
    told = opening(net, rules(), Question(body_id("a"), (NEED, OTHER_NEED)))
    assert [visit.body for visit in told.here] == [body_id("a")]
    assert [desk.visit.body for desk in told.desks] == [body_id("z")]


def test_who_speaks_decides_the_words() -> None:
    ruled = rules(rule("centre"))
    net = network([link("a", "centre")], [service("centre", entry=True)], [body("centre", kinds=(KIND,))])

    def told(question: Question) -> tuple[str, str]:
        desk = opening(net, ruled, question).desks[0]
        return desk.speaker, desk.say.ja

    assert told(asked()) == (HERSELF, "centre says")
    assert told(asked(NOT_HERSELF)) == (ANOTHER, "centre says of another")
    assert told(Question(body_id("a"), (NEED,))) == (ANOTHER, "centre says of another"), "the desk hands her on"
    alone = network([], [service("centre", entry=True)], [body("a"), body("centre", kinds=(KIND,))])
    by_herself = opening(alone, ruled, Question(body_id("a"), (NEED,))).desks[0]
    assert (by_herself.speaker, by_herself.say.ja) == (HERSELF, "centre says"), "she is told of it and goes herself"


def test_being_told_of_a_desk_beats_a_provision_that_is_not_known_to_be_about_her() -> None:
    older = frozenset({"target-group/older"})

    def kinds(audience: frozenset[str] = frozenset()) -> list[str]:
        net = network([link("a", "z", audience=audience)], [service("z", entry=True)])
        return [leg.step.kind for leg in next(iter(found(net).routes.values()))[0].legs]

    assert kinds() == ["refer"]
    assert kinds(audience=older) == ["told"]


def test_where_her_municipality_is_not_known_its_desk_is_named_as_one_to_ask_for() -> None:
    kind = Body(KIND, "kind", Words("こども家庭センター", "Children and family centre"))
    net = network((), [service("a", entry=True)], [body("a", PREFECTURE), kind])
    ruled = rules(rule("child", tier="own"))
    told = opening(net, ruled, asked(place=PREFECTURE))
    desk = next(desk for desk in told.desks if desk.visit.body == KIND)
    assert desk.visit.leg
    assert ("municipality", (KIND,)) in {(check.key, check.about) for check in desk.visit.leg.step.checks}
    at_home = opening(net, ruled, asked())
    assert "municipality" not in {
        check.key for desk in at_home.desks if desk.visit.leg for check in desk.visit.leg.step.checks
    }


def test_a_need_switches_a_rule_off() -> None:
    net = centre_and_desk()
    barred = rules(rule("never", effect="never", unless=frozenset({OTHER_NEED})))
    assert "centre" not in shown(net, barred, asked(WOMAN.id))
    open_again = rules(rule("never", effect="never", unless=frozenset({OTHER_NEED})), rule("centre"))
    assert "centre" in shown(net, open_again, asked(WOMAN.id, needs=(NEED, OTHER_NEED)))


def test_a_desk_practice_names_has_its_language_checked() -> None:
    def state(*languages: str) -> set[str]:
        held = [service("centre", entry=True, languages=languages)]
        net = network((), held, [body("centre", kinds=(KIND,))])
        search = RouteSearch(net, rules(rule("centre")), asked(languages=("中国語",)))
        desk = next(want for want in search.case.wants if want.is_desk)
        offers = search.offers[desk].of(body_id("centre"))
        return {check.state for offer in offers for check in offer.checks if check.key == "language"}

    assert state("日本語") == {"confirm"}
    assert state() == {"confirm"}
    assert state("日本語", "中国語") == {"met"}


def test_numbers_nobody_answers_then_are_told_as_such() -> None:
    day = PhoneLine("188", Words("昼", "day"), Words("昼", "day"), kinds=(KIND,), hours="平日9時～17時")
    net = network((), [service("centre", entry=True)], [body("centre", kinds=(KIND,))])
    ruled = rules(rule("centre"), lines=(day,))
    assert opening(net, ruled, asked(hour=23, weekday=1)).desks[0].closed_lines == {"188"}
    assert opening(net, ruled, asked(hour=11, weekday=1)).desks[0].closed_lines == frozenset()


NODES = "abcdefg"
RANKS = st.dictionaries(st.sampled_from(NODES), st.tuples(st.integers(0, 3)), max_size=7)
PARENTS = st.lists(st.integers(0, 6), min_size=7, max_size=7)


@settings(max_examples=300, deadline=None)
@given(PARENTS, RANKS)
def test_a_plan_walks_every_arc_once_and_a_desk_only_after_the_one_before_it(
    parents: list[int], ranks: dict[str, Rank]
) -> None:
    arcs = [("" if at == 0 else NODES[parents[at] % at], end) for at, end in enumerate(NODES)]
    walked = in_order("", arcs, ranks)
    assert sorted(walked) == sorted(arcs)
    seen = {""}
    for start, end in walked:
        assert start in seen
        seen.add(end)


@given(RANKS)
def test_without_hands_on_a_plan_is_sorted_by_rank(ranks: dict[str, Rank]) -> None:
    walked = [end for _, end in in_order("", [("", end) for end in ranks], ranks)]
    assert [ranks[end] for end in walked] == sorted(ranks.values())


def test_numbers_come_in_the_order_of_danger() -> None:
    """Police and ambulance, then what practice names, then lines for whose life is in danger, then others."""
    words = Words("線", "line")
    lines = tuple(
        PhoneLine(number, words, words, sort, needs=frozenset({NEED}))
        for number, sort in (("1", "line"), ("2", "crisis"), ("3", "emergency"), ("4", "line"))
    )
    named = rule("number", effect="number", number="4", kinds=())
    told = opening(centre_and_desk(), rules(named, lines=lines), asked())
    assert [line.number for line in told.lines][:3] == ["3", "4", "2"]


def test_in_a_plan_from_a_kind_nobody_is_led_to_the_desk_of_that_kind() -> None:
    """She is there; from it she is led on."""
    kind = replace(body("k"), id=KIND, sort="kind")
    net = network([link("here", "next")], [service("next")], [kind, body("here", kinds=(KIND,))])
    plan = RouteSearch(net, rules(), Question(KIND, (NEED,), (), HERE)).find().plan
    assert plan
    assert [(visit.body, visit.leg is None) for visit in plan.visits if visit.body] == [
        (body_id("here"), True), (body_id("next"), False),
    ]  # fmt: skip
