"""The form names are compared in, and the borders of words in it."""

from __future__ import annotations

import doctest
from itertools import pairwise

import pytest

from tsunagu.names import folding
from tsunagu.names.folding import Lexicon, fold, fold_with_borders

WORDS = Lexicon.of(["育児・介護", "相談", "女性", "支援", "婦人", "生活 困窮者"])


def test_its_examples_hold() -> None:
    assert doctest.testmod(folding).failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＤＶ", "dv"), ("ﾃﾞｨｰﾌﾞｲ", "ディーブイ"), ("センター", "せんた"), ("市民・相談 課", "市民相談課"),
        ("ヴァ", "バ"), ("こども園（公立）", "こども園公立"), ("Women’s", "womens"),
        ("子供", "子ども"), ("障がい", "障害"), ("鎌ヶ谷", "鎌ケ谷"),
    ],
)  # fmt: skip
def test_ways_of_writing_the_same_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("市", "区"), ("いえ", "いいえ"), ("父", "母"), ("110", "119")])
def test_different_things_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def words(text: str) -> list[str]:
    folded = fold_with_borders(text, WORDS.cut)
    at = sorted(folded.borders)
    return [folded.text[start:end] for start, end in pairwise(at)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("育児相談", ["育児", "相談"]),
        ("婦人相談所", ["婦人", "相談", "所"]),
        ("女性相談支援センター", ["女性", "相談", "支援", "せんた"]),
        ("未知語連続", ["未知語連続"]),
        ("DV防止", ["dv", "防止"]),
        ("お金がない", ["お金", "が", "ない"]),
        ("self-harm", ["self", "harm"]),
        ("husband’s", ["husbands"]),
    ],
)
def test_words_end_where_a_reader_sees_them_end(text: str, parts: list[str]) -> None:
    assert words(text) == parts


def test_folding_and_borders_agree_on_the_text() -> None:
    for text in ("旦那に殴られて、逃げたい。", "ＤＶセンター（国立市）", "My husband’s violence"):
        assert fold_with_borders(text).text == fold(text)


def test_sentences_end_where_they_end() -> None:
    folded = fold_with_borders("失業した。暴力はない")
    assert {folded.text[:at] for at in folded.stops} == {"失業した"}
