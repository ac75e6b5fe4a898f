"""Hours in the short form the tests write: `08:30-17:15` open, `?08:30-17:15` perhaps open, `closed`."""

from __future__ import annotations

from tsunagu.hours.days import Day
from tsunagu.hours.model import Hours
from tsunagu.hours.openness import open_spans, ordinary

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOLIDAY = Day(2, holiday=True)
YEAR_END = Day(2, year_end=True, month_day=(12, 30))
COLUMNS: dict[str, Day] = {
    **{name: ordinary(at) for at, name in enumerate(DAYS)}, "holiday": HOLIDAY, "year_end": YEAR_END,
}  # fmt: skip


def told(hours: Hours, day: Day, channel: str | None = None) -> str:
    """The times of a day as the tests write them."""
    spans = open_spans(hours, day, channel)
    return " ".join(f"{'' if sure else '?'}{span}" for span, sure in spans) or "closed"


def week(hours: Hours, channel: str | None = None) -> dict[str, str]:
    """The times of each day of the week, of a holiday and of the turn of the year, both on a Wednesday."""
    return {name: told(hours, day, channel) for name, day in COLUMNS.items()}
