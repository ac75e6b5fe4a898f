"""A remote SPARQL 1.1 endpoint, asked through SPARQLWrapper. Used only when the user names one."""

from __future__ import annotations

import json
import socket
import urllib.error
from typing import Any
from urllib.parse import urlparse

from tsunagu.errors import EndpointProblem
from tsunagu.queries.answers import Answer, lexical, make_answer

DEFAULT_TIMEOUT = 30
_JSON_TYPES = ("application/sparql-results+json", "application/json")


class RemoteEngine:
    """Answers SELECT and ASK by HTTP; `timeout` in seconds."""

    def __init__(self, endpoint: str, timeout: int = DEFAULT_TIMEOUT) -> None:
        if urlparse(endpoint).scheme not in ("http", "https") or not urlparse(endpoint).hostname:
            raise EndpointProblem("endpoint-address", url=endpoint)
        self.endpoint = endpoint
        self.timeout = timeout

    def select(self, text: str) -> Answer:
        """Return the answer; raises `EndpointProblem` where the endpoint is down, slow or gives no result."""
        result = self._ask(text)
        if "boolean" in result:
            return make_answer(["ask"], [["true" if result["boolean"] else "false"]])
        try:
            names = list(result["head"]["vars"])
            rows = [[_text(binding.get(name)) for name in names] for binding in result["results"]["bindings"]]
        except (KeyError, TypeError, AttributeError) as error:
            raise EndpointProblem("endpoint-not-result", url=self.endpoint, found="JSON") from error
        return make_answer(names, rows)

    def _ask(self, text: str) -> dict[str, Any]:
        from SPARQLWrapper import JSON, POST, SPARQLWrapper  # noqa: PLC0415 - takes long to import
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException  # noqa: PLC0415

        wrapper = SPARQLWrapper(self.endpoint)
        wrapper.setQuery(without_comments(text))
        wrapper.setReturnFormat(JSON)
        wrapper.setMethod(POST)
        wrapper.setTimeout(self.timeout)
        try:
            response = wrapper.query()
            kind = str(response.info().get("content-type", ""))
            raw = response.response.read()
        except SPARQLWrapperException as error:
            reason = " ".join(str(error).split())[:200]
            raise EndpointProblem("endpoint-refused", url=self.endpoint, reason=reason) from error
        except TimeoutError as error:
            raise EndpointProblem("endpoint-slow", url=self.endpoint, seconds=self.timeout) from error
        except urllib.error.URLError as error:
            raise _unreachable(self.endpoint, self.timeout, error) from error
        except OSError as error:
            raise EndpointProblem("endpoint-down", url=self.endpoint, reason=str(error)) from error
        return self._decoded(kind, raw)

    def _decoded(self, kind: str, raw: bytes) -> dict[str, Any]:
        found = kind.split(";", maxsplit=1)[0].strip() or "?"
        if found not in _JSON_TYPES:
            raise EndpointProblem("endpoint-not-result", url=self.endpoint, found=found)
        try:
            loaded = json.loads(raw)
        except ValueError as error:
            raise EndpointProblem("endpoint-not-result", url=self.endpoint, found=found) from error
        if not isinstance(loaded, dict):
            raise EndpointProblem("endpoint-not-result", url=self.endpoint, found=found)
        return loaded


def without_comments(text: str) -> str:
    """Return a query without its comment lines: SPARQLWrapper looks for the query's kind in them too.

    >>> without_comments("# ADD nothing\\nASK { ?s ?p ?o }")
    'ASK { ?s ?p ?o }'
    """
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))


def _unreachable(url: str, seconds: int, error: urllib.error.URLError) -> EndpointProblem:
    if isinstance(error.reason, (TimeoutError, socket.timeout)):
        return EndpointProblem("endpoint-slow", url=url, seconds=seconds)
    return EndpointProblem("endpoint-down", url=url, reason=str(error.reason))


def _text(cell: dict[str, str] | None) -> str:
    if cell is None:
        return ""
    if cell.get("type") == "bnode":
        return "_:"
    return lexical(cell["value"], cell.get("datatype"))
