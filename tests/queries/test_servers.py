"""The same rows from two SPARQL servers no one here wrote, asked through SPARQLWrapper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.servers import oxigraph_server, virtuoso_server
from tsunagu.graph.home import Home
from tsunagu.queries.answers import Answer
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.remote import RemoteEngine
from tsunagu.queries.workers import Worker

IDS = sorted(load_catalogue().queries)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """Both servers are asked by one process, which parses each question once."""
    shared = Worker()
    yield shared
    shared.close()


@pytest.fixture(scope="module")
def oxigraph(home: Home, tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> Iterator[RemoteEngine]:
    with oxigraph_server(home.store(), tmp_path_factory.mktemp("oxigraph")) as url:
        yield RemoteEngine(url, timeout=300, worker=worker)


@pytest.fixture(scope="module")
def virtuoso(home: Home, tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> Iterator[RemoteEngine]:
    with virtuoso_server(home.current() / "dataset.nq", tmp_path_factory.mktemp("virtuoso")) as url:
        yield RemoteEngine(url, timeout=300, worker=worker)


@pytest.mark.parametrize("identifier", IDS)
def test_oxigraph_server_gives_the_same_rows(
    identifier: str, oxigraph: RemoteEngine, asked: Callable[[str], Answer]
) -> None:
    text = load_catalogue().get(identifier).text
    assert oxigraph.select(text) == asked(text)


@pytest.mark.parametrize("identifier", IDS)
def test_virtuoso_gives_the_same_rows(identifier: str, virtuoso: RemoteEngine, asked: Callable[[str], Answer]) -> None:
    text = load_catalogue().get(identifier).text
    assert virtuoso.select(text) == asked(text)
