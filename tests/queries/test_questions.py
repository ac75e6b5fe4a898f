"""Every question of the catalogue keeps its contract on the shipped graph."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from pyoxigraph import Store
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import OWL

from tests.conftest import ROOT
from tsunagu.queries.answers import Answer
from tsunagu.queries.catalogue import Query, load_catalogue
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.queries.sparql_check import check_allowed

QUERIES = load_catalogue().queries
Asked = Callable[[str], Answer]
FIXED = {
    "all-measures-with-departments": ("document", "row", "label", "departments", "repeats"),
    "all-indicator-values": ("document", "row", "name", "role", "value", "unit", "period", "grade"),
    "all-figures-stated": ("document", "subject", "dimension", "period", "value", "unit", "qualifier"),
    "bodies-named-in-documents": ("document", "body", "label", "body_type"),
    "laws-cited-in-documents": ("document", "law", "article"),
    "linkages-stated-in-documents": ("document", "row", "from", "to", "kind", "layer", "purpose"),
}
EXPECTATION = re.compile(r"^rows (>=|>|=) (\d+)$")


@pytest.fixture(params=sorted(QUERIES))
def query(request: pytest.FixtureRequest) -> Query:
    return QUERIES[str(request.param)]


def own_terms() -> set[str]:
    graph = Graph().parse(ROOT / "ontology" / "tsunagu.ttl")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)
    return {str(term) for kind in kinds for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)}


TERMS = own_terms()


def test_there_are_enough_questions_for_each_user() -> None:
    assert len(QUERIES) >= 45
    for audience in ("planner", "coordinator", "researcher"):
        assert sum(query.audience == audience for query in QUERIES.values()) >= 15, audience


def test_fixed_questions_keep_their_columns() -> None:
    for identifier, columns in FIXED.items():
        assert tuple(column.name for column in QUERIES[identifier].columns) == columns


def test_a_question_is_called_like_its_file_and_found_by_its_former_name(query: Query) -> None:
    assert query.id == query.path.stem
    assert all(load_catalogue().get(name) is query for name in query.formerly)


def test_parses_in_both_engines(query: Query) -> None:
    assert check_allowed(query.text) in ("SelectQuery", "AskQuery")  # parsed and translated by rdflib
    OxigraphEngine(Store()).select(query.text)


def test_uses_only_terms_the_ontology_has(query: Query) -> None:
    body = "\n".join(line for line in query.text.splitlines() if not line.lstrip().startswith("#"))
    used = {f"https://w3id.org/tsunagu/ns#{name}" for name in re.findall(r"\btsg:(\w+)", body)}
    assert used <= TERMS, used - TERMS


def test_columns_and_expectation_hold(query: Query, asked: Asked) -> None:
    answer = asked(query.text)
    assert answer.columns == tuple(column.name for column in query.columns)
    found = EXPECTATION.match(query.expect)
    assert found, query.expect
    wanted, count = int(found[2]), len(answer.rows)
    assert {">": count > wanted, ">=": count >= wanted, "=": count == wanted}[found[1]], f"{count} {query.expect}"


def test_rows_stand_in_a_fixed_order_and_once(query: Query, asked: Asked) -> None:
    """That a second time of asking gives the same order is seen by `test_servers`, which asks two other processes."""
    assert "ORDER BY" in query.text
    if query.id not in FIXED:  # two facts of a document may read alike in the fixed columns
        rows = asked(query.text).rows
        assert len(set(rows)) == len(rows)


def test_each_parameter_has_one_values_line(query: Query) -> None:
    for parameter in query.parameters:
        assert len(re.findall(rf"VALUES\s+\?{parameter.name}\s*\{{", query.text)) == 1


def test_choices_are_a_list_or_a_question(query: Query) -> None:
    for parameter in query.parameters:
        assert set(parameter.asked) <= set(QUERIES), query.id
        assert not (parameter.asked and parameter.choices)


def test_gaps_never_say_missing_or_breach(query: Query) -> None:
    words = f"{query.title.en} {query.question.en}".casefold()
    assert "breach" not in words
    assert "violat" not in words or query.is_violation
    assert "違反" not in query.title.ja + query.question.ja or query.is_violation


def test_violation_questions_find_nothing(asked: Asked) -> None:
    violations = [query for query in QUERIES.values() if query.is_violation]
    assert len(violations) >= 5
    for violation in violations:
        assert violation.expect == "rows = 0"
        assert asked(violation.text).rows == (), violation.id
