"""What the graph names under its base it describes: on build, on export, with one clear message."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from tests.graph.test_home import seal_with
from tests.graph.test_table_reader import rewrite
from tests.showing import OPEN
from tsunagu.errors import ReferenceUndescribed
from tsunagu.exports.forms import export
from tsunagu.graph.build import build, load_tables
from tsunagu.graph.dataset import build_quads
from tsunagu.graph.described import find_undescribed
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.mapping import Mapper
from tsunagu.messages import LANGUAGES, text

CITATIONS = Path("kunitachi-gender") / "law_citations.csv"


def pointing(iris: Iris, target: str) -> Quad:
    start, cites = iris.path("citation", "d", "1"), iris.expand("tsg:cites")
    return Quad(NamedNode(start), NamedNode(cites), NamedNode(iris.base + target), NamedNode(iris.graph("japan")))


def test_shipped_graph_describes_all_it_names(quads: list[Quad], iris: Iris) -> None:
    assert find_undescribed(quads, iris) == []


def test_an_undescribed_subject_and_object_are_found_once(quads: list[Quad], iris: Iris) -> None:
    found = find_undescribed([*quads, pointing(iris, "law/"), pointing(iris, "law/")], iris)
    assert [thing.iri.removeprefix(iris.base) for thing in found] == ["citation/d/1", "law/"]
    assert found[1].property == iris.expand("tsg:cites")


def test_things_outside_the_base_are_not_ours_to_describe(iris: Iris) -> None:
    outside = NamedNode("https://example.org/x")
    assert find_undescribed([Quad(outside, NamedNode(iris.expand("rdfs:seeAlso")), outside)], iris) == []


def test_a_build_that_would_dangle_is_refused(
    graph_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Mapper, "is_described", lambda _self, _provision: True)
    rewrite(graph_copy / CITATIONS, {(2, "article"): "999"})
    with pytest.raises(ReferenceUndescribed) as caught:
        build(Home(tmp_path / "home"), graph=graph_copy)
    assert caught.value.data["count"] == 1
    assert str(caught.value.data["iri"]).endswith("/Article_999")
    assert not (tmp_path / "home" / "current").exists()


def test_an_export_that_would_dangle_is_refused(iris: Iris, tmp_path: Path, home: Home) -> None:
    spoilt = Home(tmp_path / "home")
    (spoilt.folder / "build-x").mkdir(parents=True)
    (spoilt.folder / "current").write_text("build-x\n", encoding="utf-8")
    raw = (home.current() / "dataset.nq").read_bytes() + f"{pointing(iris, 'law/')} .\n".encode()
    (spoilt.folder / "build-x" / "dataset.nq").write_bytes(raw)
    seal_with(spoilt.folder / "build-x", json.dumps({"dataset.nq": [len(raw), zlib.crc32(raw)]}).encode("ascii"))
    with pytest.raises(ReferenceUndescribed) as caught:
        export(spoilt, "nquads", tmp_path / "out.nq", iris, OPEN)
    assert not (tmp_path / "out.nq").exists()
    for language in LANGUAGES:
        assert "citation/d/1" in text(caught.value.key, language, **caught.value.data)


def test_texts_without_an_egov_id_go_by_their_own(quads: list[Quad], iris: Iris) -> None:
    basis = iris.expand("tsg:legalBasis")
    named = {
        quad.object.value for quad in quads if quad.predicate.value == basis and isinstance(quad.object, NamedNode)
    }
    assert {iris.law("notice_entrust_std"), iris.law("notice_resident_support")} <= named


def test_an_article_nobody_described_is_cited_by_its_statute_alone(graph_copy: Path, iris: Iris) -> None:
    rewrite(graph_copy / CITATIONS, {(2, "article"): "999"})
    quads = build_quads(load_tables(graph_copy), iris)
    assert find_undescribed(quads, iris) == []
    said = {
        quad.predicate.value
        for quad in quads
        if getattr(quad.subject, "value", "").endswith("/citation/kunitachi-gender/s9-c1")
    }
    assert iris.expand("tsg:cites") in said
    assert iris.expand("tsg:citesArticle") not in said
