"""What would change takes over what a turned circumstance cannot touch: the same as if all were searched anew."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from tests.routes.worked import load_cases
from tsunagu.disclosure.guard import Guard
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.network.compiled import open_network
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.referral.question import Question
from tsunagu.routes.changes import turned_questions
from tsunagu.routes.router import Router
from tsunagu.routes.search import RouteSearch, with_day

SEED, DRAWN = 55, 12
ALIKE = [
    Question("", ("need/dv",), place="place/132152", circumstances=frozenset({"circumstance/no-phone"})),
    Question("", ("need/elder",), place="place/142042", circumstances=frozenset({"circumstance/older"})),
]
"""Questions whose answers change with what is asked at the door, or with age, and with nothing else."""


@pytest.fixture(scope="module")
def router(home: Home, engine: OxigraphEngine, iris: Iris) -> Router:
    return Router.over(BuiltGraph(engine, iris), Guard(open_network(home), iris))


def drawn(router: Router) -> list[Question]:
    """Worked cases with random circumstances, places and hours beside their own."""
    rng, network = Random(SEED), router.network
    cases = [rng.choice([case.question for case in load_cases()]) for _ in range(DRAWN)]
    issuing = sorted({document.authority for document in network.concepts_in("document")})
    every = sorted(router.rulebook.circumstances)
    needs = [need.id for need in network.concepts_in("need")]

    def other(case: Question) -> Question:
        start, place = "" if rng.random() < 0.7 else case.start, rng.choice(issuing)
        circumstances, needs_too = case.circumstances | set(rng.sample(every, 2)), (*case.needs, rng.choice(needs))
        hour = rng.choice((None, 10, 22))
        return replace(case, start=start, place=place, circumstances=circumstances, needs=needs_too, hour=hour)

    return [*map(other, cases), *ALIKE]


def test_what_is_taken_over_is_what_a_new_search_finds(router: Router) -> None:
    for asked in drawn(router):
        question = with_day(asked, router.network)
        search = RouteSearch(router.network, router.rulebook, question)
        search.find()
        for circumstance, _, turned in turned_questions(question, router.rulebook):
            taken = RouteSearch(router.network, router.rulebook, turned, before=search)
            fresh = RouteSearch(router.network, router.rulebook, turned, search.area)
            told = question, circumstance
            assert taken.outline() == fresh.outline(), told
            assert taken.legs == fresh.legs, told
            assert {want: list(ends.items()) for want, ends in taken.ends.items()} == {
                want: list(ends.items()) for want, ends in fresh.ends.items()
            }, told
            again = RouteSearch(router.network, router.rulebook, turned, before=search)
            assert again.find() == RouteSearch(router.network, router.rulebook, turned, search.area).find(), told


def test_what_a_turned_circumstance_does_not_touch_is_the_very_same(router: Router) -> None:
    """Else nothing would be won: most steps and offers are not looked at again."""
    woman = frozenset({"circumstance/woman"})
    question = with_day(Question("", ("need/dv",), place="place/132152", circumstances=woman), router.network)
    search = RouteSearch(router.network, router.rulebook, question)
    search.find()
    night = next(turned for name, _, turned in turned_questions(question, router.rulebook) if name.endswith("/night"))
    taken = RouteSearch(router.network, router.rulebook, night, before=search)
    taken.outline()
    same = [taken.legs[body] is search.legs[body] for body in taken.legs if body and body in search.legs]
    assert sum(same) > len(same) / 2
    assert taken.offers.keys() & search.offers.keys()
