"""Paths of SHACL (2.3.1): from a node to its values, and as SPARQL would write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from tsunagu.ontology.shape_facts import ShapeFacts
from tsunagu.ontology.triples import Triples, stored_term

Follow = Callable[[int], Iterable[int]]
"""From a node to the values of a path, each once."""
SHOWN_CHOICES = 3
"""How many members of a choice of properties a text shows."""
_FORMS = {
    SH.inversePath: "^{}",
    SH.zeroOrMorePath: "({})*",
    SH.oneOrMorePath: "({})+",
    SH.zeroOrOnePath: "({})?",
}


class PathUnsupported(ValueError):
    """A path with a repetition: no shape of ours has one, so none is followed."""


def follow(shapes: ShapeFacts, path: Node, triples: Triples) -> Follow:
    """How to walk a path of the shapes over the triples.

    Raises `PathUnsupported` for `sh:zeroOrMorePath` and its kin.
    """
    if isinstance(path, URIRef):
        predicate = triples.id(stored_term(path))
        return lambda node: triples.objects(node, predicate)
    if shapes.is_list(path):
        return _sequence([follow(shapes, step, triples) for step in shapes.members(path)])
    inner = shapes.value(path, SH.inversePath)
    if isinstance(inner, URIRef):
        back = triples.id(stored_term(inner))
        return lambda node: triples.subjects(back, node)
    choices = shapes.value(path, SH.alternativePath)
    if choices is None:
        raise PathUnsupported(_form_of(shapes, path))
    return _choice([follow(shapes, choice, triples) for choice in shapes.members(choices)])


def _form_of(shapes: ShapeFacts, path: Node) -> str:
    """A path that is not followed, by what is repeated in it."""
    forms = (form.format(inner) for name, form in _FORMS.items() for inner in shapes.objects(path, name))
    return next(forms, str(path))


def _sequence(steps: list[Follow]) -> Follow:
    def walk(node: int) -> Iterable[int]:
        reached: Iterable[int] = (node,)
        for step in steps:
            reached = dict.fromkeys(value for at in reached for value in step(at))
        return reached

    return walk


def _choice(ways: list[Follow]) -> Follow:
    return lambda node: dict.fromkeys(value for way in ways for value in way(node))


def path_text(graph: Graph, path: Node | None) -> str:
    """A SHACL path as SPARQL would write it, its IRIs in full; a long choice is cut short."""
    if path is None or isinstance(path, URIRef | Literal):
        return "" if path is None else str(path)
    if (path, RDF.first, None) in graph:
        return "/".join(path_text(graph, step) for step in Collection(graph, path))
    for predicate, form in _FORMS.items():
        inner = graph.value(path, predicate)
        if inner is not None:
            return form.format(path_text(graph, inner))
    choices = graph.value(path, SH.alternativePath)
    if choices is None:
        return ""
    shown = [path_text(graph, choice) for choice in Collection(graph, choices)]
    return "|".join(shown[:SHOWN_CHOICES]) + ("|…" if len(shown) > SHOWN_CHOICES else "")
