"""The folder a server reviews, and what every page of the review shares."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, unquote

from starlette.requests import Request

from tsunagu.drafting.differing import Difference
from tsunagu.drafting.review_book import key_of_row
from tsunagu.drafting.reviewing.agreeing import Agreeing, Outcome
from tsunagu.drafting.reviewing.changes import Reviewer
from tsunagu.drafting.reviewing.pictured import Pictured, pictured
from tsunagu.drafting.reviewing.printed import PrintedText, read_printed
from tsunagu.drafting.reviewing.queue import Queue, Reason, read_reasons
from tsunagu.drafting.reviewing.review import FIRST, SECOND, Review, reviewer_named
from tsunagu.drafting.reviewing.state import State
from tsunagu.drafting.reviewing.telling import Cell, telling_cells
from tsunagu.drafting.secrets import COVER
from tsunagu.errors import RequestProblem

T = TypeVar("T")
COOKIE = "tsunagu-reviewer"
LONGEST_NAME = 20


@dataclass
class Reviewing:
    """A review that is served. Steps are taken one after another in a thread of their own."""

    folder: Path
    reviewer: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "review"))
    _telling: tuple[object, frozenset[Cell]] = (None, frozenset())

    @cached_property
    def review(self) -> Review:
        """The review of the folder."""
        return Review.open(self.folder)

    @cached_property
    def printed(self) -> PrintedText:
        """The text of the draft."""
        return read_printed(self.folder)

    @cached_property
    def pictured(self) -> Pictured | None:
        """The pages of the PDF of the draft; to be used in the thread of the review."""
        return pictured(self.folder, self.printed)

    @cached_property
    def reasons(self) -> Mapping[tuple[str, str], Reason]:
        """Why each row of the draft is there."""
        return read_reasons(self.folder)

    async def do(self, make: Callable[[], T]) -> T:
        """What `make` makes, in the thread of the review; raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, make)

    def state(self, by: Reviewer) -> State:
        """The rows as a reviewer has them."""
        return self.review.state(by.reading)

    def queue(self, by: Reviewer) -> Queue:
        """The rows in the order they are looked at, as they are shown: what tells of a closed place is covered."""
        state, telling = self.state(by), self.telling(by)
        if telling:
            state = state.copy()
            for table, key, column in telling:
                values = state.tables[table][key].values
                values[column] = COVER * len(values.get(column, ""))
        return Queue(state, self.reasons)

    def outside(self) -> list[Difference]:
        """What another program changed, as it is shown: what tells of a closed place is covered."""
        if not self.review.outside:
            return []
        now = State.of(self.review.on_disk(), (), self.review.schema)
        before, after = (telling_cells(state, self.folder.name) for state in (self.review.state(), now))
        return [_covered(found, before, after) for found in self.review.outside]

    def settled(self, found: Agreeing) -> Agreeing:
        """Two readings against each other, as they are shown: what tells of a closed place is covered."""
        telling = self.told_of().union(*(telling_cells(self.review.state(reading), self.folder.name)
                                         for reading in (FIRST, SECOND)))  # fmt: skip

        def shown(table: str, held: Outcome) -> Outcome:
            row = held.values or {}
            key = key_of_row(self.review.schema.tables[table], row)
            values = {name: COVER * len(said) if (table, key, name) in telling else said for name, said in row.items()}
            return replace(held, values=values if held.values else None)

        rows = tuple(replace(row, first=shown(row.table, row.first), second=shown(row.table, row.second))
                     for row in found.rows)  # fmt: skip
        return replace(found, rows=rows)

    def told_of(self) -> frozenset[Cell]:
        """The cells of the draft, as it was, that told of a closed place."""
        return telling_cells(State.of(self.review.draft, (), self.review.schema), self.folder.name)

    def telling(self, by: Reviewer) -> frozenset[Cell]:
        """Cells that tell of a closed place and are not shown; worked out once a step."""
        made = by.reading, len(self.review.journal.entries)
        if self._telling[0] != made:
            self._telling = made, telling_cells(self.state(by), self.folder.name)
        return self._telling[1]

    def by(self, request: Request) -> Reviewer:
        """Who asks: the name she chose on the page, else the one the server was started with."""
        name = unquote(request.cookies.get(COOKIE, "")) or self.reviewer
        return reviewer_named(self.review, name[:LONGEST_NAME])

    def close(self) -> None:
        """End the thread once what is being done is done."""
        self._thread.shutdown()
        if self.__dict__.get("pictured"):
            self.__dict__["pictured"].close()


def _covered(found: Difference, before: frozenset[Cell], after: frozenset[Cell]) -> Difference:
    """A difference without the words of cells that tell; a whole row has those of all its cells."""

    def tells(cells: frozenset[Cell]) -> bool:
        return any((table, key) == (found.table, found.key) and found.column in ("", column)
                   for table, key, column in cells)  # fmt: skip

    return replace(found, before=COVER * len(found.before) if tells(before) else found.before,
                   after=COVER * len(found.after) if tells(after) else found.after)  # fmt: skip


def reviewing_of(request: Request) -> Reviewing:
    """The review a request came to."""
    held: Reviewing = request.app.state.reviewing
    return held


def cookie_of(name: str) -> str:
    """A name as a cookie holds it."""
    return quote(" ".join(name.split())[:LONGEST_NAME])


def refuse_foreign(request: Request, token: str) -> None:
    """Raise `RequestProblem` unless a form of this server sent the request: its token, and no other page behind it.

    Forms of pages without a referrer send `null` as their origin; browsers tell in another head whose page it was.
    """
    origin = request.headers.get("origin", "null")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    site = request.headers.get("sec-fetch-site", "same-origin")
    if origin not in ("null", own) or site != "same-origin" or not _same(token, reviewing_of(request).token):
        raise RequestProblem("review-foreign", status=403)


def _same(first: str, second: str) -> bool:
    return secrets.compare_digest(first.encode(), second.encode())
