"""The outline of each form of body, as one SVG path: the page's canvas, the legend and route drawings share it.

Form is told by outline, colour and text together, so it survives a black-and-white print.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """How a form is drawn: outline name, fill, border, border width and dash pattern."""

    outline: str
    fill: str
    border: str
    weight: float = 1.5
    dash: tuple[int, ...] = ()


LOOKS: dict[str, Look] = {
    "government": Look("square", "#d6e6f2", "#17405f", 3),
    "unit": Look("round", "#e9f2f9", "#2b5d85"),
    "desk": Look("pill", "#e6f4f3", "#14625c"),
    "facility": Look("house", "#fdf3e1", "#7c5410"),
    "post": Look("slant", "#eef0f8", "#3d4a86"),
    "organisation": Look("square", "#f6f1e6", "#6d5a24"),
    "collaboration": Look("hexagon", "#e9f4e9", "#2f6637"),
    "programme": Look("octagon", "#f9ebf0", "#87315a"),
    "type": Look("round", "#f2eef8", "#574589", 1.5, (7, 4)),
    "unnamed": Look("pill", "#ffffff", "#5b6670", 1.5, (2, 3)),
    "more": Look("stack", "#f3f4f5", "#4d5963"),
    "service": Look("flag", "#e6f4f3", "#14625c", 2.5),
    "expected": Look("frame", "#f6f5ee", "#4a4f2a", 1.5, (9, 3)),
    "article": Look("sheet", "#eeedf7", "#3a3680"),
    "duty": Look("slant", "#eaf2f8", "#1f5582"),
    "need": Look("round", "#fdf0ec", "#8a3b1e"),
    "measure": Look("square", "#fbf7ec", "#6d5a24"),
}

# How a marked node differs from others of its form: what is drawn over the box, its border, border width and dashes.
MARKS: dict[str, tuple[str, str, float, tuple[int, ...]]] = {
    "centre": ("", "#17405f", 4, ()),
    "gone": ("cross", "#7a1420", 2.5, ()),
    "cut": ("bars", "#a3202a", 3.5, (5, 3)),
}

# Colours of the first and second document where lines are coloured by document.
DOCUMENT_COLOURS = ("#1f5582", "#94420a", "#1c6848", "#6b2f7a", "#4d4d4d")

# Colour, width and dash of a line by evidence layer; the legend and every table name the layer in words too.
LAYER_LINES: dict[str, tuple[str, float, tuple[int, ...]]] = {
    "statutory": ("#3a3680", 3.2, ()),
    "stated": ("#1f5582", 2, ()),
    "reported": ("#1c6848", 2, (14, 4)),
    "listed": ("#006070", 2, (9, 3)),
    "planned": ("#94540a", 2, (7, 5)),
    "opinion": ("#8b2c68", 2, (2, 4)),
    "inferred": ("#565f67", 1.4, (12, 4, 2, 4)),
}


def look_of(form: str, mark: str = "") -> Look:
    """The look of a form and mark; a form of a user's own is drawn as an organisation."""
    look = LOOKS.get(form, LOOKS["organisation"])
    if mark not in MARKS:
        return look
    _, border, weight, dash = MARKS[mark]
    return Look(look.outline, look.fill, border, weight, dash)


def marked(form: str, mark: str, width: float, height: float) -> str:
    """The path of a form with its mark around (0, 0): a cross over what is gone, bars beside what is cut."""
    path, w, h = outline(look_of(form).outline, width, height), width / 2, height / 2
    over = MARKS[mark][0] if mark in MARKS else ""
    if over == "cross":
        return f"{path}M{-w:g} {-h:g}L{w:g} {h:g}M{-w:g} {h:g}L{w:g} {-h:g}"
    if over == "bars":
        return f"{path}M{-w - 5:g} {-h:g}V{h:g}M{w + 5:g} {-h:g}V{h:g}"
    return path


def outline(name: str, width: float, height: float) -> str:
    """The path of an outline around (0, 0); raises `KeyError` for a name no form has.

    >>> outline("square", 20, 10)
    'M-10 -5H10V5H-10Z'
    """
    w, h = width / 2, height / 2
    if name in ("round", "pill"):
        return _rounded(w, h, h if name == "pill" else 7)
    corner = min(h, 11.0)
    paths = {
        "square": f"M{-w:g} {-h:g}H{w:g}V{h:g}H{-w:g}Z",
        "house": f"M{-w:g} {-h + 6:g}L{-w + 12:g} {-h:g}H{w - 12:g}L{w:g} {-h + 6:g}V{h:g}H{-w:g}Z",
        "slant": f"M{-w + 9:g} {-h:g}H{w:g}L{w - 9:g} {h:g}H{-w:g}Z",
        "hexagon": _cut_corners(w, h, 12, h),
        "octagon": _cut_corners(w, h, corner, corner),
        "frame": f"M{-w:g} {-h:g}H{w:g}V{h:g}H{-w:g}ZM{-w + 4:g} {-h + 4:g}H{w - 4:g}V{h - 4:g}H{-w + 4:g}Z",
        "sheet": f"M{-w:g} {-h:g}H{w - 10:g}L{w:g} {-h + 10:g}V{h:g}H{-w:g}ZM{w - 10:g} {-h:g}V{-h + 10:g}H{w:g}",
        "flag": f"M{-w:g} {-h:g}H{w - 10:g}L{w:g} 0L{w - 10:g} {h:g}H{-w:g}Z",
    }
    if name == "stack":
        lines = f"M{-w + 4:g} {-h - 4:g}H{w + 4:g}V{h - 4:g}"
        return paths["square"] + lines
    return paths[name]


def _rounded(w: float, h: float, radius: float) -> str:
    r = min(radius, h)
    arc = f"a{r:g} {r:g} 0 0 1"
    return (
        f"M{-w + r:g} {-h:g}H{w - r:g}{arc} {r:g} {r:g}V{h - r:g}{arc} {-r:g} {r:g}"
        f"H{-w + r:g}{arc} {-r:g} {-r:g}V{-h + r:g}{arc} {r:g} {-r:g}Z"
    )


def _cut_corners(w: float, h: float, across: float, down: float) -> str:
    return (
        f"M{-w + across:g} {-h:g}H{w - across:g}L{w:g} {-h + down:g}V{h - down:g}L{w - across:g} {h:g}"
        f"H{-w + across:g}L{-w:g} {h - down:g}V{-h + down:g}Z"
    )
