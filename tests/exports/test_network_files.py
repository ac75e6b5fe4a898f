"""GEXF and the pair of CSV files say what GraphML says, in the way Gephi reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from tests.showing import OPEN
from tsunagu.disclosure.shown import Shown
from tsunagu.exports.drawn import network_of
from tsunagu.exports.forms import render_export
from tsunagu.exports.gephi import edges_csv, nodes_csv
from tsunagu.exports.gexf import gexf
from tsunagu.graph.about import read_release
from tsunagu.graph.iris import Iris

IRIS = Iris()
GEXF = "{http://gexf.net/1.3}"


@pytest.fixture(scope="module")
def network(fewer: Shown[Sequence[Quad]]) -> Any:
    return network_of(fewer.value, IRIS)


@pytest.fixture(scope="module")
def tables(network: Any) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The rows of both CSV files; before `written`, which adds to the network."""
    nodes, edges = nodes_csv(network), edges_csv(network)
    return list(csv.DictReader(io.StringIO(nodes.decode()))), list(csv.DictReader(io.StringIO(edges.decode())))


@pytest.fixture(scope="module")
def written(network: Any, tables: object) -> bytes:
    return gexf(network)


def test_networkx_reads_the_same_network_back(network: Any, written: bytes) -> None:
    read = nx.read_gexf(io.BytesIO(written))
    assert isinstance(read, nx.MultiDiGraph)
    assert set(read.nodes) == set(network.nodes)
    assert sorted((start, end, told["id"]) for start, end, told in read.edges(data=True)) == sorted(
        network.edges(keys=True)
    )
    for name, told in read.nodes(data=True):
        assert told["label"] == network.nodes[name]["label"]
        assert told.get("year") == network.nodes[name].get("year")
    for start, end, told in read.edges(data=True):
        meant = network.edges[start, end, told["id"]]
        assert [told.get(part) for part in ("label", "kind", "layer", "stands_in", "year")] == [
            meant.get(part) for part in ("label", "kind", "layer", "stands_in", "year")
        ]


def test_gexf_is_as_its_schema_has_it(written: bytes) -> None:
    """Namespace, day, labels and the timeline; no attribute the schema of 1.3 lacks."""
    root = ElementTree.fromstring(written)  # noqa: S314
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert set(graph.keys()) <= {
        "timeformat",
        "mode",
        "defaultedgetype",
        "idtype",
        "start",
        "end",
        "timerepresentation",
    }
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    meta = root.find(f"{GEXF}meta")
    assert meta is not None
    assert meta.get("lastmodifieddate") == read_release().issued
    edges = list(root.iter(f"{GEXF}edge"))
    assert all(edge.get("label") for edge in (*edges, *root.iter(f"{GEXF}node")))
    assert {edge.get("start") for edge in edges} >= {"2024-04-01", "2026-04-01"}
    assert len({edge.get("id") for edge in edges}) == len(edges)


def test_the_csv_pair_holds_every_node_and_edge_once(network: Any, tables: Any) -> None:
    nodes, edges = tables
    assert [row["Id"] for row in nodes] == list(network.nodes)
    assert [(row["Source"], row["Target"], row["Id"]) for row in edges] == list(network.edges(keys=True))
    assert {row["Type"] for row in edges} == {"Directed"}
    assert all(row["Label"] and row["layer"] and row["kind"] for row in edges)
    assert all(row["stands_in"] for row in edges if row["layer"] in ("stated", "planned", "reported", "opinion"))
    assert all(row["label_en"] for row in nodes)


def test_no_mark_stands_before_the_first_heading(fewer: Shown[Sequence[Quad]]) -> None:
    """Gephi up to 0.9.2 would not find the column Id behind a byte order mark."""
    few = OPEN.quads([quad for quad in fewer.value if "kunitachi" in str(quad)])
    made = render_export(few, "gephi", IRIS)
    assert [data.split(b",")[0] for data in made.values()] == [b"Id", b"Source"]


def test_no_cell_is_a_formula() -> None:
    graph = NamedNode(IRIS.graph("mihon"))
    body = NamedNode(IRIS.path("body", "x"))
    said: list[tuple[str, NamedNode | Literal]] = [(IRIS.expand("rdf:type"), NamedNode(IRIS.expand("tsg:Body"))),
            (IRIS.expand("rdfs:label"), Literal('=HYPERLINK("http://x")', language="ja"))]  # fmt: skip
    found = nodes_csv(network_of([Quad(body, NamedNode(name), value, graph) for name, value in said], IRIS))
    assert "\r\nhttps://w3id.org/tsunagu/body/x,\"'=HYPERLINK" in found.decode()
