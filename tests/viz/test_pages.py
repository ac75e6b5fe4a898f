"""Pages from the shipped graph: what is read, what is written, and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from tests.showing import guard_of
from tsunagu.disclosure.guard import Guard
from tsunagu.errors import NameUnknown
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.rows import Tables
from tsunagu.network.compiled import open_network
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.viz.pages.picture_set import write_document_page, write_index
from tsunagu.viz.scenes.document import read_document_scene, read_documents

START = "body/132152-shicho-shitsu"
NUMBERS = ["110", "119", "189", "#8008", "#8891"]


@pytest.fixture(scope="module")
def guard(home: Home) -> Guard:
    """The guard of the shipped graph."""
    return Guard(open_network(home))


def test_every_linkage_of_every_document_is_read(
    engine: OxigraphEngine, iris: Iris, guard: Guard, tables: Tables
) -> None:
    for document in read_documents(engine, iris, "ja"):
        network = read_document_scene(engine, iris, guard, document.id, "ja").value
        rows = list(tables.of("linkages", document.id))
        assert len(network.links) + network.withheld == len(rows)
        bodies = {f"{iris.base}body/{row.text('id')}" for row in tables.of("bodies", document.id)}
        assert bodies <= {node.iri for node in network.nodes}
        assert sum(node.form == "unnamed" for node in network.nodes) == sum(
            row.text(end) == "unnamed" for row in rows for end in ("from", "to")
        )


def test_every_link_has_its_place_in_the_text(engine: OxigraphEngine, iris: Iris, guard: Guard) -> None:
    for document in read_documents(engine, iris, "ja"):
        links = read_document_scene(engine, iris, guard, document.id, "ja").value.links
        assert [link.iri for link in links if not (link.row and link.spots and link.purpose)] == []


def test_closed_bodies_are_closed(engine: OxigraphEngine, iris: Iris, guard: Guard, tables: Tables) -> None:
    closed_types = {row.text("id") for row in tables.of("body_types") if row.text("disclosure") not in ("", "public")}
    for document in read_documents(engine, iris, "ja"):
        nodes = {node.iri: node for node in read_document_scene(engine, iris, guard, document.id, "ja").value.nodes}
        for row in tables.of("bodies", document.id):
            if row.text("disclosure") != "public" or closed_types & set(row.texts("body_types")):
                node = nodes[f"{iris.base}body/{row.text('id')}"]
                assert (node.closed, node.kana, node.spots, node.rows) == (True, "", (), ())


def test_unknown_document_names_the_closest(engine: OxigraphEngine, iris: Iris, guard: Guard) -> None:
    with pytest.raises(NameUnknown) as caught:
        read_document_scene(engine, iris, guard, "kunitachi-gendre", "ja")
    assert caught.value.data["near"] == "kunitachi-gender"


def test_operators_of_secret_places_are_withheld(iris: Iris) -> None:
    """A tampered graph: a body entrusts a confidential one; the linkage is neither drawn nor listed."""
    engine = tampered(iris, "entrust")
    network = read_document_scene(engine, iris, guard_of(engine, iris), "x", "ja").value
    assert (network.withheld, network.links) == (1, ())
    engine = tampered(iris, "refer")
    assert read_document_scene(engine, iris, guard_of(engine, iris), "x", "ja").value.withheld == 0


def tampered(iris: Iris, kind: str) -> OxigraphEngine:
    store, graph = Store(), NamedNode(iris.graph("x"))

    def add(subject: str, short: str, value: NamedNode | Literal) -> None:
        store.add(Quad(NamedNode(iris.base + subject), NamedNode(iris.expand(short)), value, graph))

    def name(subject: str, ja: str, properties: tuple[str, ...] = ("rdfs:label",)) -> None:
        for short in properties:
            for language in ("ja", "en"):
                add(subject, short, Literal(ja, language=language))

    for concept in (f"linkage-kind/{kind}", "layer/stated", "body-kind/facility", "document-kind/plan"):
        name(concept, concept, ("skos:prefLabel",))
    name("place/1", "市")
    add("document/x", "rdf:type", NamedNode(iris.expand("tsg:SourceDocument")))
    add("document/x", "dcterms:identifier", Literal("x"))
    name("document/x", "計画", ("dcterms:title", "tsg:scopeNote"))
    add("document/x", "tsg:authority", NamedNode(f"{iris.base}place/1"))
    add("document/x", "tsg:documentKind", NamedNode(iris.concept("document-kind", "plan")))
    add("document/x", "tsg:sha256", Literal("0"))
    for body, level in (("a", "public"), ("b", "confidential")):
        add(f"body/{body}", "rdf:type", NamedNode(iris.expand("tsg:Body")))
        name(f"body/{body}", body)
        add(f"body/{body}", "tsg:bodyKind", NamedNode(iris.concept("body-kind", "facility")))
        add(f"body/{body}", "tsg:disclosure", NamedNode(iris.concept("disclosure", level)))
    add("linkage/x/1", "rdf:type", NamedNode(iris.expand("tsg:Linkage")))
    add("linkage/x/1", "tsg:inDocument", NamedNode(f"{iris.base}document/x"))
    for short, value in (
        ("from", "body/a"),
        ("to", "body/b"),
        ("linkageKind", f"linkage-kind/{kind}"),
        ("layer", "layer/stated"),
    ):
        add("linkage/x/1", f"tsg:{short}", NamedNode(iris.base + value))
    return OxigraphEngine(store)


def test_pages_point_to_each_other_and_nowhere_else(shipped: Path) -> None:
    pages = [path for path in shipped.glob("*.html") if not path.name.startswith(("route", "alone"))]
    assert len(pages) == 40
    for path in pages:
        hrefs = re.findall(r'href="([^"]+)"', path.read_text(encoding="utf-8"))
        files = {href for href in hrefs if not href.startswith(("#", "about:", "data:"))}
        assert files
        assert [href for href in files if not (shipped / href).is_file()] == []


def test_twin_pages_are_in_two_languages(shipped: Path) -> None:
    for path in shipped.glob("*.en.html"):
        if not path.name.startswith(("route", "alone")):
            twin = shipped / path.name.replace(".en.", ".")
            assert '<html lang="en">' in path.read_text(encoding="utf-8")
            assert '<html lang="ja">' in twin.read_text(encoding="utf-8")


def test_a_page_written_alone_stands_alone(engine: OxigraphEngine, iris: Iris, guard: Guard, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "page.html"
    write_document_page(engine, iris, guard, "kunitachi-gender", target, "ja")
    first = target.read_bytes()
    assert "文書の一覧" not in first.decode("utf-8")
    write_document_page(engine, iris, guard, "kunitachi-gender", target, "ja")
    assert target.read_bytes() == first
    assert [path.name for path in target.parent.iterdir()] == ["page.html"]


def test_pages_are_small_and_utf8(shipped: Path) -> None:
    for path in shipped.glob("*.html"):
        data = path.read_bytes()
        assert len(data) < 3_000_000
        assert data.decode("utf-8").startswith("<!DOCTYPE html>\n<html lang=")
        assert b"\r" not in data


def test_index_without_pages_lists_documents_without_links(engine: OxigraphEngine, iris: Iris, tmp_path: Path) -> None:
    write_index(engine, iris, tmp_path / "index.html", "en")
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert text.count('class="document"') == 5
    assert "Kunitachi City Sixth" in text


def test_picture_queries_keep_to_the_contract() -> None:
    mine = [query for query in load_catalogue().queries.values() if query.theme == "pictures"]
    assert len(mine) == 9
    for query in mine:
        assert query.id == query.path.stem
        assert query.audience in ("planner", "coordinator")


def test_picture_queries_give_the_columns_they_promise(engine: OxigraphEngine) -> None:
    for query in load_catalogue().queries.values():
        if query.theme == "pictures":
            answer = engine.select(query.text)
            assert answer.columns == tuple(column.name for column in query.columns)
            assert answer.rows
