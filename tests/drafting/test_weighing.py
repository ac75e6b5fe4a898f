"""Proposed linkages are weighed by a table that was learnt, and weights are learnt from what documents share."""

from __future__ import annotations

import csv

import pytest
from bench.learn_linkages import fitted
from bench.learn_linkages import table as written

from tsunagu.assets import asset_root
from tsunagu.drafting.gazetteer import Gazetteer
from tsunagu.drafting.headings import find_references, find_sections
from tsunagu.drafting.lines import read_lines
from tsunagu.drafting.reader import Reading
from tsunagu.drafting.weighing import FILE, Weights, shipped_weights, weighed
from tsunagu.graph.rows import Tables

PLACE = "国立市"
ROW = "番号\t取組内容\t担当課\n1\t{}\t相談課\n"


def reading(text: str, tables: Tables, without: str = "kunitachi-gender") -> Reading:
    return Reading(ROW.format(text), Gazetteer(tables, without), PLACE)


def test_the_table_has_a_column_for_every_document_left_out_and_sensible_limits(tables: Tables) -> None:
    with (asset_root("graph") / FILE).open(encoding="utf-8", newline="") as file:
        columns = (csv.DictReader(file).fieldnames or [])[2:]
    assert columns == ["all", *(row.document for row in tables.of("document"))]
    bounds = {name: (shipped_weights(name).drafted, shipped_weights(name).likely) for name in columns}
    assert all(0.1 < drafted < likely < 1 for drafted, likely in bounds.values()), bounds
    assert shipped_weights("a document nobody reviewed") == shipped_weights("all")


def test_a_probability_is_the_product_of_both_questions(tables: Tables) -> None:
    (first, *_) = reading("保健所と連携します。", tables).proposals
    assert Weights({}, {}, 0.3, 0.7).probability(first) == pytest.approx(0.25)
    assert Weights({"always": 100.0}, {}, 0.3, 0.7).probability(first) == pytest.approx(0.5)
    assert Weights({"always": -100.0}, {"always": 100.0}, 0.3, 0.7).probability(first) == pytest.approx(0)


def test_limits_say_what_is_drafted_and_what_is_likely(tables: Tables) -> None:
    proposals = reading("保健所と連携します。", tables).proposals
    sure = {"always": 100.0}
    assert {linked.confidence for linked in weighed(proposals, Weights(sure, sure, 0.3, 0.7))} == {"likely"}
    assert {linked.confidence for linked in weighed(proposals, Weights(sure, {}, 0.3, 0.7))} == {"doubtful"}
    assert list(weighed(proposals, Weights({}, {}, 0.3, 0.7))) == []


def test_the_own_government_of_a_plan_stands_for_the_unit_in_charge_and_others_are_parties(tables: Tables) -> None:
    found = reading("国立市の講座です。市は、都や保健所と連携します。", tables)
    own = found.ids["国立市"][0]
    ends = {(linked.giver, linked.to.printed) for linked in (proposal.linked for proposal in found.proposals)}
    assert own not in {end for pair in ends for end in pair}
    assert {printed for giver, printed in ends if giver == found.ids["相談課"][0]} >= {"保健所"}


def test_a_subject_gives_and_the_unit_in_charge_does_not(tables: Tables) -> None:
    found = reading("市町村は、児童相談所につなぎます。", tables).linkages
    assert {linked.giver for linked in found if linked.to.printed == "児童相談所"} == {"bt_municipality"}


def test_features_of_one_document_alone_get_no_weight() -> None:
    groups = [
        [(("always", "shared"), True), (("always",), False), (("always", "own"), True)] * 4,
        [(("always", "shared"), True), (("always",), False)] * 4,
    ]
    weights = fitted(groups, 1.0)
    assert set(weights) == {"always", "shared"}
    assert weights["shared"] > 1
    assert weights["always"] < 0


def test_the_table_is_written_with_a_column_for_each_set_of_weights() -> None:
    text = written({"all": Weights({"a": 0.5}, {}, 0.28, 0.7), "one": Weights({}, {"b": -1.0}, 0.3, 0.8)})
    assert text.splitlines() == [
        "group,feature,all,one",
        "limit,drafted,0.28,0.30",
        "limit,likely,0.70,0.80",
        "pair,b,,-1.000",
        "party,a,0.500,",
    ]


HEADINGS = """第1章 評価

■基本方針1 相談の充実

現状と課題

相談が増えました。

第2章 意見

■基本方針1について

窓口を分かりやすくしてください。

① 属性にかかわらず、地域の様々な相談を受け止め、自ら対応し、又は他の支援関係者につなぐ機能
"""


def test_headings_without_marks_and_headings_that_only_refer() -> None:
    lines = read_lines(HEADINGS)
    sections = find_sections(lines, [])
    assert [section.label for section in sections] == ["評価", "相談の充実", "現状と課題", "意見"]
    assert find_references(lines, sections) == [(HEADINGS.index("■基本方針1について"), sections[1].id)]
