"""The page of one thing: everything said of it, with sources, for people; and the same triples for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tsunagu.errors import NameUnknown, RequestProblem
from tsunagu.gaps.country import ENDS
from tsunagu.gaps.country_measures import SHARES
from tsunagu.messages import Language, catalogue, text
from tsunagu.queries.description import DescribedFact, Description
from tsunagu.queries.output import render
from tsunagu.web.bodies import body_page
from tsunagu.web.correcting import as_table, to_correct
from tsunagu.web.faults import is_for_programs
from tsunagu.web.forms import Sent, sent_query
from tsunagu.web.frame import address, language_of, page, published
from tsunagu.web.past import past_of
from tsunagu.web.places import place_page
from tsunagu.web.programs import FORMS, OPEN, answer_sparql, wanted_form
from tsunagu.web.searching import LONGEST, SCRIPTS
from tsunagu.web.sheets.sheet import LARGE, sheet_of
from tsunagu.web.site import site_of
from tsunagu.web.wording import told
from tsunagu.workspace import Workspace

SORTED = ("scripts/sort.js",)
MOST_FACTS = 20
"""Facts of one property shown at first; the rest stand below, folded away."""
FACTS_A_PAGE = 80
"""Facts on a page of all that is said of a thing; where there are more, the page is cut."""
MOST_PAGES = 9999
TRIPLES = """CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> . ?locator ?lp ?lo . }}
WHERE {{
  {{ <{iri}> ?p ?o }}
  UNION {{ ?s ?q <{iri}> }}
  UNION {{ <{iri}> <{locator}> ?locator . ?locator ?lp ?lo }}
}}"""


@dataclass(frozen=True)
class Group:
    """Facts of one property, those of the thing itself or those that speak of it."""

    title: str
    incoming: bool
    facts: tuple[DescribedFact, ...]


@dataclass(frozen=True)
class Thing:
    """A description with its facts by property; `place` is the place to ask for routes, `picture` a page to look at."""

    id: str
    described: Description
    groups: tuple[Group, ...]
    place: str
    code: str
    picture: str
    base: str


def thing(workspace: Workspace, name: str, language: Language, *, whole: bool = True) -> Thing:
    """What is known of an id; raises `NameUnknown` where nothing is said of it, or it is not to be shown.

    Without `whole` a thing with a name is told by its name alone.
    """
    kind = _kind(workspace, name)
    if kind and not whole and name not in workspace.guard.hidden:
        label = workspace.network.registers[name].label.of(language) if kind == "register" else workspace.label(
            language)(name)  # fmt: skip
        key = f"sheet-one-{kind}"
        kinds = (text(key if key in catalogue(language) else f"web-kind-{kind}", language),)
        bare = Description(workspace.iris.base + name, label, kinds, (), ())
        return _thing(workspace, bare, name, kind, language)
    try:
        described = workspace.describe_id(name, language).value
    except ValueError as error:  # no character of an identifier
        raise NameUnknown("name-unknown", name=name, near="-") from error
    if not kind and not described.statements:
        raise NameUnknown("name-unknown", name=name, near="-")
    return _thing(workspace, described, name, kind, language)


def _kind(workspace: Workspace, name: str) -> str:
    """What kind of thing has a name; empty for a fact that has none."""
    if name in workspace.network.registers:
        return "register"
    return workspace.names.kinds.get(name) or ("body" if workspace.network.given_by_law(name) else "")


def _thing(workspace: Workspace, described: Description, name: str, kind: str, language: Language) -> Thing:
    place = name if kind == "place" else _place_of(workspace, name) if kind == "body" else ""
    label = workspace.label(language)(place) if place else ""
    return Thing(name, described, tuple(_groups(described)), label, place.rpartition("/")[2], _picture(workspace, name),
                 workspace.iris.base)  # fmt: skip


def _place_of(workspace: Workspace, body: str) -> str:
    held = workspace.network.bodies.get(body)
    return held.place if held else ""


def _groups(described: Description) -> Iterator[Group]:
    for (incoming, title), facts in groupby(described.statements, key=lambda fact: (fact.incoming, fact.property)):
        yield Group(title, incoming, tuple(facts))


def _picture(workspace: Workspace, name: str) -> str:
    """The address of a picture of a thing, below its language; empty where there is none."""
    kind, _, rest = name.partition("/")
    documents = workspace.network.concepts_in("document")
    if kind == "body" and name in workspace.network.bodies:
        return f"pictures/body/{rest}"
    if kind == "document" or any(document.authority == name for document in documents):
        return f"pictures/{kind}/{rest}"
    return ""


async def show(request: Request) -> Response:
    """The page of a thing, or its triples where a program asks for them (`Accept`, or `?format=`)."""
    language, name, sent = language_of(request), request.path_params["thing"], sent_query(request)
    form = wanted_form(request, sent.first("format"))
    if form != "html":
        return RedirectResponse(f"/data/{quote(name)}.{form}", 303)
    site, asked = site_of(request), bool(sent.first("facts"))
    number = sent.number("page", 1, MOST_PAGES) or 1
    whole = asked or name.partition("/")[0] not in LARGE | {"place"}
    try:
        shown = await site.answer(lambda workspace: thing(workspace, name, language, whole=whole))
    except NameUnknown as error:
        return await _unknown(request, name, error)
    pages = max(1, -(-len(shown.described.statements) // FACTS_A_PAGE))
    context: dict[str, object] = {"thing": shown, "most": MOST_FACTS, "forms": sorted(FORMS), "whole": whole,
                                  "folded": False, "fact_pages": 1, "page_number": number}  # fmt: skip
    past = await site.answer(lambda workspace: past_of(workspace, name, language))
    if past and past.renamed and not asked and not published(request):
        return RedirectResponse(address(language, past.renamed), 301)
    context["past"] = past
    made = None if asked else await _in_order(request, name, sent, context)
    if made:
        return made
    if number > pages:
        raise NameUnknown("name-unknown", name=name, near="-")
    return page(request, "web/thing.html", context | {"thing": _paged(shown, number), "fact_pages": pages})


async def _unknown(request: Request, name: str, error: NameUnknown) -> Response:
    """An id that names nothing, with those nearest to it and the search; raises the error where a program asks."""
    if is_for_programs(request):
        raise error
    language, most = language_of(request), name.rpartition("/")[2][:LONGEST]

    def near(workspace: Workspace) -> list[tuple[str, str]]:
        return [(thing, workspace.label(language)(thing)) for thing in workspace.near_ids(name[:LONGEST])]

    found = await site_of(request).answer(near)
    context: dict[str, object] = {"message": told(error, language), "near": found, "asked": most}
    return page(request, "web/fault.html", context, scripts=SCRIPTS, status=404)


async def _in_order(request: Request, name: str, sent: Sent, context: dict[str, object]) -> Response | None:
    """The page in a human's order, where the kind of thing has one; with all facts folded away if they are few."""
    language, site = language_of(request), site_of(request)
    if name.startswith("place/"):
        place = await site.answer(lambda workspace: place_page(workspace, name, language))
        context |= {"place": place, "ends": ENDS, "shares": SHARES}
        return page(request, "web/place.html", context, scripts=SORTED)
    is_kind = name.startswith("body-type/")
    body = None if is_kind else await site.answer(lambda workspace: body_page(workspace, name, language))
    if body:
        return page(request, "web/body.html", context | {"body": body, "folded": True}, scripts=SORTED)
    part, number = sent.first("part"), sent.number("page", 1, MOST_PAGES) or 1
    sheet = await site.answer(lambda workspace: sheet_of(workspace, name, language, part, number))
    if sheet is None:
        return None
    held = context["thing"]
    few = bool(context["whole"]) and isinstance(held, Thing) and len(held.described.statements) <= FACTS_A_PAGE
    if not few and isinstance(held, Thing):
        context |= {"thing": replace(held, groups=()), "whole": False}
    return page(request, "web/sheet.html", context | {"sheet": sheet, "folded": few}, scripts=SORTED)


