"""The way from one desk to another, by the one rule of referral: over steps by which somebody is handed on or told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tsunagu.network.model import Network
from tsunagu.network.paths import paths
from tsunagu.referral.cost import NOTHING
from tsunagu.referral.question import Question
from tsunagu.referral.rule import Referral
from tsunagu.referral.rulebook import Rulebook
from tsunagu.referral.walk import Step


@dataclass(frozen=True)
class WayBetween:
    """The steps of a way, and the need for which somebody is sent so."""

    need: str
    steps: tuple[Step, ...]


def way_between(network: Network, rulebook: Rulebook, start: str, end: str, day: date) -> WayBetween | None:
    """The best way from one body to another over all needs, fewest desks first; None where nobody is sent so.

    One question a need: O(needs x steps in reach). Raises `RouteProblem` for a start nobody knows.
    """
    found: list[tuple[int, object, int, WayBetween]] = []
    for order, need in enumerate(network.concepts_in("need")):
        referral = Referral(network, rulebook, Question(start, (need.id,), day=day))
        way = next(paths(referral.arcs, referral.first, {end: NOTHING}, referral.limit), None)
        if way:
            steps = tuple(referral.legs[at][after][0] for at, after in pairwise(way.nodes))
            found.append((len(steps), way.cost, order, WayBetween(need.id, steps)))
            if len(steps) == 1:
                break
    return min(found, key=lambda held: held[:3])[3] if found else None
