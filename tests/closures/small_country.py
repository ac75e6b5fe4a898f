"""Small random places for Hypothesis, and what-ifs on them by trying everything."""

from __future__ import annotations

from collections import deque

from hypothesis import strategies as st

from tsunagu.closures.walks import ClosureCase, PlaceReach

BODIES = "abcdefgh"
NEEDS = ("need/x", "need/y")
BODY = st.sampled_from(BODIES)
SOME_NEEDS = st.sets(st.sampled_from(NEEDS), min_size=1).map(frozenset)


@st.composite
def some_place(draw: st.DrawFn, name: str = "place/p") -> PlaceReach:
    """Up to eight bodies, two needs, any steps (each for one need or both), starts and ends; at most four steps."""
    arcs = draw(st.dictionaries(st.tuples(BODY, BODY), SOME_NEEDS, max_size=24))
    after: dict[str, dict[str, frozenset[str]]] = {}
    for (start, end), needs in sorted(arcs.items()):
        if start != end:
            after.setdefault(start, {})[end] = needs
    meets = draw(st.dictionaries(BODY, SOME_NEEDS, max_size=4))
    starts = draw(st.dictionaries(BODY, SOME_NEEDS, max_size=3))
    return PlaceReach(name, starts, after, meets, draw(st.integers(0, 4)))


def some_places() -> st.SearchStrategy[list[PlaceReach]]:
    """Two places with bodies of the same names."""
    return st.tuples(some_place("place/p"), some_place("place/q")).map(list)


def steps(place: PlaceReach, case: ClosureCase) -> int | None:
    """The fewest steps of a case by plain breadth-first search, or None."""
    first = [body for body, needs in place.starts.items() if body not in case.closed and case.need in needs]
    waiting, far = deque(first), dict.fromkeys(first, 0)
    while waiting:
        at = waiting.popleft()
        if case.need in place.meets.get(at, ()):
            return far[at]
        for end, needs in place.after.get(at, {}).items():
            if case.need in needs and end not in far and end not in case.closed and far[at] < place.most:
                far[end] = far[at] + 1
                waiting.append(end)
    return None
