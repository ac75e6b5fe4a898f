"""What tables say otherwise than before, cell by cell and row by row: shown before anything is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsunagu.drafting.review_book import Rows, key_of_row
from tsunagu.graph.schema import Table


@dataclass(frozen=True)
class Difference:
    """A cell that differs (`column`), a row that is new or gone (no column), or one whose key is missing."""

    table: str
    key: str
    column: str
    before: str
    after: str

    @property
    def sort(self) -> str:
        """What was done: `changed`, `added` or `removed`."""
        return "changed" if self.column else "added" if self.after else "removed"


def differences_of(table: Table, before: Rows, after: Rows) -> Iterator[Difference]:
    """What rows of a table say otherwise than before: cells, then rows that are new, then those that are gone."""
    old = {key_of_row(table, row): row for row in before}
    new = {key_of_row(table, row): row for row in after}
    for key, row in new.items():
        if key not in old:
            yield Difference(table.name, key, "", "", " | ".join(value for value in row.values() if value)[:120])
            continue
        for column in table.columns:
            if row.get(column, "") != " ".join(old[key].get(column, "").split()):
                yield Difference(table.name, key, column, old[key].get(column, ""), row.get(column, ""))
    for key, row in old.items():
        if key not in new:
            yield Difference(table.name, key, "", " | ".join(value for value in row.values() if value)[:120], "")
