"""The network as GraphML, for Gephi, yEd, networkx and igraph: every body, every linkage, each told by its label.

Beside what linkages join, all bodies stand in it, so that one without a linkage is seen too. A partner that a text
leaves open (関係機関) is labelled with whose sentence it is and the row of which document; bodies of one name, with
their place. `label` is what Gephi shows, of nodes and of edges.

Reference: GraphML 1.0, http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import networkx as nx
from pyoxigraph import Literal, NamedNode, Quad

from tsunagu.graph.iris import Iris
from tsunagu.messages import LANGUAGES, Language, text

SORTS = {"tsg:Body": "named", "tsg:ExpectedBody": "expected", "tsg:BodyType": "kind", "tsg:UnnamedPartner": "unnamed"}
"""Class of a node → its sort, as in the network (`tsunagu.network.records.Body`)."""
OPEN_DAYS = frozenset({"0001-01-01", "9999-12-31"})
"""Days written where none is known."""
_BETWEEN = "；"
Attributes = dict[str, str]


def graphml(quads: Sequence[Quad], iris: Iris) -> bytes:
    """The bodies and linkages of some quads as GraphML in UTF-8; the same quads give the same bytes. O(q log q)."""
    return _Drawing(_Statements(quads, iris)).written()


class _Statements:
    """What quads say, by subject and property; a property is named as the vocabulary names it (`tsg:from`)."""

    def __init__(self, quads: Iterable[Quad], iris: Iris) -> None:
        self.iris = iris
        self._short = {iris.expand(name): name for name in _READ}
        self._said: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            name = self._short.get(quad.predicate.value)
            if name and isinstance(quad.subject, NamedNode) and isinstance(quad.object, (NamedNode, Literal)):
                self._said[quad.subject.value][name].append(quad.object)

    def subjects_of(self, kinds: Iterable[str]) -> dict[str, str]:
        """Every resource of some classes, in order, with the first of these classes it has."""
        known = {self.iris.expand(kind): kind for kind in kinds}
        found = {
            subject: next(known[kind] for kind in known if kind in held)
            for subject, said in self._said.items()
            if not known.keys().isdisjoint(held := {kind.value for kind in said.get("rdf:type", ())})
        }
        return dict(sorted(found.items()))

    def many(self, subject: str, *names: str) -> list[str]:
        """All values of some properties, each once, sorted."""
        said = self._said.get(subject, {})
        return sorted({value.value for name in names for value in said.get(name, ())})

    def first(self, subject: str, name: str) -> str:
        """The first value in the order of the alphabet; empty where there is none."""
        return next(iter(self.many(subject, name)), "")

    def word(self, subject: str, name: str, language: Language) -> str:
        """A text in one language, else in the other."""
        said = {value.language: value.value for value in self._said.get(subject, {}).get(name, ())
                if isinstance(value, Literal)}  # fmt: skip
        return said.get(language) or next((said[code] for code in LANGUAGES if code in said), "")

    def label(self, subject: str, language: Language) -> str:
        """What a thing is called; the end of its IRI where it has no name."""
        named = (self.word(subject, name, language) for name in ("rdfs:label", "skos:prefLabel", "dcterms:title"))
        return next((word for word in named if word), subject.rsplit("/", 1)[-1])

    def labels(self, subject: str, name: str, language: Language) -> str:
        """What the values of a property are called, joined."""
        return _BETWEEN.join(self.label(value, language) for value in self.many(subject, name))

    def day(self, subject: str, *names: str) -> str:
        """The first day of some properties that is known."""
        return next((day for name in names if (day := self.first(subject, name)) and day not in OPEN_DAYS), "")


class _Drawing:
    """Nodes and edges with their attributes."""

    def __init__(self, said: _Statements) -> None:
        self.said = said
        self.sorts = {node: SORTS[kind] for node, kind in said.subjects_of(SORTS).items()}

    @cached_property
    def linkages(self) -> dict[str, tuple[str, str]]:
        """Every linkage between two nodes, with its ends."""
        kinds = ("tsg:Linkage", "tsg:LinkageDuty", "tsg:InferredLinkage")
        ends = {
            link: (self.said.first(link, "tsg:from"), self.said.first(link, "tsg:to"))
            for link in self.said.subjects_of(kinds)
        }
        return {link: pair for link, pair in ends.items() if set(pair) <= self.sorts.keys()}

    @cached_property
    def nodes(self) -> list[str]:
        """Every body a document names, and whatever a linkage joins."""
        joined = {end for pair in self.linkages.values() for end in pair}
        return [node for node, sort in self.sorts.items() if sort == "named" or node in joined]

    @cached_property
    def sentences(self) -> dict[str, str]:
        """The linkage that speaks of each partner a text leaves open; one a document states before an inferred one."""
        stated = sorted(self.linkages.items(), key=lambda held: (not self.said.first(held[0], "tsg:inDocument"), held))
        found: dict[str, str] = {}
        for link, pair in stated:
            for end in pair:
                if self.sorts[end] == "unnamed":
                    found.setdefault(end, link)
        return found

    def labels(self, language: Language) -> dict[str, str]:
        """A label for every node that no other node has."""
        plain = {node: self._label(node, language) for node in self.nodes}
        placed = _told_apart(plain, lambda node: self.said.labels(node, "tsg:place", language))
        sorted_out = _told_apart(placed, lambda node: self._sort(node, language))
        return _told_apart(sorted_out, lambda node: _tail(self.sentences.get(node, node)))

    def _sort(self, node: str, language: Language) -> str:
        sort = self.sorts[node]
        return "" if sort == "unnamed" else text(f"graphml-sort-{sort}", language)

    def _label(self, node: str, language: Language) -> str:
        link = self.sentences.get(node)
        if not link:
            return self.said.label(node, language)
        start, end = self.linkages[link]
        return text(
            "graphml-partner-of" if node == end else "graphml-partner-before", language,
            printed=self.said.label(node, language), body=self.said.label(start if node == end else end, language),
            document=self.said.labels(link, "tsg:inDocument", language), row=self._row(link),
        )  # fmt: skip

    def _row(self, link: str) -> str:
        return _BETWEEN.join(self.said.many(self.said.first(link, "tsg:locator"), "tsg:item"))

    def node(self, node: str, labels: Mapping[Language, Mapping[str, str]]) -> Attributes:
        """What is told of a node; empty attributes are left out."""
        said, link = self.said, self.sentences.get(node)
        return _filled(
            label=labels["ja"][node], label_ja=labels["ja"][node], label_en=labels["en"][node],
            name_ja=said.label(node, "ja"), name_en=said.label(node, "en"), sort=self.sorts[node],
            kind=said.labels(node, "tsg:bodyType", "ja"), kind_en=said.labels(node, "tsg:bodyType", "en"),
            form=_tail(said.first(node, "tsg:bodyKind") or said.first(node, "tsg:typeKind")),
            place=said.labels(node, "tsg:place", "ja"), part_of=said.labels(node, "tsg:partOf", "ja"),
            status=_tail(said.first(node, "tsg:status")), disclosure=_tail(said.first(node, "tsg:disclosure")),
            begins=said.day(node, "tsg:validFrom"), ends=said.day(node, "tsg:validUntil"),
            document=said.labels(link or node, "tsg:inDocument", "ja"), row=self._row(link) if link else "",
        )  # fmt: skip

    def edge(self, link: str) -> Attributes:
        """What is told of a linkage: its kind, layer, purpose, days, and where it stands."""
        said = self.said
        return _filled(
            label=said.labels(link, "tsg:linkageKind", "ja"), kind=_tail(said.first(link, "tsg:linkageKind")),
            kind_en=said.labels(link, "tsg:linkageKind", "en"), layer=_tail(said.first(link, "tsg:layer")),
            layer_ja=said.labels(link, "tsg:layer", "ja"), status=_tail(said.first(link, "tsg:status")),
            functions=said.labels(link, "tsg:forFunction", "ja"), needs=said.labels(link, "tsg:forNeed", "ja"),
            purpose_ja=said.word(link, "tsg:purpose", "ja"), purpose_en=said.word(link, "tsg:purpose", "en"),
            condition=said.word(link, "tsg:condition", "ja"), planned_for=_tail(said.first(link, "tsg:plannedFor")),
            begins=said.day(link, "tsg:standsFrom"), ends=said.day(link, "tsg:standsUntil"),
            document=said.labels(link, "tsg:inDocument", "ja"), row=self._row(link),
            published=_BETWEEN.join(year for held in said.many(link, "tsg:inDocument")
                                    for year in said.many(held, "dcterms:issued")),
            basis=said.labels(link, "tsg:legalBasis", "ja"),
            source=_BETWEEN.join(said.many(link, "dcterms:source", "tsg:sourceNote")),
            rule=said.labels(link, "tsg:inferenceRule", "ja"), iri=link,
        )  # fmt: skip

    def written(self) -> bytes:
        """The file."""
        graph: Any = nx.MultiDiGraph()
        labels: dict[Language, dict[str, str]] = {language: self.labels(language) for language in LANGUAGES}
        for node in self.nodes:
            graph.add_node(node, **self.node(node, labels))
        for link, (start, end) in self.linkages.items():
            graph.add_edge(start, end, key=link, **self.edge(link))
        out = io.BytesIO()
        nx.write_graphml(graph, out, encoding="utf-8")
        return out.getvalue()


def _told_apart(labels: dict[str, str], more: Callable[[str], str]) -> dict[str, str]:
    """The labels, those that several nodes share with more words behind them."""
    counts = Counter(labels.values())
    return {
        node: f"{label}（{added}）" if counts[label] > 1 and (added := more(node)) else label
        for node, label in labels.items()
    }


def _filled(**attributes: str) -> Attributes:
    return dict(_kept(attributes))


def _kept(attributes: Attributes) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in attributes.items() if value)


def _tail(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


_READ = (
    "rdf:type", "rdfs:label", "skos:prefLabel", "dcterms:title", "dcterms:source", "dcterms:issued", "tsg:from",
    "tsg:to", "tsg:linkageKind", "tsg:layer", "tsg:status", "tsg:forFunction", "tsg:forNeed", "tsg:purpose",
    "tsg:condition", "tsg:plannedFor", "tsg:standsFrom", "tsg:standsUntil", "tsg:validFrom", "tsg:validUntil",
    "tsg:inDocument", "tsg:locator", "tsg:item", "tsg:legalBasis", "tsg:inferenceRule", "tsg:bodyType", "tsg:bodyKind",
    "tsg:typeKind", "tsg:place", "tsg:partOf", "tsg:disclosure",
)  # fmt: skip
