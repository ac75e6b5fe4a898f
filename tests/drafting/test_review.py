"""A draft goes out to Excel and comes back: what was changed is shown and taken, what was lost is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.drafting.drafts import write_plan
from tsunagu.cli.main import run
from tsunagu.drafting.review_book import HEAD_ROWS, NAMES_ROW, review_book
from tsunagu.drafting.taking import read_review
from tsunagu.graph.rows import Tables
from tsunagu.graph.schema import load_schema
from tsunagu.reading.model import FileUnreadable


@pytest.fixture(scope="module")
def written(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A folder of a draft, and its workbook; nobody writes into it."""
    folder = write_plan(tmp_path_factory.mktemp("draft"), tables)
    return folder, review_book(folder, load_schema(), "ja")


def changed(written: tuple[Path, bytes], tmp_path: Path, change: Callable[[Any], None]) -> Path:
    path = tmp_path / "review.xlsx"
    path.write_bytes(written[1])
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def test_the_workbook_begins_with_instructions_and_marks_what_is_not_sure(
    written: tuple[Path, bytes], tmp_path: Path
) -> None:
    book = load_workbook(changed(written, tmp_path, lambda _: None))
    assert book.sheetnames[0] == "使い方"
    sheet = book["bodies"]
    assert (sheet["A2"].value, sheet["A1"].value, sheet.row_dimensions[1].hidden) == ("ID", "id", True)
    assert sheet.auto_filter.ref.startswith("A2:")
    why = sheet.cell(HEAD_ROWS + 1, 1).comment
    assert why
    assert not re.search("[a-z]-[a-z]", why.text)
    first = book["使い方"]
    ways = {cell.value: cell.hyperlink.location for cell in first["B"] if cell.hyperlink}
    assert ways.keys() == set(book.sheetnames[1:])
    assert sheet.cell(HEAD_ROWS + 1, 1).comment is not None
    assert "unit,facility" in " ".join(str(rule.formula1) for rule in sheet.data_validations.dataValidation)


def test_an_unchanged_workbook_differs_in_nothing(written: tuple[Path, bytes], tmp_path: Path) -> None:
    path = changed(written, tmp_path, lambda _: None)
    assert read_review(path, written[0], load_schema()).differences == []


def test_changes_are_shown_before_they_are_taken(
    written: tuple[Path, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil  # noqa: PLC0415

    folder = tmp_path / "made-up-plan"
    shutil.copytree(written[0], folder)

    def change(book: Any) -> None:
        book["measures"].cell(HEAD_ROWS + 1, 5).value = "女性のための相談"
        book["measures"].delete_rows(HEAD_ROWS + 3)

    path = changed(written, tmp_path, change)
    before = (folder / "measures.csv").read_bytes()
    assert run(["review", str(folder), "--take", str(path), "--lang", "ja"]) == 0
    told = capsys.readouterr().out
    assert "女性のための相談" in told
    assert "削除 施策・取組" in told
    assert (folder / "measures.csv").read_bytes() == before
    assert run(["review", str(folder), "--take", str(path), "--yes", "--lang", "ja"]) == 0
    assert "女性のための相談" in (folder / "measures.csv").read_text(encoding="utf-8")


def lose_id(book: Any) -> None:
    book["bodies"].cell(HEAD_ROWS + 1, 1).value = None


def double(book: Any) -> None:
    book["bodies"].cell(HEAD_ROWS + 2, 1).value = book["bodies"].cell(HEAD_ROWS + 1, 1).value


def lose_columns(book: Any) -> None:
    book["bodies"].delete_rows(NAMES_ROW)


def formula(book: Any) -> None:
    book["bodies"].cell(HEAD_ROWS + 1, 2).value = "=1+1"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lose_id, "review-key-lost"),
        (double, "review-key-twice"),
        (lose_columns, "review-columns-lost"),
        (formula, "review-cell"),
    ],
)
def test_what_was_lost_in_excel_is_told_with_its_place(
    written: tuple[Path, bytes], tmp_path: Path, change: Callable[[Any], None], key: str
) -> None:
    with pytest.raises(FileUnreadable) as refused:
        read_review(changed(written, tmp_path, change), written[0], load_schema())
    assert refused.value.key == key
    assert "bodies" in str(refused.value.data["place"])


def merge(book: Any) -> None:
    book["measures"].merge_cells(start_row=HEAD_ROWS + 1, end_row=HEAD_ROWS + 2, start_column=2, end_column=2)


def rename(book: Any) -> None:
    book["measures"].title = "施策"
    book["施策"].cell(HEAD_ROWS + 1, 5).value = "女性のための相談"


def turn_over(book: Any) -> None:
    sheet = book["measures"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD_ROWS + 1)]
    for number, row in enumerate(reversed(rows), start=HEAD_ROWS + 1):
        for at, value in enumerate(row, start=1):
            sheet.cell(number, at).value = value
    sheet.row_dimensions[HEAD_ROWS + 1].hidden = True


@pytest.mark.parametrize(("change", "after"), [(merge, []), (turn_over, []), (rename, ["女性のための相談"])])
def test_merged_sorted_filtered_and_renamed_sheets_lose_nothing(
    written: tuple[Path, bytes], tmp_path: Path, change: Callable[[Any], None], after: list[str]
) -> None:
    found = read_review(changed(written, tmp_path, change), written[0], load_schema())
    assert [difference.after for difference in found.differences] == after


def test_what_a_column_cannot_hold_is_told_beside_the_difference_and_not_taken(
    written: tuple[Path, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def misspell(book: Any) -> None:
        names = [cell.value for cell in book["measures"][NAMES_ROW]]
        book["measures"].cell(HEAD_ROWS + 1, names.index("status") + 1).value = "実施中"

    path = changed(written, tmp_path, misspell)
    before = (written[0] / "measures.csv").read_bytes()
    assert run(["--lang", "ja", "review", str(written[0]), "--take", str(path), "--yes"]) == 3
    told = capsys.readouterr()
    assert "  → 「実施中」" in told.out
    assert "1件" in told.err
    assert (written[0] / "measures.csv").read_bytes() == before


def test_a_table_saved_in_another_encoding_is_told(
    written: tuple[Path, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil  # noqa: PLC0415

    folder = tmp_path / "made-up-plan"
    shutil.copytree(written[0], folder)
    table = folder / "measures.csv"
    table.write_bytes(table.read_text(encoding="utf-8").encode("cp932"))
    assert run(["--lang", "ja", "review", str(folder), "--excel", str(tmp_path / "review.xlsx")]) == 3
    assert "made-up-plan/measures.csv" in capsys.readouterr().err


def test_a_folder_that_holds_no_draft_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "review.xlsx"
    assert run(["--lang", "en", "review", str(tmp_path), "--excel", str(book)]) == 3
    assert "no folder of a draft" in capsys.readouterr().err
    assert not book.exists()
