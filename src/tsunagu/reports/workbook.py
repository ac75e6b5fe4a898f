"""A report as one Excel workbook: one sheet per part, made to be read, filtered and printed on A4.

Text of documents is never taken for a formula, a link or markup: cells are text by type and guarded as in
`tsunagu.characters`. The same report gives the same bytes: dates in the file are those of the report.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tsunagu.characters import fitted, for_xml, safe_cell
from tsunagu.disclosure.shown import Shown
from tsunagu.messages import text
from tsunagu.reports.pictures import COLOURS
from tsunagu.reports.records import Cell, Report, Table, Tone
from tsunagu.viz.drawing.labels import em_width

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Border
    from openpyxl.worksheet.worksheet import Worksheet

_NUMBER = re.compile(r"^\d{1,9}$")
INK, SOFT, BRAND, LINE_COLOUR, HEAD = "FF1B2733", "FF46545F", "FF17405F", "FFCFD7DD", "FFE3ECF5"
FONT = {"ja": "Yu Gothic", "en": "Calibri"}
SUMMARY_WIDTHS = (5, 22, 12, 44, 42, 32, 15)
ROUTE_WIDTHS = (6, 26, 46, 12, 52, 36)
METHOD_WIDTHS = (28, 34, 16, 24, 58, 36)
POINTS_PER_LINE, LEAST_HEIGHT, MOST_HEIGHT = 15.5, 18.0, 400.0
_DATE = (1980, 1, 1, 0, 0, 0)


def report_workbook(shown: Shown[Report]) -> bytes:
    """The workbook of a report; the same report gives the same bytes."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes long to import

    report = shown.value
    book = Workbook()
    book.remove(book.worksheets[0])
    writer = _Writer(book, report)
    writer.summary()
    for table in (report.matrix, *report.tables):
        writer.table(table)
    writer.routes()
    writer.method()
    _describe(book, report)
    out = io.BytesIO()
    book.save(out)
    return _same_bytes(out.getvalue(), report)


def _describe(book: Workbook, report: Report) -> None:
    made = datetime.fromisoformat(report.day)
    known = book.properties
    known.creator, known.lastModifiedBy = "tsunagu", "tsunagu"
    known.title, known.subject = report.title, text("report-subject", report.language)
    known.description, known.language = report.warning, report.language
    known.created = known.modified = made


def _same_bytes(data: bytes, report: Report) -> bytes:
    """Return the file with the same dates inside whenever it is written."""
    stamp = f"{report.day}T00:00:00Z"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as found, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in found.namelist():
            held = found.read(name)
            if name == "docProps/core.xml":
                held = re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", f">{stamp}<".encode(), held)
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            made.writestr(entry, held)
    return out.getvalue()


