"""What residents can reach: for each place where they may start, the steps on, and who meets which need.

All of it is what the rule of referral says of somebody of whom only the place and the need are known, so a closing is
told about the same ways that routes and coverage show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tsunagu.closures.walks import PlaceReach
from tsunagu.network.model import Network
from tsunagu.referral.snapshot import Snapshot


@dataclass(frozen=True)
class Reach:
    """What residents of places can reach, need by need: what a closing is tried on."""

    snapshot: Snapshot
    places: tuple[PlaceReach, ...]
    needs: tuple[str, ...]


def reach_of(snapshot: Snapshot) -> Reach:
    """What the rule of referral gives for every place and need; O(places x needs x steps in reach)."""
    needs = tuple(need.id for need in snapshot.network.concepts_in("need"))
    return Reach(snapshot, tuple(place_reach(snapshot, place, needs) for place in snapshot.places), needs)


def newest_day(network: Network) -> date:
    """The newest day a document's period begins: the day the data know best; today where none is dated."""
    known = [document.period.begins for document in network.concepts_in("document") if document.period.begins]
    return max(known, default=date.today())


def place_reach(snapshot: Snapshot, place: str, needs: Sequence[str]) -> PlaceReach:
    """The ways to every need of a place together: starts, steps and ends, each with the needs it holds for."""
    starts: dict[str, set[str]] = defaultdict(set)
    after: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    meets: dict[str, set[str]] = defaultdict(set)
    for need in needs:
        referral = snapshot.referral(place, need)
        for body in referral.roots:
            starts[body].add(need)
        for start, ends in referral.legs.items():
            for end in ends if start else ():
                after[start][end].add(need)
        for body in referral.sure_ends(referral.case.wants[0]):
            meets[body].add(need)
    frozen = {start: {end: frozenset(after[start][end]) for end in sorted(after[start])} for start in sorted(after)}
    return PlaceReach(place, {body: frozenset(held) for body, held in starts.items()}, frozen,
                 {body: frozenset(held) for body, held in meets.items()}, snapshot.steps)  # fmt: skip
