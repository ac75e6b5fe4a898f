"""The characters and rules of a PDF page, with their places; what a print doubles or spells otherwise set right.

Bold that a print makes by setting a character twice a little apart becomes one character. Kangxi radicals and the like
(⼥ for 女), which some programs write in place of the characters they look like, become those characters.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_RADICALS = str.maketrans("⺟⺠⺫⻁⻄⻑⻘⻝⻤⻨⻩⻫⻭⻯⻲⼾⺝⺡⺹⻌‧", "母民目虎西長青食鬼麦黄斉歯竜亀戸月氵老辶・")
_OTHER_FORMS = (("\u2f00", "\u2fdf"), ("\uf900", "\ufaff"), ("\ufe10", "\ufe19"), ("\ufe30", "\ufe48"))
"""Radicals, compatibility ideographs, marks as they are set vertically."""
_THIN = 2.5
"""Points: a filled shape no thicker is a rule."""
_SAME = 0.35
"""The part of its size within which a second print of a character is the same one."""
_LEAST = 3.0


@dataclass(frozen=True)
class Glyph:
    """A character and its box in points from the lower left corner of the page."""

    char: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top on the page."""
        return self.left, self.bottom, self.right, self.top

    @property
    def size(self) -> float:
        """The larger of width and height."""
        return max(self.right - self.left, self.top - self.bottom, 1.0)

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


@dataclass(frozen=True)
class Rule:
    """A straight line along an axis: where it lies across, and from where to where it runs."""

    at: float
    begin: float
    end: float


def plain_char(char: str) -> str:
    """A character in place of a radical that looks like it or of its form for vertical setting; others stay.

    >>> plain_char("⼥"), plain_char("①"), plain_char("女"), plain_char("︒")
    ('女', '①', '女', '。')
    """
    if any(first <= char <= last for first, last in _OTHER_FORMS):
        return unicodedata.normalize("NFKC", char)
    return char.translate(_RADICALS)


def glyphs_of(page: Any) -> list[Glyph]:
    """The characters a page shows, each once, in the order of the file; O(characters)."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads a library of its own

    text = page.get_textpage()
    try:
        found: list[Glyph] = []
        near: dict[tuple[str, int, int], list[Glyph]] = {}
        box = pdfium.FS_RECTF()
        for at in range(text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(text.raw, at)
            char = plain_char(chr(code)) if 31 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
            if not char.strip() or not pdfium.FPDFText_GetLooseCharBox(text.raw, at, box):
                continue
            glyph = Glyph(char, box.left, box.bottom, box.right, box.top)
            if not _is_double(glyph, near):
                found.append(glyph)
        return found
    finally:
        text.close()


def _is_double(glyph: Glyph, near: dict[tuple[str, int, int], list[Glyph]]) -> bool:
    """Tell whether the same character stands at nearly the same place already; remembers it where not."""
    key = glyph.char, round(glyph.left / 8), round(glyph.bottom / 8)
    for across in (-1, 0, 1):
        for up in (-1, 0, 1):
            for other in near.get((glyph.char, key[1] + across, key[2] + up), ()):
                apart = max(abs(glyph.left - other.left), abs(glyph.bottom - other.bottom))
                if apart < _SAME * min(glyph.size, other.size):
                    return True
    near.setdefault(key, []).append(glyph)
    return False


def rules_of(page: Any) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical rules of a page: drawn lines, thin shapes, and the sides of boxes."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    across, down = list[Rule](), list[Rule]()
    width, height = page.get_size()
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        for left, bottom, right, top in _segments(shape, pdfium):
            if right - left > 0.97 * width and top - bottom > 0.97 * height:
                continue
            if top - bottom <= _THIN and right - left > _LEAST:
                across.append(Rule((top + bottom) / 2, left, right))
            elif right - left <= _THIN and top - bottom > _LEAST:
                down.append(Rule((left + right) / 2, bottom, top))
    return joined(across), joined(down)


def _segments(shape: Any, pdfium: Any) -> Iterator[tuple[float, float, float, float]]:
    """Yield the box of each straight piece of a path, in points of the page; of a thin filled shape its own box."""
    left, bottom, right, top = shape.get_bounds()
    if min(right - left, top - bottom) <= _THIN:
        yield left, bottom, right, top
        return
    matrix = shape.get_matrix()
    before = first = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(pdfium.FPDFPath_CountSegments(shape.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(shape.raw, at)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield _box(before, point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield _box(point, first)
        before = point


def _box(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def joined(rules: list[Rule]) -> list[Rule]:
    """Rules that lie on one line and touch, as one; O(n log n)."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / _THIN), rule.begin)):
        last = found[-1] if found else None
        near = last and abs(last.at - rule.at) <= _THIN
        if last and near and rule.begin <= last.end + _THIN and last.begin <= rule.end + _THIN:
            found[-1] = Rule(last.at, min(last.begin, rule.begin), max(last.end, rule.end))
        else:
            found.append(rule)
    return found