class _Writer:
    """Writes the sheets of one report."""

    def __init__(self, book: Workbook, report: Report) -> None:
        self.book = book
        self.report = report
        self.styles: set[str] = set()
        self.sheets = {table.id: table.sheet for table in (report.matrix, *report.tables)}

    def say(self, key: str, **data: object) -> str:
        return text(f"report-{key}", self.report.language, **data)

    # ---- sheets ----

    def sheet(self, name: str, title: str, intro: str, widths: Sequence[float]) -> tuple[Worksheet, int]:
        """Return a new sheet with its title rows, and the next free row."""
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        sheet = self.book.create_sheet(re.sub(r"[\[\]:*?/\\]", "_", name)[:31])
        for at, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(at)].width = width
        self.line(sheet, 1, title, len(widths), size=16, bold=True, colour=BRAND)
        self.line(sheet, 2, intro, len(widths), colour=SOFT, width=sum(widths))
        self.line(sheet, 3, self.report.warning, len(widths), colour=INK, fill="FFFDF7E7", width=sum(widths))
        self._print_setup(sheet)
        return sheet, 5

    def _print_setup(self, sheet: Worksheet) -> None:
        from openpyxl.worksheet.header_footer import HeaderFooterItem  # noqa: PLC0415
        from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

        report = self.report
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.75, 0.35
        footer = HeaderFooterItem()
        footer.left.text = report.title.replace("&", "&&")
        footer.center.text = self.say("page-number")
        footer.right.text = f"{report.day} / {report.revision}"
        sheet.oddFooter = footer

    def line(self, sheet: Worksheet, row: int, told: str, columns: int, *, first: int = 1, size: float = 10.5,
             bold: bool = False, colour: str = INK, fill: str = "", width: float = 0) -> None:  # fmt: skip
        """Write one text across columns; `width` (characters) lets it wrap."""
        from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

        cell = sheet.cell(row, first)
        _put(cell, told)
        cell.font = Font(name=FONT[self.report.language], size=size, bold=bold, color=colour)
        cell.alignment = Alignment(wrap_text=bool(width), vertical="top" if width else "center")
        if columns > 1:
            sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=first + columns - 1)
        for at in range(first, first + columns) if fill else ():
            sheet.cell(row, at).fill = PatternFill("solid", fgColor=fill)
        height = _lines(told, width) * POINTS_PER_LINE * size / 10.5 + 3 if width else size * 1.7
        sheet.row_dimensions[row].height = max(height, sheet.row_dimensions[row].height or 0)

    def heading(self, sheet: Worksheet, row: int, told: str, columns: int) -> int:
        """Write a heading and return the next row."""
        self.line(sheet, row, told, columns, size=12.5, bold=True, colour=BRAND)
        return row + 1

    def header(self, sheet: Worksheet, row: int, titles: Iterable[str], widths: Sequence[float]) -> int:
        """Write the header of a table and return the next row."""
        from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

        height = 2
        for at, (told, width) in enumerate(zip(titles, widths, strict=False), start=1):
            cell = sheet.cell(row, at)
            _put(cell, told)
            cell.font = Font(name=FONT[self.report.language], size=10.5, bold=True, color=INK)
            cell.fill, cell.border = PatternFill("solid", fgColor=HEAD), _edge(BRAND)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            height = max(height, _lines(told, width - 3))
        sheet.row_dimensions[row].height = height * POINTS_PER_LINE + 3
        return row + 1

    def cells(
        self, sheet: Worksheet, row: int, cells: Sequence[Cell], widths: Sequence[float], *, tight: bool = False,
        numbers: Collection[int] = (),
    ) -> int:  # fmt: skip
        """Write one row of a table, coloured by tone, and return the next row."""
        height = 1
        for at, (held, width) in enumerate(zip(cells, widths, strict=False), start=1):
            cell = sheet.cell(row, at)
            _put(cell, held.told, number=at in numbers)
            cell.style = self.style(held.tone, tight=tight and bool(held.tone))
            height = max(height, _lines(held.told, width))
        sheet.row_dimensions[row].height = min(MOST_HEIGHT, max(LEAST_HEIGHT, height * POINTS_PER_LINE + 3))
        return row + 1

    def style(self, tone: Tone, *, tight: bool) -> str:
        """Return the name of the style of a cell, made at its first use."""
        from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill  # noqa: PLC0415

        name = f"tsunagu {tone or 'plain'}{' centred' if tight else ''}"
        if name not in self.styles:
            ground, ink = COLOURS[tone]
            made = NamedStyle(name, font=Font(name=FONT[self.report.language], size=10, color="FF" + ink[1:].upper()),
                              border=_edge(LINE_COLOUR))  # fmt: skip
            made.alignment = Alignment(wrap_text=True, vertical="center" if tight else "top",
                                       horizontal="center" if tight else None)  # fmt: skip
            if tone and ground != "#ffffff":
                made.fill = PatternFill("solid", fgColor="FF" + ground[1:].upper())
            self.book.add_named_style(made)
            self.styles.add(name)
        return name

    # ---- parts ----

    def table(self, table: Table) -> None:
        """Write a table as a sheet: title, tally, frozen header, filter, header repeated in print."""
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        widths = [column.width for column in table.columns]
        sheet, row = self.sheet(table.sheet, table.title, table.intro, widths)
        for told in self._notes(table):
            self.line(sheet, row - 1, told, len(widths), colour=SOFT, width=sum(widths))
            row += 1
        self.header(sheet, row, (column.title for column in table.columns), widths)
        head, row = row, row + 1
        numbers = [at for at, column in enumerate(table.columns, start=1) if column.number]
        for cells in table.rows:
            row = self.cells(sheet, row, cells, widths, tight=table.id == "matrix", numbers=numbers)
        if not table.rows:
            self.line(sheet, row, table.empty, len(widths), colour=SOFT)
        else:
            sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(widths))}{row - 1}"
        sheet.freeze_panes = f"{get_column_letter(table.head + 1)}{head + 1}"
        sheet.print_title_rows = f"{head}:{head}"

    def _notes(self, table: Table) -> list[str]:
        told = []
        if table.tally:
            counts = self.say("separator").join(
                f"{cell.told} {self.say('count', count=count)}" for cell, count in table.tally
            )
            told.append(self.say("tally") + counts)
        told += [self.say("limits", limits=table.limits)] if table.limits else []
        told += [self.say("withheld", count=table.withheld)] if table.withheld else []
        if table.id == "matrix":
            told.append(self.say("separator").join(f"{cell.told}" for cell, _ in self.report.legend))
        return told

    def summary(self) -> None:
        """Write the summary: what was looked at, key figures, findings, what to check next."""
        widths, report = SUMMARY_WIDTHS, self.report
        sheet, row = self.sheet(self.say("sheet-summary"), report.title, report.subtitle, widths)
        dated = self.say("dated", day=report.day, revision=report.revision, version=report.version)
        self.line(sheet, 4, dated, len(widths), colour=SOFT)
        row = self.heading(sheet, row + 1, self.say("looked-at"), len(widths))
        for one in report.own_documents:
            told = f"{one.letter}　{one.title}（{one.kind}、{one.period}）{one.scope}"
            self.line(sheet, row, told, len(widths), width=sum(widths))
            row += 1
        row = self._figures(sheet, row + 1, widths)
        row = self._findings(sheet, row + 1, widths)
        row = self.heading(sheet, row + 1, self.say("next"), len(widths))
        sheet.page_setup.fitToHeight = 1
        for finding in report.findings:
            self.line(sheet, row, f"□ {finding.check}", len(widths), width=sum(widths))
            row += 1
        sheet.freeze_panes = "A4"

    def _figures(self, sheet: Worksheet, row: int, widths: Sequence[float]) -> int:
        row = self.heading(sheet, row, self.say("key-figures"), len(widths))
        for one in self.report.figures:
            self.line(sheet, row, one.name, 2, bold=True)
            self.line(sheet, row, f"{one.value} / {one.of}", 1, first=3, bold=True, colour=BRAND)
            self.line(sheet, row, one.told, len(widths) - 3, first=4, width=sum(widths[3:]))
            row += 1
        return row

    def _findings(self, sheet: Worksheet, row: int, widths: Sequence[float]) -> int:
        row = self.heading(sheet, row, self.say("findings"), len(widths))
        self.line(sheet, row, self.say("findings-rule"), len(widths), colour=SOFT)
        titles = ("", self.say("findings"), "", self.say("examples"), self.say("closes"), self.say("evidence"),
                  self.say("evidence-sheet"))  # fmt: skip
        row = self.header(sheet, row + 1, (told.rstrip("：: ") for told in titles), widths)
        sheet.merge_cells(start_row=row - 1, end_row=row - 1, start_column=2, end_column=3)
        for at, one in enumerate(self.report.findings, start=1):
            told = (str(at), one.title, "", one.examples, one.closes, one.evidence, f"→ {self.sheets[one.table]}")
            spans = (widths[0], widths[1] + widths[2], 99, *widths[3:])
            self.cells(sheet, row, [Cell(part) for part in told], spans)
            sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=3)
            self._link(sheet, row, len(widths), self.sheets[one.table])
            row += 1
        return row

    def _link(self, sheet: Worksheet, row: int, column: int, target: str) -> None:
        """Make a cell jump to a sheet of this workbook."""
        from openpyxl.styles import Alignment, Font  # noqa: PLC0415
        from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415

        cell = sheet.cell(row, column)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{target}'!A1")
        cell.font = Font(name=FONT[self.report.language], size=10, color="FF0B5394", underline="single")
        cell.alignment = Alignment(wrap_text=True, vertical="top")

    def routes(self) -> None:
        """Write the example routes, one block per question."""
        widths = ROUTE_WIDTHS
        sheet, row = self.sheet(self.say("sheet-routes"), self.say("examples-title"), self.say("notice"), widths)
        titles = [self.say(f"step-{name}") for name in ("number", "desk", "what", "layer", "grounds", "confirm")]
        for one in self.report.examples:
            row = self.heading(sheet, row, one.question, len(widths))
            self.line(sheet, row, one.answer, len(widths), bold=True, width=sum(widths))
            row = self.header(sheet, row + 1, titles, widths) if one.steps else row + 1
            for step in one.steps:
                told = (step.number, step.desk, step.what, step.layer, "\n".join(step.grounds), step.confirm)
                row = self.cells(sheet, row, [Cell(part) for part in told], widths)
            for told_open in one.open:
                self.line(sheet, row, told_open, len(widths), width=sum(widths))
                row += 1
            row += 1
        row = self.heading(sheet, row, self.say("emergency"), len(widths))
        for number, name, use in self.report.emergency:
            row = self.cells(sheet, row, [Cell(""), Cell(number), Cell(name), Cell(""), Cell(use)], widths)
        sheet.freeze_panes = "A4"

    def method(self) -> None:
        """Write method, layers, sources and the shape of the network."""
        widths, report = METHOD_WIDTHS, self.report
        sheet, row = self.sheet(self.say("sheet-method"), self.say("method"), report.subtitle, widths)
        for title, told in report.method:
            self.line(sheet, row, title, 1, bold=True)
            self.line(sheet, row, told, 5, first=2, width=sum(widths[1:]))
            row += 1
        row = self.heading(sheet, row + 1, self.say("layers"), len(widths))
        for name, told in report.layers:
            self.line(sheet, row, name, 1, bold=True)
            self.line(sheet, row, told, 5, first=2, width=sum(widths[1:]))
            row += 1
        row = self.heading(sheet, row + 1, self.say("sources"), len(widths))
        titles = ("letter", "title", "kind", "period", "scope", "hash")
        row = self.header(sheet, row, [self.say(f"document-{key}") for key in titles], widths)
        for one in report.documents:
            kind = " ".join((one.kind, one.status)).strip()
            title = one.title if one.own else self.say("document-elsewhere", title=one.title)
            told_of = (one.letter, title, kind, one.period, one.scope, one.sha256)
            row = self.cells(sheet, row, [Cell(part) for part in told_of], widths)
        row = self.heading(sheet, row + 1, self.say("shape"), len(widths))
        for told in (self.say("shape-intro"), *report.shape):
            self.line(sheet, row, told, len(widths), width=sum(widths))
            row += 1
        sheet.freeze_panes = "A4"


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
    """Return how many lines a text needs in a cell so many characters wide; a full-width character takes two."""
    room = max(4.0, width - 1.5)
    return sum(max(1, math.ceil(2 * em_width(line) * 0.98 / room)) for line in told.split("\n"))


def _edge(colour: str) -> Border:
    from openpyxl.styles import Border, Side  # noqa: PLC0415

    return Border(bottom=Side("thin", color=colour), top=Side("thin", color=colour))
