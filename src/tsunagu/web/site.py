"""What all pages share: the newest build of a home, and the two threads in which answers are made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal, TypeVar

from starlette.requests import Request

from tsunagu.workspace import Workspace

T = TypeVar("T")
Lane = Literal["short", "long"]
LANES: tuple[Lane, ...] = ("short", "long")
"""Answers that are there at once, and those that take a second or more; neither waits for one of the other sort."""


class Site:
    """A home that is shown. A new build of it is taken up by the next page, while pages being made finish with theirs.

    Answers of one lane are made one after another in a thread of their own, over a workspace of their own: what is
    read of a build is read once and shared, what is worked out on it is not. The server goes on listening meanwhile.
    """

    def __init__(self, home: Path | None = None) -> None:
        self.home = Workspace(home).home
        self._threads = {lane: ThreadPoolExecutor(1, f"answers-{lane}") for lane in LANES}
        self._held: dict[Lane, tuple[Path, Workspace]] = {}

    def workspace(self, lane: Lane = "short") -> Workspace:
        """The workspace of a lane over the newest build; raises `StoreProblem` where nothing is built."""
        built = self.home.current()
        if lane not in self._held or self._held[lane][0] != built:
            self._held[lane] = built, Workspace(self.home.folder)
        return self._held[lane][1]

    async def answer(self, make: Callable[[Workspace], T], lane: Lane = "short") -> T:
        """What `make` makes of the workspace, made in the thread of a lane; raises what it raises."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads[lane], lambda: make(self.workspace(lane)))

    def close(self) -> None:
        """End the threads once what is being made is done."""
        for thread in self._threads.values():
            thread.shutdown()


def site_of(request: Request) -> Site:
    """The site a request came to."""
    site: Site = request.app.state.site
    return site
