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
from tsunagu.drafting.differing import said_difference
from tsunagu.drafting.review_book import HEAD_ROWS, NAMES_ROW, review_book
from tsunagu.drafting.taking import read_review
from tsunagu.graph.choice_words import choice_words, in_codes, in_words
from tsunagu.graph.rows import Tables
from tsunagu.graph.schema import load_schema
from tsunagu.messages import LANGUAGES
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
    assert ways.keys() == set(book.sheetnames[1:-1])
    assert sheet.cell(HEAD_ROWS + 1, 1).comment is not None
    assert offered(book, "bodies", "kind")[:2] == ["団体", "部署"]
    assert offered(book, "bodies", "disclosure")
    assert book["選択肢"].sheet_state == "hidden"


def column_of(book: Any, table: str, column: str) -> int:
    return [cell.value for cell in book[table][NAMES_ROW]].index(column) + 1


def offered(book: Any, table: str, column: str) -> list[str]:
    """The words of the drop-down list of a column."""
    letter = book[table].cell(1, column_of(book, table, column)).column_letter
    rules = book[table].data_validations.dataValidation
    rule = next(rule for rule in rules if str(rule.sqref).startswith(f"{letter}{HEAD_ROWS + 1}:"))
    sheet, area = str(rule.formula1).split("!")
    return [cell.value for (cell,) in book[sheet.strip("'")][area.replace("$", "")]]


def test_a_cell_with_choices_says_them_in_words_and_takes_words_and_codes(
    written: tuple[Path, bytes], tmp_path: Path
) -> None:
    def change(book: Any) -> None:
        at = column_of(book, "measures", "status")
        assert book["measures"].cell(HEAD_ROWS + 1, at).value == "実施中"
        for number, said in enumerate(("予定", "under_study", "Ended"), start=HEAD_ROWS + 1):
            book["measures"].cell(number, at).value = said

    found = read_review(changed(written, tmp_path, change), written[0], load_schema())
    assert [difference.after for difference in found.differences] == ["planned", "under_study", "ended"]
    assert not found.wrong
    assert "実施中" in said_difference(found.differences[0], "ja")


def test_no_word_of_a_column_stands_for_two_codes() -> None:
    for field in (field for table in load_schema().of_folder("document") for field in table.fields):
        for language in LANGUAGES:
            words = choice_words(field, language)
            assert [in_codes(field, word) for word in words.values()] == list(words)
            assert [in_codes(field, code) for code in words] == list(words)
            assert in_codes(field, in_words(field, "x", language)) == "x"


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
        book["measures"].cell(HEAD_ROWS + 1, column_of(book, "measures", "status")).value = "やっている"

    path = changed(written, tmp_path, misspell)
    before = (written[0] / "measures.csv").read_bytes()
    assert run(["--lang", "ja", "review", str(written[0]), "--take", str(path), "--yes"]) == 3
    told = capsys.readouterr()
    assert "  → 「やっている」" in told.out
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
    assert run(["--lang", "en", "review", str(folder), "--excel", str(tmp_path / "review.xlsx")]) == 3
    assert not re.search("[ぁ-んァ-ヶ一-龠]", capsys.readouterr().err)


def test_a_folder_that_holds_no_draft_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "review.xlsx"
    assert run(["--lang", "en", "review", str(tmp_path), "--excel", str(book)]) == 3
    assert "no folder of a draft" in capsys.readouterr().err
    assert not book.exists()
