"""A visitor of the application in this process: asks for one address and gets the whole answer, without a network."""

from __future__ import annotations

from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette

HOST = (b"host", b"localhost")


@dataclass(frozen=True)
class Visited:
    """What an address answered: status, media type without parameters, where it points to, and the body."""

    status: int
    media: str
    location: str
    body: bytes


@asynccontextmanager
async def opened(app: Starlette) -> AsyncIterator[Starlette]:
    """The application between its start and its end."""
    async with app.router.lifespan_context(app):
        yield app


async def visit(app: Starlette, address: str) -> Visited:
    """GET an address (a path, with or without a query); raises what the application raises."""
    path, _, query = address.partition("?")
    told: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        told.append(message)

    await app(_scope(path, query), receive, send)
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in told[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in told[1:])
    media = headers.get("content-type", "").partition(";")[0]
    return Visited(told[0]["status"], media, headers.get("location", ""), body)


def _scope(path: str, query: str) -> dict[str, Any]:
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": unquote(path), "raw_path": path.encode("ascii"), "query_string": query.encode("ascii"), "root_path": "",
        "headers": [HOST], "client": ("127.0.0.1", 0), "server": ("localhost", 80),
    }  # fmt: skip
