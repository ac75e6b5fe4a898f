"""The library of questions as forms, and SPARQL of one's own as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tsunagu.errors import QueryProblem, RequestProblem, TsunaguError
from tsunagu.messages import Language, catalogue, text
from tsunagu.queries.answers import Answer
from tsunagu.queries.catalogue import Parameter, Query, load_catalogue
from tsunagu.queries.output import render
from tsunagu.queries.parameters import fill_for, spoken
from tsunagu.queries.results import as_answer
from tsunagu.web.faults import is_for_programs
from tsunagu.web.forms import Sent, sent_query
from tsunagu.web.frame import address, language_of, page, thing_of
from tsunagu.web.gapping import FILES
from tsunagu.web.programs import Answerers, visitor_of
from tsunagu.web.site import site_of
from tsunagu.web.wording import status_of, told
from tsunagu.workspace import Workspace

Choices = tuple[tuple[str, str], ...]
SHOWN_ROWS = 500
MOST_CHOICES = 2500


@dataclass(frozen=True)
class Field:
    """A parameter of a question as a field of a form: what it means, what may be given, what was given."""

    name: str
    label: str
    kind: str
    choices: tuple[tuple[str, str], ...]
    value: str
    shown: str


@dataclass(frozen=True)
class Asked:
    """A question of the library with its fields, and its answer once it was asked."""

    query: Query
    base: str
    fields: tuple[Field, ...]
    sparql: str = ""
    answer: Answer | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
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
    identifier = request.path_params["identifier"]
    try:
        query = load_catalogue().get(identifier)
    except QueryProblem as error:
        return _unknown(request, error)
    if query.id != identifier:
        there = f"{address(language, f'questions/{query.id}')}?{request.url.query}"
        return RedirectResponse(there.rstrip("?"), 301)
    answerers: Answerers = request.app.state.answerers
    made = ask_elsewhere if answerers.remote else ask
    asked = await site_of(request).answer(lambda workspace: made(workspace, query, sent, language))
    if answerers.remote and asked.sparql:
        asked = await _answered_elsewhere(request, asked, sent, language)
    if asked.file:
        form = sent.first("format")
        headers = {"Content-Disposition": f'attachment; filename="{query.id}.{form}"'}
        return Response(asked.file, media_type=FILES[form], headers=headers)  # type: ignore[index]
    context = {"asked": asked, "shown": SHOWN_ROWS, "files": tuple(FILES), "address_of_files": _again(request)}
    return page(request, "web/question.html", context, status=asked.status)


def _unknown(request: Request, error: QueryProblem) -> Response:
    """No question has the id: the nearest one, and the way to all; raises the error where a program asks."""
    if is_for_programs(request):
        raise error
    language, near = language_of(request), str(error.data["near"])
    known = [(f"questions/{near}", load_catalogue().get(near).title.of(language))] if near != "-" else []
    offered = [*known, ("questions", text("web-questions-title", language))]
    context: dict[str, object] = {"message": told(error, language), "near": offered, "code": 404}
    return page(request, "web/fault.html", context, status=404)


def _again(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}&format="


def ask(workspace: Workspace, query: Query, sent: Sent, language: Language) -> Asked:
    """A question with what a form gave it; an error is told beside the form. Raises `RequestProblem`."""
    form = sent.first("format")
    if form not in ("", *FILES):
        raise RequestProblem("web-choice")
    offered = {held.name: _choices(workspace, held, language) for held in query.parameters}
    given = {name: _id_of(offered[name], value) for name in offered if (value := sent.first(name))}
    values = spoken(query, given, language)
    fields = tuple(_field(held, offered[held.name], values.get(held.name, ""), language) for held in query.parameters)
    base = workspace.iris.base
    if not sent.first("ask"):
        return Asked(query, base, fields)
    try:
        shown = workspace.query(query.id, **values)
    except TsunaguError as error:
        return Asked(query, base, fields, fault=told(error, language), status=status_of(error))
    file = render(shown, form) if form else b""  # type: ignore[arg-type]
    sparql = fill_for(workspace.engine, query, values, workspace.iris)
    labels = labels_in(workspace, shown.value, language)
    return Asked(query, base, fields, sparql, shown.value, labels, shown.withheld, file)


def ask_elsewhere(workspace: Workspace, query: Query, sent: Sent, language: Language) -> Asked:
    """A question with its text for another engine, which is still to be asked; raises as `ask` does."""
    asked = ask(workspace, query, sent.without("ask"), language)
    if not sent.first("ask"):
        return asked
    given = {held.name: held.value for held in asked.fields if held.value}
    try:
        return replace(asked, sparql=fill_for(workspace.engine, query, given, workspace.iris))
    except TsunaguError as error:
        return replace(asked, fault=told(error, language), status=status_of(error))


async def _answered_elsewhere(request: Request, asked: Asked, sent: Sent, language: Language) -> Asked:
    """The question with the answer of the endpoint, as the guard of this build lets it out."""
    site, form = site_of(request), sent.first("format")
    answerers: Answerers = request.app.state.answerers
    try:
        reply = await answerers.ask(site, asked.sparql, visitor_of(request))
    except TsunaguError as error:
        return replace(asked, fault=told(error, language), status=status_of(error))

    def shown(workspace: Workspace) -> Asked:
        held = workspace.guard.reply(reply)
        table = workspace.guard.table(as_answer(held.value.result), held.withheld)
        file = render(table, form) if form else b""  # type: ignore[arg-type]
        labels = labels_in(workspace, table.value, language)
        return replace(asked, answer=table.value, labels=labels, withheld=table.withheld, file=file)

    return await site.answer(shown)


def labels_in(workspace: Workspace, answer: Answer, language: Language) -> Mapping[str, str]:
    """What the things in the shown rows of an answer are called, by their ids."""
    base, label = workspace.iris.base, workspace.label(language)
    things = {thing for row in answer.rows[:SHOWN_ROWS] for cell in row if (thing := thing_of(base, cell))}
    return {thing: label(thing) for thing in things}


def _field(parameter: Parameter, offered: Choices, value: str, language: Language) -> Field:
    """A field shows what was given by its label, as it is chosen."""
    shown = dict(offered).get(value, value)
    return Field(parameter.name, parameter.label.of(language), parameter.kind, offered, value, shown)


def _id_of(offered: Choices, said: str) -> str:
    """The id of a label that is offered; what is no label stays as it is."""
    return next((choice for choice, label in offered if label == said), said)


def _choices(workspace: Workspace, parameter: Parameter, language: Language) -> Choices:
    """What is offered for a parameter, by id and label; labels that are the same carry the end of the id."""
    base = workspace.iris.base
    listed = [workspace.query(name).value.rows for name in parameter.asked]
    known = dict.fromkeys(row[0].removeprefix(base) for rows in listed for row in rows)
    label = workspace.label(language)
    held = {choice: label(choice) for choice in list(known)[:MOST_CHOICES]}
    often = Counter(held.values())
    told = (
        (choice, f"{name} ({choice.rpartition('/')[2]})" if often[name] > 1 else name) for choice, name in held.items()
    )
    return (*((choice, _choice_label(workspace, parameter, choice, language)) for choice in parameter.choices), *told)


def _choice_label(workspace: Workspace, parameter: Parameter, choice: str, language: Language) -> str:
    """What a choice that a question lists itself is called: by its id, below the name of its parameter, as a tongue."""
    if f"web-tongue-{choice}" in catalogue(language):
        return text(f"web-tongue-{choice}", language)
    known = (thing for thing in (choice, f"{parameter.name}/{choice}") if thing in workspace.names.labels)
    return next(map(workspace.label(language), known), choice)
