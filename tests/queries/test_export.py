"""Exports hold the whole graph and can be read by others' tools."""

from __future__ import annotations

import io
import json
from pathlib import Path

import networkx as nx
import pytest
from openpyxl import load_workbook
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset

from tests.showing import OPEN
from tsunagu.graph.build import read_report
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.queries.export import export, render_export


@pytest.fixture(scope="module")
def folder(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exports")
    for form in ("trig", "nquads", "jsonld", "graphml", "xlsx"):
        export(home, form, made / form, Iris(), OPEN)
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
    dataset.parse(data=render_export(OPEN.quads(of_one), "jsonld", Iris()).decode(), format="json-ld")
    assert len(of_one) > 1_000
    assert sum(1 for _ in dataset.quads()) == len(of_one)


def test_graphml_opens_in_networkx(folder: Path) -> None:
    graph = nx.read_graphml(io.BytesIO((folder / "graphml").read_bytes()), force_multigraph=True)
    assert graph.number_of_edges() > 900
    assert all(data["label_ja"] for _, data in graph.nodes(data=True))


def test_workbook_has_sheets_in_both_languages(folder: Path) -> None:
    book = load_workbook(io.BytesIO((folder / "xlsx").read_bytes()), read_only=True)
    assert book.sheetnames == ["連携 linkages", "機関 bodies", "施策 measures", "支援 services", "法令 statutes"]
    assert all((sheet.max_row or 0) > 50 for sheet in book.worksheets)
