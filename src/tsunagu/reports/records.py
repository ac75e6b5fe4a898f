"""What a report of one place says, in one language, before any format: the workbook and the page show these records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tsunagu.messages import Language

Tone = Literal["", "found", "listed", "law", "waiting", "otherwise", "none", "unknown", "void"]
"""How a cell is coloured: found, listed in a register, by law only, planned or under study, said otherwise, not found,
cannot be told, and does not apply. Text and sign say the same as the colour."""
SIGNS: dict[Tone, str] = {
    "": "", "found": "○", "listed": "▽", "law": "△", "waiting": "◇", "otherwise": "□", "none": "―", "unknown": "？",
    "void": "",
}  # fmt: skip
"""The same signs as in the pictures of needs (`tsunagu.viz.scenes.matrix`)."""
TONE_OF_STATE: dict[str, Tone] = {
    "found": "found", "planned": "waiting", "under_study": "waiting", "stated_otherwise": "otherwise",
    "listed": "listed", "law_only": "law", "not_found": "none", "not_checkable": "unknown",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text, its tone, and a short remark below it (evidence layers, say)."""

    text: str
    tone: Tone = ""
    small: str = ""

    @property
    def sign(self) -> str:
        """The sign of the tone, empty where there is none."""
        return SIGNS[self.tone]

    @property
    def told(self) -> str:
        """Sign, text and remark as one plain text."""
        first = " ".join(part for part in (self.sign, self.text) if part)
        return f"{first}\n{self.small}" if self.small else first


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in a workbook (characters), and whether it holds numbers."""

    title: str
    width: int
    number: bool = False


@dataclass(frozen=True)
class ReportTable:
    """A table of the report: `sheet` names its sheet, `limits` what it cannot tell, `tally` counts its states.

    `head` are columns that stay in view (and are the row's heading). `withheld` rows are left out to protect a place.
    """

    id: str
    sheet: str
    title: str
    intro: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    limits: str = ""
    tally: tuple[tuple[Cell, int], ...] = ()
    head: int = 1
    empty: str = ""
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document the report draws on, with the letter it is cited by; `own` where the place issued it."""

    letter: str
    id: str
    title: str
    kind: str
    period: str
    scope: str
    status: str = ""
    sha256: str = ""
    own: bool = True


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure of the summary: the number as shown, of how many, what it counts, and one plain sentence."""

    value: str
    of: str
    name: str
    told: str
    table: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: its sentence, examples, what would close it, where it stands, what to check, how it was scored."""

    title: str
    examples: str
    closes: str
    evidence: str
    table: str
    check: str
    score: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: its label and the parts it is made of, by tone."""

    label: str
    parts: tuple[tuple[Tone, int], ...]

    @property
    def total(self) -> int:
        """The length of the bar: how many it counts in all."""
        return sum(count for _, count in self.parts)


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """A picture as SVG text with its title, its text alternative, and what is said below it."""

    id: str
    title: str
    svg: str
    says: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExampleStep:
    """One step or offer of an example route, in words."""

    number: str
    desk: str
    what: str
    layer: str
    grounds: tuple[str, ...] = ()
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A standard question with its answer in words; `open` tells wants without a route and what would open one."""

    question: str
    answer: str
    steps: tuple[ExampleStep, ...]
    open: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """Everything a report of a place says, in the order it is read."""

    language: Language
    place: str
    title: str
    subtitle: str
    day: str
    revision: str
    version: str
    warning: str
    documents: tuple[DocumentInfo, ...]
    figures: tuple[KeyFigure, ...]
    findings: tuple[Finding, ...]
    matrix: ReportTable
    legend: tuple[tuple[Cell, str], ...]
    pictures: tuple[ReportPicture, ...]
    tables: tuple[ReportTable, ...]
    examples: tuple[Example, ...]
    emergency: tuple[tuple[str, str, str], ...]
    method: tuple[tuple[str, str], ...]
    layers: tuple[tuple[str, str], ...]
    shape: tuple[str, ...] = field(default=())

    @property
    def own_documents(self) -> tuple[DocumentInfo, ...]:
        """The documents the place issued; others are cited for single facts only."""
        return tuple(document for document in self.documents if document.own)

    def table(self, name: str) -> ReportTable:
        """The table of an id, the matrix among them; raises `StopIteration` for an unknown one."""
        return next(table for table in (self.matrix, *self.tables) if table.id == name)
