"""Quads made elsewhere: whatever says more of a closed body than its kind and prefecture is a leak."""

from __future__ import annotations

import itertools

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from tests.disclosure.smuggling import OPERATING, Inventor, as_tables, corpus, ground, law_rows
from tsunagu.disclosure.quads import find_leaks, refuse_leaks
from tsunagu.errors import ConfidentialLeak
from tsunagu.graph.dataset import build_quads
from tsunagu.graph.iris import Iris
from tsunagu.graph.rows import Tables
from tsunagu.ontology.shapes import validate

IRIS = Iris()
GRAPH = NamedNode(IRIS.graph("mihon"))
BODIES = 40
TEXTS = (
    "skos:altLabel", "skos:note", "tsg:printedForm", "dcterms:description", "schema:address", "schema:telephone",
    "schema:email", "rdfs:comment", "tsg:validFrom", "tsg:standsFrom", "foaf:homepage", "rdfs:label",
    "dcterms:identifier", "schema:geo",
)  # fmt: skip
LINKS_TO = (
    "tsg:partOf",
    "tsg:changedFrom",
    "tsg:changedTo",
    "tsg:responsibleBody",
    "schema:subOrganization",
    "owl:sameAs",
)
FACT_TEXTS = (
    "skos:note",
    "tsg:printedForm",
    "tsg:hours",
    "tsg:cost",
    "tsg:languageOffered",
    "tsg:purpose",
    "rdfs:comment",
)


@pytest.fixture(scope="module")
def clean(tables: Tables) -> list[Quad]:
    """A graph with closed bodies, linkages and services of theirs, as the tables give it."""
    japan = law_rows(tables)
    inventor = Inventor(1)
    base = ground(inventor)
    for number in range(BODIES):
        fact = inventor.fact("closed")
        kind = ("bt_private_shelter", "bt_step_house")[number % 2]
        body = inventor.body(fact, body_types=kind, disclosure="confidential")
        about = inventor.measure(fact)
        ends = {"from": "132152-sodan-ka", "to": body}
        inventor.row(fact, "linkages", id=f"l{number}", row=about, **ends)
        inventor.row(fact, "services", id=f"s{number}", row=about, provider=body)
        inventor.office(fact, address="見本市役所")
    return build_quads(as_tables(japan, base, inventor.facts), IRIS)


def said(quad: Quad) -> str:
    """The subject of a quad."""
    assert isinstance(quad.subject, NamedNode)
    return quad.subject.value


def node(short: str) -> NamedNode:
    """The node of a prefixed name."""
    return NamedNode(IRIS.expand(short))


def subjects(clean: list[Quad], short: str, of: str) -> list[NamedNode]:
    """The subjects of a class that say `of`, closed ones first."""
    found = {said(quad) for quad in clean if quad.predicate == node("rdf:type") and quad.object == node(short)}
    return [NamedNode(iri) for iri in sorted(found) if of in iri]


def flagged(clean: list[Quad], smuggled: list[Quad]) -> set[str]:
    """What the guard names in the clean graph with more quads."""
    return {leak.subject for leak in find_leaks([*clean, *smuggled], IRIS)}


def test_the_graph_of_the_tables_is_clean(clean: list[Quad]) -> None:
    assert find_leaks(clean, IRIS) == []
    assert len(subjects(clean, "tsg:Body", "-closed-")) == BODIES


def test_any_more_word_of_a_closed_body_is_a_leak(clean: list[Quad]) -> None:
    bodies = subjects(clean, "tsg:Body", "-closed-")
    smuggled = [
        Quad(body, node(name), Literal("秘密の家"), GRAPH)
        for body, name in zip(bodies, itertools.cycle(TEXTS), strict=False)
    ]
    assert {said(quad) for quad in smuggled} <= flagged(clean, smuggled)


