"""What hangs on one body."""

from __future__ import annotations

from tests.gaps.samples import CITY, OTHER, body, link, material, network, service
from tsunagu.gaps.rows import GapRow
from tsunagu.gaps.single_points import single_points
from tsunagu.network.model import Network


def rows(held: Network, place: str = CITY) -> list[GapRow]:
    return list(single_points(material(held, chosen=(place,))))


def of_need(found: list[GapRow]) -> GapRow:
    return next(row for row in found if row.subjects[0] == "need/dv")


def opened(name: str) -> object:
    return service(f"body/{name}", ("function/heal",), needs=frozenset(), entry=True, id=f"service/open-{name}")


def test_one_route_and_what_is_lost() -> None:
    bodies = [body(name) for name in ("door", "middle", "one", "two")]
    links = [link("body/door", "body/middle"), link("body/middle", "body/one"), link("body/middle", "body/two")]
    held = network(bodies, links, [opened("door"), service("body/one"), service("body/two")])  # type: ignore[list-item]
    found = rows(held)
    need = of_need(found)
    assert need.figure("routes") == 1
    assert need.subjects == ("need/dv", "body/door", "body/middle")
    assert need.closes
    lost = {row.subjects[0]: row for row in found if row.figure("needs")}
    assert sorted(lost) == ["body/door", "body/middle"]
    assert lost["body/middle"].subjects[1:] == ("need/dv",)


def test_two_routes_have_no_single_point() -> None:
    bodies = [body(name) for name in ("door", "gate", "one", "two")]
    links = [link("body/door", "body/one"), link("body/gate", "body/two")]
    services = [opened("door"), opened("gate"), service("body/one"), service("body/two")]
    found = rows(network(bodies, links, services))  # type: ignore[arg-type]
    assert of_need(found).figure("routes") == 2
    assert not of_need(found).closes
    assert not [row for row in found if row.figure("needs")]


def test_more_than_three_are_not_counted() -> None:
    bodies = [body(f"b{number}") for number in range(5)]
    services = [service(body.id, entry=True, id=f"service/{body.id}") for body in bodies]
    assert of_need(rows(network(bodies, [], services))).figure("routes") == 3


def test_a_need_nobody_meets_is_not_here() -> None:
    assert rows(network([body("door")], [], [opened("door")])) == []  # type: ignore[list-item]


def test_articulation_bodies_and_bridges_with_what_they_cut_off() -> None:
    names = ("a1", "a2", "a3", "hub", "b1", "b2", "b3")
    triangles = [("a1", "a2"), ("a2", "a3"), ("a3", "a1"), ("b1", "b2"), ("b2", "b3"), ("b3", "b1")]
    joins = [("a1", "hub"), ("hub", "b1")]
    links = [link(f"body/{start}", f"body/{end}") for start, end in triangles + joins]
    held = network([body(name) for name in names], links, [opened("a1"), opened("hub")])  # type: ignore[list-item]
    found = rows(held)
    cut = {row.subjects: row.figure("cut-off") for row in found}
    assert cut == {
        ("body/a1",): 2, ("body/b1",): 2, ("body/hub",): 3, ("body/a1", "body/hub"): 3, ("body/b1", "body/hub"): 3,
    }  # fmt: skip
    bridge = next(row for row in found if row.subjects == ("body/a1", "body/hub"))
    assert bridge.evidence == (links[6].id,)
    assert rows(held, OTHER) == []


def test_bodies_at_the_rim_are_not_shown() -> None:
    links = [link("body/a", "body/b"), link("body/b", "body/c")]
    assert rows(network([body(name) for name in "abc"], links, [opened("a")])) == []  # type: ignore[list-item]


def test_a_bridge_out_of_the_places_that_serve_is_no_weak_point_of_them() -> None:
    pairs = [("a1", "a2"), ("a2", "a3"), ("a3", "a1"), ("b1", "b2"), ("b2", "b3"), ("b3", "b1"), ("a1", "b1")]
    links = [link(f"body/{start}", f"body/{end}") for start, end in pairs]

    def bridges(place: str) -> list[tuple[str, ...]]:
        bodies = [body(f"{side}{at}", CITY if side == "a" else place) for side in "ab" for at in (1, 2, 3)]
        found = rows(network(bodies, links, [opened("a1"), opened("a2")]))  # type: ignore[list-item]
        return [row.subjects for row in found if row.figure("cut-off") and len(row.subjects) == 2]

    assert bridges(CITY) == [("body/a1", "body/b1")]
    assert bridges(OTHER) == []
