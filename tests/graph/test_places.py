"""A body whose place is the nation is offered to residents of every place: nothing local may stand there."""

from __future__ import annotations

from tests.conftest import ROOT
from tsunagu.graph.build import load_tables
from tsunagu.graph.rows import Tables

NATIONWIDE = {"national", "any", "wide_area"}


def test_only_nationwide_kinds_have_the_nation_as_place() -> None:
    tables = load_tables(ROOT / "graph")
    levels = {row.text("id"): set(row.texts("levels")) for row in tables.of("body_types")}
    local = [
        f"{row.document}: {row.text('id')} ({kind})"
        for row in tables.of("bodies")
        if row.text("place") == "jp"
        for kind in row.texts("body_types")
        if not levels[kind] & NATIONWIDE
    ]
    assert local == []


def test_every_prefecture_has_one_wikidata_item_of_its_own(tables: Tables) -> None:
    items = {row.text("place"): row.text("identifier") for row in tables.of("identifiers")
             if row.text("scheme") == "wikidata"}  # fmt: skip
    prefectures = {row.text("code") for row in tables.of("places") if row.text("kind") == "prefecture"}
    assert set(items) == prefectures
    assert len(set(items.values())) == len(prefectures) == 47


def test_corporate_numbers_hold_the_code_of_the_place_and_their_check_digit(tables: Tables) -> None:
    """13 digits: a check digit (ministerial order 426M60000040070, article 2), 000020, the code of the government."""
    numbers = [row for row in tables.of("identifiers") if row.text("scheme") == "corporate_number"]
    assert numbers
    for row in numbers:
        number = row.text("identifier")
        assert number[1:] == f"000020{row.text('place')}"
        weighed = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number[1:])))
        assert int(number[0]) == 9 - weighed % 9
