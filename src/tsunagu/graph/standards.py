"""The terms of published standards, written beside the own ones so that any tool that knows them finds its way.

Two sources. The axioms of the ontology: what is of an own class is also of each class of others above it, and what an
own property says of it, each property of others above says too. And a few rules where a standard wants more than an
axiom gives (decision 0033): titles, descriptions and competent authorities of services (CPSV-AP 3.2), labels of public
organisations, parts of organisations (ORG), publishers of documents, and each named graph as a dataset (DCAT 3, VoID,
RDF Data Cube). What the ontology says to be the inverse of an own property is written too, so that one may ask from
either end (decision 0045). Nothing is written of what is not public, and nothing that leads to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from tsunagu.graph.by_predicate import by_predicate
from tsunagu.graph.iris import Iris
from tsunagu.messages import LANGUAGES, Language, text

WRITTEN = ("adms", "cpsv", "cv", "dcat", "dcterms", "eli", "foaf", "org", "qb", "time")
"""Prefixes of the standards whose terms are written; PROV and Web Annotation say no more here than the own terms."""
PARTS = {
    "org:OrganizationalUnit": "org:unitOf", "org:Post": "org:postIn", "org:FormalOrganization": "org:subOrganizationOf",
    "org:Organization": "org:subOrganizationOf",
}  # fmt: skip
"""Class of a part → how ORG says of what it is a part."""
CHANGES = {"tsg:changedFrom": "org:originalOrganization", "tsg:changedTo": "org:resultingOrganization"}
"""Own property of a change → that of ORG."""
PUBLISHER = "agent/tsunagu"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
_OTHER_GRAPHS = ("japan", "inferred", "vocabulary")
"""Graphs that hold no document: what they hold is told in the catalogue of messages."""


def standard_quads(quads: Sequence[Quad], iris: Iris, graph: str = "") -> Iterator[Quad]:
    """Yield what the standards say of what some quads say, each in the graph of the statement it follows from.

    O(quads). No axiom of the ontology is repeated here: change the axiom and the data follow. Where a `graph` is named,
    what follows from its statements alone is told; the quads are then those and what surrounds them.
    """
    made = _standard_quads(_Facts(quads, iris))
    wanted = NamedNode(iris.graph(graph)) if graph else None
    return made if wanted is None else (quad for quad in made if quad.graph_name == wanted)


def _standard_quads(facts: _Facts) -> Iterator[Quad]:
    back = list(_inverses(facts))
    yield from back
    facts.add(back)
    yield from _by_axioms(facts)
    yield from _services(facts)
    yield from _participants(facts)
    yield from _members(facts)
    yield from _bodies(facts)
    yield from _documents(facts)
    yield from _registers(facts)
    yield from _datasets(facts)


class _Facts:
    """The quads by property and subject, without those of and about what is not public; O(quads)."""

    def __init__(self, quads: Sequence[Quad], iris: Iris) -> None:
        self.iris = iris
        self._quads = by_predicate(quads)
        self._held: dict[str, dict[object, list[Quad]]] = {}
        self.vocabulary = NamedNode(iris.graph("vocabulary"))
        self.graphs = {quad.graph_name for quad in quads}
        self._secret = self._find_secret(quads)
        self.subjects = {quad.subject for quad in quads if self._is_said(quad)}
        self.classes, self.properties = (
            self._above(relation) for relation in ("rdfs:subClassOf", "rdfs:subPropertyOf")
        )
        self.inverses = {quad.object: quad.subject for quad in self._of("owl:inverseOf")
                         if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode)}  # fmt: skip

    def _of(self, name: str) -> Sequence[Quad]:
        return self._quads.get(self.iris.expand(name), ())

    def _find_secret(self, quads: Sequence[Quad]) -> set[object]:
        """What is not public, and what says anything that is not public."""
        public = NamedNode(self.iris.concept("disclosure", "public"))
        secret: set[object] = {quad.subject for quad in self._of("tsg:disclosure") if quad.object != public}
        return secret | {quad.subject for quad in quads if quad.object in secret}

    def _is_said(self, quad: Quad) -> bool:
        return quad.graph_name != self.vocabulary and quad.subject not in self._secret

    def add(self, quads: Sequence[Quad]) -> None:
        """Add statements about what is public, made from those that are here."""
        for name, held in by_predicate(quads).items():
            table = self.said(name)
            for quad in held:
                table.setdefault(quad.subject, []).append(quad)
        self.subjects.update(quad.subject for quad in quads)

    def node(self, short: str) -> NamedNode:
        """A term by its prefixed name."""
        return NamedNode(self.iris.expand(short))

    def said(self, iri: str) -> dict[object, list[Quad]]:
        """The quads of a property by subject."""
        if iri not in self._held:
            table = self._held[iri] = {}
            for quad in filter(self._is_said, self._quads.get(iri, ())):
                table.setdefault(quad.subject, []).append(quad)
        return self._held[iri]

    def of_class(self, name: str) -> list[tuple[NamedNode, NamedNode]]:
        """Every subject of a class with the graph that says so, in order."""
        kind = self.node(name)
        return [(subject, quad.graph_name)
                for subject, held in self.said(self.iris.expand("rdf:type")).items() if isinstance(subject, NamedNode)
                for quad in held if quad.object == kind and isinstance(quad.graph_name, NamedNode)]  # fmt: skip

    def values(self, subject: object, name: str) -> list[object]:
        """The values of a property, each once."""
        return list(dict.fromkeys(quad.object for quad in self.said(self.iris.expand(name)).get(subject, ())))

    def standard_classes(self, subject: object) -> set[NamedNode]:
        """The classes of the standards a thing is of."""
        own = self.values(subject, "rdf:type")
        return {above for value in own for above in self.classes.get(value, ())}  # type: ignore[call-overload]

    def _above(self, relation: str) -> Mapping[NamedNode, list[NamedNode]]:
        """The classes or properties of the standards above each own one, by the axioms among the quads."""
        written = tuple(self.iris.prefixes[prefix] for prefix in WRITTEN)
        direct: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for quad in self._of(relation):
            if isinstance(quad.object, NamedNode):
                direct[quad.subject].append(quad.object)  # type: ignore[index]
        above = {own: _closure(own, direct) for own in direct}
        return {own: [term for term in terms if term.value.startswith(written)] for own, terms in above.items()}

    def label(self, subject: object, language: Language) -> str:
        """What a thing is called in a language, else in the other, else nothing."""
        found = {value.language: value.value for value in self.values(subject, "rdfs:label")
                 if isinstance(value, Literal)}  # fmt: skip
        return found.get(language) or next(iter(found.values()), "")

    def labels(self, subjects: Sequence[object], language: Language) -> str:
        """What several things are called, in the order of their names, joined; else words for an absence."""
        found = filter(None, (self.label(subject, language) for subject in sorted(subjects, key=str)))
        return text("standards-next", language).join(found) or text("standards-none", language)


def _closure(term: NamedNode, direct: Mapping[NamedNode, list[NamedNode]]) -> list[NamedNode]:
    reached: dict[NamedNode, None] = {}
    waiting = list(direct.get(term, ()))
    while waiting:
        above = waiting.pop()
        if above not in reached:
            reached[above] = None
            waiting.extend(direct.get(above, ()))
    return sorted(reached, key=str)


def _by_axioms(facts: _Facts) -> Iterator[Quad]:
    kind, typed = facts.node("rdf:type"), set()
    for subject, held in facts.said(kind.value).items():
        for quad in held:
            for above in facts.classes.get(quad.object, ()):  # type: ignore[arg-type]
                typed.add(subject)
                yield Quad(subject, kind, above, quad.graph_name)  # type: ignore[arg-type]
    for name, above_name in facts.properties.items():
        for subject, held in facts.said(name.value).items() if above_name else ():
            for quad in held if subject in typed else ():
                for above in above_name:
                    yield Quad(quad.subject, above, quad.object, quad.graph_name)


def _inverses(facts: _Facts) -> Iterator[Quad]:
    """The way back of every statement whose property has an inverse, if what it points at is described."""
    for name, inverse in facts.inverses.items():
        for subject, held in facts.said(name.value).items():
            for quad in held:
                if quad.object in facts.subjects:
                    yield Quad(quad.object, inverse, subject, quad.graph_name)  # type: ignore[arg-type]


def _services(facts: _Facts) -> Iterator[Quad]:
    """Titles, descriptions, authorities and law of services (CPSV-AP 3.2, Public Service)."""
    governments = {value: body for body, _ in facts.of_class("tsg:LocalGovernment")
                   for value in facts.values(body, "tsg:place")}  # fmt: skip
    for service, graph in facts.of_class("tsg:Service"):
        for language in LANGUAGES:
            label = facts.label(service, language)
            purpose = facts.labels(facts.values(service, "tsg:fulfilsFunction"), language)
            needs = facts.labels(facts.values(service, "tsg:meetsNeed"), language)
            told = text("standards-service", language, label=label, functions=purpose, needs=needs)
            yield Quad(service, facts.node("dcterms:title"), Literal(label, language=language), graph)
            yield Quad(service, facts.node("dcterms:description"), Literal(told, language=language), graph)
        authority = _authority(facts, service, governments)
        if authority is not None:
            yield Quad(service, facts.node("cv:hasCompetentAuthority"), authority, graph)
        for name, standard in (("tsg:legalBasis", "cv:hasLegalResource"), ("tsg:fulfilsFunction", "cv:thematicArea")):
            for value in facts.values(service, name):
                yield Quad(service, facts.node(standard), value, graph)  # type: ignore[arg-type]


def _participants(facts: _Facts) -> Iterator[Quad]:
    """Who takes part in a service is an agent (CPSV-AP 3.2, Participation)."""
    for participation, graph in facts.of_class("tsg:ServiceParticipation"):
        for body in facts.values(participation, "tsg:participant"):
            yield Quad(body, facts.node("rdf:type"), facts.node("foaf:Agent"), graph)  # type: ignore[arg-type]


def _members(facts: _Facts) -> Iterator[Quad]:
    """A member that is a body is one to ORG too; kinds of bodies and partners without a name are no agents."""
    for membership, graph in facts.of_class("tsg:CouncilMembership"):
        for member in facts.values(membership, "tsg:councilMember"):
            if facts.node("tsg:Body") in facts.values(member, "rdf:type"):
                yield Quad(membership, facts.node("org:member"), member, graph)  # type: ignore[arg-type]


def _authority(facts: _Facts, service: NamedNode, governments: Mapping[object, NamedNode]) -> NamedNode | None:
    """The government answering for a service: that of the provider's place, else the one whose document states it."""
    places = [place for provider in facts.values(service, "tsg:provider")
              for place in facts.values(provider, "tsg:place")]  # fmt: skip
    places += [place for document in facts.values(service, "tsg:inDocument")
               for place in facts.values(document, "tsg:authority")]  # fmt: skip
    return next((governments[place] for place in places if place in governments), None)


