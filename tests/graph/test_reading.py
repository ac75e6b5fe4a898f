"""What was read wrong once is not read wrong again: each kind of mistake has a check over all shipped documents."""

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.graph.reading import PEOPLE, contradictions, no_parties, read_texts
from tests.graph.test_table_reader import rewrite
from tsunagu.errors import TablesInvalid
from tsunagu.graph.build import load_tables
from tsunagu.graph.problems import Problem
from tsunagu.graph.rows import Row, Tables

REVIEWED = {
    ("services", "4-2-1-2-s1"): "the center named takes these consultations today; what is arranged is to ask it early",
    ("services", "4-2-1-2-s2"): "the center named takes these consultations today; what is arranged is to ask it early",
}
"""Rows whose sentence ends in another verb than the one that speaks of them, and why."""
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def texts(tables: Tables, sources: Path) -> dict[str, str]:
    return read_texts(tables, sources)


def changed(tables: Tables, table: str, key: str, **values: str) -> Tables:
    """The tables with other values in one row."""

    def other(row: Row) -> Row:
        if row.table.name != table or row.key[0] != key:
            return row
        return replace(row, values={**row.values, **{name: (value,) for name, value in values.items()}})

    return Tables(tuple(other(row) for row in tables.rows), tables.documents)


@pytest.mark.sources
def test_no_status_and_no_referral_is_against_its_verb(tables: Tables, texts: dict[str, str]) -> None:
    found = {(row.table.name, row.key[0]) for row, _ in contradictions(tables, texts)}
    assert found - REVIEWED.keys() == set(), "read the sentence, then mend the row (or give a reason in REVIEWED)"
    assert REVIEWED.keys() - found == set(), "no longer needed"


@pytest.mark.sources
@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("4-1-8-6-l1", {"status": "in_operation"}),
        ("link-014", {"status": "in_operation"}),
        ("s8-l1", {"status": "in_operation"}),
        ("4-1-1-3-l1", {"kind": "refer"}),
        ("l-60-10", {"status": "planned"}),
    ],
)
def test_a_row_against_its_verb_is_noticed(
    tables: Tables, texts: dict[str, str], key: str, values: dict[str, str]
) -> None:
    spoilt = changed(tables, "linkages", key, **values)
    assert key in {row.key[0] for row, _ in contradictions(spoilt, texts)}


def test_no_end_of_a_linkage_is_a_service_or_a_measure(tables: Tables) -> None:
    assert [(row.key[0], printed) for row, printed in no_parties(tables)] == []
    spoilt = changed(tables, "linkages", "link-006", to_printed="必要な支援")
    assert [(row.key[0], printed) for row, printed in no_parties(spoilt)] == [("link-006", "必要な支援")]


@pytest.mark.parametrize("end", ["from", "to"])
def test_an_unnamed_end_has_its_own_printed_word(graph_copy: Path, end: str) -> None:
    """The word of one end is no longer shown for the other."""
    other = "to" if end == "from" else "from"
    cells = {(2, end): "unnamed", (2, f"{end}_printed"): "", (2, f"{other}_printed"): "学校"}
    rewrite(graph_copy / "kunitachi-gender" / "linkages.csv", cells)
    with pytest.raises(TablesInvalid) as told:
        load_tables(graph_copy)
    problems = [problem for problem in told.value.problems if isinstance(problem, Problem)]
    assert [(problem.line, problem.column, problem.key) for problem in problems] == [
        (2, f"{end}_printed", "problem-unnamed")
    ]


def test_a_printed_word_for_a_giver_stands_only_where_none_is_named(tables: Tables) -> None:
    for row in tables.of("linkages"):
        assert bool(row.text("from_printed")) == (row.text("from") == "unnamed"), row.key


def test_members_of_a_council_meet_in_it(tables: Tables) -> None:
    """Where a sentence names a council and its members, the council is the giver, not the section that opens it."""
    kinds = (*tables.of("bodies"), *tables.of("body_types"))
    councils = {row.key[0] for row in kinds if row.text("kind") == "collaboration"}
    for row in tables.of("linkages"):
        if "構成員" in row.text("note"):
            assert councils & {row.text("from"), row.text("to")}, row.key


def test_posts_are_told_apart_from_offices(tables: Tables) -> None:
    for row in tables.of("type_mentions"):
        if not row.text("body_type") and PEOPLE.search(row.text("printed")):
            assert row.text("kind") == "post", row.key


@pytest.mark.sources
def test_a_body_in_the_title_of_a_measure_has_a_row(tables: Tables, texts: dict[str, str]) -> None:
    """A title that names a desk, centre, facility or council by name: the body stands in the tables."""
    named = re.compile(r"[一-龠ァ-ヶー]{2,}(?:相談窓口|センター|協議会|ステーション)")
    for document in texts:
        known = [row.text("printed") for row in tables.of("bodies", document)]
        known += [word for row in tables.of("bodies", document) for word in row.texts("aliases")]
        known += [row.text("printed") for row in tables.of("type_mentions", document)]
        for row in tables.of("measures", document):
            for word in named.findall(row.text("label_ja")) if row.text("label_kind") == "printed" else ():
                assert any(word in name or name in word for name in known), (document, row.key, word)


def test_acts_of_the_state_are_statutes_and_no_local_texts(tables: Tables) -> None:
    titles = {name for row in tables.of("statutes") for name in (row.text("title_ja"), *row.texts("short_titles"))}
    for row in tables.of("local_laws"):
        label = row.text("label_ja")
        assert label not in titles, row.key
        assert not re.search(r"[^条]法$", label) or row.text("kind") == "national_law", row.key
        assert ("条例" in label) == (row.text("kind") == "ordinance"), row.key
        assert ("協定" in label) == (row.text("kind") == "agreement"), row.key


NO_SOURCE = re.compile(
    r"https?://(?:\d+(?:\.\d+){3}|[^/]*:\d+|[^/]*(?:hatena|cache\.|proxy|wikipedia|imidas|wic-net|mykoho|blog|note\.com))"
)


def test_sources_are_the_pages_of_those_who_say_it() -> None:
    """No raw address, port, cache, bookmark site or encyclopaedia stands as a source."""
    assert NO_SOURCE.search("https://b.hatena.ne.jp/x")
    assert NO_SOURCE.search("http://203.0.113.7/page")
    assert not NO_SOURCE.search("https://www.mhlw.go.jp/mamorouyokokoro/")
    for path in sorted((ROOT / "graph").glob("*/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line, cells in enumerate(csv.reader(file), 1):
                assert not NO_SOURCE.search("\n".join(cells)), f"{path.name}:{line}"
