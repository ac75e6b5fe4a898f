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
