"""What a what-if stands on: for each place where its residents may start, the steps on, and who meets which need.

All of it is what the rule of referral says of somebody of whom only the place and the need are known, so a closing is
told about the same ways that routes and coverage show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tsunagu.closures.walks import Place
from tsunagu.network.model import Network
from tsunagu.network.statements import Statements
from tsunagu.referral.rulebook import Rulebook
from tsunagu.referral.snapshot import Snapshot
from tsunagu.referral.standing import MOST_STEPS, WALKED_LAYERS


@dataclass(frozen=True)
class Ground:
    """The facts, the places with their ways, and the needs looked at."""

    snapshot: Snapshot
    places: tuple[Place, ...]
    needs: tuple[str, ...]


def ground_of(snapshot: Snapshot) -> Ground:
    """Ask the rule of referral for every place and need; O(places x needs x steps in reach)."""
    needs = tuple(need.id for need in snapshot.network.concepts_in("need"))
    return Ground(snapshot, tuple(place_of(snapshot, place, needs) for place in snapshot.places), needs)


def newest_day(network: Network) -> date:
    """The newest day a document's period begins: the day the data know best; today where none is dated."""
    known = [document.period.begins for document in network.concepts_in("document") if document.period.begins]
    return max(known, default=date.today())


def snapshot_of(
    network: Network,
    rulebook: Rulebook,
    day: date | None = None,
    layers: Sequence[str] = WALKED_LAYERS,
    places: Sequence[str] = (),
    steps: int = MOST_STEPS,
) -> Snapshot:
    """Make what closures work on, without the statements they do not need."""
    return Snapshot(network, Statements(), day or newest_day(network), tuple(layers), tuple(places),
                    rulebook=rulebook, steps=steps)  # fmt: skip


def place_of(snapshot: Snapshot, place: str, needs: Sequence[str]) -> Place:
    """Put the ways to every need of a place together: starts, steps and ends, each with the needs it holds for."""
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
    return Place(place, {body: frozenset(held) for body, held in starts.items()}, frozen,
                 {body: frozenset(held) for body, held in meets.items()}, snapshot.steps)  # fmt: skip
