"""Is a printed telephone number possible? How many digits it has, and whether it is grouped by its area code.

A number is never mended here: it is shown as it is published, and marked as one to confirm.
"""

from __future__ import annotations

import csv
import re
from functools import cache

from tsunagu.assets import asset_root

DIGITS, AREA = "digits", "area"
"""What is doubtful of a number: how many digits it has, or the area code it is printed with."""
SHORT = re.compile(r"#?\d{3,4}")
SPECIAL = {"0120": 10, "0570": 10, "0990": 10, "0800": 11, "050": 11, "070": 11, "080": 11, "090": 11}
"""Digits of numbers that belong to no area, by their first ones."""
FIXED = 10
AREA_AND_EXCHANGE = 6
"""Digits of an area code and the exchange after it: the last four are the subscriber's."""


def phone_doubt(printed: str) -> str:
    """What is doubtful of a printed number, empty where nothing is, or where it is not grouped at all.

    >>> phone_doubt("0985-25-0999"), phone_doubt("098-525-0999"), phone_doubt("03-123-4567"), phone_doubt("#8008")
    ('', 'area', 'digits', '')
    """
    digits = re.sub(r"\D", "", printed)
    if not digits or SHORT.fullmatch(printed):
        return ""
    groups = re.findall(r"\d+", printed)
    special = next((count for first, count in SPECIAL.items() if digits.startswith(first)), 0)
    if len(digits) != (special or FIXED):
        return DIGITS
    if len(groups) == 1:
        return ""
    if special:
        return "" if next(first for first in SPECIAL if digits.startswith(first)) == groups[0] else AREA
    return "" if groups[0] == area_code(digits) and len(groups[-1]) == FIXED - AREA_AND_EXCHANGE else AREA


def area_code(digits: str) -> str:
    """The area code of a number that belongs to an area, from its digits; empty where none begins so.

    >>> area_code("0985250999"), area_code("0312345678")
    ('0985', '03')
    """
    begins = _codes()
    return next((begins[digits[:length]] for length in range(6, 1, -1) if digits[:length] in begins), "")


@cache
def _codes() -> dict[str, str]:
    """Area codes by the first digits of their numbers (`graph/japan/area_codes.csv`), read once a process."""
    with (asset_root("graph") / "japan" / "area_codes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {begins: row["code"] for row in rows for begins in row["begins"].split("；")}
