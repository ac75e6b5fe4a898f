"""Writes the reports of places: one workbook and one page each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from tsunagu.disclosure.guard import Guard
from tsunagu.messages import Language
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.reports.ground import read_ground, read_place
from tsunagu.reports.making import make_report
from tsunagu.reports.page import report_page
from tsunagu.reports.workbook import report_workbook
from tsunagu.writing import writing_together

Form = Literal["xlsx", "html", "both"]
FORMS: tuple[Form, ...] = get_args(Form)
Progress = Callable[[str, str], None]
"""Hears the place (id, empty for all) and the step that begins."""


def write_reports(
    graph: BuiltGraph,
    guard: Guard,
    places: Sequence[str],
    folder: Path,
    language: Language,
    form: Form = "both",
    day: date | None = None,
    progress: Progress = lambda _place, _step: None,
) -> list[Path]:
    """Write `report-<code>.xlsx` and `.html` of each place (default: every place with a document); returns the files.

    The English files are named `report-<code>.en.…`. The same build, day and language give the same bytes.
    All files appear together, or none.
    """
    progress("", "ground")
    ground = read_ground(graph, guard, places, day)
    with writing_together() as files:
        for place in ground.material.places:
            report = make_report(read_place(ground, place, partial(progress, place)), language)
            progress(place, "write")
            stem = f"report-{place.removeprefix('place/')}" + ("" if language == "ja" else f".{language}")
            for ending, made in (("xlsx", report_workbook), ("html", report_page)):
                if form in (ending, "both"):
                    data = made(report)
                    files.write(folder / f"{stem}.{ending}", data if isinstance(data, bytes) else data.encode("utf-8"))
    return files.targets
