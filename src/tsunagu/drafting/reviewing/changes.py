"""One step of a review: the rows it changed, what was decided of which row, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from tsunagu.drafting.review_book import Rows
from tsunagu.graph.schema import Table

Row = dict[str, str]
TablesOfRows = Mapping[str, Rows]
Decision = Literal["accept", "correct", "not_stated"]
"""What was decided of a row of the draft: it is right, it was put right, or this document does not state it."""
DECISIONS: tuple[Decision, ...] = get_args(Decision)
Act = Literal["accept", "correct", "split", "merge", "link", "drop", "like", "take", "settle", "undo"]
ACTS: tuple[Act, ...] = get_args(Act)


@dataclass(frozen=True)
class Reviewer:
    """Who reviews: the first or the second reading, and the short name she gave, if any."""

    reading: int = 1
    who: str = ""


@dataclass(frozen=True)
class Change:
    """A row that is another one (`before` and `after`), new (no `before`; put behind the row `behind`), or gone."""

    table: str
    before: Row | None
    after: Row | None
    behind: str = ""

    def key(self, table: Table, *, after: bool = False) -> str:
        """The key of the row as it was, or as it is; empty where it was not, or is gone."""
        row = self.after if after else self.before
        return "" if row is None else " / ".join(row.get(column, "") for column in table.key)


@dataclass(frozen=True)
class Decided:
    """What was decided of a row, named by the key it has after the step (of a row that is gone: had before)."""

    table: str
    key: str
    decision: Decision


@dataclass(frozen=True)
class Entry:
    """One step: its number from 1, local time, reading (1 or 2), who, the act, the row, and what follows from it.

    `of` is the number of the step an `undo` takes back.
    """

    number: int
    when: str
    reading: int
    who: str
    act: Act
    table: str = ""
    key: str = ""
    changes: tuple[Change, ...] = ()
    decided: tuple[Decided, ...] = ()
    of: int = 0

    def to_json(self) -> dict[str, object]:
        """The step as the journal keeps it; what is empty is left out."""
        kept: dict[str, object] = {
            "number": self.number, "when": self.when, "reading": self.reading, "who": self.who, "act": self.act,
            "table": self.table, "key": self.key, "of": self.of,
            "changes": [vars(change) for change in self.changes],
            "decided": [list(vars(decided).values()) for decided in self.decided],
        }  # fmt: skip
        return {name: value for name, value in kept.items() if value}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Entry:
        """The step a line of the journal tells; raises `KeyError`, `TypeError`, `ValueError` where it tells none."""
        if kept["act"] not in ACTS:
            raise ValueError(kept["act"])
        changes = tuple(Change(**change) for change in kept.get("changes", ()))
        decided = tuple(Decided(*held) for held in kept.get("decided", ()))
        who, table, key = (str(kept.get(name, "")) for name in ("who", "table", "key"))
        return cls(int(kept["number"]), str(kept["when"]), int(kept["reading"]), who, kept["act"], table, key,
                   changes, decided, int(kept.get("of", 0)))  # fmt: skip
