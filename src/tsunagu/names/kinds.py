"""The kinds of things a name may mean, with their classes in the graph and the beginning of their ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

Kind = Literal[
    "body", "kind", "place", "need", "function", "circumstance", "measure", "service", "document", "statute",
    "provision", "local_law",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order candidates of one rank are shown in."""
CLASSES: dict[Kind, tuple[str, ...]] = {
    "body": ("tsg:Body", "tsg:ExpectedBody"),
    "kind": ("tsg:BodyType",),
    "place": ("tsg:Place",),
    "need": ("tsg:Need",),
    "function": ("tsg:SupportFunction",),
    "circumstance": ("tsg:Circumstance",),
    "measure": ("tsg:Measure",),
    "service": ("tsg:Service",),
    "document": ("tsg:SourceDocument",),
    "statute": ("tsg:Statute",),
    "provision": ("tsg:Article",),
    "local_law": ("tsg:LocalLaw",),
}
PATHS: dict[Kind, str] = {
    "body": "body", "kind": "body-type", "place": "place", "need": "need", "function": "function",
    "circumstance": "circumstance", "document": "document",
}  # fmt: skip
"""Kind → first part of its ids, where one is usual: `132152` is short for `place/132152`."""


def prefixes_of(kinds: Iterable[Kind]) -> tuple[str, ...]:
    """How ids of some kinds begin, of those where one is usual."""
    return tuple(f"{PATHS[kind]}/" for kind in kinds if kind in PATHS)
