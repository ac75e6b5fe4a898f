# ruff: noqa: E501 - a pattern is read in one line
"""Figures that a line below the name of an indicator says in words: 目標値：5社／実績：2社, 〔目標〕会長：28％ 〔R5実績〕会長：21％."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from tsunagu.drafting.lines import Line
from tsunagu.graph.text import Span

Slot = Literal["baseline", "target", "actual"]
_PERIOD = r"(?:(?:R|Ｒ|H|令和|平成)?[0-9０-９元]+(?:年度)?[ 　]*)?"
_WORD = r"(?:基準値?|現状値?|目標値?|予定|計画値?|実施|実績値?)"
_MARK = re.compile(rf"[〔【［\[（(]{_PERIOD}(?P<inner>{_WORD})[〕】］\])）][:：]?|{_PERIOD}(?P<word>{_WORD})[:：]")
_ROLES: dict[str, Slot] = {
    "基": "baseline",
    "現": "baseline",
    "目": "target",
    "予": "target",
    "計": "target",
    "実": "actual",
}
_FIGURE = r"(?:延べ|年|月|約)?[0-9０-９][0-9０-９,，.．]*[^\s　、。，：:（()）①-⑨／]{0,8}(?:／(?:年|月|回))?"
_PART = re.compile(
    rf"(?P<labels>[①-⑨]+|[^\s　：:／/、0-9０-９]{{1,14}}[：:])?(?:ともに|とも|それぞれ)?[ 　]*(?P<figure>{_FIGURE})"
)
_WORDS = re.compile(r"[^／/\s（(]{1,14}")
_AS_TARGET = re.compile(r"[（(](?P<value>[^（()）]{1,10})を目標値?とする[)）]")
_NAMED = re.compile("指標")
REACH = 6
"""How many lines below the name of an indicator its figures may stand."""


def said_figures(lines: Sequence[Line]) -> Iterator[tuple[Line, Slot, str, str, Span]]:
    """Yield name, part, label, printed value and place of each value a line says in words."""
    name: Line | None = None
    since = 0
    for line in lines:
        marks = list(_MARK.finditer(line.text)) if not line.is_row else []
        near = name is not None and since < REACH
        if marks and (near or {_role(mark) for mark in marks} == {"target", "actual"}):
            for at, mark in enumerate(marks):
                end = marks[at + 1].start() if at + 1 < len(marks) else len(line.text)
                yield from _values(name if name and near else line, line, mark, end)
        elif _NAMED.search(line.text):
            name, since = line, 0
        since += 1


def said_targets(line: Line) -> Iterator[tuple[str, Span]]:
    """Yield the target that a bracket behind the name of an indicator gives in words (定数を目標値とする)."""
    for found in _AS_TARGET.finditer(line.text):
        yield found["value"], Span(line.span.start + found.start("value"), line.span.start + found.end("value"))


def _role(mark: re.Match[str]) -> Slot:
    return _ROLES[(mark["word"] or mark["inner"])[0]]


def _values(name: Line, line: Line, mark: re.Match[str], end: int) -> Iterator[tuple[Line, Slot, str, str, Span]]:
    """Yield the values between two marks: figures with their labels, else the words that stand there."""
    parts = list(_PART.finditer(line.text, mark.end(), end))
    for found in parts:
        place = Span(line.span.start + found.start("figure"), line.span.start + found.end("figure"))
        labels = (found["labels"] or "").rstrip("：:")
        for label in labels if re.match("[①-⑨]{2}", labels) else [labels]:
            yield name, _role(mark), label, found["figure"], place
    words = None if parts else _WORDS.match(line.text, mark.end(), end)
    if words:
        yield name, _role(mark), "", words[0], Span(line.span.start + words.start(), line.span.start + words.end())
