"""The explorer in front of an engine elsewhere: SPARQL and questions are asked there, the rest stays with the build."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import RdfFormat
from starlette.testclient import TestClient

from tests.queries.regenerate import FIXTURES, small_store
from tests.servers import free_port, oxigraph_server
from tests.web.conftest import asked
from tsunagu.cli.main import run
from tsunagu.errors import EndpointProblem
from tsunagu.graph.home import Home
from tsunagu.messages import text
from tsunagu.web.app import make_app

ALL_MEASURES = "SELECT (COUNT(*) AS ?n) WHERE { ?m a tsg:Measure }"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A plain server that holds the small fixture: its default graph is empty, and far fewer measures than shipped."""
    folder = tmp_path_factory.mktemp("elsewhere")
    nquads = folder / "small.nq"
    small_store((FIXTURES / "small.trig").read_bytes()).store.dump(str(nquads), format=RdfFormat.N_QUADS)
    with oxigraph_server(nquads, folder / "store", union=False) as url:
        yield url


@pytest.fixture(scope="module")
def before(home: Home, endpoint: str) -> Iterator[TestClient]:
    with asked(make_app(home.folder, endpoint=endpoint)) as made:
        yield made


def test_the_endpoint_hands_on_and_the_form_is_negotiated(before: TestClient, client: TestClient) -> None:
    there = before.get("/sparql", params={"query": COUNT}).json()["results"]["bindings"][0]["n"]["value"]
    here = client.get("/sparql", params={"query": COUNT}).json()["results"]["bindings"][0]["n"]["value"]
    assert 0 < int(there) < int(here)
    turtle = before.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 3"})
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert before.get("/sparql", params={"query": "SELECT"}).status_code == 400
    assert before.get("/sparql", params={"query": "ASK {}", "default-graph-uri": "urn:x"}).status_code == 400
    refused = before.get("/sparql", params={"query": "SELECT * { SERVICE <http://localhost/x> { ?s ?p ?o } }"})
    assert refused.status_code == 400


def test_questions_and_queries_of_ones_own_are_asked_there(before: TestClient, client: TestClient) -> None:
    path = "/ja/questions/all-measures-with-departments?ask=1"
    there, here = before.get(f"{path}&format=json").json()["rows"], client.get(f"{path}&format=json").json()["rows"]
    assert 0 < len(there) < len(here)
    assert text("web-question-rows", "ja", count=len(there)) in before.get(path).text
    own = before.post("/ja/sparql", data={"query": ALL_MEASURES})
    assert own.status_code == 200
    assert "<tbody>" in own.text


def test_each_page_says_where_its_answers_come_from(before: TestClient, endpoint: str, client: TestClient) -> None:
    for path in ("sparql", "questions", "questions/needs-people-come-with"):
        assert endpoint in before.get(f"/ja/{path}").text
        assert text("web-remote", "ja", endpoint="")[-20:] not in client.get(f"/ja/{path}").text
    routes = before.post("/ja/route", data={"place": "国立市", "words": "夫が怖い"})
    assert 'class="doors"' in routes.text
    assert before.get("/ja/gaps?place=国立市").status_code == 200


def test_an_endpoint_that_is_not_there_is_one_clear_answer(home: Home) -> None:
    with asked(make_app(home.folder, endpoint=f"http://me:secret@127.0.0.1:{free_port()}/query")) as nobody:
        found = nobody.get("/sparql", params={"query": COUNT})
        assert (found.status_code, found.headers["content-type"]) == (502, "application/problem+json")
        pages = [
            nobody.post("/ja/sparql", data={"query": COUNT}),
            nobody.get("/ja/questions/needs-people-come-with?ask=1"),
        ]
        for page in pages:
            assert 'role="alert"' in page.text
            assert "secret" not in page.text
        assert "secret" not in found.text


def test_no_address_is_told_before_the_port_is_taken(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(EndpointProblem):
        make_app(home.folder, endpoint="ftp://example.org/")
    code = run(["--lang", "en", "serve", "--no-browser", "--port", "0", "--endpoint", "nowhere", "--home",
                str(home.folder)])  # fmt: skip
    assert code != 0
    assert "nowhere" in capsys.readouterr().err
