# ruff: noqa: E501 - a pattern is read in one line
"""Tables of indicators whose cells a text has on lines of their own: baseline, target and actual by their order.

Where the rules of a table were lost on the way into a text, its rows still begin with their numbers, and the values of
one row, or of one label within it, follow one another as the columns do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from tsunagu.drafting.lines import Line
from tsunagu.graph.text import Span
from tsunagu.reading.vocabulary import vocabulary

Slot = Literal["baseline", "target", "actual"]
_ROW = re.compile(r"^[0-9０-９]+[-－][（(]?[0-9０-９]+[)）]?(?=[ 　]|$)")
_DATE = re.compile(r"^[（(]?[ 　]*(?:[0-9０-９]{4}|令和|平成|R|H)[^人件回％%]{0,12}年度?[^人件回％%]{0,6}[)）]?$")
_VALUE = re.compile(
    r"(?P<label>[①-⑨]?[^0-9０-９\s　：:（(①-⑨]{0,14})[：:\s　]*(?P<figure>[0-9０-９][0-9０-９,，.．]*(?:[％%](?:以上|以下)?(?:[0-9０-９]+[％%]以[上下])?|[人件回社箇世団校園台店名組戸床棟冊枚所点本食種局](?:[/／]年|体|所|帯)?|か所|ヶ所|カ所|施設|講座|地区|事業所|時間|[千万億]?円)(?:[/／]年)?(?:[（(]累計[)）])?|[ー―－—]$)"
)
_NOTE = re.compile(r"[※*＊]")
_TRAILING = re.compile(r"(?:[ 　]+(?:[ー―－—]|[0-9０-９][0-9０-９,，.．]*[^\s　]{0,10}))+(?=[ 　]+[A-EＡ-Ｅ]$|$)")
WIDEST = 40
_OPEN = re.compile(r"^[（(【]")


def broken_rows(lines: Sequence[Line]) -> Iterator[tuple[Line, Slot, str, str, Span]]:
    """Yield name, column, label, printed value and place of each value below such a head."""
    for at, line in enumerate(lines):
        slots = _slots(lines[at : at + 2])
        if slots and not line.is_row:
            yield from _below(lines[at + 1 :], slots)


def _below(lines: Sequence[Line], slots: Sequence[Slot]) -> Iterator[tuple[Line, Slot, str, str, Span]]:
    """Yield the values below a head, row by row, up to another table or to prose."""
    block: list[Line] = []
    noted = False
    for line in lines:
        noted = bool(_NOTE.match(line.text)) or (noted and not _ROW.match(line.text))
        if line.is_row or _slots([line]) or (not noted and _is_prose(line)):
            break
        noted = noted and not line.text.endswith("。")
        if _ROW.match(line.text):
            yield from _values(block, slots)
            block = []
        block.append(line)
    yield from _values(block, slots)


def _is_prose(line: Line) -> bool:
    """Tell whether a line is no part of a narrow cell: it ends a sentence, or is as wide as a page."""
    return not _ROW.match(line.text) and (line.text.endswith("。") or len(line.text) > WIDEST)


def _slots(lines: Sequence[Line]) -> list[Slot]:
    """The columns a head names, in order, where it names two of baseline, target and actual in one line."""
    words = [word for word in lines[0].text.split() if len(word) < 14] if lines else []
    roles = [
        role
        for word in words
        if (role := vocabulary().role(re.sub("※.*", "", word))) in ("baseline", "target", "actual")
    ]
    if len(roles) < 2 or len(words) < 3:
        return []
    if "actual" not in roles:
        roles.append("actual")
    return [role for role in roles if role in ("baseline", "target", "actual")]  # type: ignore[misc]


def _values(block: Sequence[Line], slots: Sequence[Slot]) -> Iterator[tuple[Line, Slot, str, str, Span]]:
    """Yield the values of one row; one without a label stands for every label, one of a unit is what it did."""
    name = _name(block)
    seen: dict[str, int] = defaultdict(int)
    note = False
    last: tuple[str, int] | None = None
    for at, line in enumerate(_pieces(block)):
        near = at > 0 and line.span.start - block[min(at, len(block)) - 1].span.end <= 1
        note = bool(_NOTE.match(line.text)) or (note and near)
        worded = None if note else _worded(line)
        if worded and name:
            yield name, worded[0], "", worded[1][0], _at(line, worded[1].start(), worded[1].end())
        if worded or note or _DATE.match(line.text) or _OPEN.match(line.text) or _ROW.match(line.text):
            continue
        for found in _VALUE.finditer(line.text):
            label = found["label"].strip("：: 　")
            slot = _slot_of(label, seen, last, slots)
            last = label, slot
            shared = [other for other in seen if other and seen[other] == slot] if not label else []
            for other in shared:
                seen[other] += 1
            seen[label] = slot + 1
            if slot < len(slots) and name is not None and not re.fullmatch("[ー―－—]", found["figure"]):
                place = _at(line, found.start("figure"), found.end("figure"))
                for of in shared or [label]:
                    yield name, slots[slot], of, found["figure"], place


def _slot_of(label: str, seen: Mapping[str, int], last: tuple[str, int] | None, slots: Sequence[Slot]) -> int:
    """The column of a value: the next one of its label; of a unit what was done; of a further label that of the one before."""
    if label.endswith(("課", "室", "担当")) and "actual" in slots:
        return slots.index("actual")
    if not label and seen:
        return max(seen.values())
    if label not in seen and last and re.match("[①-⑨]", last[0]) and not re.match("[①-⑨]", label):
        return last[1]
    return seen.get(label, 0)


def _at(line: Line, start: int, end: int) -> Span:
    return Span(line.span.start + start, line.span.start + end)


def _name(block: Sequence[Line]) -> Line | None:
    """What the row is about: its first longer words that are no value, else the last words of its numbered line."""
    for line in block:
        if len(line.text) > 5 and not any(pattern.search(line.text) for pattern in (_VALUE, _ROW, _DATE)):
            return line
    return block[0] if block else None


def _pieces(block: Sequence[Line]) -> Iterator[Line]:
    """The lines of a row; a numbered line that holds its values too is cut before them, and each stands alone."""
    for line in block:
        values = _TRAILING.search(line.text) if _ROW.match(line.text) else None
        if values is None:
            yield line
            continue
        yield Line(line.text[: values.start()], _at(line, 0, values.start()))
        for word in re.finditer(r"[^\s　]+", values[0]):
            begins = values.start() + word.start()
            yield Line(word[0], _at(line, begins, begins + len(word[0])))


def _worded(line: Line) -> tuple[Slot, re.Match[str]] | None:
    """A target or an actual value in words: below a year (2028年度 体制構築), or before a grade (検討開始 C)."""
    dated = re.search(r"(?<=年度)[～~ 　から]*(?P<w>[一-龥ァ-ヶー]{2,8})$", line.text)
    if dated and re.match("20[0-9]{2}|令和", line.text):
        return "target", re.compile(re.escape(dated["w"])).search(line.text)  # type: ignore[return-value]
    graded = re.match(r"[一-龥]{2,8}(?=[ 　]+[A-EＡ-Ｅ]$)", line.text)
    return ("actual", graded) if graded else None
