"""A mistake in a table: where it is, what is wrong, how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from tsunagu.characters import brief, one_line
from tsunagu.errors import Value
from tsunagu.graph.form_words import place_in_form
from tsunagu.messages import Language, text

LONGEST_NAME = 100
NO_COLUMN = "-"
"""The column of a problem that is about a whole file or row."""
_FROM_THE_TABLE = ("value", "key", "hint", "near")


@dataclass(frozen=True)
class Problem:
    """One mistake, worded by the message catalogue entry `key` (`problem-…`).

    `near` holds what the value could have been meant as; the closest is looked for only when the problem is told.
    `cell` is the place in a workbook as Excel names it (`F12`).
    """

    file: str
    line: int
    column: str
    key: str
    data: dict[str, Value] = field(default_factory=dict)
    near: Collection[str] = ()
    cell: str = ""

    def message(self, language: Language) -> str:
        """One line: file, row, column, both in the words of the form, what is wrong, how to mend it.

        A problem of a whole file (row 0) or a whole row (column `NO_COLUMN`) names neither. Long texts are made short,
        acting ones harmless.
        """
        return one_line(f"{self._place()}{place_in_form(self.file, self.column, language)}: {self.said(language)}")

    def _place(self) -> str:
        row = f"!{self.cell}" if self.cell else f":{self.line}" if self.line else ""
        return f"{self.file}{row}" + (f": {brief(self.column)}" if self.column != NO_COLUMN else "")

    def said(self, language: Language) -> str:
        """What is wrong and how to mend it, without the place."""
        data = {name: _shown(name, value) for name, value in self.data.items()}
        if self.near:
            data["near"] = nearest(str(self.data.get("value", "")), self.near) or "-"
        return one_line(text(self.key, language, **data))


def _shown(name: str, value: Value) -> Value:
    return brief(value) if isinstance(value, str) and name in _FROM_THE_TABLE else value


def nearest(wanted: str, known: Iterable[str]) -> str:
    """The known word closest to `wanted`, or an empty text where none is close; none is looked for beyond a name."""
    if len(wanted) > LONGEST_NAME:
        return ""
    found = difflib.get_close_matches(wanted, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""
