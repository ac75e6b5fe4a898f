"""networkx views of the network, for measures networkx has and for readers who want to go on in networkx.

Nodes and edges are added in the order of ids, so that everything computed from them comes out the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from tsunagu.network.model import Network
from tsunagu.network.records import LAYERS, Linkage

if TYPE_CHECKING:
    import networkx as nx

    from tsunagu.network.arrays import Arcs


def multigraph_of(network: Network) -> nx.MultiDiGraph[str]:
    """Everything: a node per body, kind and unnamed partner, an edge per linkage, keyed by its id.

    Nodes carry `sort`, `place`, `form`, `ja`, `en`; edges `kind`, `layer`, `status`. O(bodies + links).
    """
    import networkx as nx  # noqa: PLC0415 - takes long to import

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, body in sorted(network.bodies.items()):
        graph.add_node(name, sort=body.sort, place=body.place, form=body.form, ja=body.label.ja, en=body.label.en)
    for link in sorted(network.links, key=lambda link: link.id):
        graph.add_edge(link.start, link.end, key=link.id, kind=link.kind, layer=link.layer, status=link.status)
    return graph


def digraph_of(names: Iterable[str], links: Iterable[Linkage], layers: Collection[str] = LAYERS) -> nx.DiGraph[str]:
    """Bodies and the pairs linked in some layers; `weight` counts the linkages of a pair; no loops."""
    import networkx as nx  # noqa: PLC0415

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(names))
    pairs = Counter(
        (link.start, link.end)
        for link in links
        if link.layer in layers and link.start != link.end and link.start in graph and link.end in graph
    )
    graph.add_edges_from((start, end, {"weight": count}) for (start, end), count in sorted(pairs.items()))
    return graph


def graph_of(names: Iterable[str], links: Iterable[Linkage], layers: Collection[str] = LAYERS) -> nx.Graph[str]:
    """The same without direction; `weight` counts the linkages of a pair in both directions."""
    import networkx as nx  # noqa: PLC0415

    directed = digraph_of(names, links, layers)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(directed)
    for start, end, held in directed.edges(data=True):
        known = graph[start][end]["weight"] if graph.has_edge(start, end) else 0
        graph.add_edge(start, end, weight=known + held["weight"])
    return graph


def undirected_of(arcs: Arcs) -> nx.Graph[int]:
    """The pairs of a simple directed graph as a networkx graph of node numbers."""
    import networkx as nx  # noqa: PLC0415

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(arcs.count))
    around = arcs.around
    low = around.starts < around.ends
    graph.add_edges_from(zip(around.starts[low].tolist(), around.ends[low].tolist(), strict=True))
    return graph
