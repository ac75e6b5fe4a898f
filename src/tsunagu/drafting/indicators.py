# ruff: noqa: E501 - a pattern is read in one line
"""Indicators with their figures: tables that name a baseline and a target, planned and done counts, lists of names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tsunagu.drafting.broken_figures import broken_rows
from tsunagu.drafting.lines import Cell, Line, Table
from tsunagu.drafting.model import Confidence
from tsunagu.drafting.said_figures import said_figures, said_targets
from tsunagu.graph.text import Span, normal_form

Part = Literal["baseline", "target", "actual", "none"]
_FIGURE = re.compile(r"(?:年|月|週|延べ|延|約|累計)?[ 　]*[0-9０-９][0-9０-９,，.．]*[ 　]*(?:％|%|‰|[一-龥か-ヶ]{1,3}(?:[/／](?:年度?|月|回|日))?|[/／]年)?(?:以上|以下|未満)?(?:[0-9０-９]+[％%][^\s]{0,4})?")  # fmt: skip
_YEAR = re.compile(
    r"(?:令和|平成|R|H|Ｒ|Ｈ)[ 　]*([0-9０-９元]{1,2})(?:[.．]([0-9]{1,2})[.．]([0-9]{1,2}))?[ 　]*年?度?|((?:19|20)[0-9]{2})[ 　]*年?度?"
)
_BULLET = re.compile(r"^[・･●○◆■□▪‣•][ 　]*")
_HEAD_OF_LIST = re.compile(r"(?:成果|評価|推進|関連|数値)?指標[】〕]?$|^指標")
_LABELLED = re.compile(rf"(?P<label>[①-⑨]?[^\s：:、。（）()]{{1,14}}?)[：:\s　]+(?P<figure>{_FIGURE.pattern})(?![^\s])")
_EMPTY = re.compile("[―ー－—–\\-]+$|^$")
LONGEST_VALUE = 24
MOST_PROSE = 0.3
"""The part of the values of a table that may be sentences."""
_ERA = {"令": 2018, "R": 2018, "平": 1988, "H": 1988}


@dataclass(frozen=True)
class Figure:
    """One value of an indicator: its name, part, what is printed, where, and the period it is of."""

    name: str
    name_span: Span
    role: Part
    printed: str
    span: Span | None
    period: str
    rule: str
    confidence: Confidence
    part: str = ""

    @property
    def value(self) -> str:
        """The bare number, or the words as printed."""
        found = re.search(r"[0-9][0-9,.]*", normal_form(self.printed))
        return found[0].replace(",", "").rstrip(".") if found else self.printed

    @property
    def unit(self) -> str:
        """What follows the number; empty where nothing does."""
        flat = normal_form(self.printed)
        found = re.search(r"[0-9](?:[0-9,.]*)(%|[^\d,.以未（(]{1,6})", flat)
        return found[1] if found else ""


def find_figures(lines: Sequence[Line], tables: Sequence[Table]) -> list[Figure]:
    """Every figure of an indicator, in the order of the text."""
    found = [figure for table in tables if _tells_indicators(table) for figure in _of_table(table)]
    found += _said(lines)
    found += broken_figures(lines)
    found += _names_only(lines)
    return sorted(found, key=lambda figure: (figure.name_span.start, figure.span.start if figure.span else 0))


def _tells_indicators(table: Table) -> bool:
    stated = table.columns("baseline", "actual") or (table.columns("target") and table.columns("indicator"))
    return bool(stated) and _name_column(table) is not None and not _holds_prose(table)


def _holds_prose(table: Table) -> bool:
    """Tell whether the columns of values hold sentences: lines of prose whose words look like heads of a table."""
    at = table.columns("baseline", "target", "actual")
    cells = [row.cells[column].text for row in table.rows for column in at if column < len(row.cells)]
    said = [text for text in cells if text]
    return sum(1 for text in said if len(text) > LONGEST_VALUE or text.endswith("。")) > MOST_PROSE * len(said)


def _name_column(table: Table) -> int | None:
    for role in ("indicator", "title", "content"):
        at = table.column(role)
        if at is not None:
            return at
    return None


def _of_table(table: Table) -> Iterator[Figure]:
    name_at = _name_column(table) or 0
    name: Cell | None = None
    for row in table.rows:
        cells = row.cells
        if name_at < len(cells) and cells[name_at].text:
            name = cells[name_at]
        if name is None or re.search("^[※注＊]", row.text):
            continue
        for at in table.columns("baseline", "target", "actual"):
            if at < len(cells):
                yield from _of_cell(name, table, cells, at)


def _of_cell(name: Cell, table: Table, cells: Sequence[Cell], at: int) -> Iterator[Figure]:
    """Yield the values of a cell; its year stands in it, in the next column, or in the head."""
    role: Part = table.roles[at]  # type: ignore[assignment]
    cell = cells[at]
    year_at = at + 1 if at + 1 < len(table.roles) and table.roles[at + 1] == "year" else None
    said = cells[year_at].text if year_at is not None and year_at < len(cells) else ""
    printed, span, inner = _without_year(cell)
    period = (
        period_of(said)
        or period_of(inner)
        or period_of(table.head.cells[at].text if at < len(table.head.cells) else "")
    )
    parts = list(_parted(printed, span))
    for part, text, place in parts or [("", printed, span)]:
        sure: Confidence = "sure" if _FIGURE.fullmatch(text.strip()) else "likely" if text else "doubtful"
        yield Figure(name.text, name.span, role, text, place if text else None, period, "figure-table", sure, part)


def _without_year(cell: Cell) -> tuple[str, Span, str]:
    """What a cell says before the bracket with its year, and what the bracket says."""
    found = re.search(r"[ 　]*[（(]([^（()）]*(?:年|現在|R[0-9]|末)[^（()）]*)[)）][ 　]*$", cell.text)
    if not found:
        return cell.text, cell.span, ""
    text = cell.text[: found.start()]
    return text, Span(cell.span.start, cell.span.start + len(text)), found[1]


def _parted(text: str, span: Span) -> Iterator[tuple[str, str, Span]]:
    """Yield the parts of a cell that holds several figures, each after a circled number or a label of its own."""
    marks = list(re.finditer(r"[①-⑨]", text))
    if not marks:
        labelled = list(_LABELLED.finditer(text))
        for found in labelled if len(labelled) > 1 else ():
            place = Span(span.start + found.start("figure"), span.start + found.end("figure"))
            yield found["label"].strip(), found["figure"].strip(), place
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        figure = _FIGURE.search(text, mark.end(), end)
        if figure:
            place = Span(span.start + figure.start(), span.start + figure.end())
            yield text[mark.start() : figure.start()].rstrip(":： 　"), figure[0].strip(), place


def broken_figures(lines: Sequence[Line]) -> Iterator[Figure]:
    """Figures of tables whose cells stand on lines of their own, by the order in which they are printed."""
    for name, role, label, printed, span in broken_rows(lines):
        yield Figure(name.text, name.span, role, printed, span, "", "figure-broken", "doubtful", label)


def period_of(text: str) -> str:
    """The fiscal year or day a text names, in the form of the tables; empty where it names none.

    >>> period_of("R8年度末"), period_of("R5.4.1 現在"), period_of("2025"), period_of("毎年度")
    ('FY2026', '2023-04-01', 'FY2025', '')
    """
    plain = unicodedata.normalize("NFKC", text)
    found = _YEAR.search(plain)
    if not found:
        return ""
    if found[4]:
        return f"FY{found[4]}"
    year = _ERA.get(plain[found.start()], 2018) + (1 if found[1] == "元" else int(found[1]))
    return f"{year}-{int(found[2]):02}-{int(found[3]):02}" if found[2] else f"FY{year}"


def _said(lines: Sequence[Line]) -> Iterator[Figure]:
    """Yield what a line says in words below the name of an indicator: what was meant and what was done."""
    for name, role, label, printed, span in said_figures(lines):
        text = re.sub(r"^[［\[]?指標[］\]]?[:：]?", "", name.text).strip()
        yield Figure(text, name.span, role, printed, span, "", "figure-said", "likely", label)


def _names_only(lines: Sequence[Line]) -> Iterator[Figure]:
    """Yield the names listed below 成果指標 without any figure."""
    listing = False
    for line in lines:
        if line.is_row:
            listing = False
        elif _HEAD_OF_LIST.search(line.text) and len(line.text) < 30:
            listing = True
        elif listing:
            bullet = _BULLET.match(line.text)
            if len(line.text) > 80 or line.text.endswith("。") or re.match("[0-9０-９]|目標|第", line.text):
                listing = False
                continue
            start = line.span.start + (bullet.end() if bullet else 0)
            span = Span(start, line.span.end)
            text = line.text[bullet.end() if bullet else 0 :]
            targets = list(said_targets(line))
            for printed, place in targets:
                named = line.text[bullet.end() if bullet else 0 :].split("（")[0]
                yield Figure(named, span, "target", printed, place, "", "figure-said", "likely")
            if not targets:
                yield Figure(text, span, "none", "", None, "", "indicator-list", "likely")
