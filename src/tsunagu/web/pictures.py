"""The pictures of the network, as the files of `tsunagu picture` show them, made when asked for."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tsunagu.errors import NameUnknown
from tsunagu.messages import Language
from tsunagu.viz.pages.frame import Neighbours, other_language
from tsunagu.viz.pages.pictures import Pictures
from tsunagu.web.forms import sent_query
from tsunagu.web.frame import address, language_of, page, ways_of
from tsunagu.web.site import site_of
from tsunagu.workspace import Workspace

WITH_WAYS = frozenset(("body", "place", "document"))
"""Kinds of pictures over which somebody is handed on; between articles and measures there is no way."""
Links = tuple[tuple[str, str], ...]


def offered(workspace: Workspace, language: Language) -> tuple[tuple[str, Links], ...]:
    """The pictures one may begin with: per document, per place with a document, and the needs."""
    network = workspace.network
    documents = network.concepts_in("document")
    places = sorted({document.authority for document in documents})
    named = [(place, network.label(place).of(language)) for place in places]
    return (
        ("page-index-title", tuple((f"pictures/{document.id}", document.label.of(language)) for document in documents)),
        ("picture-index-places", tuple((f"pictures/{place}", label) for place, label in named)),
        ("picture-index-needs", tuple((f"pictures/needs/{place}", label) for place, label in named)),
        ("picture-index-laws", tuple((f"pictures/law/{place}", label) for place, label in named)),
    )


async def index(request: Request) -> Response:
    """The list of pictures."""
    language = language_of(request)
    groups = await site_of(request).answer(lambda workspace: offered(workspace, language))
    return page(request, "web/pictures.html", {"groups": groups})


def drawn(pictures: Pictures, kind: str, name: str, opened: tuple[str, ...], beside: Neighbours) -> str:
    """The page of a picture, large ones gathered but for `opened` groups.

    Raises `NameUnknown` for a kind or a name nobody knows, `PictureProblem`.
    """
    network = pictures.network
    if kind == "body" and f"body/{name}" in network.bodies:
        return pictures.body(f"body/{name}", opened=opened).page(beside)
    if kind in ("place", "document") and f"{kind}/{name}" in network.concepts:
        made = pictures.place if kind == "place" else pictures.document
        return made(f"{kind}/{name}", opened).page(beside)
    if kind in ("needs", "law") and name in network.concepts:
        return (pictures.matrix(name) if kind == "needs" else pictures.law(name)).page(beside)
    raise NameUnknown("name-unknown", name=f"{kind}/{name}", near="-")


async def show(request: Request) -> Response:
    """One picture."""
    language = language_of(request)
    kind, name = request.path_params["kind"], request.path_params["name"]
    twin = address(other_language(language), f"pictures/{kind}/{name}")
    opened = sent_query(request).every("open")
    asked = "?" + "".join(f"open={quote(group)}&" for group in opened) + "open="
    ways = f"/api/way?lang={language}" if kind in WITH_WAYS else ""
    beside = Neighbours(address(language, "pictures"), twin, ways, asked, ways_of(request, language))
    made = await site_of(request).answer(
        lambda workspace: drawn(workspace.pictures(language), kind, name, opened, beside)
    )
    return HTMLResponse(made)
