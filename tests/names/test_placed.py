"""A place and a kind name the desk together: 鎌倉の児相."""

from __future__ import annotations

import pytest

from tsunagu import Workspace
from tsunagu.errors import NameUnknown
from tsunagu.graph.home import Home
from tsunagu.names.kinds import Kind
from tsunagu.names.search import meant


@pytest.fixture(scope="module")
def workspace(home: Home) -> Workspace:
    """The shipped build."""
    return Workspace(home)


@pytest.mark.parametrize(
    ("name", "bodies"),
    [
        ("鎌倉の児相", ["desk/kurashi-shien-navi/prefecture-child-guidance-center-14"]),
        ("鎌倉児相", ["desk/kurashi-shien-navi/prefecture-child-guidance-center-14"]),
        ("横浜市の生保", ["desk/kurashi-shien-navi/yokohama-public-assistance", "expected/141003-needy-consult"]),
        ("大阪のDVセンター", ["desk/kurashi-shien-navi/prefecture-dv-center-27"]),
        ("千代田区の女相", ["body/130001-tokyo-to-josei-sodan-senta"]),
        ("横浜市中区の福祉事務所", ["desk/kurashi-shien-navi/yokohama-public-assistance"]),
        ("今別町の福祉事務所", ["expected/020001-welfare-office"]),
        ("品川区児童相談所", ["expected/131091-child-guidance"]),
        ("府中市の児相", [f"desk/kurashi-shien-navi/prefecture-child-guidance-center-{code}" for code in (34, 13)]),
        ("expected/271004-welfare-office", ["expected/271004-welfare-office"]),
    ],
)
def test_the_desk_of_the_place_comes_first(workspace: Workspace, name: str, bodies: list[str]) -> None:
    found = workspace.find(name)
    assert sorted(candidate.id for candidate in found if candidate.why == "placed") == sorted(bodies)
    assert found[0].why == "placed"
    assert all(candidate.place for candidate in found if candidate.why == "placed")


@pytest.mark.parametrize("name", ["育児相談", "津児相", "大児相"])
def test_neither_the_place_nor_the_kind_reaches_into_a_word(workspace: Workspace, name: str) -> None:
    try:
        found = workspace.find(name)
    except NameUnknown:
        return
    assert [candidate.id for candidate in found if candidate.why == "placed" or "child-guidance" in candidate.id] == []


def test_where_no_such_body_is_known_the_kind_is_found(workspace: Workspace) -> None:
    assert [candidate.id for candidate in workspace.find("那覇市の包括")] == ["body-type/chiiki-houkatsu"]


def test_a_body_by_law_is_described_in_places_the_store_does_not_hold(workspace: Workspace) -> None:
    found = workspace.describe("expected/271004-welfare-office").value
    assert found.label == "大阪市の福祉事務所"
    assert {("責務の強さ", "義務"), ("地域", "大阪市")} <= {(said.property, said.value) for said in found.statements}
    listed = {said.value for said in workspace.describe("大阪市").value.statements if said.incoming}
    assert {"大阪市の児童相談所", "大阪市の福祉事務所"} <= listed


def test_places_of_one_name_are_told_apart_by_their_prefecture(workspace: Workspace) -> None:
    assert [candidate.told("ja") for candidate in workspace.find("伊達市", ["place"])] == [
        "伊達市（北海道） (place/012335)", "伊達市（福島県） (place/072133)",
    ]  # fmt: skip
    with pytest.raises(NameUnknown, match="name-ambiguous"):
        workspace.the("中央区", "place")


@pytest.mark.parametrize(
    "words", ["民間シェルター", "のシェルター", "ステップハウス", "の女性自立支援施設", "の児相", "の窓口", "相談"]
)
@pytest.mark.parametrize("place", ["さくら", "大阪", "京都市", "府中", "横浜市中区", "どこか"])
def test_any_place_with_any_words_means_something_or_is_refused(workspace: Workspace, place: str, words: str) -> None:
    """さくら民間シェルター names no shelter: at most a town and a kind, and never nothing at all."""
    asked: tuple[tuple[Kind, ...], ...] = (("body", "kind"), ("body",), ("kind", "need"), ())
    for kinds in asked:
        try:
            found = meant(workspace.names, place + words, kinds)
        except NameUnknown:
            continue
        assert found
        assert all(workspace.network.label(thing).ja for thing in found)


@pytest.mark.parametrize(
    "name", ["くらしサポートセンターすいた", "吹田市 くらしサポートセンターすいた", "サポートセンターすいた"]
)
def test_a_listed_desk_is_found_by_its_name(workspace: Workspace, name: str) -> None:
    found = workspace.find(name)
    assert found[0].label.ja == "吹田市 くらしサポートセンターすいた"
    assert found[0].place.ja == "吹田市"
    assert workspace.describe(name).value.label == "吹田市 くらしサポートセンターすいた"
