"""How the parts of one text stand to each other: what is told for few days stands instead of what is told for many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from tsunagu.hours.calendar_words import UNSTATED, is_season
from tsunagu.hours.days import DATES, EVERY_WEEKDAY, HOLIDAY, WEEK, YEAR_END, PrintedDays
from tsunagu.hours.model import DAY, WHOLE_DAY, Opening, TimeSpan
from tsunagu.hours.parts import HoursPart

ALWAYS = PrintedDays(WEEK, EVERY_WEEKDAY, holiday=True, year_end=True)
EVERY_DAY = PrintedDays(WEEK, EVERY_WEEKDAY)


def settle(parts: Sequence[HoursPart]) -> tuple[Opening, ...]:
    """The openings that the parts of one text tell together; O(parts²)."""
    for before, part in pairwise(parts):
        _inherit(before, part)
    for part in parts:
        _without_loose(part, parts)
        _fill(part)
    for part, other in permutations(parts, 2):
        if part.met_by(other):
            _give_way(part, other)
    for part, other in permutations(parts, 2):
        if part.channels == other.channels and not other.override and not part.override:
            _doubt(part, other)
    return tuple(part.made() for part in (*parts, *_mornings_after(parts)) if part.times)


def _mornings_after(parts: Sequence[HoursPart]) -> list[HoursPart]:
    """Where nights are told, a whole day may run on into the morning after (平日17時～翌9時、土日は24時間)."""
    until = max((span.end for part in parts for span in part.times if part.sure), default=0)
    whole = [part for part in parts if WHOLE_DAY in part.times and part.days and part.days != [ALWAYS]]
    return [replace(part, times=[TimeSpan(DAY, until)], sure=False) for part in whole if until > DAY]


def _inherit(before: HoursPart, part: HoursPart) -> None:
    """Days told before the channels hold for each of them (平日　電話9時～17時、面接10時～16時).

    Round the clock may be meant for the other days too (平日9時～17時、電話は24時間).
    """
    if not part.days and part.sure and before.days and not before.channel_first and (part.own_channel or part.season):
        part.days, part.but_not = list(before.days), [*before.but_not, *part.but_not]
        if part.times == [WHOLE_DAY]:
            part.days.append(UNSTATED)


def _fill(part: HoursPart) -> None:
    """Round the clock without days is always; exceptions by weekday mean that the other days are open."""
    if part.days:
        return
    if part.times == [WHOLE_DAY] and part.sure:
        part.days = [ALWAYS]
    elif part.season or any(days.kind == WEEK for days in part.but_not):
        part.days = [EVERY_DAY] if any(days.kind == WEEK for days in part.but_not) else []
        part.days = part.days or [replace(EVERY_DAY, sure=False)]


def _give_way(part: HoursPart, other: HoursPart) -> None:
    """Take out of a part what the other part tells by its own words."""
    if other.names(HOLIDAY) and not other.override and other.sure:
        part.days = [replace(days, holiday=False) if days.kind == WEEK else days for days in part.days]
    own = [days for days in other.days if days.kind in (YEAR_END, DATES) and not is_season(days)]
    part.but_not += [days for days in own if days not in part.days and other.sure]
    if other.season and not part.season:
        part.but_not.append(other.season)
    if other.override and not part.override:
        if other.own_channel:
            part.not_channels |= other.channels
        else:
            part.but_not += [days for days in other.days if days not in part.days]


def _doubt(part: HoursPart, other: HoursPart) -> None:
    """Two times told for the same days: the narrower is believed, the wider is in doubt; of equal ones both are."""
    overlap = any(span.meets(beside) for span in part.times for beside in other.times)
    if part.times == other.times or not overlap:
        return
    if not part.sure or not other.sure or part.season != other.season:
        return
    shared = [(mine, theirs) for mine in part.days for theirs in other.days if _share(mine, theirs)]
    part.doubtful += [theirs for mine, theirs in shared if not (mine.within(theirs) and not theirs.within(mine))]


def _share(first: PrintedDays, second: PrintedDays) -> bool:
    nth = not first.nth or not second.nth or bool(first.nth & second.nth)
    return first.kind == second.kind == WEEK and bool(first.weekdays & second.weekdays) and nth


def _without_loose(part: HoursPart, parts: Sequence[HoursPart]) -> None:
    """休日 beside weekdays told by name means the days off by law, not Saturday and Sunday once more."""
    told = (days for other in parts for days in other.days if days.named and days.kind == WEEK)
    named = frozenset().union(*(days.weekdays for days in told))
    kept = [days for days in part.but_not if not (days.loose and days.weekdays & named)]
    part.but_not = [days for days in kept if not (days.loose and _beside_holidays(days, part))]
    if any(days.named and days.kind == WEEK for days in part.days):
        part.days = [days for days in part.days if not days.loose]


def _beside_holidays(loose: PrintedDays, part: HoursPart) -> bool:
    return any(days.kind == WEEK and not days.loose and loose.weekdays <= days.weekdays for days in part.but_not)
