"""The tables of practice and competence, tested like code: grounds, words, sources, no contradiction."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import pytest

from tests.conftest import ROOT
from tsunagu.graph.rows import Row, Tables

LONGEST_SAY = 40
PLACE_KINDS = {"designated_city", "core_city", "city", "ward", "town", "village"}
SECRET = {
    "bt_wsc_shelter", "bt_entrusted_shelter", "bt_private_shelter", "bt_step_house", "bt_cgc_shelter", "bt_wsf",
    "bt_mother_child_facility", "bt_child_self_reliance_home",
}  # fmt: skip


def rules(tables: Tables, *effects: str) -> list[Row]:
    """Return the rules of practice with one of these effects."""
    return [row for row in tables.of("practice") if row.text("effect") in effects]


def test_every_rule_rests_on_a_provision_a_page_or_says_judgement(tables: Tables) -> None:
    wrong = []
    for row in tables.of("practice"):
        ground, page = row.text("ground"), " ".join(row.texts("guideline"))
        told = {"law": bool(row.texts("basis")), "guideline": bool(page), "judgement": True}[ground]
        dated = bool(page) == bool(row.text("checked_on")) == ("http" in page)
        if not told or not dated:
            wrong.append(row.text("id"))
    assert wrong == []


def test_what_rests_on_judgement_is_never_called_verified(tables: Tables) -> None:
    assert [
        r.text("id")
        for r in tables.of("practice")
        if (r.text("ground"), r.text("confidence")) == ("judgement", "verified")
    ] == []


def test_what_to_say_is_one_short_sentence(tables: Tables) -> None:
    long = [row.text("id") for row in tables.of("practice") if len(row.text("say_ja")) > LONGEST_SAY]
    assert long == []
    half = [r.text("id") for r in tables.of("practice") if bool(r.text("say_ja")) != bool(r.text("say_en"))]
    assert half == []


def test_a_number_rule_says_a_number_and_the_others_name_kinds(tables: Tables) -> None:
    for row in tables.of("practice"):
        assert (row.text("effect") == "number") == bool(row.text("number")) != bool(row.texts("kinds")), row.text("id")


def test_no_rule_is_for_nobody(tables: Tables) -> None:
    for row in tables.of("practice"):
        assert not set(row.texts("circumstances")) & set(row.texts("unless")), row.text("id")
        assert not set(row.texts("needs")) & set(row.texts("unless_needs")), row.text("id")
    everyone = [
        row.text("id")
        for row in tables.of("practice")
        if not any(row.texts(column) for column in ("needs", "functions", "circumstances"))
    ]
    assert everyone == ["pr_confidential_never"]


def test_places_kept_secret_are_never_suggested_and_no_rule_wants_them(tables: Tables) -> None:
    never = next(row for row in tables.of("practice") if row.text("id") == "pr_confidential_never")
    hidden = {row.text("id") for row in tables.of("body_types") if row.text("disclosure") == "confidential"}
    assert set(never.texts("kinds")) == SECRET == hidden
    wanted = {kind for row in rules(tables, "require", "prefer") for kind in row.texts("kinds")}
    assert wanted & SECRET == set()


@pytest.mark.parametrize(
    "need",
    [
        "nd_dv",
        "nd_sexual_violence",
        "nd_dating_dv",
        "nd_family_violence",
        "nd_no_home",
        "nd_suicide",
        "nd_unplanned_pregnancy",
        "nd_image_abuse",
    ],
)
def test_under_18_the_child_guidance_centre_and_the_municipal_desk_are_wanted(tables: Tables, need: str) -> None:
    found = [
        row
        for row in rules(tables, "require")
        if need in row.texts("needs") and row.texts("circumstances") == ("ci_child",)
    ]
    assert any(row.texts("kinds") == ("bt_child_guidance",) for row in found), need
    assert any("bt_child_section" in row.texts("kinds") and row.text("tier") == "own" for row in found), need


def test_nothing_required_of_a_child_is_ever_forbidden_to_a_child(tables: Tables) -> None:
    """A rule that forbids shares no person with one that requires only what it forbids."""
    clashes = []
    for never in rules(tables, "never"):
        for wanted in rules(tables, "require"):
            if set(wanted.texts("kinds")) <= set(never.texts("kinds")) and _may_meet(never, wanted):
                clashes.append((never.text("id"), wanted.text("id")))
    assert clashes == []


def _may_meet(never: Row, wanted: Row) -> bool:
    """Tell whether the least case of the wanted rule falls under the one that forbids."""
    holds = set(wanted.texts("circumstances"))
    if not set(never.texts("circumstances")) <= holds or set(never.texts("unless")) & holds:
        return False
    needs = [{need} for need in wanted.texts("needs")] or [set()]
    for case in needs:
        if never.texts("needs") and not case & set(never.texts("needs")):
            continue
        if never.texts("functions") and not set(wanted.texts("functions")) & set(never.texts("functions")):
            continue
        if not case & set(never.texts("unless_needs")):
            return True
    return False


def test_every_number_has_a_page_and_a_day(tables: Tables) -> None:
    for row in tables.of("emergency_numbers"):
        assert row.text("source").startswith("http"), row.text("number")
        assert row.text("checked_on") >= "2026-11-01", row.text("number")
        assert row.first("verified") is True, row.text("number")
    always = {row.text("number") for row in tables.of("emergency_numbers") if row.first("always") is True}
    assert always == {"110", "119", "#8008", "#8891", "189"}


def test_a_helpline_says_for_whom_it_is(tables: Tables) -> None:
    silent = [
        row.text("number")
        for row in tables.of("emergency_numbers")
        if row.text("sort") != "emergency" and not row.texts("needs") and not row.texts("circumstances")
    ]
    assert silent == []


def test_competence_says_one_thing_for_each_kind_of_place(tables: Tables) -> None:
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for row in tables.of("competence"):
        said[row.text("body_type")].update(row.texts("place_kinds"))
    twice = {kind: places for kind, places in said.items() if any(times > 1 for times in places.values())}
    assert twice == {}
    assert all(set(places) <= PLACE_KINDS for places in said.values())


def test_an_order_names_only_places_whose_kind_alone_would_not_tell(tables: Tables) -> None:
    """Where the kind of place already has a body of its own, nobody is named; designated cities stand by the act."""
    kinds = {row.text("code"): row.text("kind") for row in tables.of("places")}
    own = {
        (row.text("body_type"), place)
        for row in tables.of("competence")
        if row.text("served_by") == "own"
        for place in row.texts("place_kinds")
    }
    named = [row for row in tables.of("designations") if row.text("statute").startswith("ord_")]
    assert named
    assert [r.text("id") for r in named if (r.text("body_type"), kinds[r.text("place")]) in own] == []


def test_an_order_names_places_that_have_no_child_guidance_centre_by_their_kind(tables: Tables) -> None:
    kinds = {row.text("code"): row.text("kind") for row in tables.of("places")}
    named = {
        row.text("place")
        for row in tables.of("designations")
        if row.text("body_type") == "bt_child_guidance" and row.text("statute") == "ord_child_welfare"
    }
    assert len(named) >= 14
    assert {kinds[place] for place in named} <= {"core_city", "ward", "city"}, "designated cities have one by law"


def test_each_institution_stands_once_and_acts_for_actors(tables: Tables) -> None:
    kinds = Counter(row.text("body_type") for row in tables.of("actors"))
    assert [kind for kind, times in kinds.items() if times > 1] == []
    actors = {row.text("id") for row in tables.of("body_types") if row.text("kind") == "actor"}
    carried = {actor for row in tables.of("actors") for actor in row.texts("acts_as")}
    assert carried - actors == {"bt_child_welfare_facility"}


def test_bases_of_actors_and_competence_are_among_the_articles(tables: Tables) -> None:
    known = {row.text("id") for row in tables.of("articles")}
    for name in ("actors", "competence", "designations", "expectations"):
        cited = {f"{row.text('statute')}:{article}" for row in tables.of(name) for article in row.texts("article")}
        assert cited - known == set(), name


def test_rules_of_one_order_and_effect_differ_in_label(tables: Tables) -> None:
    labels = [row.text("label_ja") for row in tables.of("practice")]
    assert [pair for pair in combinations(sorted(labels), 2) if pair[0] == pair[1]] == []


def test_the_tables_stand_in_the_list_of_the_folder() -> None:
    told = (ROOT / "graph" / "README.md").read_text(encoding="utf-8")
    for name in ("practice", "actors", "competence", "designations"):
        assert f"{name}.csv" in told, name
