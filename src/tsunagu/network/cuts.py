"""Where a network hangs together by one body or one linkage, and how many routes share no body.

Plain graphs: nodes are texts, neighbours a mapping. Nothing here knows of layers or places, and the same network gives
the same answer.
"""

from __future__ import annotations

from collections import defaultdict
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
    number splits the network. Tarjan's search (1972, SIAM J. Comput. 1) with the sizes of what hangs below each node;
    O(nodes + edges), however many are found.

    >>> cuts({"a": ["b"], "b": ["a", "c"], "c": ["b"]}).nodes
    {'b': 1}
    """
    nodes: dict[str, int] = {}
    edges: dict[tuple[str, str], int] = {}
    met: set[str] = set()
    for root in neighbours:
        if root not in met:
            tree = _Tree(neighbours, root)
            met.update(tree.order)
            nodes |= tree.articulations()
            edges |= tree.bridges()
    return Cuts({node: nodes[node] for node in sorted(nodes)}, {edge: edges[edge] for edge in sorted(edges)})


class _Tree:
    """A search in depth through one component: for each node when it was met, from where, the earliest node that its
    branch leads back to, and how many nodes its branch has."""

    def __init__(self, neighbours: Successors, root: str) -> None:
        self.order = [root]
        self._at = {root: 0}
        self._above: dict[str, str] = {}
        path = [(root, iter(neighbours[root]))]
        while path:
            node, others = path[-1]
            other = next((other for other in others if other not in self._at), None)
            if other is None:
                path.pop()
                continue
            self._at[other], self._above[other] = len(self.order), node
            self.order.append(other)
            path.append((other, iter(neighbours[other])))
        self._low, self._size = dict(self._at), dict.fromkeys(self.order, 1)
        self._lead_back(neighbours)

    def _lead_back(self, neighbours: Successors) -> None:
        for node in reversed(self.order):
            above = self._above.get(node)
            back = min((self._at[other] for other in neighbours[node] if other != above), default=self._at[node])
            self._low[node] = min(self._low[node], back)
            if above is not None:
                self._low[above] = min(self._low[above], self._low[node])
                self._size[above] += self._size[node]

    def articulations(self) -> dict[str, int]:
        """Nodes without which the component falls apart, each with how many nodes lose the largest part."""
        parts: dict[str, list[int]] = defaultdict(list)
        for node, above in self._above.items():
            if self._low[node] >= self._at[above]:
                parts[above].append(self._size[node])
        rest = len(self.order) - 1
        found = {node: [*held, rest - sum(held)] for node, held in parts.items()}
        return {node: rest - max(held) for node, held in found.items() if max(held) < rest}

    def bridges(self) -> dict[tuple[str, str], int]:
        """Edges without which the component falls apart, each with the nodes of the smaller part."""
        return {
            (min(node, above), max(node, above)): min(self._size[node], len(self.order) - self._size[node])
            for node, above in self._above.items()
            if self._low[node] > self._at[above]
        }


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
