"""What follows from a closing: on a small country by hand and by trying, on the shipped one with the gap analyses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.closures.small_country import BODIES, NEEDS, some_place, some_places, steps
from tsunagu.closures.reach import Reach, newest_day, reach_of
from tsunagu.closures.walks import ClosureCase, PlaceReach, reached
from tsunagu.closures.what_if import from_desks, what_if
from tsunagu.network.model import NATION, Network
from tsunagu.network.records import Body, Concept, Duty, Linkage, Service, Words
from tsunagu.referral.rulebook import Rulebook
from tsunagu.referral.snapshot import View, snapshot_of

DAY = date(2026, 11, 1)


def body(name: str, kind: str = "", place: str = "place/1", sort: str = "named") -> Body:
    return Body(f"body/{name}", sort, Words(name), kinds=(kind,) if kind else (), place=place, status="existing")


def link(start: str, end: str) -> Linkage:
    return Linkage(f"linkage/{start}-{end}", f"body/{start}", f"body/{end}", "refer", "stated", "in_operation")


def service(name: str, need: str, function: str, *, entry: bool = False) -> Service:
    return Service(
        f"service/{name}-{need}", f"body/{name}", Words(need), frozenset({f"function/{function}"}),
        frozenset({f"need/{need}"}), entry=entry, status="in_operation",
    )  # fmt: skip


def need(name: str, *functions: str) -> Concept:
    return Concept(f"need/{name}", Words(name), "need", tuple(f"function/{function}" for function in functions))


OPEN = Service("service/open", "body/desk", Words("総合相談"), frozenset({"function/consult"}), entry=True,
               status="in_operation")  # fmt: skip

TOWN = Network(
    bodies={known.id: known for known in (
        body("desk"), body("far"), body("near", "body-type/centre"), body("other", "body-type/office"), body("spare"),
    )},
    links=(link("desk", "near"), link("desk", "far"), link("far", "other"), link("near", "spare")),
    services=(
        OPEN, service("desk", "talk", "consult", entry=True), service("near", "home", "housing"),
        service("other", "home", "housing"), service("near", "money", "loan"),
    ),
    duties=(
        Duty("type-function/1", "body-type/centre", "function/loan", "statutory", modality="endeavour"),
        Duty("type-function/2", "body-type/centre", "function/loan", "statutory", modality="must"),
        Duty("type-function/3", "body-type/centre", "function/housing", "statutory", modality="must"),
        Duty("type-function/4", "body-type/centre", "function/consult", "statutory", modality="may"),
    ),
    concepts={concept.id: concept for concept in (
        need("home", "housing"), need("money", "loan"), need("talk", "consult"), need("nobody", "none"),
        Concept("place/1", Words("町"), "place", place_kind="city"),
        Concept("document/d", Words("計画"), "document", authority="place/1"),
    )},
)  # fmt: skip


@pytest.fixture(scope="module")
def town() -> Reach:
    return reach_of(snapshot_of(TOWN, Rulebook(), View(DAY)))


def test_lost_farther_and_kept(town: Reach) -> None:
    found = what_if(town, ["body/near"])
    assert [(change.need, change.change, change.before, change.after) for change in found.changes] == [
        ("need/home", "farther", ("body/desk", "body/near"), ("body/desk", "body/far", "body/other")),
        ("need/money", "lost", ("body/desk", "body/near"), None),
    ]
    assert (found.kept, found.changes[0].more, found.changes[1].more) == (1, 1, 0)
    assert found.unreachable == ("body/spare",)
    assert [link.id for link in found.links] == ["linkage/desk-near", "linkage/near-spare"]
    assert [service.id for service in found.services] == ["service/near-home", "service/near-money"]


def test_a_pair(town: Reach) -> None:
    found = what_if(town, ["body/near", "body/other"])
    assert [(change.need, change.change) for change in found.changes] == [("need/home", "lost"), ("need/money", "lost")]
    assert found.closed == ("body/near", "body/other")


def test_duties_nobody_of_the_kind_has_any_more(town: Reach) -> None:
    found = what_if(town, ["body/near"]).duties
    assert [(lost.function, lost.duties[0].modality, lost.others) for lost in found] == [
        ("function/loan", "must", ()), ("function/housing", "must", ("body/other",)),
    ]  # fmt: skip
    assert what_if(town, ["body/other"]).duties == (), "a permission or no duty is none"


def test_desks_that_hand_on(town: Reach) -> None:
    found = {desk.need: (desk.lost, desk.farther) for desk in what_if(town, ["body/near"]).desks}
    assert found == {"need/home": ((), ("body/desk",)), "need/money": (("body/desk",), ())}


def test_closing_the_rim_changes_nothing(town: Reach) -> None:
    found = what_if(town, ["body/spare"])
    assert (found.changes, found.kept, found.unreachable, found.duties, found.desks) == ((), 3, (), (), ())


def test_another_of_the_kind_in_the_place_keeps_the_duty() -> None:
    twin = Network(
        bodies={**TOWN.bodies, "body/twin": body("twin", "body-type/centre")}, links=TOWN.links,
        services=TOWN.services, duties=TOWN.duties, concepts=TOWN.concepts,
    )  # fmt: skip
    assert what_if(reach_of(snapshot_of(twin, Rulebook(), View(DAY))), ["body/near"]).duties == ()
    elsewhere = Network(
        bodies={**TOWN.bodies, "body/twin": body("twin", "body-type/centre", place=NATION)}, links=TOWN.links,
        services=TOWN.services, duties=TOWN.duties, concepts=TOWN.concepts,
    )  # fmt: skip
    assert len(what_if(reach_of(snapshot_of(elsewhere, Rulebook(), View(DAY))), ["body/near"]).duties) == 2


@settings(max_examples=60)
@given(some_places(), st.sets(st.sampled_from(BODIES), min_size=1, max_size=3))
def test_changes_are_those_of_trying(places: list[PlaceReach], closed: set[str]) -> None:
    found = what_if(Reach(snapshot_of(Network({}, ()), Rulebook(), View(DAY)), tuple(places), NEEDS), closed)
    told = {(change.place, change.need): (len(change.before) - 1, change.after and len(change.after) - 1)
            for change in found.changes}  # fmt: skip
    untouched = 0
    for place in places:
        for need in NEEDS:
            before, after = (steps(place, ClosureCase(need, shut)) for shut in (frozenset[str](), frozenset(closed)))
            if before != after:
                assert told.pop((place.id, need)) == (before, after)
            elif before is not None:
                untouched += 1
    assert all(before == after for before, after in told.values()), "the rest is met elsewhere, as near"
    assert found.kept + len(told) == untouched


@settings(max_examples=60)
@given(some_place(), st.sets(st.sampled_from(BODIES), min_size=1, max_size=3))
def test_desks_are_those_of_trying(place: PlaceReach, closed: set[str]) -> None:
    found = {change.need: (change.lost, change.farther) for change in from_desks([place], NEEDS, closed)}
    for need in NEEDS:
        lost, farther = [], []
        for desk in sorted(reached([place]) - closed):
            here = replace(place, starts={desk: NEEDS})
            before, after = (steps(here, ClosureCase(need, shut)) for shut in (frozenset[str](), frozenset(closed)))
            if before is not None and after is None:
                lost.append(desk)
            elif before != after:
                farther.append(desk)
        assert found.get(need, ((), ())) == (tuple(lost), tuple(farther))


def test_the_newest_day_the_documents_know() -> None:
    assert newest_day(Network({}, ())) == date.today()
