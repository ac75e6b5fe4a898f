"""What stands between a reviewed draft and the graph: findings in words of the form, each with the way to its cell."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.drafting.reviewing.checking import Finding, findings
from tsunagu.drafting.reviewing.queue import Queue
from tsunagu.drafting.reviewing.review import FIRST
from tsunagu.errors import TsunaguError
from tsunagu.graph.form_words import heading
from tsunagu.messages import Language
from tsunagu.web.forms import sent_query
from tsunagu.web.frame import language_of, page
from tsunagu.web.review.held import Reviewing, reviewing_of
from tsunagu.web.review.pages import SCRIPTS, STYLES, shared
from tsunagu.web.review.shown import RowWords
from tsunagu.web.site import site_of
from tsunagu.web.wording import told


async def show(request: Request) -> Response:
    """What is left to fill; with `ask=1` what `tsunagu validate --add` says of the tables as they are now."""
    language, held = language_of(request), reviewing_of(request)
    asked = sent_query(request).first("ask") == "1"
    workspace = await site_of(request).answer(lambda workspace: workspace)
    found: tuple[Finding, ...] | None = None
    if asked:
        found = await asyncio.to_thread(_findings, held, language)

    def made() -> dict[str, object]:
        held.review.look()
        by = held.by(request)
        queue = held.queue(by)
        schema = queue.state.schema

        def called(table: str, column: str) -> str:
            fields = schema.tables[table].columns
            return heading(schema.tables[table].field(column), language) if column in fields else ""

        return shared(held, by, queue, language) | {
            "found": found, "asked": asked, "words": RowWords(workspace, queue.state, language), "heading": called,
            "to_fill": _to_fill(queue), "open": queue.state.total - queue.state.checked, "path": held.folder.name,
        }  # fmt: skip

    return page(request, "web/review/check.html", await held.do(made), STYLES, scripts=SCRIPTS)


def _findings(held: Reviewing, language: Language) -> tuple[Finding, ...]:
    try:
        return findings(held.folder, held.review.state(FIRST), language)
    except TsunaguError as error:
        return (Finding(told(error, language)),)


def _to_fill(queue: Queue) -> list[tuple[str, str, str]]:
    """Table, key and column of each cell in which only a person can say something."""
    return [(row.table, row.key, column) for row in queue.rows if not row.gone for column in row.to_fill]
