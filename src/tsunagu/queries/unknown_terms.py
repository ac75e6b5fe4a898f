"""Terms of a query of one's own that the vocabulary does not know: an empty answer may be a slip of the pen."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from tsunagu.assets import asset_root
from tsunagu.queries.prefixes import names_under

_DECLARED = re.compile(r"^tsg:(\w+) a ", re.MULTILINE)


def unknown_terms(text: str, own: str) -> dict[str, str]:
    """Terms of the own namespace that a query names and no vocabulary declares, each with the nearest one, or nothing.

    >>> asked = "PREFIX tsg: <https://e.org/ns#> SELECT * { ?s a tsg:Servise ; tsg:provider ?p . # tsg:no\\n}"
    >>> unknown_terms(asked, "https://e.org/ns#")
    {'Servise': 'Service'}
    """
    known = _known()
    slips = (name for name in names_under(own, text) if name not in known)
    return {name: next(iter(get_close_matches(name, known, n=1)), "") for name in slips}


@cache
def _known() -> tuple[str, ...]:
    return tuple(_DECLARED.findall((asset_root("ontology") / "tsunagu.ttl").read_text(encoding="utf-8")))
