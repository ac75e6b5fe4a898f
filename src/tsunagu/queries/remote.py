"""A remote SPARQL 1.1 endpoint. Used only when the user names one."""

from __future__ import annotations

from dataclasses import asdict, replace

from tsunagu.errors import EndpointProblem, LimitReached
from tsunagu.queries.address import parse_address
from tsunagu.queries.answers import Answer
from tsunagu.queries.limits import DEFAULT_SECONDS, Limits, refuse_long
from tsunagu.queries.results import Reply, as_answer
from tsunagu.queries.workers import Worker


class RemoteEngine:
    """Answers queries by HTTP from a worker; `timeout` in seconds is for everything, from name look-up to last byte."""

    def __init__(self, endpoint: str, timeout: float = DEFAULT_SECONDS, limits: Limits | None = None) -> None:
        self.address = parse_address(endpoint)
        self.limits = replace(limits or Limits(), seconds=timeout)
        self._worker = Worker()

    def ask(self, text: str) -> Reply:
        """Answer a query of any form.

        Raises `EndpointProblem` where the endpoint is down, slow, refuses, or gives no result.
        """
        refuse_long(text.encode("utf-8", "replace"))
        try:
            return self._worker.do({"endpoint": asdict(self.address), "text": text}, self.limits)
        except LimitReached as error:
            if error.key != "limit-time":
                raise
            seconds = error.data["seconds"]
            raise EndpointProblem("endpoint-slow", url=self.address.shown, seconds=seconds) from error

    def select(self, text: str) -> Answer:
        """The table of a SELECT or ASK."""
        return as_answer(self.ask(text).result)

    def close(self) -> None:
        """End the worker."""
        self._worker.close()
