"""One rule of referral: what routes answer, what coverage tells and what closures stand on never contradict.

For every place of the shipped data, every need and several sets of layers. A place's bodies are looked through as the
search does, so this is a comparison of answers, not of code.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tsunagu.closures.reach import place_reach
from tsunagu.closures.walks import met
from tsunagu.gaps.coverage import coverage
from tsunagu.referral.question import Question
from tsunagu.referral.snapshot import Snapshot
from tsunagu.referral.standing import WALKED_LAYERS
from tsunagu.routes.search import find_routes
from tsunagu.workspace import Workspace

LAYERS = (WALKED_LAYERS, ("stated", "reported"), ("statutory", "inferred"))
EVERY_PLACE = ("place/110001", "place/132152", "place/142042", "place/142140")
"""Places with a document; of the others a sample, by kind of place, is drawn below."""


@pytest.fixture(scope="module")
def snapshot(home: object) -> Snapshot:
    """The shipped network with the rulebook, on its newest day."""
    return Workspace(home).snapshot(analyses="coverage")  # type: ignore[arg-type]


def places(snapshot: Snapshot) -> list[str]:
    """The places with a document, and for each kind of place two more, the first and the last by code."""
    kinds: dict[str, list[str]] = {}
    for place in snapshot.network.concepts_in("place"):
        kinds.setdefault(place.place_kind, []).append(place.id)
    drawn = {place for held in kinds.values() for place in (min(held), max(held))}
    return sorted(drawn.union(EVERY_PLACE) - {"place/jp"})


def contradictions(snapshot: Snapshot, layers: tuple[str, ...]) -> list[str]:
    """Pairs of place and need of which routes say one thing and coverage another."""
    chosen = replace(snapshot, layers=layers, chosen=tuple(places(snapshot)))
    found = []
    for row in coverage(chosen):
        need = row.subjects[0]
        asked = Question("", (need,), place=row.place, day=chosen.day, layers=layers, most=1)
        best = next((routes[0] for want, routes in find_routes(chosen.network, chosen.rulebook, asked).routes.items()
                     if want.id == need and routes), None)  # fmt: skip
        told = row.figure("hops")
        if (best is None) != (told is None) or (best is not None and told != len(best.legs) - 1):
            found.append(f"{row.place} {need}: route {best and best.bodies}, coverage {row.figures}")
    return found


@pytest.mark.parametrize("layers", LAYERS, ids=["walked", "documents", "law"])
def test_routes_and_coverage_never_contradict(snapshot: Snapshot, layers: tuple[str, ...]) -> None:
    assert contradictions(snapshot, layers) == []


def test_closures_stand_on_the_same_ways(snapshot: Snapshot) -> None:
    """Closures reach exactly the needs for which the rule has a sure end; what coverage surely meets is among them.

    Coverage tells of the best way alone. Practice may put a desk that may help before one that surely does; such a need
    is unsure in coverage and yet reached, so that the two sets are no more than nested.
    """
    needs = [need.id for need in snapshot.network.concepts_in("need")]
    for place in EVERY_PLACE:
        reached = set(met(place_reach(snapshot, place, needs), needs))
        rows = coverage(replace(snapshot, chosen=(place,)))
        led = {row.subjects[0]: row for row in rows if row.figure("hops") is not None}
        sure = {need for need, row in led.items() if not row.figure("unsure")}
        referrals = {need: snapshot.referral(place, need) for need in needs}
        assert reached == {need for need, referral in referrals.items() if referral.sure_ends(referral.case.wants[0])}
        assert sure <= reached <= set(led)
