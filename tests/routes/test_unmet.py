"""Where no route is found: where every attempt ends, and what would open one."""

from __future__ import annotations

from tests.routes.samples import HELP, KIND, asking, body, body_id, link, network, service
from tsunagu.network.records import Body, Duty, Words
from tsunagu.referral.question import Question
from tsunagu.referral.rulebook import Rulebook
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
