"""The dataset says what it is, and what it says of itself can be checked against the file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pyshacl
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph, URIRef

from tests.conftest import ROOT
from tsunagu import __version__
from tsunagu.graph.about import DATASET, Figures, about_quads, read_release
from tsunagu.graph.build import read_report
from tsunagu.graph.dataset import to_nquads
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.yaml_text import read_yaml

IRIS = Iris()
MARK = f" <{IRIS.graph('about')}> .".encode()


def said(engine: OxigraphEngine, name: str) -> list[str]:
    """The values of a property of the dataset."""
    asked = f"SELECT ?value {{ <{IRIS.base}{DATASET}> <{IRIS.expand(name)}> ?value }} ORDER BY ?value"
    return [row[0] for row in engine.select(asked).rows]


def test_the_revision_is_the_hash_of_all_other_lines(home: Home, engine: OxigraphEngine) -> None:
    lines = (home.current() / "dataset.nq").read_bytes().splitlines(keepends=True)
    others = b"".join(line for line in lines if not line.rstrip().endswith(MARK))
    found = hashlib.sha256(others).hexdigest()
    assert [found] == said(engine, "tsg:revision")
    assert found == read_report(home).revision
    assert said(engine, "void:triples") == [str(others.count(b"\n"))]


def test_it_says_version_licence_and_day(engine: OxigraphEngine) -> None:
    release = read_release()
    assert said(engine, "dcat:version") == [__version__]
    assert said(engine, "dcterms:license") == [release.license]
    assert said(engine, "dcterms:issued") == [release.issued]
    assert len(said(engine, "dcterms:title")) == 2


def test_each_named_graph_is_told_with_its_count(engine: OxigraphEngine) -> None:
    about = IRIS.graph("about")
    held = engine.select(
        f"SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{about}>) }} GROUP BY ?g ORDER BY ?g"
    )
    told = engine.select(
        f"SELECT ?g ?n {{ GRAPH <{about}> {{ <{IRIS.base}{DATASET}> <{IRIS.expand('void:subset')}> ?g ."
        f" ?g <{IRIS.expand('void:triples')}> ?n ; <{IRIS.expand('tsg:revision')}> ?hash }} }} ORDER BY ?g"
    )
    assert held.rows == told.rows
    assert len(told.rows) > 7


def test_every_plan_names_its_publisher_and_its_period_if_it_has_one(engine: OxigraphEngine) -> None:
    rows = engine.select(
        f"""PREFIX dcterms: <{IRIS.expand("dcterms:")}> PREFIX tsg: <{IRIS.expand("tsg:")}>
        PREFIX dcat: <{IRIS.expand("dcat:")}>
        SELECT ?document ?publisher ?from ?start {{ ?document a tsg:SourceDocument ; dcterms:publisher ?publisher .
          OPTIONAL {{ ?document tsg:validFrom ?from }}
          OPTIONAL {{ ?document dcterms:temporal/dcat:startDate ?start }} }}"""
    ).rows
    assert len(rows) == 5
    assert [row[2] for row in rows] == [row[3] for row in rows]
    assert sum(bool(row[3]) for row in rows) == 3


def test_one_more_statement_changes_what_is_told_of_its_graph_alone() -> None:
    def counted(names: str) -> list[object]:
        quads = [Quad(NamedNode(IRIS.base + "x"), NamedNode(IRIS.expand("rdfs:label")), Literal(name),
                      NamedNode(IRIS.graph(name[0]))) for name in names.split()]  # fmt: skip
        return list(Figures((to_nquads([quad]) for quad in quads), IRIS).graphs.values())

    before, after = counted("a b"), counted("a b b2")
    assert before[0] == after[0]
    assert before[1] != after[1]
    quads = [Quad(NamedNode(IRIS.base + "x"), NamedNode(IRIS.expand("rdf:type")), NamedNode(IRIS.expand("tsg:Body")),
                  NamedNode(IRIS.graph("d")))]  # fmt: skip
    blocks = [to_nquads(quads)]
    assert about_quads(Figures(blocks, IRIS), IRIS) == about_quads(Figures(blocks, IRIS), IRIS)


def test_every_place_leads_to_its_standard_area_code(engine: OxigraphEngine) -> None:
    rows = engine.select(
        f"SELECT ?code ?area {{ ?place <{IRIS.expand('tsg:localGovernmentCode')}> ?code ."
        f" ?place <{IRIS.expand('tsg:standardAreaCode')}> ?area }}"
    ).rows
    assert len(rows) == 47 + 1741 + 171
    assert all(area == f"http://data.e-stat.go.jp/lod/sac/C{code[:5]}" for code, area in rows)


def test_files_for_citing_and_depositing_agree() -> None:
    cited = read_yaml((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    deposited = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    told = json.loads((ROOT / "datacite.json").read_text(encoding="utf-8"))
    assert {str(cited["version"]), deposited["version"], told["version"]} == {__version__}
    assert str(cited["date-released"]) == deposited["publication_date"] == told["dates"][0]["date"]
    assert cited["title"] == deposited["title"] == told["titles"][0]["title"]


def test_its_creator_is_an_agent_with_a_name(engine: OxigraphEngine) -> None:
    assert said(engine, "dcterms:creator") == said(engine, "dcterms:publisher")
    (agent,) = said(engine, "dcterms:creator")
    kind, name = IRIS.expand("foaf:Agent"), IRIS.expand("foaf:name")
    asked = engine.select(f"SELECT DISTINCT ?name {{ <{agent}> a <{kind}> ; <{name}> ?name }}")
    assert list(asked.rows) == [(read_release().creator,)]


def test_it_conforms_to_dcat_ap(quads: list[Quad], published: Callable[[str], Path]) -> None:
    shapes = Graph().parse(published("dcat-ap-3.0.1-shacl.ttl"), format="turtle")
    about = [quad for quad in quads if quad.graph_name == NamedNode(IRIS.graph("about"))]
    told = Graph().parse(data=to_nquads(Quad(*quad.triple) for quad in about), format="nt")
    assert len(told) == len(about) > 300
    conforms, _, report = pyshacl.validate(told, shacl_graph=shapes, inference="none")
    assert conforms, report
    told.remove((URIRef(IRIS.base + DATASET), URIRef(IRIS.expand("dcterms:title")), None))
    assert not pyshacl.validate(told, shacl_graph=shapes, inference="none")[0]
