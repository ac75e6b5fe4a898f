"""A route or a joint plan as an SVG one can read by keyboard and by ear: desks from top to bottom, with handovers.

Each desk, handover and offer is a group that takes the focus and says what it shows; the evidence layer is told by
line style, colour and words. The drawing is 320 wide, a plan that branches a little wider, so it needs no sideways
scrolling on the smallest screen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tsunagu.messages import Language, text
from tsunagu.viz.drawing.labels import wrap
from tsunagu.viz.drawing.shapes import LAYER_LINES, Look, look_of, outline
from tsunagu.viz.routes.wording import LegInWords, OfferInWords, Stop, WayInWords

BOX, INSET, TOP, LANE = 300, 22, 8, 10
LABEL_EM, SMALL_EM, LEG_EM, OFFER_EM = 17.0, 21.5, 18.5, 18.0
LINE, SMALL_LINE, LEG_LINE = 23, 18, 19
ARROW_X, TEXT_X = 30, 52
NEUTRAL = Look("line", "none", "#46545f", 1.5)


@dataclass(frozen=True)
class TextLine:
    """A line of text at a place, `style` one of `label`, `small`, `strong`, `offer`."""

    x: int
    y: int
    text: str
    style: str


@dataclass(frozen=True)
class DrawnPart:
    """A desk, a handover or an offer: what it says, its outline or arrow, and its lines; a `joint` says nothing."""

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
class WayDrawing:
    """All parts from top to bottom."""

    width: int
    height: int
    parts: tuple[DrawnPart, ...]


def draw_way(way: WayInWords, language: Language) -> WayDrawing:
    """The drawing of a route or plan; O(stops)."""
    return _Pen(way, language).draw()


class _Pen:
    def __init__(self, way: WayInWords, language: Language) -> None:
        self.way = way
        self.language = language
        apart = [stop.parent for at, stop in enumerate(way.stops) if stop.leg and stop.parent != at - 1]
        self.lanes = {parent: lane for lane, parent in enumerate(dict.fromkeys(apart))}
        self.left = LANE * len(self.lanes) + TOP
        self.middles: list[int] = []
        self.parts: list[DrawnPart] = []
        self.y = TOP

    def draw(self) -> WayDrawing:
        for at, stop in enumerate(self.way.stops):
            if stop.leg:
                if stop.parent != at - 1:
                    self._connector(stop.parent)
                self._add(self._leg(stop.leg))
            elif at:
                self.y += TOP
            self._add(self._stop(stop))
            self.middles.append(self.parts[-1].y)
            for offer in stop.offers:
                self.y += 4
                self._add(self._offer(offer))
        return WayDrawing(self.left + BOX + TOP, self.y + TOP, tuple(self.parts))

    def _add(self, part: DrawnPart) -> None:
        self.parts.append(part)
        self.y += part.height

    def _say(self, key: str, **data: object) -> str:
        return text(key, self.language, **data)

    def _connector(self, parent: int) -> None:
        """Lead from a desk further up, along a lane of its own, to the arrow that begins here."""
        self.y += TOP
        lane, x = self.left - TOP - LANE * self.lanes[parent], self.left + ARROW_X
        path = f"M{self.left} {self.middles[parent]}H{lane}V{self.y}H{x}"
        self.parts.append(DrawnPart("", "joint", x, self.y, 0, 0, path, NEUTRAL, ()))

    def _stop(self, stop: Stop) -> DrawnPart:
        role = self._say("answer-start") if stop.number == 0 else self._say("answer-stop", number=stop.number)
        says = self._say("answer-says-stop", role=role, label=stop.label, kind=stop.kind or "-")
        note = "・".join(part for part in (role, stop.kind) if part)
        lines = [(line, "small") for line in wrap(note, SMALL_EM, 2)]
        lines += [(line, "label") for line in wrap(stop.label, LABEL_EM, 4)]
        return self._box(says, "start" if stop.number == 0 else "stop", look_of(stop.form), lines, 0)

    def _offer(self, offer: OfferInWords) -> DrawnPart:
        layer = self._say("answer-layer", layer=offer.layer_label)
        head = offer.want or self._say("answer-offer")
        says = self._say("answer-says-offer", head=head, label=offer.label, body=offer.body, layer=offer.layer_label)
        lines = [(line, "small") for line in wrap(f"{head}・{layer}", SMALL_EM - 2, 2)]
        lines += [(line, "offer") for line in wrap(offer.label, OFFER_EM, 4)]
        look = look_of("service")
        color, _, dash = LAYER_LINES.get(offer.layer, LAYER_LINES["stated"])
        return self._box(says, "offer", replace(look, border=color, dash=dash, weight=2), lines, INSET)

    def _box(self, says: str, role: str, look: Look, lines: list[tuple[str, str]], inset: int) -> DrawnPart:
        steps = [LINE if style == "label" else SMALL_LINE for _, style in lines]
        height, width = 16 + sum(steps), BOX - inset
        x = self.left + inset + width // 2
        placed = tuple(
            TextLine(x, self.y + 5 + sum(steps[: at + 1]), line, style) for at, (line, style) in enumerate(lines)
        )
        path = outline("round" if look.outline == "pill" else look.outline, width, height)
        return DrawnPart(says, role, x, self.y + height // 2, width, height, path, look, placed)

    def _leg(self, leg: LegInWords) -> DrawnPart:
        layer = self._say("answer-layer", layer=leg.layer_label)
        says = self._say("answer-says-leg", number=leg.number, start=leg.start, end=leg.end, kind=leg.kind,
                         layer=leg.layer_label, why="。".join((*leg.why, leg.condition)).strip("。"))  # fmt: skip
        told = [(leg.kind, "strong", 2), (layer, "small", 2), *((reason, "small", 3) for reason in leg.why)]
        if leg.condition:
            told.append((self._say("route-condition", condition=leg.condition), "small", 3))
        words = [(line, style) for said, style, most in told for line in wrap(said, LEG_EM, most)]
        height, x, y = 20 + LEG_LINE * len(words), self.left + ARROW_X, self.y
        placed = [TextLine(self.left + TEXT_X, y + 25 + LEG_LINE * n, *pair) for n, pair in enumerate(words)]
        color, weight, dash = LAYER_LINES.get(leg.layer, LAYER_LINES["stated"])
        head = f"M{x - 7} {y + height - 12}H{x + 7}L{x} {y + height}Z"
        return DrawnPart(says, "leg", self.left + BOX // 2, y + height // 2, BOX, height, f"M{x} {y}V{y + height - 9}",
                    Look("line", color, color, weight, dash), tuple(placed), head)  # fmt: skip
