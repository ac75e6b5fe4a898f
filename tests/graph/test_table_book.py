"""A filled workbook of the template is read as the folder of CSV it stands for; what Excel spoilt is told by cell."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tsunagu.cli.main import run
from tsunagu.errors import TablesInvalid
from tsunagu.graph.build import load_tables
from tsunagu.graph.problems import Problem
from tsunagu.graph.rows import Tables
from tsunagu.graph.schema import load_schema
from tsunagu.graph.table_reader import read_tables
from tsunagu.graph.template import excel_template
from tsunagu.messages import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = "kunitachi-gender"
Spoil = Callable[[Worksheet], object]
Value = str | int | float | bool | datetime | None


def typed(table: str, column: str, text: str) -> Value:
    """What Excel keeps of a text typed into a cell that is not formatted as text."""
    kind = load_schema().tables[table].field(column).type
    if not text:
        return None
    if kind == "boolean":
        return text == "true"
    if kind == "date":
        return datetime.fromisoformat(text)
    return int(text) if kind == "integer" else text


def fill(book: Workbook, folder: Path, value: Callable[[str, str, str], Value]) -> None:
    """Fill in the sheets of the template with the tables of a folder."""
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in book.sheetnames:  # the two taggings are no part of the template
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                columns = [cell.value for cell in book[path.stem][1]]
                book[path.stem].append([value(path.stem, str(name), row[str(name)]) for name in columns])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template filled with the shipped document, as Excel would keep what was typed."""
    book = load_workbook(io.BytesIO(excel_template(load_schema())))
    fill(book, ROOT / "graph" / DOCUMENT, typed)
    path = tmp_path_factory.mktemp("book") / "my plan.xlsx"
    book.save(path)
    return path


@pytest.fixture
def filled(graph_copy: Path, written: Path) -> Path:
    """The shipped document as a workbook in place of its folder."""
    (graph_copy / DOCUMENT).rename(graph_copy.parent / DOCUMENT)
    return Path(shutil.copy(written, graph_copy.parent / written.name))


def rows_of(tables: Tables) -> list[tuple[str, str, dict[str, object]]]:
    """Every row without the place it was read from, and without the two taggings."""
    kept = (row for row in tables.rows if row.table.name not in ("tags_first", "tags_second"))
    return [(row.table.name, row.document, dict(row.values)) for row in kept]


def test_a_filled_workbook_says_what_its_tables_say(graph_copy: Path, filled: Path) -> None:
    book = load_tables(graph_copy, [filled])
    folder = load_tables(graph_copy, [graph_copy.parent / DOCUMENT])
    assert rows_of(book) == rows_of(folder)
    assert book.documents == (DOCUMENT,)
    assert next(book.of("services")).file == "my plan.xlsx services"


def changed(path: Path, sheet: str, spoil: Spoil) -> None:
    book = load_workbook(path)
    spoil(book[sheet])
    book.save(path)


def problems(graph: Path, book: Path) -> list[Problem]:
    with pytest.raises(TablesInvalid) as caught:
        load_tables(graph, [book])
    return [problem for problem in caught.value.problems if isinstance(problem, Problem)]


def letters(sheet: Worksheet, column: str) -> str:
    return next(cell.column_letter for cell in sheet[1] if cell.value == column)


def put(cell: str, value: Value | time, form: str = "General") -> Spoil:
    """Put a value into a cell (`hours 3`) as Excel would with such a format."""

    def spoil(sheet: Worksheet) -> None:
        column, row = cell.split()
        held = sheet[f"{letters(sheet, column)}{row}"]
        held.value = value
        held.number_format = form

    return spoil


SPOILT: tuple[tuple[str, str, Value | time, str, str], ...] = (
    ("measures", "row 5", datetime(2026, 1, 2), "m/d", "problem-book-date"),
    ("services", "hours 3", time(9, 30), "h:mm", "problem-book-time"),
    ("bodies", "phone 4", 467613870, "General", "problem-book-telephone"),
    ("measures", "row 6", 1.1, "General", "problem-book-decimal"),
    ("observations", "value 2", 0.347, "0.0%", "problem-book-percent"),
    ("services", "label_ja 6", '="相談"&"窓口"', "General", "problem-book-formula"),
    ("services", "label_ja 7", "#N/A", "General", "problem-book-error"),
    ("services", "status 8", "in operation", "@", "problem-choice"),
    ("services", "status 9", None, "@", "problem-required"),
    ("services", "functions 10", "fn_nai", "@", "problem-dangling"),
    ("services", "spans 11", "9-3", "@", "problem-span"),
)


def test_what_is_wrong_is_told_by_sheet_and_cell(graph_copy: Path, filled: Path) -> None:
    book = load_workbook(filled)
    for sheet, cell, value, form, _ in SPOILT:
        put(cell, value, form)(book[sheet])
    book.save(filled)
    found = {(problem.file, problem.cell, problem.key): problem for problem in problems(graph_copy, filled)}
    for sheet, cell, _, _, key in SPOILT:
        column, row = cell.split()
        place = f"{letters(book[sheet], column)}{row}"
        problem = found.pop((f"my plan.xlsx {sheet}", place, key))
        for language in LANGUAGES:
            line = problem.message(language)
            assert re.match(rf"my plan\.xlsx {sheet}!{place}: {column}( \(|（).+[)）]: ", line)
            assert "\n" not in line
    assert not found


