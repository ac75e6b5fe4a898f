"""SPARQL of one's own as a page: prefixes and terms at hand, the answer as a table and, where it counts, as bars."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tsunagu.disclosure.shown import Shown
from tsunagu.errors import PictureProblem, TsunaguError
from tsunagu.messages import Language, text
from tsunagu.queries.answers import Answer
from tsunagu.queries.exchange import render_reply
from tsunagu.queries.prefixes import with_prefixes
from tsunagu.queries.results import ConstructedGraph, Reply, as_answer
from tsunagu.viz.pages.frame import Neighbours, other_language
from tsunagu.viz.pages.inline import EDITOR, json_for_script
from tsunagu.web.asking import SHOWN_ROWS, labels_in
from tsunagu.web.drawn_query import arrows_of, can_be_drawn
from tsunagu.web.forms import Sent, body_of, parsed
from tsunagu.web.frame import address, language_of, page, ways_of
from tsunagu.web.programs import Answerers, visitor_of
from tsunagu.web.site import site_of
from tsunagu.web.wording import status_of, told
from tsunagu.workspace import Workspace

PICTURE = "picture"
"""The value of `view` that asks for the answer as a picture."""
MOST_QUERY = 256 * 1024
MOST_BARS = 40
TERMS = """SELECT DISTINCT ?term ?label (LANG(?label) AS ?tongue) WHERE {
  GRAPH ?g { ?term <http://www.w3.org/2000/01/rdf-schema#label> ?label }
  FILTER(STRSTARTS(STR(?term), "%s"))
}"""
EXAMPLE = """SELECT ?body ?label
WHERE {
  ?body a tsg:Body ; rdfs:label ?label .
  FILTER(LANG(?label) = "%s")
}
ORDER BY ?label
LIMIT 50
"""


async def sparql(request: Request) -> Response:
    """A query of one's own: a field for it, and the answer as a table; the query is in the body, not in an address."""
    language = language_of(request)
    sent = Sent()
    if request.method == "POST":
        sent = parsed((await body_of(request, MOST_QUERY)).decode("latin-1"))
    query = sent.first("query")
    if query and sent.first("view") == PICTURE:
        return await _drawn(request, query, language)
    context = await site_of(request).answer(lambda workspace: empty(workspace, query, language))
    status = 200
    if query:
        try:
            context |= await _answered(request, query, language)
        except TsunaguError as error:
            context["fault"], status = told(error, language), status_of(error)
    return page(request, "web/sparql.html", context, scripts=(EDITOR, "scripts/sparql.js"), status=status)


def empty(workspace: Workspace, query: str, language: Language) -> dict[str, object]:
    """What the page shows before there is an answer."""
    terms, prefixes = vocabulary(workspace, language)
    return {
        "query": query or EXAMPLE % language, "answer": None, "graph": "", "fault": "", "note": "",
        "shown": SHOWN_ROWS, "base": "", "labels": {}, "chart": (),
        "terms": json_for_script([list(term) for term in terms]),
        "prefixes": prefixes, "drawn": False, "things": workspace.iris.base,
    }  # fmt: skip


def vocabulary(workspace: Workspace, language: Language) -> tuple[tuple[tuple[str, str], ...], Mapping[str, str]]:
    """The terms of our vocabulary in short form with their labels, to complete what one types, and the prefixes."""
    key = workspace.network.revision, language
    if key not in _KNOWN:
        _KNOWN[key] = _read_vocabulary(workspace, language)
    return _KNOWN[key]


Vocabulary = tuple[tuple[tuple[str, str], ...], Mapping[str, str]]
_KNOWN: dict[tuple[str, str], Vocabulary] = {}
"""The vocabulary of a revision in a language: asked once."""


def _read_vocabulary(workspace: Workspace, language: Language) -> Vocabulary:
    found = workspace.sparql(TERMS % workspace.iris.prefixes["tsg"]).value.rows
    terms: dict[str, str] = {}
    for term, label, tongue in found:
        if tongue == language or term not in terms:
            terms[term] = label
    space = workspace.iris.prefixes["tsg"]
    return tuple((f"tsg:{term.removeprefix(space)}", label) for term, label in sorted(terms.items())), dict(
        workspace.iris.prefixes)  # fmt: skip


def chart_of(answer: Answer, labels: Mapping[str, str]) -> tuple[tuple[str, str, int], ...]:
    """Bars of an answer whose last column holds numbers: label, figure, width in per mille of the greatest."""
    rows = answer.rows[:MOST_BARS]
    if len(answer.columns) < 2 or not rows or not all(_number(row[-1]) for row in rows):
        return ()
    most = max(float(row[-1]) for row in rows) or 1.0
    return tuple((_named(row[0], labels), row[-1], max(0, round(1000 * float(row[-1]) / most))) for row in rows)


def _number(cell: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?", cell))


def _named(cell: str, labels: Mapping[str, str]) -> str:
    return next((label for thing, label in labels.items() if cell.endswith(f"/{thing}")), cell)


async def _answered(request: Request, query: str, language: Language) -> dict[str, object]:
    site = site_of(request)
    shown = await _asked(request, query)
    iris = await site.answer(lambda workspace: workspace.iris)
    cut = shown.value.cut
    note = text(cut.key, language, **cut.data) if cut else ""
    drawn = can_be_drawn(iris.base, shown)
    if isinstance(shown.value.result, ConstructedGraph):
        written = render_reply(shown, "ttl", note, iris).decode("utf-8")
        return {"graph": written, "note": note, "drawn": drawn}
    answer = as_answer(shown.value.result)
    labels = await site.answer(lambda workspace: labels_in(workspace, answer, language))
    return {"answer": answer, "note": note, "base": iris.base, "labels": labels, "chart": chart_of(answer, labels),
            "drawn": drawn}  # fmt: skip


async def _asked(request: Request, query: str) -> Shown[Reply]:
    """The reply as it may be shown; the work ends where the one who asked goes away."""
    site = site_of(request)
    answerers: Answerers = request.app.state.answerers
    iris = await site.answer(lambda workspace: workspace.iris)
    reply = await answerers.ask(site, with_prefixes(query, iris.prefixes), visitor_of(request))
    return await site.answer(lambda workspace: workspace.guard.reply(reply))


async def _drawn(request: Request, query: str, language: Language) -> Response:
    """The answer as a picture; raises what the query does wrong, `PictureProblem` where nothing is joined."""
    shown = await _asked(request, query)
    here = address(language, "sparql")
    beside = Neighbours(here, address(other_language(language), "sparql"), site=ways_of(request, language))

    def made(workspace: Workspace) -> str:
        arrows, more = arrows_of(workspace, shown, language)
        if not arrows:
            raise PictureProblem("web-answer-nothing")
        return workspace.pictures(language).answer(arrows, more).page(beside)

    page_made = await site_of(request).answer(made)
    return HTMLResponse(page_made, headers={"Cache-Control": "no-store"})
