"""Questions that list details are answered from the lines as the store answers them."""

import pytest
from pyoxigraph import RdfFormat

from tsunagu.graph.iris import Iris
from tsunagu.names.index import NAMES
from tsunagu.network.reading import READ
from tsunagu.network.statements import STATEMENTS
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.details import DetailedGraph, read_details, with_details
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.workspace import Workspace

QUESTIONS = (*READ.values(), NAMES, STATEMENTS)


@pytest.fixture(scope="module")
def graphs() -> tuple[BuiltGraph, BuiltGraph]:
    """The sample as its store answers, and as its lines do."""
    engine = Workspace.sample().engine
    assert isinstance(engine, OxigraphEngine)
    graph = BuiltGraph(engine, Iris())
    return graph, with_details(graph, QUESTIONS, [engine.store.dump(format=RdfFormat.N_QUADS) or b""])


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_lines_answer_as_the_store_does(graphs: tuple[BuiltGraph, BuiltGraph], question: str) -> None:
    store, lines = graphs
    assert isinstance(lines, DetailedGraph)
    assert question in lines.known
    asked, told = store.ask_unordered(question), lines.ask_unordered(question)
    assert sorted(told.rows) == sorted(asked.rows)
    assert told.columns == asked.columns
    assert told.rows or question == "desks-of-registers"


def test_another_question_is_asked_of_the_store(graphs: tuple[BuiltGraph, BuiltGraph]) -> None:
    store, lines = graphs
    other = "words-at-document-facts"
    assert lines.ask_unordered(other) == store.ask_unordered(other)
    assert read_details(load_catalogue().get(other).text) is None


@pytest.mark.parametrize(
    ("here", "there"),
    [("?thing a ?class ;", "?thing a ?class ; tsg:status ?x ;"), ("SELECT DISTINCT", "SELECT"), ("NOT IN", "IN"),
     ("VALUES ?class", "VALUES ?kind"), ("))\n}", "))\n  FILTER(?value != 1)\n}")],
)  # fmt: skip
def test_a_question_of_another_form_is_left_to_the_store(here: str, there: str) -> None:
    text = (
        load_catalogue().get("details-of-all-services").text.replace("IN (", "NOT IN (" if here == "NOT IN" else "IN (")
    )
    assert here in text
    assert read_details(text if here == "NOT IN" else text.replace(here, there)) is None