def _bodies(facts: _Facts) -> Iterator[Quad]:
    """Titles of agents, labels of public organisations (CPSV-AP), and of what a body is a part (ORG)."""
    for body, graph in facts.of_class("tsg:Body"):
        public = facts.node("tsg:LocalGovernment") in facts.values(body, "rdf:type")
        for value in facts.values(body, "rdfs:label"):
            yield Quad(body, facts.node("dcterms:title"), value, graph)  # type: ignore[arg-type]
            if public:
                yield Quad(body, facts.node("skos:prefLabel"), value, graph)  # type: ignore[arg-type]
        for value in (*facts.values(body, "tsg:bodyType"), *facts.values(body, "tsg:generalType")):
            yield Quad(body, facts.node("org:classification"), value, graph)  # type: ignore[arg-type]
        yield from _parts(facts, body, graph)
    for name, standard in CHANGES.items():
        for change, graph in facts.of_class("tsg:BodyChange"):
            for value in facts.values(change, name):
                yield Quad(change, facts.node(standard), value, graph)  # type: ignore[arg-type]


def _parts(facts: _Facts, body: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    """Of what a body is a part; ORG says `unitOf` of the units of formal organisations alone, not within a bureau."""
    above = facts.standard_classes(body)
    how = next((said for name, said in PARTS.items() if facts.node(name) in above), "")
    for whole in facts.values(body, "tsg:partOf") if how else ():
        formal = facts.node("org:FormalOrganization") in facts.standard_classes(whole)
        said = how if formal or how != "org:unitOf" else "org:subOrganizationOf"
        yield Quad(body, facts.node(said), whole, graph)  # type: ignore[arg-type]


def _documents(facts: _Facts) -> Iterator[Quad]:
    """Who published each document, and what it can and cannot hold, as descriptions."""
    governments = {value: body for body, _ in facts.of_class("tsg:LocalGovernment")
                   for value in facts.values(body, "tsg:place")}  # fmt: skip
    for document, graph in facts.of_class("tsg:SourceDocument"):
        for place in facts.values(document, "tsg:authority"):
            if place in governments:
                yield Quad(document, facts.node("dcterms:publisher"), governments[place], graph)
        for note in facts.values(document, "tsg:scopeNote"):
            yield Quad(document, facts.node("dcterms:description"), note, graph)  # type: ignore[arg-type]
        yield from _covered(facts, document, graph)


def _registers(facts: _Facts) -> Iterator[Quad]:
    """Who published each register, as an agent, and what was taken from it, as its description."""
    for register, graph in facts.of_class("tsg:Register"):
        agent = NamedNode(facts.iris.path("agent", register.value.rsplit("/", 1)[-1]))
        for name in facts.values(register, "tsg:publishedBy"):
            yield Quad(agent, facts.node("rdf:type"), facts.node("foaf:Agent"), graph)
            yield Quad(agent, facts.node("dcterms:title"), name, graph)  # type: ignore[arg-type]
            yield Quad(agent, facts.node("dcterms:identifier"), Literal(register.value.rsplit("/", 1)[-1]), graph)
            yield Quad(register, facts.node("dcterms:publisher"), agent, graph)
        for told in facts.values(register, "tsg:changesMade"):
            yield Quad(register, facts.node("dcterms:description"), told, graph)  # type: ignore[arg-type]


def _covered(facts: _Facts, document: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    """The period a document covers, of it and of the dataset read from it (DCAT 3, PeriodOfTime)."""
    days = [facts.values(document, name) for name in ("tsg:validFrom", "tsg:validUntil")]
    if not all(days):
        return
    period = NamedNode(facts.iris.path("document-period", document.value.rsplit("/", 1)[-1]))
    yield Quad(period, facts.node("rdf:type"), facts.node("dcterms:PeriodOfTime"), graph)
    for name, held in zip(("dcat:startDate", "dcat:endDate"), days, strict=True):
        yield Quad(period, facts.node(name), held[0], graph)  # type: ignore[arg-type]
    for covering in (document, graph):
        yield Quad(covering, facts.node("dcterms:temporal"), period, graph)


def _datasets(facts: _Facts) -> Iterator[Quad]:
    """Each named graph as a dataset of its own, with its source, and the observations it holds (DCAT 3, Data Cube)."""
    agent, home = NamedNode(facts.iris.base + PUBLISHER), facts.vocabulary
    yield Quad(agent, facts.node("rdf:type"), facts.node("foaf:Agent"), home)
    yield Quad(agent, facts.node("dcterms:identifier"), Literal("tsunagu"), home)
    yield Quad(agent, facts.node("dcterms:title"), Literal("tsunagu", language="en"), home)
    documents = {NamedNode(facts.iris.graph(subject.value.rsplit("/", 1)[-1])): subject
                 for name in ("tsg:SourceDocument", "tsg:Register")
                 for subject, _ in facts.of_class(name)}  # fmt: skip
    for graph in sorted(facts.graphs, key=str):
        if not isinstance(graph, NamedNode):
            continue
        yield Quad(graph, facts.node("rdf:type"), facts.node("dcat:Dataset"), graph)
        yield Quad(graph, facts.node("dcterms:publisher"), agent, graph)
        yield Quad(graph, facts.node("dcterms:license"), NamedNode(LICENSE), graph)
        yield from _told_graph(facts, graph, documents.get(graph))
    for name in ("tsg:Observation", "tsg:IndicatorValue"):
        for observation, graph in facts.of_class(name):
            yield Quad(observation, facts.node("qb:dataSet"), graph, graph)
            yield Quad(graph, facts.node("rdf:type"), facts.node("qb:DataSet"), graph)


def _told_graph(facts: _Facts, graph: NamedNode, document: NamedNode | None) -> Iterator[Quad]:
    if document is not None:
        yield Quad(graph, facts.node("dcterms:source"), document, graph)
    name = graph.value.rsplit("/", 1)[-1]
    for language in LANGUAGES:
        title = text(f"standards-graph-{name}", language) if name in _OTHER_GRAPHS else name
        title = _title(facts, document, language) or title
        made = Literal(text("standards-graph", language, title=title), language=language)
        yield Quad(graph, facts.node("dcterms:title"), made, graph)
        yield Quad(graph, facts.node("dcterms:description"), made, graph)


def _title(facts: _Facts, document: NamedNode | None, language: Language) -> str:
    titles = facts.values(document, "dcterms:title") if document is not None else ()
    return next((title.value for title in titles if isinstance(title, Literal) and title.language == language), "")
