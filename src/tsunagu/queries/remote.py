"""A remote SPARQL 1.1 endpoint. Used only when the user names one."""

from __future__ import annotations

from dataclasses import asdict, replace

from tsunagu.errors import EndpointProblem, LimitReached
from tsunagu.queries.address import parse_address
from tsunagu.queries.limited import LimitedEngine
from tsunagu.queries.limits import DEFAULT_SECONDS, Limits
from tsunagu.queries.results import Reply
from tsunagu.queries.workers import Worker


class RemoteEngine(LimitedEngine):
    """Answers queries by HTTP; `timeout` (seconds) is for all, from looking up the name to the last byte."""

    def __init__(
        self,
        endpoint: str,
        timeout: float = DEFAULT_SECONDS,
        limits: Limits | None = None,
        worker: Worker | None = None,
    ) -> None:
        self.address = parse_address(endpoint)
        super().__init__({"endpoint": asdict(self.address)}, replace(limits or Limits(), seconds=timeout), worker)

    def ask(self, text: str, *, check: bool = True) -> Reply:
        """Answer a query of any form; what leaves the house is always checked.

        Raises `EndpointProblem` where the endpoint is down, slow, refuses, or gives no result.
        """
        try:
            return super().ask(text, check=check)
        except LimitReached as error:
            if error.key != "limit-time":
                raise
            seconds = error.data["seconds"]
            raise EndpointProblem("endpoint-slow", url=self.address.shown, seconds=seconds) from error
