"""Pages that ask a server, as pages that hold their answers: routes for usual cases, and the search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tsunagu.disclosure.shown import Shown
from tsunagu.messages import Language, text
from tsunagu.names.folding import letters_for_scripts
from tsunagu.queries.limits import DEFAULT_SECONDS
from tsunagu.routes.answer import Json
from tsunagu.routes.minute import tell
from tsunagu.viz.pages.inline import EDITOR, json_for_script
from tsunagu.viz.routes.page import COLUMNS, STYLES, handout_style, make_sheet
from tsunagu.web.forms import Sent, sent_query
from tsunagu.web.frame import address, language_of, page
from tsunagu.web.own_query import empty
from tsunagu.web.published.addresses import file_of, way
from tsunagu.web.published.selection import Selection
from tsunagu.web.site import site_of
from tsunagu.web.traced import choices
from tsunagu.workspace import Workspace

ALLOWED = {"script-src": "'strict-dynamic' 'wasm-unsafe-eval' blob:", "worker-src": "blob:"}
"""What a page needs that runs a worker of its own: scripts it loads itself, WebAssembly, workers made in the page."""
ENGINE = ("scripts/parts.js", "scripts/local.js")
GRAPH = (EDITOR, "scripts/parts.js", "scripts/localgraph.js", "scripts/sparql.js")
CASES: dict[str, tuple[str, ...]] = {
    "": (), "child": ("circumstance/child",), "with-child": ("circumstance/child-along",),
    "night": ("circumstance/night",), "holiday": ("circumstance/holiday",), "no-phone": ("circumstance/no-phone",),
    "interpreter": ("circumstance/interpreter",),
}  # fmt: skip
"""Cases a published route is made for, with the circumstances each tells; everything else asks the explorer itself."""
Line = tuple[str, str, str, str, str]


@dataclass
class Publication:
    """What is published, and the addresses met so far."""

    selection: Selection
    things: set[str]

    def routes(self) -> list[Route]:
        """The pages that take the place of those that answer by script."""
        found = []
        for language in self.selection.languages:
            pages = {"route": self.route, "search": self.search, "sparql": self.sparql}
            found += [Route(f"/{language}/{name}", page) for name, page in pages.items()]
        return found

    async def route(self, request: Request) -> Response:
        """The places to choose from; of one place its needs; of a place and a need the answer, for each usual case."""
        language, sent = language_of(request), sent_query(request)
        place, need, case = sent.first("place"), sent.first("need"), sent.first("case")
        site = site_of(request)
        offered = await site.answer(lambda workspace: choices(workspace, language))
        places = await site.answer(lambda workspace: self._places(workspace, language))
        label = dict(places).get(place, "")
        context: dict[str, object] = {"choices": offered, "places": places, "place": place, "label": label,
                                      "need": need, "case": case, "cases": tuple(CASES)}  # fmt: skip
        if not need:
            context |= {"sent": Sent((("place", label),)), "fresh": True}
            allowed = {**ALLOWED, "style-src": handout_style()}
            return page(request, "web/published-routes.html", context, STYLES, scripts=ENGINE, allowed=allowed)
        answer = await site.answer(lambda workspace: _answer(workspace, place, need, case, language))
        context |= {
            "sheet": make_sheet(answer, language),
            "columns": COLUMNS,
            "said": tell(answer, language, full=True),
        }
        return page(request, "web/published-answer.html", context, STYLES)

    def _places(self, workspace: Workspace, language: Language) -> list[tuple[str, str]]:
        return [(code, workspace.network.label(f"place/{code}").of(language)) for code in sorted(self.selection.codes)]

    async def sparql(self, request: Request) -> Response:
        """The page of one's own queries, which asks a store in the page."""
        language = language_of(request)
        context = await site_of(request).answer(lambda workspace: _graph_page(workspace, language))
        return page(request, "web/sparql.html", context, scripts=GRAPH, allowed=ALLOWED)

    async def search(self, request: Request) -> Response:
        """The search over what is published, with the names by which each thing is found."""
        language = language_of(request)
        held = await site_of(request).answer(lambda workspace: self._lines(workspace, language))
        context: dict[str, object] = {"data": json_for_script({"lines": held, "fold": letters_for_scripts()})}
        return page(request, "web/published-search.html", context, scripts=("scripts/found.js",))

    def _lines(self, workspace: Workspace, language: Language) -> list[Line]:
        """Label, kind, place, file and folded names of every published thing that has a name."""
        names: dict[str, dict[str, None]] = {}
        for name in workspace.names.names:
            if name.thing in self.things and name.language in ("", language):
                names.setdefault(name.thing, {})[name.folded] = None
        index, here = workspace.names, file_of(address(language, "search"))
        return [
            (index.label(thing).of(language), text(f"web-kind-{index.kinds[thing]}", language),
             index.place(thing).of(language), way(here, file_of(address(language, thing))), "\n".join(known))
            for thing, known in sorted(names.items()) if thing in index.kinds
        ]  # fmt: skip


def _graph_page(workspace: Workspace, language: Language) -> dict[str, object]:
    network = workspace.network
    holds = {"quads": workspace.report.quads, "documents": len(network.concepts_in("document")),
             "registers": len(network.registers), "seconds": round(DEFAULT_SECONDS)}  # fmt: skip
    return {**empty(workspace, "", language), "holds": holds}


def _answer(workspace: Workspace, place: str, need: str, case: str, language: Language) -> Shown[Json]:
    question = workspace.question("", "", language=language, place=f"place/{place}", needs=[need],
                                  circumstances=CASES[case])  # fmt: skip
    return workspace.router.ask(question)


def things_of(addresses: Iterable[str]) -> set[str]:
    """The ids of things among addresses without a query.

    >>> things_of(["/ja/need/dv", "/en/need/dv", "/ja/gaps?place=132152"])
    {'need/dv'}
    """
    return {path.partition("/")[2] for address in addresses if "?" not in address and (path := address.strip("/"))}
