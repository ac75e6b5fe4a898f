"""Search: everything a name may mean, with what the list can be narrowed to; the one name search of the product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.errors import NameUnknown
from tsunagu.messages import Language, text
from tsunagu.names.facets import FACETS, Facet
from tsunagu.names.listing import Candidate
from tsunagu.web.forms import Sent, sent_query
from tsunagu.web.frame import language_of, page
from tsunagu.web.site import site_of
from tsunagu.web.wording import told
from tsunagu.workspace import Workspace

MOST_SHOWN = 100
MOST_VALUES = 60
LONGEST = 200
"""Characters of a name that are looked for; no name is longer."""
SCRIPTS = ("scripts/suggest.js",)
Choices = tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Hit:
    """One line of a list: what it is, where, why it is there, and of a desk the first number to call."""

    id: str
    label: str
    kind: str
    place: str
    matched: str
    phone: str = ""


@dataclass(frozen=True)
class Found:
    """Hits, how many there are in all, and by facet what they can be narrowed to: id, label, count."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: tuple[tuple[Facet, Choices], ...] = ()
    unknown: str = ""


def chosen_of(sent: Sent) -> dict[Facet, str]:
    """What a form chose of the facets."""
    return {facet: value for facet in FACETS if (value := sent.first(facet))}


def search(workspace: Workspace, name: str, chosen: Mapping[Facet, str], language: Language) -> Found:
    """Hits, best first; where nothing answers, the nearest names are told."""
    if not name:
        return Found()
    try:
        narrowed = workspace.search(name[:LONGEST], chosen, language)
    except NameUnknown as error:
        return Found(unknown=told(error, language))
    hits = tuple(hit_of(workspace, candidate, language) for candidate in narrowed.candidates[:MOST_SHOWN])
    facets = tuple((facet, _choices(workspace, facet, counts, language)) for facet, counts in narrowed.counts.items()
                   if len(counts) > 1 or facet in chosen)  # fmt: skip
    return Found(hits, len(narrowed.candidates), facets)


def hit_of(workspace: Workspace, candidate: Candidate, language: Language) -> Hit:
    """A candidate as it is listed."""
    label = candidate.label.of(language)
    body = workspace.network.bodies.get(candidate.id) if candidate.kind == "body" else None
    matched = candidate.matched if candidate.matched != label and candidate.why != "of_kind" else ""
    return Hit(candidate.id, label, text(f"web-kind-{candidate.kind}", language), candidate.place.of(language),
               matched, body.phones[0] if body and body.phones else "")  # fmt: skip


def _choices(workspace: Workspace, facet: Facet, counts: tuple[tuple[str, int], ...], language: Language) -> Choices:
    held = counts[:MOST_VALUES]
    if facet == "place":  # by code, which runs from north to south
        held = tuple(sorted(held))
    return tuple((name, _label(workspace, facet, name, language), count) for name, count in held)


def _label(workspace: Workspace, facet: Facet, name: str, language: Language) -> str:
    if facet == "kind":
        return text(f"web-kind-{name}", language)
    if facet == "layer":
        return workspace.network.label(f"layer/{name}").of(language)
    return workspace.network.label(name).of(language)


async def find(request: Request) -> Response:
    """The page of a search: `q` is what was typed, each facet narrows it."""
    language, sent = language_of(request), sent_query(request)
    name, chosen = sent.first("q"), chosen_of(sent)
    found = await site_of(request).answer(lambda workspace: search(workspace, name, chosen, language))
    kinds = next((values for facet, values in found.facets if facet == "kind"), ())
    others = tuple((facet, values) for facet, values in found.facets if facet != "kind")
    kept: dict[str, str] = {"q": name, **{str(facet): value for facet, value in chosen.items()}}
    again = {kind: urlencode(kept | {"kind": kind}) for kind in ("", *(held[0] for held in kinds))}
    context = {"asked": name, "chosen": chosen, "found": found, "most": MOST_SHOWN, "kinds": kinds, "others": others,
               "again": again}  # fmt: skip
    return page(request, "web/search.html", context, scripts=SCRIPTS, status=404 if found.unknown else 200)
