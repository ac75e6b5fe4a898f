"""Places by every spelling; no spelling leads to a place elsewhere."""

from __future__ import annotations

from itertools import groupby

import pytest

from tsunagu.graph.rows import Tables
from tsunagu.network.place_names import (
    READ,
    READ_SHORT,
    SHORT,
    WHOLE,
    PlaceName,
    PlaceNames,
    full_code,
    spelling_key,
)

FURTHER = (
    ("place/082082", "龍ケ崎市", "りゅうがさきし", "Ryugasaki City", "place/080004"),
    ("place/102024", "高崎市", "たかさきし", "Takasaki City", "place/100005"),
    ("place/342084", "府中市", "ふちゅうし", "Fuchu City", "place/340006"),
    ("place/042030", "塩竈市", "しおがまし", "Shiogama City", "place/040002"),
    ("place/462179", "曽於市", "そおし", "Soo City", "place/460001"),
)
"""Places beside the shipped ones, for the spellings they are known for."""


@pytest.fixture(scope="module")
def places(tables: Tables) -> list[PlaceName]:
    """The shipped places."""
    return [
        PlaceName(
            f"place/{row.text('code')}", row.text("label_ja"), row.text("label_kana"), row.text("label_en"),
            *(f"place/{row.text(column)}" if row.text(column) else "" for column in ("prefecture", "city")),
        )
        for row in tables.of("places")
    ]  # fmt: skip


@pytest.fixture(scope="module")
def names(places: list[PlaceName]) -> PlaceNames:
    shipped = {place.id for place in places}
    return PlaceNames([*places, *(PlaceName(*row) for row in FURTHER if row[0] not in shipped)])


def found(names: PlaceNames, text: str) -> list[str]:
    return [place.label for place in names.find(text)]


SPELLINGS = {
    "茅ヶ崎市": "茅ヶ崎市|茅が崎市|茅ｹ崎市|茅ケ崎市|茅ヶ﨑市|茅ガ碕市|茅ヶ崎|茅が崎| 茅ヶ崎　市|神奈川県茅が崎市"
    "|神奈川 茅ヶ崎|ちがさきし|ちがさき|チガサキシ|ﾁｶﾞｻｷｼ|チガサキ市|かながわけんちがさきし|Chigasaki|CHIGASAKI"
    "|chigasaki-shi|Chigasaki City|Tigasaki|chigasakishi|Chigasaki, Kanagawa|City of Chigasaki|14207|142077"
    "|１４２０７|14207-7|place/142077",
    "龍ケ崎市": "竜ヶ崎市|龍が崎市|竜ケ崎|りゅうがさき|Ryūgasaki|Ryuugasaki-shi|08208|茨城県竜ヶ崎市",
    "高崎市": "髙崎市|髙﨑|たかさき|群馬県髙崎市",
    "塩竈市": "塩釜市|鹽竈市|塩竃",
    "曽於市": "曾於市|Soo|Sō",
    "鶴ヶ島市": "鶴が島|埼玉県鶴ケ嶋市",
    "檜原村": "桧原村|桧原|ひのはらそん|Hinohara-mura",
    "日の出町": "日ノ出町|日之出町|ひのでちょう",
    "寒川町": "高座郡寒川町|神奈川県高座郡寒川町|寒川",
    "鴻巣市": "Kōnosu|Kounosu|Konosu|こうのす",
    "綾瀬市": "綾瀨市",
    "青梅市": "Ome|Ōme|Oume|おうめ",
    "東京都": "東京|とうきょう|Tokyo|Toukyou|13|13000|130001",
    "群馬県": "Gunma|Gumma|群馬|10",
    "北海道": "北海道|ほっかいどう|Hokkaido|01",
}
CASES = [(text, label) for label, texts in SPELLINGS.items() for text in texts.split("|")]


@pytest.mark.parametrize(("text", "label"), CASES)
def test_every_spelling_finds_its_place(names: PlaceNames, text: str, label: str) -> None:
    assert found(names, text) == [label]


def test_every_shipped_place_is_found_by_each_of_its_names(places: list[PlaceName], names: PlaceNames) -> None:
    missed = [
        (place.label, text)
        for place in places
        for text in (place.label, place.kana, place.english, place.code, place.id, place.code[:5])
        if place.id not in {place.place for place in names.find(text)}
    ]
    assert missed == []


