"""Cut points, bridges and separate routes, against taking out each node and edge, and against a flow by hand."""

from __future__ import annotations

import itertools

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from tsunagu.network.cuts import cuts, disjoint_routes

NODES = [f"n{number}" for number in range(9)]
arcs = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=22)
some = st.lists(st.sampled_from(NODES), min_size=1, max_size=4, unique=True)


def undirected(pairs: list[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for start, end in pairs:
        if start != end:
            found.setdefault(start, set()).add(end)
            found.setdefault(end, set()).add(start)
    return found


def successors(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for start, end in pairs:
        found.setdefault(start, []).append(end)
    return found


def lost(graph: nx.Graph[str], without: list[str]) -> int:
    """Nodes of the component that lose its largest rest when some nodes are taken out."""
    component = next(part for part in nx.connected_components(graph) if without[0] in part)
    rest = graph.subgraph(component - set(without))
    return rest.number_of_nodes() - max(len(part) for part in nx.connected_components(rest))


@given(arcs)
@settings(max_examples=150, deadline=None)
def test_cut_points_and_bridges_are_those_of_taking_each_out(pairs: list[tuple[str, str]]) -> None:
    neighbours = undirected(pairs)
    graph: nx.Graph[str] = nx.Graph((start, end) for start, ends in neighbours.items() for end in ends)
    found = cuts(neighbours)
    whole = nx.number_connected_components(graph)
    splitting = {
        node for node in graph if nx.number_connected_components(nx.restricted_view(graph, [node], [])) > whole
    }
    parting = {
        edge for edge in map(tuple, map(sorted, graph.edges))
        if nx.number_connected_components(nx.restricted_view(graph, [], [edge])) > whole
    }  # fmt: skip
    assert set(found.nodes) == splitting
    assert set(found.edges) == parting
    assert found.nodes == {node: lost(graph, [node]) for node in found.nodes}
    for (left, right), count in found.edges.items():
        halved = graph.copy()
        halved.remove_edge(left, right)
        sides = [len(nx.node_connected_component(halved, end)) for end in (left, right)]
        assert count == min(sides)


def most_by_flow(pairs: list[tuple[str, str]], starts: list[str], ends: list[str]) -> int:
    graph: nx.DiGraph[object] = nx.DiGraph()
    graph.add_nodes_from(["source", "sink"])
    for node in NODES:
        graph.add_edge((node, "in"), (node, "out"), capacity=1)
    for start, end in pairs:
        graph.add_edge((start, "out"), (end, "in"), capacity=1)
    for start in starts:
        graph.add_edge("source", (start, "in"), capacity=1)
    for end in ends:
        graph.add_edge((end, "out"), "sink", capacity=1)
    return int(nx.maximum_flow_value(graph, "source", "sink"))


@given(arcs, some, some)
@settings(max_examples=200, deadline=None)
def test_separate_routes_are_as_many_as_the_flow(
    pairs: list[tuple[str, str]], starts: list[str], ends: list[str]
) -> None:
    routes = disjoint_routes(successors(pairs), starts, ends, most=9)
    assert len(routes) == most_by_flow(pairs, starts, ends)
    used = [node for route in routes for node in route]
    assert len(used) == len(set(used))
    for route in routes:
        assert route[0] in starts
        assert route[-1] in ends
        assert all(step in pairs for step in itertools.pairwise(route))


@given(arcs, some, some, st.sampled_from(NODES))
@settings(max_examples=60, deadline=None)
def test_a_closed_node_is_as_if_it_were_not_there(
    pairs: list[tuple[str, str]], starts: list[str], ends: list[str], closed: str
) -> None:
    routes = disjoint_routes(successors(pairs), starts, ends, 1, without=closed)
    rest = [pair for pair in pairs if closed not in pair]
    kept = [[body for body in side if body != closed] for side in (starts, ends)]
    assert len(routes) == min(1, most_by_flow(rest, *kept))


def test_rerouting_finds_the_second_route() -> None:
    # The shortest route a-c-d would block both; a-e-d and b-c-f share nothing.
    pairs = [("a", "c"), ("c", "d"), ("a", "e1"), ("e1", "e2"), ("e2", "d"), ("b", "c"), ("c", "f1"), ("f1", "f")]
    assert len(disjoint_routes(successors(pairs), ["a", "b"], ["d", "f"], 3)) == 2


def test_no_more_routes_than_asked_for() -> None:
    assert len(disjoint_routes({}, NODES, NODES, most=3)) == 3
    assert cuts({}).nodes == {}
