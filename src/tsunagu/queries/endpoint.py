"""Call an endpoint by HTTP through SPARQLWrapper; runs in a worker, which bounds time and memory.

SPARQLWrapper makes the requests. Beneath it stands an opener of our own: redirects go to http(s) only, keep the method
and the query, and take no password to another server.
"""

from __future__ import annotations

import ast
import http.client
import unicodedata
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from typing import IO, Any
from urllib.parse import parse_qsl, quote, urljoin, urlsplit, urlunsplit

from SPARQLWrapper import GET, JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from tsunagu.errors import EndpointProblem, TsunaguError, first_line
from tsunagu.queries.address import Address, parse_address
from tsunagu.queries.limits import Limits
from tsunagu.queries.replies import ACCEPT_GRAPH, ACCEPT_TABLE, GRAPH_FORMS, read_reply
from tsunagu.queries.results import Reply
from tsunagu.queries.sparql_check import check_allowed

AGENT = "tsunagu (SPARQLWrapper)"
TRY_GET = (405, 501)
KEEP_METHOD = (301, 302, 307, 308)
_FORMS = {"SelectQuery": "SELECT", "AskQuery": "ASK", "ConstructQuery": "CONSTRUCT", "DescribeQuery": "DESCRIBE"}
_BLOCK = 65536


def call(job: dict[str, Any], limits: Limits) -> Reply:
    """Ask the endpoint of a job; raises `QueryProblem` for what is no reading query, `EndpointProblem` else."""
    address = Address(**job["endpoint"])
    form = check_allowed(job["text"])
    try:
        kind, raw = _fetched(_Asked(address, job["text"], form, tuple(job.get("graphs", ()))), limits)
    except TsunaguError:
        raise
    except Exception as error:  # urllib, http.client, ssl, codecs and SPARQLWrapper raise many kinds
        raise _problem(address, error, limits) from error
    return read_reply(kind, raw, form, limits, address.shown)


@dataclass(frozen=True)
class _Asked:
    """A query of some form for an endpoint, over its default graph or over `graphs` together."""

    address: Address
    text: str
    form: str
    graphs: tuple[str, ...]


def _fetched(asked: _Asked, limits: Limits) -> tuple[str, bytes]:
    try:
        return _request(asked, POST, limits)
    except urllib.error.HTTPError as error:
        if error.code not in TRY_GET:
            raise
        return _request(asked, GET, limits)


def _request(asked: _Asked, method: str, limits: Limits) -> tuple[str, bytes]:
    urllib.request.install_opener(urllib.request.build_opener(_Redirects(asked.address)))
    response = _wrapper(asked, method, limits).query().response
    return str(response.headers.get("Content-Type", "")), _body(response, asked.address, limits)


def _wrapper(asked: _Asked, method: str, limits: Limits) -> Any:
    address, form = asked.address, asked.form
    parts = urlsplit(address.url)
    # SPARQLWrapper sets a second ? behind an address that has one already
    wrapper = SPARQLWrapper(address.url if method == POST else urlunsplit(parts._replace(query="")), agent=AGENT)
    if method == GET:
        for name, value in parse_qsl(parts.query, keep_blank_values=True):
            wrapper.addParameter(name, value)
    for graph_asked in asked.graphs:
        wrapper.addParameter("default-graph-uri", graph_asked)
        wrapper.addParameter("named-graph-uri", graph_asked)
    wrapper.setQuery(asked.text)
    wrapper.queryType = _FORMS[form]  # it looks for the form in comments and names too
    graph = form in GRAPH_FORMS
    wrapper.setReturnFormat(TURTLE if graph else JSON)
    wrapper.addCustomHttpHeader("Accept", ACCEPT_GRAPH if graph else ACCEPT_TABLE)
    wrapper.setMethod(method)
    wrapper.setTimeout(int(limits.seconds) + 1)
    if address.user or address.password:
        wrapper.setCredentials(address.user, address.password)
    return wrapper


def _body(response: http.client.HTTPResponse, address: Address, limits: Limits) -> bytes:
    blocks, size = [], 0
    while block := response.read(_BLOCK):
        size += len(block)
        if size > limits.size:
            raise EndpointProblem("endpoint-size", url=address.shown, megabytes=limits.size // (1024 * 1024))
        blocks.append(block)
    if response.length:  # fewer bytes than the server promised
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(blocks)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to http(s) only; keeps the method except where 303 asks for GET; leaves passwords behind."""

    max_redirections = 5

    def __init__(self, address: Address) -> None:
        self.address = address

    def http_error_302(self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message) -> Any:
        """Check where an answer sends us before the library looks at it."""
        if "location" not in headers:
            raise EndpointProblem("endpoint-redirect", url=self.address.shown)
        headers.replace_header("location", self._target(req, headers["location"]))
        return super().http_error_302(req, fp, code, msg, headers)  # type: ignore[arg-type]

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def _target(self, req: urllib.request.Request, location: str) -> str:
        try:
            return parse_address(urljoin(req.full_url, location.encode("latin-1").decode("utf-8"))).url
        except (EndpointProblem, ValueError) as error:
            raise EndpointProblem("endpoint-redirect", url=self.address.shown) from error

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],  # noqa: ARG002
        code: int,
        msg: str,  # noqa: ARG002
        headers: Message,  # noqa: ARG002
        newurl: str,
    ) -> urllib.request.Request:
        """The request to send instead."""
        data = req.data if code in KEEP_METHOD else None
        dropped = set() if data is not None else {"content-length", "content-type"}
        if urlsplit(newurl)[:2] != urlsplit(req.full_url)[:2]:
            dropped.add("authorization")
        kept = {name: value for name, value in req.header_items() if name.lower() not in dropped | {"host"}}
        return urllib.request.Request(newurl, data=data, headers=kept)  # noqa: S310 - http(s), checked above


def _problem(address: Address, error: Exception, limits: Limits) -> EndpointProblem:
    """One error for whatever a request may end in."""
    url = address.shown
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(error, urllib.error.HTTPError):
        return EndpointProblem("endpoint-refused", url=url, reason=_clean(f"HTTP {error.code} {error.msg}", address))
    if isinstance(error, SPARQLWrapperException):
        return EndpointProblem("endpoint-refused", url=url, reason=_clean(_refusal(error), address))
    if isinstance(cause, TimeoutError):
        return EndpointProblem("endpoint-slow", url=url, seconds=limits.told_seconds)
    if isinstance(cause, http.client.RemoteDisconnected):
        return EndpointProblem("endpoint-down", url=url, reason=_clean(str(cause), address))
    if isinstance(cause, http.client.HTTPException | ValueError):
        return EndpointProblem("endpoint-broken", url=url, reason=_clean(first_line(cause), address))
    return EndpointProblem("endpoint-down", url=url, reason=_clean(str(cause), address))


def _refusal(error: SPARQLWrapperException) -> str:
    """What the server said; SPARQLWrapper puts it into its message as a bytes literal."""
    about, _, said = str(error).partition("Response:\n")
    try:
        body = ast.literal_eval(said)
    except (ValueError, SyntaxError):
        return str(error)
    return f"{about} {body.decode('utf-8', 'replace')}" if isinstance(body, bytes) else str(error)


def _clean(text: str, address: Address) -> str:
    """What others say, in one line, without control characters and without the password."""
    if address.password:
        text = text.replace(address.password, "…").replace(quote(address.password), "…")
    line = "".join(" " if unicodedata.category(char).startswith(("C", "Z")) else char for char in text)
    return " ".join(line.split())[:200]
