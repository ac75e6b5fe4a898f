"""Statements put together by their property: who asks for one property need not walk all statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Quad

ByPredicate = defaultdict[str, list[Quad]]
"""Quads by the IRI of their predicate; nothing for one that does not occur."""


def by_predicate(quads: Iterable[Quad]) -> ByPredicate:
    """Quads by their predicate, each in the order they came; O(quads), so that checks walk only what concerns them."""
    found: ByPredicate = defaultdict(list)
    for quad in quads:
        found[quad.predicate.value].append(quad)
    return found
