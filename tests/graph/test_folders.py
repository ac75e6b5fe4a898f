"""What lies in a folder and would not be read is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.graph.test_table_reader import only, problems, rewrite
from tsunagu.errors import TablesInvalid
from tsunagu.graph.build import load_tables, table_folders
from tsunagu.graph.problems import Problem

DOCUMENT = "kunitachi-gender"
Spoil = Callable[[Path], object]


@pytest.fixture
def added(graph_copy: Path) -> Path:
    """A document outside the graph."""
    folder = graph_copy.parent / "own" / DOCUMENT
    shutil.move(graph_copy / DOCUMENT, folder)
    return folder


def moved(name: str, to: str) -> Spoil:
    return lambda folder: (folder / name).rename(folder / to)


def holding(name: str) -> Spoil:
    return lambda folder: (folder / name).write_text("a\n", encoding="utf-8")


def nested(folder: Path) -> None:
    (folder / "more").mkdir()
    shutil.copy(folder / "services.csv", folder / "more/services.csv")


UNREAD: dict[str, tuple[Spoil, str, str, str]] = {
    "a table of law": (holding("places.csv"), "places.csv", "problem-table-of-law", ""),
    "a misspelt table": (holding("service.csv"), "service.csv", "problem-table-unknown", "services.csv"),
    "a table in capitals": (holding("Result.CSV"), "Result.CSV", "problem-table-unknown", "results.csv"),
    "a workbook": (holding("results.xlsx"), "results.xlsx", "problem-table-form", "results.csv"),
    "a table with two endings": (holding("results.csv.txt"), "results.csv.txt", "problem-table-form", "results.csv"),
    "a folder of tables": (nested, "more/", "problem-folder-unread", ""),
}


@pytest.mark.parametrize(("spoil", "file", "key", "near"), UNREAD.values(), ids=UNREAD)
def test_what_would_not_be_read_is_told(graph_copy: Path, spoil: Spoil, file: str, key: str, near: str) -> None:
    spoil(graph_copy / DOCUMENT)
    problem = only(graph_copy)
    assert (problem.file, problem.key) == (f"{DOCUMENT}/{file}", key)
    assert near in problem.message("ja")
    assert near in problem.message("en")


def test_a_required_table_under_a_wrong_name(graph_copy: Path) -> None:
    moved("services.csv", "service.csv")(graph_copy / DOCUMENT)
    assert {(problem.file, problem.key) for problem in problems(graph_copy)} >= {
        (f"{DOCUMENT}/service.csv", "problem-table-unknown")
    }


@pytest.mark.parametrize("name", ["README.md", "plan.txt", "document.txt", ".DS_Store", "~$bodies.xlsx", "notes.xlsx"])
def test_other_files_may_lie_there(graph_copy: Path, name: str) -> None:
    (graph_copy / DOCUMENT / name).write_text("x", encoding="utf-8")
    assert load_tables(graph_copy)


def test_tables_without_a_document_are_told(graph_copy: Path) -> None:
    shutil.copytree(graph_copy / DOCUMENT, graph_copy / "my-plan")
    moved("document.csv", "documents.csv")(graph_copy / "my-plan")
    problem = only(graph_copy)
    assert (problem.file, problem.key) == ("my-plan/document.csv", "problem-no-file")


def test_a_folder_named_twice_counts_once(graph_copy: Path, added: Path) -> None:
    once = load_tables(graph_copy, [added])
    again = load_tables(graph_copy, [added, added / ".." / added.name, added])
    assert again.rows == once.rows
    assert again.documents == once.documents == (DOCUMENT,)


def test_a_shipped_folder_may_be_added_again(graph_copy: Path) -> None:
    assert table_folders(graph_copy, [graph_copy / DOCUMENT]) == table_folders(graph_copy)


def test_two_folders_of_one_name_are_refused(graph_copy: Path, added: Path) -> None:
    other = added.parent.parent / "other" / DOCUMENT
    shutil.copytree(added, other)
    with pytest.raises(TablesInvalid) as caught:
        load_tables(graph_copy, [added, other])
    first = caught.value.problems[0]
    assert isinstance(first, Problem)
    assert first.key == "problem-folder-twice"
    assert str(other) in first.message("ja")


def test_a_second_folder_of_law_is_refused(graph_copy: Path) -> None:
    shutil.copytree(graph_copy / "japan", graph_copy.parent / "own/japan")
    rewrite(graph_copy.parent / "own/japan/needs.csv", {(2, "label_ja"): "別"})
    with pytest.raises(TablesInvalid) as caught:
        load_tables(graph_copy, [graph_copy.parent / "own/japan"])
    assert "problem-folder-twice" in {getattr(problem, "key", "") for problem in caught.value.problems}
