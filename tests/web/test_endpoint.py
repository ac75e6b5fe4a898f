"""The SPARQL endpoint keeps the protocol: clients no one here wrote get the rows of the store."""

from __future__ import annotations

import asyncio
import csv
import json
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import httpx
import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results
from rdflib import Variable
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, SPARQLWrapper
from starlette.testclient import TestClient

from tsunagu.errors import LimitReached
from tsunagu.graph.home import Home
from tsunagu.messages import text
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.queries.remote import RemoteEngine
from tsunagu.queries.results import Truth
from tsunagu.web.programs import AT_ONCE_EACH, SECONDS, WAITING, Answerers, Visitor, accepted
from tsunagu.web.site import Site

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3"
LONG = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def rows(client: TestClient, **headers: str) -> bytes:
    found = client.get(f"/sparql?{urlencode({'query': COUNT})}", headers=headers)
    assert found.status_code == 200
    return bytes(found.content)


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("application/sparql-results+json", QueryResultsFormat.JSON),
        ("application/sparql-results+xml", QueryResultsFormat.XML),
        ("text/tab-separated-values", QueryResultsFormat.TSV),
    ],
)
def test_tables_come_in_the_form_the_client_takes(
    client: TestClient, engine: OxigraphEngine, media: str, form: QueryResultsFormat
) -> None:
    read = parse_query_results(rows(client, Accept=media), form)
    assert isinstance(read, QuerySolutions)
    assert [solution[0].value for solution in read] == [engine.select(COUNT).rows[0][0]]


def test_csv_is_that_of_the_standard(client: TestClient, engine: OxigraphEngine) -> None:
    assert rows(client, Accept="text/csv").split() == [b"n", engine.select(COUNT).rows[0][0].encode()]


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_graphs_come_in_the_form_the_client_takes(client: TestClient, media: str, form: RdfFormat) -> None:
    found = client.get(f"/sparql?{urlencode({'query': GRAPH})}", headers={"Accept": media})
    assert found.headers["content-type"].startswith(media)
    assert len(list(parse(found.content, format=form))) == 3


def test_preference_is_weighed_and_nothing_takable_is_told(client: TestClient) -> None:
    weighed = "text/csv;q=0.2, application/sparql-results+xml;q=0.9, */*;q=0.1"
    assert b"<sparql" in rows(client, Accept=weighed)
    assert json.loads(rows(client, Accept="*/*"))
    refused = client.get(f"/sparql?{urlencode({'query': COUNT})}", headers={"Accept": "image/png"})
    assert (refused.status_code, refused.headers["content-type"]) == (406, "application/problem+json")
    assert accepted("a/b;q=x, c/d") == ["c/d"]


def test_a_query_may_be_sent_in_three_ways(client: TestClient) -> None:
    wanted = rows(client)
    assert client.post("/sparql", data={"query": COUNT}).content == wanted
    sent = client.post("/sparql", content=COUNT.encode(), headers={"Content-Type": "application/sparql-query"})
    assert sent.content == wanted
    assert client.head(f"/sparql?{urlencode({'query': COUNT})}").content == b""
    assert client.options("/sparql").headers["access-control-allow-methods"]


@pytest.mark.parametrize(
    "sent",
    [
        {"query": "SELECT"},
        {"update": "CLEAR ALL"},
        {"query": "INSERT DATA { <a:b> <a:b> 1 }"},
        {"query": "SELECT * { SERVICE <http://localhost/x> { ?s ?p ?o } }"},
        {"query": "SELECT * FROM <file:///etc/hosts> { ?s ?p ?o }"},
        {"query": COUNT, "default-graph-uri": "urn:x"},
        {"other": "x"},
    ],
)
def test_what_does_more_than_read_is_refused(client: TestClient, sent: dict[str, str]) -> None:
    found = client.post("/sparql", data=sent)
    assert found.status_code == 400
    assert set(found.json()) == {"type", "title", "status"}


def test_a_wrong_post_is_told(client: TestClient) -> None:
    def post(kind: str, content: bytes) -> int:
        return int(client.post("/sparql", content=content, headers={"Content-Type": kind}).status_code)

    assert client.post("/sparql", params={"query": COUNT}, data={"query": COUNT}).status_code == 200
    assert post("text/plain", COUNT.encode()) == 415
    assert post("application/sparql-query", b"\xff\xfe") == 400
    assert post("application/sparql-query", b"#" * (1024 * 1024 + 1)) == 413
    assert client.put("/sparql").status_code == 405


def test_the_service_describes_itself(client: TestClient) -> None:
    found = client.get("/sparql")
    assert len(list(parse(found.content, format=RdfFormat.TURTLE))) > 8


# ---- clients of others ----


def test_others_clients_get_the_rows_of_the_store(server: str, engine: OxigraphEngine) -> None:
    wanted = engine.select(COUNT).rows[0][0]
    wrapper = SPARQLWrapper(f"{server}/sparql", returnFormat=JSON)
    for method in ("GET", POST):
        wrapper.setMethod(method)
        wrapper.setQuery(COUNT)
        found = wrapper.queryAndConvert()
        assert isinstance(found, dict)
        assert found["results"]["bindings"][0]["n"]["value"] == wanted
    store = SPARQLStore(f"{server}/sparql")
    assert [str(binding[Variable("n")]) for binding in store.query(COUNT).bindings] == [wanted]


