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
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
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


class Scale:
    """Costs as whole numbers: adding two is one sum, comparing two is one comparison, as if part by part.

    `costs` are those that are added up, at most four times `most` of them: each part of a cost has the bits for that.

    >>> scale = Scale([(1, 0), (2, 5)], 4)
    >>> scale.cost(scale.number[1, 0] + scale.number[2, 5])
    (3, 5)
    """

    def __init__(self, costs: Iterable[Cost], most: int) -> None:
        found = set(costs)
        self.parts = max(map(len, found), default=0)
        largest = max((max(cost, default=0) for cost in found), default=0)
        self.bits = (largest * most).bit_length() + 2
        self.number = {cost: self._packed(cost) for cost in found}

    def _packed(self, cost: Cost) -> int:
        packed = 0
        for part in cost:
            packed = packed << self.bits | part
        return packed

    @property
    def above(self) -> int:
        """What counts for more than any sum of costs."""
        return 1 << self.bits * self.parts

    def cost(self, number: int) -> Cost:
        """The cost a number stands for; what was added `above` is left out."""
        mask = (1 << self.bits) - 1
        return tuple(number >> self.bits * at & mask for at in reversed(range(self.parts)))


@dataclass(frozen=True)
class _Scaled:
    """Arcs and ends with numbers for costs, and the arcs that lead to each node."""

    scale: Scale
    arcs: Mapping[str, Mapping[str, int]]
    ends: tuple[Mapping[str, int], ...]

    @cached_property
    def back(self) -> Mapping[str, list[tuple[str, int]]]:
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for start, others in self.arcs.items():
            for end, cost in others.items():
                found[end].append((start, cost))
        return found


def _scaled(arcs: ArcCosts, ends: Sequence[EndCosts]) -> _Scaled:
    """The same with numbers: a way or tree adds up at most one cost an arc and one an end, for each of `ends`."""
    held = {cost for others in arcs.values() for cost in others.values()}
    held.update(cost for some in ends for cost in some.values())
    scale = Scale(held, (sum(map(len, arcs.values())) + 1) * max(len(ends), 1))
    number = scale.number
    return _Scaled(
        scale,
        {start: {end: number[cost] for end, cost in others.items()} for start, others in arcs.items()},
        tuple({node: number[cost] for node, cost in some.items()} for some in ends),
    )


def _costs_to_go(back: Mapping[str, list[tuple[str, int]]], ends: Mapping[str, int]) -> dict[str, int]:
    """The cheapest cost from each node to an end; nodes that reach none are left out.

    Dijkstra's algorithm backwards from all ends at once; O((nodes + arcs) log nodes).
    """
    done: dict[str, int] = {}
    waiting = [(cost, node) for node, cost in ends.items()]
    heapq.heapify(waiting)
    while waiting:
        cost, node = heapq.heappop(waiting)
        if node in done:
            continue
        done[node] = cost
        for before, step in back.get(node, ()):
            if before not in done:
                heapq.heappush(waiting, (cost + step, before))
    return done


def _steps_to_go(back: Mapping[str, Iterable[tuple[str, int]]], ends: Iterable[str]) -> dict[str, int]:
    """The fewest arcs from each node to an end; breadth first, O(nodes + arcs)."""
    found = dict.fromkeys(ends, 0)
    waiting = deque(found)
    while waiting:
        node = waiting.popleft()
        for before, _ in back.get(node, ()):
            if before not in found:
                found[before] = found[node] + 1
                waiting.append(before)
    return found


def paths(arcs: ArcCosts, start: str, ends: EndCosts, limit: int) -> Iterator[NodePath]:
    """Yield the simple paths of at most `limit` arcs from `start` to any end, cheapest first, then by their nodes.

    A* over partial paths. The cost to go is exact but for two things that can only make a path dearer (no node twice,
    no more than `limit` arcs), so the first path takes O((nodes + arcs) log nodes) and each further one little more.
    """
    scaled = _scaled(arcs, [ends])
    found = _paths(scaled, start, limit)
    return (NodePath(nodes, scaled.scale.cost(cost)) for nodes, cost in found)


