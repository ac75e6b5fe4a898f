"""Thousands of invented facts about secret places, through every column: none may come out."""

from __future__ import annotations

from collections import defaultdict

import pytest
from pyoxigraph import NamedNode, Quad

from tests.disclosure.smuggled_facts import COLUMNS, invented, speak
from tests.disclosure.smuggling import (
    DESK,
    PLACE,
    Fact,
    Inventor,
    as_tables,
    corpus,
    ground,
    law_rows,
    leaked,
    shown_words,
)
from tsunagu.disclosure.quads import find_leaks
from tsunagu.graph.closed_bodies import ClosedBodies, OpaqueIds
from tsunagu.graph.dataset import build_quads, to_nquads
from tsunagu.graph.iris import Iris
from tsunagu.graph.refusals import refusals
from tsunagu.graph.rows import Row, Tables

COUNT, SEED = 6000, 20261125
IRIS = Iris()


@pytest.fixture(scope="session")
def japan(tables: Tables) -> list[Row]:
    """The law tables alone."""
    return law_rows(tables)


class Smuggled:
    """What became of the invented facts: refused at the door, or taken and mapped."""

    def __init__(self, japan: list[Row]) -> None:
        inventor, base = invented(COUNT, SEED)
        self.facts = inventor.facts
        told = {(problem.file, problem.line) for problem in refusals(as_tables([*japan], base, self.facts))}
        self.taken = [fact for fact in self.facts if not any((row.file, row.line) in told for row in fact.rows)]
        self.tables = as_tables(japan, base, self.taken)
        self.quads = build_quads(self.tables, IRIS)


@pytest.fixture(scope="session")
def smuggled(japan: list[Row]) -> Smuggled:
    """The facts, once through the door."""
    return Smuggled(japan)


def _words(facts: list[Fact]) -> str:
    return "\n".join(line for fact in facts[:12] for line in shown_words(fact))


def test_thousands_of_facts_are_invented_and_some_pass_the_door(smuggled: Smuggled) -> None:
    assert len(smuggled.facts) >= 5000
    assert 500 < len(smuggled.taken) < len(smuggled.facts) - 1000
    closed = ClosedBodies(smuggled.tables).reasons
    assert not {DESK, f"{PLACE}-kunitachi-shi"} & set(closed), "what they rest on stays open, or nothing would be shown"


def test_no_word_of_a_secret_place_is_mapped(smuggled: Smuggled) -> None:
    text = to_nquads(smuggled.quads).decode()
    found = leaked(text, smuggled.facts)
    assert not found, f"{len(found)} of {len(smuggled.facts)} leaked:\n{_words(found)}"


def test_nothing_leads_from_a_public_building_to_a_secret_place(smuggled: Smuggled) -> None:
    opaque = OpaqueIds(ClosedBodies(smuggled.tables))
    tied = _ties(smuggled.quads)
    for fact in smuggled.taken:
        for building, shelter in fact.apart:
            near = tied[IRIS.path("body", building)]
            assert IRIS.path("body", opaque.ids.get(shelter, shelter)) not in near, fact.told


def _ties(quads: list[Quad]) -> dict[str, set[str]]:
    """What is joined to what by a part, a change, an operating linkage, a shared responsibility or a front door."""
    steps = {
        IRIS.expand(f"tsg:{name}")
        for name in (
            "partOf",
            "changedFrom",
            "changedTo",
            "responsibleBody",
            "provider",
            "frontDoor",
            "contactDesk",
            "participant",
            "ofService",
            "contactOf",
        )
    }
    kinds = {IRIS.concept("linkage-kind", kind) for kind in ("entrust", "co_run", "dispatch", "supervise", "support")}
    operating = {quad.subject for quad in quads if isinstance(quad.object, NamedNode) and quad.object.value in kinds}
    ends = {IRIS.expand("tsg:from"), IRIS.expand("tsg:to")}
    joined: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        walked = quad.predicate.value in steps or (quad.predicate.value in ends and quad.subject in operating)
        if walked and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            joined[quad.subject.value].add(quad.object.value)
            joined[quad.object.value].add(quad.subject.value)
    return defaultdict(set, {start: _reach(joined, start, 3) for start in list(joined)})


