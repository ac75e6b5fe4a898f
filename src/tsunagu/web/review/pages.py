"""Pages of a review: the list of rows, the row beside its source, the steps so far, two readings, the check."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tsunagu.drafting.differing import said_difference
from tsunagu.drafting.review_book import rule_said
from tsunagu.drafting.reviewing.agreeing import agreeing, both_done
from tsunagu.drafting.reviewing.alike import Offer, offers
from tsunagu.drafting.reviewing.changes import Reviewer
from tsunagu.drafting.reviewing.hanging import Hanging
from tsunagu.drafting.reviewing.queue import Chosen, Queue, Waiting, is_untold, spans_of
from tsunagu.drafting.reviewing.review import FIRST, SECOND, names_of
from tsunagu.errors import RequestProblem
from tsunagu.graph.agreement import SCHEME_TABLES
from tsunagu.messages import Language
from tsunagu.web.forms import Sent, sent_query
from tsunagu.web.frame import address, language_of, page
from tsunagu.web.review.beside import View, keep_view, source_beside, view_of
from tsunagu.web.review.held import Reviewing, reviewing_of
from tsunagu.web.review.shown import RowWords, Shown, cells_of
from tsunagu.web.site import site_of
from tsunagu.workspace import Workspace

STYLES = ("styles/review.css",)
SCRIPTS = ("scripts/suggest.js", "scripts/review.js")
PICTURES = {"img-src": "'self'"}
MOST_LISTED = 200


@dataclass(frozen=True)
class Progress:
    """How far a review is: rows checked of all, cells only a person can fill, whether its tables changed beneath."""

    checked: int
    total: int
    to_fill: int
    who: str
    reading: int


@dataclass(frozen=True)
class Said:
    """What a page says after something was entered: the values as entered, what is wrong with which, a message."""

    values: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    found: object = None
    second: Mapping[str, str] = field(default_factory=dict)
    hanging: Sequence[Hanging] = ()
    status: int = 200


NOTHING = Said()


def chosen_of(sent: Sent) -> Chosen:
    """Which rows a page looks at."""
    return Chosen(sent.first("of"), sent.first("confidence"), sent.first("open") == "1")


def narrowed(chosen: Chosen) -> dict[str, str]:
    """The same as fields of an address."""
    told = {"of": chosen.table, "confidence": chosen.confidence, "open": "1" if chosen.open else ""}
    return {name: value for name, value in told.items() if value}


def row_address(language: Language, row: Waiting | tuple[str, str], chosen: Chosen = Chosen(), **more: str) -> str:  # noqa: B008
    """The address of the page of a row."""
    table, key = row if isinstance(row, tuple) else (row.table, row.key)
    asked = {"table": table, "key": key} | narrowed(chosen) | more
    return f"{address(language, 'review/row')}?{urlencode(asked)}"


def progress(by: Reviewer, queue: Queue) -> Progress:
    """How far a reading is."""
    state = queue.state
    to_fill = sum(len(row.to_fill) for row in queue.rows if not row.gone)
    return Progress(state.checked, state.total, to_fill, by.who, by.reading)


def shared(held: Reviewing, by: Reviewer, queue: Queue, language: Language) -> dict[str, object]:
    """What every page of the review is given."""
    printed = held.printed
    return {
        "progress": progress(by, queue), "token": held.token, "folder": held.folder.name,
        "torn": held.review.torn, "outside": held.outside(), "names": names_of(held.review),
        "secrets": [(span, printed.page_of(span.start)) for span in printed.covered],
        "row_address": lambda row, chosen=Chosen(), **more: row_address(language, row, chosen, **more),  # noqa: B008
        "said_difference": lambda found: said_difference(found, language),
        "rule_said": lambda rule: rule_said(rule, language),
        "last": next(reversed(held.review.steps(by.reading)), None),
    }  # fmt: skip


async def overview(request: Request) -> Response:
    """Progress, filters, and the rows in the order they are looked at."""
    language, sent, held = language_of(request), sent_query(request), reviewing_of(request)
    chosen = chosen_of(sent)

    def made(workspace: Workspace) -> dict[str, object]:
        held.review.look()
        by = held.by(request)
        queue = held.queue(by)
        words = RowWords(workspace, queue.state, language)
        rows = queue.chosen(chosen)
        tables = [(name, words.table(name), len(rows_of)) for name, rows_of in queue.state.tables.items() if rows_of]
        sure = [row for row in rows if row.reason.confidence == "sure" and not row.decision and not row.to_fill
                and not row.reason.doubt]  # fmt: skip
        return shared(held, by, queue, language) | {
            "rows": rows[:MOST_LISTED], "count": len(rows), "chosen": chosen, "tables": tables, "words": words,
            "sure": sure, "next": queue.next_open(None, chosen), "narrowed": urlencode(narrowed(chosen)),
            "telling": {(table, key) for table, key, _ in held.telling(by)},
        }  # fmt: skip

    return page(request, "web/review/overview.html", await _made(request, made), STYLES, scripts=SCRIPTS)


async def show_row(request: Request) -> Response:
    """A row beside its place in the source."""
    return await row_page(request, sent_query(request), NOTHING)


async def row_page(request: Request, sent: Sent, said: Said) -> Response:
    """The page of a row, with what was entered and what is wrong with it."""
    language, held = language_of(request), reviewing_of(request)
    chosen, view = chosen_of(sent), view_of(request, sent)

    def made(workspace: Workspace) -> dict[str, object]:
        held.review.look()
        by = held.by(request)
        queue = held.queue(by)
        row = queue.find(sent.first("table"), sent.first("key"))
        if row is None:
            raise RequestProblem("review-row-gone", named=f"{sent.first('table')} {sent.first('key')}", status=404)
        words = RowWords(workspace, queue.state, language)
        return shared(held, by, queue, language) | _row(held, by, queue, row, chosen, words, said, sent, view)

    context = await _made(request, made)
    shown = page(request, "web/review/row.html", context, STYLES, scripts=SCRIPTS, status=said.status, allowed=PICTURES)
    return keep_view(shown, view)


def _row(
    held: Reviewing,
    by: Reviewer,
    queue: Queue,
    row: Waiting,
    chosen: Chosen,
    words: RowWords,
    said: Said,
    sent: Sent,
    view: View,
) -> dict[str, object]:
    table = queue.state.schema.tables[row.table]
    covered = frozenset(column for name, key, column in held.telling(by) if (name, key) == (row.table, row.key))
    entered = {name: value for name, value in said.values.items()
               if value or not is_untold(row.held.values.get(name, ""))}  # fmt: skip
    values = dict(row.held.values) | entered
    marks = spans_of(row.held.values.get("spans", "")) or row.reason.spans
    most = max(held.printed.pages, held.printed.parts)
    taught = sent.number("taught", 1, len(held.review.journal.entries) or 1)
    second: list[Shown] = []
    if said.second:
        second = cells_of(words, table, dict(said.second), covered, said.wrong)
    return {
        "row": row, "table": table, "words": words, "cells": cells_of(words, table, values, covered, said.wrong),
        "said": said, "source": source_beside(held, marks, view, sent.number("page", 1, most)), "chosen": chosen,
        "second": second, "before": queue.beside(row, chosen, -1), "after": queue.beside(row, chosen, 1),
        "offers": _offers(held, by, queue, taught), "taught": taught, "narrowed": narrowed(chosen),
        "was": was_of(row), "tags": _tags_beside(queue, row),
        "is_last": row.key in list(queue.state.tables.get(row.table, ()))[-1:],
    }  # fmt: skip


def _tags_beside(queue: Queue, row: Waiting) -> list[Waiting]:
    """The tags of the measure a tag belongs to; none for other rows."""
    if row.table != "tags" or row.gone:
        return []
    return [other for other in queue.rows if other.table == "tags" and not other.gone
            and other.held.values["row"] == row.held.values["row"]]  # fmt: skip


def was_of(row: Waiting) -> str:
    """A short sign of what a row said when it was shown, so that nothing is written over what came between."""
    from hashlib import sha256  # noqa: PLC0415

    return sha256(repr((row.held.values, row.gone)).encode()).hexdigest()[:16]


def _offers(held: Reviewing, by: Reviewer, queue: Queue, taught: int | None) -> list[Offer]:
    if not taught or taught > len(held.review.journal.entries):
        return []
    entry = held.review.journal.entries[taught - 1]
    return offers(queue.state, entry) if entry.reading == by.reading else []


async def next_row(request: Request) -> Response:
    """To the first row not yet checked, or to the list where all are."""
    language, held, chosen = language_of(request), reviewing_of(request), chosen_of(sent_query(request))

    def found(_: Workspace) -> Waiting | None:
        return held.queue(held.by(request)).next_open(None, chosen)

    row = await site_of(request).answer(found)
    return RedirectResponse(row_address(language, row, chosen) if row else address(language, "review"), 303)


async def history(request: Request) -> Response:
    """Every step of one's own reading, newest first; once both are done, of both."""
    language, held = language_of(request), reviewing_of(request)

    def made(workspace: Workspace) -> dict[str, object]:
        held.review.look()
        by = held.by(request)
        queue = held.queue(by)
        seen = {FIRST, SECOND} if both_done(held.review) else {by.reading}
        entries = [entry for entry in reversed(held.review.journal.entries) if entry.reading in seen]
        order = {entry.number: at for at, entry in enumerate(reversed(held.review.steps(by.reading)), start=1)}
        return shared(held, by, queue, language) | {
            "entries": entries, "order": order,
            "words": RowWords(workspace, queue.state, language, held.told_of()),
        }  # fmt: skip

    return page(request, "web/review/history.html", await _made(request, made), STYLES, scripts=SCRIPTS)


async def agreement(request: Request) -> Response:
    """How far two readings agree, and the rows to settle; before both are done only how far each is."""
    language, held = language_of(request), reviewing_of(request)

    def made(workspace: Workspace) -> dict[str, object]:
        held.review.look()
        by = held.by(request)
        queue = held.queue(by)
        states = {reading: held.review.state(reading) for reading in (FIRST, SECOND)}
        concepts = {scheme: len(RowWords(workspace, queue.state, language).names(table))
                    for scheme, table in SCHEME_TABLES.items()}  # fmt: skip
        done = both_done(held.review)
        return shared(held, by, queue, language) | {
            "done": done, "found": held.settled(agreeing(held.review, concepts)) if done else None, "states": states,
            "words": RowWords(workspace, queue.state, language),
        }  # fmt: skip

    return page(request, "web/review/agreement.html", await _made(request, made), STYLES, scripts=SCRIPTS)


async def _made(request: Request, make: Callable[[Workspace], dict[str, object]]) -> dict[str, object]:
    """A context made where answers are made, while no step is taken."""
    held = reviewing_of(request)
    workspace = await site_of(request).answer(lambda workspace: workspace)
    return await held.do(lambda: make(workspace))
