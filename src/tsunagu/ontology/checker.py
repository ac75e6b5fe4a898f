"""Check triples against shapes of SHACL Core, quickly: terms are numbers, shapes are read once, results are few.

pySHACL is the reference: the tests hold the two side by side on the shipped graph and on broken data, result for
result (docs/decisions/0007).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rdflib import URIRef
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from tsunagu.ontology.constraints import BESIDE, COMPONENTS, NO_VALUE, TARGETS, TOLD, Check, Offence, Parameters
from tsunagu.ontology.shape_facts import ShapeFacts
from tsunagu.ontology.shape_paths import Follow, follow
from tsunagu.ontology.triples import NOTHING, Term, Triples, stored_term


class ShapeUnsupported(ValueError):
    """A shape uses a part of SHACL that is not read here, or leads back to itself."""


@dataclass(frozen=True)
class Shape:
    """One shape, read: its node, how to its values (nothing on a node shape), its checks and inner property shapes."""

    node: Node
    follow: Follow | None
    checks: tuple[Check, ...]
    inner: tuple[Shape, ...]

    def values(self, focus: int) -> list[int]:
        """The values that are checked at a focus node: those of the path, else the node itself."""
        return [focus] if self.follow is None else list(self.follow(focus))


@dataclass(frozen=True, slots=True)
class Breach:
    """A result: the shape that found it, the focus node, the value or nothing, and the predicate if not the path's."""

    shape: Node
    focus: Term
    value: Term | None
    predicate: Term | None


class Checker:
    """Shapes over triples. O(targets x constraints), each value of a constraint looked at once."""

    def __init__(self, shapes: ShapeFacts, triples: Triples) -> None:
        self.shapes = shapes
        self.triples = triples
        self._read: dict[Node, Shape | None] = {}
        self._conforms: dict[tuple[Node, int], bool] = {}

    def breaches(self) -> Iterator[Breach]:
        """Every result of every shape that has targets.

        Raises `ShapeUnsupported` or `PathUnsupported` for shapes that cannot be read, `re.error` for a bad pattern.
        """
        for node in sorted(self._targeting(), key=str):
            shape = self.shape(node)
            for focus in self._targets(node):
                yield from self._results(shape, focus)

    def shape(self, node: Node) -> Shape:
        """The shape at a node of the graph of shapes, read once."""
        if node not in self._read:
            self._read[node] = None
            self._read[node] = self._reading(node)
        found = self._read[node]
        if found is None:
            raise ShapeUnsupported(f"a shape leads back to itself: {node}")
        return found

    def read(self, node: Node) -> Node:
        """The node of a shape, after its shape was read; raises as `shape` does."""
        return self.shape(node).node

    def conforms(self, shape: Node, node: int) -> bool:
        """Whether a node has no result by the shape at a node of the shapes, remembered."""
        key = (shape, node)
        if key not in self._conforms:
            self._conforms[key] = next(self._results(self.shape(shape), node), None) is None
        return self._conforms[key]

    def _reading(self, node: Node) -> Shape:
        given = Parameters(self, node)
        names = {name for name in self.shapes.predicates(node) if str(name).startswith(str(SH))}
        unknown = names - COMPONENTS.keys() - BESIDE - TOLD - TARGETS
        if unknown or self.shapes.objects(node, SH.deactivated):
            raise ShapeUnsupported(", ".join(sorted(map(str, unknown))) or f"deactivated: {node}")
        path = self.shapes.value(node, SH.path)
        return Shape(
            node,
            None if path is None else follow(self.shapes, path, self.triples),
            tuple(COMPONENTS[name](given) for name in COMPONENTS if name in names),
            tuple(self.shape(inner) for inner in self.shapes.objects(node, SH.property)),
        )

    def _results(self, shape: Shape, focus: int) -> Iterator[Breach]:
        values = shape.values(focus)
        for check in shape.checks:
            for offence in check(focus, values):
                yield self._breach(shape, focus, offence)
        for inner in shape.inner:
            for value in values:
                yield from self._results(inner, value)

    def _breach(self, shape: Shape, focus: int, offence: Offence) -> Breach:
        terms = self.triples.terms
        value = None if offence.value == NO_VALUE else terms[offence.value]
        predicate = None if offence.predicate == NO_VALUE else terms[offence.predicate]
        return Breach(shape.node, terms[focus], value, predicate)

    def _targeting(self) -> set[Node]:
        return {node for target in TARGETS for node in self.shapes.subjects(target)}

    def _targets(self, node: Node) -> Iterable[int]:
        """The focus nodes of a shape, each once."""
        found: dict[int, None] = {}
        for wanted in self._terms(node, SH.targetClass):
            found |= dict.fromkeys(at for kind in self._below(wanted) for at in self.triples.subjects(self._type, kind))
        found |= dict.fromkeys(self._terms(node, SH.targetNode))
        for predicate in self._terms(node, SH.targetSubjectsOf):
            found |= dict.fromkeys(self.triples.subjects_of(predicate))
        for predicate in self._terms(node, SH.targetObjectsOf):
            found |= dict.fromkeys(self.triples.objects_of(predicate))
        return found

    def _terms(self, node: Node, target: URIRef) -> list[int]:
        return [self.triples.id(stored_term(wanted)) for wanted in self.shapes.objects(node, target)]

    @cached_property
    def _type(self) -> int:
        return self.triples.id(stored_term(RDF.type))

    @cached_property
    def _subclass(self) -> int:
        return self.triples.id(stored_term(RDFS.subClassOf))

    def _below(self, kind: int) -> Iterable[int]:
        """A class and every class below it that the data themselves tell of (SHACL 2.1.3.2)."""
        found, waiting = {kind: None}, [kind]
        while waiting:
            for lower in self.triples.subjects(self._subclass, waiting.pop()) or NOTHING:
                if lower not in found:
                    found[lower] = None
                    waiting.append(lower)
        return found
