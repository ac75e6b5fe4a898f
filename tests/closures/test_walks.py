"""The search for many cases at once finds what plain searches find, and ways that can be walked."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.closures.small_country import BODIES, NEEDS, some_place, some_places, steps
from tsunagu.closures.walks import ClosureCase, PlaceReach, met, reached, routes

CASES = [
    ClosureCase(need, frozenset(closed)) for need in NEEDS for size in range(3) for closed in combinations(BODIES, size)
]


@settings(max_examples=120)
@given(some_place())
def test_all_cases_at_once_are_each_case_alone(place: PlaceReach) -> None:
    found = routes(place, CASES)
    assert [None if route is None else len(route) - 1 for route in found] == [steps(place, case) for case in CASES]


@settings(max_examples=120)
@given(some_place())
def test_ways_can_be_walked(place: PlaceReach) -> None:
    for case, route in zip(CASES, routes(place, CASES), strict=True):
        if route is None:
            continue
        assert case.need in place.starts[route[0]]
        assert case.need in place.meets[route[-1]]
        assert not case.closed.intersection(route)
        assert all(case.need in place.after[start][end] for start, end in pairwise(route))


@settings(max_examples=60)
@given(some_places(), st.sets(st.sampled_from(BODIES), max_size=2))
def test_reached_bodies(places: list[PlaceReach], closed: set[str]) -> None:
    case = ClosureCase("need/z", frozenset(closed))
    everybody = [
        replace(
            place, starts=dict.fromkeys(place.starts, ("need/z",)),
            after={start: dict.fromkeys(ends, ("need/z",)) for start, ends in place.after.items()},
        )
        for place in places
    ]  # fmt: skip
    for body in BODIES:
        by_search = any(steps(replace(place, meets={body: ("need/z",)}), case) is not None for place in everybody)
        assert (body in reached(places, closed)) == by_search


def test_of_equal_ways_the_first_by_ids() -> None:
    steps_on = {"a": {"c": "n", "d": "n"}, "b": {"d": "n"}}
    place = PlaceReach("p", {"b": "n", "a": "n"}, steps_on, {"c": "n", "d": "n"})
    assert met(place, ["n", "m"]) == {"n": ("a", "c")}
    assert routes(place, [ClosureCase("n", frozenset("c")), ClosureCase("n", frozenset("ac"))]) == [
        ("a", "d"),
        ("b", "d"),
    ]
