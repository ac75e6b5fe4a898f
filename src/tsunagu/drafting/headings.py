"""The headings of a plan and how they nest: by the marks before them, widest first, as the print uses them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from tsunagu.drafting.lines import Line
from tsunagu.drafting.model import Section
from tsunagu.graph.text import Span, normal_form
from tsunagu.reading.vocabulary import vocabulary

MOST_LABEL = 60
MOST_GROUP = 30
_CONTENTS = re.compile(r"(?:[.．・…‥･]{3,}|[\t 　]{1,})[Pp]?\.?\d{1,3}$")
_SENTENCE = re.compile("[。]|(?:ます|です|ました)$")
_NUMERALS = str.maketrans("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", "0123456789")
_REFERS = re.compile("^(?:について|に関して|に関する(?:意見|評価))$")
_SORT = re.compile("[■◆●○・]?([一-龥]{2,6})(?=[0-9IVX])")
_PLAIN = re.compile(
    "^(?:現状と課題|現状・課題|現状|課題|背景|趣旨|求められる機能|(?:今後の)?(?:取組の?)?方向性?|(?:取り組むべき)?施策の方向性?|基本的な考え方|成果指標|数値目標)$"
)
_PREFIX = {0: "c", 1: "c", 7: "g", 8: "k"}


@dataclass(frozen=True)
class Mark:
    """A line that begins like a heading: which pattern, its number, and where its words begin."""

    rank: int
    level: str
    number: str
    words: int


def mark_of(text: str) -> Mark | None:
    """The mark a line begins with, or None; blanks and full-width digits do not matter.

    >>> mark_of("（１） 相談支援の充実").number, mark_of("基本目標Ⅱ 支援体制").level
    ('1', 'goal')
    """
    plain = "".join(map(_plain, text[:40]))
    for rank, (level, pattern) in enumerate(vocabulary().headings):
        found = pattern.search(plain)
        if found:
            return Mark(rank, level, unicodedata.normalize("NFKC", found[1]), found.end())
    return None


def _plain(char: str) -> str:
    """A character in its usual width; circled, raised and other signs that would become digits stay as they are."""
    normal = unicodedata.normalize("NFKC", char)
    return normal if unicodedata.category(char) != "No" and len(normal) == 1 else char


def find_sections(lines: Sequence[Line], taken: Sequence[Span]) -> list[Section]:
    """Headings in order, each below the last one of a wider mark; lines within `taken` and contents are left out."""
    found: list[Section] = []
    open_: list[tuple[int, Section]] = []
    used: dict[str, int] = {}
    inside = _Inside(taken)
    for line in lines:
        mark = None if inside.holds(line.span.start) else _heading(line) or _plain_heading(line)
        if mark is None:
            continue
        while open_ and open_[-1][0] >= mark.rank:
            open_.pop()
        label = line.cells[0].text if line.is_row else line.text
        words = label[mark.words :].strip(" 　:：.．、】]")
        if not words:
            continue
        if _REFERS.match(normal_form(words)):
            continue
        parent = open_[-1][1].id if open_ else ""
        identifier = _identifier(mark, parent)
        plain = re.sub("[()]", "", identifier)
        used[plain] = used.get(plain, 0) + 1
        if used[plain] > 1:
            identifier = f"{identifier}_{used[plain]}"
        start = line.span.start + line.text.index(words)
        section = Section(identifier, mark.level, mark.number, words, Span(start, start + len(words)), parent)
        found.append(section)
        open_.append((mark.rank, section))
    return found


def _heading(line: Line) -> Mark | None:
    first = line.cells[0].text
    if line.is_row and any(cell.text for cell in line.cells[1:]):
        return None
    if len(first) > MOST_LABEL or _SENTENCE.search(first) or _CONTENTS.search(first):
        return None
    mark = mark_of(first)
    is_point = mark is not None and mark.level == "group" and len(first) > MOST_GROUP and "、" in first
    return None if is_point else mark


def _plain_heading(line: Line) -> Mark | None:
    """A heading without a mark, known by its words (現状と課題): it stands below the one before."""
    plain = not line.is_row and _PLAIN.match(normal_form(line.text))
    return Mark(len(vocabulary().headings), "heading", "", 0) if plain else None


def find_references(lines: Sequence[Line], sections: Sequence[Section]) -> list[tuple[int, str]]:
    """Headings that only speak of one before them (基本方針1について): where each stands, and the row it speaks of."""
    found: list[tuple[int, str]] = []
    for line in lines:
        mark = _heading(line)
        if mark is None or not _REFERS.match(normal_form(line.text[mark.words :].strip(" 　"))):
            continue
        before = {other.span.end: other.text for other in lines if other.span.start < line.span.start}
        named = [section for section in sections if section.span.start < line.span.start and _same(section, mark)]
        alike = [section for section in named if _sort(before.get(section.span.end, "")) == _sort(line.text)]
        if named:
            found.append((line.span.start, (alike or named)[-1].id))
    return found


def _same(section: Section, mark: Mark) -> bool:
    return section.level == mark.level and _arabic(section.number) == _arabic(mark.number)


def _sort(text: str) -> str:
    """The word before the number of a heading: 基本方針, 目標; empty where there is none."""
    word = _SORT.match(normal_form(text))
    return word[1] if word else ""


def _arabic(number: str) -> str:
    """A number by its value: IV and 4 are one."""
    roman = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
    return str(roman.get(unicodedata.normalize("NFKC", number), number))


def _identifier(mark: Mark, parent: str) -> str:
    """A readable id: the number below the id of the heading above (`I-4-(2)`)."""
    number = f"({mark.number})" if mark.rank == 6 else mark.number
    number = re.sub(r"[^0-9A-Za-z()-]", "", number) or str(mark.rank)
    own = f"{_PREFIX.get(mark.rank, '')}{number}"
    return f"{parent}-{own}" if parent else own


class _Inside:
    """Whether a position lies in one of some spans, which may overlap; a look-up is O(log spans)."""

    def __init__(self, spans: Sequence[Span]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def holds(self, position: int) -> bool:
        at = bisect_right(self._starts, position) - 1
        return at >= 0 and position < self._ends[at]


def same_words(one: str, other: str) -> bool:
    """Tell whether two labels are printed alike, but for blanks and width."""
    return normal_form(one) == normal_form(other)
