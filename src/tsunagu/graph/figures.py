"""Figures as Japanese documents print them: 1,727, 34.7%, 7万8千円, 7割, 約半数."""

from __future__ import annotations

import re
from decimal import Decimal

from tsunagu.graph.text import normal_form

_MIXED = re.compile(r"(?:(?P<man>\d+(?:\.\d+)?)万)?(?:(?P<sen>\d+(?:\.\d+)?)千)?")
_PLAIN = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_TENTHS = re.compile(r"(\d+(?:\.\d+)?)割(?:(\d+)分)?")


def printed_figures(text: str) -> set[Decimal]:
    """Every number a printed figure can be read as; an empty set where it holds none.

    万 and 千 multiply by ten and one thousand, 割 are tenths read as per cent, 半数 is 50 per cent.

    >>> sorted(printed_figures("7万8千円"))
    [Decimal('78000')]
    """
    flat = normal_form(text)
    found = {Decimal(50)} if "半数" in flat else set()
    for tenths in _TENTHS.finditer(flat):
        found.add(Decimal(tenths[1]) * 10 + Decimal(tenths[2] or 0))
    mixed = {
        Decimal(part["man"] or 0) * 10000 + Decimal(part["sen"] or 0) * 1000
        for part in _MIXED.finditer(flat)
        if part["man"] or part["sen"]
    }
    return found or mixed or {Decimal(number.replace(",", "")) for number in _PLAIN.findall(flat)}
