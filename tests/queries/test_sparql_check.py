"""Only reading, nothing that reaches out of the store."""

import pytest

from tsunagu.errors import QueryProblem
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.queries.sparql_check import check_allowed

REFUSED = {
    "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }": "sparql-service",
    "SELECT * { OPTIONAL { { SELECT * { SERVICE SILENT <http://127.0.0.1/> { ?s ?p ?o } } } } }": "sparql-service",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1/> { ?s ?p ?o } } }": "sparql-service",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }": "sparql-from",
    "SELECT * FROM NAMED <http://127.0.0.1/> { GRAPH ?g { ?s ?p ?o } }": "sparql-from",
    "DELETE WHERE { ?s ?p ?o }": "sparql-syntax",
    "LOAD <http://127.0.0.1/>": "sparql-syntax",
    "SELECT * { ?s ?p": "sparql-syntax",
    "": "sparql-syntax",
    "いろは": "sparql-syntax",
}


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    with pytest.raises(QueryProblem) as caught:
        check_allowed(text)
    assert caught.value.key == REFUSED[text]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o } LIMIT 1",
        "# SERVICE in a comment\nSELECT ?s { ?s ?p 'SERVICE <x>' }",
        "ASK { ?s ?p ?o }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DESCRIBE <http://e/a>",
    ],
)
def test_allowed(text: str) -> None:
    assert check_allowed(text) in ("SelectQuery", "AskQuery", "ConstructQuery", "DescribeQuery")


def test_construct_gives_no_table(engine: OxigraphEngine) -> None:
    with pytest.raises(QueryProblem) as caught:
        engine.select("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1")
    assert caught.value.key == "sparql-not-table"
