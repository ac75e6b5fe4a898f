"""Where things stand, computed before the page is opened: the same input gives the same whole numbers everywhere.

Three lanes: the offices of the authority in the middle, partners left and right, gathered by zone under a title;
bodies without any linkage in rows below; where unnamed partners are only counted, each count hangs below its body.
A body stands near what it is joined with: each zone is ordered by the mean height of its neighbours (barycentre
method, Sugiyama et al. 1981), from a start ordered by number of neighbours and name. Lines leave a box at its side
and cross the free space between lanes, so none runs through a box of its own lanes. No chance, no floating-point
library and no physics are involved; O(sweeps x edges).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import hypot

import networkx as nx

from tsunagu.viz.bundles import Drawn, Edge, Picture
from tsunagu.viz.labels import wrap
from tsunagu.viz.network import Zone

LINE = 20
BOX, GUTTER, PAD, GAP = 186, 226, 14, 12
HANGING, HANGING_GAP = 26, 14
TITLE, BETWEEN = 34, 30
TEXT_EM, MOST_LINES = 10.8, 4
MOST_GAP = 44
COLUMNS = 5
SWEEPS = 16
CLEARANCE = 70
LEFT, MIDDLE, RIGHT = 0, 1, 2
_SIDES: tuple[Zone, ...] = ("meeting", "type", "outside", "unnamed")
Lines = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Box:
    """A drawn node: its centre, its size, and its label in lines."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Region:
    """A titled rectangle behind the nodes of one zone; `zone` is `unlinked` for bodies without linkages."""

    zone: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Course:
    """How a line runs: the side it leaves by and arrives at (`l`, `r`, or `c` for the centre), and its bend."""

    leaves: str
    arrives: str
    bend: float


@dataclass
class Layout:
    """Boxes by node id, regions, the course of each edge, and the size of all."""

    boxes: dict[str, Box] = field(default_factory=dict)
    regions: list[Region] = field(default_factory=list)
    courses: dict[str, Course] = field(default_factory=dict)
    width: int = 3 * BOX + 2 * GUTTER + 2 * PAD
    height: int = 0


@dataclass
class _Group:
    zone: str
    members: list[str]


class _Plan:
    """What is placed where: lanes of groups, and what hangs below which node."""

    def __init__(self, picture: Picture) -> None:
        self.drawn = {drawn.id: drawn for drawn in picture.nodes}
        self.lines: Lines = {drawn.id: wrap(drawn.node.label, TEXT_EM, MOST_LINES) for drawn in picture.nodes}
        self.graph = _graph(picture)
        self.hanging: dict[str, list[str]] = defaultdict(list)
        if picture.counted:
            for node in sorted(n for n in self.graph if self.drawn[n].node.zone == "unnamed"):
                for neighbour in self.graph.adj[node]:
                    if self.drawn[neighbour].node.zone != "unnamed":
                        self.hanging[neighbour].append(node)
        self._hung = {node for nodes in self.hanging.values() for node in nodes}
        self.lanes = self._lanes()
        _untangle(self.lanes, self.graph)

    def room(self, node: str) -> int:
        """Return the height a node takes, with what hangs below it."""
        return box_height(self.lines[node]) + (HANGING_GAP + HANGING if self.hanging.get(node) else 0)

    def height(self, lane: Iterable[_Group]) -> int:
        """Return the least height of a lane."""
        heights = [TITLE + 2 * PAD - GAP + sum(self.room(node) + GAP for node in group.members) for group in lane]
        return sum(heights) + BETWEEN * max(len(heights) - 1, 0)

    def _lanes(self) -> list[list[_Group]]:
        """Return the left, middle and right lane; zones go left or right so that neither side towers."""
        groups: dict[str, _Group] = {}
        for zone in ("office", *_SIDES):
            found = [d for d in self.drawn.values() if d.linked and d.node.zone == zone and d.id not in self._hung]
            found.sort(key=lambda d: (-len(self.graph.adj[d.id]), d.node.label, d.id))
            if found:
                groups[zone] = _Group(zone, [drawn.id for drawn in found])
        sides = [groups[zone] for zone in _SIDES if zone in groups]
        _, best = min(
            (max(self.height(_pick(sides, split, side)) for side in (0, 1)), split)
            for split in product((0, 1), repeat=len(sides))
        )
        middle = [groups["office"]] if "office" in groups else []
        return [_pick(sides, best, 0), middle, _pick(sides, best, 1)]


def lay_out(picture: Picture) -> Layout:
    """Return the places of everything in a picture."""
    plan, layout = _Plan(picture), Layout()
    tallest = max(plan.height(lane) for lane in plan.lanes)
    for number, lane in enumerate(plan.lanes):
        _place_lane(layout, plan, lane, PAD + number * (BOX + GUTTER) + BOX // 2, tallest)
    _place_unlinked(layout, plan, tallest)
    layout.courses = _courses(picture.edges, layout)
    return layout


def box_height(lines: Sequence[str]) -> int:
    """Return the height of a box with these lines of text."""
    return 16 + LINE * len(lines)


def _graph(picture: Picture) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(drawn.id for drawn in picture.nodes if drawn.linked))
    graph.add_edges_from(sorted((edge.start, edge.end) for edge in picture.edges if edge.start != edge.end))
    return graph


def _pick(groups: Sequence[_Group], split: Sequence[int], side: int) -> list[_Group]:
    return [group for group, chosen in zip(groups, split, strict=True) if chosen == side]


