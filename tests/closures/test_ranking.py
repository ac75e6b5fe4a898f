"""The rankings, which try candidates only, are those of trying every body and every pair."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings

from tests.closures.small_country import BODIES, NEEDS, some_places, steps
from tsunagu.closures.ranking import Closed, Loss, RankedClosing, rank_bodies, rank_pairs
from tsunagu.closures.walks import ClosureCase, PlaceReach

FAR = 10**6


def every(places: list[PlaceReach], size: int) -> list[RankedClosing]:
    """Return the ranking by closing every set of bodies of a size, one after the other."""
    found = []
    for closed in combinations(BODIES, size):
        losses = tuple(loss for place in places for need in NEEDS if (loss := lost(place, need, closed)))
        if losses:
            found.append(RankedClosing(closed, losses))
    return sorted(found, key=lambda ranked: ranked.order)


def lost(place: PlaceReach, need: str, closed: Closed) -> Loss | None:
    """Return what is lost beyond what closing any one of fewer loses."""
    before = steps(place, ClosureCase(need))
    after = steps(place, ClosureCase(need, frozenset(closed)))
    fewer = [steps(place, ClosureCase(need, frozenset(some))) for some in combinations(closed, len(closed) - 1)]
    if before is None or far(after) <= max(far(steps_left) for steps_left in fewer):
        return None
    return Loss(place.id, need, before, after)


def far(found: int | None) -> int:
    return FAR if found is None else found


@settings(max_examples=60)
@given(some_places())
def test_bodies(places: list[PlaceReach]) -> None:
    assert rank_bodies(places, NEEDS) == every(places, 1)


@settings(max_examples=60)
@given(some_places())
def test_pairs(places: list[PlaceReach]) -> None:
    assert rank_pairs(places, NEEDS) == every(places, 2)


def test_worst_come_first_and_are_cut() -> None:
    """Two needs hang on b, one on c; d and e stand in for each other."""
    meets = {"b": {"m", "n"}, "c": {"o"}, "d": {"p"}, "e": {"p"}}
    places = [PlaceReach("p", {"a": "mnop"}, {"a": dict.fromkeys("bcde", "mnop")}, meets)]
    ranked = rank_bodies(places, "mnop")
    assert [(ranked.closed, ranked.lost) for ranked in ranked] == [(("a",), 4), (("b",), 2), (("c",), 1)]
    assert rank_bodies(places, "mnop", most=1) == ranked[:1]
    assert [(ranked.closed, ranked.lost) for ranked in rank_pairs(places, "mnop")] == [(("d", "e"), 1)]


def test_further_steps_count_after_losses() -> None:
    """b is near; without it the way is two steps longer."""
    steps_on = {"a": {"b": "n", "c": "n"}, "c": {"d": "n"}, "d": {"e": "n"}}
    places = [PlaceReach("p", {"a": "n"}, steps_on, {"b": {"n"}, "e": {"n"}})]
    found = {ranked.closed[0]: (ranked.lost, ranked.more) for ranked in rank_bodies(places, ["n"])}
    assert found == {"a": (1, 0), "b": (0, 2)}
