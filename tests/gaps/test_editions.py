"""A new edition of a plan beside the old one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from tests.gaps.samples import CITY, PLAN, SECOND, body, document, material, measure, network, statements
from tsunagu.errors import NameUnknown
from tsunagu.gaps.editions import Editions, as_answer, editions, held_editions, pair_measures
from tsunagu.network.records import Interval, Words
from tsunagu.network.statements import Figure, Measure, Responsibility

SECTIONS = {"a": "相談課", "same-as-a": "相談課", "b": "保護課"}
OLD = [
    measure("1.1", "相談窓口の周知"),
    measure("1.2", "一時保護の実施"),
    measure("1.3", "住まいの確保の支援"),
    measure("2.1", "職員の研修"),
]


def new(row: str, label: str, **more: object) -> Measure:
    return measure(row, label, document=SECOND, **more)


def numbers(measures: Iterable[Measure]) -> list[tuple[str, str]]:
    return [(before.row, after.row) for before, after in pair_measures(OLD, list(measures))]


def test_measures_are_one_by_number_and_title_then_by_title_then_by_likeness() -> None:
    assert numbers([new("1.1", "相談窓口の周知"), new("1.2", "研修")]) == [("1.1", "1.1")]
    assert numbers([new("1.1", "一時保護の実施"), new("1.2", "相談窓口の周知")]) == [("1.2", "1.1"), ("1.1", "1.2")]
    assert numbers([new("9", "住まいの確保の支援等"), new("1.1", "相談の窓口の周知と連携")]) == [
        ("1.3", "9"),
        ("1.1", "1.1"),
    ]
    assert numbers([new("9", "まったく別のこと")]) == []


def test_a_title_of_which_four_fifths_stay_is_the_same_measure() -> None:
    old = [measure("1.1", "職員研修会")]
    for title, pairs in (("職員研修等", [("1.1", "9")]), ("職員調査等", [])):
        found = pair_measures(old, [new("9", title)])
        assert [(before.row, after.row) for before, after in found] == pairs


def test_a_measure_is_in_one_pair_alone() -> None:
    assert numbers([new("5", "職員の研修"), new("6", "職員の研修")]) == [("2.1", "5")]
    assert numbers([new("5", "職員の研修会"), new("6", "職員の研修等")]) == [("2.1", "5")]


def charge(plan: str, row: str, name: str) -> Responsibility:
    about, fact = f"measure/{plan}/{row}", f"responsibility/{plan}/{row}/{name}"
    return Responsibility(fact, f"document/{plan}", about, f"body/{name}")


def figure(plan: str, at: int, label: str, value: str) -> Figure:
    named = Words(label, label)
    return Figure(f"figure/{plan}/{at}", f"document/{plan}", "", named, role="target", value=value, period="2030")


@pytest.fixture
def found() -> Editions:
    measures = [*OLD, new("1.1", "相談窓口の周知"), new("1.2", "一時保護の実施", status="planned"),
                new("1.4", "住まいの確保の支援"), new("3.1", "同行支援")]  # fmt: skip
    charges = (charge("plan", "1.1", "a"), charge("second", "1.1", "same-as-a"), charge("plan", "1.2", "a"),
               charge("second", "1.2", "b"))  # fmt: skip
    of_old, of_new = (("相談件数", "10"), ("研修", "5")), (("相談件数", "20"), ("研修", "5"), ("会議", "1"))
    figures = tuple(figure(plan, at, *held) for plan, told in (("plan", of_old), ("second", of_new))
                    for at, held in enumerate(told, start=1))  # fmt: skip
    said = replace(statements(measures), responsibilities=charges, figures=figures)
    sections = [replace(body(name), label=Words(label)) for name, label in SECTIONS.items()]
    held = network(sections, documents=(document(), document(SECOND)))
    return editions(material(held, said, chosen=(CITY,)), PLAN, SECOND)


def test_what_changed_is_told_with_its_facts(found: Editions) -> None:
    told = [(row.change, row.label.ja, row.facts_before, row.facts_after) for row in found.rows]
    assert told == [
        ("gone", "職員の研修", ("measure/plan/2.1",), ()),
        ("added", "同行支援", (), ("measure/second/3.1",)),
        ("departments", "一時保護の実施", ("measure/plan/1.2", "responsibility/plan/1.2/a"),
         ("measure/second/1.2", "responsibility/second/1.2/b")),
        ("status", "一時保護の実施", ("measure/plan/1.2",), ("measure/second/1.2",)),
        ("number", "住まいの確保の支援", ("measure/plan/1.3",), ("measure/second/1.4",)),
        ("figure", "相談件数", ("figure/plan/1",), ("figure/second/1",)),
        ("figure", "会議", (), ("figure/second/3",)),
    ]  # fmt: skip
    assert found.same == 1
    assert (found.count("added"), found.count("figure")) == (1, 2)


def test_the_table_says_it_in_both_languages(found: Editions) -> None:
    japanese, english = as_answer(found, "ja"), as_answer(found, "en")
    assert japanese.rows[0][:4] == ("なくなった", "職員の研修", "2.1 職員の研修（担当の記載なし）", "本資料に記載なし")
    assert japanese.rows[5][:4] == ("数値", "相談件数", "目標値 10（2030）", "目標値 20（2030）")
    assert english.rows[4][:4] == ("number", "住まいの確保の支援", "1.3", "1.4")
    assert english.rows[0][3] == "not found in this document"


def test_the_same_edition_changes_nothing_and_a_place_is_no_edition() -> None:
    held = material(network(documents=(document(),)), statements(OLD))
    found = editions(held, PLAN, PLAN)
    assert (found.rows, found.same) == ((), 4)
    with pytest.raises(NameUnknown, match="compare-editions-documents"):
        editions(held, PLAN, CITY)


def test_documents_of_one_government_that_share_titles_are_editions_the_older_one_first() -> None:
    later, earlier = (Interval(date(year, 4, 1)) for year in (2031, 2026))
    held = network(documents=(document(period=later), document(SECOND, period=earlier)))
    alike = statements([*OLD, new("7", "職員の研修"), new("8", "一時保護の実施"), new("9", "同行支援")])
    assert [(old.id, young.id) for old, young in held_editions(held, alike, CITY)] == [(SECOND, PLAN)]
    other = statements([*OLD, new("7", "職員の研修"), *(new(str(at), f"別のこと{at}") for at in range(4))])
    assert list(held_editions(held, other, CITY)) == []
    elsewhere = network(documents=(document(), document(SECOND, place="place/130001")))
    assert list(held_editions(elsewhere, alike, CITY)) == []
