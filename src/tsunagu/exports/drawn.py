"""The network as nodes and edges with their attributes: every body, every linkage, each told by its label.

Beside what linkages join, all bodies stand in it, so that one without a linkage is seen too. A partner that a text
leaves open (関係機関) is labelled with whose sentence it is and the row of which document; bodies of one name, with
their place. `label` is what Gephi shows, of nodes and of edges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import networkx as nx
from pyoxigraph import Quad

from tsunagu.exports.said import BETWEEN, Statements, tail
from tsunagu.graph.iris import Iris
from tsunagu.messages import LANGUAGES, Language, text

SORTS = {"tsg:Body": "named", "tsg:ExpectedBody": "expected", "tsg:BodyType": "kind", "tsg:UnnamedPartner": "unnamed"}
"""Class of a node → its sort, as in the network (`tsunagu.network.records.Body`)."""
Attributes = dict[str, str | int]


def network_of(quads: Sequence[Quad], iris: Iris) -> Any:
    """The bodies and linkages of some quads as a `networkx.MultiDiGraph`; a linkage's key is its IRI. O(q log q)."""
    return Drawing(Statements(quads, iris, READ)).graph()


class Drawing:
    """Nodes and edges with their attributes."""

    def __init__(self, said: Statements) -> None:
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
        return _told_apart(sorted_out, lambda node: tail(self.sentences.get(node, node)))

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
        return BETWEEN.join(self.said.many(self.said.first(link, "tsg:locator"), "tsg:item"))

    def _of_documents(self, fact: str, name: str) -> str:
        """A property of the documents a fact stands in: the day each was issued, its official page."""
        documents = self.said.many(fact, "tsg:inDocument")
        return BETWEEN.join(value for document in documents for value in self.said.many(document, name))

    def node(self, node: str, labels: Mapping[Language, Mapping[str, str]]) -> Attributes:
        """What is told of a node; empty attributes are left out."""
        said, link = self.said, self.sentences.get(node)
        told = _filled(
            label=labels["ja"][node], label_ja=labels["ja"][node], label_en=labels["en"][node],
            name_ja=said.label(node, "ja"), name_en=said.label(node, "en"), sort=self.sorts[node],
            kind=said.labels(node, "tsg:bodyType", "ja"), kind_en=said.labels(node, "tsg:bodyType", "en"),
            form=tail(said.first(node, "tsg:bodyKind") or said.first(node, "tsg:typeKind")),
            place=said.labels(node, "tsg:place", "ja"), part_of=said.labels(node, "tsg:partOf", "ja"),
            status=tail(said.first(node, "tsg:status")), disclosure=tail(said.first(node, "tsg:disclosure")),
            begins=said.day(node, "tsg:validFrom"), ends=said.day(node, "tsg:validUntil"),
            document=said.labels(link or node, "tsg:inDocument", "ja"), row=self._row(link) if link else "",
            stands_in=BETWEEN.join(said.places(link or node)),
            official_page=self._of_documents(node, "tsg:officialPage"),
            source=BETWEEN.join(said.many(node, "dcterms:source", "tsg:sourceNote")),
        )  # fmt: skip
        return _with_year(told, told.get("begins", ""), self._of_documents(link or node, "dcterms:issued"))

    def edge(self, link: str) -> Attributes:
        """What is told of a linkage: its kind, layer, purpose, days, and where it stands."""
        said = self.said
        told = _filled(
            label=said.labels(link, "tsg:linkageKind", "ja"), kind=tail(said.first(link, "tsg:linkageKind")),
            kind_en=said.labels(link, "tsg:linkageKind", "en"), layer=tail(said.first(link, "tsg:layer")),
            layer_ja=said.labels(link, "tsg:layer", "ja"), status=tail(said.first(link, "tsg:status")),
            functions=said.labels(link, "tsg:forFunction", "ja"), needs=said.labels(link, "tsg:forNeed", "ja"),
            purpose_ja=said.word(link, "tsg:purpose", "ja"), purpose_en=said.word(link, "tsg:purpose", "en"),
            condition=said.word(link, "tsg:condition", "ja"), planned_for=tail(said.first(link, "tsg:plannedFor")),
            begins=said.day(link, "tsg:standsFrom"), ends=said.day(link, "tsg:standsUntil"),
            document=said.labels(link, "tsg:inDocument", "ja"), row=self._row(link),
            stands_in=BETWEEN.join(said.places(link)), published=self._of_documents(link, "dcterms:issued"),
            official_page=self._of_documents(link, "tsg:officialPage"),
            basis=said.labels(link, "tsg:legalBasis", "ja"),
            source=BETWEEN.join(said.many(link, "dcterms:source", "tsg:sourceNote")),
            rule=said.labels(link, "tsg:inferenceRule", "ja"), iri=link,
        )  # fmt: skip
        return _with_year(told, told.get("begins", ""), told.get("published", ""))

    def graph(self) -> Any:
        """Nodes and edges in order, with what is told of each."""
        graph: Any = nx.MultiDiGraph()
        labels: dict[Language, dict[str, str]] = {language: self.labels(language) for language in LANGUAGES}
        for node in self.nodes:
            graph.add_node(node, **self.node(node, labels))
        for link, (start, end) in self.linkages.items():
            graph.add_edge(start, end, key=link, **self.edge(link))
        return graph


def _told_apart(labels: dict[str, str], more: Callable[[str], str]) -> dict[str, str]:
    """The labels, those that several nodes share with more words behind them."""
    counts = Counter(labels.values())
    return {
        node: f"{label}（{added}）" if counts[label] > 1 and (added := more(node)) else label
        for node, label in labels.items()
    }


def _filled(**attributes: str) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value}


def _with_year(told: Mapping[str, str], *days: str) -> Attributes:
    """What is told, with the year of the first day that is known, as a number to sort and filter by."""
    year = next((day[:4] for day in days if day[:4].isdecimal()), "")
    return {**told, "year": int(year)} if year else {**told}


READ = (
    "rdf:type", "rdfs:label", "skos:prefLabel", "dcterms:title", "dcterms:source", "dcterms:issued", "tsg:from",
    "tsg:to", "tsg:linkageKind", "tsg:layer", "tsg:status", "tsg:forFunction", "tsg:forNeed", "tsg:purpose",
    "tsg:condition", "tsg:plannedFor", "tsg:standsFrom", "tsg:standsUntil", "tsg:validFrom", "tsg:validUntil",
    "tsg:inDocument", "tsg:locator", "tsg:item", "tsg:section",
    "tsg:officialPage", "tsg:legalBasis", "tsg:inferenceRule", "tsg:bodyType", "tsg:bodyKind",
    "tsg:typeKind", "tsg:place", "tsg:partOf", "tsg:disclosure",
)  # fmt: skip
