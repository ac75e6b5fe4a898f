"""Small random directed graphs for Hypothesis, as arrays and as networkx graphs."""

from __future__ import annotations

import networkx as nx
from hypothesis import strategies as st

from tsunagu.network.arrays import Arcs, make_arcs


@st.composite
def some_arcs(draw: st.DrawFn, largest: int = 12) -> Arcs:
    """Any directed graph of up to `largest` nodes, from empty to complete."""
    count = draw(st.integers(0, largest))
    nodes = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(nodes, nodes), max_size=4 * count)) if count else []
    return make_arcs(count, [start for start, _ in pairs], [end for _, end in pairs])


def digraph(arcs: Arcs) -> nx.DiGraph[int]:
    """The same graph in networkx."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(arcs.count))
    graph.add_edges_from(zip(arcs.starts.tolist(), arcs.ends.tolist(), strict=True))
    return graph
