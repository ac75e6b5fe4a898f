"""Names for a cell: what the one name search finds, and what the draft itself holds, to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tsunagu.drafting.reviewing import acts
from tsunagu.drafting.reviewing.acts import Step
from tsunagu.drafting.reviewing.changes import Row
from tsunagu.drafting.reviewing.known import KINDS, known_body, table_ids
from tsunagu.drafting.reviewing.state import Held, State
from tsunagu.errors import NameUnknown, RequestProblem
from tsunagu.graph.schema import Field, load_schema
from tsunagu.messages import text
from tsunagu.names.folding import fold
from tsunagu.reading.model import FileUnreadable
from tsunagu.web.forms import Sent, sent_query
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


async def names(request: Request) -> Response:
    """The same while one types, in the form of `/api/search`, each with the act that chooses it."""
    sent = sent_query(request)
    column = sent.first("column")
    found = await find_names(request, sent, column, sent.first("q"))
    hits = [{"label": name.label, "kind": name.kind, "place": name.place, "phone": "",
             "act": f"pick:{column}:{name.thing}"} for name in found.names]  # fmt: skip
    return JSONResponse({"total": len(hits), "hits": hits})


async def find_names(request: Request, sent: Sent, column: str, asked: str) -> FoundNames:
    """What a cell of the row that was sent may name by the words typed into it, else what is nearest to them.

    Where the cell says what it said before, its printed words are looked for instead of an id.
    """
    held, language = reviewing_of(request), language_of(request)
    table, key = sent.first("table"), sent.first("key")
    form = load_schema().tables.get(table)
    if form is None or column not in form.columns:
        raise RequestProblem("review-row-gone", named=f"{table} {column}", status=404)
    state = await held.do(lambda: held.queue(held.by(request)).state)
    is_itself = (table, column) == ("bodies", "id")

    def made(workspace: Workspace) -> FoundNames:
        said = RowWords(workspace, state, language)
        words = _words(said, state.find(table, key), form.field(column), asked)
        if not words:
            return FoundNames(column, words, (), text("review-none-found", language))
        finder = _Finder(said, ("bodies",) if is_itself else form.field(column).refers, key if is_itself else "")
        names, unknown = finder.names(words)
        return FoundNames(column, words, names, unknown)

    return await site_of(request).answer(made)


def _words(said: RowWords, held: Held | None, column: Field, asked: str) -> str:
    """What is looked for: the last of several, and what is printed where an id stands that was there before."""
    row: Row = held.values if held else {}
    words = asked.rsplit("；", maxsplit=1)[-1].strip()
    if asked.strip() and asked.strip() == row.get(column.name, ""):
        printed = row.get(f"{column.name}_printed") or row.get("printed") or said.meaning(column, words)
        return printed or words
    return words


@dataclass(frozen=True)
class _Finder:
    """Looks for names of rows of some tables, all but the row itself."""

    said: RowWords
    refers: tuple[str, ...]
    itself: str = ""

    def names(self, words: str) -> tuple[tuple[Name, ...], str]:
        """What holds the words, of the draft before the graph; else the nearest, with a message."""
        own = [name for name, label in self._own() if fold(words) in fold(label) or words == name.thing]
        like: Iterable[str] = ()
        try:
            found = [*own, *self._of_graph(words)]
        except NameUnknown as error:
            found, like = own, error.data["near"] if isinstance(error.data["near"], tuple) else ()
        if found:
            return tuple(found[:MOST]), ""
        near = tuple(self._nearest(words, like))
        return near, text("review-nearest" if near else "review-none-found", self.said.language, asked=words)

    def _own(self) -> Iterator[tuple[Name, str]]:
        tables = [table for table in self.refers if table in self.said.state.tables]
        for table in tables:
            for name, label in self.said.names(table):
                if name != self.itself:
                    yield Name(f"{DRAFT}{name}", label, self.said.table(table)), label

    def _nearest(self, words: str, like: Iterable[str]) -> Iterator[Name]:
        """The names of the draft that are most like the words, then what the names most like them in the graph mean."""
        own = {label: name for name, label in self._own()}
        for label in get_close_matches(words, own, n=MOST // 2, cutoff=0.4):
            yield own[label]
        for name in like:
            with suppress(NameUnknown):
                yield from self._of_graph(name)[:2]

    def _of_graph(self, words: str) -> list[Name]:
        kinds = [KINDS[table] for table in self.refers if table in KINDS]
        if not kinds:
            return []
        known, language = table_ids(), self.said.language
        return [Name(found.id, found.label.of(language), text(f"web-kind-{found.kind}", language),
                     found.place.of(language))
                for found in self.said.workspace.browse(words, kinds, language)
                if found.id in known or known_body(found.id.removeprefix("body/"))]  # fmt: skip


def picked(state: State, row: tuple[str, str], column: str, thing: str, values: Mapping[str, str]) -> Step:
    """The step by which a cell names what was chosen, other cells as they were entered; raises `FileUnreadable`."""
    table = state.schema.tables[row[0]]
    if column not in table.columns:
        raise FileUnreadable("review-row-gone", named=f"{row[0]} {column}")
    body = known_body(thing.removeprefix("body/")) if thing.startswith("body/") else None
    if body is not None:
        return acts.link_body(state, *row, column, body)
    own = state.tables.get("bodies", {}).get(thing.removeprefix(DRAFT)) if thing.startswith(DRAFT) else None
    if own is not None and (row[0], column) == ("bodies", "id"):
        return acts.link_body(state, *row, column, own.values)
    name = thing.removeprefix(DRAFT) if thing.startswith(DRAFT) else table_ids().get(thing)
    if name is None:
        raise FileUnreadable("review-none-found")
    field, before = table.field(column), state.tables[row[0]][row[1]].values.get(column, "")
    entered = {other: value for other, value in values.items() if other != column}
    return acts.correct(state, *row, entered | {column: acts.put_in(field, before, name)})
