"""The query part of the W3C tests of the SPARQL 1.1 Protocol, each request with what the endpoint makes of it.

Names are those of https://w3c.github.io/rdf-tests/sparql/sparql11/protocol/ (approved in 2012). The tests assume graphs
under kasei.us in the store; graphs of this one stand in their place, each with a document of its own in it.
`REFUSED` are requests that the protocol lets a service refuse, and that this one refuses by rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results
from starlette.testclient import TestClient

BASE = "https://w3id.org/tsunagu/"
FIRST, SECOND, THIRD = (f"{BASE}graph/{name}" for name in ("kunitachi-gender", "saitama-women", "isehara-review"))
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
UTF_16 = "utf-16"


def thing(graph: str) -> str:
    """The document that stands in one graph only."""
    return f"<{graph.replace('graph/', 'document/')}>"


ASK_BOTH = f"ASK {{ {thing(FIRST)} a ?type . {thing(SECOND)} a ?type }}"
ASK_NAMED = f"ASK {{ GRAPH ?g1 {{ {thing(FIRST)} a ?type }} GRAPH ?g2 {{ {thing(SECOND)} a ?type }} }}"
ASK_FULL = f"ASK {{ {thing(THIRD)} a ?type {ASK_NAMED.removeprefix('ASK {')}"
SELECT = "SELECT (1 AS ?value) {}"
DESCRIBE = "DESCRIBE <http://example.org/>"
CONSTRUCT = "CONSTRUCT { <s> <p> 1 } WHERE {}"
GRAPHS = (("default-graph-uri", THIRD), ("named-graph-uri", FIRST), ("named-graph-uri", SECOND))


@dataclass(frozen=True)
class Case:
    """One test: the request, the statuses it may have, and where it is asked a yes or no, which."""

    name: str
    method: str = "GET"
    query: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    body: bytes = b""
    statuses: tuple[int, ...] = (200,)
    says: bool | None = None
    accept: str = ""
    gives: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def posted(name: str, *fields: tuple[str, str], **more: object) -> Case:
    return Case(name, "POST", kind=FORM, body=urlencode(fields).encode(), **more)  # type: ignore[arg-type]


CASES = (
    posted("query_post_form", ("query", "ASK {}"), query=(("default-graph-uri", FIRST),), says=True),
    Case("query_dataset_default_graphs_get", query=(("query", ASK_BOTH), ("default-graph-uri", FIRST),
         ("default-graph-uri", SECOND)), says=True),
    Case("query_dataset_default_graphs_post", "POST", (("default-graph-uri", FIRST), ("default-graph-uri", SECOND)),
         DIRECT, ASK_BOTH.encode(), says=True),
    Case("one default graph is not the other", query=(("query", ASK_BOTH), ("default-graph-uri", FIRST)), says=False),
    Case("query_dataset_named_graphs_post", "POST", (("named-graph-uri", FIRST), ("named-graph-uri", SECOND)),
         DIRECT, ASK_NAMED.encode(), says=True),
    Case("query_dataset_named_graphs_get", query=(("query", ASK_NAMED), ("named-graph-uri", FIRST),
         ("named-graph-uri", SECOND)), says=True),
    Case("named graphs are no default graph", query=(("query", ASK_BOTH), ("named-graph-uri", FIRST),
         ("named-graph-uri", SECOND)), says=False),
    Case("query_dataset_full", "POST", GRAPHS, DIRECT, ASK_FULL.encode(), says=True),
    Case("query_get", query=(("query", "ASK {}"),), says=True),
    Case("query_post_direct", "POST", kind=DIRECT, body=b"ASK {}", says=True),
    posted("query_content_type_select", ("query", SELECT), accept="application/sparql-results+xml",
           gives="application/sparql-results+xml"),
    posted("query_content_type_ask", ("query", "ASK {}"), accept="application/sparql-results+xml",
           gives="application/sparql-results+xml"),
    posted("query_content_type_describe", ("query", DESCRIBE), accept="application/rdf+xml",
           gives="application/rdf+xml"),
    posted("query_content_type_construct", ("query", CONSTRUCT.replace("<s> <p>", "<urn:s> <urn:p>")),
           accept="application/rdf+xml", gives="application/rdf+xml"),
    Case("bad_query_method", "PUT", (("query", "ASK {}"),), statuses=(405,)),
    Case("bad_multiple_queries", query=(("query", "ASK {}"), ("query", "SELECT * {}")), statuses=(400,)),
    Case("bad_query_wrong_media_type", "POST", kind="text/plain", body=b"ASK {}", statuses=(415,)),
    Case("bad_query_missing_form_type", "POST", body=b"query=ASK%20%7B%7D", statuses=(415,)),
    Case("bad_query_missing_direct_type", "POST", body=b"ASK {}", statuses=(415,)),
    Case("bad_query_non_utf8", "POST", kind=f"{DIRECT}; charset={UTF_16}", body="ASK {}".encode(UTF_16),
         statuses=(400,)),
    Case("bad_query_syntax", query=(("query", "ASK {"),), statuses=(400,)),
)  # fmt: skip
REFUSED = (
    posted("query_multiple_dataset", ("query", f"ASK FROM <{FIRST}> {ASK_BOTH.removeprefix('ASK ')}"),
           query=(("default-graph-uri", SECOND),), statuses=(400,)),
    Case("a graph that is not in the store", query=(("query", "ASK {}"), ("default-graph-uri", "http://kasei.us/x.rdf")),
         statuses=(400,)),
    Case("a file for a graph", query=(("query", "ASK {}"), ("named-graph-uri", "file:///etc/hosts")), statuses=(400,)),
)  # fmt: skip
"""FROM stands in a query that may have been written for another store; nothing is read for a graph's name."""


@pytest.mark.parametrize("case", [*CASES, *REFUSED], ids=lambda case: case.name)
def test_a_request_of_the_protocol(client: TestClient, case: Case) -> None:
    headers = {name: said for name, said in (("Content-Type", case.kind), ("Accept", case.accept)) if said}
    found = client.request(case.method, "/sparql", params=list(case.query), content=case.body or None, headers=headers)
    assert found.status_code in case.statuses, found.text
    media = found.headers["content-type"].partition(";")[0]
    if case.says is not None:
        read = parse_query_results(found.content, QueryResultsFormat.from_media_type(media))
        assert isinstance(read, QueryBoolean)
        assert bool(read) is case.says
    if case.gives:
        assert media == case.gives
        if media == "application/rdf+xml":
            list(parse(found.content, RdfFormat.RDF_XML))
    if found.status_code >= 400:
        assert media == "application/problem+json"
        assert found.json()["status"] == found.status_code


def test_each_case_of_the_query_part_is_here() -> None:
    """As many as the W3C lists: 13 that are answered, 7 that are not; updates are none of this endpoint's."""
    names = [case.name for case in (*CASES, *REFUSED)]
    assert sum(name.startswith("query_") for name in names) == 13
    assert sum(name.startswith("bad_query_") or name == "bad_multiple_queries" for name in names) == 7
