"""Desks of registers are bodies and services where a place or an id is asked for, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

from tsunagu.network.model import Network
from tsunagu.network.records import Body, Concept, ListedDesk, Listing, Words

CITY, TOWN, PREFECTURE = "place/142042", "place/144011", "place/140007"
NEEDY, HALL = "listing/r/needy", "listing/r/hall"
KIND, CENTRE = "body-type/needy-consult", "body/142042-centre"
PLACES = {
    PREFECTURE: Concept(PREFECTURE, Words("県", "Prefecture"), "place", place_kind="prefecture"),
    CITY: Concept(CITY, Words("市", "City"), "place", place_kind="city", prefecture=PREFECTURE),
    TOWN: Concept(TOWN, Words("町", "Town"), "place", place_kind="town", prefecture=PREFECTURE),
}
LISTINGS = {
    NEEDY: Listing(NEEDY, Words("自立相談", "Self-reliance"), (KIND,), frozenset({"function/consult"}),
                   frozenset({"need/poverty"}), channels=("phone",)),
    HALL: Listing(HALL, Words("代表番号", "Main number")),
}  # fmt: skip


def desk(name: str, *serves: str, listing: str = NEEDY, same_as: str = "", main: bool = False) -> ListedDesk:
    """A desk of the register."""
    return ListedDesk(
        f"desk/r/{name}", Words(f"{name}窓口", f"Desk {name}"), "register/r", (listing,), serves, "0467-00-0000", main,
        "https://example.jp/", "平日9時～17時", "2026-07-27", same_as,
    )  # fmt: skip


def network(*desks: ListedDesk) -> Network:
    """A network with one body of a document and some listed desks."""
    named = Body(CENTRE, "named", Words("センター", "Centre"), form="desk", place=CITY, status="existing")
    return Network({CENTRE: named}, (), concepts=PLACES, listings=LISTINGS, listed=desks)


def test_a_listed_desk_is_found_by_place_and_id_and_not_among_all_bodies() -> None:
    held = network(desk("a", CITY), desk("b", CITY, TOWN))
    assert [body.id for body in held.bodies_in[CITY]] == [CENTRE, "desk/r/a", "desk/r/b"]
    assert [body.id for body in held.bodies_in[TOWN]] == ["desk/r/b"]
    assert list(held.bodies) == [CENTRE]
    assert [body.id for body in held.bodies.values()] == [CENTRE]
    assert "desk/r/a" in held.bodies
    assert "desk/r/zz" not in held.bodies


def test_its_place_is_the_one_it_serves_else_their_prefecture() -> None:
    held = network(desk("a", CITY), desk("b", CITY, TOWN))
    assert (held.bodies["desk/r/a"].place, held.bodies["desk/r/b"].place) == (CITY, PREFECTURE)
    assert held.bodies["desk/r/b"].serves == (CITY, TOWN)
    assert held.bodies["desk/r/a"].layer == "listed"


def test_what_it_does_is_a_listed_service_with_its_number_page_and_day() -> None:
    (service,) = network(desk("a", CITY)).services_at["desk/r/a"]
    assert (service.layer, service.entry, service.hours, service.document) == (
        "listed", True, "平日9時～17時", "register/r",
    )  # fmt: skip
    (contact,) = service.contacts
    assert (contact.phone, contact.url, contact.checked_on) == ("0467-00-0000", "https://example.jp/", "2026-07-27")


def test_a_main_number_is_no_desk_and_is_known_by_its_place() -> None:
    held = network(desk("hall", CITY, listing=HALL, main=True))
    assert [body.id for body in held.bodies_in[CITY]] == [CENTRE]
    assert held.desks_listed.halls[CITY].phone == "0467-00-0000"
    assert not held.services_at["desk/r/hall"]


def test_a_matched_desk_is_the_body_of_the_document() -> None:
    held = network(desk("a", CITY, same_as=CENTRE))
    assert [body.id for body in held.bodies_in[CITY]] == [CENTRE]
    assert (held.bodies[CENTRE].kinds, held.bodies[CENTRE].phones) == ((KIND,), ("0467-00-0000",))
    assert held.desks_listed.stated_kinds(held.bodies[CENTRE]) == ()
    assert [service.provider for service in held.services_at[CENTRE]] == [CENTRE]
    (stated,) = held.bodies.values()
    assert (stated.kinds, stated.phones) == ((), ()), "what documents say of it does not change"


def test_a_body_that_is_not_public_takes_no_number_from_a_register() -> None:
    held = network(desk("a", CITY, same_as=CENTRE))
    closed = replace(held, bodies={CENTRE: replace(held.bodies[CENTRE], phones=(), disclosure="confidential")})
    assert closed.bodies[CENTRE].phones == ()
