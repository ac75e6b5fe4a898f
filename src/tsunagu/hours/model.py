"""What was read from printed hours: openings, exceptions, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagu.hours.days import PrintedDays

DAY = 24 * 60


@dataclass(frozen=True, slots=True, order=True)
class TimeSpan:
    """Minutes after midnight, first to before last; `end` is beyond 1440 where it goes on into the next morning.

    >>> str(TimeSpan(510, 1035)), str(TimeSpan(1020, 1980))
    ('08:30-17:15', '17:00-33:00')
    """

    start: int
    end: int

    def __str__(self) -> str:
        return f"{clock(self.start)}-{clock(self.end)}"

    def holds(self, minute: int) -> bool:
        """Tell whether a minute lies within."""
        return self.start <= minute < self.end

    def meets(self, other: TimeSpan) -> bool:
        """Tell whether two spans share a minute."""
        return self.start < other.end and other.start < self.end


WHOLE_DAY = TimeSpan(0, DAY)


def clock(minute: int) -> str:
    """A minute of the day as hours and minutes."""
    return f"{minute // 60:02}:{minute % 60:02}"


@dataclass(frozen=True, slots=True)
class Intake:
    """After `minute` nobody new is taken in any more; for every channel where none is named."""

    minute: int
    channels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Opening:
    """Days and times at which a desk is there; every channel where none is named, any day where none is printed.

    `but_not` are the printed exceptions, `closes` the breaks within the day. On `doubtful` days other words of the same
    text say something else. `sure` is False where the words give no times (夜間, 随時).
    """

    days: tuple[PrintedDays, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    channels: frozenset[str] = frozenset()
    not_channels: frozenset[str] = frozenset()
    but_not: tuple[PrintedDays, ...] = ()
    closes: tuple[TimeSpan, ...] = ()
    intakes: tuple[Intake, ...] = ()
    ends_before: int = 0
    doubtful: tuple[PrintedDays, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that were not understood; `may_open` and `may_close` tell what they could do to the rest."""

    words: str
    may_open: bool = True
    may_close: bool = True


@dataclass(frozen=True, slots=True)
class OnlyChannels:
    """Days on which one is served by these channels alone (土曜は電話のみ)."""

    days: tuple[PrintedDays, ...]
    channels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hours:
    """What printed hours say. `printed` and `printed_closed` are the words they were read from."""

    printed: str
    openings: tuple[Opening, ...] = ()
    not_understood: tuple[Leftover, ...] = ()
    by_appointment: bool = False
    only: tuple[OnlyChannels, ...] = ()
    printed_closed: str = ""

    @property
    def understood(self) -> bool:
        """Tell whether hours were found and every word was read."""
        return bool(self.openings) and not self.not_understood

    @property
    def exceptions(self) -> tuple[PrintedDays, ...]:
        """The days that are printed as exceptions, each once."""
        return tuple(dict.fromkeys(day for opening in self.openings for day in opening.but_not))
