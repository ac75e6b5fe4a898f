"""Search: everything a name may mean, by kind, with the municipality; the one name search of the product."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.errors import NameUnknown
from tsunagu.messages import Language
from tsunagu.names.kinds import KINDS, Kind
from tsunagu.names.search import Candidate
from tsunagu.web.faults import told
from tsunagu.web.forms import sent_query
from tsunagu.web.frame import language_of, page
from tsunagu.web.site import site_of
from tsunagu.workspace import Workspace

MOST_SHOWN = 100
LONGEST = 200
"""Characters of a name that are looked for; no name is longer."""


@dataclass(frozen=True)
class Found:
    """What answers to a name: `counts` by kind before one was chosen, `unknown` says that nothing does."""

    candidates: tuple[Candidate, ...] = ()
    counts: tuple[tuple[Kind, int], ...] = ()
    unknown: str = ""


def search(workspace: Workspace, name: str, kind: str, language: Language) -> Found:
    """Candidates, best first; where nothing answers, the nearest names are told."""
    if not name:
        return Found()
    try:
        every = workspace.browse(name[:LONGEST], language=language)
    except NameUnknown as error:
        return Found(unknown=told(error, language))
    held = Counter(candidate.kind for candidate in every)
    counts = tuple((known, held[known]) for known in KINDS if held[known])
    return Found(tuple(candidate for candidate in every if kind in ("", candidate.kind)), counts)


async def find(request: Request) -> Response:
    """The page of a search: `q` is what was typed, `kind` narrows to one kind of thing."""
    language, sent = language_of(request), sent_query(request)
    name, kind = sent.first("q"), sent.first("kind")
    found = await site_of(request).answer(lambda workspace: search(workspace, name, kind, language))
    context = {"asked": name, "kind": kind, "found": found, "most": MOST_SHOWN}
    return page(request, "web/search.html", context, status=404 if found.unknown else 200)
