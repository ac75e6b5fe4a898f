"""Pages from the shipped graph: what is read, what is written, and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import escape
from pyoxigraph import Literal, NamedNode, Quad, Store

from tests.showing import guard_of
from tsunagu.disclosure.guard import Guard
from tsunagu.disclosure.levels import CONFIDENTIAL
from tsunagu.errors import NameUnknown
from tsunagu.graph.cells import LIST_MARK
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.rows import Tables
from tsunagu.graph.withholding import disclosed_tables
from tsunagu.messages import LANGUAGES
from tsunagu.network.compiled import open_network
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.viz.pages import picture_set
from tsunagu.viz.pages.picture_set import index_page
from tsunagu.viz.pages.pictures import Pictures
from tsunagu.viz.scenes.document import document_scene, documents_held
from tsunagu.viz.scenes.projector import Projector
from tsunagu.viz.scenes.scene import Scene
from tsunagu.writing import write_text

START = "body/132152-shicho-shitsu"
NUMBERS = ["110", "119", "189", "#8008", "#8891"]


@pytest.fixture(scope="module")
def guard(home: Home) -> Guard:
    """The guard of the shipped graph."""
    return Guard(open_network(home))


@pytest.fixture(scope="module")
def tables(tables: Tables) -> Tables:
    """The shipped tables as they may be shown: what a build is made from."""
    return disclosed_tables(tables)


@pytest.fixture(scope="module")
def pictures(engine: OxigraphEngine, iris: Iris, guard: Guard) -> Pictures:
    """The maker of pictures of the shipped graph."""
    return Pictures(BuiltGraph(engine, iris), guard, "ja")


@pytest.fixture(scope="module")
def drawn(pictures: Pictures) -> dict[str, Scene]:
    """The scene of every document of the shipped graph as the guard shows it, by id of the document."""
    charges = pictures.statements.charges_in
    return {
        held.id: pictures.guard.scene(
            document_scene(pictures.projector, f"document/{held.id}", charges.get(f"document/{held.id}", ()))
        ).value
        for held in documents_held(pictures.network, "ja")
    }


def test_every_linkage_of_every_document_is_drawn(drawn: dict[str, Scene], tables: Tables) -> None:
    for document, scene in drawn.items():
        rows = list(tables.of("linkages", document))
        assert len(scene.links) + scene.withheld == len(rows)
        bodies = {f"body/{row.text('id')}" for row in tables.of("bodies", document)}
        assert bodies <= {node.iri for node in scene.nodes}
        assert sum(node.form == "unnamed" for node in scene.nodes) == sum(
            row.text(end) == "unnamed" for row in rows for end in ("from", "to")
        )


def test_every_link_has_its_place_in_the_text(drawn: dict[str, Scene], guard: Guard) -> None:
    """All but those that speak of a secret body or kind, whose places are not told."""
    for scene in drawn.values():
        told = [link for link in scene.links if CONFIDENTIAL not in {guard.level(link.start), guard.level(link.end)}]
        assert len(told) > 20
        assert [link.iri for link in told if not (link.row and link.spots and link.purpose)] == []


def test_links_stand_in_the_order_of_the_text(drawn: dict[str, Scene]) -> None:
    for scene in drawn.values():
        begins = [min((int(spot.begins) for spot in link.spots), default=0) for link in scene.links]
        assert begins == sorted(begins)


def test_nodes_carry_the_rows_they_are_in_charge_of(drawn: dict[str, Scene], tables: Tables) -> None:
    for document, scene in drawn.items():
        rows = {node.iri: set(node.rows) for node in scene.nodes if not node.closed}
        for charge in tables.of("responsibilities", document):
            body = f"body/{charge.text('body')}"
            if body in rows:
                assert charge.text("row") in rows[body]
        assert any(rows.values())


def test_a_node_stands_in_this_document_alone(drawn: dict[str, Scene], tables: Tables) -> None:
    """A body that several documents name is drawn in each with its places there."""
    for document, scene in drawn.items():
        stands = {
            f"body/{row.text('id')}": row.text("anchors").split(LIST_MARK) for row in tables.of("bodies", document)
        }
        for node in scene.nodes:
            assert {spot.document for spot in node.spots} <= {""}
            assert all(spot.anchor in stands[node.iri] for spot in node.spots if node.iri in stands)


def test_closed_bodies_are_closed(drawn: dict[str, Scene], tables: Tables) -> None:
    closed_types = {row.text("id") for row in tables.of("body_types") if row.text("disclosure") not in ("", "public")}
    for document, scene in drawn.items():
        nodes = {node.iri: node for node in scene.nodes}
        for row in tables.of("bodies", document):
            if row.text("disclosure") != "public" or closed_types & set(row.texts("body_types")):
                node = nodes[f"body/{row.text('id')}"]
                assert (node.closed, node.kana, node.spots, node.rows) == (True, "", (), ())


def test_unknown_document_names_the_closest(pictures: Pictures) -> None:
    with pytest.raises(NameUnknown) as caught:
        pictures.document("document/kunitachi-gendre")
    assert caught.value.data["near"] == "kunitachi-gender"


def test_operators_of_secret_places_are_withheld(iris: Iris) -> None:
    """A tampered graph: a body entrusts a confidential one; the linkage is neither drawn nor listed."""
    scene = tampered_scene(iris, "entrust")
    assert (scene.withheld, scene.links) == (1, ())
    assert tampered_scene(iris, "refer").withheld == 0


def tampered_scene(iris: Iris, kind: str) -> Scene:
    guard = guard_of(tampered(iris, kind), iris)
    return guard.scene(document_scene(Projector(guard, "ja", lambda _: {}), "document/x")).value


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
    assert len(pages) == 2 * len({path.name.removesuffix(".html").removesuffix(".en") for path in pages}) > 20
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


def test_a_page_written_alone_stands_alone(pictures: Pictures, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "page.html"
    write_text(target, pictures.document("document/kunitachi-gender").page())
    first = target.read_bytes()
    assert "文書の一覧" not in first.decode("utf-8")
    write_text(target, pictures.document("document/kunitachi-gender").page())
    assert target.read_bytes() == first
    assert [path.name for path in target.parent.iterdir()] == ["page.html"]


def test_pages_are_small_and_utf8(shipped: Path) -> None:
    for path in shipped.glob("*.html"):
        data = path.read_bytes()
        assert len(data) < 3_000_000
        assert data.decode("utf-8").startswith("<!DOCTYPE html>\n<html lang=")
        assert b"\r" not in data


def test_index_without_pages_lists_documents_without_links(pictures: Pictures) -> None:
    held = documents_held(pictures.network, "en")
    text = index_page(held, "en", {})
    assert text.count('class="document"') == len(held) > 0
    assert all(escape(document.title) in text for document in held)


def test_documents_say_whose_they_are_and_which_text_was_read(pictures: Pictures, tables: Tables) -> None:
    held = {document.id: document for document in documents_held(pictures.network, "ja")}
    rows = {row.text("id"): row for row in tables.of("document")}
    assert set(held) == set(rows)
    for name, row in rows.items():
        assert (held[name].sha256, held[name].title) == (row.text("sha256"), row.text("title_ja"))
        assert held[name].authority and held[name].kind and held[name].scope


def test_pages_have_the_same_names_in_every_language(
    engine: OxigraphEngine, iris: Iris, guard: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`index.html` holds the same page on a Japanese and on an English machine; only which is listed first differs."""
    graph = BuiltGraph(engine, iris)
    monkeypatch.setattr(picture_set, "standard_pictures", lambda _: ())
    written = {}
    for language in LANGUAGES:
        folder = tmp_path / language
        paths = picture_set.write_pages(graph, guard, folder, language)
        written[language] = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        assert paths[0].name == {"ja": "index.html", "en": "index.en.html"}[language]
    assert written["ja"] == written["en"]
    assert b'lang="en"' in written["ja"]["index.en.html"]
