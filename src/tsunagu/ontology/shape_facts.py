"""What a graph of shapes says, in plain tables: each checker asks it thousands of times."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from rdflib import Graph
from rdflib.namespace import RDF
from rdflib.term import Node

Triple = tuple[Node, Node, Node]


class ShapeFacts:
    """Triples by subject and predicate, as they were when they were read. O(triples) to make."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._out: dict[Node, dict[Node, list[Node]]] = {}
        self._subjects: dict[Node, list[Node]] = {}
        for subject, predicate, value in triples:
            self._out.setdefault(subject, {}).setdefault(predicate, []).append(value)
            self._subjects.setdefault(predicate, []).append(subject)

    @cached_property
    def graph(self) -> Graph:
        """The same as a graph of rdflib, for telling what was found; made when first asked for."""
        made = Graph()
        for subject, said in self._out.items():
            for predicate, values in said.items():
                for value in values:
                    made.add((subject, predicate, value))
        return made

    def objects(self, subject: Node, predicate: Node) -> list[Node]:
        """Every value of a property of a node; not to be changed."""
        return self._of(subject).get(predicate, [])

    def value(self, subject: Node, predicate: Node) -> Node | None:
        """One value of a property of a node, None where it has none."""
        return next(iter(self.objects(subject, predicate)), None)

    def predicates(self, subject: Node) -> Collection[Node]:
        """Every property of a node."""
        return self._of(subject).keys()

    def subjects(self, predicate: Node) -> Iterable[Node]:
        """Every node that has a property."""
        return self._subjects.get(predicate, [])

    def members(self, head: Node) -> list[Node]:
        """The members of a list, in order."""
        found: list[Node] = []
        at: Node | None = head
        while at is not None and at != RDF.nil:
            found += self.objects(at, RDF.first)
            at = self.value(at, RDF.rest)
        return found

    def is_list(self, node: Node) -> bool:
        """Whether a node is the head of a list that is not empty."""
        return RDF.first in self._of(node)

    def _of(self, subject: Node) -> Mapping[Node, list[Node]]:
        return self._out.get(subject, {})
