"""The explorer as one ASGI application: which address is which page, and what every answer carries."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from tsunagu.errors import TsunaguError
from tsunagu.messages import LANGUAGES
from tsunagu.queries.address import parse_address
from tsunagu.web import (
    api,
    asking,
    comparing,
    editions,
    endpoint,
    gapping,
    itself,
    japan,
    own_query,
    pictures,
    reporting,
    searching,
    start,
    things,
    tracing,
)
from tsunagu.web.counting import Counting
from tsunagu.web.doorkeeper import LOCAL, Doorkeeper
from tsunagu.web.faults import on_crash, on_error, on_http
from tsunagu.web.programs import Answerers
from tsunagu.web.rates import Limiter
from tsunagu.web.review.held import Reviewing
from tsunagu.web.review.routes import review_routes
from tsunagu.web.site import Site


def make_app(
    home: Path | None = None,
    hosts: Collection[str] = LOCAL,
    *,
    count: bool = False,
    endpoint: str = "",
    reviewing: Reviewing | None = None,
) -> Starlette:
    """The application over a home; `hosts` are the names it answers to, `*` any; with `count` it counts the country.

    With an `endpoint`, SPARQL and the questions are asked of it; with `reviewing` it has the pages of that review.
    Raises `EndpointProblem` for no address.
    """
    if endpoint:
        parse_address(endpoint)

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        app.state.site, app.state.counting = Site(home), Counting()
        app.state.answerers = Answerers(endpoint=endpoint)
        if count:
            app.state.counting.begin(app.state.site.home.folder)
        app.state.reviewing = reviewing
        yield
        if reviewing:
            reviewing.close()
        app.state.counting.close()
        app.state.answerers.close()
        app.state.site.close()

    return Starlette(
        routes=[*(review_routes() if reviewing else ()), *_routes()],
        lifespan=life,
        middleware=[Middleware(Doorkeeper, hosts=frozenset(hosts)), Middleware(Limiter)],
        exception_handlers={TsunaguError: on_error, HTTPException: on_http, Exception: on_crash},
    )


def _routes() -> list[BaseRoute]:
    found: list[BaseRoute] = [
        Route("/", start.entrance),
        Route("/sparql", endpoint.endpoint, methods=["GET", "POST", "OPTIONS"]),
        Route("/data/{thing:path}", things.data),
        Route("/api/search", api.search),
        Route("/api/way", api.way),
        Route("/api/entity/{thing:path}", api.entity),
        Route("/api/gaps", api.gaps),
        Route("/api/routes", api.routes, methods=["POST"]),
        Route("/api/openapi.json", api.described),
    ]
    for language in LANGUAGES:
        found += [
            Route(f"/{language}/", start.start),
            Route(f"/{language}/about", start.about),
            Route(f"/{language}/accessibility", itself.accessibility),
            Route(f"/{language}/api", itself.interface),
            Route(f"/{language}/vocabulary", itself.vocabulary),
            Route(f"/{language}/search", searching.find),
            Route(f"/{language}/route", tracing.ask),
            Route(f"/{language}/route", tracing.answer, methods=["POST"]),
            Route(f"/{language}/japan", japan.show),
            Route(f"/{language}/gaps", gapping.show),
            Route(f"/{language}/compare", comparing.show),
            Route(f"/{language}/editions", editions.show),
            Route(f"/{language}/report/{{code:int}}.{{form:str}}", reporting.download),
            Route(f"/{language}/pictures", pictures.index),
            Route(f"/{language}/pictures/{{kind}}/{{name:path}}", pictures.show),
            Route(f"/{language}/questions", asking.listed),
            Route(f"/{language}/questions/{{identifier}}", asking.question),
            Route(f"/{language}/sparql", own_query.sparql, methods=["GET", "POST"]),
            Route(f"/{language}/corrections/{{thing:path}}.csv", things.corrections),
            Route(f"/{language}/{{thing:path}}", things.show),
        ]
    return [*found, Route("/{thing:path}", things.named)]
