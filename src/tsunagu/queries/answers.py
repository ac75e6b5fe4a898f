"""Answers: columns and rows of text, the same whichever engine gave them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMERIC = frozenset(_XSD + name for name in ("integer", "decimal", "double", "float", "int", "long"))
WRITTEN_OUT = 400
"""Digits a number may have when written out: more than any double needs."""


@dataclass(frozen=True)
class Answer:
    """Column names and rows; an unbound cell is empty text. Numbers are written without trailing zeros."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_dicts(self) -> list[dict[str, str]]:
        """The rows by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def lexical(value: str, datatype: str | None) -> str:
    """The common written form of a term: engines differ in `1`, `1.0` and `1E0`.

    A number is written out where that takes no more digits than the term itself or `WRITTEN_OUT`; else it stays in
    scientific form, and what is no number stays as it is. O(length of the term).

    >>> lexical("3.50", "http://www.w3.org/2001/XMLSchema#decimal")
    '3.5'
    >>> lexical("1e999999999", "http://www.w3.org/2001/XMLSchema#double")
    '1E+999999999'
    """
    if datatype == _XSD + "boolean":
        return {"1": "true", "0": "false"}.get(value, value)
    if datatype not in _NUMERIC:
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return _plain(number, max(len(value), WRITTEN_OUT)) if number.is_finite() else value


def _plain(number: Decimal, most: int) -> str:
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or abs(exponent) > most:
        return str(number)
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def make_answer(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Answer:
    """An answer from any sequences."""
    return Answer(tuple(columns), tuple(tuple(row) for row in rows))
