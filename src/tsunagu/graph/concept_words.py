"""What the concepts of the ontology's schemes are called, for words that are made while tables are mapped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from tsunagu.assets import asset_root
from tsunagu.graph.iris import DEFAULT_BASE, Iris


@cache
def concept_words(scheme: str) -> Mapping[str, Mapping[str, str]]:
    """Value of a scheme → language → what it is called; the scheme is read once. O(size of `schemes.ttl`).

    >>> concept_words("channel")["phone"]["en"]
    'Phone'
    """
    text = (asset_root("ontology") / "schemes.ttl").read_text(encoding="utf-8")
    called, within = Iris().expand("skos:prefLabel"), f"{DEFAULT_BASE}{scheme}/"
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in parse(text, format=RdfFormat.TURTLE):
        named = isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(within)
        if named and quad.predicate.value == called and isinstance(quad.object, Literal):
            found[quad.subject.value.removeprefix(within)][quad.object.language or ""] = quad.object.value
    return dict(found)
