"""Paths, alternatives and joint plans equal what trying everything finds, on thousands of small random networks."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from random import Random
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from tsunagu.network.paths import ArcCosts, Cost, EndCosts, NodePath, joint_tree, paths, plus, spread_paths

T = TypeVar("T")
NODES = "abcdefg"
COSTS = st.tuples(st.just(1), st.integers(0, 2), st.integers(0, 3))
END_COSTS = st.tuples(st.just(0), st.integers(0, 2), st.integers(0, 2))


@st.composite
def networks(draw: st.DrawFn, most: int = 7) -> ArcCosts:
    nodes = NODES[: draw(st.integers(2, most))]
    pairs = [(start, end) for start in nodes for end in nodes if start != end]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=16, unique=True))
    arcs: dict[str, dict[str, Cost]] = {}
    for start, end in chosen:
        arcs.setdefault(start, {})[end] = draw(COSTS)
    return arcs


ENDS = st.dictionaries(st.sampled_from(NODES), END_COSTS, min_size=1, max_size=3)


def every_path(arcs: ArcCosts, start: str, ends: EndCosts, limit: int) -> list[NodePath]:
    """Try everything: all simple paths, cheapest first, then by nodes."""
    found = []

    def walk(nodes: tuple[str, ...], cost: Cost) -> None:
        if nodes[-1] in ends:
            found.append(NodePath(nodes, plus(cost, ends[nodes[-1]])))
        if len(nodes) <= limit:
            for other, step in arcs.get(nodes[-1], {}).items():
                if other not in nodes:
                    walk((*nodes, other), plus(cost, step))

    walk((start,), (0, 0, 0))
    return sorted(found, key=lambda path: (path.cost, path.nodes))


@settings(max_examples=2000, deadline=None)
@given(networks(), ENDS, st.integers(1, 5))
def test_paths_equal_trying_everything(arcs: ArcCosts, ends: EndCosts, limit: int) -> None:
    assert list(paths(arcs, "a", ends, limit)) == every_path(arcs, "a", ends, limit)


@settings(max_examples=1000, deadline=None)
@given(networks(), ENDS, st.integers(1, 4), st.integers(1, 4))
def test_alternatives_share_as_few_bodies_as_possible(arcs: ArcCosts, ends: EndCosts, limit: int, most: int) -> None:
    everything = every_path(arcs, "a", ends, limit)
    wanted: list[NodePath] = []
    used: set[str] = set()
    while len(wanted) < most:
        left = [path for path in everything if path not in wanted]
        if not left:
            break
        wanted.append(min(left, key=lambda path: (len(used & set(path.nodes[1:])), path.cost, path.nodes)))
        used |= set(wanted[-1].nodes[1:])
    assert spread_paths(arcs, "a", ends, limit, most) == wanted


def cheapest_tree(arcs: ArcCosts, terminals: list[EndCosts]) -> Cost | None:
    """Try every set of arcs, which is every tree among them."""
    flat = [(start, end, cost) for start, ends in arcs.items() for end, cost in ends.items()]
    best: Cost | None = None
    for count in range(len(flat) + 1):
        for chosen in itertools.combinations(flat, count):
            total = _tree_cost(chosen, terminals)
            if total is not None and (best is None or total < best):
                best = total
    return best


def _tree_cost(chosen: tuple[tuple[str, str, Cost], ...], terminals: list[EndCosts]) -> Cost | None:
    reached, grown = {"a"}, True
    while grown:
        more = {end for start, end, _ in chosen if start in reached} - reached
        reached |= more
        grown = bool(more)
    total: Cost = (0, 0, 0)
    for _, _, cost in chosen:
        total = plus(total, cost)
    for ends in terminals:
        open_to = [cost for node, cost in ends.items() if node in reached]
        if not open_to:
            return None
        total = plus(total, min(open_to))
    return total


@settings(max_examples=250, deadline=None)
@given(networks(most=5).filter(lambda arcs: sum(map(len, arcs.values())) <= 9), st.lists(ENDS, min_size=1, max_size=3))
def test_joint_plan_equals_trying_every_tree(arcs: ArcCosts, terminals: list[EndCosts]) -> None:
    tree = joint_tree(arcs, "a", terminals)
    best = cheapest_tree(arcs, terminals)
    assert (tree.cost if tree else None) == best
    if tree:
        reached = {"a"}
        for start, end in tree.arcs:
            assert start in reached
            assert end in arcs[start]
            reached.add(end)
        assert all(end in reached and end in ends for end, ends in zip(tree.ends, terminals, strict=True))
        total: Cost = (0, 0, 0)
        for start, end in tree.arcs:
            total = plus(total, arcs[start][end])
        for end, ends in zip(tree.ends, terminals, strict=True):
            total = plus(total, ends[end])
        assert total == tree.cost


@settings(max_examples=500, deadline=None)
@given(networks(), ENDS, st.sampled_from(NODES), st.sampled_from(NODES), COSTS)
def test_one_more_link_never_makes_the_best_route_dearer(
    arcs: ArcCosts, ends: EndCosts, start: str, end: str, cost: Cost
) -> None:
    before = next(paths(arcs, "a", ends, 4), None)
    richer = {node: dict(others) for node, others in arcs.items()}
    known = richer.setdefault(start, {}).get(end)
    richer[start][end] = min(cost, known) if known else cost
    after = next(paths(richer, "a", ends, 4), None)
    if before:
        assert after
        assert after.cost <= before.cost


@settings(max_examples=500, deadline=None)
@given(networks(), ENDS, st.sampled_from(NODES[1:]))
def test_removing_a_body_removes_exactly_the_routes_through_it(arcs: ArcCosts, ends: EndCosts, gone: str) -> None:
    poorer = {start: {o: c for o, c in ends.items() if o != gone} for start, ends in arcs.items() if start != gone}
    left = {node: cost for node, cost in ends.items() if node != gone}
    wanted = [path for path in paths(arcs, "a", ends, 4) if gone not in path.nodes]
    assert list(paths(poorer, "a", left, 4)) == wanted if left else not wanted


@settings(max_examples=300, deadline=None)
@given(networks(), ENDS, st.randoms())
def test_the_order_of_the_input_does_not_matter(arcs: ArcCosts, ends: EndCosts, random: Random) -> None:
    def shuffled(mapping: Mapping[str, T]) -> dict[str, T]:
        items = list(mapping.items())
        random.shuffle(items)
        return dict(items)

    mixed = shuffled({start: shuffled(ends) for start, ends in arcs.items()})
    assert list(paths(mixed, "a", shuffled(ends), 4)) == list(paths(arcs, "a", ends, 4))
    assert spread_paths(mixed, "a", shuffled(ends), 4, 3) == spread_paths(arcs, "a", ends, 4, 3)
