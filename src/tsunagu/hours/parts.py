"""A part of printed hours while it is being read: days, times, channels and what limits them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tsunagu.hours.calendar_words import in_season
from tsunagu.hours.days import HOLIDAY, WEEK, YEAR_END, PrintedDays
from tsunagu.hours.model import Intake, Opening, TimeSpan

NIGHT_SPAN = TimeSpan(17 * 60, 33 * 60)
"""The most that 夜間 or 早朝 without times can mean: from five until nine; surely not the working day."""
SPECIAL = frozenset({HOLIDAY, YEAR_END})


@dataclass
class HoursPart:
    """A part of printed hours while it is being read.

    `override` marks times that stand instead of those told for more days or channels (水曜は19時まで).
    `night` and `vague` wait for times that may never be told; `noted` is a channel only a condition was told of.
    """

    days: list[PrintedDays] = field(default_factory=list)
    season: PrintedDays | None = None
    times: list[TimeSpan] = field(default_factory=list)
    channels: set[str] = field(default_factory=set)
    not_channels: set[str] = field(default_factory=set)
    but_not: list[PrintedDays] = field(default_factory=list)
    closes: list[TimeSpan] = field(default_factory=list)
    intakes: list[Intake] = field(default_factory=list)
    ends_before: int = 0
    doubtful: list[PrintedDays] = field(default_factory=list)
    sure: bool = True
    override: bool = False
    night: bool = False
    vague: bool = False
    noted: bool = False
    channel_first: bool = False
    own_channel: bool = False

    @property
    def empty(self) -> bool:
        """Tell whether nothing was read yet."""
        return not (self.days or self.season or self.times or self.but_not or self.night or self.own_channel)

    def met_by(self, other: HoursPart) -> bool:
        """Tell whether two parts can speak of the same channel."""
        return not self.channels or not other.channels or bool(self.channels & other.channels)

    def names(self, kind: str) -> bool:
        """Tell whether days of a kind are told to be open by their own word."""
        return any(days.kind == kind for days in self.days)

    def count_on(self, special: Iterable[PrintedDays]) -> None:
        """Let weekdays count where they fall on holidays or the turn of the year too (祝日も受付)."""
        kinds = {days.kind for days in special}
        self.days = [_counting(days, kinds) for days in self.days]

    def made(self) -> Opening:
        """The opening as it is told."""
        days = [in_season(held, self.season) for held in self.days] if self.season else self.days
        return Opening(
            tuple(dict.fromkeys(days)), tuple(self.times), frozenset(self.channels), frozenset(self.not_channels),
            tuple(dict.fromkeys(self.but_not)), tuple(self.closes), tuple(self.intakes), self.ends_before,
            tuple(dict.fromkeys(self.doubtful)), self.sure,
        )  # fmt: skip


def _counting(days: PrintedDays, kinds: set[str]) -> PrintedDays:
    if days.kind != WEEK:
        return days
    holiday = True if HOLIDAY in kinds else days.holiday
    year_end = True if YEAR_END in kinds else days.year_end
    return PrintedDays(
        days.kind, days.weekdays, days.nth, holiday, year_end, days.dates, days.sure, days.named, days.loose
    )


@dataclass(frozen=True)
class Bracket:
    """Where a bracket began: in which part, after how many of its days and times, and after how many parts."""

    days_from: int
    times_from: int
    parts: int
    part: HoursPart
    times: int

    def take_times(self) -> None:
        """Of a part that had times before the bracket, those within it are breaks (12時～13時、祝日を除く)."""
        if self.times:
            self.part.closes += self.part.times[self.times :]
            del self.part.times[self.times :]
