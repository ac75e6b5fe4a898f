"""The page of one thing: everything said of it, with sources, for people; and the same triples for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tsunagu.errors import NameUnknown, RequestProblem
from tsunagu.gaps.country import ENDS
from tsunagu.gaps.country_measures import SHARES
from tsunagu.messages import Language
from tsunagu.queries.description import DescribedFact, Description
from tsunagu.web.bodies import body_page
from tsunagu.web.forms import sent_query
from tsunagu.web.frame import address, language_of, page
from tsunagu.web.places import place_page
from tsunagu.web.programs import MEDIA, answer_sparql, wanted_form
from tsunagu.web.site import site_of
from tsunagu.workspace import Workspace

SORTED = ("scripts/sort.js",)
MOST_FACTS = 20
"""Facts of one property shown at first; the rest stand below, folded away."""
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
    kind = workspace.names.kinds.get(name) or ("body" if workspace.network.given_by_law(name) else "")
    if kind and not whole and name not in workspace.guard.hidden:
        bare = Description(workspace.iris.base + name, workspace.label(language)(name), (), (), ())
        return _thing(workspace, bare, name, kind, language)
    try:
        described = workspace.describe_id(name, language).value
    except ValueError as error:  # no character of an identifier
        raise NameUnknown("name-unknown", name=name, near="-") from error
    if not kind and not described.statements:
        raise NameUnknown("name-unknown", name=name, near="-")
    return _thing(workspace, described, name, kind, language)


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
    language, name = language_of(request), request.path_params["thing"]
    form = wanted_form(request, sent_query(request).first("format"))
    if form != "html":
        return RedirectResponse(f"/data/{quote(name)}.{form}", 303)
    whole = not name.startswith("place/") or bool(sent_query(request).first("facts"))
    shown = await site_of(request).answer(lambda workspace: thing(workspace, name, language, whole=whole))
    context: dict[str, object] = {
        "thing": shown,
        "most": MOST_FACTS,
        "forms": sorted(MEDIA),
        "whole": whole,
        "folded": False,
    }
    if name.startswith("place/"):
        place = await site_of(request).answer(lambda workspace: place_page(workspace, name, language))
        context |= {"place": place, "ends": ENDS, "shares": SHARES}
        return page(request, "web/place.html", context, scripts=SORTED)
    body = await site_of(request).answer(lambda workspace: body_page(workspace, name, language))
    if body:
        return page(request, "web/body.html", context | {"body": body, "folded": True}, scripts=SORTED)
    return page(request, "web/thing.html", context)


async def data(request: Request) -> Response:
    """The triples of a thing in the form its address ends with; raises `RequestProblem` for a form nobody knows."""
    name, dot, form = request.path_params["thing"].rpartition(".")
    if not dot or form not in MEDIA:
        raise RequestProblem("web-form-unknown", forms=", ".join(sorted(MEDIA)), status=404)
    iris = await site_of(request).answer(lambda workspace: workspace.iris)
    iri = iris.base + quote(name, safe="/:()[]@!$,;~*-._%")
    return await answer_sparql(request, TRIPLES.format(iri=iri, locator=iris.expand("tsg:locator")), form)


async def named(request: Request) -> Response:
    """An address without a language that names a thing: to its page; the interface for programs has none."""
    if request.path_params["thing"].startswith("api/"):
        raise HTTPException(404)
    return RedirectResponse(address(language_of(request), request.path_params["thing"]), 303)
