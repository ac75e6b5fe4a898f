"""docs/coverage.md speaks of every need and municipality, and a few places are counted as one would by hand."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

import pytest
from scripts.country_coverage import PAGE, page

from tsunagu import Workspace
from tsunagu.closures.reach import newest_day
from tsunagu.gaps.country import ENDS, alike, counted, ends_of, municipalities
from tsunagu.graph.home import Home
from tsunagu.referral.snapshot import Snapshot, View, snapshot_of

OSAKA, IMABETSU, ZUSHI, SHINJUKU = "place/271004", "place/023035", "place/142085", "place/131041"


@pytest.fixture(scope="module")
def snapshot(home: Home) -> Snapshot:
    """The shipped network."""
    workspace = Workspace(home)
    return snapshot_of(workspace.network, workspace.router.rulebook, View(newest_day(workspace.network)))


def test_the_page_counts_every_municipality_for_every_need(snapshot: Snapshot) -> None:
    places = len(municipalities(snapshot.network))
    needs = [snapshot.network.label(need.id).ja for need in snapshot.network.concepts_in("need")]
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and " / " in line]
    rows = [line.strip("| ").split(" | ") for line in lines[1:]]
    assert places == 1741
    assert [row[0].partition(" / ")[0] for row in rows] == [*needs, "**すべて"]
    assert all(sum(int(cell.replace(",", "")) for cell in row[1:]) == places for row in rows[:-1])


@pytest.mark.parametrize(
    ("place", "need", "end"),
    [
        (OSAKA, "need/child-abuse", "law_own"), (IMABETSU, "need/child-abuse", "named_above"),
        (OSAKA, "need/poverty", "named_own"), (IMABETSU, "need/poverty", "named_above"),
        (OSAKA, "need/dv", "named_above"), (ZUSHI, "need/dv", "named_above"),
        (SHINJUKU, "need/body-health", "law_own"), (ZUSHI, "need/body-health", "law_above"),
        (OSAKA, "need/hikikomori", "law_own"), (IMABETSU, "need/care-leaver", "kind_only"),
    ],
)  # fmt: skip
def test_where_the_best_way_ends(snapshot: Snapshot, place: str, need: str, end: str) -> None:
    """The branch of the prefecture's health centre that the plan of 鎌倉市 names serves 鎌倉, not 逗子."""
    assert ends_of(snapshot.network, snapshot.rulebook, snapshot.day, place)[need] == end


def test_places_of_one_group_have_the_same_ends(snapshot: Snapshot) -> None:
    """The last of a group is asked too, in groups of every size; every municipality is in one group."""
    groups = alike(snapshot.network, snapshot.rulebook)
    assert sorted(place for group in groups for place in group) == [p.id for p in municipalities(snapshot.network)]
    ask = partial(ends_of, snapshot.network, snapshot.rulebook, snapshot.day)
    for group in sorted((group for group in groups if len(group) > 1), key=len)[-1 :: -len(groups) // 4]:
        assert ask(group[0]) == ask(group[-1])


def test_nobody_is_sent_to_what_a_neighbour_offers(snapshot: Snapshot) -> None:
    """Services that a document sends to a kind of desk for are those of its own residents."""
    away = [place.id for place in municipalities(snapshot.network) if place.prefecture == "place/270008"][:5]
    for place in away:
        for need in snapshot.network.concepts_in("need"):
            referral = snapshot.referral(place, need.id)
            offers = [offer for ends in referral.ends.values() for found in ends.values() for offer in found]
            givers = {snapshot.network.bodies[offer.service.provider].place for offer in offers if offer.service}
            assert givers <= {place, "place/270008", "place/jp", ""}


def test_rows_are_percentages_of_all(snapshot: Snapshot) -> None:
    ends = counted({OSAKA: ends_of(snapshot.network, snapshot.rulebook, snapshot.day, OSAKA)})
    total = page(snapshot.network, ends, "2026-04-01").splitlines()[-1]
    assert sum(map(int, re.findall(r"(\d+) \(", total))) == 42
    assert sum(sum((Counter(found) for found in ends.values()), Counter()).values()) == 42
    assert len(ENDS) == total.count("%")
