"""Which partners are expected of whom, and what documents say of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.gaps.samples import (
    CITY,
    OTHER,
    PLAN,
    PREFECTURE,
    PREFECTURE_PLAN,
    body,
    document,
    duty,
    link,
    material,
    measure,
    network,
    statements,
)  # fmt: skip
from tsunagu.gaps.partners import expected_of, partners
from tsunagu.gaps.rows import GapRow
from tsunagu.network.records import Body, Linkage, Words
from tsunagu.network.statements import Mention

SIX = replace(duty(kinds=("body-type/police",), basis=("law/1/Article_6",)), id="checklist/ck_06")
LISTED = Mention("mention/list", PREFECTURE_PLAN, "section/prefecture/1", "body-type/centre", "センター", True)
DOCUMENTS = (document(), document("document/second", OTHER), document(PREFECTURE_PLAN, PREFECTURE))


def rows(place: str = CITY, links: tuple[Linkage, ...] = (), *bodies: Body, **more: object) -> dict[str, GapRow]:
    held = network([body("desk"), *bodies], links, documents=DOCUMENTS)
    said = statements(more.get("measures", ()), (LISTED, *more.get("mentions", ())), [SIX])  # type: ignore[arg-type, misc]
    return {row.subjects[0]: row for row in partners(material(held, said, chosen=(place,)))}


def test_law_and_the_prefecture_s_list_expect() -> None:
    assert sorted(rows()) == ["body-type/centre", "body-type/police"]
    assert "法律の一覧" in rows()["body-type/police"].detail.ja
    assert "文書prefecture" in rows()["body-type/centre"].detail.ja


@pytest.mark.parametrize(("modality", "expected"), [("must", True), ("endeavour", True), ("may", False)])
def test_what_law_places_here_is_expected_unless_it_only_may(modality: str, expected: bool) -> None:
    placed = Body(
        "expected/w", "expected", Words("相談員", "worker"), kinds=("body-type/worker",), place=CITY, modality=modality
    )
    assert ("body-type/worker" in rows(CITY, (), placed)) is expected
    assert "body-type/worker" not in rows(OTHER, (), placed)


@pytest.mark.parametrize(
    ("held", "state"),
    [
        (link("body/desk", "body-type/police", kind="train"), "found"),
        (link("body/desk", "body-type/police", layer="planned", status="planned"), "planned"),
        (link("body/desk", "body-type/police", layer="planned", status="under_study"), "under_study"),
        (link("body/desk", "body-type/police", layer="opinion", status="requested"), "not_found"),
        (link("body/desk", "body-type/police", document="document/second"), "not_found"),
    ],
)
def test_a_linkage_with_the_kind(held: Linkage, state: str) -> None:
    assert rows(CITY, (held,))["body-type/police"].state == state


def test_a_linkage_with_a_body_of_the_kind_or_of_a_kind_within_it() -> None:
    named = body("police", kinds=("body-type/police",))
    assert rows(CITY, (link("body/desk", "body/police"),), named)["body-type/police"].state == "found"


def test_named_or_mentioned_without_a_linkage() -> None:
    mention = Mention("mention/1", PLAN, "measure/plan/1", "body-type/police", "警察")
    found = rows(mentions=(mention,), measures=(measure("1"),))["body-type/police"]
    assert (found.state, found.evidence[0]) == ("stated_otherwise", "mention/1")
    assert rows(CITY, (), body("police", kinds=("body-type/police",)))["body-type/police"].state == "stated_otherwise"


def test_standing_in_one_s_own_list_is_no_linkage() -> None:
    found = rows(PREFECTURE)["body-type/centre"]
    assert found.state == "stated_otherwise"
    assert "一覧に挙がるだけ" in found.detail.ja
    assert rows(CITY)["body-type/centre"].state == "not_found"


def test_a_list_not_yet_in_force_expects_nothing() -> None:
    later = document(PREFECTURE_PLAN, PREFECTURE)
    held = network([], [], documents=(document(), later))
    expected = expected_of(material(held, statements(mentions=[replace(LISTED, expected=False)])), CITY)
    assert expected == {}


def test_of_a_place_without_a_document_nothing_is_called_missing() -> None:
    """Only what its documents do not say is not found; without a document nothing can be told."""
    held = network([body("desk")], (), documents=(document(PREFECTURE_PLAN, PREFECTURE),))
    found = list(partners(material(held, statements((), (), [SIX]), chosen=(CITY,))))
    assert {row.state for row in found} == {"not_checkable"}
    assert "収めていない" in found[0].detail.ja
