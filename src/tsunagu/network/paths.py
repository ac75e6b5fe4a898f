"""Shortest paths, spread alternatives and joint plans on a small directed graph with lexicographic costs.

Knows nothing of bodies or laws: nodes are texts, a cost is a tuple of integers compared from left to right. Costs of
that kind are a totally ordered commutative monoid without negative elements, which is all Dijkstra's algorithm and
the dynamic programme below ask for.

References: Dijkstra (1959), Numerische Mathematik 1; Hart, Nilsson and Raphael (1968), IEEE Trans. SSC 4(2) (A*);
Dreyfus and Wagner (1971), Networks 1(3) (Steiner trees by dynamic programming over sets of terminals).
"""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import add
from typing import TypeAlias

Cost: TypeAlias = tuple[int, ...]

ArcCosts = Mapping[str, Mapping[str, Cost]]
"""Start → end → cost of the best arc between them."""
EndCosts = Mapping[str, Cost]
"""Node where a path may end → what ending there costs."""


@dataclass(frozen=True, slots=True)
class NodePath:
    """Nodes in walking order and the whole cost, the cost of the end among it."""

    nodes: tuple[str, ...]
    cost: Cost


@dataclass(frozen=True, slots=True)
class Tree:
    """A joint plan: arcs of a tree that leads from the root to an end for every terminal, and the node per terminal."""

    arcs: tuple[tuple[str, str], ...]
    ends: tuple[str, ...]
    cost: Cost


def plus(left: Cost, right: Cost) -> Cost:
    """The sum of two costs of the same length, part by part.

    >>> plus((1, 0), (2, 5))
    (3, 5)
    """
    return tuple(map(add, left, right))


def costs_to_go(arcs: ArcCosts, ends: EndCosts) -> dict[str, Cost]:
    """The cheapest cost from each node to an end; nodes that reach none are left out.

    Dijkstra's algorithm backwards from all ends at once; O((nodes + arcs) log nodes).
    """
    back: dict[str, list[tuple[str, Cost]]] = defaultdict(list)
    for start, others in arcs.items():
        for end, cost in others.items():
            back[end].append((start, cost))
    done: dict[str, Cost] = {}
    waiting = [(cost, node) for node, cost in ends.items()]
    heapq.heapify(waiting)
    while waiting:
        cost, node = heapq.heappop(waiting)
        if node in done:
            continue
        done[node] = cost
        for before, step in back[node]:
            if before not in done:
                heapq.heappush(waiting, (plus(cost, step), before))
    return done


def steps_to_go(arcs: ArcCosts, ends: Iterable[str]) -> dict[str, int]:
    """The fewest arcs from each node to an end; breadth first, O(nodes + arcs)."""
    back: dict[str, list[str]] = defaultdict(list)
    for start, others in arcs.items():
        for end in others:
            back[end].append(start)
    found = dict.fromkeys(ends, 0)
    waiting = deque(found)
    while waiting:
        node = waiting.popleft()
        for before in back[node]:
            if before not in found:
                found[before] = found[node] + 1
                waiting.append(before)
    return found


def paths(arcs: ArcCosts, start: str, ends: EndCosts, limit: int) -> Iterator[NodePath]:
    """Yield the simple paths of at most `limit` arcs from `start` to any end, cheapest first, then by their nodes.

    A* over partial paths. The cost to go is exact but for two things that can only make a path dearer (no node twice,
    no more than `limit` arcs), so the first path takes O((nodes + arcs) log nodes) and each further one little more.
    """
    ahead, steps = costs_to_go(arcs, ends), steps_to_go(arcs, ends)
    if start not in ahead or steps[start] > limit:
        return
    zero = tuple(0 for _ in ahead[start])
    waiting: list[tuple[Cost, tuple[str, ...], bool, Cost]] = [(ahead[start], (start,), False, zero)]
    while waiting:
        whole, nodes, ended, behind = heapq.heappop(waiting)
        if ended:
            yield NodePath(nodes, whole)
            continue
        at = nodes[-1]
        if at in ends:
            heapq.heappush(waiting, (plus(behind, ends[at]), nodes, True, behind))
        for other, cost in arcs.get(at, {}).items():
            if other in nodes or other not in ahead or len(nodes) + steps[other] > limit:
                continue
            spent = plus(behind, cost)
            heapq.heappush(waiting, (plus(spent, ahead[other]), (*nodes, other), False, spent))