def test_days_numbers_and_truths_are_read_as_they_were_meant(graph_copy: Path, filled: Path) -> None:
    """TRUE and FALSE as text or truth, a year, a month by its format, a percentage in a column of text."""

    def spoil(sheet: Worksheet) -> None:
        put("entry 2", "TRUE")(sheet)
        put("entry 3", False)(sheet)
        put("hours 2", 24)(sheet)
        put("cost 2", 0.5, "0%")(sheet)

    changed(filled, "services", spoil)
    changed(filled, "document", put("published 2", datetime(2024, 3, 1), 'yyyy"年"m"月"'))
    changed(filled, "measures", put("planned_for 2", datetime(2027, 4, 1), "[$-411]ggge年m月"))
    changed(filled, "measures", put("planned_for 3", 2027))
    tables = load_tables(graph_copy, [filled])
    first, second = list(tables.of("services"))[:2]
    assert (first.first("entry"), second.first("entry")) == (True, False)
    assert (first.text("hours"), first.text("cost")) == ("24", "50%")
    assert next(tables.of("document")).text("published") == "2024-03"
    assert [row.text("planned_for") for row in list(tables.of("measures"))[:2]] == ["2027-04", "2027"]


def test_merged_cells_and_further_sheets_are_told(graph_copy: Path, filled: Path) -> None:
    changed(filled, "services", lambda sheet: sheet.merge_cells("N5:N7"))
    assert [problem.key for problem in problems(graph_copy, filled)] == ["problem-book-merged"]
    assert "N5:N7" in problems(graph_copy, filled)[0].message("ja")
    changed(filled, "services", lambda sheet: sheet.unmerge_cells("N5:N7"))
    changed(filled, "services", lambda sheet: setattr(sheet, "title", "service"))
    told = {problem.file: problem.key for problem in problems(graph_copy, filled)}
    assert told["my plan.xlsx service"] == "problem-book-sheet"


def test_columns_in_another_order_and_an_empty_line_do_no_harm(graph_copy: Path, filled: Path) -> None:
    plain = rows_of(load_tables(graph_copy, [filled]))

    def spoil(sheet: Worksheet) -> None:
        sheet.move_range(f"B1:B{sheet.max_row}", cols=sheet.max_column - 1)
        sheet.delete_cols(2)
        sheet.insert_rows(3)

    changed(filled, "responsibilities", spoil)
    again = load_tables(graph_copy, [filled])
    assert rows_of(again) == plain
    assert [row.line for row in again.of("responsibilities")][:2] == [2, 4]


def zipped(**parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return held.getvalue()


def another_book() -> bytes:
    book, held = Workbook(), io.BytesIO()
    book.save(held)
    return held.getvalue()


NO_BOOKS = {
    "nothing": (b"", "problem-book-unreadable"),
    "a csv": (b"id,row\n1,2\n", "problem-book-unreadable"),
    "an old or locked workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "problem-book-unreadable"),
    "a zip of something else": (zipped(a="b"), "problem-book-unreadable"),
    "half a workbook": (another_book()[:900], "problem-book-unreadable"),
    "another workbook": (another_book(), "problem-book-wrong"),
}


@pytest.mark.parametrize(("data", "key"), NO_BOOKS.values(), ids=NO_BOOKS)
def test_a_wrong_workbook_is_one_clear_line(tmp_path: Path, data: bytes, key: str) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(data)
    with pytest.raises(TablesInvalid) as caught:
        read_tables([path], load_schema())
    [problem] = caught.value.problems
    assert isinstance(problem, Problem)
    assert (problem.file, problem.key) == ("plan.xlsx", key)
    assert "tsunagu template" in problem.message("ja")


def test_a_workbook_of_a_shipped_document_is_refused(graph_copy: Path, filled: Path) -> None:
    (graph_copy.parent / DOCUMENT).rename(graph_copy / DOCUMENT)
    assert problems(graph_copy, filled)[0].key == "problem-folder-twice"


def test_the_template_keeps_what_is_typed() -> None:
    book = load_workbook(io.BytesIO(excel_template(load_schema())))
    assert book["measures"].column_dimensions["A"].number_format == "@"
    assert book["services"].column_dimensions["A"].number_format == "@"


def test_the_commands_take_the_workbook(
    graph_copy: Path, filled: Path, sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The template as the command writes it is read too: what it lacks is told, one line a table."""
    tables = ["--tables", str(graph_copy)]
    assert run(["--lang", "en", "verify", *tables, "--add", str(filled), "--sources", str(sources)]) == 0
    assert DOCUMENT in capsys.readouterr().out
    empty = str(graph_copy.parent / "empty.xlsx")
    assert run(["template", empty]) == 0
    assert run(["--lang", "en", "validate", *tables, "--add", empty]) != 0
    told = capsys.readouterr().err.splitlines()
    assert {line.strip().split(":")[0] for line in told} >= {"empty.xlsx document", "empty.xlsx bodies"}
