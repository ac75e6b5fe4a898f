"""Measures agree with networkx on random graphs, and with sums done by hand on small ones."""

from __future__ import annotations

from collections import defaultdict

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from tests.structure.random_arcs import digraph, some_arcs
from tsunagu.network.arrays import Arcs, make_arcs
from tsunagu.network.graphs import undirected_of
from tsunagu.structure.measures import (
    centralisation,
    clustering,
    core_numbers,
    density,
    largest,
    pair_density,
    reciprocity,
    strong_components,
    weak_components,
)


def groups(labels: np.ndarray[tuple[int], np.dtype[np.int64]]) -> set[frozenset[int]]:
    found = defaultdict(set)
    for node, label in enumerate(labels.tolist()):
        found[label].add(node)
    assert all(label == min(members) for label, members in found.items())
    return {frozenset(members) for members in found.values()}


@given(some_arcs())
def test_density_and_reciprocity(arcs: Arcs) -> None:
    graph = digraph(arcs)
    assert density(arcs) == pytest.approx(nx.density(graph))
    assert pair_density(arcs) == pytest.approx(nx.density(graph.to_undirected()))
    assert reciprocity(arcs) == pytest.approx(nx.overall_reciprocity(graph) if len(arcs) else 0)


@given(some_arcs())
def test_cores(arcs: Arcs) -> None:
    assert dict(enumerate(core_numbers(arcs).tolist())) == nx.core_number(digraph(arcs).to_undirected())


@given(some_arcs())
def test_components(arcs: Arcs) -> None:
    graph = digraph(arcs)
    assert groups(weak_components(arcs)) == {frozenset(group) for group in nx.weakly_connected_components(graph)}
    assert groups(strong_components(arcs)) == {frozenset(group) for group in nx.strongly_connected_components(graph)}


@given(some_arcs())
def test_clustering(arcs: Arcs) -> None:
    assert clustering(arcs) == pytest.approx(nx.transitivity(digraph(arcs).to_undirected()))


@given(some_arcs())
def test_undirected_view(arcs: Arcs) -> None:
    assert nx.utils.graphs_equal(undirected_of(arcs), nx.Graph(digraph(arcs)))


def test_a_star_and_a_ring() -> None:
    star = make_arcs(5, [0, 0, 0, 0], [1, 2, 3, 4])
    ring = make_arcs(5, [0, 1, 2, 3, 4], [1, 2, 3, 4, 0])
    assert (centralisation(star), centralisation(ring)) == (1.0, 0.0)
    assert density(star) == 4 / 20
    assert pair_density(star) == 4 / 10
    assert core_numbers(ring).tolist() == [2] * 5
    assert largest(strong_components(star)) == 1
    assert largest(strong_components(ring)) == largest(weak_components(star)) == 5


def test_deep_chains_need_no_recursion() -> None:
    count = 5000
    chain = make_arcs(count, range(count - 1), range(1, count))
    closed = make_arcs(count, range(count), [*range(1, count), 0])
    assert largest(strong_components(chain)) == 1
    assert largest(strong_components(closed)) == count
    assert largest(weak_components(chain)) == count


def test_nothing_and_one() -> None:
    for count in (0, 1):
        arcs = make_arcs(count, [], [])
        assert density(arcs) == reciprocity(arcs) == clustering(arcs) == centralisation(arcs) == 0
        assert largest(weak_components(arcs)) == count
