"""The words of `graph/drafting.yaml`: heads of columns, ends of names, marks of headings, verbs of linking."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from tsunagu.assets import asset_root
from tsunagu.graph.text import normal_form
from tsunagu.yaml_text import read_yaml

Role = str
"""What a column holds: number, title, content, department, indicator, baseline, target, actual, year, …"""


@dataclass(frozen=True)
class Linking:
    """A way of linking with the words that say it; the partner stands before them."""

    kind: str
    verb: re.Pattern[str]


@dataclass(frozen=True)
class Vocabulary:
    """Every pattern of the file, compiled."""

    columns: tuple[tuple[Role, re.Pattern[str]], ...]
    units: re.Pattern[str]
    open_units: re.Pattern[str]
    headings: tuple[tuple[str, re.Pattern[str]], ...]
    measure_heads: re.Pattern[str]
    fields: tuple[tuple[str, re.Pattern[str]], ...]
    body_ends: tuple[tuple[str, str], ...]
    legal_forms: str
    legal_texts: tuple[tuple[str, str], ...]
    linkages: tuple[Linking, ...]
    partner_kinds: tuple[tuple[str, re.Pattern[str]], ...]
    open_partners: str
    planned: re.Pattern[str]
    under_study: re.Pattern[str]

    def role(self, head: str) -> Role:
        """What a column with this head holds; empty where the head is none that is known.

        >>> words = vocabulary()
        >>> words.role("担 当 課"), words.role("取組内容"), words.role("いのち")
        ('department', 'content', '')
        """
        flat = normal_form(head)
        return next((role for role, pattern in self.columns if pattern.search(flat)), "") if len(flat) < 40 else ""


def _pairs(raw: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in raw.items())


@cache
def vocabulary() -> Vocabulary:
    """The words of the shipped file, read once a process."""
    raw: dict[str, Any] = read_yaml((asset_root("graph") / "drafting.yaml").read_text(encoding="utf-8"))
    return Vocabulary(
        columns=_pairs(raw["columns"]),
        units=re.compile(raw["units"] + "$"),
        open_units=re.compile(raw["open_units"]),
        headings=tuple((level, re.compile(pattern)) for level, pattern in raw["headings"]),
        measure_heads=re.compile(raw["measure_heads"]),
        fields=_pairs(raw["fields"]),
        body_ends=tuple(raw["body_ends"].items()),
        legal_forms=raw["legal_forms"],
        legal_texts=tuple(raw["legal_texts"].items()),
        linkages=tuple(Linking(item["kind"], re.compile(item["verb"])) for item in raw["linkages"]),
        partner_kinds=_pairs(raw["partner_kinds"]),
        open_partners=raw["open_partners"],
        planned=re.compile(raw["planned"]),
        under_study=re.compile(raw["under_study"]),
    )
