"""Hours of real desks, read by a person from the Japanese; `read_by_eye.csv` was not made by running the code.

One hundred pairs of printed hours and printed closed days were drawn (seed 20) from the 336 of a public register whose
closed days have at most 40 characters; every kind of hours that the shipped documents print follows them.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.hours.reading import COLUMNS, week
from tsunagu.graph.rows import Tables
from tsunagu.hours.grammar import read_hours

ROWS = tuple(csv.DictReader((Path(__file__).parent / "read_by_eye.csv").open(encoding="utf-8")))


def test_a_hundred_of_the_register_and_all_of_the_documents_were_read(tables: Tables) -> None:
    printed = {row.text("hours") for row in tables.of("services")} - {""}
    assert len(ROWS) == 105
    assert printed <= {row["printed"] for row in ROWS}
    assert sum(row["verdict"] == "right" for row in ROWS) >= 100


@pytest.mark.parametrize("row", [row for row in ROWS if row["verdict"] == "right"], ids=lambda row: str(row["printed"]))
def test_hours_read_as_a_person_reads_them(row: dict[str, str]) -> None:
    hours = read_hours(row["printed"], row["printed_closed"])
    assert hours.understood
    assert week(hours) == {name: row[name] for name in COLUMNS}


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["verdict"] == "not read"], ids=lambda row: str(row["printed"])
)
def test_hours_not_read_say_so_and_are_never_open(row: dict[str, str]) -> None:
    hours = read_hours(row["printed"], row["printed_closed"])
    assert not hours.understood
    assert all(part.startswith("?") or part == "closed" for times in week(hours).values() for part in times.split())