def test_no_two_shipped_places_are_taken_for_one(places: list[PlaceName]) -> None:
    """Except where they are written alike, and for 鹿島市 in 佐賀 beside 鹿嶋市 in 茨城."""
    known = sorted((spelling_key(place.label), place.label) for place in places)
    mixed = [[label for _, label in group] for _, group in groupby(known, key=lambda pair: pair[0])]
    assert [labels for labels in mixed if len(set(labels)) > 1] == [["鹿島市", "鹿嶋市"]]


def test_a_name_as_it_is_written_comes_before_its_twin(names: PlaceNames) -> None:
    assert found(names, "鹿嶋市") == found(names, "鹿嶋") == ["鹿嶋市"]
    assert found(names, "鹿島市") == found(names, "佐賀県鹿嶋市") == ["鹿島市"]


WARDS = {
    "横浜市中区": "横浜市中区|神奈川県横浜市中区|横浜中区|横浜の中区|横浜市の中区|よこはましなかく"
    "|よこはまなか|Naka-ku, Yokohama"
    "|Naka Ward, Yokohama City|14104|１４１０４６",
    "札幌市中央区": "札幌市中央区|北海道札幌市中央区|札幌 中央区|Chuo Ward, Sapporo",
    "中央区": "東京都中央区|東京中央区|Chuo-ku, Tokyo",
    "北九州市八幡西区": "八幡西区|やはたにし|福岡県八幡西区",
}


@pytest.mark.parametrize(
    ("text", "label"), [(text, label) for label, texts in WARDS.items() for text in texts.split("|")]
)
def test_a_ward_is_found_within_its_city(names: PlaceNames, text: str, label: str) -> None:
    assert found(names, text) == [label]


def test_a_ward_alone_may_be_of_several_cities(names: PlaceNames) -> None:
    wards = found(names, "中央区")
    assert len(wards) == 11
    assert {"中央区", "札幌市中央区", "大阪市中央区"} < set(wards)


def test_every_shipped_code_has_its_check_digit(places: list[PlaceName]) -> None:
    assert [place.code for place in places if place.code.isdigit() and full_code(place.code[:5]) != place.code] == []


@pytest.mark.parametrize("digits", ["142078", "1420", "1420777", "", "１４２０７", "00000x", "99"])
def test_what_is_no_code(digits: str, names: PlaceNames) -> None:
    if digits != "99":
        assert full_code(digits) is None
    if digits.isascii():
        assert found(names, digits) == []


def test_places_of_one_name_are_all_found(names: PlaceNames) -> None:
    assert found(names, "府中市") == ["府中市", "府中市"]
    assert [place.code for place in names.find("東京都府中市")] == ["132063"]
    assert [place.code for place in names.find("広島県府中市")] == ["342084"]
    assert [place.code for place in names.find("Fuchu City, Hiroshima")] == ["342084", "343021"]


def test_what_is_written_comes_before_what_is_read(names: PlaceNames) -> None:
    assert [(place.rank, place.label) for place in names.find("さいたま")] == [
        (SHORT, "さいたま市"),
        (READ_SHORT, "埼玉県"),
    ]
    assert [place.rank for place in names.find("茅が崎市")] == [WHOLE]
    assert [place.rank for place in names.find("ちがさきし")] == [READ]


@pytest.mark.parametrize("text", ["竜ヶ崎市", "牛ヶ崎市", "芽ヶ崎市", "茅ヶ峰市", "葉ヶ崎市", "鎌蔵市", "大坂", ""])
def test_a_strange_character_leads_nowhere_else(places: list[PlaceName], text: str) -> None:
    """龍ケ崎 is in 茨城: among places without it, 茅ヶ崎 in 神奈川 must not be the hint."""
    shipped = PlaceNames(place for place in places if place.prefecture in ("place/140007", "") or not place.prefecture)
    assert shipped.find(text) == ()
    assert shipped.hints(text) == ()


def test_hints(names: PlaceNames) -> None:
    assert names.hints("神奈川県鎌蔵市") == ("鎌倉市",)
    assert names.hints("Chigaski") == ("茅ヶ崎市",)
    assert names.hints("ちがさぎ") == ("茅ヶ崎市",)
    assert names.hints("鶴ヶ島町") == ("鶴ヶ島市",)
    assert names.hints("埼玉県茅ヶ峰市") == ()
    assert names.hints("茅ヶ崎市") == ()
