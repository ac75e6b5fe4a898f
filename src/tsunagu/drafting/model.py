"""Drafts: cells with their places, their rules and how sure these are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tsunagu.graph.text import Span

Confidence = Literal["sure", "likely", "doubtful"]
"""sure: at least 98 of 100 such cells were right in the documents it was measured on; doubtful: under 80."""


@dataclass(frozen=True)
class Origin:
    """Why a cell says what it says: the rule, how sure it is, a message key for a doubt, and the place."""

    rule: str
    confidence: Confidence
    span: Span | None = None
    doubt: str = ""


@dataclass(frozen=True)
class NamedBody:
    """A body as the text names it, where first, by which rule, and what sort it is."""

    name: str
    span: Span
    kind: str
    rule: str
    confidence: Confidence
    known: str = ""


@dataclass
class Piece:
    """Printed words with their place and the rule that found them."""

    text: str
    span: Span
    rule: str
    confidence: Confidence = "sure"
    doubt: str = ""
    role: str = "lead"


@dataclass
class Section:
    """A heading: its level, number, label, place, and the heading it stands below."""

    id: str
    level: str
    number: str
    label: str
    span: Span
    parent: str = ""


@dataclass
class Item:
    """A measure as drafted: what is printed of it and where, before it becomes rows of tables."""

    title: Piece
    parts: list[Span]
    departments: list[Piece] = field(default_factory=list)
    number: str = ""
    group: Piece | None = None
    parent: Item | None = None
    kind: str = "measure"
    repeat: bool = False
    row: str = ""
    section: str = ""

    @property
    def start(self) -> int:
        """Where the first of its parts begins."""
        return self.parts[0].start if self.parts else self.title.span.start


@dataclass
class DraftRow:
    """One row of a table: its values by column, and the origin of each that a rule gave."""

    table: str
    values: dict[str, str]
    origins: dict[str, Origin] = field(default_factory=dict)
    anchors: Sequence[tuple[Span, str]] = ()
