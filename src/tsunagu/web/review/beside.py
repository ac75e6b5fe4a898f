"""What stands beside a row: pages of the PDF with its characters boxed, or the text they were read as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar, get_args

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.drafting.reviewing.pictured import Pictured
from tsunagu.drafting.reviewing.printed import Block
from tsunagu.errors import RequestProblem
from tsunagu.graph.text import Span
from tsunagu.reading.model import FileUnreadable
from tsunagu.reading.picture import Rect
from tsunagu.web.forms import Sent, sent_query
from tsunagu.web.review.held import Reviewing, reviewing_of

View = Literal["picture", "large", "text"]
VIEWS: tuple[View, ...] = get_args(View)
VIEW_COOKIE = "tsunagu-review-view"
MOST_TOGETHER = 3
"""Pages shown one below the other where a row goes on over their ends."""
Answer = TypeVar("Answer", bound=Response)


@dataclass(frozen=True)
class Sheet:
    """A page as a picture: its number, its size in pixels, and where the characters of the row stand."""

    number: int
    width: int
    height: int
    marks: Sequence[Rect]

    @property
    def top(self) -> int:
        """How far down the first mark begins; 0 where there is none."""
        return min((mark.top for mark in self.marks), default=0)


@dataclass(frozen=True)
class Beside:
    """What is shown of the source: sheets, or blocks of its text; which page or part it is, of how many.

    `said` is the page in words, `why` the message that tells why text is shown where pictures were asked for, `views`
    the ways to look at it there are.
    """

    view: View
    number: int
    last: int
    said: str
    pages: int
    sheets: Sequence[Sheet] = ()
    blocks: Sequence[Block] = ()
    why: str = ""
    views: tuple[View, ...] = ()


def view_of(request: Request, sent: Sent) -> View:
    """How the source is to be shown: as asked now, else as asked before."""
    asked = (sent.first("view"), request.cookies.get(VIEW_COOKIE, ""))
    return next((view for wanted in asked for view in VIEWS if view == wanted), "picture")


def keep_view(answer: Answer, view: View) -> Answer:
    """The answer, which has the browser remember how the source is shown."""
    answer.set_cookie(VIEW_COOKIE, view, httponly=True, samesite="strict", path="/")
    return answer


def source_beside(held: Reviewing, marks: Sequence[Span], view: View, asked: int | None) -> Beside:
    """The source at the places of a row, or at the page or part that was asked for. In the thread of the review."""
    found = held.pictured
    views = VIEWS if found else ()
    if found is None or view == "text":
        why = "review-page-none" if found is None and held.printed.boxes else ""
        return _text(held, marks, asked, why, views)
    pages = [asked] if asked else held.printed.pages_of(marks)[:MOST_TOGETHER] or [1]
    shown = [number for number in pages if found.may_show(number)]
    if not shown:
        covered = _text(held, marks, _part_at(held, pages[0]), "review-page-covered", views)
        return replace(covered, number=pages[0], said=str(pages[0]), last=len(found))
    sheets = [_sheet(found, number, marks) for number in shown]
    said = "・".join(str(number) for number in shown)
    why = "" if len(shown) == len(pages) else "review-page-covered"
    return Beside(view, shown[-1] if asked else shown[0], len(found), said, len(found), sheets, (), why, views)


def _sheet(found: Pictured, number: int, marks: Sequence[Span]) -> Sheet:
    picture = found.picture(number)
    return Sheet(number, picture.width, picture.height, found.marks(number, marks))


def _part_at(held: Reviewing, page: int) -> int:
    start = next((box.start for box in held.printed.boxes if box.page >= page), 0)
    return held.printed.part_of(start)


def _text(held: Reviewing, marks: Sequence[Span], asked: int | None, why: str, views: tuple[View, ...]) -> Beside:
    printed = held.printed
    number = min(asked, printed.parts) if asked else printed.part_of(marks[0].start if marks else 0)
    pages = printed.pages_of([printed.span_of(number)]) or [number]
    said = str(pages[0]) if pages[0] == pages[-1] else f"{pages[0]}–{pages[-1]}"
    blocks = printed.part(number, marks)
    return Beside("text", number, printed.parts, said, printed.pages, (), blocks, why, views)


async def picture(request: Request) -> Response:
    """A page of the PDF as PNG; raises `RequestProblem` for one that is not shown. No other site may embed it."""
    held = reviewing_of(request)
    number = sent_query(request).number("page", 1, held.printed.pages) or 1

    def made() -> bytes:
        if held.pictured is None:
            raise RequestProblem("review-page-none", status=404)
        try:
            return held.pictured.picture(number).png
        except FileUnreadable as error:
            raise RequestProblem(error.key, status=404, page=number) from error

    headers = {"Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "private, max-age=3600"}
    return Response(await held.do(made), media_type="image/png", headers=headers)
