"""Two plans or two places side by side: first what only one of them says, then where they differ in number."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.errors import NameUnknown
from tsunagu.gaps.comparison import ASPECTS, CompareRow
from tsunagu.messages import Language, text
from tsunagu.web.forms import Sent, sent_query
from tsunagu.web.frame import language_of, page
from tsunagu.web.site import site_of
from tsunagu.web.wording import told
from tsunagu.workspace import Workspace

SIDES = ("first", "second", "both")


@dataclass(frozen=True)
class CompareLine:
    """One thing both, or one of them, speak of; `side` tells who, `differs` that the numbers are not the same."""

    id: str
    label: str
    first: str
    second: str
    side: str
    differs: bool


@dataclass(frozen=True)
class Compared:
    """What can be chosen, both sides with what each can hold, and by aspect what differs and how much is the same."""

    choices: tuple[tuple[str, str], ...]
    first: str = ""
    second: str = ""
    scopes: tuple[str, str] = ("", "")
    aspects: tuple[tuple[str, tuple[CompareLine, ...], int], ...] = ()


def compared(workspace: Workspace, sent: Sent, language: Language) -> Compared:
    """The comparison a form asks for; raises `NameUnknown`."""
    documents = workspace.network.concepts_in("document")
    places = sorted({document.authority for document in documents})
    choices = tuple((held, workspace.network.label(held).of(language))
                    for held in (*(document.id for document in documents), *places))  # fmt: skip
    left, right = sent.first("first"), sent.first("second")
    if not left or not right:
        return Compared(choices, left, right)
    found = workspace.compare(left, right).value
    aspects = []
    for aspect in ASPECTS[1:]:
        lines = [_line(row, language) for row in found.of(aspect)]
        unlike = sorted((line for line in lines if line.differs), key=lambda line: SIDES.index(line.side))
        if lines:
            aspects.append((text(f"gaps-aspect-{aspect}", language), tuple(unlike), len(lines) - len(unlike)))
    scopes = found.first.scope.of(language), found.second.scope.of(language)
    return Compared(choices, found.first.id, found.second.id, scopes, tuple(aspects))


def _line(row: CompareRow, language: Language) -> CompareLine:
    first, second = row.first.of(language), row.second.of(language)
    side = row.side if row.side in SIDES else "both"
    return CompareLine(row.subject, row.label.of(language), first, second, side, side != "both" or first != second)


async def show(request: Request) -> Response:
    """The page of a comparison."""
    language, sent = language_of(request), sent_query(request)
    fault, status = "", 200
    try:
        found = await site_of(request).answer(lambda workspace: compared(workspace, sent, language), "long")
    except NameUnknown as error:
        fault, status = told(error, language), 404
        found = await site_of(request).answer(lambda workspace: compared(workspace, Sent(), language))
    labels = dict(found.choices)
    context = {"compared": found, "labels": labels, "fault": fault, "sides": SIDES}
    return page(request, "web/compare.html", context, status=status)
