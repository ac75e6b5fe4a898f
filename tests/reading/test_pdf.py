"""PDFs in several layouts come to the rows that were printed; scanned and protected ones are told apart."""

from __future__ import annotations

import io
from typing import Any

import pytest
from bench.layouts import LAYOUTS, Layout, make_pdf

from tsunagu.reading.door import read_bytes
from tsunagu.reading.glyphs import Glyph, Rule, joined
from tsunagu.reading.model import FileUnreadable, ReadText
from tsunagu.reading.pages import before_columns
from tsunagu.reading.setting import Setting

PLAN = """目標1 安心できる相談

施策\t取組内容\t担当課
相談の充実\t女性のための相談窓口を設け、電話でも相談に応じ、必要な支援につなぎます\t市民生活課
\t夜間と休日の相談を行います\t市民生活課 福祉課
人材の育成\t相談員の研修を行います\t職員課
"""
BY_NAME = {layout.name: layout for layout in LAYOUTS}


def read(layout: Layout, text: str = PLAN) -> ReadText:
    return read_bytes(make_pdf(text, layout), "plan.pdf")


def rows(text: str) -> list[list[str]]:
    return [["".join(cell.split()) for cell in line.split("\t")] for line in text.split("\n") if "\t" in line]


@pytest.mark.parametrize("name", ["ruled", "short landscape pages", "bold by double print, shaded heads", "radicals"])
def test_a_ruled_table_comes_back(name: str) -> None:
    assert rows(read(BY_NAME[name]).text) == rows(PLAN)


def test_a_row_cut_by_a_page_end_is_one_row() -> None:
    small = Layout("small", width=420, height=150)
    long = PLAN.replace("相談員の研修", "相談員と窓口の職員に向けて、" * 12 + "研修")
    assert rows(read(small, long).text) == rows(long)


def test_every_line_has_a_box_on_its_page() -> None:
    told = read(BY_NAME["ruled"])
    box = next(box for box in told.boxes if "研修" in told.text[box.start : box.end])
    assert box.page == 1
    assert box.left < box.right
    assert told.page_of(told.text.index("研修")) == 1


def drawn(encrypt: Any = None) -> bytes:
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - of the test extra

    out = io.BytesIO()
    page = Canvas(out, encrypt=encrypt)
    page.rect(100, 100, 300, 300, fill=1)
    page.showPage()
    page.save()
    return out.getvalue()


def test_a_page_without_text_is_told_to_be_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tsunagu.reading.pdf.is_there", lambda: False)
    with pytest.raises(FileUnreadable) as refused:
        read_bytes(drawn(), "scan.pdf")
    assert (refused.value.key, refused.value.data["pages"]) == ("read-scanned", 1)


def test_a_protected_file_is_told_apart() -> None:
    with pytest.raises(FileUnreadable) as refused:
        read_bytes(drawn("secret"), "locked.pdf")
    assert refused.value.key == "read-encrypted"


def test_rules_of_two_tables_that_nearly_align_stay_apart() -> None:
    above, below = Rule(94.7, 500.0, 797.0), Rule(97.0, 45.0, 230.0)
    assert sorted(joined([above, below]), key=lambda rule: rule.at) == [above, below]
    (one,) = joined([Rule(94.7, 100.0, 200.0), Rule(97.0, 45.0, 100.5)])
    assert (one.begin, one.end) == (45.0, 200.0)


def test_a_white_strip_stands_just_before_the_column_behind_it() -> None:
    def cell(left: float) -> Glyph:
        return Glyph("字", left, 100.0, left + 9.0, 109.0)

    line = Setting([cell(45.0), cell(100.0), cell(109.0)])
    assert before_columns([line], [70.0]) == [98.5]
