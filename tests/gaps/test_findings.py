"""Findings in the graph say what the analyses find, and nothing else."""

from __future__ import annotations

from datetime import date

from pyoxigraph import NamedNode

from tsunagu.gaps.findings import GRAPH, concluded, finding_quads
from tsunagu.gaps.rows import GapRow
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.network.records import Words
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.workspace import Workspace

IRIS = Iris()
DAY = date(2026, 4, 1)
PREFIX = f"PREFIX tsg: <{IRIS.expand('tsg:')}> "


def test_the_graph_holds_every_row_of_the_checklist_with_its_state(home: Home, engine: OxigraphEngine) -> None:
    rows = Workspace(home.folder).gaps("duties").value
    stored = engine.select(
        PREFIX + "SELECT ?place ?duty ?state { ?f a tsg:Finding ; tsg:checkedFor ?place ; tsg:checks ?duty ;"
        " tsg:finding ?state }"
    ).rows
    wanted = {tuple(IRIS.base + name for name in (row.place, row.subjects[0], f"finding/{row.state}")) for row in rows}
    assert set(stored) == wanted
    assert len(stored) == len(rows) > 150


def test_a_finding_names_the_facts_of_its_row_and_one_of_nothing_its_documents(
    home: Home, engine: OxigraphEngine
) -> None:
    def pairs(name: str) -> set[tuple[str, ...]]:
        asked = f"{PREFIX} SELECT ?place ?duty ?value {{ ?f tsg:checkedFor ?place ; tsg:checks ?duty ; {name} ?value }}"
        return {tuple(cell.removeprefix(IRIS.base) for cell in row) for row in engine.select(asked).rows}

    rows = Workspace(home.folder).gaps("duties").value
    facts = {(row.place, row.subjects[0], fact) for row in rows for fact in row.evidence if not fact.startswith("law/")}
    assert pairs("tsg:foundIn") == facts
    missing = {(row.place, row.subjects[0]) for row in rows if row.state == "not_found"}
    assert len(missing) > 20
    assert missing <= {row[:2] for row in pairs("tsg:checkedIn")}
    assert not missing & {row[:2] for row in facts}


def row(*subjects: str, state: str = "not_found") -> GapRow:
    """A row about some subjects in Kunitachi."""
    return GapRow("unnamed", "place/132152", subjects, Words("件", "case"), state, Words("詳細", "detail"))  # type: ignore[arg-type]


def test_two_rows_about_the_same_are_two_findings() -> None:
    quads = finding_quads([row("need/dv"), row("need/dv", state="found"), row()], DAY, IRIS)
    names = {quad.subject.value for quad in quads}  # type: ignore[union-attr]
    assert len(names) == 3
    assert all(quad.graph_name == NamedNode(IRIS.graph(GRAPH)) for quad in quads)


def test_facts_of_law_are_its_basis_and_not_where_it_was_found() -> None:
    made = GapRow("duties", "place/132152", ("checklist/ck_01",), Words("", ""), "found", Words("", ""), (),
                  ("law/X/Article_1", "citation/d/1"))  # fmt: skip
    said = {(quad.predicate.value.rpartition("#")[2], quad.object.value) for quad in finding_quads([made], DAY, IRIS)}  # type: ignore[union-attr]
    assert ("legalBasis", IRIS.base + "law/X/Article_1") in said
    assert ("foundIn", IRIS.base + "citation/d/1") in said
    assert ("foundIn", IRIS.base + "law/X/Article_1") not in said


def test_without_a_dated_document_nothing_is_concluded() -> None:
    """The day would be that of the clock, and the same tables would give other bytes tomorrow."""
    sample = Workspace.sample()
    assert isinstance(sample.engine, OxigraphEngine)
    assert concluded(sample.engine.store, IRIS) == []
