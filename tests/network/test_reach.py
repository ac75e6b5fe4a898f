"""Steps to every need at once equal a plain search need by need."""

from __future__ import annotations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from tsunagu.network.reach import WIDTH, Levels, searched

BODIES = [f"b{number:02}" for number in range(14)]
arcs = st.lists(st.tuples(st.sampled_from(BODIES), st.sampled_from(BODIES)), max_size=40)
holders = st.lists(st.lists(st.sampled_from(BODIES), max_size=3), min_size=1, max_size=70)


def plain(pairs: list[tuple[str, str]], ends: list[str], most: int) -> dict[str, int]:
    """Steps to the nearest of `ends`, by breadth-first search backwards."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from([*BODIES, "goal"])
    graph.add_edges_from((two, one) for one, two in pairs)
    graph.add_edges_from(("goal", end) for end in ends)
    found = nx.single_source_shortest_path_length(graph, "goal", cutoff=most + 1)
    return {body: steps - 1 for body, steps in found.items() if body != "goal"}


@given(arcs, holders, st.integers(0, 5))
@settings(max_examples=80, deadline=None)
def test_all_needs_at_once_equal_one_by_one(pairs: list[tuple[str, str]], held: list[list[str]], most: int) -> None:
    providers = {f"need{number:02}": ends for number, ends in enumerate(held)}
    searches = searched(BODIES, pairs, providers, most)
    assert len(searches) == -(-len(held) // WIDTH)
    of_need = {need: levels for levels in searches for need in levels.bit}
    assert list(of_need) == list(providers)
    for need, ends in providers.items():
        reference = plain(pairs, ends, most)
        assert {body: steps for body in BODIES if (steps := of_need[need].steps(body, need)) is not None} == reference


@given(arcs, holders, st.dictionaries(st.sampled_from(BODIES), st.none() | st.sets(st.integers(0, 5)), max_size=5))
@settings(max_examples=80, deadline=None)
def test_fewest_steps_from_entries(
    pairs: list[tuple[str, str]], held: list[list[str]], entries: dict[str, set[int] | None]
) -> None:
    providers = {f"need{number:02}": ends for number, ends in enumerate(held[:WIDTH])}
    levels = Levels(BODIES, pairs, providers, 4)
    named = {
        body: None if needs is None else {f"need{number:02}" for number in needs} for body, needs in entries.items()
    }
    expected: dict[str, int] = {}
    for need in providers:
        counted = [body for body, needs in named.items() if needs is None or need in needs]
        steps = [found for body in counted if (found := levels.steps(body, need)) is not None]
        if steps:
            expected[need] = min(steps)
    assert levels.fewest(named) == expected


def test_unknown_bodies_are_left_out() -> None:
    levels = Levels(["a"], [("a", "gone"), ("gone", "a")], {"need": ["gone"]}, 4)
    assert levels.steps("a", "need") is None
    assert levels.steps("gone", "need") is None
    assert levels.fewest({"gone": None}) == {}
