"""Questions of the user to the embedded store: in a process that can be ended, within limits."""

from __future__ import annotations

from typing import Any, Self

from tsunagu.graph.home import Home
from tsunagu.queries.answers import Answer
from tsunagu.queries.limits import Limits, refuse_long
from tsunagu.queries.results import Reply, as_answer
from tsunagu.queries.workers import Worker


def open_limited(home: Home, limits: Limits | None = None) -> LimitedEngine:
    """Open the current build for questions of the user; raises `StoreProblem` where there is none."""
    return LimitedEngine({"store": str(home.current() / "store")}, limits or Limits())


class LimitedEngine:
    """An engine behind a worker; `whom` tells the worker whom to ask. Close it, or use it as a context, when done.

    Engines of one thread may share a `worker`.
    """

    def __init__(self, whom: dict[str, Any], limits: Limits, worker: Worker | None = None) -> None:
        self.whom = whom
        self.limits = limits
        self._worker = worker or Worker()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, text: str, *, check: bool = True) -> Reply:
        """Answer a query of any form.

        `check` refuses what does more than read (`sparql_check`); questions of the catalogue need none. Raises
        `QueryProblem` for what cannot be run, `LimitReached` where a limit ended it.
        """
        refuse_long(text.encode("utf-8", "replace"))
        return self._worker.do({**self.whom, "text": text, "check": check}, self.limits)

    def select(self, text: str) -> Answer:
        """The table of a SELECT or ASK; what was cut is not told, so ask with limits that suit."""
        return as_answer(self.ask(text).result)

    def close(self) -> None:
        """End the worker."""
        self._worker.close()
