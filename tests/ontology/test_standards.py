"""Terms of published standards in the data: there, valid by their own shapes, and silent about what is not public."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from tsunagu.graph.iris import Iris
from tsunagu.graph.standards import WRITTEN, standard_quads

IRIS = Iris()
TYPE = NamedNode(IRIS.expand("rdf:type"))
GRAPH = NamedNode(IRIS.graph("d"))
JUDGED = (*WRITTEN, "rdf", "skos")
"""Prefixes of the statements the published shapes look at."""


def node(short: str) -> NamedNode:
    return NamedNode(IRIS.expand(short))


def of(quads: list[Quad], kind: str) -> set[NamedNode]:
    """The subjects of a class."""
    return {quad.subject for quad in quads if quad.predicate == TYPE and quad.object == node(kind)}  # type: ignore[misc]


def test_things_of_every_standard_are_called_by_its_terms(quads: list[Quad]) -> None:
    found = Counter(
        quad.object.value for quad in quads if quad.predicate == TYPE and isinstance(quad.object, NamedNode)
    )
    for kind, least in {
        "cpsv:PublicService": 300, "cv:PublicOrganisation": 10, "org:OrganizationalUnit": 100, "org:ChangeEvent": 3,
        "org:FormalOrganization": 50, "eli:LegalResource": 70, "eli:LegalResourceSubdivision": 400,
        "dcat:Dataset": 8, "qb:Observation": 500, "qb:DataSet": 3, "dcterms:Location": 200, "foaf:Document": 5,
    }.items():  # fmt: skip
        assert found[IRIS.expand(kind)] >= least, kind


def test_every_observation_is_in_a_data_set(quads: list[Quad]) -> None:
    within = {quad.subject for quad in quads if quad.predicate == node("qb:dataSet")}
    assert of(quads, "qb:Observation") <= within


def test_a_document_is_no_dataset_and_its_tables_are(quads: list[Quad]) -> None:
    documents, datasets = of(quads, "tsg:SourceDocument") | of(quads, "tsg:Register"), of(quads, "dcat:Dataset")
    assert not documents & datasets
    sources = {quad.object for quad in quads if quad.predicate == node("dcterms:source") and quad.subject in datasets}
    assert sources == documents
    assert {NamedNode(IRIS.graph(name)) for name in ("japan", "inferred", "vocabulary")} <= datasets


def test_who_answers_for_a_service_is_a_government(quads: list[Quad]) -> None:
    governments = of(quads, "cv:PublicOrganisation")
    answering = {quad.object for quad in quads if quad.predicate == node("cv:hasCompetentAuthority")}
    assert answering
    assert answering <= governments


def test_published_shapes_find_nothing(quads: list[Quad], published: Graph) -> None:
    """CPSV-AP 3.2; a service that loses its title is found, so that the shapes are seen to look."""
    data = judged(quads)
    assert results(data, published) == []
    kind = URIRef(IRIS.expand("cpsv:PublicService"))
    spoilt = next(data.subjects(RDF.type, kind))
    data.remove((spoilt, None, None))
    data.add((spoilt, RDF.type, kind))
    assert len(results(data, published)) >= 4


@pytest.fixture(scope="module")
def published(standards: Path) -> Graph:
    """The shapes as SEMIC publishes them."""
    return Graph().parse(standards / "cpsv-ap-3.2.0-shacl.ttl")


def judged(quads: list[Quad]) -> Graph:
    """The statements of the standards as one plain graph."""
    known = tuple(IRIS.prefixes[prefix] for prefix in JUDGED)
    lines = {f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads
             if quad.predicate.value.startswith(known)}  # fmt: skip
    return Graph().parse(data="".join(lines), format="nt")


def results(data: Graph, shapes: Graph) -> list[str]:
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    return [str(report.value(found, SH.resultMessage)) for found in report.subjects(RDF.type, SH.ValidationResult)]


def service(disclosure: str) -> list[Quad]:
    """A service of a desk, with the axioms that make it one of CPSV-AP."""
    desk = NamedNode(f"{IRIS.base}body/desk")
    facts: list[tuple[str, str, NamedNode | Literal]] = [
        ("service/s", "rdf:type", node("tsg:Service")), ("service/s", "tsg:provider", desk),
        ("service/s", "rdfs:label", Literal("相談", language="ja")), ("body/desk", "rdf:type", node("tsg:Body")),
        ("body/desk", "rdf:type", node("tsg:Unit")), ("body/desk", "rdfs:label", Literal("課", language="ja")),
        ("body/desk", "tsg:disclosure", NamedNode(IRIS.concept("disclosure", disclosure))),
    ]  # fmt: skip
    made = [Quad(NamedNode(IRIS.base + name), node(said), value, GRAPH) for name, said, value in facts]
    axioms = (("tsg:Service", "cpsv:PublicService"), ("tsg:Unit", "org:OrganizationalUnit"))
    vocabulary = NamedNode(IRIS.graph("vocabulary"))
    return [*made, *(Quad(node(own), node("rdfs:subClassOf"), node(above), vocabulary) for own, above in axioms)]


@pytest.mark.parametrize("level", ["confidential", "front_door_only"])
def test_nothing_is_written_of_what_is_not_public_and_what_leads_to_it(level: str) -> None:
    def about(quads: list[Quad]) -> list[str]:
        return [str(quad.subject) for quad in standard_quads(quads, IRIS) if "/graph/" not in str(quad.subject)
                and "/agent/" not in str(quad.subject)]  # fmt: skip

    assert len(about(service("public"))) > 5
    assert about(service(level)) == []
