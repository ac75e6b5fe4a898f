"""The rulebook read from the shipped graph says what the tables of practice and competence say."""

from __future__ import annotations

import pytest

from tsunagu.graph.iris import Iris
from tsunagu.graph.rows import Row, Tables
from tsunagu.network.records import Words
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


# ---- every row of the other tables, column by column ----

SCHEMES = {"tg": "target-group", "nd": "need", "fn": "function", "ci": "circumstance", "bt": "body-type"}


def concepts(row: Row, column: str) -> frozenset[str]:
    """What a column of a table names, as the graph calls it."""
    found = (code.partition("_") for code in row.texts(column))
    return frozenset(f"{SCHEMES[kind]}/{rest.replace('_', '-')}" for kind, _, rest in found)


def words(row: Row, column: str) -> Words:
    """A text of a table in both languages."""
    return Words(row.text(f"{column}_ja"), row.text(f"{column}_en"))


def test_every_circumstance_is_as_its_row_says(rulebook: Rulebook, tables: Tables) -> None:
    rows = list(tables.of("circumstances"))
    found = [rulebook.circumstances[f"circumstance/{row.text('id')[3:].replace('_', '-')}"] for row in rows]
    assert len(found) == len(rulebook.circumstances)
    for row, held in zip(rows, found, strict=True):
        assert (held.label, held.definition) == (words(row, "label"), words(row, "definition"))
        sets = held.groups, held.not_groups, held.needs, held.functions, held.avoids
        columns = "groups", "not_groups", "needs", "functions", "avoids"
        assert sets == tuple(concepts(row, column) for column in columns), held.id
        ages = tuple(int(row.text(end)) if row.text(end) else None for end in ("age_from", "age_until"))
        assert (held.age_from, held.age_until) == ages


def test_whom_a_kind_of_body_serves_is_as_the_rows_say(rulebook: Rulebook, tables: Tables) -> None:
    rows = list(tables.of("audiences"))
    assert set(rulebook.audiences) == {name for row in rows for name in concepts(row, "body_type")}
    for kind, held in rulebook.audiences.items():
        of_kind = [row for row in rows if kind in concepts(row, "body_type")]
        for effect, groups in (("only", held.only), ("also", held.also), ("not", held.never)):
            wanted = [concepts(row, "group") for row in of_kind if row.text("effect") == effect]
            assert groups == frozenset().union(*wanted), (kind, effect)
        assert bool(held.basis) == any(row.text("article") for row in of_kind)


def test_every_reading_of_a_condition_is_as_its_row_says(rulebook: Rulebook, tables: Tables) -> None:
    rows = list(tables.of("conditions"))
    assert set(rulebook.readings) == {row.text("condition_ja") for row in rows}
    for row in rows:
        held = rulebook.readings[row.text("condition_ja")]
        assert (held.id, held.holds, held.body_side) == (
            f"condition-reading/{row.text('id')}", row.text("holds"), row.text("body_side") == "True",
        )  # fmt: skip
        assert (held.needs, held.functions, held.circumstances) == tuple(
            concepts(row, column) for column in ("needs", "functions", "circumstances")
        )


def test_every_line_is_as_its_row_says(rulebook: Rulebook, tables: Tables) -> None:
    lines = {line.number: line for line in rulebook.lines}
    for row in tables.of("emergency_numbers"):
        held = lines[row.text("number")]
        assert (held.label, held.use, held.sort) == (words(row, "label"), words(row, "for"), row.text("sort"))
        told = {"hours": held.hours, "source": held.source, "checked_on": held.checked_on}
        assert told == {column: row.text(column) for column in told}
        assert (frozenset(held.kinds), held.needs, held.circumstances) == tuple(
            concepts(row, column) for column in ("kinds", "needs", "circumstances")
        )
    written = {line.id: line for line in rulebook.written}
    for row in tables.of("written_lines"):
        way = written[f"written-line/{row.text('id')}"]
        assert (way.label, way.use, way.page) == (words(row, "label"), words(row, "for"), row.text("url"))
        named = {"channel": way.channel, "instead_of": way.instead_of, "hours": way.hours, "source": way.source}
        assert named == {column: row.text(column) for column in named}
        assert (frozenset(way.kinds), way.needs, way.circumstances) == tuple(
            concepts(row, column) for column in ("kinds", "needs", "circumstances")
        )


def test_every_rule_of_practice_is_as_its_row_says(rulebook: Rulebook, tables: Tables) -> None:
    for row in tables.of("practice"):
        held = rule(rulebook, row.text("id"))
        sets = held.needs, held.circumstances, held.functions, frozenset(held.kinds)
        assert sets == tuple(concepts(row, name) for name in ("needs", "circumstances", "functions", "kinds")), held.id
        told = {"effect": held.effect, "tier": held.tier, "number": held.number, "ground": held.ground}
        assert told == {column: row.text(column) for column in told}
        assert (held.label, held.say, held.say_other) == tuple(
            words(row, name) for name in ("label", "say", "say_other")
        )
