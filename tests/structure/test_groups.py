"""Groups: Louvain as good as networkx's, modularity the same, the line of an office counted by hand."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from tests.structure.random_arcs import digraph, some_arcs
from tsunagu.network.arrays import Arcs, make_arcs
from tsunagu.structure.groups import OfficeLine, communities, found_modularity, members, modularity, office_line


@given(some_arcs())
def test_modularity_as_networkx(arcs: Arcs) -> None:
    label = communities(arcs)
    groups = [set(np.flatnonzero(label == group).tolist()) for group in np.unique(label)]
    wanted = nx.community.modularity(digraph(arcs).to_undirected(), groups) if len(arcs) else 0
    assert modularity(arcs, label) == pytest.approx(wanted)


@given(some_arcs())
def test_groups_are_joined_and_numbered_in_order(arcs: Arcs) -> None:
    label = communities(arcs)
    graph = digraph(arcs).to_undirected()
    assert list(dict.fromkeys(label.tolist())) == list(range(len(set(label.tolist()))))
    for group in members(label):
        assert len(group) > 1
        assert nx.is_connected(graph.subgraph(group))


@given(some_arcs())
def test_no_single_move_would_be_better(arcs: Arcs) -> None:
    """A local optimum before groups are joined stays one for single bodies only up to the joining; so it is never
    worse than leaving everybody alone or together."""
    found = found_modularity(arcs)
    assert found >= modularity(arcs, np.arange(arcs.count)) - 1e-9
    assert found >= modularity(arcs, np.zeros(arcs.count, np.int64)) - 1e-9


def test_as_good_as_networkx_on_larger_graphs() -> None:
    for seed in range(5):
        graph = nx.gnm_random_graph(300, 700, seed=seed)
        arcs = make_arcs(300, [start for start, _ in graph.edges], [end for _, end in graph.edges])
        theirs = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=seed))
        assert modularity(arcs, communities(arcs, seed)) > theirs - 0.02


def test_cliques_are_found_and_the_seed_decides() -> None:
    ring: nx.Graph[int] = nx.ring_of_cliques(6, 5)
    arcs = make_arcs(30, [start for start, _ in ring.edges], [end for _, end in ring.edges])
    found = members(communities(arcs))
    assert [len(group) for group in found] == [5] * 6
    assert found[0] == [0, 1, 2, 3, 4]
    rng = np.random.default_rng(1)
    loose = make_arcs(60, rng.integers(0, 60, 90), rng.integers(0, 60, 90))
    assert communities(loose, 3).tolist() == communities(loose, 3).tolist()
    assert any(communities(loose, 3).tolist() != communities(loose, seed).tolist() for seed in range(4, 9))


def test_office_line_by_hand() -> None:
    """0, 1 in office A; 2 in B; 3, 4 outside; 5 unknown."""
    office = {0: "A", 1: "A", 2: "B", 3: "", 4: ""}
    arcs = make_arcs(6, [0, 1, 0, 0, 3, 3, 5], [1, 0, 2, 3, 4, 1, 0])
    line = office_line(arcs, office)
    assert line == OfficeLine(inside=2, across=3, elsewhere=2)
    assert line.index == pytest.approx((3 - 2) / 5)
    assert office_line(make_arcs(2, [0], [1]), {0: "", 1: ""}).index is None
