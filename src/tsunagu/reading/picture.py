"""A page of a PDF as a picture, with the way from points of the page to pixels of the picture."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import Any

from tsunagu.reading.model import Box
from tsunagu.reading.pdf import opened, text_of_page

SHARP = 2.0
"""Pixels a point: twice what is read at arm's length, so that small print stays sharp when it is made larger."""
MOST_PIXELS = 6_000_000
_FAR = 1000
"""Points from the corner at which the way to pixels is measured."""


@dataclass(frozen=True)
class Rect:
    """A part of a picture in pixels from its upper left corner."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A page as PNG; a point (x, y) of the page lies at `origin + x * along + y * up`, each a pair of pixels."""

    png: bytes
    width: int
    height: int
    origin: tuple[float, float]
    along: tuple[float, float]
    up: tuple[float, float]

    def rect(self, box: Box) -> Rect:
        """Where a box of the page lies, turned pages too."""
        corners = [self._at(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
        left, top = (min(corner[axis] for corner in corners) for axis in (0, 1))
        right, bottom = (max(corner[axis] for corner in corners) for axis in (0, 1))
        return Rect(round(left), round(top), max(round(right - left), 1), max(round(bottom - top), 1))

    def _at(self, x: float, y: float) -> tuple[float, float]:
        across, down = (self.origin[axis] + x * self.along[axis] + y * self.up[axis] for axis in (0, 1))
        return across, down


class Pages:
    """The pages of a PDF. To be used by one thread: the library below is not for several."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raise `FileUnreadable` for what is no PDF that can be opened."""
        self._document = opened(data, name)

    def __len__(self) -> int:
        return len(self._document)

    def text(self, number: int) -> str:
        """The text of a page alone, running heads too, as `read_pdf` reads it; empty where it has none."""
        return text_of_page(self._document, number)

    def picture(self, number: int) -> Picture:
        """A page, from 1, as it is printed; at most `MOST_PIXELS` whatever its size."""
        page = self._document[number - 1]
        try:
            width, height = page.get_size()
            scale = min(SHARP, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
            bitmap = page.render(scale=scale, rev_byteorder=True)
            way = bitmap.get_posconv(page)
            corner, right, above = (way.to_bitmap(*point) for point in ((0, 0), (_FAR, 0), (0, _FAR)))
            along, up = (((end[0] - corner[0]) / _FAR, (end[1] - corner[1]) / _FAR) for end in (right, above))
            return Picture(_png(bitmap), bitmap.width, bitmap.height, corner, along, up)
        finally:
            page.close()

    def close(self) -> None:
        """Give the file back."""
        self._document.close()


def _png(bitmap: Any) -> bytes:
    """A bitmap of three or four bytes a pixel, or of one, as PNG of 8 bits a colour."""
    import numpy as np  # noqa: PLC0415 - takes long to import

    pixels = bitmap.to_numpy()
    if pixels.ndim == 2:  # shades of grey
        pixels = np.repeat(pixels[:, :, None], 3, axis=2)
    height, width = pixels.shape[:2]
    lines = np.zeros((height, 1 + 3 * width), np.uint8)
    lines[:, 1:] = pixels[:, :, :3].reshape(height, -1)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, data) for kind, data in parts)


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
