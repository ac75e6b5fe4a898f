"""Centralities agree with networkx on random graphs; sampled ones come near the exact ones."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from networkx.algorithms.link_analysis import pagerank_alg

from tests.structure.random_arcs import digraph, some_arcs
from tsunagu.network.arrays import Arcs, make_arcs
from tsunagu.structure import centrality
from tsunagu.structure.centrality import CENTRALITIES, betweenness, closeness, rank, received, top
from tsunagu.structure.centrality import given as gives


def plain_rank(graph: nx.DiGraph[int]) -> dict[int, float]:
    """networkx's PageRank in plain Python: its public one needs scipy."""
    found: dict[int, float] = getattr(pagerank_alg, "_pagerank_python")(graph, tol=1e-13, max_iter=2000)  # noqa: B009
    return found


REFERENCE: dict[str, Callable[[nx.DiGraph[int]], dict[int, float]]] = {
    "received": nx.in_degree_centrality,
    "given": nx.out_degree_centrality,
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
}


@pytest.mark.parametrize("name", REFERENCE)
@given(arcs=some_arcs())
def test_as_networkx(name: str, arcs: Arcs) -> None:
    if arcs.count > 1:
        wanted = REFERENCE[name](digraph(arcs))
        assert CENTRALITIES[name](arcs) == pytest.approx([wanted[node] for node in range(arcs.count)])


@given(some_arcs())
def test_rank_as_networkx(arcs: Arcs) -> None:
    if arcs.count:
        wanted = plain_rank(digraph(arcs))
        assert rank(arcs) == pytest.approx([wanted[node] for node in range(arcs.count)], abs=1e-9)
        assert rank(arcs).sum() == pytest.approx(1)


def test_many_sources_in_several_batches() -> None:
    rng = np.random.default_rng(5)
    arcs = make_arcs(150, rng.integers(0, 150, 400), rng.integers(0, 150, 400))
    graph = digraph(arcs)
    assert betweenness(arcs) == pytest.approx(list(nx.betweenness_centrality(graph).values()))
    assert closeness(arcs) == pytest.approx(list(nx.closeness_centrality(graph).values()))


def test_sampled_ones_come_near(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    arcs = make_arcs(400, rng.integers(0, 400, 2400), rng.integers(0, 400, 2400))
    exact = betweenness(arcs), closeness(arcs)
    monkeypatch.setattr(centrality, "EXACT_UP_TO", 100)
    sampled = betweenness(arcs, seed=1), closeness(arcs, seed=1)
    for whole, sample in zip(exact, sampled, strict=True):
        assert np.corrcoef(whole, sample)[0, 1] > 0.9
        assert sample.mean() == pytest.approx(whole.mean(), rel=0.1)
    assert betweenness(arcs, seed=1) == pytest.approx(sampled[0])


def test_a_chain_by_hand() -> None:
    """0 to 1 to 2: only 1 lies between; of the 2 x 1 ordered pairs one passes it."""
    arcs = make_arcs(3, [0, 1], [1, 2])
    assert betweenness(arcs).tolist() == [0, 0.5, 0]
    assert closeness(arcs).tolist() == [0, 0.5, pytest.approx(2 / 3)]
    assert (received(arcs).tolist(), gives(arcs).tolist()) == ([0, 0.5, 0.5], [0.5, 0.5, 0])


def test_top_leaves_out_zeros_and_keeps_order() -> None:
    assert top(np.array([0.0, 0.5, 0.2, 0.5]), 5) == [(1, 0.5), (3, 0.5), (2, 0.2)]
    assert top(np.array([0.0, 0.5, 0.2, 0.5]), 1) == [(1, 0.5)]
    assert top(rank(make_arcs(0, [], [])), 3) == []
