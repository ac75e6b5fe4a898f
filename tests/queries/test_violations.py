"""Each `*-violation` question returns nothing on good data and something on data built to break it."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import OxigraphEngine

PREFIXES = """
@prefix : <https://w3id.org/tsunagu/> . @prefix tsg: <https://w3id.org/tsunagu/ns#> .
@prefix schema: <https://schema.org/> . @prefix prov: <http://www.w3.org/ns/prov#> .
"""
BROKEN = {
    "linkage-without-a-locator-violation": ":x a tsg:Linkage ; tsg:inDocument :d .",
    "measure-without-a-section-violation": ":x a tsg:Measure ; tsg:inSection :nowhere .",
    "service-without-a-provider-violation": ":x a tsg:Service .",
    "closed-body-with-an-address-violation": (
        ":x tsg:disclosure <https://w3id.org/tsunagu/disclosure/confidential> ; schema:address 'y'@ja ."
    ),
    "inferred-fact-without-a-rule-violation": ":x a tsg:InferredLinkage ; tsg:inferenceRule :r .",
    "expected-body-that-is-named-violation": ":x a tsg:ExpectedBody , tsg:Body .",
    "opinion-in-operation-violation": (
        ":x a tsg:Linkage ; tsg:layer <https://w3id.org/tsunagu/layer/opinion> ;"
        " tsg:status <https://w3id.org/tsunagu/status/in_operation> ."
    ),
}
VIOLATIONS = sorted(query.id for query in load_catalogue().queries.values() if query.is_violation)


def test_every_violation_question_has_data_that_break_it() -> None:
    assert set(VIOLATIONS) <= set(BROKEN)


@pytest.mark.parametrize("identifier", sorted(BROKEN))
def test_broken_data_are_found(identifier: str) -> None:
    store = Store()
    store.load((PREFIXES + BROKEN[identifier]).encode(), format=RdfFormat.TURTLE)
    rows = OxigraphEngine(store).select(load_catalogue().get(identifier).text).rows
    assert [row[0] for row in rows] == ["https://w3id.org/tsunagu/x"]


@pytest.mark.parametrize("identifier", VIOLATIONS)
def test_shipped_data_are_clean(identifier: str, engine: OxigraphEngine) -> None:
    assert engine.select(load_catalogue().get(identifier).text).rows == ()
