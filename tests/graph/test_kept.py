"""A build over another: only what changed is made and checked, and it is, byte for byte, the build from nothing."""

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from tests.graph.test_table_reader import rewrite
from tsunagu.disclosure.quads import find_leaks
from tsunagu.errors import ReferenceUndescribed, TablesInvalid
from tsunagu.graph import assembling, kept
from tsunagu.graph.assembling import Assembly
from tsunagu.graph.build import build
from tsunagu.graph.closed_bodies import ClosedBodies
from tsunagu.graph.described import find_undescribed
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.kept import Earlier, ground_of
from tsunagu.graph.lines import LineReader, block_of, lines_of
from tsunagu.graph.parts import Layer, Parts
from tsunagu.graph.rows import Tables
from tsunagu.graph.sources import Sources, looked_at, quads_of
from tsunagu.graph.standards import standard_quads
from tsunagu.ontology.shapes import validate
from tsunagu.queries.engines import OxigraphEngine

IRIS = Iris()
DOCUMENT = "kunitachi-gender"


@pytest.fixture
def made(small_built: Path, tmp_path: Path) -> Home:
    """A build of the test's own, over `graph` beside it."""
    shutil.copytree(small_built, tmp_path / "own")
    return Home(tmp_path / "own" / "home")


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Which graphs are mapped, get the terms of standards, and are checked, while a test builds."""
    done: dict[str, list[str]] = {"mapped": [], "derived": [], "checked": []}
    checked = Assembly._is_suspect

    def maps(name: str, tables: Tables, iris: Iris) -> Iterator[Quad]:
        done["mapped"].append(name)
        return quads_of(name, tables, iris)

    def derives(quads: list[Quad], iris: Iris, graph: str) -> Iterator[Quad]:
        done["derived"].append(graph)
        return standard_quads(quads, iris, graph)

    def checks(self: Assembly, own: Iterator[bytes], around: list[bytes]) -> bool:
        lines = list(own)
        done["checked"].append(lines[0].rsplit(b"/", 1)[1].split(b">")[0].decode())
        return checked(self, lines, around)

    monkeypatch.setattr(assembling, "quads_of", maps)
    monkeypatch.setattr(assembling, "standard_quads", derives)
    monkeypatch.setattr(Assembly, "_is_suspect", checks)
    return done


def dataset(home: Home) -> bytes:
    return (home.current() / "dataset.nq").read_bytes()


def graph_of(home: Home) -> Path:
    return home.folder.parent / "graph"


def retitle(path: Path, column: str) -> None:
    """Add a letter to a column of the first row of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))[column]
    rewrite(path, {(2, column): f"{first}x"})


def test_a_change_in_one_document_makes_and_checks_it_alone(made: Home, steps: dict[str, list[str]]) -> None:
    before = dataset(made)
    retitle(graph_of(made) / DOCUMENT / "measures.csv", "summary_ja")
    build(made, graph=graph_of(made))
    assert steps == {"mapped": [DOCUMENT], "derived": [DOCUMENT], "checked": [DOCUMENT]}
    assert len(set(dataset(made).splitlines()) - set(before.splitlines())) < 20
    build(made, graph=graph_of(made))
    assert len(steps["mapped"]) == len(steps["derived"]) == len(steps["checked"]) == 1, (
        "nothing changed, nothing is made"
    )


def test_a_build_over_another_is_the_build_from_nothing(
    made: Home, tmp_path: Path, steps: dict[str, list[str]]
) -> None:
    """A document, law, a rule and a body that others refer to change; then store and files are those made anew."""
    graph = graph_of(made)
    retitle(graph / DOCUMENT / "bodies.csv", "label_en")
    for table, column in (("needs", "label_en"), ("rules", "description_en"), ("places", "label_en")):
        retitle(graph / "japan" / f"{table}.csv", column)
    build(made, graph=graph)
    assert steps["mapped"] == ["japan", DOCUMENT]
    assert {"japan", DOCUMENT, "inferred"} <= set(steps["checked"])
    anew = Home(tmp_path / "anew")
    build(anew, graph=graph)
    assert dataset(made) == dataset(anew)
    told = [json.loads((home.current() / kept.FILE).read_bytes()) for home in (made, anew)]
    assert told[0].pop("changes") == 1
    assert told[1].pop("changes") == 0
    assert told[0] == told[1]
    assert set(OxigraphEngine.open(made).store) == set(OxigraphEngine.open(anew).store)


