"""SPARQL of one's own as a page: prefixes and terms at hand, the answer as a table and, where it counts, as bars."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.errors import TsunaguError
from tsunagu.messages import Language, text
from tsunagu.queries.answers import Answer
from tsunagu.queries.exchange import render_reply
from tsunagu.queries.prefixes import with_prefixes
from tsunagu.queries.results import ConstructedGraph, as_answer
from tsunagu.web.asking import SHOWN_ROWS, labels_in
from tsunagu.web.faults import status_of, told
from tsunagu.web.forms import Sent, body_of, parsed
from tsunagu.web.frame import language_of, page
from tsunagu.web.programs import Answerers
from tsunagu.web.site import site_of
from tsunagu.workspace import Workspace

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
    terms, prefixes = await site_of(request).answer(lambda workspace: vocabulary(workspace, language))
    context: dict[str, object] = {
        "query": query or EXAMPLE % language, "answer": None, "graph": "", "fault": "", "note": "",
        "shown": SHOWN_ROWS, "base": "", "labels": {}, "chart": (), "terms": terms, "prefixes": prefixes,
    }  # fmt: skip
    status = 200
    if query:
        try:
            context |= await _answered(request, query, language)
        except TsunaguError as error:
            context["fault"], status = told(error, language), status_of(error)
    return page(request, "web/sparql.html", context, scripts=("scripts/sparql.js",), status=status)


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
    answerers: Answerers = request.app.state.answerers
    iris = await site.answer(lambda workspace: workspace.iris)
    reply = await answerers.ask(site, with_prefixes(query, iris.prefixes))
    shown = await site.answer(lambda workspace: workspace.guard.reply(reply))
    note = text(reply.cut.key, language, **reply.cut.data) if reply.cut else ""
    if isinstance(shown.value.result, ConstructedGraph):
        return {"graph": render_reply(shown, "ttl", note, iris).decode("utf-8"), "note": note}
    answer = as_answer(shown.value.result)
    labels = await site.answer(lambda workspace: labels_in(workspace, answer, language))
    return {"answer": answer, "note": note, "base": iris.base, "labels": labels, "chart": chart_of(answer, labels)}
