"""The addresses of a review; an explorer without a folder to review has none of them."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.routing import BaseRoute, Route

from tsunagu.messages import LANGUAGES
from tsunagu.web.review import acting, beside, checking, pages, picking


def review_routes() -> Iterator[BaseRoute]:
    """The pages in both languages."""
    for language in LANGUAGES:
        start = f"/{language}/review"
        yield Route(start, pages.overview)
        yield Route(f"{start}/row", pages.show_row)
        yield Route(f"{start}/picture", beside.picture)
        yield Route(f"{start}/names", picking.names)
        yield Route(f"{start}/next", pages.next_row)
        yield Route(f"{start}/history", pages.history)
        yield Route(f"{start}/agreement", pages.agreement)
        yield Route(f"{start}/check", checking.show)
        yield Route(f"{start}/act", acting.act, methods=["POST"])
        yield Route(f"{start}/act", acting.back)
