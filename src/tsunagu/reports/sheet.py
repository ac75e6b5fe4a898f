"""One sheet of a workbook, written row by row: lines of text across columns, headings, headers, rows of cells.

Text of documents is never taken for a formula, a link or markup: cells are text by type and guarded as in
`tsunagu.characters`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsunagu.characters import fitted, for_xml, safe_cell
from tsunagu.messages import Language
from tsunagu.reports.pictures import COLOURS
from tsunagu.reports.records import Cell, Tone
from tsunagu.viz.drawing.labels import em_width

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Border
    from openpyxl.worksheet.worksheet import Worksheet

_NUMBER = re.compile(r"^\d{1,9}$")
INK, SOFT, BRAND, LINE_COLOUR, HEAD = "FF1B2733", "FF46545F", "FF17405F", "FFCFD7DD", "FFE3ECF5"
FONT = {"ja": "Yu Gothic", "en": "Calibri"}
POINTS_PER_LINE, LEAST_HEIGHT, MOST_HEIGHT = 15.5, 18.0, 400.0


@dataclass(frozen=True, slots=True)
class TextLook:
    """How a line of text looks: size in points, weight, colour of ink and of ground (ARGB; empty: no ground)."""

    size: float = 10.5
    bold: bool = False
    colour: str = INK
    fill: str = ""


PLAIN, QUIET, STRONG = TextLook(), TextLook(colour=SOFT), TextLook(bold=True)
TITLE, HEADING, VALUE = TextLook(16, True, BRAND), TextLook(12.5, True, BRAND), TextLook(bold=True, colour=BRAND)
WARNING = TextLook(fill="FFFDF7E7")


@dataclass(frozen=True, slots=True)
class Across:
    """Columns a line stands across: the first, how many, and in how many characters it wraps (0: it does not)."""

    first: int
    count: int
    width: float = 0


class CellStyles:
    """The named styles of a workbook by tone, each made at its first use."""

    def __init__(self, book: Workbook, language: Language) -> None:
        self.book = book
        self.font = FONT[language]
        self._made: set[str] = set()

    def name_of(self, tone: Tone, *, tight: bool) -> str:
        """The name of the style of a cell; `tight` ones are centred."""
        from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill  # noqa: PLC0415 - takes long to import

        name = f"tsunagu {tone or 'plain'}{' centred' if tight else ''}"
        if name not in self._made:
            ground, ink = COLOURS[tone]
            made = NamedStyle(name, font=Font(name=self.font, size=10, color="FF" + ink[1:].upper()),
                              border=_edge(LINE_COLOUR))  # fmt: skip
            made.alignment = Alignment(wrap_text=True, vertical="center" if tight else "top",
                                       horizontal="center" if tight else None)  # fmt: skip
            if tone and ground != "#ffffff":
                made.fill = PatternFill("solid", fgColor="FF" + ground[1:].upper())
            self.book.add_named_style(made)
            self._made.add(name)
        return name


class WorkbookSheet:
    """A sheet with columns of given widths (characters), written from the top: `row` is the next free one."""

    def __init__(self, styles: CellStyles, name: str, widths: Sequence[float]) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        self.styles = styles
        self.widths = widths
        self.row = 1
        self.worksheet: Worksheet = styles.book.create_sheet(re.sub(r"[\[\]:*?/\\]", "_", name)[:31])
        for at, width in enumerate(widths, start=1):
            self.worksheet.column_dimensions[get_column_letter(at)].width = width

    @property
    def whole(self) -> Across:
        """All columns, without wrapping."""
        return Across(1, len(self.widths))

    @property
    def wrapped(self) -> Across:
        """All columns, wrapping at their width."""
        return self.wrapped_from(1)

    def wrapped_from(self, first: int) -> Across:
        """The columns from one on, wrapping at their width."""
        return Across(first, len(self.widths) - first + 1, sum(self.widths[first - 1 :]))

    def line(self, told: str, across: Across, look: TextLook = PLAIN) -> None:
        """Write a line of text and go on to the next row."""
        self.put(told, across, look)
        self.row += 1

    def put(self, told: str, across: Across, look: TextLook = PLAIN) -> None:
        """Write a text across columns of the row at hand, which grows as high as the text needs."""
        from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

        sheet, row, first, last = self.worksheet, self.row, across.first, across.first + across.count - 1
        cell = sheet.cell(row, first)
        _put(cell, told)
        cell.font = Font(name=self.styles.font, size=look.size, bold=look.bold, color=look.colour)
        cell.alignment = Alignment(wrap_text=bool(across.width), vertical="top" if across.width else "center")
        if across.count > 1:
            sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
        for at in range(first, last + 1) if look.fill else ():
            sheet.cell(row, at).fill = PatternFill("solid", fgColor=look.fill)
        wrapped = _lines(told, across.width) * POINTS_PER_LINE * look.size / 10.5 + 3 if across.width else 0.0
        sheet.row_dimensions[row].height = max(wrapped or look.size * 1.7, sheet.row_dimensions[row].height or 0)

    def heading(self, told: str) -> None:
        """Write a heading after an empty row."""
        self.row += 1
        self.line(told, self.whole, HEADING)

    def header(self, titles: Iterable[str]) -> None:
        """Write the header of a table."""
        from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

        height = 2
        for at, (told, width) in enumerate(zip(titles, self.widths, strict=False), start=1):
            cell = self.worksheet.cell(self.row, at)
            _put(cell, told)
            cell.font = Font(name=self.styles.font, size=10.5, bold=True, color=INK)
            cell.fill, cell.border = PatternFill("solid", fgColor=HEAD), _edge(BRAND)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            height = max(height, _lines(told, width - 3))
        self.worksheet.row_dimensions[self.row].height = height * POINTS_PER_LINE + 3
        self.row += 1

    def cells(
        self, cells: Sequence[Cell], spans: Sequence[float] = (), *, tight: bool = False, numbers: Collection[int] = ()
    ) -> None:
        """Write one row of a table, coloured by tone; `numbers` are the columns that hold numbers, from 1.

        `spans` are the widths the texts wrap in where they are not those of the columns.
        """
        height = 1
        for at, (held, width) in enumerate(zip(cells, spans or self.widths, strict=False), start=1):
            cell = self.worksheet.cell(self.row, at)
            _put(cell, held.told, number=at in numbers)
            cell.style = self.styles.name_of(held.tone, tight=tight and bool(held.tone))
            height = max(height, _lines(held.told, width))
        height_in_points = min(MOST_HEIGHT, max(LEAST_HEIGHT, height * POINTS_PER_LINE + 3))
        self.worksheet.row_dimensions[self.row].height = height_in_points
        self.row += 1

    def texts(self, texts: Iterable[str]) -> None:
        """Write one row of plain texts."""
        self.cells([Cell(told) for told in texts])

    def merge(self, row: int, first: int, last: int) -> None:
        """Join the cells of a row from one column to another."""
        self.worksheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)

    def link(self, row: int, column: int, target: str) -> None:
        """Make a cell jump to another sheet of the workbook."""
        from openpyxl.styles import Alignment, Font  # noqa: PLC0415
        from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415

        cell = self.worksheet.cell(row, column)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{target}'!A1")
        cell.font = Font(name=self.styles.font, size=10, color="FF0B5394", underline="single")
        cell.alignment = Alignment(wrap_text=True, vertical="top")

    def set_up_print(self, left: str, middle: str, right: str) -> None:
        """One page wide on A4, landscape, with a footer of three parts."""
        from openpyxl.worksheet.header_footer import HeaderFooterItem  # noqa: PLC0415
        from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

        sheet = self.worksheet
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.75, 0.35
        footer = HeaderFooterItem()
        footer.left.text, footer.center.text, footer.right.text = left.replace("&", "&&"), middle, right
        sheet.oddFooter = footer


def _put(cell: object, told: str, *, number: bool = False) -> None:
    """Write text as text, whole numbers in a column of numbers as numbers; nothing is ever a formula."""
    from openpyxl.cell import Cell as SheetCell  # noqa: PLC0415

    if not isinstance(cell, SheetCell) or not told:
        return
    clean = for_xml(told)
    if number and _NUMBER.match(clean):
        cell.value = int(clean)
        return
    cell.value = fitted(safe_cell(clean))
    cell.data_type = "s"


def _lines(told: str, width: float) -> int:
    """How many lines a text needs in a cell so many characters wide; a full-width character takes two."""
    room = max(4.0, width - 1.5)
    return sum(max(1, math.ceil(2 * em_width(line) * 0.98 / room)) for line in told.split("\n"))


def _edge(colour: str) -> Border:
    from openpyxl.styles import Border, Side  # noqa: PLC0415

    return Border(bottom=Side("thin", color=colour), top=Side("thin", color=colour))
