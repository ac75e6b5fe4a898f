"""A scanned page: its rules and the letters a recogniser gives become a table, and nothing of it is ever sure."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from tsunagu.drafting.draft import unsure
from tsunagu.drafting.model import DraftRow, Origin
from tsunagu.graph.text import Span
from tsunagu.reading import recognition
from tsunagu.reading.model import Box, ReadText
from tsunagu.reading.pages import page_blocks
from tsunagu.reading.recognition import letters, recognised, rules_of_picture

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def word(line: int, left: int, top: int, text: str, level: int = 5) -> str:
    return f"{level}\t1\t1\t1\t{line}\t1\t{left}\t{top}\t{40 * len(text)}\t40\t90\t{text}\n"


def test_long_runs_of_ink_are_rules_and_are_wiped_out() -> None:
    grey = np.full((300, 400), 255, dtype=np.uint8)
    grey[50:53, 20:380] = 0
    grey[50:250, 200:202] = 0
    grey[100:140, 40:80] = 0
    level, upright = rules_of_picture(grey)
    assert [(round(rule.begin), round(rule.end)) for rule in level] == [(5, 91)]
    assert [(round(rule.begin), round(rule.end)) for rule in upright] == [(12, 60)]
    assert grey[:95].min() == 255
    assert grey[100:140, 40:80].max() == 0


def test_words_of_a_line_join_and_do_not_overlap() -> None:
    told = (
        HEAD + word(1, 100, 50, "計画") + word(1, 170, 50, "の") + word(1, 230, 50, "考え") + word(2, 100, 120, "", 4)
    )
    found = list(letters(told, 1000))
    assert "".join(glyph.char for glyph in sorted(found, key=lambda glyph: glyph.left)) == "計画の考え"
    assert all(one.right <= other.left + 0.01 for one, other in pairwise(found))


def test_a_ruled_table_of_a_picture_comes_back_as_cells() -> None:
    grey = np.full((400, 900), 255, dtype=np.uint8)
    for row in (20, 120, 220):
        grey[row : row + 3, 20:880] = 0
    for column in (20, 400, 878):
        grey[20:223, column : column + 3] = 0
    told = (
        HEAD
        + word(1, 60, 50, "施策")
        + word(2, 440, 50, "担当課")
        + word(3, 60, 150, "研修")
        + word(4, 440, 150, "職員課")
    )
    (block,) = page_blocks(list(letters(told, 400)), *rules_of_picture(grey))
    assert [["".join(line.text() for line in cell) for cell in row] for row in block.grid] == [
        ["施策", "担当課"],
        ["研修", "職員課"],
    ]


def test_nothing_recognised_is_ever_sure() -> None:
    read = ReadText("甲乙", (Box(0, 1, 1, 0, 0, 9, 9), Box(1, 2, 2, 0, 0, 9, 9)), guessed=frozenset({2}))
    rows = [DraftRow("measures", {}, {"": Origin("table-title", "sure", Span(at, at + 1))}) for at in (0, 1)]
    assert [row.origins[""].confidence for row in unsure(rows, read)] == ["sure", "likely"]


def test_without_the_program_nothing_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "PROGRAM", "no-such-program-anywhere")
    recognition.is_there.cache_clear()
    try:
        assert (recognition.is_there(), recognised(None)) == (False, ([], [], []))
    finally:
        recognition.is_there.cache_clear()
