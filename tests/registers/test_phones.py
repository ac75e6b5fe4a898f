"""Numbers that cannot be right are found, in the shipped register and in documents."""

from __future__ import annotations

from tsunagu.graph.rows import Tables
from tsunagu.registers.phones import AREA, DIGITS, phone_doubt


def test_wrong_digits_and_area_codes_are_told() -> None:
    assert phone_doubt("098-525-0999") == AREA
    assert phone_doubt("03-123-4567") == DIGITS
    good = (
        "0985-25-0999",
        "022-384-1111",
        "0223-22-1111",
        "050-7505-0999",
        "0120-279-889",
        "0570-078374",
        "#8008",
        "189",
    )
    assert [number for number in good if phone_doubt(number)] == []


def test_every_doubtful_number_of_the_register_is_known(tables: Tables) -> None:
    """A new one is looked at before it is shipped; none is mended, it is shown as published and marked."""
    doubtful = {row.text("phone") for row in tables.of("desks") if phone_doubt(row.text("phone"))}
    assert doubtful == {
        "0507-505-0999", "077-622-1102", "026-340-3660", "074-923-0999", "074-281-9996", "085-934-2648", "085-232-5916",
        "095-224-0999", "098-525-0999", "046-684-1600", "077-635-1581", "074-226-3788", "085-723-6080", "085-221-3168",
        "095-226-1212", "098-526-1551", "0563-652-652",
    }  # fmt: skip
    assert not [row.text("phone") for row in tables.of("contacts") if phone_doubt(row.text("phone"))]
