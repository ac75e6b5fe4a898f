"""The journal of a review: one step a line, on the disk before it is answered, readable after any kill.

A line is appended and synced before its step counts. A line cut short by a kill is told and dropped with the next step;
nothing before it is touched. Where the disk is full, what was half written is taken back at once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tsunagu.drafting.reviewing.changes import Entry
from tsunagu.reading.model import FileUnreadable
from tsunagu.writing import append_bytes


@dataclass(frozen=True)
class Read:
    """The steps of a journal, the length in bytes of what is whole, and whether its last line was cut short."""

    entries: tuple[Entry, ...] = ()
    length: int = 0
    torn: bool = False


def read_journal(path: Path) -> Read:
    """What a journal holds; nothing where there is none. Raises `FileUnreadable` for a line that is no step."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Read()
    whole, _, rest = data.rpartition(b"\n")
    lines = whole.split(b"\n") if whole else []
    entries = [_entry(line, number, path) for number, line in enumerate(lines, start=1)]
    length = len(data) - len(rest)
    return Read(tuple(entries), length, bool(rest))


def _entry(line: bytes, number: int, path: Path) -> Entry:
    try:
        entry = Entry.from_json(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileUnreadable("review-journal-line", path=str(path), line=number) from error
    if entry.number != number:
        raise FileUnreadable("review-journal-line", path=str(path), line=number)
    return entry


def append(path: Path, entries: Sequence[Entry], length: int) -> int:
    """Put steps behind the first `length` bytes, what was cut short behind them away; the new length.

    Raises `StoreProblem` where the disk takes no more; the journal is then as it was.
    """
    data = b"".join(json.dumps(entry.to_json(), ensure_ascii=False).encode() + b"\n" for entry in entries)
    append_bytes(path, data, length)
    return length + len(data)
