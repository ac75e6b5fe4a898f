"""What the ontology tests share: the files as graphs, and small well-formed examples of every class."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from tsunagu.ontology.shape_facts import ShapeFacts
from tsunagu.ontology.shapes import ShapeResult, ValidationReport, validate
from tsunagu.ontology.vocabulary import Namespaces, load, load_shapes, load_vocabulary

NAMES = Namespaces()
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
HEAD = (
    "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in NAMES.prefixes.items())
    + f"@base <{NAMES.base}> .\n"
    + "@prefix sdo: <http://schema.org/> .\n@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .\n"
    + "@prefix geosparql: <http://www.opengis.net/ont/geosparql#> .\n"
    + "@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .\n@prefix locn: <http://www.w3.org/ns/locn#> .\n"
)
HERE = Path(__file__).parent


@cache
def terms() -> Graph:
    """The ontology alone."""
    return load(("tsunagu.ttl",))


@cache
def vocabulary() -> Graph:
    """Terms, alignments and schemes."""
    return load_vocabulary()


@cache
def shapes() -> Graph:
    """All shapes."""
    return load_shapes()


@cache
def shape_facts() -> ShapeFacts:
    """All shapes as a check reads them: made once, for hundreds of small checks."""
    return ShapeFacts(shapes())


@cache
def secrecy_facts() -> ShapeFacts:
    """The shapes of confidentiality alone, as a check reads them."""
    return ShapeFacts(secrecy())


@cache
def secrecy() -> Graph:
    """The shapes of confidentiality alone: quicker where many spellings are tried."""
    return load(("shapes-confidentiality.ttl",))


def own(graph: Graph, *kinds: URIRef) -> set[URIRef]:
    """The own terms of one of some kinds."""
    found = (term for kind in kinds for term in graph.subjects(RDF.type, kind))
    return {term for term in found if isinstance(term, URIRef) and term in NAMES.terms}


def own_classes() -> set[URIRef]:
    """All own classes."""
    return own(terms(), OWL.Class)


def own_properties() -> set[URIRef]:
    """All own properties."""
    return own(terms(), *PROPERTY_KINDS)


def graph(turtle: str) -> Graph:
    """Turtle with every prefix declared, as a graph."""
    return Graph().parse(data=HEAD + turtle, format="turtle")


def check(turtle: str, against: Graph | ShapeFacts | None = None) -> ValidationReport:
    """Validate some Turtle against all shapes, or some."""
    return validate(graph(turtle), shapes=against or shape_facts())


def violations(turtle: str, against: Graph | ShapeFacts | None = None) -> list[ShapeResult]:
    """The violations of some Turtle."""
    return list(check(turtle, against).violations)


def shape_names(turtle: str, against: Graph | ShapeFacts | None = None) -> set[str]:
    """The short names of the shapes that some Turtle violates."""
    return {result.shape.rsplit("/", 1)[-1] for result in violations(turtle, against)}
