"""Pages beside a row: boxed where the characters stand, and never a page that prints where a closed place is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tsunagu.drafting.folder import write_draft
from tsunagu.drafting.reviewing.pictured import Pictured, pictured
from tsunagu.drafting.reviewing.printed import read_printed
from tsunagu.drafting.source import Source
from tsunagu.graph.text import Span
from tsunagu.reading.door import read_file
from tsunagu.reading.model import FileUnreadable
from tsunagu.reading.picture import SHARP

SECRET = "シェルター 所在地：架空市本町1-2-3"
PAGES = (
    ("架空市女性支援計画", "■ 相談の充実（第1号）", "児童相談所と連携します"),
    (SECRET, "一時保護の間の支援を行います", "就労の支援を行います"),
    (SECRET, "相談員の研修を行います", "広報を行います", "統計をとります", "会議を開きます", "見学を行います"),
    ("計画の進め方", "毎年度、実施の状況を公表します", "民間シェルターについて"),
    ("所在地：架空市本町4-5-6",),
)


def printed_pages(turned: int = 0) -> bytes:
    """A PDF with these lines on its pages, all turned by some degrees."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - of the test extra
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300), invariant=1)
    for lines in PAGES:
        canvas.setFont("HeiseiKakuGo-W5", 12)
        for at, line in enumerate(lines):
            canvas.drawString(40, 250 - 24 * at, line)
        canvas.showPage()
    canvas.save()
    return _turned(out.getvalue(), turned) if turned else out.getvalue()


def _turned(data: bytes, by: int) -> bytes:
    out = io.BytesIO()
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            page.set_rotation(by)
        document.save(out)
    return out.getvalue()


def drafted(folder: Path, data: bytes) -> Path:
    """A folder with the text and boxes of a PDF that lies beside it."""
    file = folder / "plan.pdf"
    file.write_bytes(data)
    write_draft(folder / "made-up", read_file(file), [], (), Source.of(file))
    return folder / "made-up"


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Pictured]:
    """The pages of the PDF."""
    folder = drafted(tmp_path, printed_pages())
    found = pictured(folder, read_printed(folder))
    assert found is not None
    yield found
    found.close()


def test_the_characters_of_a_row_are_boxed_where_another_reader_finds_them(pages: Pictured, tmp_path: Path) -> None:
    word = "児童相談所"
    start = pages.printed.text.index(word)
    (mark,) = pages.marks(1, [Span(start, start + len(word))])
    with pypdfium2.PdfDocument(tmp_path / "plan.pdf") as document:
        text = document[0].get_textpage()
        at, count = text.search(word).get_next() or (0, 0)
        boxes = [text.get_charbox(at + place) for place in range(count)]
        text.close()
    assert count == len(word)
    picture = pages.picture(1)
    assert (picture.width, picture.height) == (400 * SHARP, 300 * SHARP)
    assert abs(mark.left - SHARP * boxes[0][0]) < SHARP * 3
    assert abs(mark.left + mark.width - SHARP * boxes[-1][2]) < SHARP * 3
    assert mark.top <= SHARP * (300 - boxes[0][3]) < SHARP * (300 - boxes[0][1]) <= mark.top + mark.height
    assert picture.png.startswith(b"\x89PNG")


def test_a_page_that_places_a_closed_body_is_never_a_picture(pages: Pictured) -> None:
    assert "本町" not in pages.printed.text
    assert [number for number in range(7) if pages.may_show(number)] == [1, 4]
    for number in (0, 2, 3, 5, 6):
        with pytest.raises(FileUnreadable, match="review-page-covered"):
            pages.picture(number)


def test_a_mark_before_a_heading_covers_nothing(pages: Pictured) -> None:
    assert pages.printed.text.count("■ 相談の充実") == 1
    assert pages.printed.pages_of(pages.printed.covered) == [2, 5]


def test_a_turned_page_is_boxed_within_it(tmp_path: Path) -> None:
    folder = drafted(tmp_path, printed_pages(turned=90))
    found = pictured(folder, read_printed(folder))
    assert found is not None
    picture = found.picture(1)
    start = found.printed.text.index("児童")
    (mark,) = found.marks(1, [Span(start, start + 2)])
    found.close()
    assert (picture.width, picture.height) == (300 * SHARP, 400 * SHARP)
    assert mark.height > mark.width
    assert 0 < mark.left < mark.left + mark.width < picture.width
    assert 0 < mark.top < mark.top + mark.height < picture.height


def test_the_pdf_is_found_again_by_what_it_holds_and_not_by_its_name(tmp_path: Path) -> None:
    folder = drafted(tmp_path, printed_pages())
    file = tmp_path / "plan.pdf"
    moved = folder / "plan.pdf"
    file.rename(moved)
    found = pictured(folder, read_printed(folder))
    assert found is not None
    found.close()
    moved.write_bytes(printed_pages(turned=90))
    assert pictured(folder, read_printed(folder)) is None
    (folder / "source.json").write_text('{"name": "../plan.pdf"}', encoding="utf-8")
    assert pictured(folder, read_printed(folder)) is None
