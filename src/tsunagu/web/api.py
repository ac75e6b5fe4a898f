"""The interface for programs: the answers of the pages as JSON, errors as RFC 9457 tells them."""

from __future__ import annotations

import json
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.errors import RequestProblem
from tsunagu.gaps.registry import ANALYSES
from tsunagu.messages import LANGUAGES, Language, catalogue, text
from tsunagu.web.forms import MOST_FIELDS, Sent, body_of, sent_query
from tsunagu.web.frame import address
from tsunagu.web.openapi import ROUTE_FIELDS, description
from tsunagu.web.programs import OPEN
from tsunagu.web.searching import Found, chosen_of
from tsunagu.web.searching import search as search_for
from tsunagu.web.site import site_of
from tsunagu.web.things import thing
from tsunagu.web.traced import question_of
from tsunagu.workspace import Workspace

MOST = 100
USUAL = 20


def language_asked(sent: Sent) -> Language:
    """The language of `lang`, Japanese where none is named; raises `RequestProblem` for another."""
    said = sent.first("lang", "ja")
    for language in LANGUAGES:
        if said == language:
            return language
    raise RequestProblem("web-choice")


async def search(request: Request) -> Response:
    """Hits for `q`, narrowed as on the page of search; nothing found is an empty list, not an error."""
    sent = sent_query(request)
    language, most = language_asked(sent), sent.number("limit", 1, MOST) or USUAL
    name, chosen = sent.first("q"), chosen_of(sent)
    found = await site_of(request).answer(lambda workspace: search_for(workspace, name, chosen, language))
    return answered(_as_json(found, most, language))


def _as_json(found: Found, most: int, language: Language) -> dict[str, object]:
    hits = [{"id": hit.id, "label": hit.label, "kind": hit.kind, "place": hit.place, "matched": hit.matched,
             "phone": hit.phone, "page": address(language, hit.id)} for hit in found.hits[:most]]  # fmt: skip
    facets = {facet: [{"id": name, "label": label, "count": count} for name, label, count in values]
              for facet, values in found.facets}  # fmt: skip
    return {"total": found.total, "hits": hits, "facets": facets, "told": found.unknown}


async def way(request: Request) -> Response:
    """The way by which somebody is handed on `from` one body `to` another, with the linkages it goes over.

    Raises `NameUnknown` for a body that is not there; no way is no error: `steps` is then empty.
    """
    sent = sent_query(request)
    language = language_asked(sent)
    start, end = sent.first("from"), sent.first("to")
    return answered(await site_of(request).answer(lambda workspace: way_told(workspace, start, end, language)))


def way_told(workspace: Workspace, start: str, end: str, language: Language) -> dict[str, object]:
    """The way as JSON: the need it is for, and each step with its linkage, kind and layer in words."""
    found = workspace.way_between(start, end)
    label = workspace.network.label
    if found is None:
        return {"need": "", "steps": []}
    steps = [
        {"from": label(step.start).of(language), "to": label(step.end).of(language), "start": step.start,
         "end": step.end, "link": step.link.id if step.link else "", "origin": step.link.origin if step.link else "",
         "kind": _kind(workspace, step.kind, language), "layer": label(f"layer/{step.layer}").of(language)}
        for step in found.steps
    ]  # fmt: skip
    return {"need": label(found.need).of(language), "steps": steps}


def _kind(workspace: Workspace, kind: str, language: Language) -> str:
    own = f"web-step-{kind}"
    return text(own, language) if own in catalogue(language) else workspace.network.label(
        f"linkage-kind/{kind}").of(language)  # fmt: skip


async def entity(request: Request) -> Response:
    """Everything said of a thing, with its sources; raises `NameUnknown`."""
    sent = sent_query(request)
    language, name = language_asked(sent), request.path_params["thing"]

    def told(workspace: Workspace) -> dict[str, object]:
        held = thing(workspace, name, language).described
        return {"id": name, "iri": held.iri, "label": held.label, "kinds": held.kinds, "page": address(language, name),
                "sources": [asdict(source) for source in held.sources],
                "statements": [asdict(fact) for fact in held.statements]}  # fmt: skip

    return answered(await site_of(request).answer(told))


async def gaps(request: Request) -> Response:
    """The rows of one analysis of one place, as the file of the page has them."""
    sent = sent_query(request)
    language, name, analysis = language_asked(sent), sent.first("place"), sent.first("analysis", "coverage")
    if analysis not in ANALYSES:
        raise RequestProblem("web-choice")

    def told(workspace: Workspace) -> dict[str, object]:
        place = workspace.the(name, "place", language=language)
        shown = workspace.gaps_table(workspace.gaps(analysis, places=[place]), language)
        return {"place": place, "analysis": analysis, "withheld": shown.withheld, "rows": shown.value.as_dicts()}

    return answered(await site_of(request).answer(told, "long"))


async def routes(request: Request) -> Response:
    """The answer to a question in the body (JSON), the document of `tsunagu route --json`; it is let go afterwards."""
    sent = await _sent_json(request)
    language = language_asked(sent)

    def told(workspace: Workspace) -> object:
        return workspace.router.ask(question_of(workspace, sent, language)).value

    made = answered(await site_of(request).answer(told))
    made.headers["Cache-Control"] = "no-store"
    return made


async def _sent_json(request: Request) -> Sent:
    """The fields of a JSON object, lists as fields that come several times; raises `RequestProblem`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RequestProblem("web-post-kind-json", status=415)
    try:
        held = json.loads(await body_of(request))
    except (ValueError, RecursionError) as error:
        raise RequestProblem("web-not-json") from error
    if not isinstance(held, dict):
        raise RequestProblem("web-not-json")
    fields: list[tuple[str, str]] = []
    for name, value in held.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, bool) or not isinstance(item, str | int):
                raise RequestProblem("web-not-json")
            fields.append((name, str(item)))
    if unknown := sorted({name for name, _ in fields} - ROUTE_FIELDS):
        raise RequestProblem("web-field-unknown", name=unknown[0])
    return Sent(tuple(fields[:MOST_FIELDS]))


async def described(request: Request) -> Response:
    """The description of this interface (OpenAPI 3.1)."""
    return answered(description(str(request.base_url).rstrip("/")))


def answered(held: object, status: int = 200) -> Response:
    """A JSON answer that pages of other origins may read: what it gives is public."""
    return Response(json.dumps(held, ensure_ascii=False), status, media_type="application/json", headers=OPEN)
