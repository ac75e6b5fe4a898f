"""Reports of the shipped graph, read once, and a report whose every text is hostile."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

from tests.viz.samples import PAYLOADS
from tsunagu.disclosure.guard import Guard
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.messages import Language
from tsunagu.network.compiled import open_network
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.reports.inputs import PlaceInputs, SharedInputs, read_place_inputs, read_shared_inputs
from tsunagu.reports.records import Cell, Report, ReportPicture
from tsunagu.reports.report import make_report

KUNITACHI, KAMAKURA, SAITAMA = "place/132152", "place/142042", "place/110001"
FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://example.org")')


class Reports:
    """Grounds and reports of places, each made once."""

    def __init__(self, engine: OxigraphEngine, iris: Iris, home: Home) -> None:
        self.shared: SharedInputs = read_shared_inputs(BuiltGraph(engine, iris), Guard(open_network(home), iris))
        self.at = cache(self._at)
        self.report = cache(self._report)

    def _at(self, place: str) -> PlaceInputs:
        return read_place_inputs(self.shared, place)

    def _report(self, place: str, language: Language) -> Report:
        return make_report(self.at(place), language).value


@cache
def reports_of(engine: OxigraphEngine, iris: Iris, home: Home) -> Reports:
    """Return the reports of a build; the same for all tests."""
    return Reports(engine, iris, home)


def shortened(report: Report, most: int = 6) -> Report:
    """Return a report with a few rows of each table: what checks of markup need."""
    tables = tuple(dataclasses.replace(table, rows=table.rows[:most]) for table in report.tables)
    matrix = dataclasses.replace(report.matrix, rows=report.matrix.rows[: 2 * most])
    return dataclasses.replace(report, tables=tables, matrix=matrix)


def spoilt(report: Report) -> Report:
    """Return a report with a hostile text in every place a document can fill; pictures are made anew by their maker."""
    bad = " ".join((*PAYLOADS, *FORMULAS))

    def every(value: Any) -> Any:
        if isinstance(value, ReportPicture):
            return value
        if isinstance(value, Cell):
            return dataclasses.replace(value, text=bad, small=bad) if value.text else value
        if isinstance(value, tuple):
            return type(value)(every(item) for item in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            kept = {"id", "table", "language", "letter", "tone", "sheet", "day", "sha256", "score", "width", "head"}
            held = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
            changed = {name: bad if isinstance(part, str) and part else every(part)
                       for name, part in held.items() if name not in kept}  # fmt: skip
            return dataclasses.replace(value, **changed)
        return value

    made: Report = every(report)
    return made
