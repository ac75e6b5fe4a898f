"""The gaps of a place: the nine analyses, each row with its state, evidence and what would close it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.errors import NameUnknown, RequestProblem
from tsunagu.gaps.registry import ANALYSES
from tsunagu.messages import Language
from tsunagu.queries.answers import Answer
from tsunagu.queries.output import Format, render
from tsunagu.web.faults import told
from tsunagu.web.forms import Sent, sent_query
from tsunagu.web.frame import language_of, page
from tsunagu.web.site import site_of
from tsunagu.workspace import Workspace

SHOWN = ("subject", "state", "detail", "layers", "closes", "where")
"""Columns of the page; the file has all."""
FILES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass(frozen=True)
class GapsOfPlace:
    """One analysis of one place as a table, how many rows have which state, and places with a document to choose."""

    places: tuple[tuple[str, str], ...]
    place: str = ""
    table: Answer | None = None
    counts: tuple[tuple[str, int], ...] = ()
    withheld: int = 0
    file: bytes = b""


def gaps(workspace: Workspace, sent: Sent, language: Language) -> GapsOfPlace:
    """The rows a form asks for; raises `NameUnknown`, and `RequestProblem` for an analysis or a form nobody knows."""
    documents = workspace.network.concepts_in("document")
    held = sorted({document.authority for document in documents})
    places = tuple((place, workspace.network.label(place).of(language)) for place in held)
    if not sent.first("place"):
        return GapsOfPlace(places)
    place = workspace.the(sent.first("place"), "place", language=language)
    analysis, form = sent.first("analysis", "coverage"), sent.first("format")
    if analysis not in ANALYSES or form not in ("", *FILES):
        raise RequestProblem("web-choice")
    rows = workspace.gaps(analysis, places=[place])
    shown = workspace.gaps_table(rows, language)
    counts: dict[str, int] = {}
    state = shown.value.columns.index("state")
    for row in shown.value.rows:
        counts[row[state]] = counts.get(row[state], 0) + 1
    file = render(shown, form) if form in FILES else b""
    label = workspace.network.label(place).of(language)
    return GapsOfPlace(places, label, shown.value, tuple(counts.items()), shown.withheld, file)


async def show(request: Request) -> Response:
    """The page of gaps, or its table as a file where one is asked for."""
    language, sent = language_of(request), sent_query(request)
    fault, status = "", 200
    try:
        found = await site_of(request).answer(lambda workspace: gaps(workspace, sent, language))
    except NameUnknown as error:
        fault, status = told(error, language), 404
        found = await site_of(request).answer(lambda workspace: gaps(workspace, Sent(), language))
    if found.file:
        form = sent.first("format")
        name = f"gaps-{sent.first('analysis', 'coverage')}.{form}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(found.file, media_type=FILES[form], headers=headers)  # type: ignore[index]
    chosen = ANALYSES[sent.first("analysis", "coverage")]
    context = {"gaps": found, "sent": sent, "analyses": tuple(ANALYSES.values()), "chosen": chosen,
               "columns": SHOWN, "fault": fault, "files": tuple(FILES)}  # fmt: skip
    return page(request, "web/gaps.html", context, status=status)
