"""The library of questions as forms, and SPARQL of one's own as a page."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.errors import RequestProblem, TsunaguError
from tsunagu.messages import Language, text
from tsunagu.queries.answers import Answer
from tsunagu.queries.catalogue import Parameter, Query, load_catalogue
from tsunagu.queries.exchange import render_reply
from tsunagu.queries.output import render
from tsunagu.queries.parameters import fill_for, spoken
from tsunagu.queries.prefixes import with_prefixes
from tsunagu.queries.results import ConstructedGraph, as_answer
from tsunagu.web.faults import status_of, told
from tsunagu.web.forms import Sent, body_of, parsed, sent_query
from tsunagu.web.frame import language_of, page
from tsunagu.web.gapping import FILES
from tsunagu.web.programs import Answerers
from tsunagu.web.site import site_of
from tsunagu.workspace import Workspace

SHOWN_ROWS = 500
MOST_CHOICES = 2500
MOST_QUERY = 256 * 1024
EXAMPLE = """SELECT ?body ?label
WHERE {
  ?body a tsg:Body ; rdfs:label ?label .
  FILTER(LANG(?label) = "%s")
}
ORDER BY ?label
LIMIT 50
"""


@dataclass(frozen=True)
class Field:
    """A parameter of a question as a field of a form: what it means, what may be given, what was given."""

    name: str
    label: str
    kind: str
    choices: tuple[tuple[str, str], ...]
    value: str


@dataclass(frozen=True)
class Asked:
    """A question of the library with its fields, and its answer once it was asked."""

    query: Query
    base: str
    fields: tuple[Field, ...]
    sparql: str = ""
    answer: Answer | None = None
    withheld: int = 0
    file: bytes = b""
    fault: str = ""
    status: int = 200

    def heads(self, language: Language) -> tuple[str, ...]:
        """What the columns mean, in place of their names, which programs read in the files."""
        return tuple(column.meaning.of(language) for column in self.query.columns)


async def listed(request: Request) -> Response:
    """Every question, by who asks it; `q` keeps those that hold all words."""
    words = sent_query(request).first("q")
    found = load_catalogue().search(words.split())
    groups = tuple((audience, tuple(query for query in found if query.audience == audience))
                   for audience in ("planner", "coordinator", "researcher"))  # fmt: skip
    return page(request, "web/questions.html", {"asked": words, "groups": groups})


async def question(request: Request) -> Response:
    """One question: its form, and its answer where `ask` is in the address; with `format` the answer as a file."""
    language, sent = language_of(request), sent_query(request)
    query = load_catalogue().get(request.path_params["identifier"])
    asked = await site_of(request).answer(lambda workspace: ask(workspace, query, sent, language))
    if asked.file:
        form = sent.first("format")
        headers = {"Content-Disposition": f'attachment; filename="{query.id}.{form}"'}
        return Response(asked.file, media_type=FILES[form], headers=headers)  # type: ignore[index]
    context = {"asked": asked, "shown": SHOWN_ROWS, "files": tuple(FILES), "address_of_files": _again(request)}
    return page(request, "web/question.html", context, status=asked.status)


def _again(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}&format="


def ask(workspace: Workspace, query: Query, sent: Sent, language: Language) -> Asked:
    """A question with what a form gave it; an error is told beside the form. Raises `RequestProblem`."""
    form = sent.first("format")
    if form not in ("", *FILES):
        raise RequestProblem("web-choice")
    given = {name: value for name in (held.name for held in query.parameters) if (value := sent.first(name))}
    values = spoken(query, given, language)
    fields = tuple(_field(workspace, held, values.get(held.name, ""), language) for held in query.parameters)
    base = workspace.iris.base
    if not sent.first("ask"):
        return Asked(query, base, fields)
    try:
        shown = workspace.query(query.id, **values)
    except TsunaguError as error:
        return Asked(query, base, fields, fault=told(error, language), status=status_of(error))
    file = render(shown, form) if form else b""  # type: ignore[arg-type]
    sparql = fill_for(workspace.engine, query, values, workspace.iris)
    return Asked(query, base, fields, sparql, shown.value, shown.withheld, file)


def _field(workspace: Workspace, parameter: Parameter, value: str, language: Language) -> Field:
    base = workspace.iris.base
    listed = [workspace.query(name).value.rows for name in parameter.asked]
    known = dict.fromkeys(row[0].removeprefix(base) for rows in listed for row in rows)
    label = workspace.label(language)
    choices = [(choice, choice) for choice in parameter.choices]
    choices += [(choice, label(choice)) for choice in list(known)[:MOST_CHOICES]]
    return Field(parameter.name, parameter.label.of(language), parameter.kind, tuple(choices), value)


async def sparql(request: Request) -> Response:
    """A query of one's own: a field for it, and the answer as a table; the query is in the body, not in an address."""
    language = language_of(request)
    sent = Sent()
    if request.method == "POST":
        sent = parsed((await body_of(request, MOST_QUERY)).decode("latin-1"))
    query = sent.first("query")
    context: dict[str, object] = {
        "query": query or EXAMPLE % language, "answer": None, "graph": "", "fault": "", "note": "",
        "shown": SHOWN_ROWS, "base": "",
    }  # fmt: skip
    status = 200
    if query:
        try:
            context |= await _answered(request, query, language)
        except TsunaguError as error:
            context["fault"], status = told(error, language), status_of(error)
    return page(request, "web/sparql.html", context, status=status)


async def _answered(request: Request, query: str, language: Language) -> dict[str, object]:
    site = site_of(request)
    answerers: Answerers = request.app.state.answerers
    iris = await site.answer(lambda workspace: workspace.iris)
    reply = await answerers.ask(site, with_prefixes(query, iris.prefixes))
    shown = await site.answer(lambda workspace: workspace.guard.reply(reply))
    note = text(reply.cut.key, language, **reply.cut.data) if reply.cut else ""
    if isinstance(shown.value.result, ConstructedGraph):
        return {"graph": render_reply(shown, "ttl", note, iris).decode("utf-8"), "note": note}
    return {"answer": as_answer(shown.value.result), "note": note, "base": iris.base}
