"""The numbers of rows: as printed where the plan numbers its measures, else by heading and order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tsunagu.drafting.model import Item, Section
from tsunagu.graph.text import normal_form

_PLAIN = re.compile(r"[0-9A-Za-z]+(?:[-.][0-9A-Za-z()]+)*")


def number_rows(items: Sequence[Item], sections: Sequence[Section]) -> None:
    """Give every item its row, its section, and what it repeats; rows are unique."""
    counts: Counter[str] = Counter()
    used: Counter[str] = Counter()
    printed = [normal_form(item.number) for item in items if item.number and item.parent is None]
    unique = len(set(printed)) == len(printed) and bool(printed)
    for item in items:
        section = _section_of(item, sections)
        item.section = section.id if section else ""
        row = _row(item, section, counts, unique)
        used[row] += 1
        item.row = row if used[row] == 1 else f"{row}_{used[row]}"


def group_sections(items: Sequence[Item]) -> list[Section]:
    """A section for each heading that stands in a column beside its measures, which then belong to it."""
    found: list[Section] = []
    counts: Counter[str] = Counter()
    for item in items:
        if item.group is None:
            continue
        if not found or found[-1].span != item.group.span:
            counts[item.section] += 1
            name = f"{item.section}-s{counts[item.section]}" if item.section else f"s{counts[item.section]}"
            found.append(Section(name, "group", "", item.group.text, item.group.span, item.section))
        item.section = found[-1].id
    return found


def _section_of(item: Item, sections: Sequence[Section]) -> Section | None:
    before = [section for section in sections if section.span.start <= item.title.span.start]
    return before[-1] if before else None


def _row(item: Item, section: Section | None, counts: Counter[str], unique: bool) -> str:
    number = normal_form(item.number)
    if item.parent is not None:
        counts[item.parent.row] += 1
        joint = "." if item.kind == "related_item" else "-"
        return f"{item.parent.row}{joint}{counts[item.parent.row]}"
    if unique and _PLAIN.fullmatch(number):
        return number
    base = section.id if section else "m"
    if number and _PLAIN.fullmatch(number):
        return f"{base}-({number})"
    counts[base] += 1
    return f"{base}-{counts[base]}"
