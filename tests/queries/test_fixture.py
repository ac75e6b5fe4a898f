"""Every question on a small fixture: the committed rows, from both engines.

The fixture is a few rows of each document and what they refer to; see `regenerate.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import Dataset

from tests.queries.regenerate import FIXTURES, small_store
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import Engine, OxigraphEngine, RdflibEngine

IDS = sorted(load_catalogue().queries)
MEND = "run: python -m tests.queries.regenerate, then read the difference"


@pytest.fixture(scope="module")
def small() -> OxigraphEngine:
    return small_store((FIXTURES / "small.trig").read_bytes())


@pytest.fixture(scope="module")
def small_rdflib() -> RdflibEngine:
    dataset = Dataset(default_union=True)
    dataset.parse(str(FIXTURES / "small.trig"), format="trig")
    return RdflibEngine(dataset)


def expected(identifier: str) -> list[list[str]]:
    path: Path = FIXTURES / "expected" / f"{identifier}.json"
    loaded: list[list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def found(engine: Engine, identifier: str) -> list[list[str]]:
    answer = engine.select(load_catalogue().get(identifier).text)
    return [list(answer.columns), *(list(row) for row in answer.rows)]


def test_there_is_one_expected_answer_for_each_question() -> None:
    assert sorted(path.stem for path in (FIXTURES / "expected").glob("*.json")) == IDS, MEND


@pytest.mark.parametrize("identifier", IDS)
def test_oxigraph_gives_the_expected_rows(identifier: str, small: OxigraphEngine) -> None:
    assert found(small, identifier) == expected(identifier), MEND


@pytest.mark.parametrize("identifier", IDS)
def test_rdflib_gives_the_expected_rows(identifier: str, small_rdflib: RdflibEngine) -> None:
    assert found(small_rdflib, identifier) == expected(identifier), MEND


def test_most_questions_have_rows_to_compare() -> None:
    empty = [name for name in IDS if len(expected(name)) == 1 and not load_catalogue().get(name).is_violation]
    assert len(empty) <= len(IDS) // 10, empty