def test_nothing_but_a_linkage_or_service_points_at_a_closed_body(clean: list[Quad]) -> None:
    bodies = subjects(clean, "tsg:Body", "-closed-")
    offices = subjects(clean, "tsg:Body", "madoguchi")
    pairs = zip(offices, bodies, itertools.cycle(LINKS_TO), strict=False)
    smuggled = [Quad(office, node(name), body, GRAPH) for office, body, name in pairs]
    assert {said(quad) for quad in smuggled} & flagged(clean, smuggled) == {said(quad) for quad in smuggled}


def test_a_linkage_that_tells_who_runs_it_is_a_leak(clean: list[Quad]) -> None:
    links = subjects(clean, "tsg:Linkage", "/closed-")[: len(OPERATING)]
    smuggled = [
        Quad(link, node("tsg:linkageKind"), NamedNode(IRIS.concept("linkage-kind", kind)), GRAPH)
        for link, kind in zip(links, OPERATING, strict=True)
    ]
    assert {link.value for link in links} <= flagged(clean, smuggled)


def test_free_text_on_what_touches_a_closed_body_is_a_leak(clean: list[Quad]) -> None:
    touching = subjects(clean, "tsg:Linkage", "/closed-") + subjects(clean, "tsg:Service", "/closed-")
    pairs = zip(touching, itertools.cycle(FACT_TEXTS), strict=False)
    smuggled = [Quad(subject, node(name), Literal("秘密の家へ", language="ja"), GRAPH) for subject, name in pairs]
    assert {said(quad) for quad in smuggled} <= flagged(clean, smuggled)


def test_every_spelling_near_a_closed_kind_is_a_leak(clean: list[Quad]) -> None:
    inventor = Inventor(2)
    smuggled = []
    for sort, spellings in corpus()["traces"].items():
        for number, spelling in enumerate(spellings):
            text = inventor.filled(inventor.fact(sort), spelling) + " シェルター"
            subject = NamedNode(IRIS.path("note", sort, str(number)))
            smuggled.append(Quad(subject, node("skos:note"), Literal(text, language="ja"), GRAPH))
    missed = {said(quad) for quad in smuggled} - flagged([], smuggled)
    assert missed == set()


@pytest.mark.parametrize("column", ["label_ja", "label_kana", "label_en"])
def test_every_name_closes_a_body_of_quads(column: str) -> None:
    inventor = Inventor(2)
    made: list[Quad] = []
    for number, spelling in enumerate(corpus()["names"][column]):
        body = NamedNode(IRIS.path("body", f"132152-{number}"))
        name = inventor.filled(inventor.fact(column), spelling)
        made.append(Quad(body, node("rdf:type"), node("tsg:Body"), GRAPH))
        made.append(Quad(body, node("rdfs:label"), Literal(name, language="ja"), GRAPH))
    assert {said(quad) for quad in made} == flagged([], made)


def test_shapes_see_a_name_a_part_and_a_note(clean: list[Quad]) -> None:
    first, second, third = subjects(clean, "tsg:Body", "-closed-")[:3]
    office = subjects(clean, "tsg:Body", "madoguchi")[0]
    named = subjects(clean, "tsg:Body", "madoguchi")[1]
    smuggled = [
        Quad(first, node("skos:note"), Literal("秘密の家", language="ja"), GRAPH),
        Quad(office, node("tsg:partOf"), second, GRAPH),
        Quad(third, node("tsg:printedForm"), Literal("秘密の家"), GRAPH),
        Quad(named, node("skos:altLabel"), Literal("さくらシェルター", language="ja"), GRAPH),
    ]
    before = {result.focus for result in validate(clean).violations}
    after = {result.focus for result in validate([*clean, *smuggled]).violations} - before
    assert {named.value, first.value, second.value, third.value} <= after


def test_a_leak_stops_the_writer(clean: list[Quad]) -> None:
    body = subjects(clean, "tsg:Body", "-closed-")[0]
    with pytest.raises(ConfidentialLeak):
        refuse_leaks([*clean, Quad(body, node("skos:note"), Literal("秘密の家"), GRAPH)], IRIS)
