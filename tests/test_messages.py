"""Words beside a number take its form; both languages have the same messages with the same placeholders."""

from __future__ import annotations

import re
import string

import pytest

from tsunagu.messages import LANGUAGES, Language, catalogue, plural, text

PLACE = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
BESIDE = re.compile(r"\{(\w+)\} (?:more |separate |linked |planned )?([a-z]+(?<![is])s|have|are|leave|lose|need)\b")
"""A value and words that may be a plural beside it."""
NAMES = frozenset({"body", "detail", "document", "end", "file", "form", "id", "name", "option", "other", "path",
                   "phone", "start", "url", "wants", "what", "whole"})  # fmt: skip
"""Placeholders that hold words."""
ALWAYS_SEVERAL = frozenset({"limit", "most", "megabytes", "hour"})
"""Numbers that are never 1: limits the product sets."""


def fields(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_change_are_written_with_a_bar_and_both_forms(language: Language) -> None:
    bad = [
        (key, name, spec)
        for key, message in catalogue(language).items()
        for name, spec in PLACE.findall(message)
        if spec and not re.fullmatch(r"[^|]+\|[^|]+", spec)
    ]
    assert bad == []


def test_japanese_has_one_form_only() -> None:
    assert [key for key, message in catalogue("ja").items() if any(spec for _, spec in PLACE.findall(message))] == []


def test_no_message_leaves_the_form_to_the_reader() -> None:
    assert [
        key for key, message in catalogue("en").items() if re.search(r"\w\(s\)", message.replace("http(s)", ""))
    ] == []


def test_every_count_has_its_word_in_both_forms() -> None:
    found = [
        (key, word)
        for key, message in catalogue("en").items()
        for name, word in BESIDE.findall(message)
        if name not in NAMES | ALWAYS_SEVERAL
    ]
    assert found == []


def test_both_languages_take_the_same_data() -> None:
    japanese, english = catalogue("ja"), catalogue("en")
    assert set(japanese) == set(english)
    assert {key: fields(japanese[key]) ^ fields(english[key]) for key in japanese
            if fields(japanese[key]) != fields(english[key])} == {}  # fmt: skip


def test_beside_one_stands_the_singular() -> None:
    assert text("page-withheld", "en", count=1).startswith("1 linkage is not")
    assert text("page-withheld", "en", count=0).startswith("0 linkages are not")
    assert text("page-withheld", "ja", count=1).count("1件") == 1


@pytest.mark.parametrize(("number", "word"), [(0, "steps"), (1, "step"), ("1", "step"), (1.0, "steps"), (11, "steps")])
def test_plural_rule(number: object, word: str) -> None:
    assert plural(number, "step", "steps") == word


@pytest.mark.parametrize(("near", "told"), [("国立市", "「国立し」に当たるものがありません。近いもの：「国立市」。"),
                                            ("-", "「国立し」に当たるものがありません。"),
                                            ((), "「国立し」に当たるものがありません。")])  # fmt: skip
def test_a_hint_is_said_only_where_there_is_one(near: str | tuple[str, ...], told: str) -> None:
    assert text("name-unknown", "ja", name="国立し", near=near) == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hint_can_be_left_out(language: Language) -> None:
    hinting = [key for key, message in catalogue(language).items() if re.search(r"\{(near|hint)\}", message)]
    always = {"cli-mistake-option", "cli-mistake-near", "problem-date", "problem-period", "problem-table-form"}
    assert [key for key in hinting if key not in always and "⟦" not in catalogue(language)[key]] == []
