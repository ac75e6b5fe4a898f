"""Texts among quads that place or name a closed body: the check of `tsunagu.graph.refusals`, on RDF from anywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from tsunagu.disclosure.places import trace_of
from tsunagu.disclosure.words import closed_words
from tsunagu.graph.iris import Iris

UNREAD_GRAPHS = ("vocabulary", "japan")
"""Graphs no city writes: the ontology, and the law, whose articles and numbers look like addresses."""
UNREAD = (
    "tsg:sha256", "dcterms:identifier", "tsg:row", "tsg:item", "tsg:section",
    "schema:telephone", "schema:address", "foaf:homepage",
)  # fmt: skip
"""Ids, hashes, labels said elsewhere, and the columns of an office by which it is found."""
NAMING = ("rdfs:label", "skos:altLabel", "tsg:kana", "tsg:printedForm")
"""What a body is called: judged as a name by `tsunagu.disclosure.closed_facts`, with the decisions on it."""
_TEXTUAL = ("#string", "#langString")


def telling_texts(quads: Sequence[Quad], iris: Iris, about_closed: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield the subject and predicate of each text that would place or name a closed body; O(texts).

    `about_closed` are the subjects that point at a closed body or a secret kind, whatever their words.
    """
    unread = {iris.expand(name) for name in UNREAD}
    graphs = {iris.graph(name) for name in UNREAD_GRAPHS}
    texts = [
        said for quad in quads for said in _said(quad) if said.predicate not in unread and said.graph not in graphs
    ]
    near = _near(texts, quads, iris, about_closed)
    names = {iris.expand(name) for name in NAMING}
    bodies = {quad.subject for quad in quads if quad.predicate.value == iris.expand("tsg:bodyKind")}
    for said in texts:
        speaks = said.subject in near or closed_words().around(said.text)
        own = said.predicate in names and NamedNode(said.subject) in bodies
        if speaks and (trace_of(said.text) or (not own and closed_words().proper_name(said.text))):
            yield said.subject, said.predicate


class _SaidText(NamedTuple):
    subject: str
    predicate: str
    text: str
    graph: str


def _said(quad: Quad) -> Iterator[_SaidText]:
    subject, value, graph = quad.subject, quad.object, quad.graph_name
    if isinstance(value, Literal) and isinstance(subject, (NamedNode, BlankNode)) and _is_text(value):
        name = graph.value if isinstance(graph, NamedNode) else ""
        yield _SaidText(subject.value, quad.predicate.value, value.value, name)


def _is_text(value: Literal) -> bool:
    return value.datatype.value.endswith(_TEXTUAL)


def _near(texts: Sequence[_SaidText], quads: Sequence[Quad], iris: Iris, about_closed: Iterable[str]) -> set[str]:
    """The subjects that speak of a closed kind, and the measures, spans and facts that hang on them."""
    hangs = {iris.expand(name) for name in ("tsg:about", "tsg:locator", "tsg:span")}
    kind, bodies = iris.expand("tsg:bodyKind"), set()
    joined: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            if quad.predicate.value in hangs:
                joined[quad.subject.value].append(quad.object.value)
                joined[quad.object.value].append(quad.subject.value)
            elif quad.predicate.value == kind:
                bodies.add(quad.subject.value)
    waiting = [said.subject for said in texts if closed_words().around(said.text)]
    waiting += about_closed
    found = set(waiting)
    while waiting:
        for other in joined[waiting.pop()]:
            if other not in found and other not in bodies:
                found.add(other)
                waiting.append(other)
    return found
