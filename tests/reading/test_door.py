"""Files of every sort come to one text, or to one clear refusal with advice."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tsunagu.messages import LANGUAGES, catalogue
from tsunagu.reading.door import read_bytes, read_file
from tsunagu.reading.model import FileUnreadable

HEAD = "番号\t取組内容\t担当課"


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as files:
        files.writestr("plan.txt", "計画")
    return out.getvalue()


def workbook() -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - takes long to import

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["施策", "取組内容", "担当課"], ["相談の充実", "女性相談", "市民課"], [None, "夜間の相談", "市民課"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.create_sheet("別紙").append(["指標", "基準値", "目標値"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_text_in_any_usual_encoding(encoding: str) -> None:
    assert read_bytes(f"{HEAD}\r\n1\t相談\t市民課\r\n".encode(encoding), "plan.txt").text.startswith(HEAD + "\n1")


def test_printed_page_marks_become_page_ends_and_move_nothing() -> None:
    text = "一頁目\n- 1 -\n二頁目\n"
    read = read_bytes(text.encode(), "plan.txt")
    assert read.text.index("二頁目") == text.index("二頁目")
    assert (read.page_of(0), read.page_of(read.text.index("二頁目"))) == (1, 2)


def test_cells_over_several_rows_of_a_web_page_stand_once() -> None:
    page = (
        "<html><meta charset=utf-8><table><tr><th>施策<th>取組<th>担当課"
        "<tr><td rowspan=2>甲<td>乙<td>丙課<tr><td>丁<td>戊課</table>"
    )
    assert read_bytes(page.encode(), "plan.html").text.strip().split("\n") == [
        "施策\t取組\t担当課",
        "甲\t乙\t丙課",
        "\t丁\t戊課",
    ]


def test_a_workbook_with_merged_cells_and_two_sheets() -> None:
    text = read_bytes(workbook(), "plan.xlsx").text
    assert "相談の充実\t女性相談\t市民課\n\t夜間の相談\t市民課" in text
    assert text.index("\f") < text.index("別紙")


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "read-empty"),
        (b" \n\t ", "read-empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "read-picture"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 50, "read-old-office"),
        (b"PK\x03\x04word/document.xml", "read-word"),
        (b"PK\x03\x04something", "read-broken"),
        (zipped(), "read-zip"),
        (b"PK\x03\x04xl/workbook.xml broken", "read-broken"),
        (b"%PDF-1.7 broken", "read-broken"),
        (b"stream\nx\nendstream\nendobj\n4 0 obj", "read-broken"),
        (bytes(range(256)) * 4, "read-encoding"),
        (b"\x00\x01\x02\x03abc" * 9, "read-no-text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(data: bytes, key: str) -> None:
    with pytest.raises(FileUnreadable) as refused:
        read_bytes(data, "plan.bin")
    assert refused.value.key == key
    for language in LANGUAGES:
        assert "{file}" in catalogue(language)[key]


def test_a_zip_is_not_taken_for_what_lies_in_it() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("plan.pdf", b"%PDF-1.7 whatever")
    with pytest.raises(FileUnreadable) as refused:
        read_bytes(out.getvalue(), "plan.zip")
    assert refused.value.key == "read-zip"


def test_half_a_workbook_is_told_to_be_broken() -> None:
    with pytest.raises(FileUnreadable) as refused:
        read_bytes(workbook()[:2000], "half.xlsx")
    assert refused.value.key == "read-broken"


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    for path, key in ((tmp_path, "read-not-a-file"), (tmp_path / "none.pdf", "read-not-there")):
        with pytest.raises(FileUnreadable) as refused:
            read_file(path)
        assert refused.value.key == key
