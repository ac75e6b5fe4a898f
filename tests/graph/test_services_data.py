"""The shipped services: which one may use without being sent, where one asks, and whom each is for."""

import pytest

from tsunagu.graph.rows import Tables

# ---- services one may use without being sent (docs/data-guide.md) ----

BEHIND_A_DECISION = {
    "fn_temp_protection", "fn_entrusted_protection", "fn_emergency_safety", "fn_short_stay", "fn_residential",
    "fn_step_house", "fn_aftercare", "fn_accompany",
}  # fmt: skip
TOLD = {"fn_info", "fn_publicity"}


def test_protection_stays_and_visits_follow_a_decision(tables: Tables) -> None:
    for row in tables.of("services"):
        if {"stay", "home_visit"} & set(row.texts("channels")) or BEHIND_A_DECISION & set(row.texts("functions")):
            assert row.first("entry") is False, f"{row.file}:{row.line} {row.text('id')}"


def test_leaflets_and_pages_are_there_for_anyone(tables: Tables) -> None:
    for row in tables.of("services"):
        channels, functions = set(row.texts("channels")), set(row.texts("functions"))
        if channels and channels <= {"document", "web"} and functions <= TOLD:
            assert row.first("entry") is True, f"{row.file}:{row.line} {row.text('id')}"


@pytest.mark.parametrize(
    ("document", "identifier", "entry"),
    [
        ("kamakura-welfare", "4-1-5-10-s1", True),  # 住居確保給付金 at the section that takes the application
        ("kamakura-welfare", "4-1-3-8-s1", True),
        ("isehara-review", "s-58-2", True),
        ("saitama-women", "sv-63", False),  # a department of the prefecture does not take it
        ("isehara-review", "s-58-3", False),  # 家計改善 follows the plan of the consultation
        ("kamakura-welfare", "4-1-8-4-s1", False),
    ],
)
def test_what_one_applies_for_oneself(tables: Tables, document: str, identifier: str, entry: bool) -> None:
    row = next(row for row in tables.of("services", document) if row.text("id") == identifier)
    assert row.first("entry") is entry


# ---- who gives a service, where one asks, who is in charge (docs/data-guide.md) ----

WHOLE = {"bt_municipality", "bt_prefecture", "bt_designated_city"}
OPEN_DOORS = {"front_door_only", "public"}


def _bureaus(tables: Tables) -> set[str]:
    return {row.text("id") for row in tables.of("bodies") if row.text("label_ja").endswith(("部", "局"))}


def test_a_bureau_is_no_desk_and_gives_nothing(tables: Tables) -> None:
    bureaus = _bureaus(tables)
    for row in tables.of("services"):
        assert not {row.text("desk"), row.text("provider")} & bureaus, f"{row.file}:{row.line} {row.text('id')}"


def test_a_desk_is_told_only_where_it_is_not_the_provider(tables: Tables) -> None:
    same = [f"{row.file}:{row.line}" for row in tables.of("services") if row.text("desk") == row.text("provider")]
    assert same == []


def test_nobody_is_sent_to_a_closed_place(tables: Tables) -> None:
    shown = {row.text("id"): row.text("disclosure") for name in ("body_types", "bodies") for row in tables.of(name)}
    for row in tables.of("services"):
        if row.text("desk"):
            assert shown[row.text("desk")] in OPEN_DOORS, f"{row.file}:{row.line} {row.text('id')}"


def test_what_one_may_enter_has_a_front_door(tables: Tables) -> None:
    """A service in operation that one may use unsent names a desk: no whole government, and not an unnamed one."""
    whole = {row.text("id") for row in tables.of("bodies") if WHOLE & set(row.texts("body_types"))}
    for row in tables.of("services"):
        if row.first("entry") and row.text("status") == "in_operation":
            desk = row.text("desk") or row.text("provider")
            assert desk not in whole | {"unnamed"}, f"{row.file}:{row.line} {row.text('id')}"


@pytest.mark.parametrize(
    ("document", "identifier", "desk"),
    [
        ("kamakura-welfare", "4-2-1-2-s1", "bt_chiiki_houkatsu"),
        ("kamakura-welfare", "4-2-1-2-s2", "bt_disab_abuse_center"),
        ("kunitachi-gender", "16.1-v1", "132152-shimin-ka"),
        ("saitama-women", "sv-21", "110001-ninshin-sos-saitama"),
        ("isehara-review", "s-50-2", "142140-dv-sodan-madoguchi"),
    ],
)
def test_where_one_asks(tables: Tables, document: str, identifier: str, desk: str) -> None:
    row = next(row for row in tables.of("services", document) if row.text("id") == identifier)
    assert row.text("desk") == desk


@pytest.mark.parametrize(
    ("document", "identifier", "groups"),
    [
        ("isehara-review", "s-63-1", {"tg_child", "tg_parent"}),  # not for a disabled adult
        ("saitama-women", "sv-44", {"tg_women", "tg_parent"}),  # mothers and children, harmed by a spouse
        ("kamakura-gender", "svc-046", {"tg_staff"}),
        ("kamakura-gender", "svc-033", {"tg_pregnant", "tg_infant_family"}),
        ("isehara-review", "s-37-2", {"tg_pregnant"}),  # with tg_men it would shut women out
    ],
)
def test_whom_a_service_is_for(tables: Tables, document: str, identifier: str, groups: set[str]) -> None:
    row = next(row for row in tables.of("services", document) if row.text("id") == identifier)
    assert set(row.texts("for_groups")) == groups


def test_a_group_of_one_gender_beside_others_is_meant_for_that_gender(tables: Tables) -> None:
    """Women and men are a condition of their own: the label or text of such a service speaks of one of them."""
    both = [row for row in tables.of("services") if {"tg_pregnant", "tg_men"} <= set(row.texts("for_groups"))]
    assert [f"{row.file}:{row.line}" for row in both] == []