def test_a_spoilt_byte_is_made_anew(made: Home, steps: dict[str, list[str]]) -> None:
    before, path = dataset(made), made.current() / "dataset.nq"
    section = Earlier(made, ground_of(IRIS)).manifest.parts[DOCUMENT].said
    at = section.offset + before[section.offset :].index("相談".encode())
    path.write_bytes(before[:at] + "想像".encode() + before[at + 6 :])
    build(made, graph=graph_of(made))
    assert steps["mapped"] == [DOCUMENT]
    assert dataset(made) == before


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda told: told[:-40],
    "of another form": lambda told: told.replace(b'"form": 1', b'"form": 0'),
    "of another ground": lambda told: told.replace(b'"ground": "', b'"ground": "0'),
    "no JSON": lambda _: b"{",
    "a section of words": lambda told: told.replace(b'"said": [', b'"said": ["a",'),
    "a list": lambda _: b"[]",
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_manifest_that_is_not_ones_own_is_not_believed(made: Home, how: str) -> None:
    """Even where its seal fits: whoever wrote it."""
    ground = ground_of(IRIS)
    assert Earlier(made, ground).manifest.parts
    build_folder = made.current()
    (build_folder / kept.FILE).write_bytes(SPOILT[how]((build_folder / kept.FILE).read_bytes()))
    assert not Earlier(made, ground).manifest.parts, "its seal is broken"
    (build_folder / "seal").unlink()
    made.finish(build_folder.rename(made.folder / "unfinished-x"), "build-x")
    assert not Earlier(made, ground).manifest.parts


