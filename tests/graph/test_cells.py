"""Cells: typed values and clear refusals."""

from datetime import date
from decimal import Decimal

import pytest

from tsunagu.graph.cells import CellRefused, Period, TypedValue, parse, western_year
from tsunagu.graph.schema import Field, FieldType


def field(kind: FieldType, choices: tuple[str, ...] = (), pattern: str | None = None) -> Field:
    return Field("x", kind, "x", "x", False, choices, pattern, (), False, False, None, None, None)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("integer", "-12", -12),
        ("number", "34.70", Decimal("34.70")),
        ("boolean", "true", True),
        ("date", "2024-04-01", date(2024, 4, 1)),
        ("yearmonth", "2024-01", "2024-01"),
        ("period", "FY2023", Period("FY2023")),
        ("string", "相談", "相談"),
    ],
)
def test_values(kind: FieldType, text: str, value: TypedValue) -> None:
    assert parse(field(kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("date", "令和5年度", "problem-date"),
        ("date", "2024-02-30", "problem-date"),
        ("date", "20240401", "problem-date"),
        ("period", "令和5年度", "problem-period"),
        ("period", "FY2025/FY2023", "problem-period"),
        ("period", "2024-13", "problem-period"),
        ("number", "1,727", "problem-number"),
        ("integer", "１２", "problem-integer"),
        ("boolean", "はい", "problem-boolean"),
        ("yearmonth", "2024-1", "problem-yearmonth"),
    ],
)
def test_refusals(kind: FieldType, text: str, key: str) -> None:
    with pytest.raises(CellRefused) as refused:
        parse(field(kind), text)
    assert refused.value.key == key


def test_japanese_era_is_translated_in_the_hint() -> None:
    with pytest.raises(CellRefused) as refused:
        parse(field("date"), "令和5年度")
    assert "FY2023" in str(refused.value.data["hint"])


@pytest.mark.parametrize(("text", "year"), [("令和元年", 2019), ("R8", 2026), ("平成30年度", 2018), ("2023", None)])
def test_western_year(text: str, year: int | None) -> None:
    assert western_year(text) == year


def test_fiscal_year_runs_from_april_to_march() -> None:
    assert (Period("FY2023").start, Period("FY2023").end) == (date(2023, 4, 1), date(2024, 3, 31))
    assert Period("2023-12").end == date(2023, 12, 31)
    assert Period("2024-02").end == date(2024, 2, 29)


def test_choices_and_pattern() -> None:
    with pytest.raises(CellRefused, match="problem-choice"):
        parse(field("string", choices=("a", "b")), "c")
    with pytest.raises(CellRefused, match="problem-pattern"):
        parse(field("string", pattern="[a-z]+"), "A")
