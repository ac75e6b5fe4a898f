"""What went wrong in words, and the HTTP status it is told with."""

from __future__ import annotations

from tsunagu.errors import (
    EndpointProblem,
    LimitReached,
    NameUnknown,
    PictureProblem,
    QueryProblem,
    RequestProblem,
    RouteProblem,
    StoreProblem,
    TsunaguError,
)
from tsunagu.messages import Language, catalogue, text

UNKNOWN_QUESTION = "query-unknown"
STATUS: tuple[tuple[type[TsunaguError], int], ...] = (
    (NameUnknown, 404),
    (QueryProblem, 400),
    (RouteProblem, 400),
    (PictureProblem, 400),
    (LimitReached, 503),
    (EndpointProblem, 502),
    (StoreProblem, 503),
)


def status_of(error: TsunaguError) -> int:
    """The HTTP status an error is told with."""
    if isinstance(error, RequestProblem):
        return int(error.data.get("status", 400))  # type: ignore[arg-type]
    if error.key == UNKNOWN_QUESTION:
        return 404
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def told(error: TsunaguError, language: Language) -> str:
    """An error in words; those that the command line says in words of its options have words of their own here."""
    own = f"web-{error.key}"
    return text(own if own in catalogue(language) else error.key, language, **error.data)
