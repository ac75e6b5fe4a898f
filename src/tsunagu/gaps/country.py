"""Where ways end over the country: for each municipality and need, the sort of desk a resident's best way ends at.

For each need the one rule of referral is asked for somebody of whom only place and need are known, as coverage does.
The way ends at a desk whose name the data hold, at a body that law requires there, at a kind of body (practice or law
sends to it; whether and where there is one is not in the data), or nowhere.

Places are alike where the rule cannot tell them apart: same prefecture, kind and city, the same kinds of desks in
registers in the same order, the same bodies given by orders, and no document or named body of their own. One of them is
asked for all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, get_args

from tsunagu.graph.expected import NO_MUNICIPALITY
from tsunagu.network.model import Network
from tsunagu.network.paths import NodePath
from tsunagu.network.records import Body, Concept
from tsunagu.referral.rule import Referral
from tsunagu.referral.rulebook import Rulebook
from tsunagu.referral.snapshot import Snapshot, View, snapshot_of

End = Literal["named_own", "named_above", "law_own", "law_above", "kind_first", "kind_only", "nowhere"]
ENDS: tuple[End, ...] = get_args(End)
Ends = Mapping[str, Mapping[str, End]]
"""Place → need → end."""
Progress = Callable[[int, int], None]


def municipalities(network: Network) -> list[Concept]:
    """List the cities, special wards, towns and villages, by code."""
    return [place for place in network.concepts_in("place") if place.place_kind not in NO_MUNICIPALITY]


def best_path(referral: Referral) -> NodePath | None:
    """The best way to the one need of a question; where no body speaks of it, to a desk that practice requires."""
    asked, *others = referral.case.wants
    ways = (referral.best(want) for want in (asked, *(want for want in others if want.is_desk)))
    return next((way for way in ways if way), None)


def end_of(referral: Referral) -> End:
    """Tell where the best way to the one need of a question ends."""
    way = best_path(referral)
    return _sort_of(referral, referral.network.bodies[way.nodes[-1]]) if way else "nowhere"


def _sort_of(referral: Referral, body: Body) -> End:
    if body.sort == "kind":
        others = (end for ends in referral.ends.values() for end in ends)
        firm = any(referral.network.bodies[end].sort != "kind" for end in others)
        return "kind_first" if firm else "kind_only"
    own = referral.walk.tier_of(body) == "own"
    return ("named_own" if own else "named_above") if body.sort == "named" else "law_own" if own else "law_above"


def referrals(snapshot: Snapshot, place: str) -> Iterator[tuple[str, Referral]]:
    """Yield each need with what the rule says of a resident with it; nothing of it is kept."""
    area = snapshot.area(place)
    for need in snapshot.network.concepts_in("need"):
        yield need.id, Referral(snapshot.network, snapshot.rulebook, snapshot.asked(place, need.id), area)


def ends_of(network: Network, rulebook: Rulebook, day: date, place: str) -> dict[str, End]:
    """The ends of one place by need; O(needs x steps in reach)."""
    snapshot = snapshot_of(network, rulebook, View(day))
    return {need: end_of(referral) for need, referral in referrals(snapshot, place)}


def alike(network: Network, rulebook: Rulebook) -> list[tuple[str, ...]]:
    """The municipalities in groups that the rule cannot tell apart, each by code."""
    own = _kinds_at((place, kind) for kind, places in rulebook.own_places.items() for place in places)
    ordered = _kinds_at((rule.place, rule.kind) for rule in network.rules if rule.place)
    listed: dict[str, list[object]] = defaultdict(list)
    for desk in sorted(network.listed, key=lambda desk: desk.id):  # of desks alike in all else the first id counts
        for served in desk.serves:
            listed[served].append((tuple(sorted(desk.listings)), desk.main, bool(desk.phone), len(desk.serves) > 1))
    issued = {document.authority for document in network.concepts_in("document")}
    joined = {place for desk in network.listed if desk.same_as for place in desk.serves}
    groups: dict[object, list[str]] = defaultdict(list)
    for place in municipalities(network):
        named = any(body.sort == "named" and not body.serves for body in network.bodies_in.get(place.id, ()))
        single = place.id if named or place.id in issued | joined else ""
        groups[single, place.prefecture, place.place_kind, place.city, own[place.id], ordered[place.id],
               tuple(listed[place.id])].append(place.id)  # fmt: skip
    return [tuple(group) for group in groups.values()]


def _kinds_at(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for place, kind in pairs:
        found[place] |= {kind}
    return found


def over_the_country(
    network: Network, rulebook: Rulebook, day: date, told: Progress = lambda _done, _all: None
) -> dict[str, dict[str, End]]:
    """The ends of every municipality by need, asked once for each group of `alike`: about two minutes.

    `told` hears how many groups of how many are done.
    """
    groups, found = alike(network, rulebook), dict[str, dict[str, End]]()
    for done, group in enumerate(groups):
        told(done, len(groups))
        ends = ends_of(network, rulebook, day, group[0])
        found |= dict.fromkeys(group, ends)
    told(len(groups), len(groups))
    return dict(sorted(found.items()))


def counted(found: Ends) -> dict[str, Counter[End]]:
    """Count the ends by need."""
    counts: dict[str, Counter[End]] = defaultdict(Counter)
    for ends in found.values():
        for need, end in ends.items():
            counts[need][end] += 1
    return counts
