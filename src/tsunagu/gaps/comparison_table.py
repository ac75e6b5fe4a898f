"""A comparison as an answer, to be written like any other."""

from __future__ import annotations

from tsunagu.gaps.comparison import CompareRow, Comparison
from tsunagu.messages import Language, text
from tsunagu.queries.answers import Answer, make_answer

COLUMNS = ("aspect", "subject", "first", "second", "side", "first_facts", "second_facts")


def as_answer(comparison: Comparison, language: Language, aspects: tuple[str, ...] = ()) -> Answer:
    """The rows in one language as a table of `COLUMNS`: of all aspects, or of those named."""
    rows = [row for row in comparison.rows if not aspects or row.aspect in aspects]
    return make_answer(COLUMNS, [_cells(comparison, row, language) for row in rows])


def _cells(comparison: Comparison, row: CompareRow, language: Language) -> tuple[str, ...]:
    named = {"first": comparison.first, "second": comparison.second}.get(row.side)
    name = named.label.of(language) if named else ""
    return (
        text(f"gaps-aspect-{row.aspect}", language),
        row.label.of(language),
        row.first.of(language),
        row.second.of(language),
        text(f"gaps-listed-{row.side}" if row.listed else f"gaps-side-{row.side}", language, name=name),
        "；".join(row.first_facts),
        "；".join(row.second_facts),
    )
