"""What went wrong, as a page for people and as one shape for programs (RFC 9457), in words and without a trace."""

from __future__ import annotations

import json

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from tsunagu.errors import TsunaguError
from tsunagu.messages import text
from tsunagu.web.frame import language_of, page
from tsunagu.web.wording import status_of, told

PROBLEM = "application/problem+json"
FOR_PROGRAMS = ("/sparql", "/data/", "/api/")


def is_for_programs(request: Request) -> bool:
    """Tell whether an answer is read by a program: by its address, or because no page is wanted."""
    accepted = request.headers.get("accept", "")
    return request.url.path.startswith(FOR_PROGRAMS) or ("json" in accepted and "html" not in accepted)


async def on_error(request: Request, error: Exception) -> Response:
    """A known error, worded; `TsunaguError` alone is given here."""
    if not isinstance(error, TsunaguError):
        raise error
    return fault(request, status_of(error), told(error, language_of(request)), error.key)


async def on_http(request: Request, error: Exception) -> Response:
    """What the router refuses: an address nobody knows, a method that is not taken."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    key = "web-not-found" if status == 404 else "web-not-allowed" if status == 405 else "web-failed"
    made = fault(request, status, text(key, language_of(request)), key)
    if isinstance(error, HTTPException) and error.headers:
        made.headers.update(error.headers)
    return made


async def on_crash(request: Request, error: Exception) -> Response:
    """A defect: said plainly, without what only its maker can read."""
    del error
    return fault(request, 500, text("web-failed", language_of(request)), "web-failed")


def fault(request: Request, status: int, message: str, key: str) -> Response:
    """An error as a page, or as `application/problem+json` with its key as type."""
    if is_for_programs(request):
        shape = {"type": f"urn:tsunagu:problem:{key}", "title": message, "status": status}
        return Response(json.dumps(shape, ensure_ascii=False) + "\n", status, media_type=PROBLEM)
    return page(request, "web/fault.html", {"message": message, "code": status}, status=status)
