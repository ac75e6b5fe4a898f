"""The table of what people say: enough of it, each row once, and nothing guessed about the person."""

from __future__ import annotations

import re
from collections import Counter

from tsunagu.graph.rows import Row, Tables
from tsunagu.names.folding import JAPANESE, fold

PERSONAL = {f"ci_{person}" for person in ("woman", "man", "trans_woman", "child", "adult", "youth", "older")}
KANA = re.compile(r"[ぁ-んァ-ヶーa-zA-Z0-9#]+")
KANJI = re.compile("[一-龥々]")


def rows(tables: Tables) -> list[Row]:
    return list(tables.of("phrases"))


def named(row: Row) -> str:
    return f"{row.file}:{row.line} {row.text('phrase')}"


def test_there_are_enough_and_japanese_comes_first(tables: Tables) -> None:
    found = rows(tables)
    means = {concept for row in found for concept in row.texts("means")}
    needs = {row.text("id") for row in tables.of("needs")}
    assert len({row.text("phrase") for row in found}) >= 3000
    assert needs <= means
    assert sum(concept.startswith("bt_") for concept in means) >= 60
    languages = Counter(row.text("language") for row in found)
    assert languages["ja"] > languages["en"] >= 300


def test_a_meaning_is_said_once_in_the_same_words(tables: Tables) -> None:
    said = Counter((row.text("phrase"), row.texts("means")) for row in rows(tables))
    assert [saying for saying, times in said.items() if times > 1] == []


def test_phrases_are_in_their_language_and_readings_are_kana(tables: Tables) -> None:
    wrong = [named(row) for row in rows(tables) if row.text("language") == "en" and JAPANESE.search(row.text("phrase"))]
    wrong += [named(row) for row in rows(tables) if row.text("kana") and not KANA.fullmatch(row.text("kana"))]
    wrong += [named(row) for row in rows(tables) if row.text("kana") and not KANJI.search(row.text("phrase"))]
    assert wrong == []


def test_gender_and_age_count_only_where_they_are_all_that_is_said(tables: Tables) -> None:
    """But for words by which a person says it of herself (男です, 私は17歳) or of a relative (78の母)."""
    read_out = [row for row in rows(tables) if PERSONAL & set(row.texts("means")) and not row.values["alone"][0]]
    own = ("です", "ですが", "私は女", "自分は男", "歳以上", "歳未満", "under 18")
    said = ("私は", "im ", "i am ")
    odd = [row for row in read_out if not row.text("phrase").endswith(own) and not row.text("phrase").startswith(said)]
    relative = re.compile("[6-9]\\d(?:の|歳の)[母父祖]|[母父]は[6-9]\\d歳")
    assert [named(row) for row in odd if not relative.search(row.text("phrase"))] == []


def test_no_row_says_what_a_name_says_already(tables: Tables) -> None:
    labels = {
        row.text("id"): fold(row.text("label_ja"))
        for name in ("needs", "circumstances", "functions", "body_types")
        for row in tables.of(name)
    }
    assert [
        named(row) for row in rows(tables) if labels.get("；".join(row.texts("means"))) == fold(row.text("phrase"))
    ] == []
