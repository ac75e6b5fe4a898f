"""Characters and rules of a scanned page, where tesseract with Japanese is installed on this machine; else nothing.

The page is drawn in memory. Long dark runs of it are the rules of tables; they are wiped out, and what is left is
handed to tesseract (Apache-2.0) over a pipe: no file is written and nothing is sent anywhere. Characters and rules then
go the way of those of any PDF. What is recognised may be wrong in any letter, so no row that rests on it is ever sure.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsunagu.reading.glyphs import Glyph, Rule, joined

PROGRAM, LANGUAGE = "tesseract", "jpn"
DOTS = 300
"""Dots an inch a page is drawn with."""
SECONDS = 120
"""The longest one page may take."""
DARK = 140
"""Grey from 0 to 255 below which a dot is ink."""
LONGEST_STROKE = 110
"""Dots: a straight run of ink longer than this is a rule and no stroke of a letter."""
_POINT = 72 / DOTS


@dataclass(frozen=True)
class _Word:
    """A word as recognised, with its box in dots from the upper left corner."""

    text: str
    left: int
    top: int
    right: int
    bottom: int


Page = tuple[list[Glyph], list[Rule], list[Rule]]


@cache
def is_there() -> bool:
    """Tell whether tesseract is installed with Japanese; asked once a process."""
    program = shutil.which(PROGRAM)
    if program is None:
        return False
    return LANGUAGE in _run([program, "--list-langs"], b"").decode("utf-8", errors="replace").split()


def recognised(page: Any) -> Page:
    """The characters, level and upright rules of a page of a PDF; empty where nothing is installed or seen."""
    program = shutil.which(PROGRAM)
    if program is None or not is_there():
        return [], [], []
    drawn: NDArray[np.uint8] = page.render(scale=DOTS / 72, grayscale=True).to_numpy()
    grey = np.array(drawn.reshape(drawn.shape[0], drawn.shape[1], -1)[:, :, 0])
    level, upright = rules_of_picture(grey)
    grey = np.where(grey < DARK, 0, 255).astype(np.uint8)
    height, width = grey.shape
    picture = f"P5 {width} {height} 255\n".encode() + grey.tobytes()
    told = _run([program, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(DOTS), "--psm", "4", "tsv"], picture)
    return list(letters(told.decode("utf-8", errors="replace"), height)), level, upright


def rules_of_picture(grey: NDArray[np.uint8]) -> tuple[list[Rule], list[Rule]]:
    """The level and upright rules of a drawn page, in points; wipes them out of it. O(dots)."""
    ink = grey < DARK
    height = grey.shape[0]
    level = [(row, begin, end) for row, begin, end in _runs(ink)]
    upright = [(column, begin, end) for column, begin, end in _runs(ink.T)]
    for row, begin, end in level:
        grey[max(row - 1, 0) : row + 2, begin:end] = 255
    for column, begin, end in upright:
        grey[begin:end, max(column - 1, 0) : column + 2] = 255
    return (
        joined([Rule((height - row) * _POINT, begin * _POINT, end * _POINT) for row, begin, end in level]),
        joined([Rule(at * _POINT, (height - end) * _POINT, (height - begin) * _POINT) for at, begin, end in upright]),
    )


def _runs(ink: NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
    """Yield each run of ink along a row that is too long for a letter: row, begin and end."""
    for row in np.flatnonzero(ink.sum(axis=1) >= LONGEST_STROKE):
        edges = np.flatnonzero(np.diff(np.concatenate(([False], ink[row], [False])).astype(np.int8)))
        for begin, end in zip(edges[::2], edges[1::2], strict=True):
            if end - begin >= LONGEST_STROKE:
                yield int(row), int(begin), int(end)


def letters(told: str, height: int) -> Iterator[Glyph]:
    """Yield the letters of words as tesseract gives them, in points; `height` is that of the picture in dots.

    Words of a line follow one another without overlap, and without the white that is narrower than a letter.
    """
    lines: dict[tuple[str, ...], list[_Word]] = {}
    for row in csv.DictReader(io.StringIO(told), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") == "5" and text:
            left, top, width, high = (int(row[name]) for name in ("left", "top", "width", "height"))
            key = row["block_num"], row["par_num"], row["line_num"]
            lines.setdefault(key, []).append(_Word(text, left, top, left + width, top + high))
    for words in lines.values():
        size = max(word.bottom - word.top for word in words)
        ends = 0.0
        for word, after in zip(words, (*words[1:], None), strict=True):
            begins = max(float(word.left), ends)
            joins = after is not None and after.left - word.right < size
            ends = max(float(after.left if joins and after else word.right), begins + len(word.text))
            step = (ends - begins) / len(word.text)
            for at, letter in enumerate(word.text):
                here = (begins + at * step) * _POINT
                yield Glyph(
                    letter, here, (height - word.bottom) * _POINT, here + step * _POINT, (height - word.top) * _POINT
                )


def _run(command: Sequence[str], given: bytes) -> bytes:
    """What a program answers; nothing where it fails or takes too long."""
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        return subprocess.run(  # noqa: S603 - a program of this machine, without a shell
            command, input=given, capture_output=True, timeout=SECONDS, check=True, env=alone
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return b""
