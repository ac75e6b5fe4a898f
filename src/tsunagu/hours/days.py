"""Days that are asked for, sets of days as they are printed, and whether the one falls in the other.

Three-valued throughout (Kleene): None is "not known", and never becomes yes or no by being combined with what is open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tsunagu.hours.holidays import is_holiday, is_year_end

Ternary = bool | None
"""Yes, no or not known, after Kleene (1938), On notation for ordinal numbers, J. Symb. Log. 3(4)."""
MonthDay = tuple[int, int]
EVERY_WEEKDAY = frozenset(range(7))
WEEK, HOLIDAY, YEAR_END, DATES = "week", "holiday", "year_end", "dates"


def all_of(*answers: Ternary) -> Ternary:
    """No if one is no, else unknown if one is unknown, else yes."""
    return False if False in answers else None if None in answers else True


def any_of(answers: Iterable[Ternary]) -> Ternary:
    """Yes if one is yes, else unknown if one is unknown, else no."""
    told = set(answers)
    return True if True in told else None if None in told else False


def negated(answer: Ternary) -> Ternary:
    """No for yes, yes for no, unknown for unknown."""
    return None if answer is None else not answer


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is asked for: `weekday` 0 (Monday) to 6; what is None is not known.

    `nth` is which of its weekdays in the month it is; `date` is None where only the weekday was told.
    """

    weekday: int
    holiday: Ternary = False
    year_end: Ternary = False
    nth: int | None = None
    month_day: MonthDay | None = None
    date: date | None = None

    def later(self, days: int) -> Day:
        """The day so many days later (before, where negative); without a date, whether it is a holiday is unknown."""
        if self.date:
            return day_of(self.date + timedelta(days))
        return Day((self.weekday + days) % 7, None, None if self.year_end else False)


def day_of(day: date) -> Day:
    """The day of a date, with everything known of it."""
    nth = (day.day - 1) // 7 + 1
    return Day(day.weekday(), is_holiday(day), is_year_end(day), nth, (day.month, day.day), day)


@dataclass(frozen=True, slots=True)
class PrintedDays:
    """A printed set of days: weekdays, holidays, the turn of the year, or dates.

    `holiday` and `year_end` tell whether weekdays count where they fall on one; None where that is not printed.
    `sure` is False where the words leave open whether the day is meant (休日 and a Saturday, 年末 without dates).
    `named` is True where the weekdays are printed one by one or as a range; `loose` marks weekdays that the word 休日
    brings along.
    """

    kind: str = WEEK
    weekdays: frozenset[int] = EVERY_WEEKDAY
    nth: frozenset[int] = frozenset()
    holiday: Ternary = None
    year_end: Ternary = None
    dates: tuple[MonthDay, MonthDay] | None = None
    sure: bool = True
    named: bool = False
    loose: bool = False

    def holds(self, day: Day) -> Ternary:
        """Tell whether a day is one of these."""
        told = all_of(self._of_kind(day), self._in_season(day))
        return None if told and not self.sure else told

    def anyway(self) -> PrintedDays:
        """The same days, also where they fall on a holiday or the turn of the year and nothing is printed of that."""
        return replace(
            self,
            holiday=True if self.holiday is None else self.holiday,
            year_end=True if self.year_end is None else self.year_end,
        )

    def within(self, other: PrintedDays) -> bool:
        """Tell whether every one of these days is surely one of the other's, by what is printed."""
        if self.kind != other.kind or (other.dates and other.dates != self.dates):
            return False
        return self.weekdays <= other.weekdays and (not other.nth or (bool(self.nth) and self.nth <= other.nth))

    def _of_kind(self, day: Day) -> Ternary:
        if self.kind == HOLIDAY:
            return all_of(day.holiday, self._counts(day.year_end, self.year_end))
        if self.kind == YEAR_END:
            return day.year_end
        if self.kind == DATES:
            return True
        return all_of(
            day.weekday in self.weekdays,
            (None if day.nth is None else day.nth in self.nth) if self.nth else True,
            self._counts(day.holiday, self.holiday),
            self._counts(day.year_end, self.year_end),
        )

    def _counts(self, falls: Ternary, counted: Ternary) -> Ternary:
        """Whether the day counts although it falls, or may fall, on a special day."""
        return any_of((negated(falls), counted)) if falls is not False else True

    def _in_season(self, day: Day) -> Ternary:
        if not self.dates:
            return True
        if day.month_day is None:
            return None
        first, last = self.dates
        inside = first <= day.month_day <= last
        return inside if first <= last else day.month_day >= first or day.month_day <= last
