"""Where ways end over a small country, what is compared over it, and which places the rule cannot tell apart."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from tests.gaps.samples import CITY, DAY, NEED, OTHER, PREFECTURE, body, document, network, service
from tests.routes.samples import body as plain_body
from tsunagu.gaps.country import alike, counted, ends_of, municipalities, over_the_country
from tsunagu.gaps.country_file import SHAPE, dump, load
from tsunagu.gaps.country_measures import Figure, figures, together
from tsunagu.gaps.desks import desks_by_need, named_desks, reached
from tsunagu.graph.build import BuildReport
from tsunagu.network.model import Network
from tsunagu.network.records import Body, Concept, Contact, Duty, ListedDesk, Listing, Service, Words
from tsunagu.referral.rulebook import PracticeRule, Rulebook

CENTRE, POLICE = "body-type/centre", "body-type/police"
DUTY = Duty("type-function/1", CENTRE, "function/consult", "statutory")
LISTING = Listing("listing/r/centre", Words("センター", "Centre"), (CENTRE,), frozenset({"function/consult"}),
                  frozenset({NEED.id}))  # fmt: skip
STAMP = ["1", "r", "https://example.jp/", str(SHAPE)]
HALL = Listing("listing/r/hall", Words("代表番号", "Main number"))


def expected(place: str) -> Body:
    """The centre that law requires in a place."""
    return Body(f"expected/{place[6:]}-centre", "expected", Words("必置", "required"), form="facility", kinds=(CENTRE,),
                place=place, modality="must")  # fmt: skip


def desk(name: str, *serves: str, **more: object) -> ListedDesk:
    """A desk of a register, a centre unless told otherwise."""
    made = ListedDesk(f"desk/r/{name}", Words(name, name), "register/r", (LISTING.id,), serves, "03-0000-0000")
    return replace(made, **more)  # type: ignore[arg-type]


def with_desks(held: Network, *desks: ListedDesk) -> Network:
    return replace(held, listings={LISTING.id: LISTING, HALL.id: HALL}, listed=desks)


SENT = PracticeRule("practice/p", Words("警察", "Police"), "require", needs=frozenset({NEED.id}), kinds=(POLICE,))


@pytest.mark.parametrize(
    ("bodies", "services", "rules", "end"),
    [
        ([body("a")], [service("body/a", entry=True)], Rulebook(), "named_own"),
        ([body("a", PREFECTURE)], [service("body/a", entry=True)], Rulebook(), "named_above"),
        ([expected(CITY)], [], Rulebook(), "law_own"),
        ([expected(PREFECTURE)], [], Rulebook(), "law_above"),
        ([], [], Rulebook(practice=(SENT,)), "kind_only"),
        ([], [], Rulebook(), "nowhere"),
    ],
)
def test_where_the_best_way_ends(bodies: list[Body], services: list[Service], rules: Rulebook, end: str) -> None:
    held = network(bodies, services=services, duties=[DUTY])
    assert ends_of(held, rules, DAY, CITY) == {NEED.id: end}


def test_the_country_is_asked_group_by_group_and_counted() -> None:
    held = network([body("a")], services=[service("body/a", entry=True)])
    told: list[tuple[int, int]] = []
    found = over_the_country(held, Rulebook(), DAY, lambda done, of: told.append((done, of)))
    assert found == {CITY: {NEED.id: "named_own"}, OTHER: {NEED.id: "nowhere"}}
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert {need: dict(count) for need, count in counted(found).items()} == {NEED.id: {"named_own": 1, "nowhere": 1}}


def test_municipalities_are_those_below_a_prefecture() -> None:
    assert [place.id for place in municipalities(network())] == [CITY, OTHER]


def towns(
    *desks: ListedDesk,
    documents: tuple[Concept, ...] = (document("document/p", PREFECTURE),),
    bodies: tuple[Body, ...] = (),
) -> Network:
    """Two towns of one prefecture, alike but for what is given."""
    held = network(bodies, documents=documents)
    concepts = {**held.concepts, CITY: replace(held.concepts[CITY], place_kind="town")}
    return with_desks(replace(held, concepts=concepts), *desks)


@pytest.mark.parametrize(
    ("held", "rules", "groups"),
    [
        (towns(), Rulebook(), 1),
        (towns(documents=(document("document/x", CITY),)), Rulebook(), 2),
        (towns(bodies=(body("a"),)), Rulebook(), 2),
        (towns(bodies=(body("a", sort="unnamed"),)), Rulebook(), 1),
        (towns(desk("a", CITY), desk("b", OTHER)), Rulebook(), 1),
        (towns(desk("a", CITY), desk("b", OTHER, phone="")), Rulebook(), 2),
        (towns(desk("a", CITY), desk("b", OTHER, main=True)), Rulebook(), 2),
        (towns(desk("a", CITY), desk("b", OTHER, listings=(HALL.id,))), Rulebook(), 2),
        (towns(desk("a", CITY, same_as="body/x"), desk("b", OTHER)), Rulebook(), 2),
        (towns(), Rulebook(own_places={CENTRE: frozenset({CITY})}), 2),
    ],
)
def test_places_are_alike_where_nothing_the_rule_reads_differs(held: Network, rules: Rulebook, groups: int) -> None:
    found = alike(held, rules)
    assert len(found) == groups
    assert sorted(place for group in found for place in group) == [CITY, OTHER]


# ---- what is compared ----

ENDS = {CITY: {"n1": "named_own", "n2": "law_above", "n3": "nowhere", "n4": "named_above"},
        OTHER: {"n1": "nowhere", "n2": "kind_first", "n3": "kind_only", "n4": "law_own"}}  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "here", "there"), [("named", 2, 0), ("named_own", 1, 0), ("law", 1, 1), ("kind", 1, 3)]
)
def test_shares_count_the_ends_they_name(measure: str, here: int, there: int) -> None:
    found = figures(network(), ENDS, measure)  # type: ignore[arg-type]
    assert found == {CITY: Figure(here, 4), OTHER: Figure(there, 4)}
    of_one = figures(network(), ENDS, measure, "n1")  # type: ignore[arg-type]
    assert {place: figure.of for place, figure in of_one.items()} == {CITY: 1, OTHER: 1}


def test_desks_hours_and_documents_are_counted_by_the_places_served() -> None:
    held = with_desks(
        network([]), desk("a", CITY, hours="平日"), desk("b", CITY, OTHER), desk("hall", CITY, listings=(HALL.id,))
    )
    assert figures(held, {}, "desks") == {CITY: Figure(2, 1), OTHER: Figure(1, 1)}
    assert figures(held, {}, "hours") == {CITY: Figure(1, 2), OTHER: Figure(0, 1)}
    assert figures(held, {}, "documents") == {CITY: Figure(1, 1), OTHER: Figure(0, 1)}


def test_figures_of_a_prefecture_are_those_of_its_places_together() -> None:
    held = {CITY: Figure(1, 4), OTHER: Figure(2, 5)}
    assert together(network(), held) == {PREFECTURE: Figure(3, 9)}
    assert together(network(), held, [OTHER]) == {PREFECTURE: Figure(2, 5)}
    assert (Figure(1, 4).value, Figure(0, 0).value) == (0.25, None)


# ---- the file that keeps the ends ----


class Report:
    """What a build says of itself, as far as the file asks."""

    version, revision, base = "1", "r", "https://example.jp/"


REPORT = cast(BuildReport, Report())


def test_ends_are_kept_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "ends"
    ends = {CITY: {"n1": "named_own", "n2": "nowhere"}, OTHER: {"n1": "law_above", "n2": "kind_only"}}
    path.write_bytes(dump(ends, REPORT))  # type: ignore[arg-type]
    assert load(path, REPORT) == ends
    assert dump(ends, REPORT) == path.read_bytes()  # type: ignore[arg-type]
    other = Report()
    other.revision = "s"
    assert load(path, cast(BuildReport, other)) is None
    path.write_bytes(dump({}, REPORT))
    assert load(path, REPORT) == {}


@pytest.mark.parametrize(
    "held",
    [[], {}, {"stamp": STAMP}, {"stamp": STAMP, "needs": ["n1"], "places": {CITY: "9"}},
     {"stamp": STAMP, "needs": ["n1"], "places": {CITY: "11"}}, {"stamp": STAMP, "needs": 1, "places": {CITY: "1"}},
     {"stamp": STAMP, "needs": ["n1"], "places": {CITY: "x"}}],
)  # fmt: skip
def test_a_damaged_file_counts_as_none(tmp_path: Path, held: object) -> None:
    path = tmp_path / "ends"
    path.write_bytes(zlib.compress(json.dumps(held).encode()))
    assert load(path, REPORT) is None
    path.write_bytes(b"no zlib")
    assert load(path, REPORT) is None
    assert load(tmp_path / "none", REPORT) is None


# ---- the desks of a place ----


def test_a_row_for_each_need_with_the_desk_and_how_it_is_reached() -> None:
    contact = Contact("phone", "042-000-0001", url="https://example.jp", hours="9時～17時", checked_on="2026-01-01")
    given = service("body/a", entry=True, contacts=(contact,))
    (row,) = desks_by_need(network([body("a")], services=[given]), Rulebook(), DAY, CITY)
    assert (row.need, row.end, row.first, row.last, row.steps, row.layer) == (
        NEED.id, "named_own", "body/a", "body/a", 0, "stated",
    )  # fmt: skip
    assert row.reached == reached(network([body("a")], services=[given]), body("a"), NEED.id)
    assert (row.reached.phones, row.reached.hours, row.reached.page, row.reached.checked_on, row.reached.main) == (
        ("042-000-0001",), "9時～17時", "https://example.jp", "2026-01-01", False,
    )  # fmt: skip
    (nowhere,) = desks_by_need(network(), Rulebook(), DAY, OTHER)
    assert (nowhere.end, nowhere.first, nowhere.steps) == ("nowhere", "", 0)


def test_a_desk_that_only_practice_sends_to_is_inferred() -> None:
    (row,) = desks_by_need(network(), Rulebook(practice=(SENT,)), DAY, CITY)
    assert (row.first, row.layer) == (POLICE, "inferred")


def test_nothing_is_told_of_how_a_secret_body_or_service_is_reached() -> None:
    contact = Contact("phone", "042-000-0001", hours="9時～17時")
    given = service("body/a", hours="毎日", contacts=(contact,), disclosure="confidential")
    held = network([body("a", phones=("042-000-0002",))], services=[given])
    assert reached(held, held.bodies["body/a"]).phones == ("042-000-0002",)
    assert reached(held, held.bodies["body/a"]).hours == ""
    assert reached(held, replace(held.bodies["body/a"], disclosure="confidential")).phones == ()


def test_the_number_of_the_service_for_the_need_comes_before_that_of_another() -> None:
    other = service("body/a", needs=frozenset({"need/other"}), id="service/1", contacts=(Contact("phone", "1"),))
    fits = service("body/a", id="service/2", contacts=tuple(Contact("phone", number) for number in "23455"))
    held = network([body("a")], services=[other, fits])
    assert reached(held, held.bodies["body/a"], NEED.id).phones == ("2", "3", "4")
    assert reached(held, held.bodies["body/a"], "need/other").phones == ("1",)
    main = service("body/a", contacts=(Contact("phone", "1", main=True),))
    assert reached(network([body("a")], services=[main]), body("a")).main


def test_bodies_one_can_turn_to_by_name_those_with_a_number_first() -> None:
    bodies = [
        body("silent"),
        body("served"),
        body("dialled", phones=("1",)),
        body("gone", phones=("1",), status="former"),
    ]
    held = network([*bodies, plain_body("unstated", CITY)], services=[service("body/served")])
    assert [found.id for found in named_desks(held, CITY)] == ["body/dialled", "body/served"]
