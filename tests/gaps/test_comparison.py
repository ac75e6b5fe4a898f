"""Two sides of a comparison."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.gaps.samples import (
    CITY,
    OTHER,
    PLAN,
    PREFECTURE,
    PREFECTURE_PLAN,
    SECOND,
    body,
    document,
    duty,
    link,
    material,
    measure,
    network,
)  # fmt: skip
from tsunagu.errors import NameUnknown
from tsunagu.gaps.comparison import ASPECTS, Comparison, compare
from tsunagu.network.records import Words
from tsunagu.network.statements import Figure, Mention, Statements
from tsunagu.referral.snapshot import Snapshot

SIX = replace(duty(kinds=("body-type/police",), basis=("law/1/Article_6",)), id="checklist/ck_06")
LISTED = Mention("mention/list", PREFECTURE_PLAN, "section/prefecture/1", "body-type/centre", "センター", True)


def made(*documents: str) -> Snapshot:
    held = network(
        [
            body("desk"),
            body("centre", place=PREFECTURE, kinds=("body-type/centre",)),
            body("second", place=OTHER, documents=(SECOND,)),
        ],
        [
            link("body/desk", "body/centre"),
            link("body/desk", "body-type/worker", "train"),
            link("body/second", "body-type/police", document=SECOND),
        ],
        documents=[document(), document(SECOND, OTHER), *(document(extra, PREFECTURE) for extra in documents)],
    )
    measures = [
        measure("1", functions=frozenset({"function/consult"}), stages=frozenset({"stage/consultation"})),
        measure("2", functions=frozenset({"function/consult"}), needs=frozenset({"need/dv"})),
        measure("1", document=SECOND, functions=frozenset({"function/heal"})),
    ]
    figures = (
        Figure("f1", PLAN, "measure/plan/1", Words("率", "rate"), role="target", printed="5%", period="FY2025"),
        Figure("f2", SECOND, "measure/second/1", Words("率", "rate"), role="actual", printed="3%", period="FY2023"),
        Figure("f3", SECOND, "measure/second/1", Words("数", "count"), role="actual", printed="3", period="FY2023"),
    )
    mentions = (LISTED,) if PREFECTURE_PLAN in documents else ()
    said = Statements({measure.id: measure for measure in measures}, mentions=mentions, figures=figures, duties=(SIX,))
    return material(held, said)


def told(comparison: Comparison, aspect: str) -> dict[str, tuple[str, str, str]]:
    return {row.subject: (row.first.ja, row.second.ja, row.side) for row in comparison.of(aspect)}


def test_two_documents() -> None:
    found = compare(made(), PLAN, SECOND)
    assert told(found, "function") == {"function/consult": ("2", "0", "first"), "function/heal": ("0", "1", "second")}
    assert told(found, "need") == {"need/dv": ("1", "0", "first")}
    assert told(found, "stage") == {"stage/consultation": ("1", "0", "first")}
    assert told(found, "body") == {
        "body/centre": ("1", "0", "first"), "body/desk": ("1", "0", "first"), "body/second": ("0", "1", "second"),
    }  # fmt: skip
    assert told(found, "kind") == {
        "body-type/centre": ("2", "0", "first"), "body-type/police": ("0", "1", "second"),
        "body-type/worker": ("1", "0", "first"),
    }  # fmt: skip
    assert told(found, "linkage") == {"refer/stated": ("1", "1", "both"), "train/stated": ("1", "0", "first")}
    assert told(found, "figure") == {"率": ("目標値 5%（FY2025）", "実績値 3%（FY2023）", "both")}
    assert told(found, "scope")[""][:2] == ("全部", "全部")


def test_partners_of_two_sides() -> None:
    assert told(compare(made(), CITY, OTHER), "partner") == {
        "body-type/centre": ("1", "0", "first"),
        "body-type/police": ("0", "1", "second"),
        "body-type/worker": ("1", "0", "first"),
        "body/centre": ("1", "0", "first"),
    }


def test_a_city_and_the_list_of_law_where_the_prefecture_prints_none() -> None:
    found = compare(made(), CITY, PREFECTURE)
    sides = {row.subject: row.side for row in found.of("partner")}
    assert sides == {"body-type/police": "second", "body-type/centre": "first", "body-type/worker": "first"}
    assert all(row.listed for row in found.of("partner"))
    assert "まだ収めていない" in found.second.scope.ja


def test_a_city_and_the_printed_list() -> None:
    found = compare(made(PREFECTURE_PLAN), CITY, PREFECTURE)
    sides = {row.subject: row.side for row in found.of("partner")}
    assert sides == {"body-type/police": "second", "body-type/centre": "both", "body-type/worker": "first"}


def test_a_prefecture_is_held_against_its_own_list() -> None:
    found = compare(made(PREFECTURE_PLAN), PREFECTURE_PLAN, PREFECTURE)
    assert {row.subject: row.side for row in found.of("partner")} == {
        "body-type/centre": "second", "body-type/police": "second",
    }  # fmt: skip


def test_sides_are_swapped_with_the_arguments() -> None:
    there, back = compare(made(), PLAN, SECOND), compare(made(), SECOND, PLAN)
    swapped = {"first": "second", "second": "first", "both": "both"}
    for aspect in ASPECTS[1:]:
        assert {row.subject: swapped[row.side] for row in there.of(aspect)} == {
            row.subject: row.side for row in back.of(aspect)
        }


@pytest.mark.parametrize("name", ["body/desk", "document/none", ""])
def test_only_documents_and_places(name: str) -> None:
    with pytest.raises(NameUnknown):
        compare(made(), name, PLAN)
