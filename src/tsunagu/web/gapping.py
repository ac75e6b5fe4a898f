"""The gaps of a place: the matrix of needs and stages, the nine analyses, and what closings would take away."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.errors import NameUnknown, RequestProblem
from tsunagu.gaps.registry import ANALYSES
from tsunagu.messages import Language
from tsunagu.queries.answers import Answer
from tsunagu.queries.output import Format, render
from tsunagu.web.closing import Closings, closings
from tsunagu.web.forms import Sent, sent_query
from tsunagu.web.frame import language_of, page
from tsunagu.web.matrix import Matrix, matrix
from tsunagu.web.site import site_of
from tsunagu.web.wording import told
from tsunagu.workspace import Workspace
from tsunagu.workspace.evidence import Evidence

SHOWN = ("subject", "state", "detail", "layers", "closes")
"""Columns of the page beside where the evidence stands; the file has all."""
MATRIX, CLOSING = "matrix", "closing"
VIEWS = (MATRIX, "coverage", "duties", "partners", "single-points", CLOSING, "stages", "one-way", "measures", "drift",
         "unnamed")  # fmt: skip
FILES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass(frozen=True)
class GapsOfPlace:
    """One view of one place, how many rows have which state, and places with a document to choose."""

    places: tuple[tuple[str, str], ...]
    id: str = ""
    place: str = ""
    view: str = MATRIX
    table: Answer | None = None
    evidence: tuple[tuple[Evidence, ...], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    withheld: int = 0
    file: bytes = b""
    matrix: Matrix | None = None
    closings: Closings | None = None
    has_report: bool = False


def gaps(workspace: Workspace, sent: Sent, language: Language) -> GapsOfPlace:
    """The view a form asks for; raises `NameUnknown`, and `RequestProblem` for a view or a file nobody knows."""
    documents = workspace.network.concepts_in("document")
    held = sorted({document.authority for document in documents})
    places = tuple((place, workspace.network.label(place).of(language)) for place in held)
    view, form = sent.first("analysis", MATRIX), sent.first("format")
    if view not in VIEWS or form not in ("", *FILES):
        raise RequestProblem("web-choice")
    if not sent.first("place"):
        return GapsOfPlace(places, view=view)
    place = workspace.the(sent.first("place"), "place", language=language)
    label = workspace.network.label(place).of(language)
    if view == MATRIX:
        shown = matrix(workspace, place, (sent.first("need"), sent.first("stage")), language)
        return GapsOfPlace(places, place, label, view, matrix=shown, has_report=place in held)
    if view == CLOSING:
        worst = closings(workspace, place, sent.first("closed"), language)
        return GapsOfPlace(places, place, label, view, closings=worst, has_report=place in held)
    return _analysis(workspace, GapsOfPlace(places, place, label, view, has_report=place in held), form, language)


def _analysis(workspace: Workspace, at: GapsOfPlace, form: str, language: Language) -> GapsOfPlace:
    rows = workspace.gaps(at.view, places=[at.id])
    shown = workspace.gaps_table(rows, language)
    counts: dict[str, int] = {}
    state = shown.value.columns.index("state")
    for row in shown.value.rows:
        counts[row[state]] = counts.get(row[state], 0) + 1
    file = render(shown, form) if form in FILES else b""
    evidence = workspace.evidence([row.evidence for row in rows.value], language) if not file else ()
    return GapsOfPlace(at.places, at.id, at.place, at.view, shown.value, evidence, tuple(counts.items()),
                       shown.withheld, file, has_report=at.has_report)  # fmt: skip


async def show(request: Request) -> Response:
    """The page of gaps, or its table as a file where one is asked for."""
    language, sent = language_of(request), sent_query(request)
    fault, status = "", 200
    try:
        found = await site_of(request).answer(lambda workspace: gaps(workspace, sent, language), "long")
    except NameUnknown as error:
        fault, status = told(error, language), 404
        found = await site_of(request).answer(lambda workspace: gaps(workspace, Sent(), language))
    if found.file:
        form = sent.first("format")
        headers = {"Content-Disposition": f'attachment; filename="gaps-{found.view}.{form}"'}
        return Response(found.file, media_type=FILES[form], headers=headers)  # type: ignore[index]
    context = {"gaps": found, "views": VIEWS, "analyses": ANALYSES, "columns": SHOWN, "fault": fault,
               "asked": sent.first("place"), "files": tuple(FILES)}  # fmt: skip
    return page(request, "web/gaps.html", context, status=status)
