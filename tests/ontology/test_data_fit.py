"""The shipped data speak the ontology: no unknown term, no wrong literal, no contradiction."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, PROV, RDF, RDFS, SKOS
from rdflib.term import Node

from tests.ontology.support import NAMES, own_properties, terms, vocabulary
from tsunagu.ontology.reasoner import check_consistency

VOCABULARY = NamedNode(str(NAMES.graph("vocabulary")))
TYPE = NamedNode(str(RDF.type))


@pytest.fixture(scope="module")
def facts(quads: list[Quad]) -> list[Quad]:
    """Every shipped quad outside the vocabulary graph."""
    return [quad for quad in quads if quad.graph_name != VOCABULARY]


def test_every_own_term_in_the_data_is_in_the_ontology(facts: list[Quad]) -> None:
    used = {quad.predicate.value for quad in facts}
    used |= {quad.object.value for quad in facts if quad.predicate == TYPE and isinstance(quad.object, NamedNode)}
    own = {URIRef(iri) for iri in used if iri.startswith(str(NAMES.terms))}
    assert {term for term in own if (term, RDF.type, None) not in terms()} == set()


def test_every_concept_in_the_data_is_in_a_scheme(facts: list[Quad]) -> None:
    schemes = {str(scheme).replace("/scheme/", "/") + "/" for scheme in vocabulary().objects(None, SKOS.inScheme)}
    named = {quad.object.value for quad in facts if isinstance(quad.object, NamedNode)}
    concepts = {URIRef(iri) for iri in named if iri.startswith(tuple(schemes))}
    assert {concept for concept in concepts if (concept, None, None) not in vocabulary()} == set()


def test_literals_and_links_are_of_the_kind_the_ontology_says(facts: list[Quad]) -> None:
    wrong: Counter[tuple[str, str]] = Counter()
    for quad in facts:
        predicate = URIRef(quad.predicate.value)
        if predicate not in NAMES.terms:
            continue
        wanted = terms().value(predicate, RDFS.range)
        if isinstance(quad.object, Literal):
            given = URIRef(quad.object.datatype.value)
            links = (predicate, RDF.type, OWL.ObjectProperty) in terms()
            if links or wanted not in (None, RDFS.Literal, given):
                wrong[str(predicate), str(given)] += 1
        elif (predicate, RDF.type, OWL.DatatypeProperty) in terms():
            wrong[str(predicate), "IRI"] += 1
    assert not wrong


def test_subjects_are_of_the_domain_the_ontology_says(quads: list[Quad], facts: list[Quad]) -> None:
    kinds: dict[object, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == TYPE:
            kinds[quad.subject].add(str(quad.object)[1:-1])
    wrong = Counter(
        (quad.predicate.value, *sorted(kinds[quad.subject]))
        for quad in facts
        if (wanted := domain(quad.predicate.value)) and not wanted & kinds[quad.subject]
    )
    assert not wrong


def test_every_property_in_use_has_a_domain() -> None:
    bare = [term for term in own_properties() if not domain(str(term)) and (term, OWL.deprecated, None) not in terms()]
    assert [term for term in bare if (term, RDF.type, OWL.AnnotationProperty) not in terms()] == []


@cache
def domain(term: str) -> frozenset[str]:
    """The classes a subject may be of, with all below them; none where the ontology says none."""
    found: set[Node] = set()
    for said in terms().objects(URIRef(term), RDFS.domain):
        union = terms().value(said, OWL.unionOf)
        found |= set(Collection(terms(), union)) if union else {said}
    return frozenset(str(below) for name in found for below in terms().transitive_subjects(RDFS.subClassOf, name))


def test_a_property_and_its_inverse_say_the_same(facts: list[Quad]) -> None:
    """Of what is public; who is not is named from no other end."""
    ways = {NamedNode(str(back)): NamedNode(str(way)) for back, way in terms().subject_objects(OWL.inverseOf)}
    said = {name: {(q.subject, q.object) for q in facts if q.predicate == name} for name in {*ways, *ways.values()}}
    level, public = NamedNode(f"{NAMES.terms}disclosure"), NamedNode(f"{NAMES.base}disclosure/public")
    secret = {quad.subject for quad in facts if quad.predicate == level and quad.object != public}
    secret |= {quad.subject for quad in facts if quad.object in secret}
    for back, way in ways.items():
        open_pairs = {(value, thing) for thing, value in said[way] if not {thing, value} & secret}
        assert said[back] == open_pairs, back
    assert len(ways) >= 6


def one_of_each(facts: list[Quad]) -> list[Quad]:
    """The facts about one individual of every description, a description being its classes and, property by property,
    the classes of what it points at and of what points at it.

    Whatever the ontology says of classes, domains, ranges and what must be apart, individuals described alike fit it
    or contradict it alike.
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    around: dict[str, set[tuple[str, str, object]]] = defaultdict(set)
    for quad in facts:
        if quad.predicate == TYPE:
            kinds[str(quad.subject)].add(str(quad.object))
    for quad in facts:
        subject, value, name = str(quad.subject), str(quad.object), quad.predicate.value
        around[subject].add((name, "to", frozenset(kinds.get(value, ())) or literal_kind(quad.object)))
        around[value].add((name, "from", frozenset(kinds.get(subject, ()))))
    seen: dict[object, str] = {}
    for node, of in kinds.items():
        seen.setdefault((frozenset(of), frozenset(around[node])), node)
    chosen = set(seen.values())
    near = chosen | {str(quad.object) for quad in facts if str(quad.subject) in chosen}
    return [q for q in facts if str(q.subject) in chosen or (q.predicate == TYPE and str(q.subject) in near)]


def as_graph(quads: list[Quad]) -> Graph:
    return Graph().parse(data="".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in quads), format="nt")


def literal_kind(value: object) -> str:
    return value.datatype.value if isinstance(value, Literal) else "nothing said of it"


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")
def test_the_data_contradict_neither_the_ontology_nor_the_standards(facts: list[Quad]) -> None:
    """The ontology together with the axioms of ORG, PROV, Data Cube, FOAF and CPSV-AP that bear on what is written.

    Positions in the text are left out: they are two thirds of the quads and bear on nothing here.
    """
    kept = one_of_each([quad for quad in facts if "/locator/" not in f"{quad.subject} {quad.object}"])
    assert len(kept) > 2_000
    data = as_graph(kept)
    data.parse(Path(__file__).parent / "imported_axioms.ttl")
    assert check_consistency(data).sound
    change = next(quad.subject for quad in kept if quad.predicate == TYPE and str(quad.object).endswith("#BodyChange>"))
    data.add((URIRef(change.value), PROV.wasDerivedFrom, URIRef(f"{NAMES.base}document/kamakura-gender")))  # type: ignore[union-attr]
    assert not check_consistency(data).consistent, "an activity was derived from a document"


def test_an_odd_one_out_is_among_those_that_are_kept(facts: list[Quad]) -> None:
    """So that the reasoner sees it."""
    odd = next(quad.subject for quad in facts if quad.predicate == TYPE and str(quad.object).endswith("#Service>"))
    wrong = Quad(odd, NamedNode(f"{NAMES.terms}provider"), NamedNode(f"{NAMES.base}place/132152"), VOCABULARY)
    assert wrong in one_of_each([*facts, wrong])
