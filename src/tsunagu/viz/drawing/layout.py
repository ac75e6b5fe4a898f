"""Where things stand, computed before the page is opened: the same input gives the same whole numbers everywhere.

Lanes from left to right, in each lane zones under a title: the lanes the subject names, else three lanes with the
offices of the authority in the middle and partners left and right. Bodies without any linkage stand in rows below.
Where unnamed partners are only counted, each count hangs below its body, and bodies that have no other partner stand
in rows below too. A body stands near what it is joined with: each zone is ordered by the mean height of its
neighbours (barycentre method, Sugiyama et al. 1981), from a start ordered by number of neighbours and name, but for
zones whose order the subject fixes (articles, needs). Lines
leave a box at its side and cross the free space between lanes, so none runs through a box of its own lanes. No chance,
no floating-point library and no physics are involved; O(sweeps x edges).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import hypot

import networkx as nx

from tsunagu.viz.drawing.labels import wrap
from tsunagu.viz.scenes.bundles import DrawnNode, Edge, Picture
from tsunagu.viz.scenes.scene import Subject

LINE, TAG_LINE = 20, 16
BOX, PAD, GAP = 186, 14, 12
GUTTERS = {1: 226, 2: 226, 3: 226, 4: 150}
NARROW_GUTTER = 124
HANGING, HANGING_GAP = 26, 14
TITLE, TITLE_LINE, BETWEEN = 14, 20, 30
TEXT_EM, MOST_LINES = 10.8, 4
TAG_EM, TITLE_EM, MOST_TITLE = 13.4, 13.2, 3
MOST_GAP, WIDEST_GAP = 44, 140
SWEEPS = 16
CLEARANCE = 70
ALONE, UNLINKED = "alone", "unlinked"
_SIDES = ("meeting", "type", "outside", "expected", "unnamed")
Lines = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Box:
    """A drawn node: its centre, its size, its label in lines, and its remark in smaller lines below."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    tag: tuple[str, ...] = ()


@dataclass(frozen=True)
class Region:
    """A titled rectangle behind the nodes of one zone; `unlinked` and `alone` are the rows below the lanes."""

    zone: str
    x: int
    y: int
    width: int
    height: int
    title: str
    lines: tuple[str, ...]


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
    width: int = 0
    height: int = 0


@dataclass
class _Group:
    zone: str
    members: list[str]
    fixed: bool = False


