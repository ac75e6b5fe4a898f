"""A plain server, whose default graph is no union of its graphs, answers the questions of the catalogue too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from tests.queries.regenerate import FIXTURES, as_text, small_store
from tests.servers import oxigraph_server
from tsunagu.cli.main import run
from tsunagu.errors import EndpointProblem
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.remote import RemoteEngine
from tsunagu.queries.remote_graphs import UnionEndpoint

QUESTIONS = (
    "all-measures-with-departments",
    "linkages-by-layer-and-kind",
    "newest-day-of-the-documents",
    "service-without-a-provider-violation",
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("plain")
    nquads = folder / "small.nq"
    small_store((FIXTURES / "small.trig").read_bytes()).store.dump(str(nquads), format=RdfFormat.N_QUADS)
    with oxigraph_server(nquads, folder / "store", union=False) as url:
        yield url


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("bare")
    nquads = folder / "none.nq"
    Store().dump(str(nquads), format=RdfFormat.N_QUADS)
    with oxigraph_server(nquads, folder / "store", union=False) as url:
        yield url


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_named_graphs_are_asked_together(name: str, plain: str) -> None:
    with UnionEndpoint(plain) as engine:
        answer = engine.select(load_catalogue().get(name).text)
        assert as_text(answer) == (FIXTURES / "expected" / f"{name}.json").read_text(encoding="utf-8")
        assert any(graph.endswith("graph/japan") for graph in engine.named)


def test_without_naming_them_the_answer_is_empty(plain: str) -> None:
    with RemoteEngine(plain) as engine:
        assert engine.select(load_catalogue().get("needs").text).rows == ()


def test_counts_of_nothing_are_nothing(plain: str) -> None:
    with UnionEndpoint(plain) as engine:
        assert int(engine.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0]) > 10_000


def test_an_endpoint_that_holds_nothing_says_so(bare: str) -> None:
    with UnionEndpoint(bare) as engine, pytest.raises(EndpointProblem) as caught:
        engine.select("SELECT * { ?s ?p ?o }")
    assert caught.value.key == "endpoint-empty"


@pytest.mark.parametrize(
    ("language", "said"), [("ja", "名前付きグラフを合わせて"), ("en", "named graphs were asked together")]
)
def test_it_is_told_and_no_documents_are_spoken_of(
    plain: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    asked = tmp_path / "asked.rq"
    asked.write_text("SELECT ?s { ?s <https://example.org/nothing> ?o }", encoding="utf-8")
    assert run(["--lang", language, "sparql", str(asked), "--endpoint", plain]) == 0
    told = capfd.readouterr().err
    assert said in told
    assert not any(word in told for word in ("not found in the documents", "文書と法令に記載がない"))
