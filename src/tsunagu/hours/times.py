"""Times of the day and stretches of time as they are printed; what could be meant in two ways is not read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tsunagu.hours.model import DAY, TimeSpan

NOON = 12 * 60
EVENING_FROM, MORNING_UNTIL = 15 * 60, NOON
_MORNING, _AFTERNOON = ("午前", "朝", "AM", "am"), ("午後", "夜", "夕方", "PM", "pm")
TIME = (
    r"(?>(?:翌(?:日|朝)?の?)?(?:正午|(?:午前|午後|朝|夕方|夜|AM|PM|am|pm)?"
    r"\d{1,2}(?:時(?!間)(?:\d{1,2}分|半)?|:\d{2}(?!\d))))"
)
_PARTS = re.compile(
    r"(?P<next>翌(?:日|朝)?の?)?(?:(?P<noon>正午)|(?P<half>午前|午後|朝|夕方|夜|AM|PM|am|pm)?(?P<hour>\d{1,2})"
    r"(?:時(?:(?P<minute>\d{1,2})分|(?P<thirty>半))?|:(?P<colon>\d{2}))?)"
)
TO = r"(?:まで)?(?:~|から|より|→)"
RANGE = rf"(?>{TIME}|\d{{1,2}}(?=~\d{{1,2}}時)){TO}{TIME}(?:まで|迄)?(?:の間)?"
ALL_DAY = r"(?:24時間|24h)(?:[、・]?(?:365日|年中無休))?|常時"
BARE_RANGE = r"\d{1,2}~\d{1,2}(?![\d:時月日/分人名回歳件~])"
_SPLIT = re.compile(TO)


@dataclass(frozen=True, slots=True)
class _PrintedTime:
    """One printed time: `half` is morning, afternoon or not said."""

    minute: int
    half: str
    next_day: bool


def read_span(words: str) -> TimeSpan | None:
    """Read a stretch such as 午前9時から午後5時; None where it could mean two things or none.

    >>> str(read_span("午後1時~5時")), str(read_span("17:00~翌9:00")), read_span("9時~5時")
    ('13:00-17:00', '17:00-33:00', None)
    """
    first, *rest = _SPLIT.split(words, maxsplit=1)
    start, end = _clock(first), _clock(rest[0]) if rest else None
    if start is None or end is None or start.next_day:
        return None
    closing = _closing(start, end)
    return TimeSpan(start.minute, closing) if closing and start.minute < min(closing, DAY) else None


def read_time(words: str) -> int | None:
    """Read one time of the day as minutes after midnight; None where it is none."""
    read = _clock(words)
    return read.minute if read and not read.next_day else None


def _closing(start: _PrintedTime, end: _PrintedTime) -> int | None:
    """The closing minute: of this day, or of the next morning where that is printed or cannot be otherwise."""
    if end.next_day:
        return end.minute + DAY if end.minute <= start.minute else None
    if end.minute > start.minute:
        return end.minute
    if start.half == "pm" and not end.half and NOON + end.minute > start.minute and end.minute <= NOON:
        return end.minute + NOON
    overnight = start.minute >= EVENING_FROM and end.minute <= MORNING_UNTIL
    return end.minute + DAY if overnight and end.half != "pm" else None


def _clock(words: str) -> _PrintedTime | None:
    found = _PARTS.match(words)
    if found is None:
        return None
    if found["noon"]:
        return _PrintedTime(NOON, "pm", bool(found["next"]))
    hour, minute = int(found["hour"]), 30 if found["thirty"] else int(found["minute"] or found["colon"] or 0)
    half = "am" if found["half"] in _MORNING else "pm" if found["half"] in _AFTERNOON else ""
    if minute > 59 or hour * 60 + minute > DAY or (half and hour > 11):
        return None
    return _PrintedTime((hour + 12 if half == "pm" else hour) * 60 + minute, half, bool(found["next"]))
