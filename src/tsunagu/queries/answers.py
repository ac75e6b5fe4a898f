"""Answers: columns and rows of text, the same whichever engine gave them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMERIC = frozenset(_XSD + name for name in ("integer", "decimal", "double", "float", "int", "long"))


@dataclass(frozen=True)
class Answer:
    """Column names and rows; an unbound cell is empty text. Numbers are written without trailing zeros."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_dicts(self) -> list[dict[str, str]]:
        """Return the rows by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def lexical(value: str, datatype: str | None) -> str:
    """Return the common written form of a term: engines differ in `1`, `1.0` and `1E0`.

    >>> lexical("3.50", "http://www.w3.org/2001/XMLSchema#decimal")
    '3.5'
    """
    if datatype == _XSD + "boolean":
        return {"1": "true", "0": "false"}.get(value, value)
    if datatype not in _NUMERIC:
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if number == number.to_integral_value():
        return str(int(number))
    return format(number.normalize(), "f")


def make_answer(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Answer:
    """Return an answer from any sequences."""
    return Answer(tuple(columns), tuple(tuple(row) for row in rows))
