"""The words of a fact stand within its row: a word pointed at its other places in the text is noticed."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.graph.moved_words import Mover, tied_facts
from tests.graph.test_inference_rules import Cell, row
from tsunagu.graph.extents import Outline
from tsunagu.graph.nearness import out_of_order
from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.text import SourceText
from tsunagu.graph.verify import VerifyReport, check_document

TEXT = """第1章 相談
1 窓口の設置\t市民課と相談する窓口\t福祉課 市民課
2 訪問の実施\t家庭を訪ねる\t市民課
第2章 住まい
3 住宅の確保\t福祉課の紹介\t住宅課
注 2の訪問には保健課も加わる
"""


def span_of(word: str, nth: int = 0) -> str:
    return str(SourceText(TEXT).find_all(word)[nth])


def heading(table: str, word: str, line: int, **cells: Cell) -> Row:
    key = "id" if table == "sections" else "row"
    made = row(table, "plan", spans=span_of(word), anchors=word, label_ja=word, **{key: word[:2], **cells})
    return replace(made, line=line)


def department(about: str, word: str, nth: int = 0, order: int = 1, **cells: Cell) -> Row:
    told: dict[str, Cell] = {"body": word, "printed": word, "role": "lead", "anchors": word, **cells}
    line = 1 + sum(map(ord, f"{about}{word}{order}"))
    told = {"spans": span_of(word, nth), **told}
    return replace(row("responsibilities", "plan", row=about, order=order, **told), line=line)


PLAN = (
    heading("sections", "相談", 2),
    heading("measures", "窓口の設置", 2, section="相談"),
    heading("measures", "訪問の実施", 3, section="相談"),
    heading("sections", "住まい", 3, id="住ま"),
    heading("measures", "住宅の確保", 4, section="住ま"),
    row("print_order", "plan", table="measures", position=1, as_listed=False),
    row("print_order", "plan", table="responsibilities", position=2, as_listed=True),
)


def reasons(*facts: Row, plan: tuple[Row, ...] = PLAN) -> list[str]:
    """What is told of facts beside a small plan."""
    report = VerifyReport()
    check_document(Tables((*plan, *facts), ("plan",)), "plan", SourceText(TEXT), report)
    return [failure.reason for failure in report.failures]


def test_words_within_their_row_in_the_order_of_print_are_shown_to_be_so() -> None:
    facts = (department("窓口", "福祉課"), department("窓口", "市民課", 1, order=2), department("住宅", "住宅課"))
    report = VerifyReport()
    check_document(Tables((*PLAN, *facts), ("plan",)), "plan", SourceText(TEXT), report)
    assert report.failures == []
    assert report.count("row") == {"plan": len(PLAN) - 2 + len(facts)}
    assert report.count("text") == {}


def test_what_belongs_to_no_row_is_only_shown_to_stand_in_the_text() -> None:
    report = VerifyReport()
    body = row("bodies", "plan", id="b", printed="保健課", spans=span_of("保健課"), anchors="保健課")
    check_document(Tables((*PLAN, body), ("plan",)), "plan", SourceText(TEXT), report)
    assert (report.failures, report.count("text")) == ([], {"plan": 1})


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (department("訪問", "市民課", 1), "verify-place"),  # the row before
        (department("住宅", "福祉課", 0), "verify-place"),  # another chapter
        (department("相談", "市民課", 1), "verify-place"),  # of a chapter, in a measure of it
        (department("訪問", "保健課"), "verify-place"),  # the note below another row
    ],
)
def test_words_of_another_row_are_noticed(fact: Row, told: str) -> None:
    assert reasons(fact) == [told]


def test_the_order_of_the_print_is_noticed() -> None:
    assert reasons(department("窓口", "福祉課"), department("窓口", "市民課", 0, order=2)) == ["verify-order"]
    assert reasons(department("窓口", "福祉課", order=2), department("窓口", "市民課", 1, order=1)) == ["verify-order"]


def test_a_recorded_extent_is_part_of_the_row() -> None:
    extent = row("extents", "plan", row="訪問", order=1, reason="footnote", anchors="注2の訪問；加わる",
                 spans=f"{span_of('注2の訪問')}；{span_of('加わる')}")  # fmt: skip
    assert reasons(extent, department("訪問", "保健課")) == []
    assert reasons(extent, department("住宅", "住宅課"), department("窓口", "保健課")) == ["verify-place"]


@pytest.mark.parametrize("spans", ["加わる；注2の訪問", "注2の訪問；には；加わる"])
def test_an_extent_is_told_by_its_first_and_last_words(spans: str) -> None:
    places = "；".join(span_of(word) for word in spans.split("；"))
    extent = row("extents", "plan", row="訪問", order=1, reason="footnote", spans=places, anchors=spans)
    assert reasons(extent) == ["verify-extent"]


def test_rows_follow_one_another_as_in_their_table() -> None:
    first, second = PLAN[1], PLAN[2]
    swapped = (PLAN[0], replace(second, line=2), replace(first, line=3), *PLAN[3:])
    assert reasons(plan=swapped) == ["verify-order"]


def test_a_row_stands_below_its_heading() -> None:
    strayed = replace(PLAN[2], values={**PLAN[2].values, "section": ("住ま",)})
    assert reasons(plan=(*PLAN[:2], strayed, *PLAN[3:])) == ["verify-place"]


def test_one_place_is_not_pointed_at_twice() -> None:
    place = span_of("住宅課")
    assert reasons(department("住宅", "住宅課", spans=f"{place}；{place}", anchors="住宅課；住宅課")) == [
        "verify-same-span"
    ]


def test_a_figure_is_not_cut_in_the_text() -> None:
    text = SourceText("1 人数\n1,851人 3.5")
    plan = (row("measures", "plan", row="1", label_ja="人数", spans="2-4", anchors="人数"),)
    for spans, word in (("5-6", "1"), ("7-10", "851"), ("12-13", "3"), ("14-15", "5")):
        figure = row("observations", "plan", id="o", row="1", value_printed=word, value=1, spans=spans, anchors=word)
        report = VerifyReport()
        check_document(Tables((*plan, figure), ("plan",)), "plan", text, report)
        assert [failure.reason for failure in report.failures] == ["verify-cut"], word


def test_the_fewest_are_out_of_order() -> None:
    rows = [replace(PLAN[0], line=line) for line in range(5)]
    found = out_of_order([(1, rows[0]), (9, rows[1]), (2, rows[2]), (2, rows[3]), (4, rows[4])])
    assert [found.line for found in found] == [1]
    assert out_of_order([]) == []


def test_a_place_has_one_owner() -> None:
    outline = Outline(Tables(PLAN, ("plan",)), "plan", SourceText(TEXT))
    starts = [TEXT.index(word) for word in ("第1章", "1 窓口", "市民課と", "2 訪問", "第2章", "3 住宅")]
    assert [outline.owner(start) for start in starts] == ["相談", "窓口", "窓口", "訪問", "住ま", "住宅"]


@pytest.mark.sources
def test_every_department_pointed_elsewhere_is_noticed(tables: Tables, sources: Path) -> None:
    """Of 575 repeated departments every one stood in the text elsewhere too; three stand in the same row there."""
    moved = list(Mover(tables, sources).move(tied_facts(tables, "responsibilities")))
    assert len(moved) > 570
    assert not any(fact.noticed_by_words_alone for fact in moved)
    missed = Counter(fact.fact.document for fact in moved if not fact.noticed)
    assert missed == {"saitama-women": 3}


@pytest.mark.sources
def test_facts_pointed_at_any_other_place_of_their_words_are_noticed(tables: Tables, sources: Path) -> None:
    chance = random.Random(8)
    facts = [fact for fact in tied_facts(tables) if fact.table.name not in ("responsibilities", "sections")]
    heads = [fact for fact in tied_facts(tables, "sections") if fact.document != "kamakura-welfare"]
    moved = list(Mover(tables, sources).move([*chance.sample(facts, 500), *chance.sample(heads, 12)], chance))
    assert len(moved) > 200
    assert sum(fact.noticed for fact in moved) > 0.85 * len(moved)
