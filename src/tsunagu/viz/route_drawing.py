"""A route as an SVG one can read by keyboard and by ear: desks from top to bottom, an arrow for every handover.

Each desk and each handover is a group that takes the focus and says what it shows; the evidence layer is told by
line style, colour and words. The drawing is 320 wide, so it needs no sideways scrolling on the smallest screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsunagu.messages import Language, text
from tsunagu.viz.labels import wrap
from tsunagu.viz.shapes import LAYER_LINES, Look, look_of, outline

if TYPE_CHECKING:
    from tsunagu.viz.route_view import Arrival, Leg, Station

WIDTH, BOX, TOP = 320, 292, 8
LABEL_EM, SMALL_EM, LEG_EM = 16.5, 21.0, 18.5
LINE, SMALL_LINE = 23, 19
ARROW_X, TEXT_X = 36, 58


@dataclass(frozen=True)
class TextLine:
    """A line of text at a place, `style` one of `label`, `small`, `strong`."""

    x: int
    y: int
    text: str
    style: str


@dataclass(frozen=True)
class Part:
    """A desk, a handover or the service: what it says, its outline or arrow, and its lines of text."""

    says: str
    role: str
    x: int
    y: int
    width: int
    height: int
    path: str
    look: Look
    lines: tuple[TextLine, ...]
    head: str = ""


@dataclass(frozen=True)
class Drawing:
    """All parts from top to bottom."""

    width: int
    height: int
    parts: tuple[Part, ...]


def draw_route(stations: Sequence[Station], legs: Sequence[Leg], arrival: Arrival, language: Language) -> Drawing:
    """Return the drawing of one route."""
    parts: list[Part] = []
    y = TOP
    for number, station in enumerate(stations):
        if number:
            parts.append(_leg(legs[number - 1], y, language))
            y += parts[-1].height
        parts.append(_station(station, y, "start" if number == 0 else "stop", language))
        y += parts[-1].height
    parts.append(_joint(y, arrival))
    y += parts[-1].height
    parts.append(_arrival(arrival, y, language))
    y += parts[-1].height
    return Drawing(WIDTH, y + TOP, tuple(parts))


def _station(station: Station, y: int, role: str, language: Language) -> Part:
    role_text = text(f"page-route-{role}", language)
    says = text("page-route-node-label", language, role=role_text, label=station.label, kind=station.kind or "-")
    note = " ・ ".join(part for part in (role_text, station.kind) if part)
    return _box(says, role, y, look_of(station.form), note, station.label)


def _arrival(arrival: Arrival, y: int, language: Language) -> Part:
    role_text = text("page-route-end", language)
    layer = text("page-route-layer", language, layer=arrival.layer_label)
    says = text("page-route-node-label", language, role=role_text, label=arrival.service, kind=layer)
    return _box(says, "end", y, look_of("service"), f"{role_text} ・ {layer}", arrival.service)


def _box(says: str, role: str, y: int, look: Look, note: str, label: str) -> Part:
    small, large = wrap(note, SMALL_EM, 2), wrap(label, LABEL_EM, 4)
    height = 18 + SMALL_LINE * len(small) + LINE * len(large)
    lines = [TextLine(WIDTH // 2, y + 22 + SMALL_LINE * n, line, "small") for n, line in enumerate(small)]
    below = y + 24 + SMALL_LINE * len(small)
    lines += [TextLine(WIDTH // 2, below + LINE * n, line, "label") for n, line in enumerate(large)]
    path = outline(look.outline if look.outline != "pill" else "round", BOX, height)
    return Part(says, role, WIDTH // 2, y + height // 2, BOX, height, path, look, tuple(lines))


def _line_look(layer: str) -> Look:
    color, weight, dash = LAYER_LINES.get(layer, LAYER_LINES["stated"])
    return Look("line", color, color, weight, dash)


def _leg(leg: Leg, y: int, language: Language) -> Part:
    layer = text("page-route-layer", language, layer=leg.layer_label)
    says = text(
        "page-route-step-label", language, number=leg.number, kind=leg.kind, layer=leg.layer_label,
        purpose="。".join(said for said in (leg.why, leg.condition) if said),
    )  # fmt: skip
    words = [(line, "strong") for line in wrap(leg.kind, LEG_EM, 2)]
    condition = text("page-route-condition", language, condition=leg.condition) if leg.condition else ""
    words += [(line, "small") for said in (layer, leg.why, condition) if said for line in wrap(said, LEG_EM, 3)]
    height = 22 + 20 * len(words)
    lines = tuple(TextLine(TEXT_X, y + 27 + 20 * n, line, style) for n, (line, style) in enumerate(words))
    path = f"M{ARROW_X} {y}V{y + height - 9}"
    head = f"M{ARROW_X - 7} {y + height - 12}H{ARROW_X + 7}L{ARROW_X} {y + height}Z"
    return Part(says, "leg", WIDTH // 2, y + height // 2, BOX, height, path, _line_look(leg.layer), lines, head)


def _joint(y: int, arrival: Arrival) -> Part:
    """The short line from the last desk to the service it offers; it says nothing of its own."""
    return Part("", "joint", ARROW_X, y, 0, 22, f"M{ARROW_X} {y}V{y + 22}", _line_look(arrival.layer), ())
