"""What hangs on a row: rows that name it follow when its id changes, and go or are emptied when it goes."""

from __future__ import annotations

from collections.abc import Iterator

from tsunagu.drafting.review_book import key_of_row
from tsunagu.drafting.reviewing.changes import Change, Row
from tsunagu.drafting.reviewing.state import State
from tsunagu.graph.cells import LIST_MARK, split
from tsunagu.graph.schema import Field, Table


def naming(state: State, table: str, name: str) -> Iterator[tuple[Table, Row, tuple[Field, ...]]]:
    """Yield each row that names the row `name` of a table, with the columns that do. O(cells)."""
    for other in state.schema.of_folder("document"):
        fields = [field for field in other.fields if _means(state, field, table, name)]
        for row in state.rows(other.name) if fields else ():
            found = tuple(field for field in fields if name in split(field, row.get(field.name, "")))
            if found:
                yield other, row, found


def _means(state: State, field: Field, table: str, name: str) -> bool:
    """Tell whether `name` in a column is the row of that table: the first of its tables that has such a row."""
    if table not in field.refers:
        return False
    earlier = field.refers[: field.refers.index(table)]
    return not any(name in _names(state, other) for other in earlier)


def _names(state: State, table: str) -> set[str]:
    if table not in state.tables:
        return set()
    column = state.schema.tables[table].key[0]
    return {row.get(column, "") for row in state.rows(table)}


def renamed(state: State, table: str, name: str, now: str, own: str = "") -> list[Change]:
    """The changes by which rows name `now` instead of `name`; a row that would then stand twice goes.

    `own` is the key of the renamed row itself, where that changes anyway.
    """
    changes: list[Change] = []
    taken: dict[str, set[str]] = {}
    for other, row, fields in naming(state, table, name):
        key = key_of_row(other, row)
        if (other.name, key) == (table, own):
            continue
        after = row | {field.name: swapped(field, row[field.name], name, now) for field in fields}
        keys = taken.setdefault(other.name, set(state.tables[other.name]))
        keys.discard(key)
        there = key_of_row(other, after)
        changes.append(Change(other.name, row, None if there in keys else after))
        keys.add(there)
    return changes


def swapped(field: Field, text: str, name: str, now: str) -> str:
    """A cell that names `now` instead of `name`, each name once."""
    items = [now if item == name else item for item in split(field, text)]
    return LIST_MARK.join(dict.fromkeys(item for item in items if item))


def removed(state: State, table: str, row: Row) -> list[Change]:
    """The changes by which a row goes: rows that cannot stand without it go too, others no longer name it."""
    return list(_removed(state, table, row, set()))


def _removed(state: State, table: str, row: Row, done: set[tuple[str, str]]) -> Iterator[Change]:
    key = key_of_row(state.schema.tables[table], row)
    if (table, key) in done:
        return
    done.add((table, key))
    yield Change(table, row, None)
    name = row.get(state.schema.tables[table].key[0], "")
    if len(state.schema.tables[table].key) > 1:
        return
    for other, naming_row, fields in naming(state, table, name):
        after = naming_row | {field.name: swapped(field, naming_row[field.name], name, "") for field in fields}
        if any(field.required and not after[field.name] for field in fields):
            yield from _removed(state, other.name, naming_row, done)
        elif (other.name, key_of_row(other, naming_row)) not in done:
            yield Change(other.name, naming_row, after)
