"""Measures and who is in charge of them in each layout."""

from __future__ import annotations

import pytest

from tests.drafting import plans
from tsunagu.drafting.departments import are_units
from tsunagu.drafting.headings import find_sections
from tsunagu.drafting.lines import find_tables, read_lines
from tsunagu.drafting.measures import find_measures
from tsunagu.drafting.model import Item
from tsunagu.drafting.numbering import number_rows


def items(text: str) -> list[Item]:
    lines = read_lines(text)
    found = find_measures(text, lines, list(find_tables(lines)))
    number_rows(found, find_sections(lines, [item.title.span for item in found]))
    return found


def told(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(item.title.text, [(piece.text, piece.role) for piece in item.departments]) for item in items(text)]


def test_the_column_that_is_not_carried_down_names_the_measures() -> None:
    assert told(plans.TABLE) == [
        ("女性のための相談窓口を設け、児童相談所と連携します", [("市民生活課", "lead")]),
        (
            "夜間と休日の相談を行います",
            [("市民生活課", "lead"), ("福祉課", "lead"), ("架空市社会福祉協議会", "operator")],
        ),
        ("相談員の研修を行います", [("職員課", "lead")]),
    ]


def test_marked_lines_with_units_below_them() -> None:
    found = items(plans.BRACKETS)
    assert [item.title.text for item in found] == [
        "相談窓口の周知", "SNS相談の実施", "チャットによる相談の実施¹", "出張相談の実施",
    ]  # fmt: skip
    assert [piece.text for piece in found[2].departments] == ["県民生活部", "保健医療部"]
    assert (found[2].parent, found[3].repeat) == (found[1], True)


def test_lines_that_end_in_units_below_their_head() -> None:
    assert told(plans.LIST) == [
        ("男女共同参画講座", [("人権課", "lead")]),
        ("家族介護者教室", [("介護高齢課", "lead"), ("福祉課", "lead")]),
        ("消防団員の活動", [("警防課", "lead"), ("消防総務課", "former")]),
    ]


def test_a_head_that_lost_its_blank() -> None:
    assert [title for title, _ in told(plans.LIST.replace("主な事業 所管課", "主な事業所管課"))][:1] == [
        "男女共同参画講座"
    ]


def test_sheets_with_labelled_lines() -> None:
    found = items(plans.SHEETS)
    assert [(item.row, item.title.text) for item in found][:5] == [
        ("13", "啓発と周知"), ("13.1", "リボンキャンペーン"), ("13.2", "市報・カードでの周知"),
        ("13.3", "デートDV防止リーフレット配布"), ("13.4", "くらし男女平等参画ステーション相談"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [plans.TABLE, plans.BRACKETS, plans.LIST, plans.SHEETS])
def test_every_title_stands_at_its_place(text: str) -> None:
    for item in items(text):
        printed = text[item.title.span.start : item.title.span.end]
        assert "".join(printed.split()) == "".join(item.title.text.split())
    assert len({item.row for item in items(text)}) == len(items(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("しょうがいしゃ支援課、まちの振興課", True),
        ("令和5年7月：県人権課", False),
        ("相談をする課", False),
        ("内容", False),
    ],
)
def test_units_are_told_from_prose(text: str, expected: bool) -> None:
    assert are_units(text) is expected
