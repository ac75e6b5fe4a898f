"""Measures of a whole network, from arrays. Each takes a simple directed graph and is tested against networkx.

Sources: Wasserman and Faust, *Social Network Analysis* (1994); for single measures see their docstrings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from tsunagu.network.arrays import Arcs, Ints


def density(arcs: Arcs) -> float:
    """Arcs / (n (n - 1)): which share of all ordered pairs is linked. 0 for fewer than two nodes.

    Falls with size even where every body keeps as many partners: never compare networks of different size by it.
    """
    return len(arcs) / (arcs.count * (arcs.count - 1)) if arcs.count > 1 else 0.0


def pair_density(arcs: Arcs) -> float:
    """Pairs linked in either direction / (n (n - 1) / 2)."""
    return len(arcs.around.ends) / (arcs.count * (arcs.count - 1)) if arcs.count > 1 else 0.0


def linked_density(arcs: Arcs) -> float:
    """Pairs linked / pairs of bodies that have any partner: density without those the text only names."""
    linked = int((arcs.around.degrees > 0).sum())
    return len(arcs.around.ends) / (linked * (linked - 1)) if linked > 1 else 0.0


def reciprocity(arcs: Arcs) -> float:
    """Which share of arcs has its opposite. High: both sides state the linkage. O(arcs log arcs)."""
    return float(arcs.reversed_there().mean()) if len(arcs) else 0.0


def core_numbers(arcs: Arcs) -> Ints:
    """Per node: the largest k such that it lies in a part where all have at least k partners in that part.

    Direction is disregarded. Peeling, whole rounds at once: O((nodes + arcs) x rounds). Seidman (1983), Batagelj and
    Zaveršnik (2003).
    """
    around = arcs.around
    left = around.degrees.copy()
    core = np.zeros(arcs.count, np.int64)
    alive = np.ones(arcs.count, bool)
    level = 0
    while alive.any():
        level = max(level, int(left[alive].min()))
        peeled = np.flatnonzero(alive & (left <= level))
        core[peeled], alive[peeled] = level, False
        left -= np.bincount(_neighbours(around.first, around.ends, peeled), minlength=arcs.count)
    return core


def _neighbours(first: Ints, ends: Ints, nodes: Ints) -> Ints:
    """The neighbours of several nodes, one row after the other; O(neighbours)."""
    counts = first[nodes + 1] - first[nodes]
    total = int(counts.sum())
    if not total:
        return np.zeros(0, np.int64)
    shift = np.repeat(first[nodes] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    return np.asarray(ends[np.arange(total) + shift])


def weak_components(arcs: Arcs) -> Ints:
    """Per node: the smallest number among the nodes it is joined with, whatever the direction.

    Labels spread and are shortened in turn (Shiloach and Vishkin 1982): O(arcs log nodes).
    """
    label = np.arange(arcs.count)
    while True:
        low = np.minimum(label[arcs.starts], label[arcs.ends])
        before = label.copy()
        for ends in (arcs.starts, arcs.ends):
            np.minimum.at(label, label[ends], low)
            np.minimum.at(label, ends, low)
        label = np.minimum(label, label[label])
        if np.array_equal(label, before):
            return label


def strong_components(arcs: Arcs) -> Ints:
    """Per node: the smallest number in its strong component, the nodes it can reach and be reached from.

    Tarjan's algorithm without recursion, on lists: O(nodes + arcs).
    """
    first, ends = arcs.forward.first.tolist(), arcs.forward.ends.tolist()
    index, low, place = [-1] * arcs.count, [0] * arcs.count, [0] * arcs.count
    component, stack, counter = [-1] * arcs.count, list[int](), 0
    for root in range(arcs.count):
        work = [(root, first[root])] if index[root] < 0 else []
        while work:
            node, at = work.pop()
            if index[node] < 0:
                index[node] = low[node] = counter
                place[node] = len(stack)
                stack.append(node)
                counter += 1
            elif component[ends[at - 1]] < 0:
                low[node] = min(low[node], low[ends[at - 1]])
            while at < first[node + 1] and index[ends[at]] >= 0:
                if component[ends[at]] < 0:
                    low[node] = min(low[node], index[ends[at]])
                at += 1
            if at < first[node + 1]:
                work += [(node, at + 1), (ends[at], first[ends[at]])]
            elif low[node] == index[node]:
                _close(component, stack, place[node])
    return np.array(component, np.int64)


def _close(component: list[int], stack: list[int], cut: int) -> None:
    """Make a component of what stands on the stack from `cut` on."""
    members = stack[cut:]
    del stack[cut:]
    name = min(members)
    for member in members:
        component[member] = name


def largest(labels: Ints) -> int:
    """The size of the largest group of equal labels."""
    return int(np.bincount(labels).max(initial=0)) if len(labels) else 0


def clustering(arcs: Arcs) -> float:
    """Which share of pairs of partners of one body are partners themselves (transitivity), without direction.

    High: work is done in closed circles. Counts triangles by merging sorted rows: O(arcs x largest degree of the
    lesser end).
    """
    around = arcs.around
    triples = float((around.degrees * (around.degrees - 1)).sum())
    return 2 * _closed(around.first, around.ends, arcs.count) / triples if triples else 0.0


def _closed(first: Ints, ends: Ints, count: int) -> float:
    """Three times the triangles: for every pair linked, the partners the two share."""
    starts = np.repeat(np.arange(count), np.diff(first))
    rank = np.diff(first) * count + np.arange(count)
    up = rank[starts] < rank[ends]
    low, high = starts[up], ends[up]
    order = np.lexsort((high, low))
    low, high = low[order], high[order]
    above = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(low, minlength=count), out=above[1:])
    codes = low * count + high
    lengths = above[high + 1] - above[high]
    third = _neighbours(above, high, high)
    wanted = np.repeat(low, lengths) * count + third
    at = np.minimum(np.searchsorted(codes, wanted), max(len(codes) - 1, 0))
    return 3 * float((codes[at] == wanted).sum()) if len(codes) else 0.0


def centralisation(arcs: Arcs) -> float:
    """How far the partners gather at one body: 0 all alike, 1 a star. Freeman (1978), without direction."""
    degrees, n = arcs.around.degrees, arcs.count
    return float((degrees.max() - degrees).sum()) / ((n - 1) * (n - 2)) if n > 2 else 0.0


MEASURES: Mapping[str, Callable[[Arcs], float]] = {
    "reciprocity": reciprocity,
    "clustering": clustering,
    "centralisation": centralisation,
    "max-core": lambda arcs: float(core_numbers(arcs).max(initial=0)),
    "largest-weak": lambda arcs: largest(weak_components(arcs)) / arcs.count if arcs.count else 0.0,
    "largest-strong": lambda arcs: largest(strong_components(arcs)) / arcs.count if arcs.count else 0.0,
}
"""Measures that are compared with chance, by name."""
