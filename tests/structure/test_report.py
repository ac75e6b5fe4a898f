"""What counts as a node, a linkage, an office; figures, errors and words of a structure."""

from __future__ import annotations

from math import sqrt

import pytest

from tests.showing import OPEN
from tsunagu.messages import LANGUAGES, Language
from tsunagu.network.model import Network
from tsunagu.network.records import Body, Concept, Linkage, Words
from tsunagu.queries.output import render
from tsunagu.structure.measures import density
from tsunagu.structure.report import Settings, measure, structure
from tsunagu.structure.scope import make_scope, offices
from tsunagu.structure.teller import StructureTeller
from tsunagu.structure.uncertainty import jackknife


def body(name: str, sort: str = "named", place: str = "place/1", part_of: str = "", kind: str = "") -> Body:
    return Body(name, sort, Words(name), kinds=(kind,) if kind else (), place=place, part_of=part_of,
                documents=("document/d",) if sort == "named" else ())  # fmt: skip


def link(name: str, start: str, end: str, layer: str = "stated", **more: str) -> Linkage:
    return Linkage(name, start, end, "liaise", layer, document="document/d" if layer != "inferred" else "", **more)  # type: ignore[arg-type]


NETWORK = Network(
    bodies={known.id: known for known in (
        body("city", kind="body-type/municipality"), body("desk", part_of="city"), body("room", part_of="desk"),
        body("shelter", place="place/2"), body("silent"), body("open", sort="unnamed", place=""),
        body("law-desk", sort="expected"), body("school", sort="kind", place=""), body("police", sort="kind", place=""),
    )},
    links=(
        link("l1", "desk", "room", about="m1"), link("l2", "room", "desk", about="m1"),
        link("l3", "desk", "shelter", about="m2"), link("l4", "desk", "school", about="m2"),
        link("l5", "desk", "open", about="m3"), link("l6", "desk", "desk", about="m3"),
        link("l7", "desk", "city", status="ended"), link("l8", "desk", "law-desk", "inferred", origin="l4"),
        link("l9", "school", "police", "statutory"),
    ),
    concepts={"place/1": Concept("place/1", Words("町", "Town"), "place"),
              "document/d": Concept("document/d", Words("計画", "Plan"), "document")},
)  # fmt: skip


def test_nodes_and_linkages_of_a_scope() -> None:
    scope = make_scope(NETWORK, ("stated",))
    assert scope.nodes == ("city", "desk", "room", "school", "shelter", "silent")
    assert [link.id for link in scope.links] == ["l1", "l2", "l3", "l4", "l6"]
    assert [link.id for link in scope.unnamed] == ["l5"]
    assert (scope.loops, len(scope.numbered.arcs)) == (1, 4)


def test_law_alone_has_no_named_bodies() -> None:
    assert make_scope(NETWORK, ("statutory",)).nodes == ("police", "school")


def test_place_and_document_narrow_a_scope() -> None:
    there = make_scope(NETWORK, ("stated",), place="place/2")
    assert (there.nodes, [link.id for link in there.links]) == (("desk", "shelter"), ["l3"])
    told = make_scope(NETWORK, ("stated", "inferred"), document="document/d")
    assert "law-desk" in told.nodes, "inferred from what the document states"
    assert make_scope(NETWORK, ("stated",), document="document/other").nodes == ()


def test_an_unnamed_partner_is_never_a_node() -> None:
    for layers in (("stated",), ("stated", "inferred", "statutory")):
        assert "open" not in make_scope(NETWORK, layers).nodes


def test_offices_follow_parts_to_the_local_government() -> None:
    found = offices(NETWORK, ("city", "desk", "room", "shelter", "law-desk", "school"))
    assert found == {"city": "city", "desk": "city", "room": "city", "shelter": ""}


def test_figures_by_hand() -> None:
    found = measure(make_scope(NETWORK, ("stated",)), "stated", Settings(samples=0))
    assert (found.nodes, found.linkages, found.arcs, found.unnamed, found.loops) == (6, 5, 4, 1, 1)
    assert found.figure("density").value == pytest.approx(4 / 30)
    assert found.figure("pair-density").value == pytest.approx(3 / 15)
    assert found.figure("linked-density").value == pytest.approx(3 / 6)
    assert found.figure("reciprocity").value == pytest.approx(2 / 4)
    assert found.figure("max-core").value == 1
    assert found.figure("largest-weak").value == pytest.approx(4 / 6)
    assert (found.weak, found.strong, found.isolates, found.only_unnamed) == (3, 5, ("city", "silent"), 0)
    assert (found.office.inside, found.office.across, found.office.elsewhere) == (2, 1, 1)
    assert found.central["given"][0][0] == "desk"
    assert found.central["given"][0][1] == pytest.approx(3 / 5)
    assert found.core.members[0] == "desk"


def test_isolates_with_unnamed_partners_are_told_apart() -> None:
    only = Network({**NETWORK.bodies}, (link("l", "silent", "open"),), concepts=NETWORK.concepts)
    found = measure(make_scope(only, ("stated",)), "stated", Settings(samples=0))
    assert (len(found.isolates), found.only_unnamed) == (5, 1)


def test_jackknife_leaves_out_printed_rows() -> None:
    """Rows m1 (two arcs), m2 (two arcs), m3 (a loop, no arc): 2, 2 and 4 arcs of 30 pairs are left."""
    values = [2 / 30, 2 / 30, 4 / 30]
    mean = sum(values) / 3
    wanted = sqrt(2 / 3 * sum((value - mean) ** 2 for value in values))
    assert jackknife(make_scope(NETWORK, ("stated",)), {"density": density}) == {"density": pytest.approx(wanted)}


def test_one_entry_per_layer_that_says_something() -> None:
    found = structure(NETWORK, settings=Settings(samples=3))
    assert [part.name for part in found] == ["statutory", "stated", "inferred", "walked"]
    assert [part.name for part in structure(NETWORK, layers=("stated",), settings=Settings(samples=0))] == ["chosen"]


def test_the_seed_decides() -> None:
    first, again, other = (structure(NETWORK, settings=Settings(samples=8, seed=seed)) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_and_tables(language: Language) -> None:
    found = structure(NETWORK, settings=Settings(samples=3))
    teller = StructureTeller(NETWORK, language)
    told = teller.told(OPEN.show(found), "X")
    assert "0.215" in told
    assert "{" not in told
    for table in (teller.figures(found), teller.bodies(found)):
        assert len(table.rows) > 10
        assert render(OPEN.show(table), "csv")
    assert {len(row) for row in teller.figures(found).rows} == {12}


def test_nothing_to_measure() -> None:
    empty = Network({}, ())
    found = structure(empty, settings=Settings(samples=2))
    assert [(part.name, part.nodes) for part in found] == [("walked", 0)]
    assert StructureTeller(empty, "ja").told(OPEN.show(found), "X")
