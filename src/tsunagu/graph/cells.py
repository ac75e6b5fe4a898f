"""One cell of a table: its text turned into a typed value, or the reason why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from tsunagu.characters import CELL_LIMIT, bad_character, cell_length
from tsunagu.errors import Value
from tsunagu.graph.schema import Field

LIST_MARK = "；"
ERA = re.compile(r"^(明治|大正|昭和|平成|令和|[MTSHR])\s*(\d{1,3}|元)")
_ERA_START = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
_ERA_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_PERIOD_PART = r"(?:FY[0-9]{4}|[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)"
_PERIOD = re.compile(rf"{_PERIOD_PART}(?:/{_PERIOD_PART})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARMONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
# A store computes with 18 digits; a longer number is a slip.
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}
"""As Excel writes them too: TRUE and FALSE in any case, 1 and 0."""
_ADDRESS = re.compile(r"https?://(?:[^\s<>\"{}|\\^`%\x00-\x20]|%[0-9A-Fa-f]{2})+", re.IGNORECASE)
PAGES = ("foaf:homepage", "tsg:officialPage")
"""Properties whose values are addresses of pages, and IRIs in RDF."""
_HASH = "sha256"
_HASH_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
_FEWEST_DIGITS = 8
"""Different digits a SHA-256 has at the very least; one of a text with fewer is as good as impossible (below 1e-17)."""


@dataclass(frozen=True)
class Period:
    """A stretch of time as written in a table: `FY2023`, `2023`, `2023-04`, `2023-04-01`, or two joined with /.

    A fiscal year (年度) begins on 1 April.
    """

    text: str

    @property
    def start(self) -> date:
        """The first day of the stretch."""
        return _edges(self.text.split("/")[0])[0]

    @property
    def end(self) -> date:
        """The last day of the stretch, included."""
        return _edges(self.text.split("/")[-1])[1]


TypedValue = str | int | Decimal | bool | date | Period


class CellRefused(ValueError):
    """A cell's text does not fit its column; `key` is a message key, `data` fills it."""

    def __init__(self, key: str, **data: Value) -> None:
        super().__init__(key)
        self.key = key
        self.data = data


def _edges(part: str) -> tuple[date, date]:
    if part.startswith("FY"):
        year = int(part[2:])
        return date(year, 4, 1), date(year + 1, 3, 31)
    numbers = [int(piece) for piece in part.split("-")]
    if len(numbers) == 1:
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    if len(numbers) == 2:
        following = date(numbers[0] + numbers[1] // 12, numbers[1] % 12 + 1, 1)
        return date(numbers[0], numbers[1], 1), date.fromordinal(following.toordinal() - 1)
    day = date(*numbers)
    return day, day


def western_year(text: str) -> int | None:
    """The western year of a Japanese era date such as 令和5年度; None where a text is no such date.

    >>> western_year("令和5年度")
    2023
    """
    found = ERA.match(text)
    if not found:
        return None
    era = _ERA_LETTERS.get(found[1], found[1])
    return _ERA_START[era] + (1 if found[2] == "元" else int(found[2])) - 1


def _era_hint(text: str) -> str:
    year = western_year(text)
    return "" if year is None else f"FY{year} / {year}-04-01"


def _date(text: str) -> date:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise CellRefused("problem-date", value=text, hint=_era_hint(text) or "2024-04-01") from None


def _period(text: str) -> Period:
    if not _PERIOD.fullmatch(text):
        raise CellRefused("problem-period", value=text, hint=_era_hint(text) or "FY2023")
    period = Period(text)
    try:
        fits = period.start <= period.end
    except ValueError:
        fits = False
    if not fits:
        raise CellRefused("problem-period", value=text, hint="FY2023")
    return period


def _yearmonth(text: str) -> str:
    if not _YEARMONTH.fullmatch(text):
        raise CellRefused("problem-yearmonth", value=text)
    return text


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise CellRefused("problem-integer", value=text)
    return int(text)


def _number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise CellRefused("problem-number", value=text)
    return Decimal(text)


def _boolean(text: str) -> bool:
    if text.lower() not in _BOOLEANS:
        raise CellRefused("problem-boolean", value=text)
    return _BOOLEANS[text.lower()]


_PARSERS: dict[str, Callable[[str], TypedValue]] = {
    "string": str,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "yearmonth": _yearmonth,
    "period": _period,
}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def parse(field: Field, text: str) -> TypedValue:
    """The typed value of one item of a cell.

    Raises `CellRefused` where the text holds a character that data may not hold, is longer than a cell of Excel, of
    the wrong type, below the least value, not among the choices, or does not match the column's pattern.
    """
    _check_characters(text)
    if field.choices and text not in field.choices:
        raise CellRefused("problem-choice", value=text, choices=" / ".join(field.choices))
    if field.pattern and not _compiled(field.pattern).fullmatch(text):
        raise CellRefused("problem-pattern", value=text, pattern=field.pattern)
    if field.property in PAGES or (field.words and is_address(text)):
        _check_address(text)
    if field.name.endswith(_HASH):
        _check_hash(text)
    value = _PARSERS[field.type](text)
    if field.minimum is not None and isinstance(value, (int, Decimal)) and value < field.minimum:
        raise CellRefused("problem-minimum", value=text, minimum=str(field.minimum))
    return value


def is_address(text: str) -> bool:
    """Tell whether an item of a column of sources is meant as the address of a page.

    >>> is_address("https://laws.e-gov.go.jp/law/413AC0100000031"), is_address("計画案 第1の6(2)")
    (True, False)
    """
    return "://" in text


def _check_characters(text: str) -> None:
    if 2 * len(text) > CELL_LIMIT and cell_length(text) > CELL_LIMIT:
        raise CellRefused("problem-cell-long", limit=CELL_LIMIT)
    bad = bad_character(text)
    if bad:
        raise CellRefused("problem-character", code=bad.code, position=bad.position)


def _check_address(text: str) -> None:
    try:
        fits = _ADDRESS.fullmatch(text) and urlsplit(text).hostname
        NamedNode(text)
    except ValueError:
        fits = None
    if not fits:
        raise CellRefused("problem-address", value=text)


def _check_hash(text: str) -> None:
    if text == _HASH_OF_NOTHING or len(set(text)) < _FEWEST_DIGITS:
        raise CellRefused("problem-hash", value=text)


def split(field: Field, text: str) -> list[str]:
    """The items of a cell: one, or where the column is a list those between ；; none of an empty cell."""
    if not text:
        return []
    return text.split(LIST_MARK) if field.listed else [text]
