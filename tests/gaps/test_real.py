"""The shipped documents: what is known to stand, or not to stand, in their texts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.gaps.test_rows import FORBIDDEN
from tsunagu.disclosure.guard import Guard
from tsunagu.gaps import registry
from tsunagu.gaps.comparison import compare
from tsunagu.gaps.registry import ANALYSES, find_gaps, read_snapshot
from tsunagu.gaps.rows import GapRow
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.network.compiled import open_network
from tsunagu.network.sources import read_locators
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.referral.snapshot import Snapshot, View

DAY = date(2026, 11, 1)
SAITAMA, KUNITACHI, KAMAKURA, ISEHARA = "place/110001", "place/132152", "place/142042", "place/142140"


@pytest.fixture(scope="module")
def material(home: Home, engine: OxigraphEngine, iris: Iris) -> Snapshot:
    """What the analyses work on."""
    return read_snapshot(BuiltGraph(engine, iris), Guard(open_network(home), iris), View(DAY), tuple(ANALYSES.values()))


@pytest.fixture(scope="module")
def rows(material: Snapshot) -> list[GapRow]:
    """Every row of every analysis."""
    return find_gaps(material)


def of(rows: list[GapRow], analysis: str, place: str, subject: str) -> GapRow:
    (found,) = [row for row in rows if (row.analysis, row.place, row.subjects[0]) == (analysis, place, subject)]
    return found


def test_every_analysis_has_rows_for_the_places_it_can_have(rows: list[GapRow]) -> None:
    every = {SAITAMA, KUNITACHI, KAMAKURA, ISEHARA}
    for name in ANALYSES:
        assert {row.place for row in rows if row.analysis == name} == ({KAMAKURA} if name == "drift" else every)


def test_numbers_that_follow_from_the_tables(rows: list[GapRow]) -> None:
    """42 needs x 4 places; duties by who bears them: 51 of a prefecture, 47 of a city."""
    counts = Counter((row.analysis, row.place) for row in rows)
    assert {counts["coverage", place] for place in (SAITAMA, KUNITACHI, KAMAKURA, ISEHARA)} == {42}
    assert counts["duties", SAITAMA] == 51
    assert {counts["duties", place] for place in (KUNITACHI, KAMAKURA, ISEHARA)} == {47}


@pytest.mark.parametrize(
    ("place", "number", "state"),
    [
        (SAITAMA, "01", "found"),  # cites article 8(1) in the section on its position
        (SAITAMA, "07", "found"),  # 県男女共同参画推進センター is the women's centre
        (SAITAMA, "20", "planned"),  # 支援調整会議の設置促進
        (KUNITACHI, "03", "planned"),  # 26 基本計画の策定
        (KUNITACHI, "15", "not_found"),  # 女性相談支援員 stands nowhere in the excerpt
        (KUNITACHI, "20", "planned"),  # 25.1 支援調整会議の設置
        (KUNITACHI, "31", "under_study"),  # 18 配偶者暴力相談支援センターの設置検討
        (KUNITACHI, "04", "not_checkable"),  # an excerpt does not show its own publication
        (KAMAKURA, "31", "not_found"),  # 配偶者暴力相談支援センター stands in neither plan
        (KAMAKURA, "38b", "found"),  # 鎌倉市男女共同参画計画 in its title
        (KAMAKURA, "42", "found"),  # 要保護児童対策地域協議会
        (KAMAKURA, "52", "found"),  # 鎌倉市居住支援協議会
        (ISEHARA, "15", "found"),  # 女性相談員を2人配置
        (ISEHARA, "41", "planned"),  # こども家庭センター
        (ISEHARA, "42", "found"),  # 要保護児童対策地域協議会
    ],
)
def test_duties_known_from_the_texts(rows: list[GapRow], place: str, number: str, state: str) -> None:
    assert of(rows, "duties", place, f"checklist/ck_{number}").state == state


@pytest.mark.parametrize("kind", ["child-guidance", "dvc", "health-center", "houterasu", "training"])
def test_partners_of_law_that_stand_in_neither_plan_of_kamakura(rows: list[GapRow], kind: str) -> None:
    assert of(rows, "partners", KAMAKURA, f"body-type/{kind}").state == "not_found"


def test_the_section_for_public_assistance_is_the_welfare_office(rows: list[GapRow]) -> None:
    """生活福祉課 is tagged as one by its work; the word 福祉事務所 itself stands in neither plan."""
    assert of(rows, "partners", KAMAKURA, "body-type/welfare-office").state == "found"


def test_the_words_do_not_stand_in_the_texts_either(sources: Path) -> None:
    texts = [re.sub(r"\s", "", (sources / f"kamakura-{name}-plan.txt").read_text(encoding="utf-8"))
             for name in ("gender", "welfare")]  # fmt: skip
    words = (
        "児童相談所",
        "配偶者暴力相談支援センター",
        "保健所",
        "法テラス",
        "司法支援センター",
        "福祉事務所",
        "職業訓練",
    )
    assert [word for word in words for text in texts if word in text] == []


def test_the_prefecture_s_list_is_more_than_its_linkages(rows: list[GapRow]) -> None:
    """Lawyers, family courts and councils of social welfare stand in the list of the Saitama plan, and only there."""
    for kind in ("lawyer", "court-family", "shakyo-city", "shakyo-pref", "jinken", "mental-center"):
        found = of(rows, "partners", SAITAMA, f"body-type/{kind}")
        assert found.state == "stated_otherwise"
        assert "一覧に挙がるだけ" in found.detail.ja


def test_two_plans_of_kamakura_name_other_sections_for_violence_by_a_spouse(rows: list[GapRow]) -> None:
    found = of(rows, "drift", KAMAKURA, "need/dv")
    assert found.subjects == ("need/dv", "body/142042-shimin-sodan-ka", "body/142042-bunka-jinken-ka")


def test_children_s_section_has_two_names(rows: list[GapRow]) -> None:
    alike = [row for row in rows if row.analysis == "drift" and "こども家庭相談課" in row.detail.ja
             and "こども相談課" in row.detail.ja]  # fmt: skip
    assert alike


def test_six_indicators_of_isehara_moved_away_from_their_targets(rows: list[GapRow]) -> None:
    below = [row for row in rows if row.analysis == "measures" and row.place == ISEHARA and row.state == "found"]
    assert len(below) == 6


def test_an_excerpt_without_indicators_is_not_held_against_them(rows: list[GapRow]) -> None:
    states = {row.state for row in rows if row.analysis == "measures" and row.place == KUNITACHI}
    assert "not_found" not in states - {"stated_otherwise"}
    assert "not_checkable" in states


def test_every_row_says_what_closes_it_or_is_found(rows: list[GapRow]) -> None:
    optional = [row for row in rows if not row.closes and row.state != "found"]
    assert {row.analysis for row in optional} <= {"duties"}
    assert all("できる" in row.subject.ja for row in optional)


def test_every_row_speaks_both_languages_and_calls_nothing_missing(rows: list[GapRow]) -> None:
    for row in rows:
        assert row.subject.ja
        assert row.detail.ja
        assert row.detail.en
        own = (row.detail.ja + row.closes.ja, row.detail.en + row.closes.en)
        assert not any(FORBIDDEN.search(text) for text in own), row


def test_evidence_stands_in_a_document_in_law_or_in_a_register(
    rows: list[GapRow], material: Snapshot, engine: OxigraphEngine, iris: Iris
) -> None:
    facts = {fact for row in rows for fact in row.evidence}
    places = read_locators(BuiltGraph(engine, iris), facts)
    of_law = ("law/", "type-function/", "expected/", "linkage-duty/", "inferred-linkage/")
    listed = {fact.partition("#")[0] for fact in facts if fact.startswith("desk/")}
    assert listed <= {desk.id for desk in material.network.listed}
    network = material.network
    closed = {body.id for body in network.bodies.values() if body.disclosure == "confidential" or body.sort == "kind"}
    of_closed = {link.id for link in network.links if {link.start, link.end} & closed}
    of_closed |= {service.id for service in network.services if service.disclosure == "confidential"}
    placeless = {fact for fact in facts - places.keys() if not fact.startswith((*of_law, "desk/"))}
    assert placeless - closed - of_closed == set()
    documents = {place.document for held in places.values() for place in held}
    assert documents <= set(material.network.concepts)


def test_before_a_plan_begins_it_says_nothing(home: Home, engine: OxigraphEngine, iris: Iris) -> None:
    drift = (ANALYSES["drift"], ANALYSES["duties"])
    earlier = read_snapshot(BuiltGraph(engine, iris), Guard(open_network(home), iris), View(date(2026, 3, 31)), drift)
    found = find_gaps(earlier, drift)
    assert not [row for row in found if row.analysis == "drift"]
    assert of(found, "duties", KAMAKURA, "checklist/ck_38b").state == "not_checkable"


def test_the_same_rows_again(material: Snapshot, rows: list[GapRow]) -> None:
    assert find_gaps(replace(material)) == rows


def test_kunitachi_and_the_list_of_law(material: Snapshot) -> None:
    found = compare(material, KUNITACHI, "place/130001")
    sides = Counter(row.side for row in found.of("partner") if row.second)
    assert sides["both"] + sides["second"] == 11
    assert {row.subject for row in found.of("partner") if row.second and row.side == "both"} == {
        "body-type/medical", "body-type/school", "body-type/child-welfare-facility", "body-type/dvc",
    }  # fmt: skip


def test_scope_of_both_plans_is_told(material: Snapshot) -> None:
    found = compare(material, "document/kamakura-gender", "document/kamakura-welfare")
    (scope,) = found.of("scope")
    assert "第4章だけ" in scope.second.ja
    assert {row.subject: row.side for row in found.of("body")}["body/142042-bunka-jinken-ka"] == "second"


def test_one_place_is_asked_of_the_documents_that_speak_for_it_alone(
    home: Home, engine: OxigraphEngine, iris: Iris, rows: list[GapRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With many documents those of other places are not read, and every row stays."""
    monkeypatch.setattr(registry, "FEW", 0)
    view, graph = View(DAY, places=(KUNITACHI,)), BuiltGraph(engine, iris)
    near = read_snapshot(graph, Guard(open_network(home), iris), view, tuple(ANALYSES.values()))
    assert {measure.document for measure in near.statements.measures.values()} == {"document/kunitachi-gender"}
    assert find_gaps(near) == [row for row in rows if row.place == KUNITACHI]