def _paths(scaled: _Scaled, start: str, limit: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield nodes and cost of the paths to the only ends."""
    arcs, ends = scaled.arcs, scaled.ends[0]
    ahead, steps = _costs_to_go(scaled.back, ends), _steps_to_go(scaled.back, ends)
    if start not in ahead or steps[start] > limit:
        return
    waiting: list[tuple[int, tuple[str, ...], bool, int]] = [(ahead[start], (start,), False, 0)]
    while waiting:
        whole, nodes, ended, behind = heapq.heappop(waiting)
        if ended:
            yield nodes, whole
            continue
        at = nodes[-1]
        if at in ends:
            heapq.heappush(waiting, (behind + ends[at], nodes, True, behind))
        for other, cost in arcs.get(at, {}).items():
            if other in nodes or other not in ahead or len(nodes) + steps[other] > limit:
                continue
            spent = behind + cost
            heapq.heappush(waiting, (spent + ahead[other], (*nodes, other), False, spent))


def spread_paths(arcs: ArcCosts, start: str, ends: EndCosts, limit: int, most: int) -> list[NodePath]:
    """Up to `most` paths: the cheapest, then each time the one that shares fewest nodes with those before.

    Among paths that share equally few nodes (the start aside) the cheapest comes first. O(most) searches.
    """
    scaled, found = _scaled(arcs, [ends]), list[NodePath]()
    scale, used = scaled.scale, set[str]()
    while len(found) < most:
        shared = _dearer(scaled, used, scale.above)
        known = {path.nodes for path in found}
        following = next((way for way in _paths(shared, start, limit) if way[0] not in known), None)
        if following is None:
            break
        found.append(NodePath(following[0], scale.cost(following[1])))
        used.update(following[0][1:])
    return found


def _dearer(scaled: _Scaled, used: Collection[str], above: int) -> _Scaled:
    """The same where coming to a used node counts before every other cost."""
    if not used:
        return scaled
    arcs = {
        start: {end: cost + above if end in used else cost for end, cost in others.items()}
        for start, others in scaled.arcs.items()
    }
    return replace(scaled, arcs=arcs)


def joint_tree(arcs: ArcCosts, root: str, terminals: Sequence[EndCosts]) -> Tree | None:
    """The cheapest tree from `root` that reaches an end for each of `terminals`, or None where one has none.

    The cost of a tree is the sum of its arcs and of one end per terminal, so with a first component of 1 per arc the
    fewest nodes win. Dreyfus and Wagner's dynamic programme for directed graphs and groups of ends, for each set of
    terminals that may share nodes: O(3^t * nodes + 2^t * arcs * log nodes) for t of them; meant for t up to about 8.
    """
    scaled = _scaled(arcs, terminals)
    ahead = _costs_from(scaled.arcs, root)
    wholes = [_costs_to_go(scaled.back, ends) for ends in scaled.ends]
    if not terminals or not all(root in whole for whole in wholes):
        return None
    chosen, ends, cost = set[tuple[str, str]](), [""] * len(terminals), 0
    for members in _sharing(scaled, root, wholes):
        cost += _join(scaled, root, members, ahead, (chosen, ends))
    return Tree(tuple(_from_root(root, chosen)), tuple(ends), scaled.scale.cost(cost))


def _sharing(scaled: _Scaled, root: str, wholes: Sequence[Mapping[str, int]]) -> list[list[int]]:
    """The terminals in groups, such that in no cheapest tree two of different groups share a node beside the root.

    Beyond the last node that a terminal shares it costs no more than alone from the root, or it would better go alone.
    Such a node of one terminal lies on the way to such a node of the other.
    """
    last = [{node for node, cost in whole.items() if node != root and cost <= whole[root]} for whole in wholes]
    through = [_steps_to_go(scaled.back, nodes).keys() - {root} for nodes in last]
    groups: list[list[int]] = []
    for at in range(len(last)):
        near = [group for group in groups
                if any(last[at] & through[other] or last[other] & through[at] for other in group)]  # fmt: skip
        groups = [group for group in groups if group not in near] + [sorted([at, *chain.from_iterable(near)])]
    return groups


def _join(
    scaled: _Scaled, root: str, members: Sequence[int], ahead: Mapping[str, int],
    into: tuple[set[tuple[str, str]], list[str]],
) -> int:  # fmt: skip
    """Add the arcs and ends of the cheapest tree for some terminals; its cost.

    A part of a tree that, with the way to it and the cheapest ends still wanted, costs more than reaching every end
    alone is in no cheapest tree: such parts are let go, which leaves few nodes for most sets of terminals.
    """
    terminals = [scaled.ends[at] for at in members]
    whole = (1 << len(terminals)) - 1
    best: list[dict[str, int]] = [{} for _ in range(whole + 1)]
    way: dict[tuple[int, str], tuple[int, str]] = {}
    enough = sum(min(ahead[node] + cost for node, cost in some.items() if node in ahead) for some in terminals)
    least = [min(some.values()) for some in terminals]
    for wanted in range(1, whole + 1):
        most = enough - sum(cost for at, cost in enumerate(least) if not wanted >> at & 1)
        if wanted & (wanted - 1) == 0:
            best[wanted] = dict(terminals[wanted.bit_length() - 1])
        _merge(best, way, wanted)
        best[wanted] = {
            node: cost for node, cost in best[wanted].items() if node in ahead and cost + ahead[node] <= most
        }
        _extend(best[wanted], way, wanted, scaled.back, ahead, most)
    found = [""] * len(terminals)
    _unfold(way, whole, root, into[0], found)
    for at, end in zip(members, found, strict=True):
        into[1][at] = end
    return best[whole][root]


def _costs_from(arcs: Mapping[str, Mapping[str, int]], root: str) -> dict[str, int]:
    """The cheapest cost from the root to each node it reaches; Dijkstra's algorithm."""
    done: dict[str, int] = {}
    waiting = [(0, root)]
    while waiting:
        cost, node = heapq.heappop(waiting)
        if node not in done:
            done[node] = cost
            for end, step in arcs.get(node, {}).items():
                if end not in done:
                    heapq.heappush(waiting, (cost + step, end))
    return done


def _merge(best: list[dict[str, int]], way: dict[tuple[int, str], tuple[int, str]], wanted: int) -> None:
    known, part = best[wanted], (wanted - 1) & wanted
    while part > wanted ^ part:
        of_part, of_rest = best[part], best[wanted ^ part]
        for node, cost in of_part.items():
            if node in of_rest:
                total = cost + of_rest[node]
                if node not in known or total < known[node]:
                    known[node] = total
                    way[wanted, node] = (part, "")
        part = (part - 1) & wanted


def _extend(
    known: dict[str, int],
    way: dict[tuple[int, str], tuple[int, str]],
    wanted: int,
    back: Mapping[str, Sequence[tuple[str, int]]],
    ahead: Mapping[str, int],
    most: int,
) -> None:
    waiting = [(cost, node) for node, cost in known.items()]
    heapq.heapify(waiting)
    while waiting:
        cost, node = heapq.heappop(waiting)
        if cost > known[node]:
            continue
        for before, step in back.get(node, ()):
            total = cost + step
            if before not in ahead or total + ahead[before] > most:
                continue
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
