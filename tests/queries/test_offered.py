"""Questions that tell where one may turn to give what is in operation, and nothing planned, under study or ended."""

from __future__ import annotations

import pytest

from tests.queries.test_questions import QUERIES
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.queries.parameters import fill

NOT_OPEN = """PREFIX tsg: <https://w3id.org/tsunagu/ns#>
SELECT ?fact ?need ?place WHERE {
  ?fact a tsg:Service ; tsg:status ?status ; tsg:provider ?body ; tsg:entryPoint true ; tsg:meetsNeed ?need .
  ?body tsg:place ?place .
  FILTER(?status != <https://w3id.org/tsunagu/status/in_operation>)
}"""
GONE = """PREFIX tsg: <https://w3id.org/tsunagu/ns#>
SELECT ?body WHERE {
  ?body a tsg:Body ; tsg:status ?status .
  FILTER(?status != <https://w3id.org/tsunagu/status/existing>)
}"""
OFFERING = [name for name, one in QUERIES.items() if "?state" in one.text and "tsg:entryPoint ?open" in one.text]


def facts(engine: OxigraphEngine, name: str, **given: str) -> set[str]:
    answer = engine.select(fill(QUERIES[name], given))
    return {row[answer.columns.index("fact")] for row in answer.rows}


@pytest.fixture(scope="module")
def not_open(engine: OxigraphEngine) -> list[tuple[str, ...]]:
    found = [tuple(row) for row in engine.select(NOT_OPEN).rows]
    assert len(found) > 5
    return found


def test_every_question_about_services_at_a_desk_is_held() -> None:
    assert len(OFFERING) >= 11


@pytest.mark.parametrize("name", OFFERING)
def test_what_is_not_in_operation_is_not_offered(
    name: str, not_open: list[tuple[str, ...]], engine: OxigraphEngine
) -> None:
    facts_not_open = {row[0] for row in not_open}
    asks = {one.name for one in QUERIES[name].parameters}
    asked = {
        tuple((key, value) for key, value in (("need", need), ("place", place), ("place_wanted", place)) if key in asks)
        for _, need, place in not_open
    }
    for given in sorted(asked):
        assert not facts(engine, name, **dict(given)) & facts_not_open


@pytest.mark.parametrize("name, column", [("duties-with-function", "body"), ("walkable-linkages", "start"),
                                          ("walkable-linkages", "end")])  # fmt: skip
def test_bodies_that_are_not_there_are_not_offered(name: str, column: str, engine: OxigraphEngine) -> None:
    gone = {row[0] for row in engine.select(GONE).rows}
    answer = engine.select(fill(QUERIES[name], {}))
    at = answer.columns.index(column)
    assert gone
    assert answer.rows
    assert not {row[at] for row in answer.rows} & gone
