"""Everything known about one thing: what is said of it, what refers to it, and where each fact stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from tsunagu.graph.standards import WRITTEN
from tsunagu.messages import Language, text
from tsunagu.queries.built_graph import BuiltGraph

if TYPE_CHECKING:
    from tsunagu.network.records import Body

_IRI = re.compile(r"(?:https?://|urn:)[^\x00-\x20<>\"{}|\\^`]+")
UNFOLDED = "inferred"
"""The graph in which a body stands that follows from a rule, held by the store or not."""
ASIDE = ("findings", "about")
"""Graphs that speak of all the others: what they say of a thing is asked of `tsunagu gaps` and `tsunagu info`."""
_BY_RULE = (("tsg:inferenceRule", "rule/expected_from_law"), ("tsg:layer", "layer/inferred"))
_HIDDEN = (
    "tsg:locator", "prov:wasDerivedFrom", "tsg:inDocument", "rdf:type", "skos:inScheme", "tsg:sha256", "skos:notation",
    "skos:prefLabel", "rdfs:label", "dcterms:identifier", "tsg:order", "tsg:standsFrom", "tsg:standsUntil",
    "tsg:channelsInWords", "tsg:standardAreaCode", "dcterms:temporal", "tsg:revision",
    "skos:topConceptOf", "skos:hasTopConcept",
    "void:triples", "void:distinctSubjects",
)  # fmt: skip
# Properties of other vocabularies carry no Japanese label of their own; the message catalogue names them.
_FOREIGN = (
    "skos:note", "skos:altLabel", "skos:definition", "dcterms:source", "dcterms:description", "dcterms:title",
    "dcterms:issued", "schema:telephone", "schema:email", "schema:address", "foaf:homepage",
    "cv:hasCompetentAuthority",
)  # fmt: skip


@dataclass(frozen=True)
class DescribedSource:
    """Where a fact stands: document title, section path, row, first and further anchors with their spans."""

    document: str
    section: str
    item: str
    anchors: str


@dataclass(frozen=True)
class DescribedFact:
    """One fact: property and value as labels; `incoming` where the thing is the value.

    `property_iri` names the property for programs; it is empty for what follows from a rule and stands in no store.
    """

    property: str
    value: str
    value_iri: str
    graph: str
    incoming: bool
    details: tuple[tuple[str, str], ...]
    source: DescribedSource | None
    property_iri: str = ""


@dataclass(frozen=True)
class Description:
    """A thing with its labels, kinds and statements."""

    iri: str
    label: str
    kinds: tuple[str, ...]
    sources: tuple[DescribedSource, ...]
    statements: tuple[DescribedFact, ...]


def _order(said: DescribedFact) -> tuple[bool, str, str, str, str]:
    return said.incoming, said.property, said.value, said.graph, said.value_iri


class Describer:
    """Asks one graph; labels come in one language with the other as fallback."""

    def __init__(self, graph: BuiltGraph, language: Language) -> None:
        self.engine = graph.engine
        self.iris = graph.iris
        self.language = language
        self._hidden = frozenset(map(self.iris.expand, _HIDDEN))
        self._foreign = frozenset(map(self.iris.expand, _FOREIGN))
        self._standards = tuple(self.iris.prefixes[prefix] for prefix in WRITTEN)
        self._labels = {
            self.iris.expand(name): text("property-" + name.replace(":", "-").lower(), language) for name in _FOREIGN
        }

    def _is_told(self, name: str) -> bool:
        """Tell whether a property is shown: none that only finds a thing, and no other name of an own property."""
        return name in self._foreign or not (name in self._hidden or name.startswith(self._standards))

    def describe(self, iri: str, given: Iterable[Body] = ()) -> Description:
        """The description of a full IRI; statements are ordered by direction, property and value.

        `given` are bodies by law that the graph does not hold: the one described, or those of the place described.
        Raises `ValueError` where `iri` is not a valid IRI.
        """
        iri = NamedNode(iri).value
        outgoing = self._select(f"SELECT DISTINCT ?g ?p ?v WHERE {{ GRAPH ?g {{ <{iri}> ?p ?v }} }}")
        incoming = self._select(
            f"SELECT DISTINCT ?g ?p ?v WHERE {{ GRAPH ?g {{ ?v ?p <{iri}> . FILTER NOT EXISTS {{ ?v a "
            f"<{self.iris.expand('tsg:SourceLocator')}> }} }} }}"
        )
        statements = [self._statement(row, incoming=False) for row in outgoing if self._is_told(row["p"])]
        aside = {self.iris.graph(name) for name in ASIDE}
        told = [row for row in incoming if row["g"] not in aside and self._is_told(row["p"])]
        statements += [self._statement(row, incoming=True) for row in told]
        kind = self.iris.expand("rdf:type")
        classes = {row["v"] for row in outgoing if row["p"] == kind}
        kinds = set(map(self.label, {name for name in classes if name.startswith(self.iris.base)} or classes))
        for body in given:
            statements += self._of_given(body) if self.iris.base + body.id == iri else [self._at_place(body)]
            if self.iris.base + body.id == iri:
                self._labels[iri] = body.label.of(self.language)
                kinds.add(self.label(self.iris.expand("tsg:ExpectedBody")))
        ordered = sorted(set(statements), key=_order)
        return Description(iri, self.label(iri), tuple(sorted(kinds)), tuple(self.sources(iri)), tuple(ordered))

    def _of_given(self, body: Body) -> list[DescribedFact]:
        base = self.iris.base
        said = [("tsg:bodyType", kind) for kind in body.kinds] + [("tsg:legalBasis", article) for article in body.basis]
        said += [("tsg:place", body.place), ("tsg:modality", f"modality/{body.modality}"), *_BY_RULE]
        return [self._statement({"g": UNFOLDED, "p": self.iris.expand(name), "v": base + value}, incoming=False)
                for name, value in said]  # fmt: skip

    def _at_place(self, body: Body) -> DescribedFact:
        details = (
            (self.label(self.iris.expand("tsg:modality")), self.label(f"{self.iris.base}modality/{body.modality}")),
        )
        words = (self.label(self.iris.expand("tsg:place")), body.label.of(self.language), self.iris.base + body.id)
        return DescribedFact(*words, UNFOLDED, True, details, None)

    def _select(self, text: str) -> list[dict[str, str]]:
        return self.engine.select(text).as_dicts()

    def label(self, term: str) -> str:
        """The label of an IRI, or the text itself, be it one that begins as an address does."""
        if not _IRI.fullmatch(term):
            return term
        if term not in self._labels:
            self._labels[term] = self._find_label(term)
        return self._labels[term]

    def _find_label(self, iri: str) -> str:
        names = " ".join(f"<{self.iris.expand(name)}>" for name in ("rdfs:label", "skos:prefLabel", "dcterms:title"))
        rows = self._select(
            f"SELECT DISTINCT ?label (LANG(?label) AS ?lang) WHERE {{ VALUES ?p {{ {names} }} <{iri}> ?p ?label }}"
        )
        by_language = {row["lang"]: row["label"] for row in reversed(rows)}
        return by_language.get(self.language) or next(iter(by_language.values()), "") or self._named_by(iri)

    def _named_by(self, iri: str) -> str:
        """What a fact without a label is called: by what it is about, else by its id."""
        rows = self._select(
            f"SELECT ?about WHERE {{ <{iri}> <{self.iris.expand('tsg:about')}> ?about }} ORDER BY ?about"
        )
        return self.label(rows[0]["about"]) if rows else iri.removeprefix(self.iris.base)

    def _statement(self, row: dict[str, str], *, incoming: bool) -> DescribedFact:
        details: tuple[tuple[str, str], ...] = ()
        source = None
        if incoming:
            details = self._details(row["v"])
            found = self.sources(row["v"])
            source = found[0] if found else None
        graph = row["g"].removeprefix(self.iris.base + "graph/")
        return DescribedFact(
            self.label(row["p"]), self.label(row["v"]), row["v"], graph, incoming, details, source, row["p"]
        )

    def _details(self, iri: str) -> tuple[tuple[str, str], ...]:
        """What a statement node (linkage, responsibility, citation …) says, without its label and provenance."""
        rows = self._select(f"SELECT DISTINCT ?p ?v (LANG(?v) AS ?lang) WHERE {{ <{iri}> ?p ?v }}")
        kept = [row for row in rows if self._is_told(row["p"]) and row["lang"] in ("", self.language)]
        return tuple(sorted({(self.label(row["p"]), self.label(row["v"])) for row in kept}))

    def sources(self, iri: str) -> list[DescribedSource]:
        """Where a thing's facts stand in its documents, one entry per document, section and row."""
        name = self.iris.expand
        rows = self._select(
            f"""SELECT ?document ?section ?item ?start ?end ?anchor WHERE {{
            <{iri}> <{name("tsg:locator")}> ?locator .
            ?locator <{name("tsg:inDocument")}> ?document ; <{name("tsg:item")}> ?item ;
              <{name("tsg:section")}> ?section ; <{name("tsg:span")}> ?span .
            ?span <{name("tsg:start")}> ?start ; <{name("tsg:end")}> ?end ; <{name("tsg:anchor")}> ?anchor ;
              <{name("tsg:spanOrder")}> ?order . }} ORDER BY ?locator ?order"""
        )
        grouped: dict[tuple[str, str, str], list[str]] = {}
        for row in rows:
            key = (self.label(row["document"]), row["section"], row["item"])
            grouped.setdefault(key, []).append(f"{row['anchor']} ({row['start']}-{row['end']})")
        return [DescribedSource(*key, "；".join(anchors)) for key, anchors in grouped.items()]
