"""Readings over the kanji of a text (ruby), for who reads kana more easily; words are those of `viz/readings.csv`."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache

from markupsafe import Markup, escape

from tsunagu.assets import asset_root

_KANA_BEHIND = re.compile(r"[ぁ-ん]+$")


@cache
def readings() -> Mapping[str, str]:
    """Words with their reading in kana, longest first."""
    with (asset_root("viz") / "readings.csv").open(encoding="utf-8", newline="") as file:
        held = {row["word"]: row["kana"] for row in csv.DictReader(file)}
    return dict(sorted(held.items(), key=lambda pair: -len(pair[0])))


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, readings())))


def with_readings(said: str) -> Markup:
    """A text with the readings of the words that are known, the others as they stand.

    >>> str(with_readings("伝わります <b>"))
    '<ruby>伝<rp>（</rp><rt>つた</rt><rp>）</rp></ruby>わります &lt;b&gt;'
    """
    return Markup(_words().sub(lambda found: _ruby(found[0]), str(escape(said))))  # noqa: S704 - escaped just before


def _ruby(word: str) -> str:
    """A word with its reading over what is no kana of it."""
    behind = _KANA_BEHIND.search(word)
    kana = behind[0] if behind else ""
    stem, read = word.removesuffix(kana), readings()[word].removesuffix(kana)
    return f"<ruby>{stem}<rp>（</rp><rt>{read}</rt><rp>）</rp></ruby>{kana}"
