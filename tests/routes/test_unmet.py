"""Where no route is found: where every attempt ends, and what would open one."""

from __future__ import annotations

from tests.routes.samples import HELP, KIND, asking, body, body_id, link, network, service
from tsunagu.network.records import Body, Duty, Words
from tsunagu.referral.question import Question
from tsunagu.referral.rulebook import PracticeRule, Rulebook
from tsunagu.routes.search import RouteSearch, find_routes
from tsunagu.routes.unmet import explain


def test_no_route_names_what_would_open_one() -> None:
    net = network([link("a", "b"), link("b", "c", status="planned")], [service("c")])
    search = RouteSearch(net, Rulebook(), asking())
    assert not search.find().met
    unmet = explain(search, search.case.wants[0])
    assert unmet.ends == (body_id("b"),)
    shut = [opener for opener in unmet.openers if opener.way == "shut_step"]
    assert [(opener.start, opener.end, opener.reasons[0].key) for opener in shut] == [
        (body_id("b"), body_id("c"), "status")
    ]
    opened = network([link("a", "b"), link("b", "c", status="planned"), link("a", "c")], [service("c")])
    new = [opener for opener in unmet.openers if opener.way == "new_link"]
    assert [(opener.start, opener.end) for opener in new] == [(body_id("a"), body_id("c"))]
    assert find_routes(opened, Rulebook(), asking()).met


def test_a_kind_that_has_no_desk_here_is_what_would_open_a_route() -> None:
    """The kind that has one is not named as missing."""
    other = "body-type/other"
    duties = [Duty(f"type-function/{at}", kind, HELP, "statutory") for at, kind in enumerate((KIND, other))]
    kinds = [Body(kind, "kind", Words(kind, kind)) for kind in (KIND, other)]
    net = network((), (), [*kinds, body("a"), body("here", kinds=(KIND,))], duties)
    search = RouteSearch(net, Rulebook(), Question(body_id("a"), (), (HELP,)))
    openers = [opener for want in search.case.wants for opener in explain(search, want).openers]
    assert [opener.end for opener in openers if opener.way == "new_service"] == [other]


def test_a_shut_step_is_told_only_where_an_offer_is_still_within_reach_behind_it() -> None:
    """Of five steps in all, four are left behind the first."""
    shut = link("a", "b1", status="planned")

    def told(length: int) -> list[str]:
        chain = [link(f"b{at}", f"b{at + 1}") for at in range(1, length)]
        search = RouteSearch(network([shut, *chain], [service(f"b{length}")]), Rulebook(), asking(steps=3))
        return [opener.end for opener in explain(search, search.case.wants[0]).openers if opener.way == "shut_step"]

    assert [bool(told(length)) for length in (1, 2, 3, 4)] == [True, True, True, False]


def test_no_hint_opens_what_is_not_public_or_where_nobody_here_is_sent() -> None:
    shut = [link("a", "b", status="planned")]

    def ways(*bodies: Body, rules: Rulebook = Rulebook()) -> set[str]:  # noqa: B008
        search = RouteSearch(network(shut, [service("b")], bodies), rules, asking())
        return {opener.end for opener in explain(search, search.case.wants[0]).openers}

    assert ways() == {body_id("b")}
    assert ways(body("b", disclosure="confidential")) == set()
    closed_kind = Body(KIND, "kind", Words(KIND, KIND), disclosure="confidential")
    assert ways(body("b", kinds=(KIND,)), closed_kind) == set()
    barred = PracticeRule("practice/p", Words("p", "p"), "never", kinds=(KIND,))
    open_kind = Body(KIND, "kind", Words(KIND, KIND))
    assert ways(body("b", kinds=(KIND,)), open_kind) == {body_id("b")}
    assert ways(body("b", kinds=(KIND,)), open_kind, rules=Rulebook(practice=(barred,))) == set()
    assert ways(body("b", kinds=(KIND,)), rules=Rulebook(practice=(barred,))) == set(), "the kind itself is not named"
    assert ways(body("b", "place/2")) == set(), "a body of another city is not opened"
