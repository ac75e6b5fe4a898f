"""Communities by Louvain's method on arrays: what networkx does, fast enough to be repeated on every random network.

Blondel, Guillaume, Lambiotte and Lefebvre (2008), Fast unfolding of communities in large networks, J. Stat. Mech.
P10008. Nodes wait in a queue and only the neighbours of a moved node wait again (Traag, Waltman and van Eck 2019).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tsunagu.network.arrays import Ints, NeighbourRows

Floats = npt.NDArray[np.float64]
LEAST_GAIN = 1e-9


@dataclass(frozen=True, eq=False)
class _Weighted:
    """An undirected graph with weights; `inner` is twice the weight inside each node."""

    first: Ints
    ends: Ints
    weights: Floats
    inner: Floats

    @property
    def count(self) -> int:
        return len(self.inner)


def louvain(around: NeighbourRows, seed: int = 0) -> Ints:
    """The number of each node's community, from 0 on in the order of nodes.

    `around` holds every pair in both directions. O(arcs) per sweep, few sweeps; the same seed gives the same groups.
    """
    count = len(around.first) - 1
    rng = np.random.default_rng(seed)
    graph = _Weighted(around.first, around.ends, np.ones(len(around.ends)), np.zeros(count))
    label = np.arange(count)
    while len(around.ends):
        moved = _moved(graph, rng.permutation(graph.count).tolist())
        names, compact = np.unique(moved, return_inverse=True)
        label = compact[label]
        if len(names) == graph.count:
            break
        graph = _joined(graph, compact, len(names))
    return _in_order(label)


def _moved(graph: _Weighted, order: list[int]) -> Ints:
    """Move nodes to the community that gains most, until none gains."""
    first, ends, weights = graph.first.tolist(), graph.ends.tolist(), graph.weights.tolist()
    strength = (_sums(graph) + graph.inner).tolist()
    scale = 1 / max(sum(strength), LEAST_GAIN)
    label, held = list(range(graph.count)), list(strength)
    waiting, queued = deque(order), [True] * graph.count
    while waiting:
        node = waiting.popleft()
        queued[node] = False
        near: dict[int, float] = {}
        for at in range(first[node], first[node + 1]):
            group = label[ends[at]]
            near[group] = near.get(group, 0.0) + weights[at]
        mine, own = label[node], strength[node]
        held[mine] -= own
        best, most = mine, near.get(mine, 0.0) - held[mine] * own * scale + LEAST_GAIN
        for group, weight in near.items():
            gain = weight - held[group] * own * scale
            if gain > most:
                best, most = group, gain
        held[best] += own
        if best != mine:
            label[node] = best
            for at in range(first[node], first[node + 1]):
                other = ends[at]
                if not queued[other] and label[other] != best:
                    queued[other] = True
                    waiting.append(other)
    return np.array(label, np.int64)


def _sums(graph: _Weighted) -> Floats:
    starts = np.repeat(np.arange(graph.count), np.diff(graph.first))
    return np.bincount(starts, weights=graph.weights, minlength=graph.count).astype(np.float64)


def _joined(graph: _Weighted, label: Ints, count: int) -> _Weighted:
    """The graph whose nodes are the communities."""
    starts, ends = label[np.repeat(np.arange(graph.count), np.diff(graph.first))], label[graph.ends]
    inside = starts == ends
    inner = np.bincount(label, weights=graph.inner, minlength=count).astype(np.float64)
    inner += np.bincount(starts[inside], weights=graph.weights[inside], minlength=count)
    codes, at = np.unique(starts[~inside] * count + ends[~inside], return_inverse=True)
    weights = np.bincount(at, weights=graph.weights[~inside], minlength=len(codes)).astype(np.float64)
    first = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(codes // count, minlength=count), out=first[1:])
    return _Weighted(first, codes % count, weights, inner)


def _in_order(label: Ints) -> Ints:
    """The same groups numbered by their first node."""
    _, at, back = np.unique(label, return_index=True, return_inverse=True)
    number = np.empty(len(at), np.int64)
    number[np.argsort(at)] = np.arange(len(at))
    return np.asarray(number[back], np.int64)
