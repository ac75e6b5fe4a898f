"""What a reviewer does on a page: one address, one form; each act is a step of the journal before the answer comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tsunagu.drafting.reviewing import acts
from tsunagu.drafting.reviewing.acts import CellWrong, Step
from tsunagu.drafting.reviewing.agreeing import settle
from tsunagu.drafting.reviewing.alike import offers, take_offers
from tsunagu.drafting.reviewing.changes import Decided, Entry, Reviewer
from tsunagu.drafting.reviewing.hanging import HALVES, Half, Hanging, hang, hanging
from tsunagu.drafting.reviewing.queue import is_untold
from tsunagu.drafting.reviewing.review import reviewer_named
from tsunagu.drafting.reviewing.state import State
from tsunagu.drafting.secrets import COVER
from tsunagu.errors import RequestProblem, StoreProblem, TsunaguError
from tsunagu.messages import Language
from tsunagu.reading.model import FileUnreadable
from tsunagu.web.forms import Sent, sent_form
from tsunagu.web.frame import address, language_of
from tsunagu.web.review.held import COOKIE, Reviewing, cookie_of, refuse_foreign, reviewing_of
from tsunagu.web.review.pages import Said, chosen_of, narrowed, row_address, row_page, was_of
from tsunagu.web.review.picking import find_names, picked
from tsunagu.web.wording import told

CELL, SECOND_CELL, HANGING = "c.", "d.", "h."
"""How the names of fields begin that hold cells: of the row, of the second row where one is split; and what hangs on
it."""


def values_of(sent: Sent, prefix: str = CELL) -> dict[str, str]:
    """The cells a form sent; emptied ones too."""
    return {name.removeprefix(prefix): " ".join(value.split()) for name, value in sent if name.startswith(prefix)}


async def back(request: Request) -> Response:
    """The address of acts, opened as a page: to the list."""
    return _to(request, "review", {})


async def act(request: Request) -> Response:
    """Take the act a form names; what cannot be taken is told beside what was entered, and nothing is lost."""
    sent = await sent_form(request)
    refuse_foreign(request, sent.first("token"))
    name, _, rest = sent.first("act").partition(":")
    if name == "find":
        return await row_page(request, sent, await _found(request, sent, rest))
    if name == "split" and (rest == "again" or not values_of(sent, SECOND_CELL)):
        return await row_page(request, sent, await _split_asked(request, sent))
    if name not in _ACTS:
        raise RequestProblem("review-no-act", name=name[:20])
    language, held = language_of(request), reviewing_of(request)
    try:
        return await held.do(lambda: _ACTS[name](request, held, sent, rest))
    except (FileUnreadable, StoreProblem) as error:
        if not sent.first("table") or error.key == "review-row-gone":
            raise
        return await row_page(request, sent, _refused(sent, error, language))


def _refused(sent: Sent, error: TsunaguError, language: Language) -> Said:
    said = told(error, language)
    wrong = {error.column: said} if isinstance(error, CellWrong) else {}
    status = 503 if isinstance(error, StoreProblem) else 409 if error.key == "review-outside" else 422
    held = [Hanging(*row, half) for row, half in _halves(sent).items()]
    return Said(values_of(sent), wrong, said, second=values_of(sent, SECOND_CELL), hanging=held, status=status)


async def _found(request: Request, sent: Sent, column: str) -> Said:
    values = values_of(sent)
    asked = values.get(column, "") if column != "id" else sent.first("body-name")
    return Said(values, found=await find_names(request, sent, column, asked))


async def _split_asked(request: Request, sent: Sent) -> Said:
    held = reviewing_of(request)
    table, key, entered = sent.first("table"), sent.first("key"), values_of(sent, SECOND_CELL)

    def made() -> Said:
        state = held.state(held.by(request))
        second = entered or acts.second_of(state, table, key)
        return Said(values_of(sent), second=second, hanging=hanging(state, table, key, second, held.printed.text))

    return await held.do(made)


def _halves(sent: Sent) -> dict[tuple[str, str], Half]:
    """To which half of a split row the form gives each row that hangs on it."""
    told = {name.removeprefix(HANGING).partition("|"): value for name, value in sent if name.startswith(HANGING)}
    return {(table, key): half for (table, _, key), value in told.items() for half in HALVES if half == value}


def _same(held: Reviewing, by: Reviewer, sent: Sent) -> State:
    """The rows, where the one that was shown still says the same; raises `FileUnreadable` otherwise."""
    held.review.look()
    row = held.queue(by).find(sent.first("table"), sent.first("key"))
    if row is None:
        raise FileUnreadable("review-row-gone", named=f"{sent.first('table')} {sent.first('key')}")
    if sent.first("was") != was_of(row):
        raise FileUnreadable("review-row-moved")
    return held.state(by)


def _save(request: Request, held: Reviewing, sent: Sent, _: str) -> Response:
    """The row as it was entered: right where nothing was changed, else corrected."""
    by = held.by(request)
    state, row = _same(held, by, sent), (sent.first("table"), sent.first("key"))
    step = acts.correct(state, *row, _shown_values(held, by, row, values_of(sent)))
    entry = held.review.take_step("correct" if step.changes else "accept", step, by, row)
    return _onward(request, held, by, sent, (row[0], step.key), entry)


def _shown_values(held: Reviewing, by: Reviewer, row: tuple[str, str], values: dict[str, str]) -> dict[str, str]:
    """What was entered, without cells sent back as they were shown: covered ones, and empty ones nobody filled in."""
    covered = {column for table, key, column in held.telling(by) if (table, key) == row}
    before = held.state(by).tables[row[0]][row[1]].values
    return {name: value for name, value in values.items()
            if not (name in covered and COVER in value) and (value or not is_untold(before.get(name, "")))}  # fmt: skip


def _split(request: Request, held: Reviewing, sent: Sent, _: str) -> Response:
    by = held.by(request)
    state, row = _same(held, by, sent), (sent.first("table"), sent.first("key"))
    first, second = (_shown_values(held, by, row, values_of(sent, prefix)) for prefix in (CELL, SECOND_CELL))
    step = hang(state, acts.split_row(state, *row, first, second), *row, _halves(sent))
    held.review.take_step("split", step, by, row)
    return _to_row(request, sent, (row[0], step.key))


def _tag(request: Request, held: Reviewing, sent: Sent, _: str) -> Response:
    """The tags of a measure as they were ticked, with concepts that were added."""
    by = held.by(request)
    state, row = _same(held, by, sent), (sent.first("table"), sent.first("key"))
    measure = state.tables["tags"][row[1]].values["row"] if row[1] in state.tables.get("tags", {}) else ""
    step = acts.tag(state, measure, set(sent.every("keep")), sent.every("add"))
    entry = held.review.take_step("correct" if step.changes else "accept", step, by, row)
    return _onward(request, held, by, sent, row, entry)


def _merge(request: Request, held: Reviewing, sent: Sent, _: str) -> Response:
    by = held.by(request)
    state, row = _same(held, by, sent), (sent.first("table"), sent.first("key"))
    step = acts.merge_with_next(state, *row)
    held.review.take_step("merge", step, by, row)
    return _to_row(request, sent, (row[0], step.key))


def _drop(request: Request, held: Reviewing, sent: Sent, _: str) -> Response:
    by = held.by(request)
    state, row = _same(held, by, sent), (sent.first("table"), sent.first("key"))
    entry = held.review.take_step("drop", acts.drop(state, *row), by, row)
    return _onward(request, held, by, sent, row, entry)


def _pick(request: Request, held: Reviewing, sent: Sent, rest: str) -> Response:
    """A cell names what was chosen of the names found."""
    by = held.by(request)
    state, row = _same(held, by, sent), (sent.first("table"), sent.first("key"))
    column, _, thing = rest.partition(":")
    step = picked(state, row, column, thing, _shown_values(held, by, row, values_of(sent)))
    entry = held.review.take_step("link", step, by, row)
    return _to_row(request, sent, (row[0], step.key), taught=_taught(held, by, entry))


def _like(request: Request, held: Reviewing, sent: Sent, rest: str) -> Response:
    """The rows that were chosen, or all that were offered, corrected as the first was."""
    by = held.by(request)
    held.review.look()
    number = sent.number("taught", 1, len(held.review.journal.entries)) or 0
    entry = held.review.journal.entries[number - 1] if number else None
    made = offers(held.state(by), entry) if entry and entry.reading == by.reading else []
    wanted = set(sent.every("like"))
    chosen = [offer for offer in made if rest == "all" or f"{offer.key}|{offer.column}" in wanted]
    if chosen:
        held.review.take_step("like", take_offers(held.state(by), chosen), by)
    return _next(request, held, by, sent)


def _sure(request: Request, held: Reviewing, sent: Sent, _: str) -> Response:
    """Every sure row of those looked at, without a doubt and with nothing to fill, is right."""
    by = held.by(request)
    held.review.look()
    rows = [row for row in held.queue(by).chosen(chosen_of(sent)) if row.reason.confidence == "sure"
            and not (row.decision or row.to_fill or row.reason.doubt)]  # fmt: skip
    if rows:
        decided = tuple(Decided(row.table, row.key, "accept") for row in rows)
        held.review.take_step("accept", Step((), decided, ""), by)
    return _to(request, "review", narrowed(chosen_of(sent)))


def _undo(request: Request, held: Reviewing, sent: Sent, _: str) -> Response:
    by = held.by(request)
    back = held.review.undo(by, sent.number("count", 1, 100_000) or 1)
    if sent.first("from") == "row" and back and back[-1].key:
        return _to_row(request, sent, (back[-1].table, back[-1].key))
    return _to(request, "review/history", {})


def _settle(request: Request, held: Reviewing, sent: Sent, rest: str) -> Response:
    """A row two readings left differently is as one of them has it."""
    by = held.by(request)
    held.review.look()
    row = sent.first("of-table"), sent.first("of-key")
    step = settle(held.review, *row, 2 if rest == "2" else 1)
    held.review.take_step("settle", step, Reviewer(1, by.who), row)
    return _to(request, "review/agreement", {})


def _outside(request: Request, held: Reviewing, sent: Sent, _: str) -> Response:
    """What another program changed in the tables is taken as a step of its own."""
    del sent
    held.review.take_outside(held.by(request).who)
    return _to(request, "review", {})


def _named(request: Request, held: Reviewing, sent: Sent, _: str) -> Response:
    """From now on under another name; raises `FileUnreadable` where two others review already."""
    name = " ".join(sent.first("who").split())
    reviewer_named(held.review, name)
    made = _to(request, "review", {})
    made.set_cookie(COOKIE, cookie_of(name), httponly=True, samesite="strict", path="/")
    return made


def _taught(held: Reviewing, by: Reviewer, entry: Entry) -> str:
    return str(entry.number) if offers(held.state(by), entry) else ""


def _onward(
    request: Request, held: Reviewing, by: Reviewer, sent: Sent, row: tuple[str, str], entry: Entry
) -> RedirectResponse:
    """To the next row not yet checked, with what the correction might teach."""
    queue, chosen = held.queue(by), chosen_of(sent)
    onward = queue.next_open(queue.find(*row), chosen)
    taught = _taught(held, by, entry)
    if onward is None:
        return _to(request, "review", narrowed(chosen))
    more = {"taught": taught} if taught else {}
    return RedirectResponse(row_address(language_of(request), onward, chosen, **more), 303)


def _next(request: Request, held: Reviewing, by: Reviewer, sent: Sent) -> RedirectResponse:
    queue, chosen = held.queue(by), chosen_of(sent)
    here = queue.find(sent.first("table"), sent.first("key"))
    if here is not None and not here.decision:
        return _to_row(request, sent, (here.table, here.key))
    onward = queue.next_open(here, chosen)
    if onward is None:
        return _to(request, "review", narrowed(chosen))
    return RedirectResponse(row_address(language_of(request), onward, chosen), 303)


def _to_row(request: Request, sent: Sent, row: tuple[str, str], **more: str) -> RedirectResponse:
    told = {name: value for name, value in more.items() if value}
    return RedirectResponse(row_address(language_of(request), row, chosen_of(sent), **told), 303)


def _to(request: Request, path: str, asked: Mapping[str, str]) -> RedirectResponse:
    query = f"?{urlencode(asked)}" if asked else ""
    return RedirectResponse(address(language_of(request), path) + query, 303)


_ACTS: Mapping[str, Callable[[Request, Reviewing, Sent, str], Response]] = {
    "save": _save, "tag": _tag, "split": _split, "merge": _merge, "drop": _drop, "pick": _pick, "like": _like,
    "sure": _sure, "undo": _undo, "settle": _settle, "outside": _outside, "name": _named,
}  # fmt: skip
