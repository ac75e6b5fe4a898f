"""Names for a cell: what the one name search finds, and what the draft itself holds, to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

from tsunagu.drafting.reviewing import acts
from tsunagu.drafting.reviewing.acts import Step
from tsunagu.drafting.reviewing.known import KINDS, known_body, table_ids
from tsunagu.drafting.reviewing.state import State
from tsunagu.errors import NameUnknown
from tsunagu.graph.schema import load_schema
from tsunagu.messages import Language, text
from tsunagu.reading.model import FileUnreadable
from tsunagu.web.faults import told
from tsunagu.web.frame import language_of
from tsunagu.web.review.held import reviewing_of
from tsunagu.web.review.shown import RowWords
from tsunagu.web.site import site_of
from tsunagu.workspace import Workspace

MOST = 12
DRAFT = "draft/"
"""How the id of a row of the draft itself begins among what was found."""


@dataclass(frozen=True)
class Name:
    """Something a cell may name: its id among what was found, label, what it is, where."""

    thing: str
    label: str
    kind: str
    place: str = ""


@dataclass(frozen=True)
class FoundNames:
    """What was found for a cell, and what to say where nothing was."""

    column: str
    asked: str
    names: tuple[Name, ...] = ()
    unknown: str = ""


async def find_names(request: Request, table: str, column: str, asked: str) -> FoundNames:
    """What a cell may name by the words typed into it."""
    held, language = reviewing_of(request), language_of(request)
    form = load_schema().tables.get(table)
    if form is None or column not in form.columns:
        raise FileUnreadable("review-row-gone", named=f"{table} {column}")
    refers = ("bodies",) if (table, column) == ("bodies", "id") else form.field(column).refers
    state = await held.do(lambda: held.state(held.by(request)))
    words = asked.rsplit("；", maxsplit=1)[-1].strip()

    def made(workspace: Workspace) -> FoundNames:
        own = list(_own(workspace, state, refers, words, language)) if words else []
        try:
            found = _of_graph(workspace, refers, words, language) if words else []
        except NameUnknown as error:
            return FoundNames(column, words, tuple(own), "" if own else told(error, language))
        names = (*own, *found)[:MOST]
        return FoundNames(column, words, names, "" if names else text("review-none-found", language))

    return await site_of(request).answer(made)


def _own(workspace: Workspace, state: State, refers: tuple[str, ...], words: str, language: Language) -> list[Name]:
    said = RowWords(workspace, state, language)
    return [Name(f"{DRAFT}{name}", label, said.table(table)) for table in refers if table in state.tables
            for name, label in said.names(table) if words in label or words == name][:MOST]  # fmt: skip


def _of_graph(workspace: Workspace, refers: tuple[str, ...], words: str, language: Language) -> list[Name]:
    kinds = [KINDS[table] for table in refers if table in KINDS]
    if not kinds:
        return []
    known = table_ids()
    return [Name(found.id, found.label.of(language), text(f"web-kind-{found.kind}", language), found.place.of(language))
            for found in workspace.browse(words, kinds, language)
            if found.id in known or known_body(found.id.removeprefix("body/"))]  # fmt: skip


def picked(state: State, row: tuple[str, str], column: str, thing: str, values: Mapping[str, str]) -> Step:
    """The step by which a cell names what was chosen, other cells as they were entered; raises `FileUnreadable`."""
    table = state.schema.tables[row[0]]
    if column not in table.columns:
        raise FileUnreadable("review-row-gone", named=f"{row[0]} {column}")
    body = known_body(thing.removeprefix("body/")) if thing.startswith("body/") else None
    if body is not None:
        return acts.link_body(state, *row, column, body)
    name = thing.removeprefix(DRAFT) if thing.startswith(DRAFT) else table_ids().get(thing)
    if name is None:
        raise FileUnreadable("review-none-found")
    field, before = table.field(column), state.tables[row[0]][row[1]].values.get(column, "")
    entered = {other: value for other, value in values.items() if other != column}
    return acts.correct(state, *row, entered | {column: acts.put_in(field, before, name)})
