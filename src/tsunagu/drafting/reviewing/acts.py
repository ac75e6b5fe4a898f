"""What a reviewer may do with a row, each as the changes and decisions that follow from it; nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tsunagu.drafting.review_book import key_of_row
from tsunagu.drafting.reviewing.cascade import removed, renamed
from tsunagu.drafting.reviewing.changes import Change, Decided, Row
from tsunagu.drafting.reviewing.state import State
from tsunagu.graph.cells import LIST_MARK, CellRefused, parse, split
from tsunagu.graph.schema import Field, Table
from tsunagu.reading.model import FileUnreadable

FIXED = {"document": ("id", "file", "sha256", "characters")}
"""Columns by table that follow from the file and are not corrected by hand."""
_JOINED = ("label_ja", "name_ja", "summary_ja")
"""Columns whose words go on where a row was cut in two by the end of a page."""
_PLACES = ("spans", "anchors")


@dataclass(frozen=True)
class Step:
    """What an act does: changes in order, decisions, and the key the row has afterwards."""

    changes: tuple[Change, ...]
    decided: tuple[Decided, ...]
    key: str


def accept(state: State, table: str, key: str) -> Step:
    """The row is right as it stands; raises `FileUnreadable` where it is no longer there."""
    _row(state, table, key)
    return Step((), (Decided(table, key, "accept"),), key)


def correct(state: State, table: str, key: str, values: Mapping[str, str]) -> Step:
    """The row with other values, rows that name it following; raises `FileUnreadable` for a cell that cannot be."""
    form, row = state.schema.tables[table], _row(state, table, key)
    after = row | {name: cleaned(form.field(name), text) for name, text in values.items()
                   if name in form.columns and name not in FIXED.get(table, ())}  # fmt: skip
    if after == row:
        return accept(state, table, key)
    there = _free_key(state, form, after, key)
    changes = [Change(table, row, after)]
    first = form.key[0]
    if len(form.key) == 1 and row[first] != after[first]:
        changes += renamed(state, table, row[first], after[first], key)
        changes[0] = Change(table, row, _following(form, after, row[first], after[first]))
    return Step(tuple(changes), (Decided(table, there, "correct"),), there)


def split_row(state: State, table: str, key: str, first: Mapping[str, str], second: Mapping[str, str]) -> Step:
    """The row as two, the second with an id of its own; raises `FileUnreadable` as `correct` does."""
    form = state.schema.tables[table]
    row = _row(state, table, key)
    step = correct(state, table, key, first)
    kept = step.changes[0].after if step.changes else row
    new = dict(kept or row) | {name: cleaned(form.field(name), text) for name, text in second.items()
                               if name in form.columns}  # fmt: skip
    there = key_of_row(form, new)
    if there in ({*state.tables[table]} - {key}) | {step.key}:
        raise FileUnreadable("review-split-key")
    changes = (*step.changes, Change(table, None, new, step.key))
    return Step(changes, (Decided(table, step.key, "correct"), Decided(table, there, "correct")), step.key)


def second_of(state: State, table: str, key: str) -> Row:
    """What the second row of a split begins with: the same, with an id nobody has."""
    form, row = state.schema.tables[table], dict(_row(state, table, key))
    if len(form.key) == 1:
        row[form.key[0]] = fresh_id(row[form.key[0]], {held.get(form.key[0], "") for held in state.rows(table)})
    elif "order" in row:
        row["order"] = str(1 + max(int(held["order"]) for held in state.rows(table)
                                   if held["row"] == row["row"] and held.get("order", "").isdecimal()))  # fmt: skip
    return row


def merge_with_next(state: State, table: str, key: str) -> Step:
    """The row and the one below it as one: words of a title go on, places and lists are put together."""
    form, row = state.schema.tables[table], _row(state, table, key)
    keys = list(state.tables[table])
    at = keys.index(key) + 1
    if at >= len(keys):
        raise FileUnreadable("review-nothing-next")
    other = state.tables[table][keys[at]].values
    after = {field.name: _merged(field, row.get(field.name, ""), other.get(field.name, "")) for field in form.fields}
    after |= {column: row.get(column, "") for column in form.key}
    changes = [Change(table, row, after), Change(table, other, None)]
    if len(form.key) == 1:
        changes += renamed(state, table, other[form.key[0]], row[form.key[0]], keys[at])
    return Step(tuple(changes), (Decided(table, key, "correct"), Decided(table, keys[at], "correct")), key)


def drop(state: State, table: str, key: str) -> Step:
    """The row is not stated in this document: it goes, and what cannot stand without it."""
    if table == "document":
        raise FileUnreadable("review-document-stays")
    changes = removed(state, table, _row(state, table, key))
    tables = state.schema.tables
    decided = tuple(Decided(change.table, change.key(tables[change.table]), "not_stated")
                    for change in changes if change.after is None)  # fmt: skip
    return Step(tuple(changes), decided, key)


def tag(state: State, measure: str, kept: Collection[str], added: Sequence[str]) -> Step:
    """The tags of a measure all at once: those kept are right, the others not stated, further concepts are added."""
    form = state.schema.tables["tags"]
    changes: list[Change] = []
    decided: list[Decided] = []
    for key, held in state.tables.get("tags", {}).items():
        if held.values["row"] == measure:
            changes += [] if key in kept else [Change("tags", held.values, None)]
            decided.append(Decided("tags", key, "accept" if key in kept else "not_stated"))
    for concept in dict.fromkeys(added):
        scheme = next((scheme for start, scheme in _SCHEMES.items() if concept.startswith(start)), "")
        row = {"row": measure, "scheme": scheme, "concept": concept, "rule": f"R-{concept}"}
        if not scheme:
            raise FileUnreadable("review-no-concept", named=concept)
        if key_of_row(form, row) not in state.tables.get("tags", {}):
            changes.append(Change("tags", None, row))
            decided.append(Decided("tags", key_of_row(form, row), "correct"))
    return Step(tuple(changes), tuple(decided), "")


_SCHEMES = {"fn_": "function", "nd_": "need", "tg_": "target_group", "st_": "stage"}


def link_body(state: State, table: str, key: str, column: str, known: Row) -> Step:
    """The cell names a body of the graph, which gets a row of its own among the bodies where it has none.

    In the table of bodies itself the row becomes that body, and keeps what is printed and where.
    """
    name = known["id"]
    if table == "bodies" and column == "id":
        row = _row(state, table, key)
        taken = {field: value for field, value in known.items() if value and field in _OF_A_BODY}
        if name in state.tables["bodies"] and name != key:
            return _into(state, key, name)
        return correct(state, table, key, row | taken | {"id": name})
    row = _row(state, table, key)
    form = state.schema.tables[table]
    step = correct(state, table, key, {column: put_in(form.field(column), row.get(column, ""), name)})
    if name in state.tables.get("bodies", {}):
        return step
    place = {field: row.get(field, "") for field in _PLACES}
    printed = row.get("printed") or row.get(f"{column}_printed", "") or known.get("label_ja", "")
    made = {field.name: "" for field in state.schema.tables["bodies"].fields} | known | place | {"printed": printed}
    changes = (Change("bodies", None, made), *step.changes)
    return Step(changes, (Decided("bodies", name, "correct"), *step.decided), step.key)


_OF_A_BODY = ("id", "label_ja", "label_en", "label_kana", "kind", "body_types", "general_type", "general_type_basis",
              "place", "disclosure")  # fmt: skip


def _into(state: State, key: str, name: str) -> Step:
    """A body that turns out to be another row: it goes, and what named it names the other."""
    row = _row(state, "bodies", key)
    changes = (Change("bodies", row, None), *renamed(state, "bodies", row["id"], name, key))
    return Step(changes, (Decided("bodies", key, "correct"),), name)


def put_in(field: Field, text: str, name: str) -> str:
    """A cell with a name put in: instead of what stands there, in a list behind it."""
    items = [*split(field, text), name] if field.listed else [name]
    return LIST_MARK.join(dict.fromkeys(items))


def cleaned(field: Field, text: str) -> str:
    """A cell as it is kept: one line; raises `FileUnreadable` where its column cannot hold it."""
    flat = " ".join(text.split())
    try:
        if not flat and field.required:
            raise CellRefused("problem-required")
        for item in split(field, flat):
            parse(field, item)
    except CellRefused as refused:
        raise CellWrong(field.name, refused) from refused
    return flat


class CellWrong(FileUnreadable):
    """A cell that its column cannot hold; `column` is where, the key and data say what is wrong."""

    def __init__(self, column: str, refused: CellRefused) -> None:
        super().__init__(refused.key, **{"near": "-", **refused.data})
        self.column = column


def _row(state: State, table: str, key: str) -> Row:
    held = state.tables.get(table, {}).get(key)
    if held is None:
        raise FileUnreadable("review-row-gone", named=f"{table} {key}")
    return held.values


def _free_key(state: State, form: Table, row: Row, but: str) -> str:
    key = key_of_row(form, row)
    if key != but and key in state.tables.get(form.name, {}):
        raise FileUnreadable("review-key-taken", named=key)
    return key


def _following(form: Table, row: Row, name: str, now: str) -> Row:
    """A row that names itself by its new id."""
    own = [field for field in form.fields if form.name in field.refers and name in split(field, row[field.name])]
    return row | {field.name: LIST_MARK.join(now if item == name else item for item in split(field, row[field.name]))
                  for field in own}  # fmt: skip


def _merged(field: Field, first: str, second: str) -> str:
    if not first or not second or first == second:
        return first or second
    if field.listed or field.name in _PLACES:
        both = [*first.split(LIST_MARK), *second.split(LIST_MARK)]
        return LIST_MARK.join(both if field.name in _PLACES else dict.fromkeys(both))
    return first.removesuffix("…") + second if field.name in _JOINED else first


def fresh_id(name: str, taken: set[str]) -> str:
    """The next free id of the same kind: `link-007` after `link-006`, else with a letter behind.

    >>> fresh_id("link-006", {"link-006", "link-007"}), fresh_id("c2-1-1", {"c2-1-1"})
    ('link-008', 'c2-1-1b')
    """
    return next(made for made in _following_names(name) if made not in taken)


def _following_names(name: str) -> Iterator[str]:
    numbered = re.fullmatch(r"(.*-)(\d{3})", name)
    if numbered:
        yield from (f"{numbered[1]}{number:03}" for number in range(int(numbered[2]) + 1, 1000))
    yield from (f"{name}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")
    yield from (f"{name}-{number}" for number in range(2, 10_000))
