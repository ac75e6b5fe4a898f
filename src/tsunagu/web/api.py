"""The interface for programs: the answers of the pages as JSON, errors as RFC 9457 tells them."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.errors import RequestProblem
from tsunagu.messages import LANGUAGES, Language, catalogue, text
from tsunagu.web.forms import Sent, sent_query
from tsunagu.web.frame import address
from tsunagu.web.programs import OPEN
from tsunagu.web.searching import Found, chosen_of
from tsunagu.web.searching import search as search_for
from tsunagu.web.site import site_of
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


def answered(held: object, status: int = 200) -> Response:
    """A JSON answer that pages of other origins may read: what it gives is public."""
    return Response(json.dumps(held, ensure_ascii=False), status, media_type="application/json", headers=OPEN)
