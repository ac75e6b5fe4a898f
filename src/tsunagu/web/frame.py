"""A page of the explorer: the frame of all pages, with the way to the others and to its twin in the other language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from tsunagu.messages import LANGUAGES, Language, catalogue
from tsunagu.viz.pages.frame import ALONE, frame, other_language
from tsunagu.viz.pages.inline import widened
from tsunagu.viz.pages.shell import environment
from tsunagu.viz.routes.page import in_its_tongue

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import HTMLResponse

STYLE = "styles/web.css"
DARK = "styles/dark.css"
PAGES = ("", "route", "search", "japan", "gaps", "pictures", "questions", "sparql", "about")
"""The pages one can go to from everywhere, by the last part of their address."""
PUBLISHED_FOOT = "published-footer"
FORGETFUL = ("route", "sparql")
"""Pages whose address is not handed on with what stands in it."""


@dataclass(frozen=True)
class Ways:
    """Where a page lies: addresses and headings of the main pages, its own, that of its twin, and what stands below.

    `remote` is the endpoint that questions are asked of, where it is not the build of this machine.
    """

    pages: tuple[tuple[str, str], ...]
    here: str
    other: str
    foot: str = "web-footer"
    remote: str = ""

    @property
    def published(self) -> bool:
        """Whether the page is a file, which nobody serves."""
        return self.foot == PUBLISHED_FOOT


def language_of(request: Request) -> Language:
    """The language in the address of a page, else the one the visitor's browser prefers, else Japanese."""
    first = request.url.path.strip("/").partition("/")[0]
    for language in LANGUAGES:
        if first == language:
            return language
    accepted = request.headers.get("accept-language", "").lower()
    return "en" if accepted.startswith("en") else "ja"


def address(language: Language, path: str) -> str:
    """The address of a page, or of a thing by its id.

    >>> address("ja", "body/132152-shicho-shitsu"), address("en", "")
    ('/ja/body/132152-shicho-shitsu', '/en/')
    """
    return f"/{language}/{quote(path, safe='/:()[]@!$,;~*-._')}"


def thing_of(base: str, value: str) -> str:
    """The id of the thing an IRI of a build with some base names; empty for a graph, a term, or anything else.

    >>> thing_of("https://w3id.org/tsunagu/", "https://w3id.org/tsunagu/body/x"), thing_of("https://b/", "https://b/ns#from")
    ('body/x', '')
    """
    name = value.removeprefix(base) if value.startswith(base) else ""
    return "" if name.startswith(("graph/", "ns#", "shape/")) else name


def page(
    request: Request,
    template: str,
    context: dict[str, object],
    styles: Sequence[str] = (),
    *,
    scripts: Sequence[str] = (),
    allowed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """A page made from `viz/templates/<template>`; its forms and scripts reach this server and nothing else.

    `allowed` are further sources that its policy allows, by directive.
    """
    from starlette.responses import HTMLResponse  # noqa: PLC0415 - pages are rendered without a server too

    ways = ways_of(request, language := language_of(request))
    return HTMLResponse(rendered(language, ways, template, context, styles, scripts=scripts, allowed=allowed), status)


def rendered(
    language: Language,
    ways: Ways,
    template: str,
    context: dict[str, object],
    styles: Sequence[str] = (),
    *,
    scripts: Sequence[str] = (),
    allowed: Mapping[str, str] | None = None,
) -> str:
    """The text of a page, whoever asked for it."""
    framed = frame(language, ALONE, scripts, (*styles, STYLE, DARK)) | {"site": ways}
    reached = "connect-src 'self'; form-action 'self'" if scripts else "form-action 'self'"
    framed["policy"] = widened(str(framed["policy"]).replace("form-action 'none'", reached), allowed or {})
    made = environment(framed)
    made.filters["tongue"] = partial(in_its_tongue, language=language)
    made.globals |= {"address": partial(address, language), "thing_of": thing_of, "raw": catalogue(language).get}
    return made.get_template(template).render(context)


def published(request: Request) -> bool:
    """Tell whether a page is made for a file, from which no server answers."""
    return bool(getattr(request.app.state, "published", False))


def ways_of(request: Request, language: Language) -> Ways:
    """The ways from a page to the others."""
    here = request.url.path
    rest = here.strip("/").partition("/")[2]
    kept = request.method == "GET" and request.url.query and rest not in FORGETFUL
    asked = f"?{request.url.query}" if kept else ""
    shown = (*PAGES, "review") if getattr(request.app.state, "reviewing", None) else PAGES
    pages = tuple((address(language, name), f"web-page-{name or 'start'}") for name in shown)
    foot = PUBLISHED_FOOT if published(request) else "web-footer"
    foot = "review-footer" if rest.partition("/")[0] == "review" and "review" in shown else foot
    remote = request.app.state.answerers.remote
    return Ways(pages, here, address(other_language(language), rest) + asked, foot, remote)
