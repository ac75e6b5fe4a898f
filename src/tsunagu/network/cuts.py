"""Where a network hangs together by one body or one linkage, and how many routes share no body.

Plain graphs: nodes are texts, neighbours a mapping. Nothing here knows of layers or places.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

Successors = Mapping[str, Collection[str]]
Part = tuple[str, bool]
"""A node split for node capacities: its side where one arrives (False) and its side where one leaves (True)."""


@dataclass(frozen=True)
class Cuts:
    """Articulation nodes and bridges, each with the number of nodes cut off from the largest rest."""

    nodes: Mapping[str, int]
    edges: Mapping[tuple[str, str], int]


class _Search:
    """One depth-first search: order of discovery, low points, sizes of subtrees (Tarjan 1972)."""

    def __init__(self, neighbours: Successors) -> None:
        self.neighbours = neighbours
        self.order: dict[str, int] = {}
        self.low: dict[str, int] = {}
        self.size: dict[str, int] = {}
        self.parent: dict[str, str] = {}

    def run(self, root: str) -> list[str]:
        """Search from a root; return what it reaches in the order nodes are left."""
        left: list[str] = []
        self._enter(root)
        stack: list[tuple[str, Iterator[str]]] = [(root, iter(sorted(self.neighbours[root])))]
        while stack:
            node, others = stack[-1]
            other = next(others, None)
            if other is None:
                stack.pop()
                left.append(node)
                self._leave(node)
            elif other not in self.order:
                self.parent[other] = node
                self._enter(other)
                stack.append((other, iter(sorted(self.neighbours[other]))))
            elif other != self.parent.get(node):
                self.low[node] = min(self.low[node], self.order[other])
        return left

    def _enter(self, node: str) -> None:
        self.order[node] = self.low[node] = len(self.order)
        self.size[node] = 1

    def _leave(self, node: str) -> None:
        above = self.parent.get(node)
        if above is not None:
            self.low[above] = min(self.low[above], self.low[node])
            self.size[above] += self.size[node]


def cuts(neighbours: Successors) -> Cuts:
    """Return articulation nodes and bridges of an undirected simple graph (neighbours both ways, no loops).

    The number beside each is how many nodes lose the largest part that is left: 1 is one body at the rim, a high
    number splits the network. One search, O(nodes + edges).

    >>> cuts({"a": ["b"], "b": ["a", "c"], "c": ["b"]}).nodes
    {'b': 1}
    """
    search = _Search(neighbours)
    nodes: dict[str, int] = {}
    edges: dict[tuple[str, str], int] = {}
    for root in sorted(neighbours):
        if root not in search.order:
            reached = search.run(root)
            nodes.update(_cut_nodes(search, root, reached))
            edges.update(_cut_edges(search, reached))
    return Cuts(dict(sorted(nodes.items())), dict(sorted(edges.items())))


def _cut_nodes(search: _Search, root: str, reached: list[str]) -> Iterator[tuple[str, int]]:
    parts: dict[str, list[int]] = {}
    for node in reached:
        above = search.parent.get(node)
        if above is not None and (above == root or search.low[node] >= search.order[above]):
            parts.setdefault(above, []).append(search.size[node])
    for node, cut in parts.items():
        rest = len(reached) - 1 - sum(cut)
        whole = [*cut, rest] if rest else cut
        if len(whole) > 1:
            yield node, len(reached) - 1 - max(whole)


def _cut_edges(search: _Search, reached: list[str]) -> Iterator[tuple[tuple[str, str], int]]:
    for node in reached:
        above = search.parent.get(node)
        if above is not None and search.low[node] > search.order[above]:
            yield (min(node, above), max(node, above)), min(search.size[node], len(reached) - search.size[node])


def disjoint_routes(
    successors: Successors, starts: Collection[str], ends: Collection[str], most: int, without: str = ""
) -> list[list[str]]:
    """Return as many routes from starts to ends as share no node at all, up to `most`; `without` names a closed node.

    By Menger (1927) that number is how many nodes must fail before no route is left. A start that is an end is a route
    of its own. Augmenting paths on the graph with nodes split (Ford and Fulkerson 1956); O(most x (nodes + arcs)).
    """
    barred = (set(starts) & set(ends)) - {without}
    found = [[one] for one in sorted(barred)[:most]]
    if len(found) >= most:
        return found
    closed = barred | {without}
    flow = _Flow(successors, set(starts) - closed, set(ends) - closed, closed)
    while len(found) + flow.count < most and flow.augment():
        pass
    return found + flow.routes()


class _Flow:
    """Unit flow through split nodes: `after` is the node that follows a used node on its route ('' at an end)."""

    def __init__(self, successors: Successors, starts: set[str], ends: set[str], barred: set[str]) -> None:
        self.successors, self.starts, self.ends, self.barred = successors, starts, ends, barred
        self.after: dict[str, str] = {}
        self.before: dict[str, str] = {}
        self.count = 0

    def augment(self) -> bool:
        """Find one more route, rerouting the others where needed; tell whether there was one."""
        came: dict[Part, Part | None] = {}
        waiting: deque[Part] = deque()
        for start in sorted(self.starts):
            if self.before.get(start, "-") != "":
                came[start, False] = None
                waiting.append((start, False))
        while waiting:
            part = waiting.popleft()
            if part[1] and part[0] in self.ends and self.after.get(part[0], "-") != "":
                self._use(came, part)
                return True
            for following in self._following(part):
                if following not in came:
                    came[following] = part
                    waiting.append(following)
        return False

    def _following(self, part: Part) -> Iterator[Part]:
        node, leaving = part
        if not leaving:
            if node not in self.after:
                yield node, True
            elif self.before[node]:
                yield self.before[node], True
            return
        if node in self.after:
            yield node, False
        for other in sorted(self.successors.get(node, ())):
            if other not in self.barred and other != node and self.after.get(node) != other:
                yield other, False

    def _use(self, came: Mapping[Part, Part | None], last: Part) -> None:
        steps: list[Part] = [last]
        while (earlier := came[steps[-1]]) is not None:
            steps.append(earlier)
        steps.reverse()
        pairs = list(pairwise(steps))
        gone = {(two[0], one[0]) for one, two in pairs if not one[1] and two[1] and one[0] != two[0]}
        new = {(one[0], two[0]) for one, two in pairs if one[1] and not two[1] and one[0] != two[0]}
        arcs = ({(one, two) for one, two in self.after.items() if two} - gone) | new
        firsts = {node for node, earlier in self.before.items() if earlier == ""} | {steps[0][0]}
        lasts = {node for node, later in self.after.items() if later == ""} | {last[0]}
        self.after = {**dict(arcs), **dict.fromkeys(lasts, "")}
        self.before = {**{two: one for one, two in arcs}, **dict.fromkeys(firsts, "")}
        self.count += 1

    def routes(self) -> list[list[str]]:
        """Return the routes, by their start."""
        found = []
        for start in sorted(node for node, earlier in self.before.items() if earlier == ""):
            route = [start]
            while self.after[route[-1]]:
                route.append(self.after[route[-1]])
            found.append(route)
        return found
