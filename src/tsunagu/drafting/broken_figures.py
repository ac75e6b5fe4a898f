# ruff: noqa: E501 - a pattern is read in one line
"""Tables of indicators whose cells a text has on lines of their own: baseline, target and actual by their order.

Where the rules of a table were lost on the way into a text, its rows still begin with their numbers, and the values of
one row, or of one label within it, follow one another as the columns do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from tsunagu.drafting.lines import Line
from tsunagu.graph.text import Span
from tsunagu.reading.vocabulary import vocabulary

Slot = Literal["baseline", "target", "actual"]
_ROW = re.compile(r"^[0-9０-９]+[-－][（(]?[0-9０-９]+[)）]?(?=[ 　]|$)")
_DATE = re.compile(r"^[（(]?[ 　]*(?:[0-9０-９]{4}|令和|平成|R|H)[^人件回％%]{0,12}年度?[^人件回％%]{0,6}[)）]?$")
_VALUE = re.compile(
    r"(?P<label>[①-⑨]?[^0-9０-９\s　：:（(①-⑨]{0,14})[：:\s　]*(?P<figure>[0-9０-９][0-9０-９,，.．]*(?:[％%](?:以上|以下)?(?:[0-9０-９]+[％%]以[上下])?|[人件回社箇世団校園台](?:[/／]年|体|所|帯)?|か所)(?:[/／]年)?(?:[（(]累計[)）])?|[ー―－—]$)"
)
_OPEN = re.compile(r"^[（(【]")


def broken_rows(lines: Sequence[Line]) -> Iterator[tuple[Line, Slot, str, str, Span]]:
    """Yield name, column, label, printed value and place of each value below such a head."""
    for at, line in enumerate(lines):
        slots = _slots(lines[at : at + 2])
        if slots and not line.is_row:
            block: list[Line] = []
            for row in lines[at + 1 :]:
                if row.is_row or len(row.text) > 60 or _slots([row]):
                    break
                if _ROW.match(row.text):
                    yield from _values(block, slots)
                    block = []
                block.append(row)
            yield from _values(block, slots)


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
    name = next((line for line in block if len(line.text) > 5 and not _VALUE.search(line.text) and not _ROW.match(line.text)
                 and not _DATE.match(line.text)), None)  # fmt: skip
    if name is None:
        name = block[0] if block else None
    seen: dict[str, int] = defaultdict(int)
    note = False
    for at, line in enumerate(block):
        near = at > 0 and line.span.start - block[at - 1].span.end <= 1
        note = line.text[0] in "※*＊" or (note and near)
        if note or _DATE.match(line.text) or _OPEN.match(line.text) or _ROW.match(line.text):
            continue
        for found in _VALUE.finditer(line.text):
            label = found["label"].strip("：: 　")
            slot = seen[label]
            seen[label] += 1
            if slot < len(slots) and name is not None and not re.fullmatch("[ー―－—]", found["figure"]):
                span = Span(line.span.start + found.start("figure"), line.span.start + found.end("figure"))
                yield name, slots[slot], label, found["figure"], span
