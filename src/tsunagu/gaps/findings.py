"""Rows of gap analyses as RDF: what was looked for, where, on which day, its state and the facts that show it.

The analyses decide; this only says it in the terms of the vocabulary. What the checklist of duties shows on the newest
day of the documents is kept in every build (graph `findings`), so that SPARQL can ask for it; the rows of any analysis
for any day are written as RDF when asked for (decision 0042).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

from tsunagu.disclosure.guard import Guard
from tsunagu.disclosure.shown import Shown
from tsunagu.disclosure.texts import telling_texts
from tsunagu.gaps.registry import analyses_of, find_gaps, read_snapshot
from tsunagu.gaps.rows import GapRow
from tsunagu.graph.by_predicate import by_predicate
from tsunagu.graph.iris import Iris
from tsunagu.messages import LANGUAGES
from tsunagu.network.model import Network
from tsunagu.network.reading import READ, read_network
from tsunagu.network.statements import STATEMENTS
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.details import with_details
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.referral.snapshot import View

GRAPH = "findings"
KEPT = "duties"
"""The analysis whose rows every build keeps."""
_LAW = "law/"
"""How ids of statutes and provisions begin: what a finding rests on in law, not what a document says."""
_DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")


def concluded(store: Store, iris: Iris, blocks: Callable[[], Iterator[bytes]] | None = None) -> list[Quad]:
    """What the kept analysis finds in the graph of a store, on the newest day of its documents.

    `blocks` give the lines of that graph, where they are at hand: the store is then asked less.
    """
    graph = BuiltGraph(OxigraphEngine(store), iris)
    told = with_details(graph, (*READ.values(), STATEMENTS), blocks()) if blocks else graph
    return kept_findings(told, read_network(told))


def kept_findings(graph: BuiltGraph, network: Network) -> list[Quad]:
    """What the kept analysis finds in a graph whose network was read, on the newest day of its documents.

    Nothing where no document has a day: a build must not depend on the clock.
    """
    guard = Guard(network, graph.iris)
    days = [document.period.begins for document in guard.network.concepts_in("document") if document.period.begins]
    if not days:
        return []
    analyses = analyses_of(KEPT)
    rows = guard.rows(find_gaps(read_snapshot(graph, guard, View(max(days)), analyses), analyses)).value
    return finding_quads(rows, max(days), graph.iris)


def finding_quads(rows: Iterable[GapRow], day: date, iris: Iris) -> list[Quad]:
    """The rows as findings of a day, in order, each of its own IRI. O(rows and their evidence).

    Words that would tell a place near what is secret are left out; the finding stays.
    """
    graph, numbers = NamedNode(iris.graph(GRAPH)), Counter[str]()
    found: set[Quad] = set()
    for row in rows:
        path = _path(row)
        numbers[path] += 1
        name = NamedNode(iris.base + path + (f"/{numbers[path]}" if numbers[path] > 1 else ""))
        found.update(Quad(name, NamedNode(iris.expand(said)), value, graph) for said, value in _said(row, day, iris))
    telling = set(telling_texts(by_predicate(found), iris))
    return sorted((quad for quad in found if _place(quad) not in telling), key=str)


def _place(quad: Quad) -> tuple[str, str]:
    return str(quad.subject).strip("<>"), quad.predicate.value


def render_findings(shown: Shown[tuple[GapRow, ...]], day: date, iris: Iris) -> bytes:
    """Rows as Turtle, as findings of a day."""
    triples = (quad.triple for quad in finding_quads(shown.value, day, iris))
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=iris.prefixes) or b""


def _path(row: GapRow) -> str:
    tails = [subject.rsplit("/", 1)[-1] for subject in (row.place or "all", *row.subjects)]
    return "/".join(("finding-of", row.analysis, *tails))


def _said(row: GapRow, day: date, iris: Iris) -> Iterator[tuple[str, NamedNode | Literal]]:
    """Property and value of everything a finding says."""

    def node(name: str) -> NamedNode:
        return NamedNode(iris.base + name)

    yield "rdf:type", NamedNode(iris.expand("tsg:Finding"))
    yield "dcterms:type", Literal(row.analysis)
    yield "tsg:finding", node(f"finding/{row.state}")
    yield "tsg:asOf", Literal(day.isoformat(), datatype=_DATE)
    yield from (("tsg:checks", node(subject)) for subject in row.subjects)
    if row.place:
        yield "tsg:checkedFor", node(row.place)
    yield from (("tsg:checkedIn", node(document)) for document in row.searched)
    for fact in row.evidence:
        yield ("tsg:legalBasis" if fact.startswith(_LAW) else "tsg:foundIn"), node(fact)
    yield from (("tsg:restsOnLayer", node(f"layer/{layer}")) for layer in row.layers)
    for language in LANGUAGES:
        told = " ".join(filter(None, (row.subject.of(language), row.detail.of(language))))
        yield "dcterms:description", Literal(told, language=language)
        if row.closes:
            yield "tsg:wouldClose", Literal(row.closes.of(language), language=language)
