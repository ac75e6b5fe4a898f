"""Which bodies count on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.gaps.samples import DAY, PLAN, body, document, material, network, service
from tsunagu.network.records import Body, Interval, Words
from tsunagu.referral.standing import has_begun, is_open

A, B = body("a"), body("b")
MUST = Body("expected/must", "expected", Words("必置", "required"), place="place/9", modality="must")
MAY = replace(MUST, id="expected/may", modality="may")


def test_a_document_holds_from_its_first_day_on() -> None:
    later = network([A, B], documents=[document(period=Interval(date(2026, 4, 1), date(2027, 3, 31)))])
    assert not has_begun(later, PLAN, date(2026, 3, 31))
    assert has_begun(later, PLAN, date(2026, 4, 1))
    assert has_begun(later, PLAN, date(2030, 1, 1))
    assert has_begun(later, "", date(1900, 1, 1))


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
    assert [held.id for held in material(network([A, B, unnamed], [], services)).services] == ["service/a"]
