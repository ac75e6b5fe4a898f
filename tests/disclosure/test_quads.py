"""A confidential place never leaves through any door: tables, shapes, store, exports, answers, pages."""

import csv
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

from tests.graph.test_table_reader import rewrite
from tests.showing import OPEN
from tsunagu.disclosure.quads import find_leaks, local_name, refuse_leaks
from tsunagu.errors import ConfidentialLeak, TablesInvalid
from tsunagu.exports.forms import EXPORT_FORMATS, export
from tsunagu.graph.build import build, load_tables
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.problems import Problem
from tsunagu.graph.rows import Tables
from tsunagu.ontology.shapes import validate

IRIS = Iris()
SHELTER = NamedNode(IRIS.base + "body/132152-himitsu")
GRAPH = NamedNode(IRIS.graph("kunitachi-gender"))
SECRET = "秘密町1-2-3"
SMUGGLED = [
    "https://schema.org/address",
    "http://schema.org/address",
    "https://schema.org/streetAddress",
    "http://www.w3.org/2003/01/geo/wgs84_pos#lat",
    "http://www.w3.org/2003/01/geo/wgs84_pos#long",
    "https://schema.org/latitude",
    "https://schema.org/geo",
    "http://www.opengis.net/ont/geosparql#hasGeometry",
    "http://www.w3.org/2006/vcard/ns#hasAddress",
    "http://www.w3.org/2006/vcard/ns#street-address",
    "http://www.w3.org/ns/org#siteAddress",
    "http://www.w3.org/ns/org#hasSite",
    "http://www.w3.org/ns/locn#fullAddress",
    "https://schema.org/image",
    "http://xmlns.com/foaf/0.1/depiction",
    "https://schema.org/employee",
    "http://www.w3.org/ns/org#hasMember",
    "https://schema.org/telephone",
    "https://schema.org/faxNumber",
    "http://xmlns.com/foaf/0.1/based_near",
    "https://example.org/my/Address",
    "https://example.org/my#operator",
]


def shelter(level: str = "confidential", kind: str | None = None) -> list[Quad]:
    facts: list[tuple[str, NamedNode | Literal]] = [
        ("rdf:type", NamedNode(IRIS.expand("tsg:Body"))),
        ("rdfs:label", Literal("秘密の家", language="ja")),
        ("tsg:disclosure", NamedNode(IRIS.concept("disclosure", level))),
    ]
    quads = [Quad(SHELTER, NamedNode(IRIS.expand(name)), value, GRAPH) for name, value in facts]
    if kind:
        kind_node = NamedNode(IRIS.table_concept("body_types", kind))
        quads.append(Quad(SHELTER, NamedNode(IRIS.expand("tsg:bodyType")), kind_node, GRAPH))
        closed = NamedNode(IRIS.concept("disclosure", "confidential"))
        quads.append(Quad(kind_node, NamedNode(IRIS.expand("tsg:disclosure")), closed, GRAPH))
    return quads


@pytest.mark.parametrize("predicate", SMUGGLED)
def test_every_spelling_is_caught(predicate: str) -> None:
    leak = Quad(SHELTER, NamedNode(predicate), Literal(SECRET), GRAPH)
    with pytest.raises(ConfidentialLeak):
        refuse_leaks([*shelter(), leak], IRIS)


def test_a_shelter_called_public_is_still_closed_by_its_kind() -> None:
    leak = Quad(SHELTER, NamedNode("https://schema.org/address"), Literal(SECRET), GRAPH)
    assert find_leaks([*shelter("public", "bt_private_shelter"), leak], IRIS)


def test_one_closed_statement_closes_a_body_whatever_others_say() -> None:
    """One document calls it confidential, a later one public."""
    leak = Quad(SHELTER, NamedNode("https://schema.org/address"), Literal(SECRET), GRAPH)
    assert find_leaks([*shelter("confidential"), *shelter("public"), leak], IRIS)


def test_public_bodies_keep_their_address() -> None:
    office = Quad(SHELTER, NamedNode("https://schema.org/address"), Literal("市役所"), GRAPH)
    assert find_leaks([*shelter("public"), office], IRIS) == []


