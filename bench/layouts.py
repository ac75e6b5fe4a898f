# ruff: noqa: E501 - a pattern is read in one line
"""Lays the tables and lines of a text out as a PDF in the ways offices print plans; made for measuring reading.

A text is drawn line by line: lines with tabs as rows of a table, others as prose wrapped at the width of the page. Eight
layouts change how: rules, pages, columns, bold by double print, spaced letters, radicals in place of characters.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

FONT = "HeiseiKakuGo-W5"
SIZE = 9.0
LEADING = 13.0
MARGIN = 45.0
RADICALS = str.maketrans("女見言金食高色行生老", "⼥⾒⾔⾦⾷⾼⾊⾏⽣⽼")


@dataclass(frozen=True)
class Layout:
    """How a text is printed."""

    name: str
    across: bool = True
    down: bool = True
    width: float = 595.0
    height: float = 842.0
    columns: int = 1
    double: bool = False
    spaced: bool = False
    radicals: bool = False
    notes: bool = False
    shaded: bool = False


LAYOUTS = (
    Layout("ruled"),
    Layout("level rules only", down=False),
    Layout("no rules", across=False, down=False),
    Layout("two columns", columns=2),
    Layout("short landscape pages", width=842.0, height=420.0),
    Layout("bold by double print, shaded heads", double=True, shaded=True),
    Layout("spaced headings, notes at the foot", spaced=True, notes=True),
    Layout("radicals", radicals=True),
)


def make_pdf(text: str, layout: Layout) -> bytes:
    """The PDF of a text."""
    printer = _Printer(layout)
    lines = text.replace("\f", "\n").split("\n")
    at = 0
    while at < len(lines):
        if "\t" in lines[at]:
            end = at
            while end < len(lines) and "\t" in lines[end]:
                end += 1
            printer.table([line.split("\t") for line in lines[at:end]])
            at = end
        else:
            printer.prose(lines[at])
            at += 1
    return printer.done()


class _Printer:
    def __init__(self, layout: Layout) -> None:
        from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - of the test extra
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: PLC0415
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.layout = layout
        self.out = io.BytesIO()
        self.canvas: Any = Canvas(self.out, pagesize=(layout.width, layout.height), invariant=1)
        self.page = 1
        self.column = 0
        self.y = layout.height - MARGIN

    @property
    def _full(self) -> float:
        return self.layout.width - 2 * MARGIN

    def _left(self) -> float:
        return MARGIN + self.column * (self._full / self.layout.columns + 6)

    def _measure(self) -> float:
        return self._full / self.layout.columns - (12 if self.layout.columns > 1 else 0)

    def _new_page(self, whole: bool = False) -> None:
        if not whole and self.column + 1 < self.layout.columns:
            self.column += 1
            self.y = self._top
            return
        if self.layout.notes:
            self._draw(MARGIN, MARGIN - 22, "※ この計画の用語は巻末の用語集を参照。", 6.5)
        self._draw(self.layout.width / 2, MARGIN - 34, f"- {self.page} -", 8)
        self.canvas.showPage()
        self.page, self.column = self.page + 1, 0
        self.y = self.layout.height - MARGIN
        self._top = self.y

    _top = 797.0

    def _draw(
        self, x: float, y: float, text: str, size: float = SIZE, bold: bool = False, spaced: bool = False
    ) -> None:
        shown = text.translate(RADICALS) if self.layout.radicals else text
        self.canvas.setFont(FONT, size)
        for shift in (0.0, 0.3) if bold and self.layout.double else (0.0,):
            self.canvas.drawString(x + shift, y, shown, charSpace=size * 0.7 if spaced else 0)

    def _wrap(self, text: str, width: float, size: float = SIZE) -> list[str]:
        lines = [""]
        used = 0.0
        for char in text:
            wide = size if ord(char) > 0x2E7F else size * 0.52
            if used + wide > width:
                lines.append("")
                used = 0.0
            lines[-1] += char
            used += wide
        return lines

    def prose(self, line: str) -> None:
        """A paragraph; a short one that begins like a heading is printed bold or spaced."""
        text = line.strip()
        if not text:
            self.y -= LEADING * 0.4
            return
        heading = len(text) < 24 and not text.endswith("。")
        for part in self._wrap(text, self._measure()):
            if self.y < MARGIN + LEADING:
                self._new_page()
            spaced = self.layout.spaced and heading and len(text) < 12 and text[0] not in "（(［"
            self._draw(self._left(), self.y - SIZE, part, bold=heading, spaced=spaced)
            self.y -= LEADING

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """A table over the whole width; an empty cell below a filled one is part of it, a row may be cut by the page."""
        if self.layout.columns > 1:
            self._new_page(whole=True) if self.column else None
        count = max(map(len, rows))
        rows = [[*row, *[""] * (count - len(row))] for row in rows]
        widths = self._widths(rows, count)
        for at, row in enumerate(rows):
            follows = rows[at + 1] if at + 1 < len(rows) else None
            self._row(row, widths, at == 0, follows)
        self.y -= LEADING
        self._top = self.y

    def _widths(self, rows: Sequence[Sequence[str]], count: int) -> list[float]:
        want = [min(60, max(4, *(len(row[at]) for row in rows))) ** 0.7 for at in range(count)]
        return [self._full * width / sum(want) for width in want]

    def _row(self, row: Sequence[str], widths: Sequence[float], head: bool, follows: Sequence[str] | None) -> None:
        cells = [
            self._wrap(cell.strip(), width - 8) if cell.strip() else [] for cell, width in zip(row, widths, strict=True)
        ]
        left = max((len(cell) for cell in cells), default=0) or 1
        done = 0
        while done < left:
            room = int((self.y - MARGIN) // LEADING)
            if room < 1:
                self._new_page(whole=True)
                continue
            part = min(room, left - done)
            top, bottom = self.y, self.y - part * LEADING - 4
            self._borders(widths, top, bottom, row, done, head, follows, last=done + part >= left)
            x = MARGIN
            for cell, width in zip(cells, widths, strict=True):
                for line, words in enumerate(cell[done : done + part]):
                    self._draw(x + 4, top - 2 - SIZE - line * LEADING, words, bold=head)
                x += width
            self.y = bottom
            done += part

    def _borders(self, widths: Sequence[float], top: float, bottom: float, row: Sequence[str], done: int, head: bool,
                 follows: Sequence[str] | None, last: bool) -> None:  # fmt: skip
        x = MARGIN
        if head and self.layout.shaded:
            self.canvas.setFillGray(0.88)
            self.canvas.rect(MARGIN, bottom, self._full, top - bottom, stroke=0, fill=1)
            self.canvas.setFillGray(0)
        self.canvas.setLineWidth(0.6)
        for at, width in enumerate(widths):
            merged_above = not row[at].strip() and not head and at == 0
            merged_below = last and follows is not None and not follows[at].strip() and at == 0
            if self.layout.across:
                if not merged_above or done:
                    self.canvas.line(x, top, x + width, top)
                if not merged_below:
                    self.canvas.line(x, bottom, x + width, bottom)
            if self.layout.down:
                self.canvas.line(x, top, x, bottom)
                self.canvas.line(x + width, top, x + width, bottom)
            x += width

    def done(self) -> bytes:
        """Close the last page."""
        self._new_page(whole=True)
        self.canvas.save()
        return self.out.getvalue()
