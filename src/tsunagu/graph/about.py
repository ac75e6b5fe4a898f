"""What the dataset says of itself, in a graph of its own: who made it, under which licence, which version, how much.

Terms of VoID and DCAT 3. The graph `about` is made from all others and holds their digests and counts, so that a file
can be told and checked by itself: the revision is the SHA-256 of its N-Quads without the lines of this graph. No time
of a build is written: the same tables give the same bytes (decision 0011).
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from tsunagu import __version__
from tsunagu.assets import asset_root
from tsunagu.graph.iris import Iris
from tsunagu.graph.parts import ABOUT_ONE
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


class Figures:
    """What is counted of a dataset, given as blocks of lines of N-Quads in order, each of one named graph. O(lines)."""

    def __init__(self, blocks: Iterable[bytes], iris: Iris) -> None:
        kind = f"<{iris.expand('rdf:type')}>".encode()
        whole = hashlib.sha256()
        digests = defaultdict[bytes, "hashlib._Hash"](hashlib.sha256)
        subjects = defaultdict[bytes, set[bytes]](set)
        things = defaultdict[bytes, set[bytes]](set)
        triples, properties = Counter[bytes](), set[bytes]()
        for block in filter(None, blocks):
            graph = block[block.rindex(b"<") : -3]
            whole.update(block)
            digests[graph].update(block)
            triples[graph] += block.count(b"\n")
            subjects[graph].update(found[1] for found in ABOUT_ONE.finditer(block))
            for line in block.split(b"\n")[:-1]:
                subject, name, rest = line.split(b" ", 2)
                properties.add(name)
                if name == kind:
                    things[rest[: rest.index(b" ")]].add(subject)
        self.revision = whole.hexdigest()
        """The SHA-256 of the lines as a file."""
        self.properties = {_plain(name) for name in properties}
        self.things = {_plain(name): len(held) for name, held in things.items()}
        """How many things are of each class."""
        self.subjects = len(set().union(*subjects.values()))
        self.graphs = {_plain(graph): GraphCount(triples[graph], len(subjects[graph]), digests[graph].hexdigest())
                       for graph in sorted(subjects)}  # fmt: skip
        """What each named graph holds, by its IRI, in order."""


def about_quads(figures: Figures, iris: Iris) -> list[Quad]:
    """What a dataset of which this was counted says of itself, in order."""
    graph = NamedNode(iris.graph(GRAPH))
    return sorted({Quad(*said, graph) for said in _About(iris, figures).statements()}, key=str)


def _plain(written: bytes) -> str:
    """An IRI as N-Quads write it, without its brackets."""
    return written.decode().strip("<>")


class _About:
    """Words the description of one dataset."""

    def __init__(self, iris: Iris, figures: Figures) -> None:
        self.iris = iris
        self.figures = figures
        self.dataset = NamedNode(iris.base + DATASET)
        self.agent = NamedNode(iris.base + PUBLISHER)

    def node(self, short: str) -> NamedNode:
        return NamedNode(self.iris.expand(short))

    def statements(self) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
        for name, value in (*self._release(), *self._figures()):
            yield self.dataset, self.node(name), value
        yield self.dataset, self.node("tsg:revision"), Literal(self.figures.revision)
        for graph, count in self.figures.graphs.items():
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

    def _figures(self) -> Iterator[tuple[str, NamedNode | Literal]]:
        spaces, used = sorted(set(self.iris.prefixes.values())), self.figures.properties
        yield "void:triples", _number(sum(count.triples for count in self.figures.graphs.values()))
        yield "void:distinctSubjects", _number(self.figures.subjects)
        yield "void:classes", _number(len(self.figures.things))
        yield "void:properties", _number(len(used))
        own = self.iris.expand("tsg:")
        yield from (("void:vocabulary", NamedNode(space.rstrip("#") if space == own else space)) for space in spaces
                    if any(name.startswith(space) for name in used))  # fmt: skip

    def _partitions(self) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
        """How many things are of each own class."""
        own, kind = self.iris.expand("tsg:"), self.node("rdf:type")
        for name, count in self.figures.things.items():
            if name.startswith(own):
                part = NamedNode(f"{self.dataset.value}/{name.removeprefix(own)}")
                yield self.dataset, self.node("void:classPartition"), part
                yield part, kind, self.node("void:Dataset")
                yield part, self.node("void:class"), NamedNode(name)
                yield part, self.node("void:entities"), _number(count)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(_XSD + "integer"))
