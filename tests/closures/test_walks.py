"""The search for many cases at once finds what plain searches find, and ways that can be walked."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.closures.small_country import BODIES, NEEDS, some_country, steps
from tsunagu.closures.walks import Case, Country, Place, met, reached, routes

CASES = [Case(need, frozenset(closed)) for need in NEEDS for size in range(3) for closed in combinations(BODIES, size)]


@settings(max_examples=60)
@given(some_country())
def test_all_cases_at_once_are_each_case_alone(made: tuple[Country, list[Place]]) -> None:
    country, places = made
    for place in places:
        found = routes(country, place, CASES)
        assert [None if one is None else len(one) - 1 for one in found] == [steps(country, place, one) for one in CASES]


@settings(max_examples=60)
@given(some_country())
def test_ways_can_be_walked(made: tuple[Country, list[Place]]) -> None:
    country, places = made
    for place in places:
        for case, route in zip(CASES, routes(country, place, CASES), strict=True):
            if route is None:
                continue
            needs = place.starts[route[0]]
            assert needs is None or case.need in needs
            assert case.need in country.meets[route[-1]]
            assert not case.closed.intersection(route)
            assert all(end in country.after[start] for start, end in pairwise(route))


@settings(max_examples=60)
@given(some_country(), st.sets(st.sampled_from(BODIES), max_size=2))
def test_reached_bodies(made: tuple[Country, list[Place]], closed: set[str]) -> None:
    country, places = made
    everywhere = Country(country.after, country.before, dict.fromkeys(BODIES, ()), country.most)
    for body in BODIES:
        there = Country(everywhere.after, everywhere.before, {body: ("need/z",)}, country.most)
        open_to_all = [Place(one.id, dict.fromkeys(one.starts)) for one in places]
        by_search = any(steps(there, one, Case("need/z", frozenset(closed))) is not None for one in open_to_all)
        assert (body in reached(country, places, closed)) == by_search


def test_of_equal_ways_the_first_by_ids() -> None:
    country = Country({"a": ("c", "d"), "b": ("d",)}, {"c": ("a",), "d": ("a", "b")}, {"c": {"n"}, "d": {"n"}}, 4)
    place = Place("p", {"b": None, "a": None})
    assert met(country, place, ["n", "m"]) == {"n": ("a", "c")}
    assert routes(country, place, [Case("n", frozenset("c")), Case("n", frozenset("ac"))]) == [("a", "d"), ("b", "d")]
