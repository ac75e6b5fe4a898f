"""The names of the graph: base IRI, namespaces, prefixes, and the vocabulary files as one graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat, parse
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from tsunagu.assets import asset_root
from tsunagu.errors import TsunaguError

DEFAULT_BASE: Final = "https://w3id.org/tsunagu/"
TERM_FILES: Final = ("tsunagu.ttl", "alignments.ttl")
SCHEME_FILES: Final = ("schemes.ttl",)

REUSED: Final = MappingProxyType(
    {
        "adms": "http://www.w3.org/ns/adms#",
        "cpsv": "http://purl.org/vocab/cpsv#",
        "cv": "http://data.europa.eu/m8g/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "qb": "http://purl.org/linked-data/cube#",
        "void": "http://rdfs.org/ns/void#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "time": "http://www.w3.org/2006/time#",
        "vann": "http://purl.org/vocab/vann/",
        "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Prefixes of the vocabularies of others that tsunagu reuses."""


class VocabularyProblem(TsunaguError):
    """A base IRI or a prefixed name that cannot be used."""


@dataclass(frozen=True, slots=True)
class Namespaces:
    """All names under one base IRI.

    >>> Namespaces().terms.Body
    rdflib.term.URIRef('https://w3id.org/tsunagu/ns#Body')
    >>> Namespaces("https://example.org/net/").concept("layer", "stated")
    rdflib.term.URIRef('https://example.org/net/layer/stated')
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        """Refuse a base that names could not simply be appended to."""
        usable = self.base.startswith(("http://", "https://")) and self.base.endswith("/") and self.base.isascii()
        if not usable or any(character in self.base for character in ' <>"{}|^`\\#'):
            raise VocabularyProblem("base-unusable", base=self.base)

    @property
    def terms(self) -> Namespace:
        """The namespace of the own classes and properties (prefix `tsg`)."""
        return Namespace(f"{self.base}ns#")

    @property
    def ontology(self) -> URIRef:
        """The IRI of the ontology itself."""
        return URIRef(f"{self.base}ns")

    def iri(self, path: str) -> URIRef:
        """The IRI of a resource from its path below the base, such as `body/142042-kamakura-shi`."""
        return URIRef(self.base + path)

    def concept(self, scheme: str, value: str) -> URIRef:
        """The concept that stands for `value` in `scheme`."""
        return self.iri(f"{scheme}/{value}")

    def scheme(self, name: str) -> URIRef:
        """The concept scheme `name`."""
        return self.iri(f"scheme/{name}")

    def graph(self, name: str) -> URIRef:
        """The named graph of a document id, or of `japan`, `inferred`, `vocabulary`."""
        return self.iri(f"graph/{name}")

    @property
    def prefixes(self) -> dict[str, str]:
        """Every prefix and its namespace, the own one included."""
        return {"tsg": str(self.terms), **REUSED}

    def expand(self, name: str) -> URIRef:
        """The IRI of a prefixed name; a language tag after `@` is ignored.

        >>> Namespaces().expand("dcterms:title@ja")
        rdflib.term.URIRef('http://purl.org/dc/terms/title')

        Raises `VocabularyProblem` for a prefix that is not known.
        """
        prefix, colon, local = name.partition("@")[0].partition(":")
        if not colon or prefix not in self.prefixes:
            raise VocabularyProblem("prefix-unknown", name=name)
        return URIRef(self.prefixes[prefix] + local)

    def bind(self, graph: Graph) -> Graph:
        """Bind every prefix in `graph` and return it."""
        for prefix, namespace in self.prefixes.items():
            graph.bind(prefix, namespace, override=True, replace=True)
        return graph


def shape_files() -> tuple[str, ...]:
    """The names of all shapes files: `shapes-*.ttl`, in order."""
    return tuple(sorted(path.name for path in asset_root("ontology").glob("shapes-*.ttl")))


def read_turtle(path: Path, names: Namespaces) -> str:
    """The text of a vocabulary file with the default base replaced by the configured one."""
    text = path.read_text(encoding="utf-8")
    return text if names.base == DEFAULT_BASE else text.replace(DEFAULT_BASE, names.base)


def load(files: Iterable[str], names: Namespaces | None = None) -> Graph:
    """The named files of `ontology/` as one graph under the base of `names`."""
    names = names or Namespaces()
    graph = names.bind(Graph())
    for file in files:
        graph.parse(data=read_turtle(asset_root("ontology") / file, names), format="turtle")
    return graph


def load_vocabulary(names: Namespaces | None = None) -> Graph:
    """What belongs into the graph `vocabulary`: terms, alignments and concept schemes."""
    return load((*TERM_FILES, *SCHEME_FILES), names)


def load_shapes(names: Namespaces | None = None) -> Graph:
    """All SHACL shapes as one graph."""
    names = names or Namespaces()
    graph = names.bind(Graph())
    for triple in shape_triples(names):
        graph.add(triple)
    return graph


def shape_triples(names: Namespaces) -> Iterator[tuple[Node, Node, Node]]:
    """Yield what all shapes say; read by the library of the store, which takes a tenth of the time of rdflib."""
    for file in shape_files():
        text = read_turtle(asset_root("ontology") / file, names)
        for subject, predicate, value in (quad.triple for quad in parse(text, format=RdfFormat.TURTLE)):
            yield _node(subject), _node(predicate), _node(value)


def _node(term: object) -> Node:
    """A term of the store as one of rdflib."""
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    assert isinstance(term, pyoxigraph.Literal)  # noqa: S101 - Turtle has no other terms
    kind = term.datatype.value
    return Literal(term.value, lang=term.language, datatype=None if term.language or kind == str(XSD.string) else kind)
