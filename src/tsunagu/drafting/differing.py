"""What tables say otherwise than before, cell by cell and row by row: shown before anything is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tsunagu.characters import brief
from tsunagu.drafting.review_book import Rows, key_of_row
from tsunagu.graph.choice_words import in_words
from tsunagu.graph.form_words import heading
from tsunagu.graph.schema import Table, load_schema
from tsunagu.messages import Language, text
from tsunagu.reading.model import FileUnreadable


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


def said_difference(found: Difference, language: Language) -> str:
    """A difference in one line, in the words of the form; long texts are made short."""
    table = load_schema().tables[found.table]
    column = heading(table.field(found.column), language) if found.column in table.columns else found.column
    before, after = found.before, found.after
    if found.column in table.columns:
        before, after = (in_words(table.field(found.column), cell, language) for cell in (before, after))
    return text(f"review-{found.sort}", language, table=table.title if language == "ja" else table.title_en,
                named=found.key, column=column, before=brief(before), after=brief(after))  # fmt: skip


def refuse_lost_keys(
    table: Table, rows: Iterable[tuple[int, Mapping[str, str]]], before: Rows, place: str, heads: Mapping[str, str]
) -> None:
    """Raise `FileUnreadable` for a row that lost what tells it from others, or that shares it with another one.

    `rows` come with their line numbers, `heads` are what the columns are called there. What is lost is looked for among
    the rows that were there `before` and are no longer: the one most of whose cells are the same.
    """
    numbered = list(rows)
    seen: dict[str, int] = {}
    for number, row in numbered:
        lost = [column for column in table.key if not row.get(column, "").strip()]
        key = key_of_row(table, row)
        if lost:
            there = {key_of_row(table, other) for _, other in numbered}
            near = _likest(row, [old for old in before if key_of_row(table, old) not in there]).get(lost[0], "-")
            column = heads.get(lost[0], lost[0])
            raise FileUnreadable("review-key-lost", place=f"{place}:{number}", column=column, near=near)
        if key in seen:
            raise FileUnreadable("review-key-twice", place=f"{place}:{number}", named=key, first=seen[key])
        seen[key] = number


def _likest(row: Mapping[str, str], rows: Rows) -> Mapping[str, str]:
    """The row most of whose filled cells are the same, by at least half of them; an empty one where there is none."""

    def same(other: Mapping[str, str]) -> int:
        return sum(bool(value) and " ".join(other.get(name, "").split()) == value for name, value in row.items())

    best = max(rows, key=same, default={})
    return best if 2 * same(best) >= sum(map(bool, row.values())) else {}


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
