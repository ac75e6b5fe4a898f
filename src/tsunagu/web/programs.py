"""Answers for programs: SPARQL results and graphs in the form a client takes, made in processes that can be ended."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.disclosure.shown import Shown
from tsunagu.errors import LimitReached, NameUnknown, RequestProblem
from tsunagu.messages import text
from tsunagu.queries.address import parse_address
from tsunagu.queries.exchange import ReplyFormat, render_reply
from tsunagu.queries.limits import Limits
from tsunagu.queries.remote_graphs import UnionEndpoint
from tsunagu.queries.results import ConstructedGraph, Reply
from tsunagu.queries.workers import Worker
from tsunagu.web.frame import language_of
from tsunagu.web.rates import Shares, address_of
from tsunagu.web.site import Site, site_of

MEDIA: Mapping[str, str] = {
    "ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples",
    "rdfxml": "application/rdf+xml",
}  # fmt: skip
"""Forms of graphs and their media types."""
FORMS: Mapping[str, str] = {**MEDIA, "csv": "text/csv"}
"""Forms of what is said of one thing: its triples, or its statements as rows for a spreadsheet."""
TABLES: Mapping[str, str] = {
    "json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "sparql-csv": "text/csv",
    "tsv": "text/tab-separated-values",
}  # fmt: skip
"""Forms of tables and their media types."""
ALIASES = {"application/json": "json", "application/xml": "xml", "text/xml": "xml", "text/n3": "ttl"}
Dataset = tuple[tuple[str, ...], tuple[str, ...]]
"""The graphs that make the default graph, and those that can be named, by IRI."""
AT_ONCE, WAITING = 3, 16
AT_ONCE_EACH, WAITING_EACH = 2, 8
"""Of these, how many one visitor may have running, and waiting: there is always a process left for another."""
SECONDS = 20.0
OPEN = {"Access-Control-Allow-Origin": "*"}


Gone = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Visitor:
    """Who asks: by address, for a fair share, and what tells that they went away."""

    name: str = ""
    gone: Gone | None = None


NOBODY = Visitor()


class Asking:
    """A process that answers, over the newest build of a site, or by a remote endpoint where one is named."""

    def __init__(self, endpoint: str = "") -> None:
        self.worker = Worker()
        self._remote = UnionEndpoint(endpoint, SECONDS, Limits(SECONDS), self.worker) if endpoint else None

    def ask(self, site: Site, query: str, dataset: Dataset | None) -> Reply:
        """Answer; raises as `Answerers.ask` does."""
        if self._remote:
            if dataset:
                raise RequestProblem("web-no-graphs")
            return self._remote.ask(query)
        job = {"store": str(site.home.store()), "text": query, "check": True}
        return self.worker.do(job | ({"dataset": dataset} if dataset else {}), Limits(SECONDS))


class Answerers:
    """Processes that answer SPARQL, so many at once; who comes when too many wait is told to come back."""

    def __init__(self, at_once: int = AT_ONCE, endpoint: str = "") -> None:
        self._free: asyncio.Queue[Asking] = asyncio.Queue()
        for _ in range(at_once):
            self._free.put_nowait(Asking(endpoint))
        self._waiting = 0
        self._shares = Shares(AT_ONCE_EACH, WAITING_EACH)
        self._threads = ThreadPoolExecutor(at_once, "sparql")
        self.remote = parse_address(endpoint).shown if endpoint else ""

    async def ask(self, site: Site, query: str, visitor: Visitor = NOBODY, dataset: Dataset | None = None) -> Reply:
        """The reply to a query that may only read; where its visitor goes away the work is ended.

        `dataset` names the graphs asked, as the protocol does. Raises `QueryProblem`, `LimitReached`,
        `EndpointProblem`, `RequestProblem` (429) where one visitor asks too much at a time.
        """
        async with self._shares.of(visitor.name):
            return await self._asked(site, query, visitor.gone, dataset)

    async def _asked(self, site: Site, query: str, gone: Gone | None, dataset: Dataset | None) -> Reply:
        if self._waiting >= WAITING:
            raise LimitReached("web-busy")
        self._waiting += 1
        try:
            asking = await self._free.get()
        finally:
            self._waiting -= 1
        asked = asyncio.get_running_loop().run_in_executor(self._threads, asking.ask, site, query, dataset)
        asked.add_done_callback(lambda _: self._free.put_nowait(asking))  # also where nobody waits for it any more
        if gone is not None:
            await _ended(asked, gone(), asking.worker)
        return await asyncio.shield(asked)

    def close(self) -> None:
        """End the processes."""
        while not self._free.empty():
            self._free.get_nowait().worker.close()
        self._threads.shutdown(wait=False)


async def _ended(asked: asyncio.Future[Reply], gone: Awaitable[None], worker: Worker) -> None:
    """Wait until the work is done, or end it when nobody waits for it any more."""
    leaving = asyncio.ensure_future(gone)
    try:
        await asyncio.wait((asked, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not asked.done():
            worker.stop()
    finally:
        leaving.cancel()


def visitor_of(request: Request) -> Visitor:
    """Who sent a request."""

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            await asyncio.sleep(0.05)

    return Visitor(address_of(request.scope), gone)


def accepted(header: str) -> list[str]:
    """The media types of an `Accept` header, best first; those with `q=0` are left out.

    >>> accepted("text/html;q=0.5, text/turtle, */*;q=0")
    ['text/turtle', 'text/html']
    """
    weighed: list[tuple[float, str]] = []
    for part in header.split(","):
        media, *more = (piece.strip().lower() for piece in part.split(";"))
        said = next((piece[2:] for piece in more if piece.startswith("q=")), "1")
        try:
            weight = float(said)
        except ValueError:
            weight = 0.0
        if media and weight > 0:
            weighed.append((weight, media))
    return [media for _, media in sorted(weighed, key=lambda held: -held[0])]


def wanted_form(request: Request, asked: str = "") -> str:
    """The form in which a thing is wanted: `html`, or one of `FORMS`; raises `RequestProblem` for an unknown one."""
    if asked:
        if asked not in (*FORMS, "html"):
            raise RequestProblem("web-form-unknown", forms=", ".join(sorted(FORMS)))
        return asked
    for media in accepted(request.headers.get("accept", "")):
        if media in ("text/html", "application/xhtml+xml", "*/*"):
            return "html"
        form = _form_of(media, FORMS)
        if form:
            return form
    return "html"


def _form_of(media: str, known: Mapping[str, str]) -> str:
    by_media = {name: form for form, name in known.items()}
    form = by_media.get(media) or ALIASES.get(media, "")
    return form if form in known else ""


def negotiated(request: Request, reply: Reply) -> str:
    """The form of a reply that its client takes, the first of its kind where anything will do.

    Raises `RequestProblem` (406) where the client takes none.
    """
    known = MEDIA if isinstance(reply.result, ConstructedGraph) else TABLES
    ranked = accepted(request.headers.get("accept", "")) or ["*/*"]
    for media in ranked:
        if media in ("*/*", "application/*", "text/*"):
            return next(form for form, name in known.items() if media in ("*/*", name.partition("/")[0] + "/*"))
        if form := _form_of(media, known):
            return form
    raise RequestProblem("web-not-acceptable", forms=", ".join(known.values()), status=406)


async def answer_sparql(
    request: Request, query: str, form: str = "", dataset: Dataset | None = None, *, about: str = ""
) -> Response:
    """The reply to a query as a response, in `form` or in what the client takes; what must stay secret is left out.

    Where the triples are `about` one thing and there are none, raises `NameUnknown`.
    """
    site = site_of(request)
    answerers: Answerers = request.app.state.answerers
    reply = await answerers.ask(site, query, visitor_of(request), dataset)
    chosen = form or negotiated(request, reply)
    shown: Shown[Reply] = await site.answer(lambda workspace: workspace.guard.reply(reply))
    if about and isinstance(shown.value.result, ConstructedGraph) and not shown.value.result.count:
        raise NameUnknown("name-unknown", name=about, near="-")
    note = text(reply.cut.key, language_of(request), **reply.cut.data) if reply.cut else ""
    written: ReplyFormat = chosen  # type: ignore[assignment]
    iris = await site.answer(lambda workspace: workspace.iris)
    made = render_reply(shown, written, note, iris)
    return Response(made, media_type={**MEDIA, **TABLES}[chosen], headers={**OPEN, "Vary": "Accept"})
