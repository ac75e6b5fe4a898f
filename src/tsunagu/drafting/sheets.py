# ruff: noqa: E501 - a pattern is read in one line
"""Sheets about one measure each, whose parts a text may have out of order: which part is of which measure.

A sheet begins with the number of its measure. Its labels (事業内容, 今後の方向性) are the short lines that come back in
every sheet. Where a page holds several sheets and the text mixes their parts, a part goes to the measure whose title,
and whose parts already told apart, it shares most pairs of letters with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from tsunagu.drafting.departments import are_units
from tsunagu.drafting.lines import Line
from tsunagu.drafting.model import Item
from tsunagu.graph.text import normal_form

_HEAD = re.compile(
    r"^(?:№|No\.?|NO\.?|事業番号|施策番号|整理番号)[ 　]*(?P<number>[0-9０-９]{1,3}(?:[-－][0-9０-９]{1,3})*)(?:[ 　]+[^\s　]{2,6})?$"
)
_LETTERS = re.compile("[一-龥々ァ-ヶーA-Za-z]{2,}")
FEWEST = 3
LONGEST_LABEL = 16
NEXT_TO_TITLE = 0.3
"""What standing just below the title of a measure counts for, beside likeness from 0 to 1."""
MOST_ABREAST = 4


@dataclass(frozen=True)
class Part:
    """One part of a sheet: the row it is of, its label (empty where it has none), and its lines."""

    row: str
    label: str
    lines: Sequence[Line]


def sheet_parts(lines: Sequence[Line], items: Sequence[Item]) -> list[Part]:
    """The parts of every sheet in the order of the text; none where fewer than three sheets were found."""
    numbered = {normal_form(item.number): item for item in items if item.number}
    heads = {at: item for at, line in enumerate(lines) if (item := _measure(line, numbered))}
    if len(heads) < FEWEST:
        return []
    labels = _labels(lines[min(heads) :])
    found: list[Part] = []
    for begins, ends, group in _groups(lines, heads, labels):
        found += _of_group(lines[begins:ends], group, labels)
    return found


def _measure(line: Line, numbered: Mapping[str, Item]) -> Item | None:
    found = _HEAD.match(line.text)
    return numbered.get(normal_form(found["number"])) if found else None


def _labels(lines: Sequence[Line]) -> frozenset[str]:
    """Short lines that come back at least as often as there are sheets to speak of."""
    counts = Counter(normal_form(line.text) for line in lines if len(line.text) <= LONGEST_LABEL and not line.is_row)
    return frozenset(
        text
        for text, count in counts.items()
        if count >= FEWEST and not re.search("[、。0-9]$|[課室]$|^[(（○・]", text)
    )


def _groups(
    lines: Sequence[Line], heads: Mapping[int, Item], labels: frozenset[str]
) -> Iterator[tuple[int, int, list[Item]]]:
    """Yield beginning, end and measures of each run of heads with nothing but labels between them."""
    places = sorted(heads)
    at = 0
    while at < len(places):
        last = at
        while last + 1 < len(places) and all(
            normal_form(line.text) in labels for line in lines[places[last] + 1 : places[last + 1]]
        ):
            last += 1
        ends = places[last + 1] if last + 1 < len(places) else len(lines)
        yield places[last] + 1, ends, [heads[place] for place in places[at : last + 1]]
        at = last + 1


def _of_group(lines: Sequence[Line], group: Sequence[Item], labels: frozenset[str]) -> list[Part]:
    """The parts between heads, each with its measure."""
    titles = {normal_form(item.title.text): item.row for item in group}
    blocks = list(_blocks(lines, titles, labels))
    if len(group) == 1 or len(group) > MOST_ABREAST:
        return [Part(group[0].row, label, block) for label, block, _ in blocks]
    profiles = {item.row: _pairs(item.title.text) for item in group}
    rows: dict[int, str] = {}
    for label in dict.fromkeys(label for label, _, _ in blocks):
        same = [at for at, (other, _, _) in enumerate(blocks) if other == label]
        for at, row in _assigned([blocks[at] for at in same], profiles):
            rows[same[at]] = row
            profiles[row] = profiles[row] | _pairs("".join(line.text for line in blocks[same[at]][1]))
    return [Part(rows[at], label, block) for at, (label, block, _) in enumerate(blocks)]


def _blocks(
    lines: Sequence[Line], titles: Mapping[str, str], labels: frozenset[str]
) -> Iterator[tuple[str, list[Line], str]]:
    """Yield label, lines and the row whose title stands just above; titles and units in charge are left out."""
    label, block, above, title = "", list[Line](), "", ""
    for line in lines:
        flat = normal_form(line.text)
        is_title, is_unit = flat in titles, len(flat) < 40 and are_units(line.text)
        if not (is_title or is_unit or flat in labels):
            block.append(line)
            continue
        if block:
            yield label, block, above
            above = title = ""
        title = titles.get(flat, title)
        label, block, above = (flat, [], title) if flat in labels else ("", [], above)
    if block:
        yield label, block, above


def _assigned(
    blocks: Sequence[tuple[str, list[Line], str]], profiles: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, str]]:
    """Yield each block of one label with its row: each row once where there are as many blocks as rows."""
    likeness = [
        {row: _likeness(_pairs("".join(line.text for line in block)), row, profiles) + NEXT_TO_TITLE * (row == above)
         for row in profiles}
        for _, block, above in blocks
    ]  # fmt: skip
    if len(blocks) <= len(profiles):
        best = max(
            permutations(profiles, len(blocks)),
            key=lambda order: sum(likeness[at][row] for at, row in enumerate(order)),
        )
        yield from enumerate(best)
        return
    for at, scores in enumerate(likeness):
        yield at, max(scores, key=lambda row: scores[row])


def _likeness(pairs: frozenset[str], row: str, profiles: Mapping[str, frozenset[str]]) -> float:
    """The part of the pairs of letters of a row and of no other that a block has."""
    own = profiles[row] - frozenset().union(*(pairs for other, pairs in profiles.items() if other != row))
    return len(own & pairs) / len(own) if own else 0.0


def _pairs(text: str) -> frozenset[str]:
    words = _LETTERS.findall(normal_form(text))
    return frozenset(word[at : at + 2] for word in words for at in range(len(word) - 1))
