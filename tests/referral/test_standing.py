"""Which bodies and linkages count on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.gaps.samples import DAY, PLAN, body, document, link, network, service
from tsunagu.network.records import Body, Interval, Link, Words
from tsunagu.referral.standing import WALKED_LAYERS, arcs_of, has_begun, is_open, offered, walkable

A, B = body("a"), body("b")
MUST = Body("expected/must", "expected", Words("必置", "required"), place="place/9", modality="must")
MAY = replace(MUST, id="expected/may", modality="may")


def walked(*links: Link, day: date = DAY, layers: tuple[str, ...] = WALKED_LAYERS) -> list[str]:
    return [one.id for one in walkable(network([A, B, MUST, MAY], links), layers, day)]


def test_a_stated_referral_is_walked() -> None:
    assert walked(link("body/a", "body/b")) == ["linkage/a-b-refer-stated"]


@pytest.mark.parametrize(
    "left_out",
    [
        link("body/a", "body/b", kind="train"),
        link("body/a", "body/b", kind="convene"),
        link("body/a", "body/b", layer="planned"),
        link("body/a", "body/b", layer="opinion"),
        link("body/a", "body/b", status="planned"),
        link("body/a", "body/b", status="under_study"),
        link("body/a", "body/b", status="ended"),
        link("body/a", "body/a"),
        link("body/a", "expected/may", layer="inferred"),
        link("body/a", "body-type/police"),
        link("body/a", "body/nowhere"),
    ],
)
def test_what_is_not_walked(left_out: Link) -> None:
    assert walked(left_out) == []


def test_required_bodies_are_walked_and_layers_are_chosen() -> None:
    held = link("body/a", "expected/must", layer="inferred")
    assert walked(held) == [held.id]
    assert walked(held, layers=("stated",)) == []


def test_a_document_holds_from_its_first_day_on() -> None:
    later = network([A, B], documents=[document(period=Interval(date(2026, 4, 1), date(2027, 3, 31)))])
    assert not has_begun(later, PLAN, date(2026, 3, 31))
    assert has_begun(later, PLAN, date(2026, 4, 1))
    assert has_begun(later, PLAN, date(2030, 1, 1))
    assert has_begun(later, "", date(1900, 1, 1))


def test_an_inferred_linkage_holds_as_long_as_the_document_it_follows_from() -> None:
    origin = link("body/a", "body-type/police")
    inferred = link("body/a", "body/b", layer="inferred", document="", origin=origin.id)
    held = network([A, B], [origin, inferred], documents=[document(period=Interval(date(2026, 4, 1)))])
    assert walkable(held, WALKED_LAYERS, date(2026, 3, 31)) == []
    assert walkable(held, WALKED_LAYERS, date(2026, 4, 1)) == [inferred]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (A, True),
        (replace(A, status="planned"), False),
        (replace(A, status="under_study"), False),
        (replace(A, status="former"), False),
        (replace(A, status="former", life=Interval(None, date(2025, 12, 31))), False),
        (replace(A, status="former", life=Interval(None, date(2026, 1, 1))), True),
        (replace(A, life=Interval(date(2026, 1, 2))), False),
        (MAY, False),
        (MUST, True),
        (replace(A, sort="unnamed"), False),
        (replace(A, sort="kind"), False),
    ],
)
def test_open_bodies(held: Body, expected: bool) -> None:
    assert is_open(held, DAY) is expected


def test_services_of_an_unnamed_partner_are_not_offered() -> None:
    unnamed = replace(A, id="unnamed/x", sort="unnamed")
    services = [service("body/a"), service("unnamed/x"), service("body/b", status="planned")]
    assert [one.id for one in offered(network([A, B, unnamed], [], services), WALKED_LAYERS, DAY)] == ["service/a"]


def test_the_strongest_layer_stands_for_a_pair() -> None:
    links = [link("body/a", "body/b", layer=layer) for layer in ("inferred", "reported", "stated")]
    assert arcs_of(links)["body/a"]["body/b"].layer == "stated"
