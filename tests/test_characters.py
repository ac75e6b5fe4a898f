"""Characters: what data may hold, what a terminal and a spreadsheet get."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagu.characters import (
    CELL_LIMIT,
    bad_character,
    brief,
    cell_length,
    fitted,
    for_xml,
    harmless,
    harmless_but_bold,
    safe_cell,
)

BAD = {
    "NUL": "\0", "bell": "\a", "escape": "\x1b", "tab": "\t", "line": "\n", "return": "\r", "delete": "\x7f",
    "control sequence": "\x9b", "soft hyphen": "\xad", "no width": "\u200b", "joiner": "\u200d", "mark": "\ufeff",
    "right to left": "\u202e", "left to right": "\u202d", "isolate": "\u2067", "direction mark": "\u200f",
    "line separator": "\u2028", "filler": "\u3164", "lost": "\ufffd", "FFFE": "\ufffe", "FFFF": "\uffff",
    "non-character": "\ufdd0", "plane end": "\U0002fffe", "surrogate": "\ud800", "private": "\ue000",
    "private plane": "\U000f0000", "tag": "\U000e0041",
}  # fmt: skip


@pytest.mark.parametrize("char", BAD.values(), ids=BAD)
def test_data_may_not_hold(char: str) -> None:
    found = bad_character(f"相談{char}窓口")
    assert found is not None
    assert (found.code, found.position) == (f"U+{ord(char):04X}", 3)


@pytest.mark.parametrize(
    "text", ["相談 窓口", "茅ヶ崎・ｶﾅ", "葛\U000e0100城", "辻\ufe00", "𠮷野", "é ü", "①～－", "NPO法人"]
)
def test_names_pass(text: str) -> None:
    assert bad_character(text) is None


@given(st.text())
def test_the_door_lets_no_control_format_or_private_character_pass(text: str) -> None:
    if bad_character(text) is None:
        acting = {char for char in text if unicodedata.category(char) in ("Cc", "Cs", "Co", "Zl", "Zp")}
        assert not acting
        assert harmless(text) == for_xml(text) == text


@given(st.text(st.characters(codec=None), max_size=60))
def test_nothing_acts_on_a_terminal(text: str) -> None:
    shown = harmless(text)
    assert not {char for char in shown if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"}
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_only_bold_of_our_own_goes_through() -> None:
    assert harmless_but_bold("\x1b[1m名\x1b[0m\x1b[8m隠\x1b[2J") == "\x1b[1m名\x1b[0m[U+001B][8m隠[U+001B][2J"


SIGNS = ("=1", "＝1", "+1+1", "＋1", "-1+1", "－1", "@SUM(1)", "＠x", "﹦1", "﹢1")
UNSEEN = ("", "\t", "\n", " ", "\u3000", "\u200b", "\ufeff", "\u202e", "\xa0")
FORMULAS = [before + sign for sign in SIGNS for before in UNSEEN] + ["\tx", "\rx"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_made_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-3.5", "12", "相談＝窓口", "03-1234-5678", "", "－", "a=1"])
def test_other_cells_stay(text: str) -> None:
    assert safe_cell(text) == text


@pytest.mark.parametrize("char", ["x", "あ", "𠮷"])
def test_a_long_cell_says_that_it_is_cut(char: str) -> None:
    whole = char * (CELL_LIMIT // cell_length(char))
    assert fitted(whole) == whole
    cut = fitted(whole + char * 2)
    assert cell_length(cut) <= CELL_LIMIT
    assert str(cell_length(whole + char * 2)) in cut[-60:]
    assert cut.startswith(char * 16_000)


def test_long_values_are_short_in_messages() -> None:
    assert brief("9" * 60) == "9" * 60
    assert brief("9" * 5000) == "9" * 60 + "… (5000)"