def _paged(held: Thing, number: int) -> Thing:
    """A thing with those of its facts that stand on one page."""
    start = (number - 1) * FACTS_A_PAGE
    facts = held.described.statements[start : start + FACTS_A_PAGE]
    described = replace(held.described, statements=facts)
    return replace(held, described=described, groups=tuple(_groups(described)))


async def corrections(request: Request) -> Response:
    """Everything said of a thing as a table to write corrections into; raises `NameUnknown`."""
    language, name = language_of(request), request.path_params["thing"]
    made = await site_of(request).answer(
        lambda workspace: to_correct(workspace, thing(workspace, name, language).described, name, language)
    )
    headers = {"Content-Disposition": f'attachment; filename="corrections-{_stem(name)}.csv"'}
    return Response(render(made, "csv"), media_type="text/csv; charset=utf-8", headers=headers)


async def data(request: Request) -> Response:
    """What is said of a thing in the form its address ends with; raises `RequestProblem` for a form nobody knows.

    Raises `NameUnknown` where nothing is said.
    """
    name, dot, form = request.path_params["thing"].rpartition(".")
    if not dot or form not in FORMS:
        raise RequestProblem("web-form-unknown", forms=", ".join(sorted(FORMS)), status=404)
    if form == "csv":
        return await _rows(request, name)
    iris = await site_of(request).answer(lambda workspace: workspace.iris)
    iri = iris.base + quote(name, safe="/:()[]@!$,;~*-._%")
    return await answer_sparql(request, TRIPLES.format(iri=iri, locator=iris.expand("tsg:locator")), form, about=name)


async def _rows(request: Request, name: str) -> Response:
    language = language_of(request)
    made = await site_of(request).answer(
        lambda workspace: as_table(workspace, thing(workspace, name, language).described, name, language)
    )
    headers = {"Content-Disposition": f'attachment; filename="{_stem(name)}.csv"', "Vary": "Accept-Language", **OPEN}
    return Response(render(made, "csv"), media_type="text/csv; charset=utf-8", headers=headers)


def _stem(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", name)


async def named(request: Request) -> Response:
    """An address without a language that names a thing: to its page; the interface for programs has none."""
    if request.path_params["thing"].startswith("api/"):
        raise HTTPException(404)
    return RedirectResponse(address(language_of(request), request.path_params["thing"]), 303)
