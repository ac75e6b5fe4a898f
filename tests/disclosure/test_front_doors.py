"""The public front door of a closed body: what is shown instead of it, and what may not be one."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad

from tests.disclosure.smuggling import DESK, OPERATING, Fact, Inventor, as_tables, ground, law_rows
from tsunagu.disclosure.quads import find_leaks
from tsunagu.graph.closed_bodies import ClosedBodies, OpaqueIds
from tsunagu.graph.dataset import build_quads
from tsunagu.graph.iris import Iris
from tsunagu.graph.refusals import refusals
from tsunagu.graph.rows import Row, Tables
from tsunagu.ontology.shapes import validate

IRIS = Iris()
SHELTER = {"body_types": "bt_private_shelter", "disclosure": "confidential"}
Made = tuple[Inventor, Fact, Fact]


@pytest.fixture
def made() -> Made:
    """An inventor, the rows everything rests on, and a fact to give rows to."""
    inventor = Inventor(9)
    return inventor, ground(inventor), inventor.fact("front door")


@pytest.fixture(scope="module")
def japan(tables: Tables) -> list[Row]:
    """The law tables alone."""
    return law_rows(tables)


def told(tables: Tables) -> list[str]:
    return [problem.key for problem in refusals(tables) if problem.column == "front_door"]


def test_the_front_door_of_a_closed_body_and_of_its_services_is_shown(made: Made, japan: list[Row]) -> None:
    inventor, base, fact = made
    shelter = inventor.body(fact, front_door=DESK, **SHELTER)
    inventor.row(fact, "services", id="s1", row=inventor.measure(fact), provider=shelter)
    tables = as_tables(japan, base, [fact])
    assert told(tables) == []
    quads = build_quads(tables, IRIS)
    closed = NamedNode(IRIS.path("body", OpaqueIds(ClosedBodies(tables)).ids[shelter]))
    door = NamedNode(IRIS.path("body", DESK))
    said = {(quad.subject, quad.predicate.value): quad.object for quad in quads}
    assert said[closed, IRIS.expand("tsg:frontDoor")] == door
    desks = [quad.object for quad in quads if quad.predicate.value == IRIS.expand("tsg:contactDesk")]
    assert desks == [door]
    assert find_leaks(quads, IRIS) == []
    assert not [found for found in validate(quads).violations if "disclosure" in found.path or "Door" in found.path]


@pytest.mark.parametrize("cells", [SHELTER, {"label_ja": "見本シェルター"}, {"note": "民間シェルターを兼ねる"}])
def test_a_closed_body_is_no_front_door(made: Made, japan: list[Row], cells: dict[str, str]) -> None:
    inventor, base, fact = made
    other = inventor.body(fact, "-b", **cells)
    shelter = inventor.body(fact, front_door=other, **SHELTER)
    tables = as_tables(japan, base, [fact])
    assert told(tables) == ["problem-front-door-closed"]
    assert not doors(build_quads(tables, IRIS)), f"{shelter} shows it all the same"


def test_no_body_is_its_own_front_door(made: Made, japan: list[Row]) -> None:
    inventor, base, fact = made
    inventor.body(fact, id="132152-x", front_door="132152-x")
    assert told(as_tables(japan, base, [fact])) == ["problem-front-door-closed"]


@pytest.mark.parametrize("way", ["above", "two above", "change", *OPERATING])
def test_what_runs_or_holds_the_house_is_no_front_door(made: Made, japan: list[Row], way: str) -> None:
    inventor, base, fact = made
    building = inventor.office(fact, address="見本市役所")
    above = inventor.office(inventor.fact("between"), part_of=building) if way == "two above" else building
    shelter = inventor.body(fact, front_door=building, **SHELTER, **({"part_of": above} if "above" in way else {}))
    if way == "change":
        inventor.row(fact, "body_changes", id="c1", to=shelter, **{"from": building})
    elif way in OPERATING:
        inventor.row(
            fact, "linkages", id="l1", row=inventor.measure(fact), to=shelter, **{"from": building, "kind": way}
        )
    tables = as_tables(japan, base, inventor.facts)
    closed = way == "change"  # what became the house, or was it, is closed itself
    assert told(tables) == [f"problem-front-door-{'closed' if closed else 'tied'}"]
    assert not doors(build_quads(tables, IRIS))


def test_the_womens_support_center_is_the_front_door_even_of_its_own_house(made: Made, japan: list[Row]) -> None:
    inventor, base, fact = made
    center = inventor.office(fact, body_types="bt_wsc")
    inventor.body(fact, front_door=center, part_of=center, **SHELTER)
    tables = as_tables(japan, base, [fact])
    assert told(tables) == []
    assert doors(build_quads(tables, IRIS)) == {IRIS.path("body", center)}


def doors(quads: list[Quad]) -> set[str]:
    """IRIs of every front door that quads tell of."""
    shown = (IRIS.expand("tsg:frontDoor"), IRIS.expand("tsg:contactDesk"))
    return {quad.object.value for quad in quads if quad.predicate.value in shown and isinstance(quad.object, NamedNode)}


def test_the_guard_on_quads_knows_a_closed_front_door_and_a_desk_that_is_none(made: Made, japan: list[Row]) -> None:
    inventor, base, fact = made
    first, second = (inventor.body(fact, f"-{name}", **SHELTER) for name in "ab")
    inventor.row(fact, "services", id="s1", row=inventor.measure(fact), provider=first)
    tables = as_tables(japan, base, [fact])
    ids, quads = OpaqueIds(ClosedBodies(tables)).ids, build_quads(tables, IRIS)
    bodies = [NamedNode(IRIS.path("body", ids[name])) for name in (first, second)]
    graph = quads[0].graph_name
    door = Quad(bodies[0], NamedNode(IRIS.expand("tsg:frontDoor")), bodies[1], graph)
    service = next(quad.subject for quad in quads if quad.predicate.value == IRIS.expand("tsg:provider"))
    desk = Quad(service, NamedNode(IRIS.expand("tsg:contactDesk")), NamedNode(IRIS.path("body", DESK)), graph)
    assert find_leaks(quads, IRIS) == []
    for smuggled in (door, desk):
        assert find_leaks([*quads, smuggled], IRIS)
    assert any("frontDoor" in found.path for found in validate([*quads, door]).violations)
