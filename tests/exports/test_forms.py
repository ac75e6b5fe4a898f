"""Exports hold the whole graph and can be read by others' tools."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from openpyxl import load_workbook
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset

from tests.conftest import ROOT
from tests.showing import OPEN
from tsunagu.cli.main import run
from tsunagu.exports.forms import EXPORT_FORMATS, ExportFormat, render_export
from tsunagu.graph.build import read_report
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.queries.answers import Answer

Asked = Callable[[str], Answer]


@pytest.fixture(scope="module")
def folder(quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forms that hold the whole graph, network or tables, each in a file of its name."""
    made, shown = tmp_path_factory.mktemp("exports"), OPEN.quads(quads)
    forms: tuple[ExportFormat, ...] = ("trig", "nquads", "jsonld", "graphml", "xlsx")
    for form in forms:
        (data,) = render_export(shown, form, Iris()).values()
        (made / form).write_bytes(data)
    return made


def test_trig_and_nquads_hold_every_quad(home: Home, folder: Path) -> None:
    wanted = read_report(home).quads
    assert sum(1 for _ in parse((folder / "trig").read_bytes(), format=RdfFormat.TRIG)) == wanted
    assert sum(1 for _ in parse((folder / "nquads").read_bytes(), format=RdfFormat.N_QUADS)) == wanted


def test_jsonld_holds_every_quad_and_a_context(home: Home, folder: Path) -> None:
    written = (folder / "jsonld").read_bytes()
    assert json.loads(written)["@context"]
    assert sum(1 for _ in parse(written, format=RdfFormat.JSON_LD)) == read_report(home).quads


@pytest.mark.parametrize("name", ["kunitachi-gender", "inferred"])
def test_another_reader_finds_the_same_in_jsonld(name: str, quads: list[Quad]) -> None:
    """rdflib, which takes long over the whole graph."""
    of_one = [quad for quad in quads if quad.graph_name == NamedNode(Iris().graph(name))]
    dataset = Dataset()
    dataset.parse(data=render_export(OPEN.quads(of_one), "jsonld", Iris())[".jsonld"].decode(), format="json-ld")
    assert len(of_one) > 1_000
    assert sum(1 for _ in dataset.quads()) == len(of_one)


@pytest.fixture(scope="module")
def drawn(folder: Path) -> Any:
    """The network as networkx reads it back."""
    return nx.read_graphml(io.BytesIO((folder / "graphml").read_bytes()), force_multigraph=True)


def test_graphml_holds_every_body_and_every_linkage(asked: Asked, drawn: Any) -> None:
    graph = "PREFIX tsg: <https://w3id.org/tsunagu/ns#> SELECT DISTINCT"
    bodies = {body for (body,) in asked(f"{graph} ?body {{ ?body a tsg:Body }}").rows}
    assert bodies == {node for node, told in drawn.nodes(data=True) if told["sort"] == "named"}
    links = asked(f"{graph} ?link ?from ?to {{ ?link tsg:linkageKind ?kind ; tsg:from ?from ; tsg:to ?to }}").rows
    assert {(start, end, link) for link, start, end in links} == set(drawn.edges(keys=True))


def test_graphml_tells_every_node_apart_by_its_label(drawn: Any) -> None:
    for language in ("label", "label_ja", "label_en"):
        labels = [told[language] for _, told in drawn.nodes(data=True)]
        assert len(labels) == len(set(labels))
    open_partners = [told for _, told in drawn.nodes(data=True) if told["name_ja"] == "関係機関"]
    assert len(open_partners) > 50
    for told in open_partners:
        assert told["sort"] == "unnamed"
        assert told["document"] in told["label"]
        assert told["row"] in told["label"]
        assert "の相手" in told["label"] or "への起点" in told["label"]


def test_graphml_tells_kinds_layers_sources_and_years(drawn: Any) -> None:
    edges = [told for *_, told in drawn.edges(data=True)]
    assert all(told["label"] and told["kind"] and told["layer"] for told in edges)
    assert {told["layer"] for told in edges} == {"statutory", "stated", "reported", "planned", "opinion", "inferred"}
    stated = [told for told in edges if told["layer"] not in ("statutory", "inferred")]
    assert all(told["document"] and told["row"] for told in stated)
    assert all(told["basis"] for told in edges if told["layer"] == "statutory")
    assert all(told["rule"] for told in edges if told["layer"] == "inferred")
    assert any(told.get("published") for told in stated)
    assert any(told.get("begins") for told in stated)
    assert not {"0001-01-01", "9999-12-31"} & {told.get(end) for told in edges for end in ("begins", "ends")}
    center = drawn.nodes["https://w3id.org/tsunagu/body/110001-saitama-ken-fujin-sodan-senta"]
    assert (center["kind"], center["status"], center["ends"]) == ("女性相談支援センター", "former", "2024-03-31")


def test_graphml_names_label_as_gephi_looks_for_it(folder: Path) -> None:
    """By the names of the standard, without networkx: keys `label` for nodes and for edges, one of them at each."""
    name = "{http://graphml.graphdrawing.org/xmlns}"
    root = ElementTree.parse(folder / "graphml").getroot()  # noqa: S314
    keys = {key.get("id"): (key.get("for"), key.get("attr.name")) for key in root.iter(f"{name}key")}
    for part in ("node", "edge"):
        found = [[keys[data.get("key")] for data in thing.iter(f"{name}data")] for thing in root.iter(f"{name}{part}")]
        assert found
        assert all(told.count((part, "label")) == 1 for told in found)


def test_workbook_has_sheets_in_both_languages(folder: Path) -> None:
    book = load_workbook(io.BytesIO((folder / "xlsx").read_bytes()), read_only=True)
    assert book.sheetnames == ["連携 linkages", "機関 bodies", "施策 measures", "支援 services", "法令 statutes"]
    assert all((sheet.max_row or 0) > 50 for sheet in book.worksheets)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_help_tells_what_each_form_is_for(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", language, "export", "--help"]) == 0
    told = capsys.readouterr().out
    assert [form for form in EXPORT_FORMATS if f" {form} " not in told] == []
    assert "docs/formats.md" in told


def test_every_form_stands_in_the_tables_of_the_documentation() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert [form for form in EXPORT_FORMATS if sum(f"`{form}`" in row for row in rows) < 2] == []
