"""Where a network hangs together by one body or one linkage, and how many routes share no body (networkx).

Plain graphs: nodes are texts, neighbours a mapping. Nothing here knows of layers or places. Nodes and edges are added
in the order of ids, so that the same network gives the same answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

Successors = Mapping[str, Collection[str]]
SOURCE, SINK = "\0source", "\0sink"
"""Nodes before all starts and behind all ends; no id begins like them."""


@dataclass(frozen=True)
class Cuts:
    """Articulation nodes and bridges, each with the number of nodes cut off from the largest rest."""

    nodes: Mapping[str, int]
    edges: Mapping[tuple[str, str], int]


def cuts(neighbours: Successors) -> Cuts:
    """The articulation nodes and bridges of an undirected simple graph (neighbours both ways, no loops).

    The number beside each is how many nodes lose the largest part that is left: 1 is one body at the rim, a high
    number splits the network. Found by Tarjan's search (1972, SIAM J. Comput. 1); O(nodes + edges), and as much again
    for each that is found.

    >>> cuts({"a": ["b"], "b": ["a", "c"], "c": ["b"]}).nodes
    {'b': 1}
    """
    import networkx as nx  # noqa: PLC0415 - takes long to import

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(neighbours))
    graph.add_edges_from((start, end) for start in sorted(neighbours) for end in sorted(neighbours[start]))
    nodes = {node: _cut_off(graph, {node}, ()) for node in sorted(nx.articulation_points(graph))}
    bridges = sorted((min(edge), max(edge)) for edge in nx.bridges(graph))
    return Cuts(nodes, {edge: _cut_off(graph, (), [edge]) for edge in bridges})


def _cut_off(graph: nx.Graph[str], nodes: Collection[str], edges: Collection[tuple[str, str]]) -> int:
    """How many nodes lose the largest part of their component when a node or an edge of it is taken out."""
    import networkx as nx  # noqa: PLC0415

    inside = next(iter(nodes), None) or next(iter(edges))[0]
    rest = graph.subgraph(nx.node_connected_component(graph, inside) - set(nodes)).copy()
    rest.remove_edges_from(edges)
    return rest.number_of_nodes() - max(map(len, nx.connected_components(rest)))


def disjoint_routes(
    successors: Successors, starts: Collection[str], ends: Collection[str], most: int, without: str = ""
) -> list[list[str]]:
    """As many routes from starts to ends as share no node at all, up to `most`; `without` names a closed node.

    By Menger (1927, Fund. Math. 10) that number is how many nodes must fail before no route is left. A start that is
    an end is a route of its own. A maximum flow on split nodes; O(most x (nodes + arcs)).

    >>> disjoint_routes({"a": ["b"], "c": ["d"]}, ["a", "c"], ["b", "d"], 3)
    [['a', 'b'], ['c', 'd']]
    """
    import networkx as nx  # noqa: PLC0415

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from([SOURCE, SINK])
    graph.add_edges_from((start, end) for start in sorted(successors) for end in sorted(successors[start]))
    graph.add_edges_from((SOURCE, start) for start in sorted(starts))
    graph.add_edges_from((end, SINK) for end in sorted(ends))
    if without in graph:
        graph.remove_node(without)
    try:
        found = list(nx.node_disjoint_paths(graph, SOURCE, SINK, cutoff=most))
    except nx.NetworkXNoPath:
        return []
    return sorted((list(path[1:-1]) for path in found), key=lambda route: route[0])[:most]
