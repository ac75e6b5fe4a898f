"""(f) Where everything hangs on one body or one linkage: what is lost if this one closes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from tsunagu.gaps.rows import GapRow, in_order, once, told
from tsunagu.network.cuts import Cuts, cuts, disjoint_routes
from tsunagu.network.records import Concept, Words
from tsunagu.referral.desks import Entries, Offer, entries_of, providers_of
from tsunagu.referral.snapshot import Material

NAME = "single-points"
MANY = 3
"""So many routes without a common body are enough; more are not counted."""
LEAST_CUT_OFF = 2
"""Bodies and linkages that cut off fewer bodies than this are at the rim and not shown."""


@dataclass(frozen=True)
class _Sight:
    """What is the same for every place."""

    material: Material
    entries: Entries
    providers: Mapping[str, Mapping[str, tuple[Offer, ...]]]
    successors: Mapping[str, list[str]]
    cut: Cuts
    layers: Mapping[str, set[str]]


def single_points(material: Material) -> Iterator[GapRow]:
    """Yield per place: needs with their number of separate routes, bodies whose closing loses needs, cut points.

    Routes run from where a resident may start to whoever meets the need, along walkable linkages of any length, and
    are separate when they share no body at all; by Menger's theorem their number is how many bodies must close before
    nobody is left. 1 is a single point of failure. 3 stands for three or more. Articulation bodies and bridges are
    those of the walkable network without directions; `cut-off` counts the bodies that lose the largest part.

    Reference: Menger (1927), Zur allgemeinen Kurventheorie, Fund. Math. 10; Tarjan (1972), SIAM J. Comput. 1.
    O(linkages) once, O(routes x linkages in reach) per place and need.
    """
    successors = {start: list(ends) for start, ends in material.arcs.items()}
    sight = _Sight(
        material,
        entries_of(material),
        providers_of(material),
        successors,
        cuts(_undirected(successors)),
        _layers(material),
    )
    for place in material.places:
        yield from _needs(sight, place)
        yield from _cut_points(sight, place)


def _undirected(successors: Mapping[str, list[str]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for start, ends in successors.items():
        for end in ends:
            found[start].add(end)
            found[end].add(start)
    return found


def _needs(sight: _Sight, place: str) -> Iterator[GapRow]:
    serving = sight.material.serving(place)
    lost: dict[str, list[Concept]] = defaultdict(list)
    for need in sight.material.network.concepts_in("need"):
        starts = [one.id for one in serving if sight.entries.is_entry(one, need.id)]
        ends = sight.providers[need.id]
        routes = disjoint_routes(sight.successors, starts, ends, MANY)
        if not routes:
            continue
        points = _points(sight, routes[0], starts, ends) if len(routes) == 1 else []
        for body in points:
            lost[body].append(need)
        yield _need_row(sight, place, need, routes, points)
    for body, needs in sorted(lost.items()):
        yield _loss_row(sight, place, body, needs)


def _points(sight: _Sight, route: list[str], starts: list[str], ends: Collection[str]) -> list[str]:
    """Return the bodies of the only route without which none is left."""
    return [one for one in route if not disjoint_routes(sight.successors, starts, ends, 1, without=one)]


def _need_row(sight: _Sight, place: str, need: Concept, routes: list[list[str]], points: list[str]) -> GapRow:
    label = sight.material.network.label
    ends = sorted({route[-1] for route in routes})
    key = "gaps-single-one" if len(routes) == 1 else "gaps-single-several" if len(routes) < MANY else "gaps-single-many"
    detail = told(key, count=len(routes), points=[label(one) for one in points], ends=[label(one) for one in ends])
    closes = told("gaps-single-closes", need=need.label) if len(routes) == 1 else Words()
    links = [sight.material.arcs[one][two] for route in routes for one, two in pairwise(route)]
    offers = [sight.providers[need.id][end][0] for end in ends]
    layers = in_order((*(one.layer for one in links), *(one.layer for one in offers)))
    facts = once((*(one.id for one in links), *(one.fact for one in offers)))
    return GapRow(NAME, place, (need.id, *points), told("gaps-single-need", need=need.label), "found", detail, layers,
                  facts, closes, (("routes", len(routes)),))  # fmt: skip


def _loss_row(sight: _Sight, place: str, body: str, needs: list[Concept]) -> GapRow:
    label = sight.material.network.label(body)
    offers = [one for need in needs for one in sight.providers[need.id].get(body, ())]
    detail = told("gaps-single-loss", needs=[one.label for one in needs], count=len(needs))
    subjects = (body, *(one.id for one in needs))
    return GapRow(NAME, place, subjects, told("gaps-single-body", body=label), "found", detail,
                  in_order(one.layer for one in offers), once((body, *(one.fact for one in offers))),
                  told("gaps-single-closes-body", body=label), (("needs", len(needs)),))  # fmt: skip


def _cut_points(sight: _Sight, place: str) -> Iterator[GapRow]:
    network, near = sight.material.network, set(sight.material.network.reaches_of(place))
    for body, count in sight.cut.nodes.items():
        if network.bodies[body].place in near and count >= LEAST_CUT_OFF:
            label = network.label(body)
            yield GapRow(NAME, place, (body,), told("gaps-single-cut", body=label), "found",
                         told("gaps-single-cut-detail", count=count), in_order(sight.layers[body]), (body,),
                         told("gaps-single-closes-cut", body=label), (("cut-off", count),))  # fmt: skip
    for (one, two), count in sight.cut.edges.items():
        if {network.bodies[one].place, network.bodies[two].place} <= near and count >= LEAST_CUT_OFF:
            links = [
                arc for start, end in ((one, two), (two, one)) if (arc := sight.material.arcs.get(start, {}).get(end))
            ]
            pair = told("gaps-pair", start=network.label(one), end=network.label(two))
            yield GapRow(NAME, place, (one, two), told("gaps-single-bridge", pair=pair), "found",
                         told("gaps-single-bridge-detail", count=count), in_order(link.layer for link in links),
                         once(link.id for link in links), told("gaps-single-closes-bridge"),
                         (("cut-off", count),))  # fmt: skip


def _layers(material: Material) -> Mapping[str, set[str]]:
    """Return the layers of the linkages at each body."""
    found: dict[str, set[str]] = defaultdict(set)
    for link in material.links:
        found[link.start].add(link.layer)
        found[link.end].add(link.layer)
    return found
