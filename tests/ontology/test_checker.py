"""The checker finds what pySHACL finds, result for result, on good data, spoilt data and the shipped graph."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable

import pytest
from pyoxigraph import Quad
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS, XSD
from rdflib.term import Node

from tests.ontology.examples import GOOD
from tests.ontology.reference import Row, as_rdflib, reference_rows
from tests.ontology.support import HEAD, NAMES, graph, shape_facts, shapes
from tsunagu.ontology.constraints import COMPONENTS
from tsunagu.ontology.shapes import ShapesUnreadable, ValidationReport, validate

Triple = tuple[Node, Node, Node]
Spoil = Callable[[random.Random, Triple, list[Node]], list[Triple]]


def rows(report: ValidationReport) -> list[Row]:
    """Our results as the reference tells them."""
    return sorted((str(found.severity), found.focus, found.path, found.value, found.shape) for found in report.results)


COMPARED = {NAMES.terms[name] for name in ("validFrom", "validUntil", "start", "end", "standsFrom", "standsUntil")}
"""What `sh:lessThan` looks at keeps comparable values, for rdflib orders what SPARQL cannot compare (see below)."""


def _gone(_: random.Random, __: Triple, ___: list[Node]) -> list[Triple]:
    return []


def _other_object(chance: random.Random, triple: Triple, nodes: list[Node]) -> list[Triple]:
    return [(triple[0], triple[1], chance.choice(nodes))]


def _second_object(chance: random.Random, triple: Triple, nodes: list[Node]) -> list[Triple]:
    return [triple, (triple[0], triple[1], chance.choice(nodes))]


def _other_words(chance: random.Random, triple: Triple, _: list[Node]) -> list[Triple]:
    said = str(triple[2])
    made: list[Node] = [
        Literal(said),
        Literal(""),
        Literal(said, lang=chance.choice(["ja", "en", "en-GB", "fr"])),
        Literal(said + "東京都千代田区1丁目2番3号", lang="ja"),
        Literal("2026-02-30", datatype=XSD.date),
        Literal("2026-02-03", datatype=XSD.date),
        Literal("x", datatype=XSD.integer),
        Literal("-5", datatype=XSD.integer),
        Literal("7", datatype=XSD.integer),
        Literal("1.5", datatype=XSD.decimal),
        Literal("maybe", datatype=XSD.boolean, normalize=False),
        URIRef("https://maps.example/x"),
        BNode(),
    ]
    return [(triple[0], triple[1], chance.choice(made))]


def _forbidden(chance: random.Random, triple: Triple, _: list[Node]) -> list[Triple]:
    """Something added that a shape forbids, or another class."""
    subject = triple[0]
    added: list[tuple[Node, Node]] = [
        (URIRef("https://schema.org/address"), Literal("千代田区")),
        (URIRef("https://schema.org/telephone"), Literal("03-0000-0000")),
        (URIRef("http://xmlns.com/foaf/0.1/homepage"), URIRef("ftp://example.org")),
        (NAMES.terms.disclosure, NAMES.concept("disclosure", "confidential")),
        (NAMES.terms.disclosure, NAMES.concept("disclosure", "public")),
        (OWL.sameAs, URIRef("https://example.org/x")),
        (SKOS.altLabel, Literal("ステップハウスさくら", lang="ja")),
        (RDF.type, URIRef("http://xmlns.com/foaf/0.1/Person")),
        (RDF.type, NAMES.terms.Body),
    ]
    return [triple, (subject, *chance.choice(added))]


SPOILS: tuple[Spoil, ...] = (_gone, _other_object, _second_object, _other_words, _other_words, _forbidden)


def spoilt(data: Graph, seed: int, share: float) -> Graph:
    """A copy in which a share of the triples is spoilt at random."""
    chance, made = random.Random(seed), Graph()
    triples = sorted(data, key=lambda triple: [str(node) for node in triple])
    nodes: list[Node] = sorted({triple[2] for triple in triples}, key=str)
    for triple in triples:
        others = sorted(data.objects(None, triple[1]), key=str) if triple[1] in COMPARED else nodes
        ways = (_gone, _other_object, _second_object) if triple[1] in COMPARED else SPOILS
        kept = chance.choice(ways)(chance, triple, others) if chance.random() < share else [triple]
        for found in kept:
            made.add(found)
    return made


def test_good_examples_are_judged_alike() -> None:
    data = graph("\n".join(GOOD.values()))
    assert rows(validate(data, shapes=shape_facts())) == reference_rows(data, shapes())


@pytest.mark.parametrize("seed", range(12))
def test_spoilt_examples_are_judged_alike(seed: int) -> None:
    data = spoilt(graph("\n".join(GOOD.values())), seed, 0.25)
    found = rows(validate(data, shapes=shape_facts()))
    assert len(found) > 60, "too little was spoilt for the comparison to mean anything"
    assert found == reference_rows(data, shapes())


def test_the_spoilt_examples_reach_every_component() -> None:
    """So that no component of the checker goes uncompared: each is what some result rests on."""
    used = {name for name in COMPONENTS if (None, name, None) in shapes()}
    assert used == COMPONENTS.keys() - {SH.maxInclusive}


def test_the_shipped_graph_conforms(quads: list[Quad]) -> None:
    assert validate(quads, shapes=shape_facts()).conforms


def test_the_shipped_graph_is_judged_alike(quads: list[Quad]) -> None:
    """All that is said of one thing in ten, of every class in every graph; what they point at is there by class."""
    kept = sampled(quads, 10)
    classes = {(str(quad.object), str(quad.graph_name)) for quad in quads if quad.predicate.value == str(RDF.type)}
    assert classes == {
        (str(quad.object), str(quad.graph_name)) for quad in kept if quad.predicate.value == str(RDF.type)
    }
    assert len(kept) > 15_000
    assert rows(validate(kept, shapes=shape_facts())) == reference_rows(as_rdflib(kept), shapes())


def classes(quads: list[Quad]) -> set[tuple[str, str]]:
    """Each class of which something is said to be, with the graph that says it."""
    return {(str(quad.object), str(quad.graph_name)) for quad in quads if quad.predicate.value == str(RDF.type)}


def sampled(quads: list[Quad], share: int) -> list[Quad]:
    """The quads of every `share`-th subject of each class in each graph, the first among them, with what names the
    classes of the things they point at."""
    of_class: dict[tuple[str, str], list[str]] = defaultdict(list)
    for quad in quads:
        if quad.predicate.value == str(RDF.type):
            of_class[str(quad.object), str(quad.graph_name)].append(str(quad.subject))
    chosen = {subject for subjects in of_class.values() for subject in subjects[::share]}
    near = {str(quad.object) for quad in quads if str(quad.subject) in chosen}
    return [quad for quad in quads if str(quad.subject) in chosen
            or (quad.predicate.value == str(RDF.type) and str(quad.subject) in near)]  # fmt: skip


def test_a_spoilt_document_is_judged_alike(quads: list[Quad]) -> None:
    wanted = NAMES.graph("kunitachi-gender")
    data = spoilt(
        as_rdflib(quad for quad in quads if str(getattr(quad.graph_name, "value", "")) == str(wanted)), 1, 0.01
    )
    found = rows(validate(data, shapes=shape_facts()))
    assert len(found) > 60
    assert found == reference_rows(data, shapes())


def test_a_bound_that_cannot_be_compared_is_a_result() -> None:
    """As the recommendation has it (4.5.3); pySHACL orders a date before a number, as rdflib sorts them."""
    rule = small(
        "<shape/x> a sh:NodeShape ; sh:targetClass tsg:Body ;"
        " sh:property [ sh:path tsg:validFrom ; sh:lessThanOrEquals tsg:validUntil ] ."
    )
    body = "<body/x> a tsg:Body ; tsg:validFrom '2024-04-01'^^xsd:date ; tsg:validUntil {} ."
    for bound, results in (("'2024-04-01'^^xsd:date", 0), ("'2024-03-31'^^xsd:date", 1), ("7", 1), ("<x>", 1)):
        assert len(validate(graph(body.format(bound)), shapes=rule).results) == results


def small(shape: str) -> Graph:
    """Shapes made for one test."""
    return Graph().parse(data=HEAD + shape, format="turtle")


def test_a_class_below_the_target_is_checked_where_the_data_say_so() -> None:
    rule = small(
        "<shape/x> a sh:NodeShape ; sh:targetClass tsg:Body ; sh:property [ sh:path tsg:row ; sh:minCount 1 ] ."
    )
    data = graph("<body/x> a tsg:Unit . tsg:Unit rdfs:subClassOf tsg:Body .")
    assert [found.focus for found in validate(data, shapes=rule).results] == [f"{NAMES.base}body/x"]
    assert rows(validate(data, shapes=rule)) == reference_rows(data, rule)
    data.remove((None, RDFS.subClassOf, None))
    assert validate(data, shapes=rule).results == ()


@pytest.mark.parametrize(
    "part",
    [
        "sh:sparql [ sh:select 'SELECT $this WHERE {}' ]",
        "sh:xone ( <shape/a> <shape/b> )",
        "sh:property [ sh:path [ sh:zeroOrMorePath tsg:partOf ] ; sh:minCount 1 ]",
        "sh:property [ sh:path tsg:row ; sh:node <shape/a> ]",
        "sh:deactivated true",
        "sh:not <shape/x>",
    ],
)
def test_a_part_of_shacl_that_is_not_read_is_refused(part: str) -> None:
    """A constraint is never passed over in silence."""
    rule = small(f"<shape/x> a sh:NodeShape ; sh:targetClass tsg:Body ; {part} .")
    with pytest.raises(ShapesUnreadable):
        validate(graph("<body/x> a tsg:Body ."), shapes=rule)