def _reach(joined: dict[str, set[str]], start: str, steps: int) -> set[str]:
    found, edge = {start}, {start}
    for _ in range(steps):
        edge = {other for node in edge for other in joined.get(node, ()) if not other.endswith("-sodan-ka")} - found
        found |= edge
    return found


def test_the_guard_on_quads_agrees(smuggled: Smuggled) -> None:
    assert find_leaks(smuggled.quads, IRIS) == []


@pytest.mark.parametrize("seed", [1])
def test_plain_words_and_public_desks_are_no_false_alarm(japan: list[Row], seed: int) -> None:
    """Every decoy in every column of its own fact: nothing is refused, nothing is closed."""
    inventor = Inventor(seed)
    base = ground(inventor)
    for text in corpus()["decoys"]["cells"]:
        for table, column in COLUMNS:
            if table not in ("document", "bodies", "disclosure_decisions") and column != "anchors":
                fact = inventor.fact(f"decoy {table}.{column}: {text}")
                speak(inventor, fact, table, {column: text})
    for body in corpus()["decoys"]["bodies"]:
        fact = inventor.fact(f"decoy {body['label_ja']}")
        inventor.body(fact, kind="unit", printed=body["label_ja"], label_kana="みほん", **body)
    given = as_tables(japan, base, inventor.facts)
    told = {(problem.file, problem.line): problem for problem in refusals(given)}
    rows = [(fact, told.get((row.file, row.line))) for fact in inventor.facts for row in fact.rows]
    alarms = [(fact.told, problem.key) for fact, problem in rows if problem]
    assert alarms == []
    assert ClosedBodies(given).reasons == {}


def test_a_reviewed_row_opens_a_body_that_only_may_be_closed(japan: list[Row]) -> None:
    inventor = Inventor(3)
    base = ground(inventor)
    fact = inventor.fact("reviewed")
    body = inventor.body(fact, label_ja="見本市防犯シェルター相談所", label_kana="みほん", address="見本市役所1階")
    assert [problem.key for problem in refusals(as_tables(japan, base, [fact]))] == ["problem-closed-column-name"]
    inventor.row(fact, "disclosure_decisions", body=body)
    opened = as_tables(japan, base, [fact])
    assert list(refusals(opened)) == []
    quads = build_quads(opened, IRIS)
    assert "見本市役所1階" in to_nquads(quads).decode()
    assert find_leaks(quads, IRIS) == []


@pytest.mark.parametrize("cells", [{"disclosure": "confidential"}, {"body_types": "bt_private_shelter"}])
def test_no_decision_opens_what_is_secret_for_certain(japan: list[Row], cells: dict[str, str]) -> None:
    inventor = Inventor(4)
    base = ground(inventor)
    fact = inventor.fact("certain")
    body = inventor.body(fact, **cells)
    inventor.row(fact, "disclosure_decisions", body=body)
    assert body in ClosedBodies(as_tables(japan, base, [fact])).reasons


def test_an_opaque_id_stays_when_other_documents_come(japan: list[Row]) -> None:
    inventor = Inventor(5)
    base = ground(inventor)
    fact, later = inventor.fact("first"), inventor.fact("later")
    body = inventor.body(fact, body_types="bt_step_house")
    inventor.row(later, "document", document="another", id="another")
    inventor.row(
        later, "bodies", document="another", id="110001-x", label_ja="別シェルター", label_en="X", label_kana="べつ"
    )
    alone = OpaqueIds(ClosedBodies(as_tables(japan, base, [fact]))).ids[body]
    assert OpaqueIds(ClosedBodies(as_tables(japan, base, [fact, later]))).ids[body] == alone
    assert fact.latin not in alone


def test_every_refusal_is_one_clear_line_in_both_languages(japan: list[Row]) -> None:
    inventor, base = invented(300, 11)
    for problem in refusals(as_tables(japan, base, inventor.facts)):
        for language in ("ja", "en"):
            line = problem.message(language)
            assert line.startswith(f"{problem.file}:{problem.line}: {problem.column}")
            assert "\n" not in line.removeprefix(problem.file)