class _Plan:
    """What is placed where: lanes of groups, what hangs below which node, and how large everything is."""

    def __init__(self, picture: Picture, subject: Subject) -> None:
        self.drawn = {drawn.id: drawn for drawn in picture.nodes}
        self.lines: Lines = {drawn.id: wrap(drawn.node.label, TEXT_EM, MOST_LINES) for drawn in picture.nodes}
        self.tags: Lines = {d.id: wrap(d.node.tag, TAG_EM, 3) for d in picture.nodes if d.node.tag}
        self.zones, self.ordered = subject.zones, frozenset(subject.ordered)
        self.graph = _graph(picture)
        self.hanging: dict[str, list[str]] = defaultdict(list)
        if picture.counted:
            for node in sorted(n for n in self.graph if self.drawn[n].node.form == "unnamed"):
                for neighbour in self.graph.adj[node]:
                    if self.drawn[neighbour].node.form != "unnamed":
                        self.hanging[neighbour].append(node)
        self._hung = {node for nodes in self.hanging.values() for node in nodes}
        self.around = not subject.lanes
        self.below = self._around_below() if self.around else self._rest_below()
        self.lanes = self._lanes() if self.around else self._chosen_lanes(subject.lanes)
        _untangle(self.lanes, self.graph, movable=not self.around)

    def box(self, node: str) -> int:
        """The height of the box of a node."""
        return box_height(self.lines[node], self.tags.get(node, ()))

    def room(self, node: str) -> int:
        """The height a node takes, with what hangs below it."""
        return self.box(node) + (HANGING_GAP + HANGING if self.hanging.get(node) else 0)

    def title(self, zone: str) -> tuple[str, ...]:
        """The title of a zone in lines."""
        return wrap(self.zones[zone], TITLE_EM, MOST_TITLE)

    def title_height(self, zone: str) -> int:
        """The height of the title of a zone."""
        return TITLE + TITLE_LINE * len(self.title(zone))

    def height(self, lane: Iterable[_Group]) -> int:
        """The least height of a lane."""
        heights = [
            self.title_height(group.zone) + 2 * PAD - GAP + sum(self.room(node) + GAP for node in group.members)
            for group in lane
        ]
        return sum(heights) + BETWEEN * max(len(heights) - 1, 0)

    def _around_below(self) -> dict[str, list[str]]:
        """What stands in rows below the lanes: nodes with unnamed partners only, then nodes without any link."""
        return {ALONE: self._alone(), UNLINKED: self._unlinked()}

    def _rest_below(self) -> dict[str, list[str]]:
        """The same where the subject chose the lanes: together, under each zone that has a title for its rest."""
        rest: dict[str, list[str]] = defaultdict(list)
        for node in sorted([*self._alone(), *self._unlinked()]):
            zone = f"{self.drawn[node].node.zone} rest"
            if zone in self.zones:
                rest[zone].append(node)
        return {zone: rest[zone] for zone in self.zones if zone in rest}

    def _unlinked(self) -> list[str]:
        return [drawn.id for drawn in self.drawn.values() if not drawn.linked]

    def _alone(self) -> list[str]:
        return [node for node in self.hanging if self._hung.issuperset(self.graph.adj[node])]

    def _groups(self) -> dict[str, _Group]:
        groups: dict[str, list[DrawnNode]] = defaultdict(list)
        elsewhere = self._hung.union(*self.below.values())
        for drawn in self.drawn.values():
            if drawn.id not in elsewhere:
                groups[drawn.node.zone].append(drawn)
        for zone, found in groups.items():
            found.sort(key=lambda d: (-len(self.graph.adj[d.id]), d.node.label, d.id))
            if zone in self.ordered:
                found.sort(key=lambda d: d.order)
        return {zone: _Group(zone, [drawn.id for drawn in found], zone in self.ordered)
                for zone, found in groups.items()}  # fmt: skip

    def _chosen_lanes(self, lanes: Sequence[Sequence[str]]) -> list[list[_Group]]:
        groups = self._groups()
        made = [[groups[zone] for zone in lane if zone in groups] for lane in lanes]
        return [lane for lane in made if lane] or [[]]

    def _lanes(self) -> list[list[_Group]]:
        """The left, middle and right lane; zones go left or right so that neither side towers."""
        groups = self._groups()
        sides = [groups[zone] for zone in _SIDES if zone in groups]
        _, best = min(
            (max(self.height(_pick(sides, split, side)) for side in (0, 1)), split)
            for split in product((0, 1), repeat=len(sides))
        )
        middle = [groups["office"]] if "office" in groups else []
        return [_pick(sides, best, 0), middle, _pick(sides, best, 1)]


def lay_out(picture: Picture, subject: Subject) -> Layout:
    """The places of everything in a picture, in whole units of the drawing."""
    plan, layout = _Plan(picture, subject), Layout()
    count = len(plan.lanes)
    gutter = GUTTERS.get(count, NARROW_GUTTER)
    layout.width = count * BOX + (count - 1) * gutter + 2 * PAD
    tallest = max(plan.height(lane) for lane in plan.lanes)
    for number, lane in enumerate(plan.lanes):
        _place_lane(layout, plan, lane, PAD + number * (BOX + gutter) + BOX // 2, tallest)
    for zone, nodes in plan.below.items():
        _place_rows(layout, plan, nodes, zone)
    layout.courses = _courses(picture.edges, layout)
    return layout


def box_height(lines: Sequence[str], tag: Sequence[str] = ()) -> int:
    """The height of a box with these lines of text and this remark."""
    return 16 + LINE * len(lines) + TAG_LINE * len(tag)


def _graph(picture: Picture) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(drawn.id for drawn in picture.nodes))
    graph.add_edges_from(sorted((edge.start, edge.end) for edge in picture.edges if edge.start != edge.end))
    return graph


def _pick(groups: Sequence[_Group], split: Sequence[int], side: int) -> list[_Group]:
    return [group for group, chosen in zip(groups, split, strict=True) if chosen == side]


