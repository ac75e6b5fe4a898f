"""Triples as tables by predicate, terms as small numbers: what the check of shapes walks.

Named graphs are joined to one; a triple that stands in several of them counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

Term = NamedNode | BlankNode | pyoxigraph.Literal
Triple = tuple[Term, Term, Term]
Table = dict[int, list[int]]
NOTHING: Final[list[int]] = []


class Triples:
    """An index over triples: the objects of a subject and the subjects of an object, by predicate.

    Reading takes O(triples) time and memory; a look-up is a constant number of dictionary accesses. Tables from
    objects back to subjects are made when first asked for.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._ids: dict[Term, int] = {}
        self.terms: list[Term] = []
        self._out: dict[int, Table] = {}
        self._back: dict[int, Table] = {}
        for subject, predicate, object_ in triples:
            self._out.setdefault(self.id(predicate), {}).setdefault(self.id(subject), []).append(self.id(object_))
        for table in self._out.values():
            for subject_, objects in table.items():
                if len(objects) > 1:
                    table[subject_] = list(dict.fromkeys(objects))

    def id(self, term: Term) -> int:
        """The number of a term; a term not met before gets the next one."""
        found = self._ids.get(term)
        if found is None:
            found = self._ids[term] = len(self.terms)
            self.terms.append(term)
        return found

    def objects(self, subject: int, predicate: int) -> list[int]:
        """The objects of a subject, each once; not to be changed."""
        return self._out.get(predicate, {}).get(subject, NOTHING)

    def subjects(self, predicate: int, object_: int) -> list[int]:
        """The subjects of an object, each once; not to be changed."""
        return self._backwards(predicate).get(object_, NOTHING)

    def subjects_of(self, predicate: int) -> Iterable[int]:
        """Everything that has the predicate."""
        return self._out.get(predicate, {})

    def objects_of(self, predicate: int) -> Iterable[int]:
        """Everything that is a value of the predicate."""
        return self._backwards(predicate)

    def described(self, subject: int) -> Iterator[tuple[int, int]]:
        """Predicate and object of every triple of a subject; O(predicates of the whole graph)."""
        for predicate, table in self._out.items():
            for object_ in table.get(subject, NOTHING):
                yield predicate, object_

    def _backwards(self, predicate: int) -> Mapping[int, list[int]]:
        if predicate not in self._back:
            turned: Table = {}
            for subject, objects in self._out.get(predicate, {}).items():
                for object_ in objects:
                    turned.setdefault(object_, []).append(subject)
            self._back[predicate] = turned
        return self._back[predicate]


def stored_term(node: Node) -> Term:
    """An rdflib term as the store's term, its spelling kept; a plain literal is an `xsd:string`."""
    if isinstance(node, URIRef):
        return NamedNode(node)
    if isinstance(node, BNode):
        return BlankNode(node)
    if not isinstance(node, Literal):
        raise TypeError(f"not a term of RDF: {node!r}")
    if node.language:
        return pyoxigraph.Literal(str(node), language=node.language)
    return pyoxigraph.Literal(str(node), datatype=NamedNode(node.datatype or XSD.string))


def rdflib_literal(term: pyoxigraph.Literal) -> Literal:
    """A literal of the store as rdflib reads it: with its value, and whether its spelling fits its type."""
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = URIRef(term.datatype.value)
    plain = datatype in (XSD.string, RDF.langString)
    return Literal(term.value, datatype=None if plain else datatype, normalize=False)
