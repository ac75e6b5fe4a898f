"""The same rows from two SPARQL servers no one here wrote, asked through SPARQLWrapper.

Both hold the fixture, whose rows are committed, and answer every question. Virtuoso, an engine of its own, holds all
that is shipped besides and answers what is hardest to agree on: long lists, counts, what is optional, what is absent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pyoxigraph import RdfFormat, parse, serialize

from tests.queries.regenerate import FIXTURES
from tests.queries.test_fixture import MEND, expected, found
from tests.servers import oxigraph_server, virtuoso_server
from tsunagu.graph.home import Home
from tsunagu.queries.answers import Answer
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.remote import RemoteEngine
from tsunagu.queries.workers import Worker

IDS = sorted(load_catalogue().queries)
SHIPPED = (
    "all-measures-with-departments", "bodies-law-gives-to-a-place", "councils-and-their-members", "desks-of-registers",
    "desks-open-without-referral", "facts-in-each-document", "indicator-progress-against-target",
    "linkages-standing-on-a-day", "measures-without-a-result", "needs-without-a-service-by-stage", "one-way-linkages",
    "statements-of-documents", "which-desk-for-this-need", "who-is-not-served", "who-links-to-whom-by-law",
)  # fmt: skip


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """Both servers are asked by one process, which parses each question once."""
    shared = Worker()
    yield shared
    shared.close()


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> Iterator[RemoteEngine]:
    with oxigraph_server(FIXTURES / "small.trig", tmp_path_factory.mktemp("oxigraph")) as url:
        yield RemoteEngine(url, timeout=300, worker=worker)


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> Iterator[RemoteEngine]:
    quads = tmp_path_factory.mktemp("fixture") / "small.nq"
    serialize(parse(path=FIXTURES / "small.trig"), quads, format=RdfFormat.N_QUADS)
    with virtuoso_server(quads, tmp_path_factory.mktemp("virtuoso")) as url:
        yield RemoteEngine(url, timeout=300, worker=worker)


@pytest.fixture(scope="module")
def virtuoso_with_all(home: Home, tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> Iterator[RemoteEngine]:
    with virtuoso_server(home.current() / "dataset.nq", tmp_path_factory.mktemp("virtuoso")) as url:
        yield RemoteEngine(url, timeout=300, worker=worker)


@pytest.mark.parametrize("identifier", IDS)
def test_oxigraph_server_gives_the_expected_rows(identifier: str, oxigraph: RemoteEngine) -> None:
    assert found(oxigraph, identifier) == expected(identifier), MEND


@pytest.mark.parametrize("identifier", IDS)
def test_virtuoso_gives_the_expected_rows(identifier: str, virtuoso: RemoteEngine) -> None:
    assert found(virtuoso, identifier) == expected(identifier), MEND


@pytest.mark.parametrize("identifier", SHIPPED)
def test_virtuoso_gives_the_same_rows_of_all_that_is_shipped(
    identifier: str, virtuoso_with_all: RemoteEngine, asked: Callable[[str], Answer]
) -> None:
    text = load_catalogue().get(identifier).text
    assert virtuoso_with_all.select(text) == asked(text)
