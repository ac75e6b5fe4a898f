"""What is read of one source text does not fall below what was measured; all five are measured by `make bench`."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.reading import Comparison

from tsunagu.graph.rows import Tables

pytestmark = pytest.mark.sources
LEAST = {"rows": 0.99, "departments": 0.99, "bodies": 0.84, "laws": 0.95, "linkages": 0.69}


def test_what_is_read_of_a_plan_in_sheets(tables: Tables, sources: Path) -> None:
    text = (sources / "kunitachi-gender-plan.txt").read_text(encoding="utf-8")
    compared = Comparison(tables, "kunitachi-gender", text)
    found = {
        "rows": compared.measures(),
        "departments": compared.departments(),
        "bodies": compared.bodies(),
        "laws": compared.laws(),
        "linkages": compared.linkages(with_kind=False),
    }
    assert {kind: score.figures[2] for kind, score in found.items() if score.figures[2] < LEAST[kind]} == {}
