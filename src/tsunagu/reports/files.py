"""Writes the reports of places: one workbook and one page each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from tsunagu.disclosure.guard import Guard
from tsunagu.messages import Language
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.reports.inputs import read_place_inputs, read_shared_inputs
from tsunagu.reports.page import report_page
from tsunagu.reports.report import make_report
from tsunagu.reports.workbook import report_workbook
from tsunagu.writing import writing_together

Form = Literal["xlsx", "html", "both"]
FORMS: tuple[Form, ...] = get_args(Form)
Progress = Callable[[str, str], None]
"""Hears the place (id, empty for all) and the step that begins."""


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """Which reports are asked for: of which places (none: of every place with a document), how, and as of which day."""

    places: Sequence[str] = ()
    language: Language = "ja"
    form: Form = "both"
    day: date | None = None


def write_reports(
    graph: BuiltGraph,
    guard: Guard,
    request: ReportRequest,
    folder: Path,
    progress: Progress = lambda _place, _step: None,
) -> list[Path]:
    """Write `report-<code>.xlsx` and `.html` of each place; returns the files.

    The English files are named `report-<code>.en.…`. The same build, day and language give the same bytes.
    All files appear together, or none.
    """
    progress("", "ground")
    shared = read_shared_inputs(graph, guard, request.places, request.day)
    with writing_together() as files:
        for place in shared.snapshot.places:
            report = make_report(read_place_inputs(shared, place, partial(progress, place)), request.language)
            progress(place, "write")
            suffix = "" if request.language == "ja" else f".{request.language}"
            stem = f"report-{place.removeprefix('place/')}{suffix}"
            for ending, made in (("xlsx", report_workbook), ("html", report_page)):
                if request.form in (ending, "both"):
                    data = made(report)
                    files.write(folder / f"{stem}.{ending}", data if isinstance(data, bytes) else data.encode("utf-8"))
    return files.targets