def _untangle(lanes: Sequence[Sequence[_Group]], graph: nx.Graph[str]) -> None:
    """Order every group by the mean relative height of its members' neighbours."""
    for _ in range(SWEEPS):
        for number in (MIDDLE, LEFT, RIGHT):
            heights = _relative_heights(lanes)
            for group in lanes[number]:
                pulled = {}
                for order, member in enumerate(group.members):
                    near = [heights[other] for other in graph.adj[member] if other in heights]
                    pulled[member] = (sum(near) // len(near) if near else heights[member], order)
                group.members.sort(key=pulled.__getitem__)


def _relative_heights(lanes: Sequence[Sequence[_Group]]) -> dict[str, int]:
    """Heights from 0 to a million, whole numbers so that every machine sorts alike."""
    found: dict[str, int] = {}
    for lane in lanes:
        members = [member for group in lane for member in group.members]
        for order, member in enumerate(members):
            found[member] = (2 * order + 1) * 500_000 // len(members)
    return found


def _place_lane(layout: Layout, plan: _Plan, lane: Sequence[_Group], x: int, tallest: int) -> None:
    count = sum(len(group.members) for group in lane)
    if not count:
        return
    spare = tallest - plan.height(lane)
    middle = lane[0].zone == "office"
    gap = spare // (count + 1) if middle else min(spare // (count + len(lane)), MOST_GAP - GAP)
    y = 0 if middle else max(0, (spare - gap * (count + len(lane))) // 2)
    for group in lane:
        top = y
        y += TITLE + PAD + (gap if middle else gap // 2)
        for member in group.members:
            _place_node(layout, plan, member, x, y)
            y += plan.room(member) + GAP + gap
        y += PAD - GAP - (0 if middle else gap // 2)
        bottom = tallest if middle else y
        layout.regions.append(Region(group.zone, x - BOX // 2 - PAD, top, BOX + 2 * PAD, bottom - top))
        y += BETWEEN
    layout.height = max(layout.height, y - BETWEEN, tallest)


def _place_node(layout: Layout, plan: _Plan, node: str, x: int, top: int) -> None:
    height = box_height(plan.lines[node])
    layout.boxes[node] = Box(x, top + height // 2, BOX, height, plan.lines[node])
    hanging = plan.hanging.get(node, [])
    y = top + height + HANGING_GAP + HANGING // 2
    pitch = BOX // max(len(hanging), 1)
    for number, below in enumerate(hanging):
        lines = _short(plan.drawn[below], whole=len(hanging) == 1)
        width = BOX - 20 if len(hanging) == 1 else pitch - 8
        layout.boxes[below] = Box(x - BOX // 2 + pitch // 2 + number * pitch, y, width, HANGING, lines)


def _short(drawn: Drawn, *, whole: bool) -> tuple[str, ...]:
    """The label of a hanging count: whole where there is room, else a question mark and the number."""
    lines = wrap(drawn.node.label, TEXT_EM, 1)
    if whole and not lines[0].endswith("…"):
        return lines
    digits = sum(int(name.rpartition("×")[2]) if "×" in name else 1 for name in drawn.members) or 1
    return (f"？ {digits}",)


def _place_unlinked(layout: Layout, plan: _Plan, tallest: int) -> None:
    unlinked = sorted((d for d in plan.drawn.values() if not d.linked), key=lambda d: (d.node.form, d.node.label, d.id))
    if not unlinked:
        return
    top = tallest + BETWEEN if layout.boxes else 0
    pitch = (layout.width - 2 * PAD - BOX) // (COLUMNS - 1)
    y = top + TITLE + PAD
    for begin in range(0, len(unlinked), COLUMNS):
        row = unlinked[begin : begin + COLUMNS]
        height = max(box_height(plan.lines[drawn.id]) for drawn in row)
        for column, drawn in enumerate(row):
            x = PAD + BOX // 2 + column * pitch
            layout.boxes[drawn.id] = Box(x, y + height // 2, BOX, height, plan.lines[drawn.id])
        y += height + GAP
    y += PAD - GAP
    layout.regions.append(Region("unlinked", 0, top, layout.width, y - top))
    layout.height = max(layout.height, y)


def _courses(edges: Iterable[Edge], layout: Layout) -> dict[str, Course]:
    courses: dict[str, Course] = {}
    seen: Counter[frozenset[str]] = Counter()
    for number, edge in enumerate(edges):
        start, end = layout.boxes[edge.start], layout.boxes[edge.end]
        pair = frozenset((edge.start, edge.end))
        courses[edge.id] = _course(start, end, seen[pair], "lr"[number % 2], layout.width)
        seen[pair] += 1
    return courses


def _course(start: Box, end: Box, before: int, free_side: str, width: int) -> Course:
    """Between lanes: side to side. Within a lane: out and back on the side of the free space. Hanging: straight.

    `before` counts lines already drawn between the two: each further one bends a little more.
    """
    if abs(start.x - end.x) > BOX:
        leaves, arrives = ("r", "l") if start.x < end.x else ("l", "r")
        return Course(leaves, arrives, round(0.5 + 0.14 * before, 2))
    if HANGING in (start.height, end.height):
        return Course("c", "c", 0)
    side = free_side if abs(start.x - width // 2) < BOX else ("r" if start.x < width // 2 else "l")
    distance = max(1.0, hypot(end.x - start.x, end.y - start.y))
    return Course(side, side, round(min(0.9, CLEARANCE / (0.39 * distance) + 0.05 + 0.1 * before), 2))
