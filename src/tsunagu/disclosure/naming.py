"""How a closed body and what touches it are called: words from controlled lists, never words of a source."""

from __future__ import annotations

import re
from collections.abc import Iterable

OPERATING = frozenset({"entrust", "co_run", "dispatch", "supervise", "support"})
"""Kinds of linkages that tell who runs, staffs or pays for a place."""
HIDDEN_JA, HIDDEN_EN = "名称非公開", "name withheld"
NO_KIND = ("所在を公開しない機関", "Body whose place is not public")
NO_WORDS = ("文は非公開", "Words not shown")
UNTOLD_CONDITION = ("文書に条件の記載あり（文は非公開）", "As the document states (words not shown)")
BETWEEN_JA, BETWEEN_EN = "・", " / "
_OPAQUE = re.compile(r"^(?:(?:\d{6}|jp)-)?closed-[0-9a-f]{8}(?:-(?:from|to))?$")


def is_opaque(identifier: str) -> bool:
    """Tell whether an identifier says nothing but a prefecture, or which end of a linkage is left open.

    >>> is_opaque("110001-closed-1b834dbc"), is_opaque("110001-sakura-shelter")
    (True, False)
    """
    return bool(_OPAQUE.match(identifier))


def closed_label(kinds: Iterable[tuple[str, str]], place: tuple[str, str] | None) -> tuple[str, str]:
    """Word the name of a closed body, in Japanese and English, from the labels of its kinds and prefecture.

    >>> closed_label([("民間シェルター", "Private shelter")], ("埼玉県", "Saitama Prefecture"))
    ('埼玉県の民間シェルター（名称非公開）', 'Private shelter, Saitama Prefecture (name withheld)')
    """
    japanese, english = joined_labels(sorted(kinds) or [NO_KIND])
    if place:
        japanese, english = f"{place[0]}の{japanese}", f"{english}, {place[1]}"
    return f"{japanese}（{HIDDEN_JA}）", f"{english} ({HIDDEN_EN})"


def joined_labels(labels: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Join labels of controlled concepts to one text in Japanese and one in English."""
    listed = list(labels) or [NO_WORDS]
    return BETWEEN_JA.join(japanese for japanese, _ in listed), BETWEEN_EN.join(english for _, english in listed)
