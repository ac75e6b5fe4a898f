"""When a confidential or half-open body is there is told to nobody, in whatever words."""

from __future__ import annotations

import json

import pytest

from tests.routes.samples import asking, body, link, network, service
from tsunagu.disclosure.answers import disclosed
from tsunagu.network.model import Network
from tsunagu.referral.question import Question
from tsunagu.referral.rulebook import Rulebook
from tsunagu.routes.answer import Json, RouteAnswer, make_answer
from tsunagu.routes.opening import make_opening
from tsunagu.routes.search import RouteSearch
from tsunagu.routes.unmet import explain

PRINTED = "平日9時～17時"
AT_NIGHT = "夜間・休日（要予約）"
NOON, NIGHT = 12, 23


def answer_of(held: Network, question: Question) -> Json:
    search = RouteSearch(held, Rulebook(), question)
    found = search.find()
    unmet = tuple(explain(search, want) for want, routes in found.routes.items() if not routes)
    return make_answer(RouteAnswer(held, found, unmet, (), make_opening(search.walk, found)), {})


@pytest.mark.parametrize("disclosure", ["confidential", "front_door_only", "public"])
@pytest.mark.parametrize("hour", [NOON, NIGHT])
def test_hours_and_the_next_opening_of_a_body_that_is_not_public_are_not_shown(disclosure: str, hour: int) -> None:
    held = network([link("a", "b")], [service("b", hours=PRINTED)], [body("b", disclosure=disclosure)])
    told = json.dumps(disclosed(answer_of(held, asking(weekday=0, hour=hour))), ensure_ascii=False)
    assert (PRINTED in told) is (disclosure == "public")
    assert ("hours-opens" in told) is (disclosure == "public" and hour == NIGHT)


@pytest.mark.parametrize("disclosure", ["confidential", "front_door_only", "public"])
def test_that_it_may_be_open_or_takes_appointments_is_not_shown_either(disclosure: str) -> None:
    held = network([link("a", "b")], [service("b", hours=AT_NIGHT)], [body("b", disclosure=disclosure)])
    told = json.dumps(disclosed(answer_of(held, asking(hour=NIGHT))), ensure_ascii=False)
    assert ("hours-perhaps" in told) is ("hours-appointment" in told) is (disclosure == "public")
    assert (AT_NIGHT in told) is (disclosure == "public")
