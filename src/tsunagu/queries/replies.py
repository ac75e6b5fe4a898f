"""Read what an endpoint answered: SPARQL results in JSON or XML, graphs in the usual formats; all else is no answer."""

from __future__ import annotations

from pyoxigraph import (
    QuadParser,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from tsunagu.errors import EndpointProblem
from tsunagu.queries.limits import Limits
from tsunagu.queries.results import Reply, read_result

_TABLES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
_GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
ACCEPT_TABLE = "application/sparql-results+json, application/sparql-results+xml;q=0.8, application/json;q=0.5"
ACCEPT_GRAPH = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.7, application/ld+json;q=0.5"
GRAPH_FORMS = ("ConstructQuery", "DescribeQuery")


def read_reply(kind: str, raw: bytes, form: str, limits: Limits, shown: str) -> Reply:
    """Read an answer of media type `kind` to a query of a form (`SelectQuery`, …) from the endpoint `shown`.

    Raises `EndpointProblem` where it is not the result that was asked for.
    """
    media = kind.split(";", maxsplit=1)[0].strip().lower()
    try:
        return _read(media, raw, form, limits, shown)
    except (SyntaxError, ValueError, KeyError, OSError) as error:
        raise EndpointProblem("endpoint-not-result", url=shown, found=_named(media)) from error


def _read(media: str, raw: bytes, form: str, limits: Limits, base: str) -> Reply:
    if form in GRAPH_FORMS:
        quads: QuadParser = parse(raw, format=_GRAPHS[media], base_iri=base, without_named_graphs=True)
        return read_result((quad.triple for quad in quads), limits)
    found = parse_query_results(raw, format=_TABLES[media])
    wanted = QueryBoolean if form == "AskQuery" else QuerySolutions
    if not isinstance(found, wanted):
        raise ValueError(form)
    return read_result(found, limits)


def _named(media: str) -> str:
    """A media type as a message may print it."""
    return "".join(char for char in media if char.isascii() and char.isprintable())[:60] or "?"
