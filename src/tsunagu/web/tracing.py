"""The page of the route tracer: what is entered is in the body of the request, never in an address.

It is read, answered (`tsunagu.web.traced`) and let go.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tsunagu.viz.routes.page import STYLES
from tsunagu.web.forms import Sent, sent_form
from tsunagu.web.frame import language_of, page
from tsunagu.web.site import site_of
from tsunagu.web.traced import Reply, form, reply

NO_STORE = {"Cache-Control": "no-store"}


async def ask(request: Request) -> Response:
    """The empty form; `place` and `start` in its address say where one comes from, and nothing else is taken there."""
    language = language_of(request)
    sent = Sent(tuple((name, request.query_params[name][:100]) for name in ("place", "start")
                      if name in request.query_params))  # fmt: skip
    return _told(request, await site_of(request).answer(lambda workspace: form(workspace, sent, language)))


async def answer(request: Request) -> Response:
    """The answer to a posted form, or the form again with what was wrong with it; nothing entered is lost."""
    language, sent = language_of(request), await sent_form(request)
    return _told(request, await site_of(request).answer(lambda workspace: reply(workspace, sent, language)))


def _told(request: Request, made: Reply) -> Response:
    if made.alone:
        return HTMLResponse(made.alone, headers=NO_STORE)
    shown = page(request, made.template, made.context, STYLES, status=made.status)
    shown.headers.update(NO_STORE)
    return shown
