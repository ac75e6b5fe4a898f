"""The rulebook read from the shipped graph says what the tables of practice and competence say."""

from __future__ import annotations

import pytest

from tsunagu.graph.iris import Iris
from tsunagu.graph.rows import Tables
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.referral.rulebook import PracticeRule, Rulebook, read_rulebook


@pytest.fixture(scope="module")
def rulebook(engine: OxigraphEngine, iris: Iris) -> Rulebook:
    """The rulebook of the shipped graph."""
    return read_rulebook(BuiltGraph(engine, iris))


def rule(rulebook: Rulebook, name: str) -> PracticeRule:
    """One rule of practice by the id of its row."""
    return next(rule for rule in rulebook.practice if rule.id == f"practice/{name}")


def test_every_row_of_practice_is_one_rule(rulebook: Rulebook, tables: Tables) -> None:
    rows = {f"practice/{row.text('id')}" for row in tables.of("practice")}
    assert {rule.id for rule in rulebook.practice} == rows
    assert len(rulebook.practice) == len(rows)
    assert [rule.order for rule in rulebook.practice] == sorted(rule.order for rule in rulebook.practice)


def test_a_rule_carries_all_its_columns(rulebook: Rulebook) -> None:
    found = rule(rulebook, "pr_child_violence_desk")
    assert found.effect == "require"
    assert found.circumstances == {"circumstance/child"}
    assert {"need/dv", "need/sexual-violence", "need/child-abuse"} <= found.needs
    assert found.kinds == ("body-type/child-family-center", "body-type/child-section")
    assert (found.tier, found.order, found.ground) == ("own", 3, "law")
    assert "law/322AC0000000164/Article_25/Paragraph_1" in found.basis
    assert found.say.ja
    assert found.say.en
    assert found.say_other.ja
    assert found.say_other != found.say
    assert found.reason.ja
    assert found.label.en


def test_what_switches_a_rule_off_is_circumstances_and_needs(rulebook: Rulebook) -> None:
    found = rule(rulebook, "pr_adult_no_child_guidance")
    assert found.effect == "never"
    assert {"circumstance/child-along", "need/child-abuse"} <= found.unless
    assert "body-type/child-guidance" in found.kinds


def test_a_number_comes_as_it_is_dialled(rulebook: Rulebook) -> None:
    assert rule(rulebook, "pr_danger_110").number == "110"
    assert rule(rulebook, "pr_sexual_8891").number == "#8891"
    assert {rule.number for rule in rulebook.practice if rule.effect == "number"} <= {
        line.number for line in rulebook.lines
    }


def test_lines_begin_with_emergencies_and_carry_page_and_day(rulebook: Rulebook, tables: Tables) -> None:
    assert [line.number for line in rulebook.lines[:2]] == ["110", "119"]
    assert len(rulebook.lines) == len(list(tables.of("emergency_numbers")))
    line = next(line for line in rulebook.lines if line.number == "#8891")
    assert line.kinds == ("body-type/onestop",)
    assert "need/sexual-violence" in line.needs
    assert "circumstance/sexual-harm" in line.circumstances
    assert all(line.source and line.checked_on and line.label.ja and line.use.en for line in rulebook.lines)


def test_institutions_carry_the_duties_of_their_people(rulebook: Rulebook) -> None:
    assert set(rulebook.acts_as["body-type/medical"]) == {"body-type/any-person", "body-type/medical-person"}
    assert "body-type/any-person" in rulebook.acts_as["body-type/police-station"]
    assert "body-type/any-person" in rulebook.acts_as["body-type/nursery"]


@pytest.mark.parametrize(
    ("kind", "place_kind", "side"),
    [
        ("welfare-office", "city", "own"),
        ("welfare-office", "ward", "own"),
        ("welfare-office", "town", "prefecture"),
        ("child-guidance", "city", "prefecture"),
        ("child-guidance", "designated_city", "own"),
        ("needy-consult", "village", "prefecture"),
        ("health-center", "core_city", "own"),
        ("mental-center", "ward", "prefecture"),
    ],
)
def test_whose_body_serves_a_resident(rulebook: Rulebook, kind: str, place_kind: str, side: str) -> None:
    assert rulebook.competence[f"body-type/{kind}"][place_kind] == side


def test_places_an_order_names(rulebook: Rulebook) -> None:
    named = rulebook.own_places["body-type/child-guidance"]
    assert {"place/142018", "place/131121"} <= named
    assert "place/112038" not in named
    assert rulebook.competence["body-type/child-guidance"]["designated_city"] == "own"
    assert "place/141003" not in named, "Yokohama has one as a designated city, not by name"


def test_kinds_with_a_body_for_each_area(rulebook: Rulebook) -> None:
    assert {"body-type/police-station", "body-type/welfare-office", "body-type/hellowork"} <= rulebook.branched
    assert "body-type/mental-center" not in rulebook.branched
