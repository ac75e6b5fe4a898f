"""Small random countries for Hypothesis, and what-ifs on them by trying everything."""

from __future__ import annotations

from collections import deque

from hypothesis import strategies as st

from tsunagu.closures.walks import Case, Country, Place

BODIES = "abcdefgh"
NEEDS = ("need/x", "need/y")


@st.composite
def some_country(draw: st.DrawFn) -> tuple[Country, list[Place]]:
    """Up to eight bodies, two needs, two places, any linkages, starts and providers; at most four steps."""
    body = st.sampled_from(BODIES)
    arcs = draw(st.sets(st.tuples(body, body), max_size=24))
    after = {one: tuple(sorted({b for a, b in arcs if a == one and b != one})) for one in BODIES}
    before = {one: tuple(sorted({a for a, b in arcs if b == one and a != one})) for one in BODIES}
    meets = draw(st.dictionaries(body, st.sets(st.sampled_from(NEEDS), min_size=1), max_size=4))
    starts = st.dictionaries(body, st.none() | st.sets(st.sampled_from(NEEDS), min_size=1), max_size=3)
    most = draw(st.integers(0, 4))
    return Country(after, before, meets, most), [Place(name, draw(starts)) for name in ("place/p", "place/q")]


def steps(country: Country, place: Place, case: Case) -> int | None:
    """Return the fewest steps of a case by plain breadth-first search, or None."""
    first = [body for body, needs in place.starts.items()
             if body not in case.closed and (needs is None or case.need in needs)]  # fmt: skip
    waiting, far = deque(first), dict.fromkeys(first, 0)
    while waiting:
        at = waiting.popleft()
        if case.need in country.meets.get(at, ()):
            return far[at]
        for end in country.after.get(at, ()):
            if end not in far and end not in case.closed and far[at] < country.most:
                far[end] = far[at] + 1
                waiting.append(end)
    return None
