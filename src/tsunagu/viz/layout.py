"""Where things stand, computed before the page is opened: the same input gives the same whole numbers everywhere.

Three lanes: the offices of the authority in the middle, partners left and right, gathered by zone under a title;
bodies without any linkage in rows below. A body stands near what it is joined with: each zone is ordered by the
mean height of its neighbours (barycentre method, Sugiyama et al. 1981), from a start ordered by number of
neighbours and name. No chance, no floating-point library and no physics are involved; O(sweeps x edges).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import hypot

import networkx as nx

from tsunagu.viz.bundles import Drawn, Edge, Picture
from tsunagu.viz.labels import wrap
from tsunagu.viz.network import Zone

FONT, LINE = 15, 20
BOX, GUTTER, PAD, GAP = 186, 205, 14, 12
TITLE, BETWEEN = 34, 30
TEXT_EM, MOST_LINES = 10.8, 3
MOST_GAP = 44
COLUMNS = 5
SWEEPS = 12
CLEARANCE = 118
_SIDES: tuple[Zone, ...] = ("meeting", "type", "outside", "unnamed")


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


@dataclass
class Layout:
    """Boxes by node id, regions, how far each edge bends (0 is straight), and the size of all."""

    boxes: dict[str, Box] = field(default_factory=dict)
    regions: list[Region] = field(default_factory=list)
    bends: dict[str, float] = field(default_factory=dict)
    width: int = 0
    height: int = 0


@dataclass
class _Group:
    zone: str
    members: list[str]


def lay_out(picture: Picture) -> Layout:
    """Return the places of everything in a picture."""
    nodes = {drawn.id: drawn for drawn in picture.nodes}
    lines = {drawn.id: wrap(drawn.node.label, TEXT_EM, MOST_LINES) for drawn in picture.nodes}
    graph = _graph(picture)
    lanes = _lanes(nodes, graph, lines)
    _untangle(lanes, graph)
    layout = Layout(width=3 * (BOX + 2 * PAD) + 2 * (GUTTER - 2 * PAD))
    tallest = max((_height(lane, lines) for lane in lanes), default=0)
    for number, lane in enumerate(lanes):
        _place_lane(layout, lane, lines, PAD + number * (BOX + GUTTER) + BOX // 2, tallest)
    _place_unlinked(layout, sorted((d for d in picture.nodes if not d.linked), key=_by_name), lines, tallest)
    layout.bends = _bends(picture.edges, layout)
    return layout


def _graph(picture: Picture) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(drawn.id for drawn in picture.nodes if drawn.linked))
    graph.add_edges_from(sorted((edge.start, edge.end) for edge in picture.edges if edge.start != edge.end))
    return graph


def _by_name(drawn: Drawn) -> tuple[str, str]:
    return drawn.node.form, drawn.node.label


def _box_height(lines: Sequence[str]) -> int:
    return 16 + LINE * len(lines)


def _height(lane: Iterable[_Group], lines: dict[str, tuple[str, ...]]) -> int:
    heights = [
        TITLE + 2 * PAD - GAP + sum(_box_height(lines[member]) + GAP for member in group.members) for group in lane
    ]
    return sum(heights) + BETWEEN * max(len(heights) - 1, 0)


def _lanes(nodes: dict[str, Drawn], graph: nx.Graph[str], lines: dict[str, tuple[str, ...]]) -> list[list[_Group]]:
    """Return the left, middle and right lane; zones go left or right so that neither side towers."""
    groups: dict[Zone, _Group] = {}
    for zone in ("office", *_SIDES):
        found = [d for d in nodes.values() if d.linked and d.node.zone == zone]
        found.sort(key=lambda d: (-len(graph.adj[d.id]), d.node.label, d.id))
        if found:
            groups[zone] = _Group(zone, [drawn.id for drawn in found])
    sides = [groups[zone] for zone in _SIDES if zone in groups]
    best: tuple[int, tuple[int, ...]] = min(
        (max(_height([g for g, s in zip(sides, split, strict=True) if s == side], lines) for side in (0, 1)), split)
        for split in product((0, 1), repeat=len(sides))
    )
    left = [group for group, side in zip(sides, best[1], strict=True) if side == 0]
    right = [group for group, side in zip(sides, best[1], strict=True) if side == 1]
    return [left, [groups["office"]] if "office" in groups else [], right]


def _untangle(lanes: Sequence[Sequence[_Group]], graph: nx.Graph[str]) -> None:
    """Order every group by the mean relative height of its members' neighbours."""
    lane_of = {member: number for number, lane in enumerate(lanes) for group in lane for member in group.members}
    for _ in range(SWEEPS):
        for number in (1, 0, 2):
            heights = _relative_heights(lanes)
            for group in lanes[number]:
                pulled = {}
                for order, member in enumerate(group.members):
                    near = [heights[other] for other in graph.adj[member] if lane_of[other] != number]
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


def _place_lane(
    layout: Layout, lane: Sequence[_Group], lines: dict[str, tuple[str, ...]], x: int, tallest: int
) -> None:
    count = sum(len(group.members) for group in lane)
    if not count:
        return
    spare = tallest - _height(lane, lines)
    middle = any(group.zone == "office" for group in lane)
    gap = spare // (count + 1) if middle else min(spare // (count + len(lane)), MOST_GAP - GAP)
    y = 0 if middle else max(0, (spare - gap * (count + len(lane))) // 2)
    for group in lane:
        top = y
        y += TITLE + PAD + gap // (1 if middle else 2)
        for member in group.members:
            height = _box_height(lines[member])
            layout.boxes[member] = Box(x, y + height // 2, BOX, height, lines[member])
            y += height + GAP + gap
        y += PAD - GAP - (0 if middle else gap // 2)
        bottom = tallest if middle else y
        layout.regions.append(Region(group.zone, x - BOX // 2 - PAD, top, BOX + 2 * PAD, bottom - top))
        y += BETWEEN
    layout.height = max(layout.height, y - BETWEEN, tallest)


def _place_unlinked(layout: Layout, unlinked: Sequence[Drawn], lines: dict[str, tuple[str, ...]], tallest: int) -> None:
    if not unlinked:
        return
    top = tallest + BETWEEN if tallest else 0
    pitch = (layout.width - 2 * PAD - BOX) // (COLUMNS - 1)
    y = top + TITLE + PAD
    for begin in range(0, len(unlinked), COLUMNS):
        row = unlinked[begin : begin + COLUMNS]
        height = max(_box_height(lines[drawn.id]) for drawn in row)
        for column, drawn in enumerate(row):
            x = PAD + BOX // 2 + column * pitch
            layout.boxes[drawn.id] = Box(x, y + height // 2, BOX, height, lines[drawn.id])
        y += height + GAP
    y += PAD - GAP
    layout.regions.append(Region("unlinked", 0, top, layout.width, y - top))
    layout.height = max(layout.height, y)


def _bends(edges: Iterable[Edge], layout: Layout) -> dict[str, float]:
    """Bend edges that would hide another edge, or run through the boxes of their own lane."""
    bends: dict[str, float] = {}
    seen: dict[frozenset[str], int] = defaultdict(int)
    for edge in edges:
        start, end = layout.boxes[edge.start], layout.boxes[edge.end]
        distance = hypot(end.x - start.x, end.y - start.y)
        pair = frozenset((edge.start, edge.end))
        bend = 0.08 * seen[pair]
        if start.x == end.x and distance > 2 * start.height:
            bend += min(0.7, CLEARANCE / (0.39 * distance))
        seen[pair] += 1
        bends[edge.id] = round(bend, 2)
    return bends