def test_all_that_statements_stand_on_is_in_the_ground(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = list(kept._ground_files())
    names = {f"{path.parent.name}/{path.name}" for path in files}
    assert {"ontology/tsunagu.ttl", "ontology/shapes-tables.ttl", "graph/tables.yaml", "japan/closed_words.csv",
            "graph/mapping.py", "graph/standards.py", "disclosure/texts.py", "ontology/constraints.py",
            "tsunagu/messages.py"} <= names  # fmt: skip
    assert any(path.parts[-3:-1] == ("messages", "ja") for path in files)
    own = tmp_path / "own.ttl"
    own.write_text("a", encoding="utf-8")
    monkeypatch.setattr(kept, "_ground_files", lambda: iter([own]))
    before = ground_of(IRIS)
    own.write_text("b", encoding="utf-8")
    assert ground_of(IRIS) != before
    assert ground_of(Iris("https://city.example.jp/")) != ground_of(IRIS)


@pytest.fixture(scope="module")
def shipped(tables: Tables) -> dict[str, str]:
    """The keys of all sources of the shipped tables."""
    return keys(tables)


def keys(tables: Tables) -> dict[str, str]:
    sources = Sources(tables)
    return {name: sources.key_of(name, sources.tables_of(name)) for name in sources.names}


def changed(tables: Tables, table: str, document: str, column: str) -> Tables:
    """The tables with one more letter in a column of the first row of a table."""
    at = next(at for at, row in enumerate(tables.rows) if row.table.name == table and row.document == document)
    row = tables.rows[at]
    other = type(row)(row.table, row.document, row.file, row.line, {**row.values, column: (f"{row.text(column)}x",)})
    return Tables((*tables.rows[:at], other, *tables.rows[at + 1 :]), tables.documents)


@pytest.mark.parametrize(
    ("table", "document", "column", "remade"),
    [
        ("places", "japan", "label_ja", "all"),
        ("rules", "japan", "description_ja", "all"),
        ("measures", "kamakura-gender", "label_ja", {"kamakura-gender"}),
        ("bodies", "kamakura-gender", "valid_from", {"kamakura-gender", "kamakura-welfare", "kurashi-shien-navi"}),
        ("desks", "kurashi-shien-navi", "label_ja", {"kurashi-shien-navi"}),
    ],
)
def test_a_source_is_made_anew_for_each_thing_it_is_made_from(
    tables: Tables, shipped: dict[str, str], table: str, document: str, column: str, remade: str | set[str]
) -> None:
    now = keys(changed(tables, table, document, column))
    found = {name for name, key in now.items() if shipped[name] != key}
    assert found == (set(shipped) if remade == "all" else remade)


def test_texts_are_looked_at_again_beside_other_closed_bodies(tables: Tables) -> None:
    before = looked_at(tables, ClosedBodies(tables))
    other = changed(tables, "measures", "kamakura-gender", "label_ja")
    now = looked_at(other, ClosedBodies(other))
    assert {name for name in now if now[name] != before[name]} == {"kamakura-gender"}
    other = changed(tables, "bodies", "kamakura-gender", "label_ja")
    now = looked_at(other, ClosedBodies(other))
    assert all(now[name] != before[name] for name in now)


def test_a_telling_text_in_a_changed_document_is_refused_over_a_build(made: Home) -> None:
    rewrite(graph_of(made) / DOCUMENT / "measures.csv", {(2, "summary_ja"): "民間シェルター（中央1丁目2番3号）で保護"})
    with pytest.raises(TablesInvalid):
        build(made, graph=graph_of(made))


def node(name: str) -> NamedNode:
    return NamedNode(IRIS.expand(name) if ":" in name else IRIS.base + name)


def quad(graph: str, subject: str, said: str, value: str | Literal) -> Quad:
    return Quad(node(subject), node(said), value if isinstance(value, Literal) else node(value), node(f"graph/{graph}"))


def seen_from(path: Path, graph: str, quads: list[Quad]) -> tuple[list[Quad], list[Quad]]:
    """What a graph says and what surrounds it, where each graph of some quads is a part."""
    with Parts(path, IRIS) as parts:
        names = dict.fromkeys(quad.graph_name for quad in quads)
        for name in names:
            layer: Layer = "said"
            lines = lines_of(quad for quad in quads if quad.graph_name == name)
            parts.add(str(name).rsplit("/", 1)[1].strip(">"), layer, block_of(lines))
        own = [section for section in parts.sections if section.graph == graph]
        reader = LineReader()
        return reader.read(parts.lines(own[0])), reader.read(parts.surroundings(graph, own).lines)


SECRET = quad("a", "body/x", "tsg:disclosure", "disclosure/confidential")
APART: dict[str, list[Quad]] = {
    "the level stands elsewhere": [SECRET, quad("b", "body/x", "schema:telephone", Literal("03-0000-0000"))],
    "the kind is secret elsewhere": [
        quad("a", "body-type/k", "tsg:disclosure", "disclosure/confidential"),
        quad("c", "body/x", "tsg:bodyType", "body-type/k"), quad("b", "body/x", "schema:address", Literal("y")),
    ],
    "a contact of it": [SECRET, quad("b", "contact/y", "tsg:contactOf", "body/x")],
    "part of a part of a part of it": [
        SECRET, quad("a", "body/x", "rdf:type", "tsg:Body"),
        *(quad(graph, f"body/{part}", "tsg:partOf", f"body/{whole}")
          for graph, part, whole in (("c", "w", "x"), ("d", "v", "w"), ("e", "u", "v"))),
        *(quad("e", f"body/{part}", "rdf:type", "tsg:Body") for part in "uvw"),
        quad("b", "body/u", "schema:address", Literal("y")),
    ],
}  # fmt: skip


@pytest.mark.parametrize("how", APART)
def test_a_leak_over_several_graphs_is_seen_from_the_one_that_leaks(how: str, tmp_path: Path) -> None:
    own, around = seen_from(tmp_path / "parts", "b", APART[how])
    assert find_leaks([*own, *around], IRIS)
    assert not find_leaks(own, IRIS), "it takes several graphs"


def test_a_shape_broken_by_two_graphs_together_is_seen_from_each(tmp_path: Path) -> None:
    day = NamedNode("http://www.w3.org/2001/XMLSchema#date")
    said = {"a": ("tsg:validFrom", "2024-04-01"), "b": ("tsg:validUntil", "2020-03-31")}
    quads = [told for graph, (name, value) in said.items() for told in (
        quad(graph, "period/x", "rdf:type", "tsg:Period"), quad(graph, "period/x", name, Literal(value, datatype=day)),
    )]  # fmt: skip
    for graph in said:
        own, around = seen_from(tmp_path / graph, graph, quads)
        assert broken([*own, *around]) - broken(own)


def broken(quads: list[Quad]) -> set[tuple[str, str]]:
    return {(found.path, found.message_en) for found in validate(quads).violations}


def test_what_another_graph_describes_is_described(tmp_path: Path) -> None:
    quads = [quad("a", "body/x", "rdf:type", "tsg:Body"), quad("b", "body/y", "tsg:partOf", "body/x"),
             quad("b", "body/y", "rdf:type", "tsg:Body"), quad("b", "body/y", "tsg:partOf", "body/z")]  # fmt: skip
    own, around = seen_from(tmp_path / "parts", "b", quads)
    named = [found.iri for found in find_undescribed(own, IRIS, around)]
    assert IRIS.base + "body/z" in named
    assert IRIS.base + "body/x" not in named


def test_a_suspicion_is_settled_by_everything_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Assembly, "_is_suspect", lambda *_: True)
    nothing = Earlier(Home(tmp_path / "home"), "")
    with Parts(tmp_path / "parts", IRIS) as parts:
        assembly = Assembly(parts, IRIS, nothing, lambda _: None)
        plain = [Quad(NamedNode("https://example.jp/a"), node("rdfs:label"), Literal("a"), node("graph/a"))]
        section = parts.add("a", "said", block_of(lines_of(plain)))
        assert assembly._check("a", [section])
        parts.add("b", "said", block_of(lines_of([quad("b", "body/y", "tsg:partOf", "body/z")])))
        with pytest.raises(ReferenceUndescribed):
            assembly._check("a", [section])
