"""A mistake in a table: where it is, what is wrong, how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from tsunagu.errors import Value
from tsunagu.messages import Language, text


@dataclass(frozen=True)
class Problem:
    """One mistake, worded by the message catalogue entry `key` (`problem-…`)."""

    file: str
    line: int
    column: str
    key: str
    data: dict[str, Value] = field(default_factory=dict)

    def message(self, language: Language) -> str:
        """Return one line: file, row, column, what is wrong and how to mend it."""
        return f"{self.file}:{self.line}: {self.column}: {text(self.key, language, **self.data)}"


def nearest(wanted: str, known: Iterable[str]) -> str:
    """Return the known word closest to `wanted`, or an empty text where none is close."""
    found = difflib.get_close_matches(wanted, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""
