"""How the parts of one text stand to each other: what is told for few days stands instead of what is told for many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from tsunagu.hours.calendar_words import UNSTATED, is_season
from tsunagu.hours.days import DATES, EVERY_WEEKDAY, HOLIDAY, WEEK, YEAR_END, Days
from tsunagu.hours.model import DAY, WHOLE_DAY, Opening, Span
from tsunagu.hours.parts import Part

ALWAYS = Days(WEEK, EVERY_WEEKDAY, holiday=True, year_end=True)
EVERY_DAY = Days(WEEK, EVERY_WEEKDAY)


def settle(parts: Sequence[Part]) -> tuple[Opening, ...]:
    """Make openings of the parts of one text; O(parts²)."""
    for before, part in pairwise(parts):
        _inherit(before, part)
    for part in parts:
        _without_loose(part, parts)
        _fill(part)
    for part, other in permutations(parts, 2):
        if part.met_by(other):
            _yield(part, other)
    for part, other in permutations(parts, 2):
        if part.channels == other.channels and not other.override and not part.override:
            _doubt(part, other)
    return tuple(part.made() for part in (*parts, *_mornings_after(parts)) if part.times)


def _mornings_after(parts: Sequence[Part]) -> list[Part]:
    """Where nights are told, a whole day may run on into the morning after (平日17時～翌9時、土日は24時間)."""
    until = max((one.end for part in parts for one in part.times if part.sure), default=0)
    whole = [part for part in parts if WHOLE_DAY in part.times and part.days and part.days != [ALWAYS]]
    return [replace(part, times=[Span(DAY, until)], sure=False) for part in whole if until > DAY]


def _inherit(before: Part, part: Part) -> None:
    """Days told before the channels hold for each of them (平日　電話9時～17時、面接10時～16時).

    Round the clock may be meant for the other days too (平日9時～17時、電話は24時間).
    """
    if not part.days and part.sure and before.days and not before.channel_first and (part.own_channel or part.season):
        part.days, part.but_not = list(before.days), [*before.but_not, *part.but_not]
        if part.times == [WHOLE_DAY]:
            part.days.append(UNSTATED)


def _fill(part: Part) -> None:
    """Round the clock without days is always; exceptions by weekday mean that the other days are open."""
    if part.days:
        return
    if part.times == [WHOLE_DAY] and part.sure:
        part.days = [ALWAYS]
    elif part.season or any(one.kind == WEEK for one in part.but_not):
        part.days = [EVERY_DAY] if any(one.kind == WEEK for one in part.but_not) else []
        part.days = part.days or [replace(EVERY_DAY, sure=False)]


def _yield(part: Part, other: Part) -> None:
    """Take out of a part what the other part tells by its own words."""
    if other.names(HOLIDAY) and not other.override and other.sure:
        part.days = [replace(one, holiday=False) if one.kind == WEEK else one for one in part.days]
    own = [one for one in other.days if one.kind in (YEAR_END, DATES) and not is_season(one)]
    part.but_not += [one for one in own if one not in part.days and other.sure]
    if other.season and not part.season:
        part.but_not.append(other.season)
    if other.override and not part.override:
        if other.own_channel:
            part.not_channels |= other.channels
        else:
            part.but_not += [one for one in other.days if one not in part.days]


def _doubt(part: Part, other: Part) -> None:
    """Two times told for the same days: the narrower is believed, the wider is in doubt; of equal ones both are."""
    if part.times == other.times or not any(one.meets(two) for one in part.times for two in other.times):
        return
    if not part.sure or not other.sure or part.season != other.season:
        return
    shared = [(one, two) for one in part.days for two in other.days if _share(one, two)]
    part.doubtful += [two for one, two in shared if not (one.within(two) and not two.within(one))]


def _share(one: Days, two: Days) -> bool:
    nth = not one.nth or not two.nth or bool(one.nth & two.nth)
    return one.kind == two.kind == WEEK and bool(one.weekdays & two.weekdays) and nth


def _without_loose(part: Part, parts: Sequence[Part]) -> None:
    """休日 beside weekdays told by name means the days off by law, not Saturday and Sunday once more."""
    named = frozenset().union(*(one.weekdays for each in parts for one in each.days if one.named and one.kind == WEEK))
    kept = [one for one in part.but_not if not (one.loose and one.weekdays & named)]
    part.but_not = [one for one in kept if not (one.loose and _beside_holidays(one, part))]
    if any(one.named and one.kind == WEEK for one in part.days):
        part.days = [one for one in part.days if not one.loose]


def _beside_holidays(loose: Days, part: Part) -> bool:
    return any(one.kind == WEEK and not one.loose and loose.weekdays <= one.weekdays for one in part.but_not)
