"""What the dataset says of itself, in a graph of its own: who made it, under which licence, which version, how much.

Terms of VoID and DCAT 3. The graph `about` is made from all others and holds their digests and counts, so that a file
can be told and checked by itself: the revision is the SHA-256 of its N-Quads without the lines of this graph. No time
of a build is written: the same tables give the same bytes (decision 0011).
"""

from __future__ import annotations

import hashlib
import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from tsunagu import __version__
from tsunagu.assets import asset_root
from tsunagu.graph.by_predicate import by_predicate
from tsunagu.graph.iris import Iris
from tsunagu.graph.standards import PUBLISHER
from tsunagu.messages import LANGUAGES
from tsunagu.yaml_text import read_yaml

GRAPH = "about"
DATASET = "dataset/tsunagu"
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True)
class Release:
    """What `graph/dataset.yaml` says: titles and descriptions by language, creator, licence, day, keywords."""

    title: Mapping[str, str]
    description: Mapping[str, str]
    creator: str
    license: str
    issued: str
    keywords: tuple[str, ...]


@dataclass(frozen=True)
class GraphCount:
    """How much a named graph holds: statements, things they are about, and the SHA-256 of its N-Quads lines."""

    triples: int
    subjects: int
    sha256: str


@cache
def read_release() -> Release:
    """Read `graph/dataset.yaml` once."""
    raw = read_yaml((asset_root("graph") / "dataset.yaml").read_text(encoding="utf-8"))
    return Release(raw["title"], raw["description"], raw["creator"], raw["license"], str(raw["issued"]),
                   tuple(raw["keywords"]))  # fmt: skip


def about_quads(quads: Sequence[Quad], nquads: bytes, iris: Iris) -> list[Quad]:
    """What the dataset made of some quads says of itself; `nquads` are these quads as they are written. O(quads)."""
    made = {Quad(subject, name, value, NamedNode(iris.graph(GRAPH)))
            for subject, name, value in _About(iris, quads).statements(quads, nquads)}  # fmt: skip
    return sorted(made, key=str)


def count_graphs(quads: Sequence[Quad], nquads: bytes) -> dict[str, GraphCount]:
    """What each named graph holds, by its IRI, in order; O(quads)."""
    subjects: dict[object, set[object]] = defaultdict(set)
    for subject, _, _, graph in quads:
        subjects[graph].add(subject)
    triples: Counter[bytes] = Counter()
    digests: dict[bytes, hashlib._Hash] = defaultdict(hashlib.sha256)
    for line in io.BytesIO(nquads):
        name = line[line.rindex(b" <") :]
        triples[name] += 1
        digests[name].update(line)
    held = {graph.value: len(found) for graph, found in subjects.items() if isinstance(graph, NamedNode)}
    ends = {graph: f" <{graph}> .\n".encode() for graph in held}
    return {graph: GraphCount(triples[ends[graph]], held[graph], digests[ends[graph]].hexdigest())
            for graph in sorted(held)}  # fmt: skip


class _About:
    """Words the description of one dataset."""

    def __init__(self, iris: Iris, quads: Sequence[Quad]) -> None:
        self.iris = iris
        self.dataset = NamedNode(iris.base + DATASET)
        self.named = by_predicate(quads)
        self._typed = self.named.get(iris.expand("rdf:type"), [])
        self.agent = NamedNode(iris.base + PUBLISHER)

    def node(self, short: str) -> NamedNode:
        return NamedNode(self.iris.expand(short))

    def statements(
        self, quads: Sequence[Quad], nquads: bytes
    ) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
        counts = count_graphs(quads, nquads)
        for name, value in (*self._release(), *self._figures(quads, counts)):
            yield self.dataset, self.node(name), value
        yield self.dataset, self.node("tsg:revision"), Literal(hashlib.sha256(nquads).hexdigest())
        for graph, count in counts.items():
            held = NamedNode(graph)
            yield self.dataset, self.node("void:subset"), held
            yield held, self.node("rdf:type"), self.node("void:Dataset")
            yield held, self.node("dcterms:isPartOf"), self.dataset
            yield held, self.node("void:triples"), _number(count.triples)
            yield held, self.node("void:distinctSubjects"), _number(count.subjects)
            yield held, self.node("tsg:revision"), Literal(count.sha256)
        yield self.agent, self.node("rdf:type"), self.node("foaf:Agent")
        yield self.agent, self.node("foaf:name"), Literal(read_release().creator)
        yield NamedNode(self.iris.base + "ns"), self.node("rdf:type"), self.node("dcterms:Standard")
        yield from self._partitions()

    def _release(self) -> Iterator[tuple[str, NamedNode | Literal]]:
        release = read_release()
        yield from (("rdf:type", self.node(kind)) for kind in ("void:Dataset", "dcat:Dataset"))
        for language in LANGUAGES:
            yield "dcterms:title", Literal(release.title[language], language=language)
            yield "dcterms:description", Literal(release.description[language], language=language)
        yield "dcterms:identifier", Literal("tsunagu")
        yield from ((name, self.agent) for name in ("dcterms:creator", "dcterms:publisher"))
        yield "dcterms:license", NamedNode(release.license)
        yield "dcterms:issued", Literal(release.issued, datatype=NamedNode(_XSD + "date"))
        yield "dcat:version", Literal(__version__)
        yield "dcterms:conformsTo", NamedNode(self.iris.base + "ns")
        yield "void:uriSpace", Literal(self.iris.base)
        yield from (("dcat:keyword", Literal(word, language="en" if word.isascii() else "ja"))
                    for word in release.keywords)  # fmt: skip

    def _figures(
        self, quads: Sequence[Quad], counts: Mapping[str, GraphCount]
    ) -> Iterator[tuple[str, NamedNode | Literal]]:
        spaces, used = sorted(set(self.iris.prefixes.values())), self.named
        yield "void:triples", _number(sum(count.triples for count in counts.values()))
        yield "void:distinctSubjects", _number(len({quad.subject for quad in quads}))
        yield "void:classes", _number(len({quad.object for quad in self._typed}))
        yield "void:properties", _number(len(used))
        own = self.iris.expand("tsg:")
        yield from (("void:vocabulary", NamedNode(space.rstrip("#") if space == own else space)) for space in spaces
                    if any(name.startswith(space) for name in used))  # fmt: skip

    def _partitions(self) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
        """How many things are of each own class."""
        own, kind = self.iris.expand("tsg:"), self.node("rdf:type")
        things: dict[NamedNode, set[object]] = defaultdict(set)
        for quad in self._typed:
            if isinstance(quad.object, NamedNode) and quad.object.value.startswith(own):
                things[quad.object].add(quad.subject)
        for name, held in things.items():
            part = NamedNode(f"{self.dataset.value}/{name.value.removeprefix(own)}")
            yield self.dataset, self.node("void:classPartition"), part
            yield part, kind, self.node("void:Dataset")
            yield part, self.node("void:class"), name
            yield part, self.node("void:entities"), _number(len(held))


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(_XSD + "integer"))