@pytest.mark.parametrize("identifier", ["bodies", "linkages", "needs", "which-desk-for-this-need"])
def test_questions_of_the_library_answer_alike_over_the_endpoint(
    server: str, engine: OxigraphEngine, identifier: str
) -> None:
    asked = load_catalogue().get(identifier).text
    remote = RemoteEngine(f"{server}/sparql", timeout=60)
    assert remote.select(asked) == engine.select(asked)
    remote.close()


def test_hostile_queries_do_not_hold_up_others(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many endless queries as one may run: pages are answered meanwhile, and each ends with a reason."""
    monkeypatch.setattr("tsunagu.web.programs.SECONDS", 2.0)
    with ThreadPoolExecutor(AT_ONCE_EACH) as pool:
        slow = [pool.submit(httpx.get, f"{server}/sparql", params={"query": LONG}, timeout=60)
                for _ in range(AT_ONCE_EACH)]  # fmt: skip
        time.sleep(0.3)
        assert httpx.get(f"{server}/ja/", timeout=20).status_code == 200
        assert [held.result().status_code for held in slow] == [503] * AT_ONCE_EACH
    assert "limit-time" in slow[0].result().json()["type"]
    assert httpx.get(f"{server}/sparql", params={"query": COUNT}, timeout=60).status_code == 200


def test_who_comes_when_too_many_wait_is_sent_away() -> None:
    async def crowd() -> None:
        answerers = Answerers(1)
        answerers._waiting = WAITING
        with pytest.raises(LimitReached) as told:
            await answerers.ask(None, COUNT)  # type: ignore[arg-type]
        assert told.value.key == "web-busy"

    with ThreadPoolExecutor(1) as thread:  # in this one a loop of the browser may run
        thread.submit(asyncio.run, crowd()).result()


# ---- things as data ----


def test_a_thing_is_data_under_its_own_address(client: TestClient) -> None:
    for accept, form in (("text/turtle", "ttl"), ("application/ld+json", "jsonld"), ("text/csv", "csv")):
        found = client.get("/ja/place/132152", headers={"Accept": accept})
        assert found.status_code == 303
        assert found.headers["location"] == f"/data/place/132152.{form}"
    data = client.get("/data/place/132152.nt")
    assert b"132152" in data.content
    assert len(list(parse(data.content, format=RdfFormat.N_TRIPLES))) > 20
    assert client.get("/data/place/132152.exe").status_code == 404
    hostile = client.get("/data/x%3E%20%7D%20%23.nt")
    assert hostile.status_code in (400, 404)
    assert b"problem" in hostile.content


def test_work_ends_where_the_one_who_asked_goes_away(home: Home) -> None:
    """The process is ended, not waited for; the next question has a new one."""

    async def leave() -> tuple[float, object]:
        answerers, site = Answerers(1), Site(home.folder)
        began = time.monotonic()
        with pytest.raises(LimitReached):
            await answerers.ask(site, LONG, Visitor("a", lambda: asyncio.sleep(1.0)))
        took = time.monotonic() - began
        reply = await answerers.ask(site, "ASK {}", Visitor("a", lambda: asyncio.sleep(60)))
        answerers.close()
        site.close()
        return took, reply.result

    with ThreadPoolExecutor(1) as thread:
        took, result = thread.submit(asyncio.run, leave()).result()
    assert took < SECONDS
    assert result == Truth(True)


def test_an_answer_becomes_a_picture(client: TestClient) -> None:
    graph = "CONSTRUCT { ?m tsg:meetsNeed ?n } WHERE { ?m a tsg:Measure ; tsg:meetsNeed ?n } LIMIT 30"
    shown = client.post("/ja/sparql", data={"query": graph, "view": "picture"})
    assert shown.status_code == 200
    assert shown.headers["cache-control"] == "no-store"
    assert "応えるニーズ" in shown.text
    assert 'id="draw" hidden' not in client.post("/ja/sparql", data={"query": graph}).text
    assert 'id="draw" hidden' in client.post("/ja/sparql", data={"query": COUNT}).text
    nothing = client.post("/ja/sparql", data={"query": COUNT, "view": "picture"})
    assert nothing.status_code == 400
    assert text("web-answer-nothing", "ja") in nothing.text


@pytest.mark.parametrize("thing", ["measure/kunitachi-gender/18", "need/housing", "body/132152-shicho-shitsu"])
def test_what_is_said_of_a_thing_is_a_table_too(client: TestClient, thing: str) -> None:
    found = client.get(f"/data/{thing}.csv", headers={"Accept-Language": "en"})
    assert found.headers["content-type"] == "text/csv; charset=utf-8"
    head, *rows = csv.reader(found.content.decode("utf-8-sig").splitlines())
    assert len(rows) > 5
    assert {len(row) for row in rows} == {len(head)}
    assert any(row[0].startswith(thing) for row in rows)


@pytest.mark.parametrize("form", ["ttl", "jsonld", "nt", "rdfxml", "csv"])
def test_of_what_is_not_there_nothing_is_said(client: TestClient, form: str) -> None:
    found = client.get(f"/data/body/nobody.{form}")
    assert found.status_code == 404
    assert found.json()["type"].endswith("name-unknown")
