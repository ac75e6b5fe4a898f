"""Prefixes that a query of one's own need not declare: those of the vocabulary and of the standards it reuses."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ASIDE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*'
)
"""What is no name: texts, IRIs and comments. O(length)."""
_DECLARED = re.compile(r"\bPREFIX\s+([A-Za-z][\w.-]*):", re.IGNORECASE)
_USED = re.compile(r"(?<![\w:.@?$-])([A-Za-z][\w.-]*):")

_MEANT = re.compile(r"\bPREFIX\s+([A-Za-z][\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_NAMED = re.compile(r"(?<![\w:.@?$-])([A-Za-z][\w.-]*):(\w+)")
_WHOLE = re.compile(r"<([^<>\s]+)>")


def with_prefixes(text: str, known: Mapping[str, str]) -> str:
    """A query with the known prefixes that it uses and does not declare, on its first line: lines keep their number.

    >>> with_prefixes("SELECT ?s { ?s a tsg:Measure ; rdfs:label 'org:x' }", {"tsg": "https://example.org/ns#"})
    "PREFIX tsg: <https://example.org/ns#> SELECT ?s { ?s a tsg:Measure ; rdfs:label 'org:x' }"
    """
    bare = _ASIDE.sub(" ", text)
    missing = dict.fromkeys(_USED.findall(bare))
    for name in _DECLARED.findall(bare):
        missing.pop(name, None)
    return "".join(f"PREFIX {name}: <{known[name]}> " for name in missing if name in known) + text


def names_under(namespace: str, text: str) -> list[str]:
    """The names of one namespace that a query uses, each once: by a prefix it declares, or as whole IRIs.

    >>> names_under("https://e.org/#", "PREFIX t: <https://e.org/#> ASK { ?s t:row 't:no' ; <https://e.org/#x> 1 }")
    ['row', 'x']
    """
    shown = _ASIDE.sub(lambda aside: aside[0] if aside[0].startswith("<") else " ", text)
    called = [name for name, meant in _MEANT.findall(shown) if meant == namespace]
    bare = _ASIDE.sub(" ", text)
    short = [local for name, local in _NAMED.findall(bare) if name in called]
    whole = [iri[len(namespace) :] for iri in _WHOLE.findall(shown) if iri.startswith(namespace)]
    return list(dict.fromkeys(filter(None, short + whole)))
