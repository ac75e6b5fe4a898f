"""Verification against the source texts fails when a digit of a table or a character of a text changes."""

import csv
import random
import re
import shutil
from pathlib import Path

import pytest

from tests.graph.moved_words import tied_facts
from tests.graph.test_table_reader import rewrite
from tsunagu.errors import SourcesUnavailable, TablesInvalid
from tsunagu.graph.build import load_tables
from tsunagu.graph.figures import printed_figures
from tsunagu.graph.problems import Problem
from tsunagu.graph.rows import Tables
from tsunagu.graph.verify import VerifyReport, stands_in, verify

CHECKED_COLUMNS = ("spans", "anchors", "value", "value_printed", "printed", "code_printed")


def check(graph: Path, sources: Path) -> VerifyReport:
    return verify(load_tables(graph), sources)


@pytest.mark.sources
def test_every_shipped_fact_stands_in_its_text(tables: Tables, sources: Path) -> None:
    report = verify(tables, sources)
    assert report.failures == []
    facts = [row for row in tables.rows if "spans" in row.table.columns and row.table.name != "extents"]
    assert report.verified.total() == len(facts)
    assert report.count("row").total() == len(tied_facts(tables))
    assert set(report.verified) == set(tables.documents)
    assert set(report.not_checkable) == {"japan"}


@pytest.mark.sources
def test_a_changed_character_in_a_text_is_found(graph_copy: Path, sources: Path, tmp_path: Path) -> None:
    copy = tmp_path / "sources"
    shutil.copytree(sources, copy)
    text = copy / "kunitachi-gender-plan.txt"
    text.write_bytes(text.read_bytes().replace("女性 DV ホットライン".encode(), "女性 DV ホットメイン".encode()))
    report = check(graph_copy, copy)
    reasons = {failure.reason for failure in report.failures}
    assert reasons >= {"verify-sha256", "verify-anchor"}


@pytest.mark.sources
def test_a_lost_character_shifts_every_later_fact(graph_copy: Path, sources: Path, tmp_path: Path) -> None:
    copy = tmp_path / "sources"
    shutil.copytree(sources, copy)
    text = copy / "kunitachi-gender-plan.txt"
    text.write_bytes(text.read_bytes()[1:])
    assert len(check(graph_copy, copy).failures) > 100


def found_in(graph: Path, sources: Path, changed: dict[tuple[str, int], bytes]) -> set[tuple[str, int]]:
    """The changed rows that are told of, by file and line: first those refused at the door, which are mended again."""
    told: set[tuple[str, int]] = set()
    while True:
        try:
            failures = check(graph, sources).failures
            return told | {(Path(failure.file).name, failure.line) for failure in failures}
        except TablesInvalid as error:
            refused = {
                (Path(problem.file).name, problem.line) for problem in error.problems if isinstance(problem, Problem)
            }
        assert refused & changed.keys(), "refused for something else than what was changed"
        told |= refused & changed.keys()
        for name, line in refused & changed.keys():
            path = graph / "saitama-women" / name
            lines = path.read_bytes().split(b"\n")
            lines[line - 1] = changed[name, line]
            path.write_bytes(b"\n".join(lines))


@pytest.mark.sources
def test_a_changed_digit_in_any_checked_cell_is_found(sources: Path, tmp_path: Path) -> None:
    """Twelve random digits of each checked column of a document full of figures, one in a row."""
    graph = tmp_path / "graph"
    root = Path(__file__).resolve().parents[2] / "graph"
    for name in ("japan", "saitama-women"):
        shutil.copytree(root / name, graph / name)
    source = graph / "saitama-women"
    places = [
        (path, line, column, at)
        for path in sorted(source.glob("*.csv"))
        for line, row in enumerate(rows_of(path), start=2)
        for column in CHECKED_COLUMNS
        for at, char in enumerate(row.get(column) or "")
        if char.isdigit() and char.isascii() and not path.name.startswith("tags")
    ]
    chance, changed = random.Random(7), dict[tuple[str, int], bytes]()
    for column in CHECKED_COLUMNS:
        fresh = {place[:2]: place for place in chance.sample(places, len(places)) if place[2] == column}
        still = [place for place in fresh.values() if (place[0].name, place[1]) not in changed]
        for path, line, _, at in still[:12]:
            text = rows_of(path)[line - 2][column]
            changed[path.name, line] = path.read_bytes().split(b"\n")[line - 1]
            rewrite(path, {(line, column): text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]})
    assert len(changed) > 50
    assert changed.keys() - found_in(graph, sources, changed) == set()


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.sources
def test_a_span_past_the_end_is_found(graph_copy: Path, sources: Path) -> None:
    path = graph_copy / "kunitachi-gender/linkages.csv"
    line = next(n for n, row in enumerate(rows_of(path), start=2) if re.fullmatch(r"\d+-\d+", row["spans"]))
    rewrite(path, {(line, "spans"): "999990-999995"})
    assert [failure.reason for failure in check(graph_copy, sources).failures] == ["verify-past-end"]


@pytest.mark.sources
def test_a_changed_printed_label_is_found(graph_copy: Path, sources: Path) -> None:
    path = graph_copy / "kunitachi-gender/measures.csv"
    line = next(n for n, row in enumerate(rows_of(path), start=2) if row["row"] == "13.1")
    rewrite(path, {(line, "label_ja"): "ブルーリボンキャンペーン"})
    assert [failure.reason for failure in check(graph_copy, sources).failures] == ["verify-label"]


def test_missing_folder_is_an_error(tables: Tables, tmp_path: Path) -> None:
    with pytest.raises(SourcesUnavailable):
        verify(tables, tmp_path / "nowhere")


def test_texts_that_are_not_there_are_counted_not_passed(tables: Tables, tmp_path: Path) -> None:
    report = verify(tables, tmp_path)
    assert report.verified.total() == 0
    assert set(report.not_checkable) == {*tables.documents, "japan"}


@pytest.mark.parametrize(
    ("wanted", "anchor", "stands"),
    [
        ("34.7", "34.7%", True),
        ("4.7", "34.7%", False),
        ("34", "34.7%", False),
        ("1,727", "1,727", True),
        ("727", "1,727", False),
        ("49", "49人", True),
        ("4", "49人", False),
        ("市民相談課", "鎌倉市市民相談課", True),
        ("市民課", "市民相談課", False),
    ],
)
def test_figures_are_never_cut(wanted: str, anchor: str, stands: bool) -> None:
    assert stands_in(wanted, anchor) is stands


@pytest.mark.parametrize(
    ("printed", "value"),
    [("7万8千円", 78000), ("6万円", 60000), ("9割超", 90), ("約半数", 50), ("1,727", 1727), ("▲3.5", 3.5)],
)
def test_printed_figures(printed: str, value: float) -> None:
    assert value in {float(number) for number in printed_figures(printed)}
