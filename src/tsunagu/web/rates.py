"""How much one visitor may ask for: so many answers a second of the interface for programs, so many queries at a time.

A visitor is an address of the network. Nothing of what is asked is kept, only how much.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from tsunagu.errors import RequestProblem
from tsunagu.messages import text
from tsunagu.web.faults import fault
from tsunagu.web.frame import language_of

A_SECOND, AT_FIRST = 20.0, 100
"""Answers of the interface for programs a second, and how many may be asked for at once before that counts."""
COUNTED = "/api/"
MOST_VISITORS = 10_000
"""Visitors remembered; the one who came longest ago is forgotten first."""


def address_of(scope: Scope | MutableMapping[str, Any]) -> str:
    """The address a request came from; empty where nobody knows."""
    client = scope.get("client")
    return str(client[0]) if client else ""


class Rates:
    """A bucket for each visitor that fills by `a_second` and holds `at_first`."""

    def __init__(self, a_second: float = A_SECOND, at_first: int = AT_FIRST) -> None:
        self.a_second, self.at_first = a_second, at_first
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, visitor: str, now: float) -> float:
        """Take one answer; 0 where it may be given, else the seconds after which it may."""
        left, then = self._held.pop(visitor, (float(self.at_first), now))
        left = min(float(self.at_first), left + (now - then) * self.a_second)
        given = left >= 1
        self._held[visitor] = (left - 1 if given else left), now
        while len(self._held) > MOST_VISITORS:
            self._held.popitem(last=False)
        return 0.0 if given else (1 - left) / self.a_second


class Limiter:
    """Answers 429 with the seconds to wait (Retry-After) to a visitor who asks the interface too often."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.rates = app, Rates()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or tell to wait."""
        counted = scope["type"] == "http" and scope["path"].startswith(COUNTED)
        seconds = self.rates.wait(address_of(scope), time.monotonic()) if counted else 0.0
        if not seconds:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        told = fault(request, 429, text("web-too-often", language_of(request), most=int(A_SECOND)), "web-too-often")
        told.headers["Retry-After"] = str(max(1, round(seconds)))
        await told(scope, receive, send)


class Shares:
    """So many at a time for each visitor, and so many waiting; who wants more is told so."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._at_once, self._most = at_once, at_once + waiting
        self._held: dict[str, tuple[asyncio.Semaphore, int]] = {}

    @asynccontextmanager
    async def of(self, visitor: str) -> AsyncIterator[None]:
        """The turn of a visitor; raises `RequestProblem` (429) where too many of theirs wait."""
        turns, count = self._held.get(visitor) or (asyncio.Semaphore(self._at_once), 0)
        if count >= self._most:
            raise RequestProblem("web-own-busy", status=429)
        self._held[visitor] = turns, count + 1
        try:
            async with turns:
                yield
        finally:
            left = self._held[visitor][1] - 1
            if left:
                self._held[visitor] = turns, left
            else:
                del self._held[visitor]
