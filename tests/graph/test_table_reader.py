"""Bad tables: every mistake is named with file, row, column and mend, all at once."""

import csv
from pathlib import Path

import pytest

from tsunagu.errors import TablesInvalid
from tsunagu.graph.build import load_tables
from tsunagu.graph.problems import Problem


def rewrite(path: Path, change: dict[tuple[int, str], str]) -> None:
    """Change cells of a CSV file: (row counted from 2, column) → text."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for (line, column), text in change.items():
        rows[line - 2][column] = text
    write(path, rows)


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def problems(graph: Path) -> list[Problem]:
    with pytest.raises(TablesInvalid) as caught:
        load_tables(graph)
    found = [problem for problem in caught.value.problems if isinstance(problem, Problem)]
    assert len(found) == len(caught.value.problems)
    return found


def only(graph: Path) -> Problem:
    found = problems(graph)
    assert len(found) == 1, [problem.message("en") for problem in found]
    return found[0]


def test_good_copy_is_read(graph_copy: Path) -> None:
    assert load_tables(graph_copy).documents == ("kunitachi-gender",)


def test_unknown_reference(graph_copy: Path) -> None:
    rewrite(graph_copy / "kunitachi-gender/responsibilities.csv", {(2, "body"): "132152-shicho-shitsuu"})
    problem = only(graph_copy)
    assert (problem.file, problem.line, problem.column) == ("kunitachi-gender/responsibilities.csv", 2, "body")
    assert problem.key == "problem-dangling"
    assert "132152-shicho-shitsu" in problem.message("en")


def test_only_a_party_of_a_document_may_be_unnamed(graph_copy: Path) -> None:
    """Law tables and changes name their ends: nothing would describe an unnamed one."""
    rewrite(graph_copy / "japan/linkage_duties.csv", {(2, "from"): "unnamed"})
    problem = only(graph_copy)
    assert (problem.file, problem.column, problem.key) == ("japan/linkage_duties.csv", "from", "problem-dangling")


def test_misspelt_column(graph_copy: Path) -> None:
    path = graph_copy / "kunitachi-gender/measures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("label_ja", "lable_ja", 1), encoding="utf-8")
    found = [problem for problem in problems(graph_copy) if problem.file.endswith("measures.csv")]
    assert {problem.key for problem in found} >= {"problem-column-unknown", "problem-column-missing"}
    assert "label_ja" in next(p for p in found if p.key == "problem-column-unknown").message("ja")


def test_cp932_file(graph_copy: Path) -> None:
    path = graph_copy / "kunitachi-gender/services.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp932", errors="replace"))
    problem = only(graph_copy)
    assert problem.key == "problem-encoding"
    assert "CP932" in problem.message("ja")


def test_utf8_with_mark_is_fine(graph_copy: Path) -> None:
    path = graph_copy / "kunitachi-gender/services.csv"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load_tables(graph_copy)


def test_duplicate_row(graph_copy: Path) -> None:
    path = graph_copy / "kunitachi-gender/linkages.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    problem = only(graph_copy)
    assert problem.key == "problem-duplicate"
    assert problem.data["first"] == 2


def test_japanese_era_in_a_date_column(graph_copy: Path) -> None:
    rewrite(graph_copy / "kunitachi-gender/document.csv", {(2, "period_start"): "令和5年度"})
    problem = only(graph_copy)
    assert (problem.column, problem.key) == ("period_start", "problem-date")
    assert "FY2023" in problem.message("ja")


def test_empty_table(graph_copy: Path) -> None:
    path = graph_copy / "kunitachi-gender/linkages.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert only(graph_copy).key == "problem-empty"


def test_empty_file(graph_copy: Path) -> None:
    (graph_copy / "kunitachi-gender/linkages.csv").write_bytes(b"")
    assert "problem-column-missing" in {problem.key for problem in problems(graph_copy)}


def test_missing_required_table(graph_copy: Path) -> None:
    (graph_copy / "kunitachi-gender/bodies.csv").unlink()
    assert "problem-no-file" in {problem.key for problem in problems(graph_copy)}


def test_cell_too_many(graph_copy: Path) -> None:
    path = graph_copy / "kunitachi-gender/linkages.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] += ",x"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert only(graph_copy).key == "problem-width"


@pytest.mark.parametrize(
    ("column", "text", "key"),
    [
        ("spans", "12", "problem-span"),
        ("spans", "90-12", "problem-span"),
        ("spans", "12-12", "problem-span"),
        ("spans", "1-2；3-4", "problem-locator-count"),
        ("anchors", "あ" * 21, "problem-anchor-long"),
        ("layer", "statedd", "problem-choice"),
        ("from", "", "problem-required"),
    ],
)
def test_bad_cells_of_a_linkage(graph_copy: Path, column: str, text: str, key: str) -> None:
    path = graph_copy / "kunitachi-gender/linkages.csv"
    with path.open(encoding="utf-8", newline="") as file:
        line = next(n for n, row in enumerate(csv.DictReader(file), start=2) if "；" not in row["spans"])
    rewrite(path, {(line, column): text})
    assert key in {problem.key for problem in problems(graph_copy)}


def test_document_must_be_called_as_its_folder(graph_copy: Path) -> None:
    (graph_copy / "kunitachi-gender").rename(graph_copy / "other")
    problem = only(graph_copy)
    assert (problem.file, problem.column, problem.key) == ("other/document.csv", "id", "problem-document-id")


def test_all_mistakes_at_once(graph_copy: Path) -> None:
    rewrite(graph_copy / "kunitachi-gender/linkages.csv", {(2, "layer"): "x", (3, "status"): "y"})
    rewrite(graph_copy / "kunitachi-gender/measures.csv", {(2, "section"): "s99"})
    assert {(problem.file, problem.line) for problem in problems(graph_copy)} == {
        ("kunitachi-gender/linkages.csv", 2),
        ("kunitachi-gender/linkages.csv", 3),
        ("kunitachi-gender/measures.csv", 2),
    }


def test_every_problem_is_worded_in_both_languages(graph_copy: Path) -> None:
    rewrite(graph_copy / "kunitachi-gender/linkages.csv", {(2, "layer"): "x", (2, "spans"): "9", (3, "from"): "nobody"})
    for problem in problems(graph_copy):
        assert problem.message("ja") != problem.message("en")
        assert problem.message("ja").startswith(f"{problem.file}:{problem.line}: {problem.column}（表「")
