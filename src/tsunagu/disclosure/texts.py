"""Texts among quads that place or name a closed body: the check of `tsunagu.graph.refusals`, on RDF from anywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from tsunagu.disclosure.places import trace_of
from tsunagu.disclosure.words import closed_words
from tsunagu.graph.by_predicate import ByPredicate
from tsunagu.graph.iris import Iris

UNREAD_GRAPHS = ("vocabulary", "japan")
"""Graphs no city writes: the ontology, and the law, whose articles and numbers look like addresses."""
UNREAD = (
    "tsg:sha256", "dcterms:identifier", "tsg:row", "tsg:item", "tsg:section",
    "schema:telephone", "schema:address", "foaf:homepage",
)  # fmt: skip
"""Ids, hashes, labels said elsewhere, and the columns of an office by which it is found."""
NAMING = ("rdfs:label", "skos:altLabel", "skos:prefLabel", "dcterms:title", "tsg:kana", "tsg:printedForm")
"""What a body is called: judged as a name by `tsunagu.disclosure.closed_facts`, with the decisions on it."""
_TEXTUAL = ("#string", "#langString")


def telling_texts(quads: ByPredicate, iris: Iris, about_closed: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield the subject and predicate of each text that would place or name a closed body; O(texts).

    `about_closed` are the subjects that point at a closed body or a secret kind, whatever their words.
    """
    unread = {iris.expand(name) for name in UNREAD}
    graphs = {iris.graph(name) for name in UNREAD_GRAPHS}
    texts = list(_said(quads, unread, graphs))
    near = _near(texts, quads, iris, about_closed)
    names = {iris.expand(name) for name in NAMING}
    bodies = {quad.subject for quad in quads[iris.expand("tsg:bodyKind")]}
    for said in texts:
        own = said.predicate in names and NamedNode(said.subject) in bodies
        if said.subject in near and (trace_of(said.text) or (not own and closed_words().proper_name(said.text))):
            yield said.subject, said.predicate


def _joined(quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    """Yield the two things that each quad joins, by name."""
    for subject, _, value, _ in quads:
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode):
            yield subject.value, value.value


class _SaidText(NamedTuple):
    subject: str
    predicate: str
    text: str
    graph: str


def _said(quads: ByPredicate, unread: Collection[str], graphs: Collection[str]) -> Iterator[_SaidText]:
    """Yield the texts of quads, but for those of the predicates and graphs that are not read."""
    for predicate in quads.keys() - unread:
        for subject, _, value, graph in quads[predicate]:
            if not isinstance(value, Literal) or not _is_text(value):
                continue
            name = graph.value if isinstance(graph, NamedNode) else ""
            if name not in graphs and isinstance(subject, (NamedNode, BlankNode)):
                yield _SaidText(subject.value, predicate, value.value, name)


def _is_text(value: Literal) -> bool:
    return bool(value.language) or value.datatype.value.endswith(_TEXTUAL)


def _near(texts: Sequence[_SaidText], quads: ByPredicate, iris: Iris, about_closed: Iterable[str]) -> set[str]:
    """The subjects that speak of a closed kind, and the measures, spans and facts that hang on them."""
    bodies = {subject for subject, _ in _joined(quads[iris.expand("tsg:bodyKind")])}
    joined: dict[str, list[str]] = defaultdict(list)
    for name in ("tsg:about", "tsg:locator", "tsg:span"):
        for subject, value in _joined(quads[iris.expand(name)]):
            joined[subject].append(value)
            joined[value].append(subject)
    waiting = [said.subject for said in texts if closed_words().around(said.text)]
    waiting += about_closed
    found = set(waiting)
    while waiting:
        for other in joined[waiting.pop()]:
            if other not in found and other not in bodies:
                found.add(other)
                waiting.append(other)
    return found
