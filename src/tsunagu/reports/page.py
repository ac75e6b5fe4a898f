"""A report as one HTML page that needs nothing else: read on screen, with the keyboard, by a screen reader, printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from markupsafe import Markup

from tsunagu.disclosure.shown import Shown
from tsunagu.network.records import LAYERS
from tsunagu.reports.records import Cell, Column, Report, ReportPicture
from tsunagu.viz.drawing.shapes import LAYER_LINES
from tsunagu.viz.pages.frame import Neighbours, frame
from tsunagu.viz.pages.shell import environment

STYLES = ("styles/report.css",)
FOLDED = frozenset({"links"})
"""Long tables behind pictures: folded on screen and left out of print."""
STEP = 5
"""Widths of columns are given to the page in steps of so many percent."""


def report_page(shown: Shown[Report]) -> str:
    """The page of a report; the same report gives the same text."""
    report = shown.value
    context = frame(report.language, Neighbours(), (), STYLES)
    template = environment(context).get_template("report.html")
    trusted = replace(report, pictures=tuple(map(_trusted, report.pictures)))
    return template.render(report=trusted, folded=FOLDED, themes=_by_theme(report), shares=shares, lines=_lines(report))


def _lines(report: Report) -> list[tuple[str, str, float, str]]:
    """Label, colour, width and dashes of the line of each evidence layer."""
    named = zip(LAYERS, report.layers, strict=True)
    return [(label, LAYER_LINES[layer][0], LAYER_LINES[layer][1], " ".join(map(str, LAYER_LINES[layer][2])))
            for layer, (label, _) in named]  # fmt: skip


def shares(columns: Sequence[Column]) -> list[int]:
    """The width of each column in percent, in steps: a page may carry no style of its own on an element."""
    whole = sum(column.width for column in columns)
    return [max(STEP, STEP * round(100 * column.width / whole / STEP)) for column in columns]


def _by_theme(report: Report) -> list[tuple[str, list[tuple[Cell, ...]]]]:
    """The rows of the matrix under their themes, which stand in the first cell."""
    return [(theme, list(rows)) for theme, rows in groupby(report.matrix.rows, key=lambda row: row[0].text)]


def _trusted(picture: ReportPicture) -> ReportPicture:
    """Mark the SVG of a picture as markup: it is made by `tsunagu.reports.pictures`, which escapes every text."""
    return replace(picture, svg=Markup(picture.svg))  # noqa: S704 - escaped where it was made
