"""Where facts stand in their sources: looked up for the facts that are shown, many at a time, never one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from tsunagu.network.records import SourceLocator

if TYPE_CHECKING:
    from tsunagu.queries.built_graph import BuiltGraph

AT_ONCE = 400
_VALUES = re.compile(r"(VALUES\s+\?fact\s*\{)[^}]*(\})")


def read_locators(graph: BuiltGraph, facts: Iterable[str]) -> Mapping[str, tuple[SourceLocator, ...]]:
    """Where facts (ids without base) stand in their sources; facts of law stand nowhere and are left out.

    One question per 400 facts; O(spans). Anchors are given as `word (start-end)`, in the order of the text.
    """
    from pyoxigraph import NamedNode  # noqa: PLC0415 - not needed where places are kept

    wanted = sorted({fact for fact in facts if fact})
    found: dict[str, dict[tuple[str, str, str], list[str]]] = {}
    asked, base = graph.text("places-of-facts"), graph.iris.base
    for at in range(0, len(wanted), AT_ONCE):
        terms = " ".join(str(NamedNode(base + fact)) for fact in wanted[at : at + AT_ONCE])
        for row in graph.engine.select(_VALUES.sub(_with(terms), asked)).as_dicts():
            key = (row["document"].removeprefix(base), row["section"], row["item"])
            places = found.setdefault(row["fact"].removeprefix(base), {})
            places.setdefault(key, []).append(f"{row['anchor']} ({row['start']}-{row['end']})")
    return {
        fact: tuple(SourceLocator(*key, tuple(anchors)) for key, anchors in places.items())
        for fact, places in found.items()
    }


def _with(terms: str) -> Callable[[re.Match[str]], str]:
    return lambda part: f"{part[1]} {terms} {part[2]}"
