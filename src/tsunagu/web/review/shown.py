"""A row as a form: each cell with its heading, what it may hold in words, and what is still to be said in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tsunagu.drafting.reviewing.acts import FIXED
from tsunagu.drafting.reviewing.changes import Change, Row
from tsunagu.drafting.reviewing.known import KINDS, table_ids
from tsunagu.drafting.reviewing.queue import Waiting, is_untold
from tsunagu.drafting.reviewing.state import State
from tsunagu.drafting.reviewing.telling import Cell, law_tables
from tsunagu.drafting.secrets import COVER
from tsunagu.graph.cells import split
from tsunagu.graph.form_words import heading
from tsunagu.graph.schema import Field, Table
from tsunagu.messages import Language, text
from tsunagu.network.records import Words
from tsunagu.workspace import Workspace

SELDOM = frozenset({"spans", "anchors", "note"})
"""Columns that are folded away though something stands in them."""
LONG = 24
"""Characters from which a cell is shown as a field of several lines."""
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Shown:
    """A cell of the form: column, heading, value, what the value means, choices, names it may hold, and its state."""

    name: str
    head: str
    value: str
    means: str = ""
    choices: Choices = ()
    required: bool = False
    fixed: bool = False
    searched: bool = False
    names: Choices = ()
    untold: bool = False
    covered: bool = False
    folded: bool = False
    wrong: str = ""

    @property
    def is_long(self) -> bool:
        """Tell whether it needs several lines."""
        return len(self.value) > LONG and not (self.choices or self.names or self.searched)


@dataclass
class RowWords:
    """Labels of what cells name, in one language."""

    workspace: Workspace
    state: State
    language: Language
    covered: frozenset[Cell] = frozenset()
    """Cells of the draft that told of a closed place; their words are not shown."""
    _names: dict[str, Choices] = field(default_factory=dict)

    def head(self, column: Field) -> str:
        """The heading of a column."""
        return heading(column, self.language)

    def table(self, name: str) -> str:
        """The title of a table."""
        table = self.state.schema.tables[name]
        return table.title if self.language == "ja" else table.title_en

    def choices(self, column: Field) -> Choices:
        """What a column may hold, in words."""
        if column.type == "boolean":
            return tuple((said, text(f"review-{said}", self.language)) for said in ("true", "false"))
        return tuple((value, self._label(f"{column.scheme}/{value}", value)) for value in column.choices)

    def names(self, table: str) -> Choices:
        """The rows of a table a cell may name, by id and label: of the draft, or concepts of the graph."""
        if table not in self._names:
            own = [(row[self.state.schema.tables[table].key[0]], _called(row)) for row in self.state.rows(table)]
            concepts = [] if own or table in ("places", "statutes", "articles", "bodies") else self._concepts(table)
            self._names[table] = (*own, *concepts)
        return self._names[table]

    def meaning(self, column: Field, value: str) -> str:
        """What the ids in a cell stand for; empty where they stand for themselves."""
        known = {name: said for table in column.refers for name, said in self.names(table)}
        found = [known.get(item) or self._of_graph(item) for item in split(column, value)]
        return "、".join(said for said in found if said)

    def column(self, table: str, name: str) -> str:
        """The heading of a column of a table by their names."""
        return self.head(self.state.schema.tables[table].field(name))

    def scheme(self, name: str) -> str:
        """What a kind of tags is called."""
        return self._label(f"tag-scheme/{name}", name)

    def said(self, table: str, name: str, value: str) -> str:
        """A value of a cell in words."""
        form = self.state.schema.tables[table]
        column = form.field(name) if name in form.columns else form.fields[0]
        return dict(self.choices(column)).get(value, "") or self.meaning(column, value) or value

    def called(self, row: Waiting) -> str:
        """What a row is called in a list: its label or printed words, else what it names in words."""
        return self._title(row.table, row.held.values)

    def of_key(self, table: str, key: str) -> str:
        """The same of a row by its key; the key where there is no such row."""
        held = self.state.find(table, key)
        return self._title(table, held.values) if held else key

    def _title(self, table: str, row: Row) -> str:
        own = _called(row) or row.get("to_printed", "")
        if own:
            return own
        measure = self.state.find("measures", row.get("row", ""))
        about = _called(measure.values) if measure else row.get("row", "")
        return f"{about}：{self.said(table, 'concept', row['concept'])}" if "concept" in row else about

    def change(self, change: Change) -> list[str]:
        """A change of a row in words, a line for each cell that changed."""
        table = self.table(change.table)
        if change.before is None or change.after is None:
            row = change.after or change.before or {}
            key = "review-added-row" if change.before is None else "review-removed-row"
            return [text(key, self.language, table=table, named=self._title(change.table, row))]
        form, key = self.state.schema.tables[change.table], change.key(self.state.schema.tables[change.table])
        named = self._title(change.table, change.after)
        told = []
        for column in form.fields:
            before, after = change.before.get(column.name, ""), change.after.get(column.name, "")
            if before != after:
                before = COVER * len(before) if (change.table, key, column.name) in self.covered else before
                told.append(text("review-changed-cell", self.language, table=table, named=named,
                                 column=self.head(column), before=before, after=after))  # fmt: skip
        return told

    def _of_graph(self, item: str) -> str:
        thing = _things().get(item, "")
        return self._label(thing, "") if thing else ""

    def _concepts(self, table: str) -> list[tuple[str, str]]:
        column = "label_ja" if self.language == "ja" else "label_en"
        return [(row.key[0], row.text(column)) for row in law_tables().of(table)]

    def _label(self, thing: str, otherwise: str) -> str:
        said: Words = self.workspace.network.label(thing)
        found = said.of(self.language)
        return otherwise if found == thing else found


def _things() -> Mapping[str, str]:
    """The id in the graph of what tables name by an id of their own."""
    return {key: thing for thing, key in table_ids().items()}


def _called(row: Row) -> str:
    return next((row[name] for name in ("label_ja", "name_ja", "title_ja", "printed") if row.get(name)), "")


def cells_of(words: RowWords, table: Table, row: Row, covered: frozenset[str], wrong: Mapping[str, str]) -> list[Shown]:
    """The cells of a row: what must be looked at first, seldom and empty ones folded away."""
    made = []
    for column in table.fields:
        value = row.get(column.name, "")
        choices = () if column.listed else words.choices(column)
        hidden = column.name in covered
        made.append(Shown(
            column.name, words.head(column), value,
            "" if hidden else words.meaning(column, value), choices, column.required,
            fixed=column.name in FIXED.get(table.name, ()), searched=bool(set(column.refers) & set(KINDS)),
            names=tuple(pair for other in column.refers for pair in words.names(other)),
            untold=is_untold(value), covered=hidden, wrong=wrong.get(column.name, ""),
            folded=column.name not in wrong and not hidden
            and (column.name in SELDOM or not (value or column.required) or column.name in FIXED.get(table.name, ())),
        ))  # fmt: skip
    return made
