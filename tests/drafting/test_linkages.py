# ruff: noqa: E501 - made-up sentences with what is read of them in one line
"""Linkages of made-up sentences: who gives, who receives, of what kind; and sheets whose parts a text has mixed up."""

from __future__ import annotations

import pytest

from tsunagu.drafting.gazetteer import Gazetteer
from tsunagu.drafting.reader import Reading
from tsunagu.graph.rows import Tables

PLACE = "国立市"
HEAD = "番号\t取組内容\t担当課\n"


@pytest.fixture(scope="module")
def gazetteer(tables: Tables) -> Gazetteer:
    return Gazetteer(tables, "kunitachi-gender")


def ends(text: str, gazetteer: Gazetteer) -> set[tuple[str, str, str]]:
    reading = Reading(text, gazetteer, PLACE)
    names = {identifier: body.name for identifier, body in reading.ids.values()}
    return {
        (names.get(link.giver, link.giver), link.to.printed or names[link.to.id], link.kind)
        for link in reading.linkages
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("民間支援団体や警察署などと連携します。", {("相談課", "民間支援団体", "liaise"), ("相談課", "警察署", "liaise")}),
        ("市町村は、児童相談所につなぎます。", {("bt_municipality", "児童相談所", "refer")}),
        ("自治会・町内会と連携します。", {("相談課", "自治会・町内会", "liaise")}),
        ("関係機関と連携し、情報共有を行います。", {("相談課", "関係機関", "liaise"), ("相談課", "関係機関", "share_information")}),
        ("児童相談所と保健所が連携します。", {("bt_child_guidance", "保健所", "liaise")}),
        ("県と連携します。", {("相談課", "県", "liaise")}),
        ("国や県と連携します。", {("相談課", "国", "liaise"), ("相談課", "県", "liaise")}),
        ("「国立市明るい暮らし推進協議会」と連携します。", {("相談課", "国立市明るい暮らし推進協議会", "liaise")}),
        ("講師：NPO法人ひだまり", {("NPO法人ひだまり", "相談課", "dispatch")}),
        ("交通機関等に協力を依頼します。", {("相談課", "交通機関", "liaise")}),
        ("被害者への支援を行います。", set()),
        ("庁内連携を進めます。", {("相談課", "庁内", "liaise")}),
        ("民間団体との協働により支えます。", {("相談課", "民間団体", "co_run")}),
    ],
)  # fmt: skip
def test_both_ends_of_a_sentence(sentence: str, expected: set[tuple[str, str, str]], gazetteer: Gazetteer) -> None:
    found = ends(f"{HEAD}1\t{sentence}\t相談課\n", gazetteer)
    partners = {partner for _, partner, _ in expected}
    assert {link for link in found if link[1] in partners or not expected} == expected


def test_a_council_calls_its_members(gazetteer: Gazetteer) -> None:
    found = ends(f"{HEAD}1\t児童相談所や関係部署を構成員とする支援調整会議を設置します。\t相談課\n", gazetteer)
    assert found == {
        ("相談課", "支援調整会議", "convene"),
        ("支援調整会議", "児童相談所", "convene"),
        ("支援調整会議", "関係部署", "convene"),
    }


def test_what_a_heading_is_about_acts_below_it(gazetteer: Gazetteer) -> None:
    text = f"第1章 役割\n\n1 市町村の役割\n\n関係機関につなぎます。\n\n2 取組\n\n{HEAD}1\t講座の実施\t相談課\n"
    assert ("bt_municipality", "関係機関", "refer") in ends(text, gazetteer)


def test_a_condition_and_a_layer(gazetteer: Gazetteer) -> None:
    text = f"{HEAD}1\t必要に応じて、児童相談所につなぎます。\t相談課\n"
    (link,) = Reading(text, gazetteer, PLACE).linkages
    assert (link.needed_only, link.layer, link.status) == (True, "stated", "in_operation")


LIST = """主な事業 所管課

１ 親子料理教室の開催 相談課

２ 河川清掃の推進 福祉課

３ 図書貸出の充実 人権課

４ 夜間照明の整備 福祉課

"""
SHEETS = """№ 1 所管課
事業名
№ 2 所管課
事業名

実施状況

図書館の近くで河川の清掃を警察署と連携して行いました。

今後の方向性

親子の料理を続け、保健所と連携します。

福祉課
河川清掃の推進

実施状況

親子で作る料理の教室を開きました。

今後の方向性

清掃の場所を広げます。
№ 3 所管課
事業名
実施状況

図書の貸出を増やしました。
今後の方向性
学校と連携して図書を選びます。
№ 4 所管課
事業名
実施状況
照明を整備しました。
今後の方向性
照明を増やします。
"""


def test_parts_of_sheets_go_to_the_measure_they_speak_of(gazetteer: Gazetteer) -> None:
    reading = Reading(LIST + SHEETS, gazetteer, PLACE)
    told = {(part.row, part.label): part.lines[0].text[:6] for part in reading.parts}
    assert told == {
        ("1", "実施状況"): "親子で作る料", ("1", "今後の方向性"): "親子の料理を",
        ("2", "実施状況"): "図書館の近く", ("2", "今後の方向性"): "清掃の場所を",
        ("3", "実施状況"): "図書の貸出を", ("3", "今後の方向性"): "学校と連携し",
        ("4", "実施状況"): "照明を整備し", ("4", "今後の方向性"): "照明を増やし",
    }  # fmt: skip
    assert {(link.row, link.to.printed, link.layer, link.status) for link in reading.linkages} == {
        ("1", "保健所", "planned", "planned"), ("2", "警察署", "reported", "in_operation"), ("3", "学校", "planned", "planned"),
    }  # fmt: skip
