"""Quads as an rdflib graph, for the SHACL validator."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_rdflib(quads: Iterable[Quad]) -> Graph:
    """Return the union of all named graphs as one rdflib graph; O(quads) time and memory."""
    graph, known = Graph(), dict[object, Node]()

    def node(term: object) -> Node:
        found = known.get(term)
        if found is None:
            found = known[term] = _node(term)
        return found

    for quad in quads:
        graph.add((node(quad.subject), node(quad.predicate), node(quad.object)))
    return graph


def _node(term: object) -> Node:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if not isinstance(term, Literal):
        raise TypeError(term)
    if term.language:
        return RdflibLiteral(term.value, lang=term.language)
    datatype = term.datatype.value
    return RdflibLiteral(term.value, datatype=None if datatype == _STRING else URIRef(datatype))