def _untangle(lanes: Sequence[list[_Group]], graph: nx.Graph[str], *, movable: bool) -> None:
    """Order every group by the mean relative height of its members' neighbours, and movable groups of a lane too."""
    inner = sorted(range(len(lanes)), key=lambda number: (abs(2 * number - len(lanes) + 1), number))
    for _ in range(SWEEPS):
        for number in inner:
            heights = _relative_heights(lanes)
            pulls = [_order_group(group, graph, heights) for group in lanes[number]]
            if movable and not all(group.fixed for group in lanes[number]):
                order = sorted(range(len(pulls)), key=lambda at: (pulls[at], at))
                lanes[number][:] = [lanes[number][at] for at in order]


def _order_group(group: _Group, graph: nx.Graph[str], heights: Mapping[str, int]) -> int:
    """Sort the members of a group, where their order is not fixed; returns their mean pull."""
    pulled = {}
    for order, member in enumerate(group.members):
        near = [heights[other] for other in graph.adj[member] if other in heights]
        pulled[member] = (sum(near) // len(near) if near else heights[member], order)
    if not group.fixed:
        group.members.sort(key=pulled.__getitem__)
    return sum(pull for pull, _ in pulled.values()) // len(pulled)


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
    middle = plan.around and lane[0].zone == "office"
    most = MOST_GAP - GAP if plan.around else WIDEST_GAP
    gap = spare // (count + 1) if middle else min(spare // (count + len(lane)), most)
    y = 0 if middle else max(0, (spare - gap * (count + len(lane))) // 2)
    for group in lane:
        top = y
        y += plan.title_height(group.zone) + PAD + (gap if middle else gap // 2)
        for member in group.members:
            _place_node(layout, plan, member, x, y)
            y += plan.room(member) + GAP + gap
        y += PAD - GAP - (0 if middle else gap // 2)
        bottom = tallest if middle else y
        layout.regions.append(
            Region(group.zone, x - BOX // 2 - PAD, top, BOX + 2 * PAD, bottom - top, plan.zones[group.zone],
                   plan.title(group.zone))
        )  # fmt: skip
        y += BETWEEN
    layout.height = max(layout.height, y - BETWEEN, tallest)


def _place_node(layout: Layout, plan: _Plan, node: str, x: int, top: int) -> None:
    height = plan.box(node)
    layout.boxes[node] = Box(x, top + height // 2, BOX, height, plan.lines[node], plan.tags.get(node, ()))
    hanging = plan.hanging.get(node, [])
    y = top + height + HANGING_GAP + HANGING // 2
    pitch = BOX // max(len(hanging), 1)
    for number, below in enumerate(hanging):
        lines = _short(plan.drawn[below], whole=len(hanging) == 1)
        width = BOX - 20 if len(hanging) == 1 else pitch - 8
        layout.boxes[below] = Box(x - BOX // 2 + pitch // 2 + number * pitch, y, width, HANGING, lines)


def _short(drawn: DrawnNode, *, whole: bool) -> tuple[str, ...]:
    """The label of a hanging count: whole where there is room, else a question mark and the number."""
    lines = wrap(drawn.node.label, TEXT_EM, 1)
    if whole and not lines[0].endswith("…"):
        return lines
    digits = sum(int(name.rpartition("×")[2]) if "×" in name else 1 for name in drawn.members) or 1
    return (f"？ {digits}",)


def _place_rows(layout: Layout, plan: _Plan, nodes: Iterable[str], zone: str) -> None:
    """Place nodes in rows across the whole width, below everything that stands already."""
    ordered = sorted(nodes, key=lambda node: (plan.drawn[node].node.form, plan.drawn[node].node.label, node))
    if not ordered:
        return
    columns = max(1, (layout.width - 2 * PAD + GAP) // (BOX + GAP))
    pitch = (layout.width - 2 * PAD - BOX) // max(columns - 1, 1)
    top = layout.height + BETWEEN if layout.boxes else 0
    y = top + TITLE + TITLE_LINE + PAD
    for begin in range(0, len(ordered), columns):
        row = ordered[begin : begin + columns]
        for column, node in enumerate(row):
            _place_node(layout, plan, node, PAD + BOX // 2 + column * pitch, y)
        y += max(plan.room(node) for node in row) + GAP
    y += PAD - GAP
    title = plan.zones[zone]
    layout.regions.append(Region(zone, 0, top, layout.width, y - top, title, (title,)))
    layout.height = y


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
