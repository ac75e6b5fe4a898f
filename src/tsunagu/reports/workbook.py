"""A report as one Excel workbook: one sheet per part, made to be read, filtered and printed on A4.

The same report gives the same bytes: dates in the file are those of the report.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tsunagu.disclosure.shown import Shown
from tsunagu.messages import text
from tsunagu.reports.records import Cell, Report, ReportTable
from tsunagu.reports.sheet import QUIET, STRONG, TITLE, VALUE, WARNING, Across, CellStyles, WorkbookSheet

if TYPE_CHECKING:
    from openpyxl import Workbook

SUMMARY_WIDTHS = (5, 22, 12, 44, 42, 32, 15)
ROUTE_WIDTHS = (6, 26, 46, 12, 52, 36)
METHOD_WIDTHS = (28, 34, 16, 24, 58, 36)
_DATE = (1980, 1, 1, 0, 0, 0)


def report_workbook(shown: Shown[Report]) -> bytes:
    """The workbook of a report; the same report gives the same bytes."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes long to import

    report = shown.value
    book = Workbook()
    book.remove(book.worksheets[0])
    writer = _WorkbookWriter(book, report)
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
    """The file with the same dates inside whenever it is written."""
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


class _WorkbookWriter:
    """Writes the sheets of one report."""

    def __init__(self, book: Workbook, report: Report) -> None:
        self.report = report
        self.styles = CellStyles(book, report.language)
        self.sheets = {table.id: table.sheet for table in (report.matrix, *report.tables)}

    def say(self, key: str, **data: object) -> str:
        """A message of this topic."""
        return text(f"report-{key}", self.report.language, **data)

    def sheet(self, name: str, title: str, intro: str, widths: Sequence[float]) -> WorkbookSheet:
        """A new sheet with its title, what it is about and the warning of every report; the fifth row comes next."""
        report, sheet = self.report, WorkbookSheet(self.styles, name, widths)
        sheet.line(title, sheet.whole, TITLE)
        sheet.line(intro, sheet.wrapped, QUIET)
        sheet.line(report.warning, sheet.wrapped, WARNING)
        sheet.set_up_print(report.title, self.say("page-number"), f"{report.day} / {report.revision}")
        sheet.row = 5
        return sheet

    def table(self, table: ReportTable) -> None:
        """Write a table as a sheet: title, tally, frozen header, filter, header repeated in print."""
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        widths = [column.width for column in table.columns]
        sheet = self.sheet(table.sheet, table.title, table.intro, widths)
        sheet.row -= 1
        for told in self._notes(table):
            sheet.line(told, sheet.wrapped, QUIET)
        sheet.row += 1
        head = sheet.row
        sheet.header(column.title for column in table.columns)
        numbers = [at for at, column in enumerate(table.columns, start=1) if column.number]
        for cells in table.rows:
            sheet.cells(cells, tight=table.id == "matrix", numbers=numbers)
        if table.rows:
            sheet.worksheet.auto_filter.ref = f"A{head}:{get_column_letter(len(widths))}{sheet.row - 1}"
        else:
            sheet.line(table.empty, sheet.whole, QUIET)
        sheet.worksheet.freeze_panes = f"{get_column_letter(table.head + 1)}{head + 1}"
        sheet.worksheet.print_title_rows = f"{head}:{head}"

    def _notes(self, table: ReportTable) -> list[str]:
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
        report = self.report
        sheet = self.sheet(self.say("sheet-summary"), report.title, report.subtitle, SUMMARY_WIDTHS)
        sheet.row = 4
        dated = self.say("dated", day=report.day, revision=report.revision, version=report.version)
        sheet.line(dated, sheet.whole, QUIET)
        sheet.heading(self.say("looked-at"))
        for document in report.own_documents:
            told = f"{document.letter}　{document.title}（{document.kind}、{document.period}）{document.scope}"
            sheet.line(told, sheet.wrapped)
        if not report.own_documents:
            sheet.line(self.say("no-document"), sheet.wrapped)
        self._figures(sheet)
        self._findings(sheet)
        sheet.heading(self.say("next"))
        for finding in report.findings:
            sheet.line(f"□ {finding.check}", sheet.wrapped)
        sheet.worksheet.page_setup.fitToHeight = 1
        sheet.worksheet.freeze_panes = "A4"

    def _figures(self, sheet: WorkbookSheet) -> None:
        sheet.heading(self.say("key-figures"))
        for figure in self.report.figures:
            sheet.put(figure.name, Across(1, 2), STRONG)
            sheet.put(f"{figure.value} / {figure.of}", Across(3, 1), VALUE)
            sheet.line(figure.told, sheet.wrapped_from(4))

    def _findings(self, sheet: WorkbookSheet) -> None:
        sheet.heading(self.say("findings"))
        sheet.line(self.say("findings-rule"), sheet.whole, QUIET)
        titles = ("", self.say("findings"), "", self.say("examples"), self.say("closes"), self.say("evidence"),
                  self.say("evidence-sheet"))  # fmt: skip
        sheet.header(told.rstrip("：: ") for told in titles)
        sheet.merge(sheet.row - 1, 2, 3)
        spans = (sheet.widths[0], sheet.widths[1] + sheet.widths[2], 99, *sheet.widths[3:])
        for at, finding in enumerate(self.report.findings, start=1):
            target = self.sheets[finding.table]
            told = (str(at), finding.title, "", finding.examples, finding.closes, finding.evidence, f"→ {target}")
            sheet.cells([Cell(part) for part in told], spans)
            sheet.merge(sheet.row - 1, 2, 3)
            sheet.link(sheet.row - 1, len(sheet.widths), target)

    def routes(self) -> None:
        """Write the example routes, one block per question."""
        sheet = self.sheet(self.say("sheet-routes"), self.say("examples-title"), self.say("notice"), ROUTE_WIDTHS)
        titles = [self.say(f"step-{name}") for name in ("number", "desk", "what", "layer", "grounds", "confirm")]
        sheet.row -= 1
        for example in self.report.examples:
            sheet.heading(example.question)
            sheet.line(example.answer, sheet.wrapped, STRONG)
            if example.steps:
                sheet.header(titles)
            for step in example.steps:
                sheet.texts((step.number, step.desk, step.what, step.layer, "\n".join(step.grounds), step.confirm))
            for told in example.open:
                sheet.line(told, sheet.wrapped)
        sheet.heading(self.say("emergency"))
        for number, name, use in self.report.emergency:
            sheet.texts(("", number, name, "", use))
        sheet.worksheet.freeze_panes = "A4"

    def method(self) -> None:
        """Write method, layers, sources and the shape of the network."""
        report = self.report
        sheet = self.sheet(self.say("sheet-method"), self.say("method"), report.subtitle, METHOD_WIDTHS)
        self._pairs(sheet, report.method)
        sheet.heading(self.say("layers"))
        self._pairs(sheet, report.layers)
        sheet.heading(self.say("sources"))
        sheet.header(self.say(f"document-{key}") for key in ("letter", "title", "kind", "period", "scope", "hash"))
        for document in report.documents:
            kind = " ".join((document.kind, document.status)).strip()
            title = document.title if document.own else self.say("document-elsewhere", title=document.title)
            sheet.texts((document.letter, title, kind, document.period, document.scope, document.sha256))
        sheet.heading(self.say("shape"))
        for told in (self.say("shape-intro"), *report.shape):
            sheet.line(told, sheet.wrapped)
        sheet.worksheet.freeze_panes = "A4"

    def _pairs(self, sheet: WorkbookSheet, pairs: Sequence[tuple[str, str]]) -> None:
        """Write names and what is said of each beside them."""
        for name, told in pairs:
            sheet.put(name, Across(1, 1), STRONG)
            sheet.line(told, Across(2, 5, sum(sheet.widths[1:])))
