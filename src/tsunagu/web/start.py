"""The first page, and the one that says what the answers rest on."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tsunagu.graph.build import BuildReport, read_report
from tsunagu.messages import Language
from tsunagu.network.records import Register
from tsunagu.web.frame import address, language_of, page
from tsunagu.web.searching import SCRIPTS
from tsunagu.web.site import site_of
from tsunagu.workspace import Workspace


@dataclass(frozen=True)
class Held:
    """What a build holds, for people: documents by label, registers, which ask to be named, and how many of what."""

    documents: tuple[tuple[str, str, str], ...]
    registers: tuple[Register, ...]
    counts: tuple[tuple[str, int], ...]
    report: BuildReport


def held(workspace: Workspace, language: Language) -> Held:
    """Documents with their id, label and issuing place; counts under message keys."""
    network = workspace.network
    documents = network.concepts_in("document")
    named = sum(body.sort == "named" for body in network.bodies.values())
    counts = (
        ("web-count-documents", len(documents)),
        ("web-count-bodies", named),
        ("web-count-links", len(network.links)),
        ("web-count-services", len(network.services)),
        ("web-count-provisions", len(network.provisions)),
        ("web-count-places", len(network.concepts_in("place"))),
    )
    told = tuple(
        (document.id, document.label.of(language), network.label(document.authority).of(language))
        for document in documents
    )
    return Held(told, tuple(network.registers.values()), counts, read_report(workspace.home))


async def entrance(request: Request) -> Response:
    """The address without a language: to the page in the language the browser prefers."""
    return RedirectResponse(address(language_of(request), ""), 302)


async def start(request: Request) -> Response:
    """Three doors, one search box, and what the data hold."""
    language = language_of(request)
    shown = await site_of(request).answer(lambda workspace: held(workspace, language))
    return page(request, "web/start.html", {"held": shown}, scripts=SCRIPTS)


async def about(request: Request) -> Response:
    """Sources and method: what is in the data, under which licence, and what they cannot say."""
    language = language_of(request)
    shown = await site_of(request).answer(lambda workspace: held(workspace, language))
    return page(request, "web/about.html", {"held": shown})
