"""A body whose place is the nation is offered to residents of every place: nothing local may stand there."""

from __future__ import annotations

from tests.conftest import ROOT
from tsunagu.graph.build import load_tables

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
