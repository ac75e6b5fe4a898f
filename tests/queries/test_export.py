"""Exports hold the whole graph and can be read by others' tools."""

from __future__ import annotations

import io
import json
from pathlib import Path

import networkx as nx
import pytest
from openpyxl import load_workbook
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset

from tests.showing import OPEN
from tsunagu.graph.build import read_report
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.queries.export import export


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
    loaded = json.loads((folder / "jsonld").read_text(encoding="utf-8"))
    assert loaded["@context"]
    dataset = Dataset()
    dataset.parse(data=json.dumps(loaded), format="json-ld")
    assert abs(sum(1 for _ in dataset.quads()) - read_report(home).quads) == 0


def test_graphml_opens_in_networkx(folder: Path) -> None:
    graph = nx.read_graphml(io.BytesIO((folder / "graphml").read_bytes()), force_multigraph=True)
    assert graph.number_of_edges() > 900
    assert all(data["label_ja"] for _, data in graph.nodes(data=True))


def test_workbook_has_sheets_in_both_languages(folder: Path) -> None:
    book = load_workbook(io.BytesIO((folder / "xlsx").read_bytes()), read_only=True)
    assert book.sheetnames == ["連携 linkages", "機関 bodies", "施策 measures", "支援 services", "法令 statutes"]
    assert all((sheet.max_row or 0) > 50 for sheet in book.worksheets)
