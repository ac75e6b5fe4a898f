"""The interface for programs: the answers of the pages as JSON, errors as RFC 9457 tells them."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.errors import RequestProblem
from tsunagu.messages import LANGUAGES, Language
from tsunagu.web.forms import Sent, sent_query
from tsunagu.web.frame import address
from tsunagu.web.programs import OPEN
from tsunagu.web.searching import Found, chosen_of
from tsunagu.web.searching import search as search_for
from tsunagu.web.site import site_of

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


def answered(held: object, status: int = 200) -> Response:
    """A JSON answer that pages of other origins may read: what it gives is public."""
    return Response(json.dumps(held, ensure_ascii=False), status, media_type="application/json", headers=OPEN)
