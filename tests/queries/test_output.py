"""Answers in every form; Excel reads them and finds no formula."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from rdflib import Graph

from tests.showing import OPEN
from tsunagu.characters import CELL_LIMIT, safe_cell
from tsunagu.queries.answers import make_answer
from tsunagu.queries.output import FORMATS, render, to_csv, to_xlsx

ANSWER = make_answer(
    ["名称", "数"], [["市民相談課", "34.7"], ['=HYPERLINK("x")', "-3"], ["", "0042"], ["改\n行", "2024-04-01"]]
)


def test_csv_has_the_mark_excel_needs() -> None:
    raw = to_csv(ANSWER)
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows[1] == ["市民相談課", "34.7"]
    assert rows[2] == ['\'=HYPERLINK("x")', "-3"]


@given(st.text(max_size=20))
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.lstrip().startswith(("=", "@")) or cell.startswith("'")
    if cell.startswith(("+", "-")):
        float(cell)


def test_workbook_cells_are_text_or_numbers_never_formulas() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(ANSWER))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["名称", "数"]
    assert rows[1] == ["市民相談課", 34.7]
    assert rows[2] == ['=HYPERLINK("x")', -3]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert rows[3][1] == "0042"
    assert sheet.freeze_panes == "A2"


def test_json_keeps_columns_and_rows() -> None:
    loaded = json.loads(render(OPEN.show(ANSWER), "json"))
    assert loaded["columns"] == ["名称", "数"]
    assert loaded["rows"][0] == {"名称": "市民相談課", "数": "34.7"}


def test_turtle_is_a_result_set() -> None:
    graph = Graph().parse(data=render(OPEN.show(ANSWER), "ttl").decode("utf-8"), format="turtle")
    assert len(list(graph.subject_objects(predicate=None))) > len(ANSWER.rows)


def test_turtle_of_nothing() -> None:
    assert Graph().parse(data=render(OPEN.show(make_answer(["a"], [])), "ttl").decode("utf-8"), format="turtle")


def test_table_lines_up_japanese_and_latin() -> None:
    lines = (
        render(OPEN.show(make_answer(["a", "b"], [["相談", "1"], ["abcd", "2"]])), "table").decode("utf-8").splitlines()
    )
    assert lines[2] == "相談 | 1"
    assert lines[3] == "abcd | 2"


def test_every_format_takes_an_empty_answer() -> None:
    for form in FORMATS:
        assert render(OPEN.show(make_answer(["a"], [])), form)


def test_a_cell_too_long_for_excel_says_so() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(make_answer(["a"], [["あ" * 40_000]])))).worksheets[0]
    cell = str(sheet["A2"].value)
    assert len(cell) == CELL_LIMIT
    assert cell.endswith("［以下略：全40000文字／cut: 40000 characters in all］")


def test_characters_no_workbook_may_hold_do_not_spoil_it() -> None:
    raw = to_xlsx(make_answer(["a"], [["a\x01b\ufffec\uffffd\ud800e\x0b"]]))
    assert load_workbook(io.BytesIO(raw)).worksheets[0]["A2"].value == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd"


def test_a_table_for_the_terminal_holds_nothing_that_acts() -> None:
    shown = render(OPEN.show(make_answer(["a"], [["x\x1b[2J\x9b\u202e\ry\tz"]])), "table").decode("utf-8")
    assert shown.splitlines()[2] == "x[U+001B][2J[U+009B][U+202E][U+000D]y z"
