"""The SPARQL endpoint: SPARQL 1.1 Protocol, queries only, over the union of all graphs.

https://www.w3.org/TR/sparql11-protocol/ (query by GET, by a posted form, by POST of the query itself).
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from tsunagu.errors import RequestProblem
from tsunagu.web.forms import FORM, Sent, body_of, parsed, sent_query
from tsunagu.web.programs import OPEN, answer_sparql

DIRECT = "application/sparql-query"
MOST_QUERY = 1024 * 1024
GRAPHS = ("default-graph-uri", "named-graph-uri")
DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .

[] a sd:Service ;
  sd:endpoint <{endpoint}> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>, <http://www.w3.org/ns/formats/SPARQL_Results_XML>,
    <http://www.w3.org/ns/formats/SPARQL_Results_CSV>, <http://www.w3.org/ns/formats/SPARQL_Results_TSV>,
    <http://www.w3.org/ns/formats/Turtle>, <http://www.w3.org/ns/formats/N-Triples>,
    <http://www.w3.org/ns/formats/RDF_XML>, <http://www.w3.org/ns/formats/JSON-LD> .
"""


async def endpoint(request: Request) -> Response:
    """A reply, or without any query the description of the service; raises what a query or its client does wrong."""
    if request.method == "OPTIONS":
        allowed = {"Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS", "Access-Control-Allow-Headers": "*"}
        return Response(status_code=204, headers={**OPEN, **allowed})
    sent = await _sent(request)
    queries = sent.every("query")
    if request.method != "POST" and not queries and not request.url.query:
        return PlainTextResponse(DESCRIPTION.format(endpoint=request.url), media_type="text/turtle", headers=OPEN)
    if len(queries) != 1:
        raise RequestProblem("web-one-query")
    default, named = (sent.every(name) for name in GRAPHS)
    return await answer_sparql(request, queries[0], dataset=(default, named) if default or named else None)


async def _sent(request: Request) -> Sent:
    if request.method != "POST":
        return sent_query(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == FORM:
        form = parsed((await body_of(request, MOST_QUERY)).decode("latin-1"))
        return Sent((*(field for field in sent_query(request) if field[0] in GRAPHS), *form))
    if kind != DIRECT:
        raise RequestProblem("web-post-kind", kinds=f"{FORM}, {DIRECT}", status=415)
    try:
        query = (await body_of(request, MOST_QUERY)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestProblem("web-not-utf8") from error
    return Sent((*sent_query(request), ("query", query)))
