"""The same rows from two SPARQL servers no one here wrote, asked through SPARQLWrapper.

Virtuoso, an engine of its own, holds all that is shipped, with its long answers. The Oxigraph server is the embedded
engine behind HTTP: it holds the fixture, whose rows are committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.queries.regenerate import FIXTURES
from tests.queries.test_fixture import MEND, expected, found
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
def oxigraph(tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> Iterator[RemoteEngine]:
    folder = tmp_path_factory.mktemp("oxigraph")
    with oxigraph_server(FIXTURES / "small.trig", folder) as url:
        yield RemoteEngine(url, timeout=300, worker=worker)


@pytest.fixture(scope="module")
def virtuoso(home: Home, tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> Iterator[RemoteEngine]:
    with virtuoso_server(home.current() / "dataset.nq", tmp_path_factory.mktemp("virtuoso")) as url:
        yield RemoteEngine(url, timeout=300, worker=worker)


@pytest.mark.parametrize("identifier", IDS)
def test_oxigraph_server_gives_the_expected_rows(identifier: str, oxigraph: RemoteEngine) -> None:
    assert found(oxigraph, identifier) == expected(identifier), MEND


@pytest.mark.parametrize("identifier", IDS)
def test_virtuoso_gives_the_same_rows(identifier: str, virtuoso: RemoteEngine, asked: Callable[[str], Answer]) -> None:
    text = load_catalogue().get(identifier).text
    assert virtuoso.select(text) == asked(text)
