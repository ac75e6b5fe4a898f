"""The index of names as a file, and names as a table: the same as what they are made from."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from tsunagu.graph.home import Home
from tsunagu.graph.stamp import ReadStamp, read_stamp
from tsunagu.names.index import NameRows, make_index
from tsunagu.names.index_file import FILE, dump, load
from tsunagu.names.table import FEW, Name, NameTable
from tsunagu.network.romaji import romaji_of_kana

ROWS = NameRows(
    (
        ("place/142042", "x#Place", "label", "鎌倉市", "ja"),
        ("place/142042", "x#Place", "label", "Kamakura City", "en"),
        ("place/142042", "x#Place", "kana", "かまくらし", ""), ("body/142042-a", "x#Body", "label", "相談課", "ja"),
        ("need/dv", "x#Need", "label", "暴力（DV）", "ja"), ("need/dv", "x#Need", "altLabel", "ＤＶ", "ja"),
    ),
    (("phrase/1", "逃げたい", "ja", "everyday", "にげたい", "no", "need/dv"),),
)  # fmt: skip
READ = romaji_of_kana("かまくらし")
STAMP = ReadStamp("1", "https://example.org/", "abc")
NAMES = [
    Name("need/dv", "need", "ＤＶ", "dv", "other", "ja"), Name("need/dv", "need", "Dv", "dv", "label", "en"),
    Name("body/a", "body", "・", "", "label", "ja"), Name("body/b", "body", "dv相談", "dv相談", "label", "ja"),
    Name("body/b", "body", "でぃーぶい", "でいぶい", "reading"),
]  # fmt: skip


def test_the_index_of_a_file_is_the_one_that_was_written(tmp_path: Path) -> None:
    made, path = make_index(ROWS), tmp_path / FILE
    path.write_bytes(dump(made, ROWS.phrases, STAMP))
    read = load(path, STAMP)
    assert read is not None
    assert list(read.names) == list(made.names) == list(dict.fromkeys(made.names))
    assert dict(read.labels) == dict(made.labels)
    assert list(read.kinds.items()) == list(made.kinds.items())
    assert (read.phrases.rows, read.phrases.whole) == (made.phrases.rows, made.phrases.whole)
    assert read.lexicon.words == made.lexicon.words
    assert read.spelled_places.find("kamakura") == made.spelled_places.find("kamakura") != ()
    assert read.spelled_places.keys == made.spelled_places.keys
    assert read.of_romaji(READ) == made.of_romaji(READ) != []


def test_a_file_of_another_build_or_a_spoilt_one_counts_as_stale(tmp_path: Path) -> None:
    path, held = tmp_path / FILE, dump(make_index(ROWS), ROWS.phrases, STAMP)
    assert load(path, STAMP) is None
    path.write_bytes(held[:-9])
    assert load(path, STAMP) is None
    path.write_bytes(held)
    assert load(path, dataclasses.replace(STAMP, revision="other")) is None


def test_the_file_of_a_build_is_fresh(home: Home) -> None:
    assert load(home.current() / FILE, read_stamp(home)) is not None


def test_a_table_finds_what_going_through_all_names_finds() -> None:
    forms = ["dv", "", "d", "dv相談", "でいぶい", "相談"]
    for asked in range(2):
        table = NameTable.of(NAMES)
        for _ in range(asked * (FEW + 1)):
            table.of_form("dv")
        for form in forms:
            assert list(table.of_form(form)) == [name for name in NAMES if name.folded == form]
            held = sorted(number for numbers in table.holding(form) for number in numbers)
            assert not form or held == [number for number, name in enumerate(NAMES) if form in name.folded]
    assert list(table) == NAMES
    assert table[1:3] == tuple(NAMES[1:3])
    assert list(table.without(frozenset({"body/b"}))) == [name for name in NAMES if name.thing != "body/b"]
    assert list(table.without(frozenset({"need/dv", "body/b"}))) == NAMES[2:3]
    assert list(table.of_sort("reading")) == NAMES[4:]
