"""Arrays and networkx views hold the same pairs in a fixed order."""

from __future__ import annotations

import networkx as nx
from hypothesis import given

from tests.structure.random_arcs import digraph, some_arcs
from tsunagu.network.arrays import Arcs, make_arcs, number_bodies
from tsunagu.network.graphs import digraph_of, graph_of, multigraph_of
from tsunagu.network.model import Network
from tsunagu.network.records import Body, Linkage, Words

LINKS = (
    Linkage("l3", "b", "a", "refer", "stated", "in_operation"), Linkage("l1", "a", "b", "refer", "stated", "planned"),
    Linkage("l2", "a", "b", "notify", "reported"), Linkage("l4", "a", "a", "refer", "stated"),
    Linkage("l5", "a", "z", "refer", "stated"),
)  # fmt: skip
NETWORK = Network({name: Body(name, "named", Words(name)) for name in ("b", "a", "z")}, LINKS)


@given(some_arcs())
def test_rows_are_neighbours(arcs: Arcs) -> None:
    graph = digraph(arcs)
    for node in range(arcs.count):
        assert arcs.forward.of(node).tolist() == sorted(graph.successors(node))
        assert arcs.reverse.of(node).tolist() == sorted(graph.predecessors(node))
        assert arcs.around.of(node).tolist() == sorted(
            nx.all_neighbors(graph, node) and set(nx.all_neighbors(graph, node))
        )
    assert arcs.forward.starts.tolist() == arcs.starts.tolist()


@given(some_arcs())
def test_without_some_nodes(arcs: Arcs) -> None:
    gone = list(range(0, arcs.count, 3))
    graph = digraph(arcs)
    graph.remove_nodes_from(gone)
    left = arcs.without(gone)
    assert sorted(zip(left.starts.tolist(), left.ends.tolist(), strict=True)) == sorted(graph.edges)


def test_doubles_and_loops_are_dropped() -> None:
    arcs = make_arcs(3, [2, 0, 0, 1], [0, 1, 1, 1])
    assert (arcs.starts.tolist(), arcs.ends.tolist()) == ([0, 2], [1, 0])


def test_numbered_bodies() -> None:
    found = number_bodies(("b", "a"), LINKS)
    assert found.names == ("a", "b")
    assert found.number == {"a": 0, "b": 1}
    assert (found.arcs.starts.tolist(), found.arcs.ends.tolist()) == ([0, 1], [1, 0])
    assert found.flags(("b", "unknown")).tolist() == [False, True]


def test_multigraph_keeps_every_linkage() -> None:
    graph = multigraph_of(NETWORK)
    assert list(graph) == ["a", "b", "z"]
    assert [key for *_, key in graph.edges(keys=True)] == ["l1", "l2", "l4", "l5", "l3"]
    assert graph.edges["b", "a", "l3"] == {"kind": "refer", "layer": "stated", "status": "in_operation"}


def test_weights_count_linkages_by_layer() -> None:
    assert list(digraph_of(("b", "a"), LINKS).edges(data="weight")) == [("a", "b", 2), ("b", "a", 1)]
    assert list(digraph_of(("b", "a"), LINKS, ("reported",)).edges(data="weight")) == [("a", "b", 1)]
    assert list(graph_of(("b", "a"), LINKS).edges(data="weight")) == [("a", "b", 3)]
