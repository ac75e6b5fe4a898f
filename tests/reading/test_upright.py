"""A page set vertically is read from its rightmost line on, and its lines keep their places."""

from __future__ import annotations

import io

import pytest
from bench.layouts import FONT

from tsunagu.reading.door import read_bytes

LINES = (
    "架空市女性支援計画",
    "（一）相談の充実　女性のための相談窓口を設け、児童相談所と連携します。",
    "夜間と休日の相談を行います（市民生活課、福祉課）。",
)


def printed(upright_font: bool) -> bytes:
    """A vertical page: by a font for vertical setting, or character by character below one another."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - of the test extra
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    font = UnicodeCIDFont("HeiseiMin-W3", isVertical=True) if upright_font else UnicodeCIDFont(FONT)
    pdfmetrics.registerFont(font)
    out = io.BytesIO()
    page = Canvas(out, invariant=1)
    page.setFont(font.fontName, 10)
    for line, text in enumerate(LINES):
        for at, said in enumerate([text] if upright_font else text):
            page.drawString(540 - 18 * line, 800 - 11 * at, said)
    page.save()
    return out.getvalue()


@pytest.mark.parametrize("upright_font", [True, False])
def test_lines_come_from_the_right_to_the_left_with_their_boxes(upright_font: bool) -> None:
    read = read_bytes(printed(upright_font), "plan.pdf")
    assert read.text.split("\n")[:3] == [line.replace("\u3000", " ") for line in LINES]
    first, second, *_ = read.boxes
    assert second.right < first.right
    assert first.top - first.bottom > 5 * (first.right - first.left)
