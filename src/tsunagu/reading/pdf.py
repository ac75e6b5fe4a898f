# ruff: noqa: E501 - a pattern is read in one line
"""A PDF as text: its tables as rows between tabs, rows cut by a page end put together, every character with its box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tsunagu.reading.glyphs import glyphs_of, rules_of
from tsunagu.reading.model import (
    CELL_END,
    PAGE_END,
    Box,
    FileUnreadable,
    Progress,
    ReadText,
    TextBuilder,
    Unread,
    untold,
)
from tsunagu.reading.pages import Block, page_blocks
from tsunagu.reading.recognition import is_there, recognised
from tsunagu.reading.setting import Setting, cell_lines
from tsunagu.reading.upright import is_upright, turned

MOST_PAGES = 1000
_ENDED = re.compile(r"[。．]$|(?:ます|です|した)$")
_PASSWORD = 4
"""The error of the library for a document that needs a password."""


@dataclass
class _Row:
    """A row being put together: for each cell its lines with the page each stands on."""

    cells: list[list[tuple[str, Setting, int]]] = field(default_factory=list)

    def text(self, at: int) -> str:
        return "".join(joint + line.text() for joint, line, _ in self.cells[at]) if at < len(self.cells) else ""


def read_pdf(data: bytes, name: str, told: Progress = untold) -> ReadText:
    """The text of a PDF with boxes; raises `FileUnreadable` where it is protected, damaged, or a scanned picture."""
    document = opened(data, name)
    try:
        pages = len(document)
        if pages > MOST_PAGES:
            raise FileUnreadable("read-too-large", file=name)
        return _read(document, pages, name, told)
    finally:
        document.close()


def _read(document: Any, pages: int, name: str, told: Progress) -> ReadText:
    writer = _Writer()
    unread: list[Unread] = []
    empty = 0
    guessed: list[int] = []
    carried: Sequence[float] = ()
    for number in range(1, pages + 1):
        try:
            blocks = _blocks(document, number, carried)
        except Exception:  # a damaged page; the library raises several kinds
            unread.append(Unread(str(number), "read-unread-page"))
            blocks = []
        if not blocks:
            blocks = _recognised(document, number, carried)
            empty += not blocks
            guessed += [number] if blocks else []
            unread.append(Unread(str(number), "read-unread-recognised" if blocks else "read-unread-picture"))
        writer.page(blocks, number)
        tables = [block for block in blocks if block.grid]
        carried = tables[-1].strips if tables else ()
        told(number, pages)
    if empty == pages:
        raise FileUnreadable("read-scanned", file=name, pages=pages)
    return ReadText(writer.finish(), tuple(writer.out.boxes), tuple(unread), frozenset(guessed))


def text_of_page(document: Any, number: int) -> str:
    """The text of one page alone, running heads too; empty where the page is a picture or damaged."""
    writer = _Writer()
    try:
        writer.page(_blocks(document, number, ()), number)
    except Exception:  # a damaged page; the library raises several kinds
        return ""
    return writer.finish()


def _blocks(document: Any, number: int, carried: Sequence[float]) -> list[Block]:
    page = document[number - 1]
    try:
        glyphs = glyphs_of(page)
        across, down = rules_of(page)
        if is_upright(glyphs):
            glyphs, across, down = turned(glyphs, across, down)
        return page_blocks(glyphs, across, down, carried) if glyphs else []
    finally:
        page.close()


def _recognised(document: Any, number: int, carried: Sequence[float]) -> list[Block]:
    """The blocks of a page without text, where a program on this machine recognises characters; else none."""
    if not is_there():
        return []
    page = document[number - 1]
    try:
        glyphs, across, down = recognised(page)
        return page_blocks(glyphs, across, down, carried) if glyphs else []
    finally:
        page.close()


def opened(data: bytes, name: str) -> Any:
    """A PDF of the library, to be closed; raises `FileUnreadable` where it is protected or damaged."""
    import pypdfium2  # noqa: PLC0415 - loads a library of its own

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        key = (
            "read-encrypted"
            if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error)
            else "read-broken"
        )
        raise FileUnreadable(key, file=name) from error


class _Writer:
    """Puts the blocks of pages into one text; the last table of a page waits for its other half on the next one."""

    def __init__(self) -> None:
        self.out = TextBuilder()
        self._rows: list[_Row] = []
        self._head: list[str] = []
        self._after: list[tuple[Setting, int]] = []
        self._tops: set[str] = set()

    def page(self, blocks: Sequence[Block], number: int) -> None:
        """Write a page; a table at its top goes on with the one at the end of the page before."""
        kept = list(blocks)
        if kept and kept[0].line is not None:
            running = kept[0].line.text()
            kept = kept[1:] if running in self._tops else kept
            self._tops.add(running)
        last = max((at for at, block in enumerate(kept) if block.grid), default=-1)
        for at, block in enumerate(kept):
            if not block.grid:
                if self._rows and at > last >= 0 and not self._is_heading(block):
                    self._after.append((block.line, number))  # type: ignore[arg-type]
                    continue
                self._end_table()
                self._line(block.line, number)  # type: ignore[arg-type]
                continue
            rows = [
                _Row(
                    [
                        [(joint, line, number) for joint, line in cell_lines(cell, block.rights[column])]
                        for column, cell in enumerate(row)
                    ]
                )
                for row in block.grid
            ]
            self._table(rows)
        if not self._rows:
            self.out.add(PAGE_END)
        else:
            self._pending = True

    _pending = False

    def _is_heading(self, block: Block) -> bool:
        """Tell whether a line below a table is large enough to begin something new, and no note at the foot."""
        sizes = [line.size for row in self._rows for cell in row.cells for _, line, _ in cell]
        return block.line is not None and bool(sizes) and block.line.size >= 0.95 * (sum(sizes) / len(sizes))

    def _table(self, rows: list[_Row]) -> None:
        head = [rows[0].text(at) for at in range(len(rows[0].cells))]
        goes_on = bool(self._rows) and self._pending and len(head) == len(self._head)
        if not goes_on:
            self._end_table()
            self._head = head
            self._rows = rows
            return
        self._pending = False
        more = rows[1:] if head == self._head else rows
        for row in more:
            if row is more[0] and self._rows and _is_cut(self._rows[-1], row):
                for at, cell in enumerate(row.cells):
                    self._rows[-1].cells[at].extend(cell)
            else:
                self._rows.append(row)

    def _end_table(self) -> None:
        if not self._rows:
            return
        self.out.add("\n")
        used = [at for at in range(len(self._head)) if any(at < len(row.cells) and row.cells[at] for row in self._rows)]
        for row in self._rows:
            for at in used:
                if at != used[0]:
                    self.out.add(CELL_END)
                for joint, line, number in row.cells[at] if at < len(row.cells) else ():
                    self.out.add(joint)
                    self._set(line, number)
            self.out.add("\n")
        self._rows = []
        self.out.add("\n")
        for line, number in self._after:
            self._line(line, number)
        self._after = []
        if self._pending:
            self.out.add(PAGE_END)
            self._pending = False

    def _line(self, line: Setting, number: int) -> None:
        self._set(line, number)
        self.out.add("\n")

    def _set(self, line: Setting, number: int) -> None:
        text = line.text().replace(CELL_END, " ")
        start = self.out.add(text)
        lefts, bottoms, rights, tops = zip(*(glyph.box for glyph in line.glyphs), strict=True)
        self.out.boxes.append(Box(start, start + len(text), number, min(lefts), min(bottoms), max(rights), max(tops)))

    def finish(self) -> str:
        """The whole text."""
        self._end_table()
        return self.out.text()


def _is_cut(before: _Row, row: _Row) -> bool:
    """Tell whether a row goes on with the one before the page end: a cell of that stopped in mid-sentence, none is new."""
    filled = [at for at in range(len(row.cells)) if row.text(at)]
    if not filled or not row.cells or len(filled) == len(row.cells):
        return False
    going = [at for at in filled if before.text(at)]
    return going == filled and any(len(before.text(at)) > 8 and not _ENDED.search(before.text(at)) for at in going)
