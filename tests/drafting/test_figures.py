"""Figures of indicators, by tables, by lines of their own and by words; every town is made up."""

from __future__ import annotations

import pytest

from tsunagu.drafting.indicators import Figure, find_figures
from tsunagu.drafting.lines import find_tables, read_lines

BROKEN = """目標番号 所管課 目標の項目 基準値 目標値
2024年度
実績
評価

1-(1) 相談課
講座の参加者の割合
①10.5％
②20.5％
（2020年度）

30％以上
①11.5%
②21.5%
B

1-(2) 福祉課 見守り協力店の数 ー 120店（累計） 95店 A

2-(1) 人権課
相談体制の整備
ー
2027年度 体制整備

検討開始 C

※1：基準値とは、計画を立てたときの値であり、この注は表の幅いっぱいに書かれているため四十字を超える長さになります。
2-(2) 相談課
出前講座の回数
3回
(2020年度)
5回 4回
この後は委員会の意見であり、数は表の値ではありません。昨年は12回の会議を開き、34人が参加しましたので報告します。
"""

SAID = """［指標］町内会長に占める女性の割合
〔目標値〕町内会長：28％　副会長：33％
〔R6実績〕町内会長：21.4％　副会長：30％

［指標］審議会の女性の割合
①条例による委員
②要綱による委員
〔目標値〕①②ともに40％以上／〔R6実績〕①34.4％　②28.2％

［指標］講座の回数
予定：随時／実施：2回
"""


def told(text: str) -> list[tuple[str, str, str]]:
    lines = read_lines(text)
    return [(figure.part, figure.role, figure.printed) for figure in find_figures(lines, list(find_tables(lines)))]


def figures(text: str) -> list[Figure]:
    lines = read_lines(text)
    return find_figures(lines, list(find_tables(lines)))


def test_values_without_a_label_are_of_every_label() -> None:
    assert sorted(told(BROKEN)[:6]) == [
        ("①", "actual", "11.5%"), ("①", "baseline", "10.5％"), ("①", "target", "30％以上"),
        ("②", "actual", "21.5%"), ("②", "baseline", "20.5％"), ("②", "target", "30％以上"),
    ]  # fmt: skip


def test_values_in_the_numbered_line_and_in_words() -> None:
    assert told(BROKEN)[6:] == [
        ("", "target", "120店（累計）"), ("", "actual", "95店"),
        ("", "target", "体制整備"), ("", "actual", "検討開始"),
        ("", "baseline", "3回"), ("", "target", "5回"), ("", "actual", "4回"),
    ]  # fmt: skip


def test_figures_said_below_the_name_of_an_indicator() -> None:
    assert told(SAID) == [
        ("町内会長", "target", "28％"), ("副会長", "target", "33％"),
        ("町内会長", "actual", "21.4％"), ("副会長", "actual", "30％"),
        ("①", "target", "40％以上"), ("②", "target", "40％以上"), ("①", "actual", "34.4％"), ("②", "actual", "28.2％"),
        ("", "target", "随時"), ("", "actual", "2回"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [BROKEN, SAID])
def test_every_value_stands_at_its_place(text: str) -> None:
    for figure in figures(text):
        assert figure.span is not None
        assert text[figure.span.start : figure.span.end] == figure.printed
        assert figure.confidence != "sure"


def test_a_target_in_a_bracket_behind_a_name() -> None:
    assert told("成果指標\n・相談員の数（定数を目標値とする）\n・登録団体数\n") == [
        ("", "target", "定数"),
        ("", "none", ""),
    ]


def test_prose_is_no_figure() -> None:
    assert told("［指標］講座の回数\n講座（全3回実施）しました。また、予定）を立てて20人が目標です。\n") == []
