"""Concepts made from tables are defined like those of the ontology, and have their place in their scheme."""

from __future__ import annotations

from tsunagu.gaps.kinds import WITHIN
from tsunagu.graph.iris import Iris
from tsunagu.queries.engines import OxigraphEngine

IRIS = Iris()
SKOS = f"PREFIX skos: <{IRIS.expand('skos:')}> "


def test_every_concept_has_one_definition_in_each_language(engine: OxigraphEngine) -> None:
    rows = engine.select(
        SKOS + "SELECT ?c (GROUP_CONCAT(LANG(?d)) AS ?told) { ?c a skos:Concept OPTIONAL { ?c skos:definition ?d } }"
        " GROUP BY ?c"
    ).rows
    assert len(rows) > 450
    assert [concept for concept, told in rows if sorted(told.split()) != ["en", "ja"]] == []


def test_a_concept_stands_on_top_of_its_scheme_or_below_another(engine: OxigraphEngine) -> None:
    alone = engine.select(
        SKOS + "SELECT ?c { ?c skos:inScheme ?s MINUS { ?s skos:hasTopConcept ?c . ?c skos:topConceptOf ?s }"
        " MINUS { ?c skos:broader ?above } }"
    )
    assert alone.rows == ()
    both = engine.select(SKOS + "SELECT ?c { ?c skos:topConceptOf ?s ; skos:broader ?above }")
    assert both.rows == ()


def test_what_is_broader_and_related_is_told_from_both_ends(engine: OxigraphEngine) -> None:
    for one_way, other_way in (("broader", "narrower"), ("narrower", "broader"), ("related", "related")):
        asked = f"SELECT ?a ?b {{ ?a skos:{one_way} ?b MINUS {{ ?b skos:{other_way} ?a }} }}"
        assert engine.select(SKOS + asked).rows == ()


def test_kinds_within_another_in_the_analyses_are_narrower_in_the_data(engine: OxigraphEngine) -> None:
    """Which kinds are among another is written twice, for the analyses and for readers of the data, and agrees."""
    rows = engine.select(SKOS + "SELECT ?wide ?narrow { ?narrow skos:broader ?wide }").rows
    told = {(wide.removeprefix(IRIS.base), narrow.removeprefix(IRIS.base)) for wide, narrow in rows}
    assert {(wide, narrow) for wide, kinds in WITHIN.items() for narrow in kinds} <= told