def spread_paths(arcs: ArcCosts, start: str, ends: EndCosts, limit: int, most: int) -> list[NodePath]:
    """Up to `most` paths: the cheapest, then each time the one that shares fewest nodes with those before.

    Among paths that share equally few nodes (the start aside) the cheapest comes first. O(most) searches.
    """
    found: list[NodePath] = []
    used: set[str] = set()
    while len(found) < most:
        shared = {a: {b: (int(b in used), *cost) for b, cost in others.items()} for a, others in arcs.items()}
        ending = {node: (0, *cost) for node, cost in ends.items()}
        known = {path.nodes for path in found}
        following = next((path for path in paths(shared, start, ending, limit) if path.nodes not in known), None)
        if following is None:
            break
        found.append(NodePath(following.nodes, following.cost[1:]))
        used.update(following.nodes[1:])
    return found


def joint_tree(arcs: ArcCosts, root: str, terminals: Sequence[EndCosts]) -> Tree | None:
    """The cheapest tree from `root` that reaches an end for each of `terminals`, or None where one has none.

    The cost of a tree is the sum of its arcs and of one end per terminal, so with a first component of 1 per arc the
    fewest nodes win. Dreyfus and Wagner's dynamic programme for directed graphs and groups of ends:
    O(3^t * nodes + 2^t * arcs * log nodes) for t terminals; meant for t up to about 8.
    """
    best: list[dict[str, Cost]] = [{} for _ in range(1 << len(terminals))]
    way: dict[tuple[int, str], tuple[int, str]] = {}
    back: dict[str, list[tuple[str, Cost]]] = defaultdict(list)
    for start, others in arcs.items():
        for end, cost in others.items():
            back[end].append((start, cost))
    for wanted in range(1, 1 << len(terminals)):
        if wanted & (wanted - 1) == 0:
            best[wanted] = dict(terminals[wanted.bit_length() - 1])
        _merge(best, way, wanted)
        _extend(best[wanted], way, wanted, back)
    whole = (1 << len(terminals)) - 1
    if root not in best[whole]:
        return None
    chosen: set[tuple[str, str]] = set()
    ends = [""] * len(terminals)
    _unfold(way, whole, root, chosen, ends)
    return Tree(tuple(_from_root(root, chosen)), tuple(ends), best[whole][root])


def _merge(best: list[dict[str, Cost]], way: dict[tuple[int, str], tuple[int, str]], wanted: int) -> None:
    part = (wanted - 1) & wanted
    while part > wanted ^ part:
        of_part, of_rest = best[part], best[wanted ^ part]
        for node in of_part.keys() & of_rest.keys():
            cost = plus(of_part[node], of_rest[node])
            if node not in best[wanted] or cost < best[wanted][node]:
                best[wanted][node] = cost
                way[wanted, node] = (part, "")
        part = (part - 1) & wanted


def _extend(
    known: dict[str, Cost],
    way: dict[tuple[int, str], tuple[int, str]],
    wanted: int,
    back: Mapping[str, Sequence[tuple[str, Cost]]],
) -> None:
    waiting = [(cost, node) for node, cost in known.items()]
    heapq.heapify(waiting)
    while waiting:
        cost, node = heapq.heappop(waiting)
        if cost > known[node]:
            continue
        for before, step in back[node]:
            total = plus(cost, step)
            if before not in known or total < known[before]:
                known[before] = total
                way[wanted, before] = (wanted, node)
                heapq.heappush(waiting, (total, before))


def _unfold(
    way: Mapping[tuple[int, str], tuple[int, str]], wanted: int, node: str, arcs: set[tuple[str, str]], ends: list[str]
) -> None:
    part, following = way.get((wanted, node), (0, ""))
    if following:
        arcs.add((node, following))
        _unfold(way, wanted, following, arcs, ends)
    elif part:
        _unfold(way, part, node, arcs, ends)
        _unfold(way, wanted ^ part, node, arcs, ends)
    else:
        ends[wanted.bit_length() - 1] = node


def _from_root(root: str, arcs: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the arcs of a tree, nearest to the root first; a node joined twice keeps one arc."""
    seen, waiting = {root}, deque([root])
    while waiting:
        node = waiting.popleft()
        for start, end in sorted(arcs):
            if start == node and end not in seen:
                seen.add(end)
                waiting.append(end)
                yield start, end
