"""Printed Japanese hours, read into openings.

    hours   := segment (("。" | "／" | "；" | line) segment)*
    segment := (days | season | channel | times | until | except | also | intake | only | appointment | bracket)*
    bracket := "（" segment "）"

Days before times, or alone after them, say when the times hold; a channel before times says for what. "…を除く",
"…は休み" and the like take the days or times before them away: from the part they stand behind, and behind a full stop,
a slash or a last bracket from all parts. What is not understood is kept apart (`Hours.not_understood`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from tsunagu.hours.calendar_words import as_within, base_of, is_season, joined, read_days
from tsunagu.hours.channels import channel_of
from tsunagu.hours.days import DATES, WEEK, YEAR_END, PrintedDays
from tsunagu.hours.leftovers import leftover, set_aside
from tsunagu.hours.model import WHOLE_DAY, Hours, Intake, Leftover, OnlyChannels, TimeSpan
from tsunagu.hours.parts import NIGHT_SPAN, SPECIAL, Bracket, HoursPart
from tsunagu.hours.precedence import settle
from tsunagu.hours.times import TIME, read_span, read_time
from tsunagu.hours.tokens import Token, normalised, tokens

DAY_KINDS = frozenset(
    {"weekdays", "nth", "whole_year", "every_day", "workday", "day_off", "holiday", "rest_day", "year_end",
     "named_date", "dates", "months", "date"}
)  # fmt: skip
_FIRST_TIME = re.compile(TIME)
_NUMBER = re.compile(r"\d+")
LONGEST = 400
"""Characters of printed hours that are read at most; longer prose is no timetable."""


@lru_cache(maxsize=4096)
def read_hours(printed: str, closed: str = "") -> Hours:
    """Read printed hours, and days printed as closed beside them; never fails, O(characters + parts²).

    >>> hours = read_hours("平日9時～17時（休日を除く）")
    >>> hours.understood, [str(span) for span in hours.openings[0].times]
    (True, ['09:00-17:00'])
    >>> read_hours("週1回").not_understood[0].words
    '週1回'
    """
    if len(printed) + len(closed) > LONGEST:
        return Hours(printed, not_understood=(Leftover(printed),), printed_closed=closed)
    reader = _Reader()
    reader.read(normalised(printed), closed=False)
    reader.read(normalised(closed), closed=True)
    openings = settle(reader.parts)
    return Hours(printed, openings, tuple(reader.left), reader.appointment, tuple(reader.only), closed)


class _Reader:
    """Takes tokens one by one; `now` is the part being read, `parts` those that have times."""

    def __init__(self) -> None:
        self.parts, self.left, self.only = list[HoursPart](), list[Leftover](), list[OnlyChannels]()
        self.appointment = False
        self.now = HoursPart()
        self._days_from = self._times_from = 0
        self._outer: list[Bracket] = []
        self._clause: list[str] = []
        self._closed = self._closed_text = self._lunch = False
        self._before = self._after = ""
        self._last = False

    def read(self, text: str, *, closed: bool) -> None:
        """Read one text; in a text of closed days, days alone are exceptions."""
        self._closed_text = closed
        words, left = set_aside(tokens(text), closed=closed)
        self.left += left
        words = [token for token in words if token.kind != "filler"]
        for at, token in enumerate(words):
            following = [other.kind for other in words[at + 1 :]]
            self._after = following[0] if following else ""
            self._last = all(kind in ("close", "strong", "appointment") for kind in following)
            self._clause.append(token.words)
            self._take(token)
            self._before = token.kind
        self._edge()
        self._end()

    def _take(self, token: Token) -> None:
        if token.kind in DAY_KINDS:
            self._days(token)
            return
        worded: dict[str, Callable[[str], None]] = {
            "times": self._times, "bare_times": self._bare_times, "until": self._until, "intake": self._intake,
            "intake_before": self._intake_before, "except": self._except, "also": self._also, "channel": self._channel,
            "all_day": self._all_day,
        }  # fmt: skip
        plain: dict[str, Callable[[], None]] = {
            "open": self._open, "close": self._close, "strong": self._strong, "but": self._strong, "weak": self._weak,
            "lunch": self._begin_lunch, "only": self._only, "night": self._night,
            "opens": self._opens_on, "anytime": self._anytime, "appointment": self._appointment,
            "closed_head": self._closed_head,
        }  # fmt: skip
        if token.kind in worded:
            worded[token.kind](token.words)
        else:
            plain[token.kind]()

    # ---- edges ----

    def _open(self) -> None:
        parts = len(self.parts) + bool(self.now.times)
        self._outer.append(Bracket(self._days_from, self._times_from, parts, self.now, len(self.now.times)))
        self._mark()

    def _close(self) -> None:
        outer = self._outer.pop() if self._outer else Bracket(0, 0, 0, self.now, 0)
        self._gloss()
        self._edge(bracket=True)
        self._days_from = min(outer.days_from, len(self.now.days))
        self._times_from = min(outer.times_from, len(self.now.times))

    def _gloss(self) -> None:
        """Days in brackets behind days say the same more exactly (平日（月～金）, 年末年始（12/29～1/3）)."""
        days, at = self.now.days, self._days_from
        if not 0 < at == len(days) - 1:
            return
        exact = days[at] if days[at - 1].kind == YEAR_END and days[at].kind == DATES else joined(days[at - 1], days[at])
        if exact:
            days[at - 1 :] = [exact]

    @property
    def _depth(self) -> int:
        return len(self._outer)

    def _strong(self) -> None:
        self._edge()
        self._closed = False
        self._clause = []

    def _weak(self) -> None:
        self._lunch = False

    def _mark(self) -> None:
        self._days_from, self._times_from = len(self.now.days), len(self.now.times)

    def _edge(self, *, bracket: bool = False) -> None:
        """At the end of a clause, give days or a channel without times of their own to the part before."""
        now, before = self.now, self.parts[-1] if self.parts else None
        self._lunch = False
        if self._closed_text and now.days and not now.times and not now.own_channel and not now.night:
            self._except_for_all(now.days)
            self.now = HoursPart()
        elif now.noted and not bracket:
            self.now = HoursPart()
        elif (now.night or now.vague) and not now.times and not self._depth:
            self._vague(NIGHT_SPAN if now.night else WHOLE_DAY)
        elif before and not now.times and not now.night:
            days_left_out = any(days.kind == WEEK for days in before.but_not)
            if now.days and not (before.days or now.own_channel or before.override or days_left_out):
                before.days, before.season, self.now = now.days, now.season or before.season, HoursPart()
                before.but_not += now.but_not
            elif bracket and now.own_channel and not now.days and not before.own_channel and not now.noted:
                before.channels, self.now = now.channels, HoursPart()
        self._mark()

    def _end(self) -> None:
        """What is still open at the end of a text was not understood."""
        if self.now.times:
            self._begin()
        if not self.now.empty:
            if self.now.but_not and not (self.now.days or self.now.season or self.now.own_channel):
                self._except_for_all(self.now.but_not)
            else:
                self.left.append(Leftover("".join(self._clause)))
        self.now, self._closed, self._clause = HoursPart(), False, []
        self._mark()

    def _begin(self) -> None:
        """Close the part that has times and begin the next; it speaks of the same channels until others are named."""
        self.parts.append(self.now)
        self.now = HoursPart(channels=set(self.now.channels), channel_first=self.now.channel_first)
        self._mark()

    # ---- days ----

    def _days(self, token: Token) -> None:
        found = read_days(token.kind, token.words)
        if not found:
            self.left.append(leftover(token.words))
        elif self._closed:
            self._except_for_all(found)
        else:
            if self.now.times:
                self._begin()
            if self.now.night and self._before == "weak":
                self._vague(NIGHT_SPAN)
                self.now.vague = True
            self._add(found)

    def _add(self, found: Sequence[PrintedDays]) -> None:
        if is_season(found[0]):
            self.now.season = found[0]
            return
        apart = self._before in ("weak", "open")
        last = self.now.days[-1] if self.now.days and not apart else None
        exact = joined(last, found[0]) if last and len(found) == 1 else None
        if exact:
            self.now.days[-1] = exact
        else:
            self.now.days += found

    def _closed_head(self) -> None:
        if self.now.times:
            self._begin()
        self._closed = True

    # ---- times ----

    def _times(self, words: str) -> None:
        span = read_span(words)
        if span is None:
            self.left.append(Leftover(words))
        elif self._lunch:
            self._target().closes.append(span)
            self._lunch = False
        else:
            self._put(span)

    def _put(self, span: TimeSpan) -> None:
        self.now.times.append(span)

    def _bare_times(self, words: str) -> None:
        if self._lunch or self._after == "except":
            first, last = words.split("~")
            self._times(f"{first}時~{last}時")
        else:
            self.left.append(Leftover(words))

    def _all_day(self, words: str) -> None:
        self._put(WHOLE_DAY)
        if words.endswith(("365日", "無休")) and not self.now.days:
            self.now.days += read_days("whole_year", words)

    def _begin_lunch(self) -> None:
        self._lunch = True

    def _until(self, words: str) -> None:
        """A closing time alone stands instead of the one before, for the days or channels it is told for."""
        minute, before = read_time(words), self.parts[-1] if self.parts else None
        if minute is None or before is None or self.now.times or not (self.now.days or self.now.own_channel):
            self.left.append(leftover(words))
            return
        kept = [span for span in before.times if span.start < minute]
        self.now.times = [*kept[:-1], *(replace(span, end=minute) for span in kept[-1:])]
        self.now.override = True
        self.now.closes = list(before.closes)
        self.now.days = [as_within(days, before.days) for days in self.now.days] or list(before.days)
        self.now.season = self.now.season or before.season
        self.now.but_not = [*self.now.but_not, *before.but_not]
        if not self.now.times:
            self.left.append(Leftover(words))

    def _intake(self, words: str) -> None:
        found = _FIRST_TIME.search(words)
        minute = read_time(found[0]) if found else None
        channels = frozenset(self.now.channels) if self.now.own_channel and not self.now.times else frozenset()
        targets = list(self.parts) if self.now.noted else self._targets()
        if self.now.own_channel and not self.now.times and not self.now.noted:
            self.now = HoursPart()
            targets = self._targets()
        if minute is None or not targets:
            self.left.append(leftover(words))
            return
        for part in targets:
            part.intakes.append(Intake(minute, channels))

    def _intake_before(self, words: str) -> None:
        for part in self._targets():
            part.ends_before = max(map(int, _NUMBER.findall(words)))
        if not self._targets():
            self.left.append(leftover(words))

    def _night(self) -> None:
        if self.now.times:
            self._begin()
        if self.now.days and self._before == "weak":
            self._vague(WHOLE_DAY)
        self.now.night = True

    def _anytime(self) -> None:
        if self.now.times:
            self._begin()
        self._vague(WHOLE_DAY)

    def _vague(self, span: TimeSpan) -> None:
        """Put down times that the words leave open."""
        self.now.times, self.now.sure, self.now.night, self.now.vague = [span], False, False, False
        self._begin()

    # ---- limits ----

    def _except(self, words: str) -> None:
        times, days = self.now.times[self._times_from :], self.now.days[self._days_from :]
        if self._before in ("times", "bare_times") and times:
            taken = times if self._depth else times[-1:]
            del self.now.times[len(self.now.times) - len(taken) :]
            for part in (self.now,) if self.now.times or not self.parts else self._targets():
                part.closes += taken
        elif days and not self.now.times:
            self._except_days(days)
        elif self._before not in ("except", "times", "bare_times"):
            self.left.append(leftover(words))

    def _except_days(self, days: list[PrintedDays]) -> None:
        base = [] if self._days_from else base_of(days)
        taken = days[len(base) :]
        del self.now.days[len(self.now.days) - len(taken) :]
        if self._outer:
            self._outer[-1].take_times()
        follows = not self._depth and self._after in DAY_KINDS
        if self.now.days or self.now.season or follows or not self.parts:
            self.now.but_not += taken
        elif self._depth and not (self._last and all(exception.kind != WEEK for exception in taken)):
            self.parts[-1].but_not += taken
        else:
            self._except_for_all(taken, explicit=not self._depth)

    def _except_for_all(self, days: Sequence[PrintedDays], *, explicit: bool = True) -> None:
        """Take days away from every part; a last bracket leaves parts alone that stand beside days told to be open."""
        if not self.parts:
            self.now.but_not += days
        for part in self.parts:
            told_of = explicit or part is self.parts[-1]
            part.but_not += [exception for exception in days if told_of or not self._opens(exception)]

    def _opens(self, days: PrintedDays) -> bool:
        return any(part.names(days.kind) for part in self.parts)

    def _opens_on(self) -> None:
        """Days that are open too, at times that are not told (第2日曜は開館)."""
        if self._after not in ("times", "all_day", "until") and self.now.days and not self.now.times:
            self.left.append(Leftover("".join(self._clause), may_close=False))
            del self.now.days[self._days_from :]

    def _also(self, words: str) -> None:
        days = self.now.days[self._days_from :]
        if self.now.times or not days or any(special.kind not in SPECIAL for special in days):
            if not self.now.night and not self.now.vague:
                self.left.append(Leftover(words, may_close=False))
                del self.now.days[self._days_from :]
            return
        del self.now.days[self._days_from :]
        for part in (self.now,) if self.now.days else self._targets():
            part.count_on(days)

    def _channel(self, words: str) -> None:
        if self.now.times:
            self._begin()
        if self.now.noted:
            self.now = HoursPart()
        if not self.now.own_channel:
            self.now.channels = set()
            self.now.channel_first = not self.now.days
        self.now.own_channel = True
        self.now.channels.add(channel_of(words))

    def _only(self) -> None:
        """The days or channels before it alone; of days that is what they mean anyway (水曜のみ)."""
        if self.now.own_channel and not self.now.times and self.now.days:
            self.only.append(OnlyChannels(tuple(self.now.days), frozenset(self.now.channels)))
            self.now = HoursPart()
        elif self.now.days and not self.now.times and not self._closed_text:
            return
        elif not (self.now.own_channel and not self.now.times and self.parts) or self._times_in_bracket:
            self.left.append(Leftover("".join(self._clause)))

    @property
    def _times_in_bracket(self) -> bool:
        return bool(self._outer) and len(self.parts) > self._outer[-1].parts

    def _appointment(self) -> None:
        """To be arranged before; for which days or channel is not kept."""
        self.appointment = True
        if not self.now.times and self.now.own_channel:
            self.now.noted = True
        elif not self.now.times and self._depth:
            del self.now.days[self._days_from :]

    # ---- which part is meant ----

    def _target(self) -> HoursPart:
        return self.now if self.now.times or not self.parts else self.parts[-1]

    def _targets(self) -> list[HoursPart]:
        """The part a limit is told of: within brackets the one before, else all so far."""
        if self._depth or self.now.times:
            part = self._target()
            return [part] if part.times else []
        return list(self.parts)
