"""pySHACL as the reference of our checker: its results as rows that can be held beside ours."""

from __future__ import annotations

from collections.abc import Iterable

import pyshacl
from pyoxigraph import Quad
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from tsunagu.ontology.shape_paths import path_text
from tsunagu.ontology.triples import rdflib_literal

Row = tuple[str, str, str, str, str]
"""Severity, focus, path, value and shape of a result, all as texts."""


def reference_rows(data: Graph, shapes: Graph) -> list[Row]:
    """What pySHACL finds, in order."""
    _, report, _ = pyshacl.validate(data, shacl_graph=hoisted(shapes), inference="none", do_owl_imports=False)
    assert isinstance(report, Graph), report
    return sorted(_row(report, shapes, node) for node in report.objects(None, SH.result))


def hoisted(shapes: Graph) -> Graph:
    """The shapes with the targets of each node shape on its property shapes.

    The meaning is the same (SHACL 2.1.3); pySHACL then checks a property once for all its nodes.
    """
    made = Graph()
    for triple in shapes:
        made.add(triple)
    for shape in set(shapes.subjects(SH.targetClass, None)):
        if (None, SH.node, shape) in shapes or (shape, RDF.type, SH.NodeShape) not in shapes:
            continue
        for inner in shapes.objects(shape, SH.property):
            made.remove((shape, SH.property, inner))
            for target in shapes.objects(shape, SH.targetClass):
                made.add((inner, SH.targetClass, target))
    return made


def _row(report: Graph, shapes: Graph, node: Node) -> Row:
    severity = str(report.value(node, SH.resultSeverity)).rpartition("#")[2].lower()
    focus, value = _text(report.value(node, SH.focusNode)), report.value(node, SH.value)
    path = path_text(report, report.value(node, SH.resultPath))
    if path.startswith("^") and "|" not in path and value is not None:
        focus, path, value = str(value), path.removeprefix("^"), report.value(node, SH.focusNode)
    shape = report.value(node, SH.sourceShape)
    while isinstance(shape, BNode):
        shape = next(iter(shapes.subjects(None, shape)), None)
    return severity, focus, path, _text(value), _text(shape)


def _text(node: Node | None) -> str:
    return "" if node is None else str(node)


def as_rdflib(quads: Iterable[Quad]) -> Graph:
    """Quads as one plain rdflib graph, spellings kept."""
    made, known = Graph(), dict[object, Node]()

    def term(found: object) -> Node:
        if found not in known:
            known[found] = _term(found)
        return known[found]

    for quad in quads:
        made.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return made


def _term(found: object) -> Node:
    if hasattr(found, "datatype"):
        literal = rdflib_literal(found)  # type: ignore[arg-type]
        return Literal(str(literal), lang=literal.language, datatype=literal.datatype, normalize=False)
    value = str(getattr(found, "value", found))
    return URIRef(value) if type(found).__name__ == "NamedNode" else BNode(value)
