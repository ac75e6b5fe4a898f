"""What follows by rule: expected bodies apart from named ones, linkages of one jurisdiction, each with its rule."""

from __future__ import annotations

import pytest

from tsunagu.graph.expected import fits_place
from tsunagu.graph.rows import Tables
from tsunagu.queries.engines import OxigraphEngine

PREFIX = "PREFIX tsg: <https://w3id.org/tsunagu/ns#> PREFIX prov: <http://www.w3.org/ns/prov#> "
BASE = "https://w3id.org/tsunagu/"


def ask(engine: OxigraphEngine, pattern: str) -> bool:
    return engine.select(PREFIX + "ASK { " + pattern + " }").rows == (("true",),)


DOCUMENTS = ["110001", "130001", "132152", "140007", "142042", "142140"]


def expected_in(engine: OxigraphEngine, strengths: tuple[str, ...]) -> list[str]:
    """Codes of the places with an expected body of one of these strengths."""
    among = ", ".join(f"<{BASE}modality/{strength}>" for strength in strengths)
    where = f"{{ ?b a tsg:ExpectedBody ; tsg:place ?p ; tsg:modality ?m FILTER(?m IN ({among})) }}"
    rows = engine.select(f"{PREFIX}SELECT DISTINCT ?p {where} ORDER BY ?p").rows
    return sorted(row[0].rsplit("/", 1)[-1] for row in rows)


def test_what_law_only_encourages_is_expected_where_a_document_speaks(engine: OxigraphEngine) -> None:
    assert expected_in(engine, ("endeavour", "may")) == DOCUMENTS


def test_what_law_requires_is_expected_in_every_place_near_a_document(engine: OxigraphEngine, tables: Tables) -> None:
    near = [row.text("code") for row in tables.of("places") if row.text("kind") == "prefecture"]
    near += [
        row.text("code") for row in tables.of("places") if row.text("prefecture") in DOCUMENTS and not row.text("city")
    ]
    assert expected_in(engine, ("must",)) == sorted(near)


@pytest.mark.parametrize("body", ["142018-child-guidance", "131121-child-guidance", "142051-health-center"])
def test_a_place_an_order_names_must_have_the_body(engine: OxigraphEngine, body: str) -> None:
    assert ask(engine, f"<{BASE}expected/{body}> tsg:modality <{BASE}modality/must> ; tsg:legalBasis ?order")


def test_a_place_no_order_names_has_no_such_body(engine: OxigraphEngine) -> None:
    assert not ask(engine, f"<{BASE}expected/142042-child-guidance> ?p ?o")


def test_a_prefecture_must_have_a_womens_centre_a_city_need_not(engine: OxigraphEngine) -> None:
    assert ask(engine, f"<{BASE}expected/140007-wsc> tsg:modality <{BASE}modality/must> ; tsg:legalBasis ?law")
    assert not ask(engine, f"<{BASE}expected/142042-wsc> ?p ?o")


def test_a_city_should_endeavour_to_have_counsellors(engine: OxigraphEngine) -> None:
    assert ask(engine, f"<{BASE}expected/142140-ws-counselor> tsg:modality <{BASE}modality/endeavour>")


def test_expected_bodies_are_never_named_bodies(engine: OxigraphEngine) -> None:
    assert not ask(engine, "?b a tsg:ExpectedBody , tsg:Body")


def test_every_inferred_fact_names_its_rule_and_origin(engine: OxigraphEngine) -> None:
    for kind in ("InferredLinkage", "ExpectedBody"):
        assert ask(engine, f"?x a tsg:{kind}")
        assert not ask(engine, f"?x a tsg:{kind} . MINUS {{ ?x tsg:inferenceRule ?r ; prov:wasDerivedFrom ?o }}")


def test_inferred_linkages_stay_in_their_jurisdiction(engine: OxigraphEngine) -> None:
    text = (
        PREFIX
        + """SELECT DISTINCT ?a ?b WHERE { ?x a tsg:InferredLinkage ; tsg:from/tsg:place ?p ; tsg:to/tsg:place ?q .
        ?p tsg:localGovernmentCode ?a . ?q tsg:localGovernmentCode ?b . FILTER(?a != ?b) } ORDER BY ?a ?b"""
    )
    pairs = set(engine.select(text).rows)
    prefecture = {"142042": "140007", "142140": "140007", "132152": "130001"}
    assert pairs
    assert all(prefecture.get(a) == b or prefecture.get(b) == a for a, b in pairs), pairs


def test_nothing_is_inferred_from_what_law_does_not_say(engine: OxigraphEngine, tables: Tables) -> None:
    weak = [
        r.text("id")
        for r in tables.of("linkage_duties")
        if r.text("confidence") == "memory" or r.text("rule") == "not_in_law"
    ]
    assert weak
    for identifier in weak:
        assert not ask(engine, f"?x a tsg:InferredLinkage ; prov:wasDerivedFrom <{BASE}linkage-duty/{identifier}>")


def test_nothing_in_operation_is_inferred_from_plans_for_later(engine: OxigraphEngine) -> None:
    for layer in ("planned", "opinion"):
        pattern = f"?x a tsg:InferredLinkage ; prov:wasDerivedFrom ?o . ?o tsg:layer <{BASE}layer/{layer}>"
        assert not ask(engine, pattern)


def test_inferred_linkages_never_end_at_a_body_law_only_allows(engine: OxigraphEngine) -> None:
    for end in ("from", "to"):
        for modality in ("may", "endeavour"):
            pattern = f"?x a tsg:InferredLinkage ; tsg:{end} ?b . ?b a tsg:ExpectedBody"
            assert ask(engine, pattern)
            assert not ask(engine, f"{pattern} ; tsg:modality <{BASE}modality/{modality}>")


CARRIED = ("forFunction", "forNeed", "purpose", "condition", "wording", "modality")


@pytest.mark.parametrize("name", CARRIED)
def test_inferred_linkages_say_what_their_origin_says(name: str, engine: OxigraphEngine) -> None:
    """A step is judged on its own: nothing of its origin is missing, nothing is added, in either language."""
    pair = "?x a tsg:InferredLinkage ; prov:wasDerivedFrom ?o"
    assert ask(engine, f"{pair} ; tsg:{name} ?v . ?o tsg:{name} ?v")
    assert not ask(engine, f"{pair} . ?o tsg:{name} ?v . MINUS {{ ?x tsg:{name} ?v }}")
    assert not ask(engine, f"{pair} ; tsg:{name} ?v . MINUS {{ ?o tsg:{name} ?v }}")


def test_words_are_carried_in_both_languages(engine: OxigraphEngine) -> None:
    for name, origin in (("purpose", "linkage/"), ("condition", "linkage-duty/")):
        for language in ("ja", "en"):
            pattern = (
                f"?x a tsg:InferredLinkage ; prov:wasDerivedFrom ?o ; tsg:{name} ?v ."
                f" FILTER(LANG(?v) = '{language}' && STRSTARTS(STR(?o), '{BASE}{origin}'))"
            )
            assert ask(engine, pattern), (name, language)


@pytest.mark.parametrize(
    ("wanted", "kind", "fits"),
    [
        ("municipality", "city", True),
        ("municipality", "village", True),
        ("municipality", "prefecture", False),
        ("city", "ward", True),
        ("city", "town", False),
        ("prefecture", "prefecture", True),
        ("designated_city", "city", False),
    ],
)
def test_kinds_of_places(wanted: str, kind: str, fits: bool) -> None:
    assert fits_place(wanted, kind) is fits