def test_front_door_telephone_needs_an_official_page() -> None:
    phone = Quad(SHELTER, NamedNode("https://schema.org/telephone"), Literal("042"), GRAPH)
    page = Quad(SHELTER, NamedNode(IRIS.expand("foaf:homepage")), NamedNode("https://city.example.jp/"), GRAPH)
    assert find_leaks([*shelter("front_door_only"), phone], IRIS)
    assert find_leaks([*shelter("front_door_only"), phone, page], IRIS) == []
    assert find_leaks([*shelter("confidential"), phone, page], IRIS)


def test_shapes_refuse_it_too() -> None:
    leak = Quad(SHELTER, NamedNode("https://schema.org/address"), Literal(SECRET), GRAPH)
    found = validate([*shelter(), leak]).violations
    assert any("address" in result.path or "address" in result.message_en for result in found)


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_no_export_writes_a_leak(quads: list[Quad], tmp_path: Path, form: str) -> None:
    """Even a build spoilt after the checks is not exported."""
    document = [quad for quad in quads if quad.graph_name == GRAPH]
    assert len(document) > 1_000
    spoilt = Home(tmp_path / "home")
    folder = spoilt.start()
    leak = Quad(SHELTER, NamedNode("https://schema.org/address"), Literal(SECRET), GRAPH)
    (folder / "dataset.nq").write_bytes(serialize([*document, *shelter(), leak], format=RdfFormat.N_QUADS) or b"")
    spoilt.finish(folder, "build-x")
    target = tmp_path / f"out.{form}"
    with pytest.raises(ConfidentialLeak):
        export(spoilt, form, target, IRIS, OPEN)  # type: ignore[arg-type]
    assert list(tmp_path.glob("out*")) == []


@pytest.mark.parametrize("column", ["address", "phone"])
def test_tables_are_refused_at_intake(graph_copy: Path, tmp_path: Path, column: str) -> None:
    path = graph_copy / "kunitachi-gender/bodies.csv"
    rewrite(path, {(22, "disclosure"): "confidential", (22, column): SECRET})
    with pytest.raises(TablesInvalid) as caught:
        build(Home(tmp_path / "home"), graph=graph_copy)
    told = [
        (problem.file, problem.line, problem.column)
        for problem in caught.value.problems
        if isinstance(problem, Problem)
    ]
    assert ("kunitachi-gender/bodies.csv", 22, column) in told


def test_tables_have_no_column_for_coordinates_staff_or_pictures(graph_copy: Path) -> None:
    path = graph_copy / "kunitachi-gender/bodies.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name in ("latitude", "photo", "staff", "operator"):
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*rows[0], name], lineterminator="\n")
            writer.writeheader()
            writer.writerows([{**row, name: "x"} for row in rows])
        with pytest.raises(TablesInvalid):
            load_tables(graph_copy)


def test_the_shipped_graph_reveals_nothing(quads: list[Quad]) -> None:
    assert find_leaks(quads, IRIS) == []


def test_closed_kinds_of_bodies_are_closed_in_every_table(tables: Tables) -> None:
    closed = {row.text("id") for row in tables.of("body_types") if row.text("disclosure") == "confidential"}
    assert {"bt_private_shelter", "bt_entrusted_shelter", "bt_step_house", "bt_wsc_shelter"} <= closed
    for row in tables.of("bodies"):
        if closed & set(row.texts("body_types")):
            assert row.text("disclosure") != "public", f"{row.file}:{row.line}"


def test_no_table_of_a_closed_body_prints_a_place(tables: Tables) -> None:
    for row in tables.of("bodies"):
        if row.text("disclosure") != "public":
            assert not row.text("address"), f"{row.file}:{row.line}"
            assert not row.text("phone"), f"{row.file}:{row.line}"


def test_store_of_the_shipped_graph_has_no_revealing_statement_about_closed_bodies(home: Home) -> None:
    store = Store.read_only(str(home.current() / "store"))
    levels = [NamedNode(IRIS.concept("disclosure", level)) for level in ("confidential", "front_door_only")]
    predicate = NamedNode(IRIS.expand("tsg:disclosure"))
    names = {"address", "lat", "long", "image", "employee", "streetaddress", "telephone"}
    for level in levels:
        for closed in store.quads_for_pattern(None, predicate, level):
            for quad in store.quads_for_pattern(closed.subject, None, None):
                assert local_name(quad.predicate.value) not in names
