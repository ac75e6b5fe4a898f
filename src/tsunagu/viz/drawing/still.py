"""The picture as an SVG that needs no script: shown where scripts are off. Same places, same lines as the canvas."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagu.viz.drawing.layout import LINE, TAG_LINE, Box, Course, Layout
from tsunagu.viz.drawing.shapes import DOCUMENT_COLOURS, LAYER_LINES, Look, look_of, marked
from tsunagu.viz.scenes.bundles import DrawnNode, Edge, Picture

MOST_STILL = 400
_HEAD, _LOOP = 9, 34


@dataclass(frozen=True)
class StillBox:
    """A drawn node: where, its outline and look, its lines and remark with their heights, and where its lock stands."""

    x: int
    y: int
    path: str
    look: Look
    lines: tuple[tuple[int, str], ...]
    tag: tuple[tuple[int, str], ...] = ()
    lock: str = ""


@dataclass(frozen=True)
class StillLine:
    """A line of the picture and its arrow head."""

    path: str
    head: str
    color: str
    weight: float
    dash: tuple[int, ...]
    gone: bool = False


def still_boxes(picture: Picture, layout: Layout) -> list[StillBox]:
    """The nodes of the still picture; none where there are too many to read."""
    if len(picture.nodes) > MOST_STILL:
        return []
    return [_box(drawn, layout.boxes[drawn.id]) for drawn in picture.nodes]


def _box(drawn: DrawnNode, box: Box) -> StillBox:
    form, mark = drawn.node.form, drawn.node.mark
    first = 5 - (LINE * (len(box.lines) - 1) + TAG_LINE * len(box.tag)) // 2
    lines = tuple((first + LINE * number, line) for number, line in enumerate(box.lines))
    below = first + LINE * (len(box.lines) - 1) + TAG_LINE + 1
    tag = tuple((below + TAG_LINE * number, line) for number, line in enumerate(box.tag))
    lock = f"translate({box.width // 2 - 9} {9 - box.height // 2})" if drawn.node.closed else ""
    return StillBox(box.x, box.y, marked(form, mark, box.width, box.height), look_of(form, mark), lines, tag, lock)


def still_lines(picture: Picture, layout: Layout) -> list[StillLine]:
    """The lines of the still picture."""
    return [_line(edge, layout) for edge in picture.edges]


def document_colour(letter: str) -> str:
    """The colour of the document with this letter, empty for none."""
    return DOCUMENT_COLOURS[(ord(letter) - ord("A")) % len(DOCUMENT_COLOURS)] if letter else ""


def _line(edge: Edge, layout: Layout) -> StillLine:
    course = layout.courses[edge.id]
    color, weight, dash = LAYER_LINES.get(edge.layer, LAYER_LINES["stated"])
    color = document_colour(edge.document) or color
    start, end = layout.boxes[edge.start], layout.boxes[edge.end]
    path, head = _hanging(start, end) if course.leaves == "c" else _curve(start, end, course)
    return StillLine(path, head, color, weight, dash, edge.gone)


def _hanging(start: Box, end: Box) -> tuple[str, str]:
    x = start.x if start.height < end.height else end.x
    down = 1 if end.y > start.y else -1
    begin, finish = start.y + down * start.height // 2, end.y - down * end.height // 2
    return f"M{x} {begin}V{finish}", f"M{x - 4} {finish - down * _HEAD}h8L{x} {finish}Z"


def _curve(start: Box, end: Box, course: Course) -> tuple[str, str]:
    (x, y), (to_x, to_y) = _port(start, course.leaves), _port(end, course.arrives)
    way = 1 if course.arrives == "l" else -1
    reach = round(abs(to_x - x) * course.bend) or 40 + abs(to_y - y) // 8
    spread = _LOOP if start == end else 0
    out = x + (reach if course.leaves == "r" else -reach)
    path = f"M{x} {y}C{out} {y - spread} {to_x - way * reach} {to_y + spread} {to_x} {to_y}"
    back = to_x - way * _HEAD
    return path, f"M{back} {to_y - 4}v8L{to_x} {to_y}Z"


def _port(box: Box, side: str) -> tuple[int, int]:
    return box.x + (box.width if side == "r" else -box.width) // 2, box.y
