"""What all pages share: the newest build of a home, and the one thread in which answers are made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from starlette.requests import Request

from tsunagu.workspace import Workspace

T = TypeVar("T")


class Site:
    """A home that is shown. A new build of it is taken up by the next page, while pages being made finish with theirs.

    Answers are made one after another in a thread of their own: what is read of a build is read once and kept, and the
    server goes on listening meanwhile.
    """

    def __init__(self, home: Path | None = None) -> None:
        self.home = Workspace(home).home
        self._thread = ThreadPoolExecutor(1, "answers")
        self._held: tuple[Path, Workspace] | None = None

    def workspace(self) -> Workspace:
        """The workspace over the newest build; raises `StoreProblem` where nothing is built."""
        built = self.home.current()
        if self._held is None or self._held[0] != built:
            self._held = built, Workspace(self.home.folder)
        return self._held[1]

    async def answer(self, make: Callable[[Workspace], T]) -> T:
        """What `make` makes of the workspace, made in the thread of answers; raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: make(self.workspace()))

    def close(self) -> None:
        """End the thread once what is being made is done."""
        self._thread.shutdown()


def site_of(request: Request) -> Site:
    """The site a request came to."""
    site: Site = request.app.state.site
    return site
