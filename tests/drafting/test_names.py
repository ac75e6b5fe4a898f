# ruff: noqa: E501 - made-up sentences with what is read of them in one line
"""Bodies and laws a text names, each by the rule that is meant to find it; every town is made up, or another one."""

from __future__ import annotations

import pytest

from tsunagu.drafting.gazetteer import Gazetteer
from tsunagu.drafting.reader import Reading
from tsunagu.graph.rows import Tables

PLACE = "国立市"
"""A real place, so that its prefecture and its reading are known; nothing below is said of it in truth."""


@pytest.fixture(scope="module")
def gazetteer(tables: Tables) -> Gazetteer:
    return Gazetteer(tables, "kunitachi-gender")


def bodies(text: str, gazetteer: Gazetteer) -> dict[str, str]:
    return {body.name: body.rule for body in Reading(text, gazetteer, PLACE).bodies}


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("令和9年度にこども家庭センターを設置します。", "こども家庭センター", "body-set-up"),
        ("児童部会：実務者会議3回／全ケース会議2回", "実務者会議", "body-held"),
        ("子育て支援センター「ひだまり」や「はらっぱ」で相談します。", "はらっぱ", "body-marked"),
        ("案内をする「子育てメディア広場」のスタッフが答えます。", "子育てメディア広場", "body-run"),
        ("資料：人権・平和課調べ", "人権・平和課", "body-source"),
        ("くにたち災害ボランティアネットワーク（総会後の研修）", "くにたち災害ボランティアネットワーク", "body-placed"),
        ("国立市居住支援協議会等を通じて支えます。", "国立市居住支援協議会", "body-placed"),
        ("国立市市民部相談課\n電話", "相談課", "body-address"),
        ("国際ボランティア国立との事業", "国際ボランティア国立", "body-place-after"),
        ("医師会や薬局に理解を求めます。", "医師会", "body-one-of-its-kind"),
        ("講師：NPO法人ひだまりの家　山田　花子 氏", "NPO法人ひだまりの家", ""),
    ],
)
def test_bodies_by_what_is_said_of_them(text: str, name: str, rule: str, gazetteer: Gazetteer) -> None:
    found = bodies(text, gazetteer)
    if rule:
        assert found.get(name) == rule, found
    assert not any("山田" in other for other in found)


def test_a_part_of_a_longer_name_and_a_common_word_are_no_bodies(gazetteer: Gazetteer) -> None:
    found = bodies("「国立市明るい選挙推進協議会」と市町村連絡協議会、庁内推進会議、社会福祉協議会", gazetteer)
    assert set(found) == {"国立市", "国立市明るい選挙推進協議会"} or set(found) == {"国立市明るい選挙推進協議会", PLACE}


def test_a_government_agency_set_up_elsewhere_is_none_of_the_plan(gazetteer: Gazetteer) -> None:
    assert "児童相談所" not in bodies("児童相談所を設置する市では別に定めます。", gazetteer)


def cited(text: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    return [
        (citation.statute or citation.name, citation.rule) for _, citation in Reading(text, gazetteer, PLACE).citations
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("働き方改革関連法などを周知します。", [("働き方改革関連法", "law-pattern")]),
        ("困難女性支援法に基づく基本計画の策定過程", [("law_women_support", "law-gazetteer"), ("基本計画", "law-its-plan")]),
        ("くにたち女性支援プラン【国立市男女計画（第2次）】を進めます。", [("くにたち女性支援プラン", "local-plan")]),
        ("世界会議の「行動計画」及び「北京宣言及び行動綱領」", [("世界会議の「行動計画」", "local-treaty"), ("北京宣言及び行動綱領", "local-treaty")]),
        ("事業者と「地域見守りに関する協定」を結びます。", []),
        ("県内の市町村と「制度の自治体間連携に関する協定」を結びます。", [("制度の自治体間連携に関する協定", "local-agreement")]),
        ("高齢者福祉計画推進庁内連絡会を中心に進めます。", []),
        ("国立市立地適正化計画の策定。本市の立地適正化計画を作ります。", [("国立市立地適正化計画", "local-plan")]),
        ("車いすの方の観光プランを作ります。", []),
    ],
)  # fmt: skip
def test_laws_and_plans(text: str, expected: list[tuple[str, str]], gazetteer: Gazetteer) -> None:
    assert cited(text, gazetteer) == expected


def test_a_short_name_that_is_surer_than_a_misprinted_title(gazetteer: Gazetteer) -> None:
    text = "配偶者からの暴力防止及び被害者の保護等に関する法律（DV防止法）により定める。"
    assert cited(text, gazetteer) == [("law_dv", "law-gazetteer")]


def test_a_short_name_of_a_guideline_the_text_gives(gazetteer: Gazetteer) -> None:
    text = "困難な問題を抱える女性への支援のための施策に関する基本的な方針（以下「基本方針」という。）がある。\n\n1 次の事\n\n基本方針では定める。"
    assert ("notice_basic_policy", "law-short-name") in cited(text, gazetteer)
