# ruff: noqa: E501 - a pattern is read in one line
"""The lines of a text and the tables in them: cells between tabs, heads of columns, cells carried down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tsunagu.graph.text import Span
from tsunagu.reading.vocabulary import Role, vocabulary

_BEFORE = re.compile("(?:[ 　\r\u200b]|[-*#]+ )*")
_AFTER = " 　\r\u200b"
_NOTE = re.compile("[¹²³⁴⁵⁶⁷⁸⁹⁰]+|[※＊*]?注[0-9０-９]*[ 　:：]|[※＊][0-9０-９]*[:： 　]")


@dataclass(frozen=True)
class Cell:
    """What stands between two tabs, without blanks around it."""

    text: str
    span: Span


@dataclass(frozen=True)
class Line:
    """One line of the text, without what surrounds it."""

    text: str
    span: Span
    is_note: bool = False

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of a row of a table; a line without a tab is one cell."""
        found: list[Cell] = []
        at = self.span.start
        for part in self.text.split("\t"):
            lead = len(part) - len(part.lstrip())
            body = part.strip()
            found.append(Cell(body, Span(at + lead, at + lead + len(body))))
            at += len(part) + 1
        return tuple(found)

    @property
    def is_row(self) -> bool:
        """Tell whether the line is a row of a table."""
        return "\t" in self.text


@dataclass(frozen=True)
class Table:
    """Rows below a head: the role of each column, and the rows as cells."""

    head: Line
    roles: tuple[Role, ...]
    rows: tuple[Line, ...]
    second: Line | None = None

    def column(self, role: Role) -> int | None:
        """The first column with a role."""
        return self.roles.index(role) if role in self.roles else None

    def columns(self, *roles: Role) -> list[int]:
        """Every column with one of some roles, from the left."""
        return [at for at, role in enumerate(self.roles) if role in roles]


def read_lines(text: str) -> list[Line]:
    """Every line that shows something, in order; page ends and blanks around it left out."""
    found: list[Line] = []
    at = 0
    for raw in re.split("[\n\f]", text):
        lead = begins.end() if (begins := _BEFORE.match(raw)) else 0
        body = raw[lead:].rstrip(_AFTER)
        if body.strip():
            span = Span(at + lead, at + lead + len(body))
            goes_on = bool(found) and found[-1].is_note and at - found[-1].span.end <= (1 if _ended(found[-1]) else 2)
            found.append(Line(body, span, bool(_NOTE.match(body)) or (goes_on and not mark_begins(body))))
        at += len(raw) + 1
    return found


def _ended(line: Line) -> bool:
    """Tell whether a note says what it has to say: a blank line after it ends it then."""
    return line.text.endswith(("。", "）", ")"))


def mark_begins(text: str) -> bool:
    """Tell whether a line begins with a mark or a bracket, and so does not go on with the note above it."""
    return bool(re.match(r"[（(\[［【①-⑳■◆●○◎・]|第[0-9０-９]", text)) or "\t" in text


def find_tables(lines: Sequence[Line]) -> Iterator[Table]:
    """Yield each table that has a head whose columns are known; a table goes on over pages until other heads come."""
    at = 0
    while at < len(lines):
        roles = head_roles(lines[at]) if lines[at].is_row else ()
        if not roles:
            at += 1
            continue
        head, at = lines[at], at + 1
        second = lines[at] if at < len(lines) and _goes_on(lines[at]) else None
        if second is not None:
            roles, at = _refined(roles, second), at + 1
        rows: list[Line] = []
        while at < len(lines) and lines[at].is_row and not head_roles(lines[at]):
            rows.append(lines[at])
            at += 1
        yield Table(head, roles, tuple(rows), second)


def head_roles(line: Line) -> tuple[Role, ...]:
    """The roles of the columns below a line, none where it is no head: two known roles, or all but one known."""
    roles = tuple(vocabulary().role(cell.text) for cell in line.cells)
    named = {role for role in roles if role}
    filled = sum(1 for cell in line.cells if cell.text)
    return roles if len(named) > 1 and 2 * sum(map(bool, roles)) >= filled else ()


def _goes_on(line: Line) -> bool:
    """Tell whether a second line of heads follows: 数値, 年度 below 基準値."""
    texts = [cell.text for cell in line.cells if cell.text]
    return line.is_row and bool(texts) and all(re.fullmatch("数値|年度|方向性|値|単位|時点|目標|実績|割合|件数", text) for text in texts)  # fmt: skip


def _refined(roles: tuple[Role, ...], second: Line) -> tuple[Role, ...]:
    """Roles by both lines of heads: a head over several columns holds for those to its right."""
    found: list[Role] = []
    before = ""
    for at, cell in enumerate(second.cells):
        over = roles[at] if at < len(roles) else ""
        before = over or before
        found.append({"年度": "year", "方向性": "grade", "時点": "year"}.get(cell.text, before))
    return tuple(found)
