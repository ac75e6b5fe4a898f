"""The whole RDF dataset: one named graph per document, one for law, one for inference, one for the vocabulary."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from tsunagu.assets import asset_root
from tsunagu.graph.inference import inferred_quads
from tsunagu.graph.iris import DEFAULT_BASE, Iris
from tsunagu.graph.mapping import Mapper
from tsunagu.graph.rows import Tables
from tsunagu.graph.special import periods_in, periods_of, special_quads
from tsunagu.graph.standards import standard_quads
from tsunagu.graph.withholding import disclosed_tables

VOCABULARY_FILES = ("tsunagu.ttl", "schemes.ttl", "alignments.ttl")


def build_quads(tables: Tables, iris: Iris) -> list[Quad]:
    """Every quad of the dataset, each once, in a fixed order, without what may not be said of closed bodies.

    The same tables and ontology give the same list in the same order: there are no blank nodes
    but those of the ontology, which are numbered as they are read. O(q log q).
    """
    shown = disclosed_tables(tables)
    mapper = Mapper(shown, iris)
    quads: set[Quad] = set(vocabulary_quads(iris))
    for row in shown.rows:
        if row.table.rdf_class:
            quads.update(mapper.quads(row))
            quads.update(special_quads(mapper, row))
    quads.update(periods_of(periods_in(shown.rows), iris))
    quads.update(inferred_quads(mapper))
    quads.update(standard_quads(list(quads), iris))
    return sorted(quads, key=str)


def vocabulary_quads(iris: Iris) -> Iterator[Quad]:
    """Yield the ontology and its concept schemes, moved to the configured base."""
    graph = NamedNode(iris.graph("vocabulary"))
    for name in VOCABULARY_FILES:
        path = asset_root("ontology") / name
        if path.exists():
            text = path.read_text(encoding="utf-8").replace(DEFAULT_BASE, iris.base)
            for triple in _stable(parse(text, format=RdfFormat.TURTLE), prefix=name.split(".", maxsplit=1)[0]):
                yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _stable(quads: Iterable[Quad], prefix: str) -> Iterator[Triple]:
    """Rename blank nodes in the order they are met."""
    numbers = itertools.count(1)
    names: dict[str, BlankNode] = {}

    def renamed(term: object) -> object:
        if not isinstance(term, BlankNode):
            return term
        if term.value not in names:
            names[term.value] = BlankNode(f"{prefix}{next(numbers)}")
        return names[term.value]

    for quad in quads:
        yield Triple(renamed(quad.subject), quad.predicate, renamed(quad.object))  # type: ignore[arg-type]


def to_nquads(quads: Iterable[Quad]) -> bytes:
    """The quads as N-Quads in UTF-8, in the order given; a revision is the hash of these bytes."""
    return serialize(quads, format=RdfFormat.N_QUADS) or b""


def counts(tables: Tables) -> dict[str, Counter[str]]:
    """How many rows each document (or `japan`) has in each table."""
    found: dict[str, Counter[str]] = {}
    for row in tables.rows:
        found.setdefault(row.document, Counter())[row.table.name] += 1
    return found
