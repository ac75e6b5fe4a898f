"""Which bodies stand in the middle, in five meanings. Each measure takes arrays and is tested against networkx.

A high value is about documents: it says that texts link this body much, not that it works much.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from tsunagu.network.arrays import Arcs, Ints, NeighbourRows

Floats = npt.NDArray[np.float64]
EXACT_UP_TO = 3000
"""Up to so many nodes every node is a source of shortest paths; above, `SOURCES` nodes drawn by lot."""
SOURCES = 200
AT_ONCE = 32
"""Sources handled together; memory is 32 bytes x nodes x this."""


def received(arcs: Arcs) -> Floats:
    """Per body: bodies that link to it / (n - 1). High: many others hand on to it. Freeman (1978)."""
    return arcs.reverse.degrees / max(arcs.count - 1, 1)


def given(arcs: Arcs) -> Floats:
    """Per body: bodies it links to / (n - 1). High: it hands on to many others."""
    return arcs.forward.degrees / max(arcs.count - 1, 1)


def betweenness(arcs: Arcs, seed: int = 0) -> Floats:
    """Per body: the share of shortest ways between two others that pass it, over all ordered pairs.

    b(v) = sum over s, t of ways(s, t through v) / ways(s, t), divided by (n - 1)(n - 2). High: where it fails, others
    are farther from each other or cut off. Brandes (2001), level by level: O(sources x arcs x levels) worst, one
    sweep per level; above `EXACT_UP_TO` nodes estimated from `SOURCES` sources (Brandes and Pich 2007).
    """
    sources = sources_of(arcs.count, seed)
    total = np.zeros(arcs.count)
    for at in range(0, len(sources), AT_ONCE):
        total += _dependencies(arcs, sources[at : at + AT_ONCE])
    pairs = (arcs.count - 1) * (arcs.count - 2)
    return total * (arcs.count / max(len(sources), 1)) / pairs if pairs > 0 else total


def sources_of(count: int, seed: int) -> Ints:
    """The nodes from which shortest ways are measured: every one of a small network, else some drawn by lot."""
    if count <= EXACT_UP_TO:
        return np.arange(count)
    return np.sort(np.random.default_rng(seed).choice(count, SOURCES, replace=False))


def _dependencies(arcs: Arcs, sources: Ints) -> Floats:
    """What several sources add to every node; columns are sources."""
    width = len(sources)
    first = sources * width + np.arange(width)
    far = np.full(arcs.count * width, -1, np.int32)
    ways, latest = np.zeros(arcs.count * width), np.zeros(arcs.count * width, np.int64)
    far[first], ways[first] = 0, 1
    sweeps: list[tuple[Ints, Ints]] = []
    at = first
    while len(at):
        start, end = _steps(arcs.forward, at, width)
        new = far[end] < 0
        start, end = start[new], end[new]
        far[end] = len(sweeps) + 1
        np.add.at(ways, end, ways[start])
        sweeps.append((start, end))
        latest[end] = np.arange(len(end))
        at = end[latest[end] == np.arange(len(end))]
    depends = np.zeros(arcs.count * width)
    for start, end in reversed(sweeps):
        np.add.at(depends, start, ways[start] / ways[end] * (1 + depends[end]))
    depends[first] = 0
    return np.asarray(depends.reshape(arcs.count, width).sum(axis=1))


def _steps(rows: NeighbourRows, at: Ints, width: int) -> tuple[Ints, Ints]:
    """Every arc out of the nodes at hand as start and end; a place in the table is `node x width + column`."""
    nodes = at // width
    counts = rows.degrees[nodes]
    shift = np.repeat(rows.first[nodes] - np.cumsum(counts) + counts, counts)
    ends = rows.ends[np.arange(int(counts.sum())) + shift]
    return np.repeat(at, counts), ends * width + np.repeat(at % width, counts)


def closeness(arcs: Arcs, seed: int = 0) -> Floats:
    """Per body: how near others are to it, along the way people are handed on.

    With r bodies that can reach it, at distances d: (r / (n - 1)) x (r / sum of d). High: reached from many bodies in
    few steps. Wasserman and Faust (1994); above `EXACT_UP_TO` nodes from `SOURCES` bodies drawn by lot (Eppstein and
    Wang 2004). Bit-parallel: 64 sources in one sweep over the arcs.
    """
    sources = sources_of(arcs.count, seed)
    reach, total = np.zeros(arcs.count, np.int64), np.zeros(arcs.count, np.int64)
    for at in range(0, len(sources), 64):
        _spread(arcs, sources[at : at + 64], reach, total)
    if len(sources) < arcs.count:
        reach = np.rint(reach * (arcs.count / len(sources))).astype(np.int64)
        total = np.rint(total * (arcs.count / len(sources))).astype(np.int64)
    return np.where(total > 0, reach * reach / (np.maximum(total, 1) * max(arcs.count - 1, 1)), 0.0)


def _spread(arcs: Arcs, sources: Ints, reach: Ints, total: Ints) -> None:
    """Add, for every node, from how many of the sources it is reached and the sum of the steps."""
    seen = np.zeros(arcs.count, np.uint64)
    seen[sources] = np.uint64(1) << np.arange(len(sources), dtype=np.uint64)
    rows, news, steps = arcs.reverse, seen.copy(), 0
    filled = np.flatnonzero(rows.degrees)
    while len(filled) and news.any():
        steps += 1
        came = np.zeros(arcs.count, np.uint64)
        came[filled] = np.bitwise_or.reduceat(news[rows.ends], rows.first[filled])
        news = came & ~seen
        seen |= news
        bits = np.bitwise_count(news).astype(np.int64)
        reach += bits
        total += bits * steps


def rank(arcs: Arcs, damping: float = 0.85, tolerance: float = 1e-12, most: int = 500) -> Floats:
    """PageRank: the share of time a walker who follows linkages, and now and then starts anew, is at a body.

    High: much is handed on to it by bodies much is handed on to. Brin and Page (1998); power iteration,
    O(arcs x rounds). networkx needs scipy for the same.
    """
    if not arcs.count:
        return np.zeros(0)
    outs = arcs.forward.degrees
    sent, still = damping / np.maximum(outs, 1), outs == 0
    share = np.full(arcs.count, 1 / arcs.count)
    for _ in range(most):
        followed = np.bincount(arcs.ends, weights=(share * sent)[arcs.starts], minlength=arcs.count)
        new = (1 - damping + damping * share[still].sum()) / arcs.count + followed
        if np.abs(new - share).sum() < tolerance:
            return np.asarray(new)
        share = new
    return share


CENTRALITIES: Mapping[str, Callable[[Arcs], Floats]] = {
    "received": received,
    "given": given,
    "betweenness": betweenness,
    "closeness": closeness,
    "rank": rank,
}
"""Centralities by name, in the order they are shown."""


def top(values: Floats, most: int) -> list[tuple[int, float]]:
    """The nodes with the highest values above 0, best first, equal ones by number."""
    order = np.lexsort((np.arange(len(values)), -np.round(values, 12)))[:most]
    return [(int(node), float(values[node])) for node in order if values[node] > 0]
