"""(f) Where everything hangs on one body or one linkage: what is lost if this one closes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tsunagu.gaps.rows import GapRow, in_order, once, told
from tsunagu.network.cuts import cuts, disjoint_routes
from tsunagu.network.records import Concept, Words
from tsunagu.referral.offers import Offer
from tsunagu.referral.question import Want
from tsunagu.referral.rule import Referral
from tsunagu.referral.snapshot import Snapshot
from tsunagu.referral.walk import Step

NAME = "single-points"
MANY = 3
"""So many routes without a common body are enough; more are not counted."""
LEAST_CUT_OFF = 2
"""Bodies and linkages that cut off fewer bodies than this are at the rim and not shown."""


@dataclass(frozen=True)
class _Ways:
    """The ways to one need of a place, as the rule of referral gives them."""

    referral: Referral
    need: Concept

    @cached_property
    def want(self) -> Want:
        return self.referral.case.wants[0]

    @cached_property
    def successors(self) -> Mapping[str, list[str]]:
        return {start: list(ends) for start, ends in self.referral.legs.items() if start}

    @property
    def starts(self) -> list[str]:
        return list(self.referral.roots)

    @property
    def ends(self) -> Mapping[str, tuple[Offer, ...]]:
        return self.referral.sure_ends(self.want)

    def disjoint(self, most: int, without: str = "") -> list[list[str]]:
        return disjoint_routes(self.successors, self.starts, self.ends, most, without=without)

    def step(self, start: str, end: str) -> Step:
        return self.referral.legs[start][end][0]


def single_points(snapshot: Snapshot) -> Iterator[GapRow]:
    """Yield per place: needs with their number of separate routes, bodies whose closing loses needs, cut points.

    Routes run from where a resident may start to whoever meets the need, along the steps of the rule of referral, and
    are separate when they share no body at all; by Menger's theorem their number is how many bodies must close before
    nobody is left. 1 is a single point of failure. 3 stands for three or more. Articulation bodies and bridges are
    those of all these steps together, without directions; `cut-off` counts the bodies that lose the largest part.

    Reference: Menger (1927), Zur allgemeinen Kurventheorie, Fund. Math. 10; Tarjan (1972), SIAM J. Comput. 1.
    O(routes x steps in reach) per place and need.
    """
    for place in snapshot.places:
        ways = [_Ways(snapshot.referral(place, need.id), need) for need in snapshot.network.concepts_in("need")]
        yield from _needs(snapshot, place, ways)
        yield from _cut_points(snapshot, place, ways)


def _needs(snapshot: Snapshot, place: str, every: list[_Ways]) -> Iterator[GapRow]:
    lost: dict[str, list[_Ways]] = defaultdict(list)
    for ways in every:
        routes = ways.disjoint(MANY)
        if not routes:
            continue
        points = _points(ways, routes[0]) if len(routes) == 1 else []
        for body in points:
            lost[body].append(ways)
        yield _need_row(snapshot, place, ways, routes, points)
    for body, losing in sorted(lost.items()):
        yield _loss_row(snapshot, place, body, losing)


def _points(ways: _Ways, route: list[str]) -> list[str]:
    """List the bodies of the only route without which none is left."""
    return [body for body in route if not ways.disjoint(1, without=body)]


def _need_row(snapshot: Snapshot, place: str, ways: _Ways, routes: list[list[str]], points: list[str]) -> GapRow:
    label, need = snapshot.network.label, ways.need
    ends = sorted({route[-1] for route in routes})
    key = "gaps-single-one" if len(routes) == 1 else "gaps-single-several" if len(routes) < MANY else "gaps-single-many"
    detail = told(key, count=len(routes), points=[label(body) for body in points], ends=[label(body) for body in ends])
    closes = told("gaps-single-closes", need=need.label) if len(routes) == 1 else Words()
    steps = [ways.step(start, end) for route in routes for start, end in pairwise(route)]
    offers = [ways.ends[end][0] for end in ends]
    layers = in_order((*(step.layer for step in steps), *(offer.layer for offer in offers)))
    facts = once((*(step.link.id for step in steps if step.link), *(offer.id for offer in offers)))
    return GapRow(NAME, place, (need.id, *points), told("gaps-single-need", need=need.label), "found", detail, layers,
                  facts, closes, (("routes", len(routes)),))  # fmt: skip


def _loss_row(snapshot: Snapshot, place: str, body: str, losing: list[_Ways]) -> GapRow:
    label = snapshot.network.label(body)
    needs = [ways.need for ways in losing]
    offers = [offer for ways in losing for offer in ways.ends.get(body, ())]
    detail = told("gaps-single-loss", needs=[need.label for need in needs], count=len(needs))
    subjects = (body, *(need.id for need in needs))
    return GapRow(NAME, place, subjects, told("gaps-single-body", body=label), "found", detail,
                  in_order(offer.layer for offer in offers), once((body, *(offer.id for offer in offers))),
                  told("gaps-single-closes-body", body=label), (("needs", len(needs)),))  # fmt: skip


def _cut_points(snapshot: Snapshot, place: str, every: list[_Ways]) -> Iterator[GapRow]:
    network, near = snapshot.network, set(snapshot.network.reaches_of(place))
    steps = _steps(every)
    neighbours = _undirected(steps)
    cut = cuts(neighbours)
    for body, count in cut.nodes.items():
        if network.bodies[body].place in near and count >= LEAST_CUT_OFF:
            label = network.label(body)
            layers = in_order(step.layer for (start, end), step in steps.items() if body in (start, end))
            yield GapRow(NAME, place, (body,), told("gaps-single-cut", body=label), "found",
                         told("gaps-single-cut-detail", count=count), layers, (body,),
                         told("gaps-single-closes-cut", body=label), (("cut-off", count),))  # fmt: skip
    for (start, end), count in cut.edges.items():
        if {network.bodies[start].place, network.bodies[end].place} <= near and count >= LEAST_CUT_OFF:
            held = [steps[pair] for pair in ((start, end), (end, start)) if pair in steps]
            pair = told("gaps-pair", start=network.label(start), end=network.label(end))
            yield GapRow(NAME, place, (start, end), told("gaps-single-bridge", pair=pair), "found",
                         told("gaps-single-bridge-detail", count=count), in_order(step.layer for step in held),
                         once(step.link.id for step in held if step.link), told("gaps-single-closes-bridge"),
                         (("cut-off", count),))  # fmt: skip


def _steps(every: list[_Ways]) -> dict[tuple[str, str], Step]:
    """The steps between bodies that the ways to any need hold, the first found of each pair."""
    found: dict[tuple[str, str], Step] = {}
    for ways in every:
        for start, ends in ways.successors.items():
            for end in ends:
                found.setdefault((start, end), ways.step(start, end))
    return dict(sorted(found.items()))


def _undirected(pairs: Collection[tuple[str, str]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for start, end in pairs:
        found[start].add(end)
        found[end].add(start)
    return found
