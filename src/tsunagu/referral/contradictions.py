"""Circumstances that cannot hold together: a group one brings is a group another one rules out.

What a person typed is never put right in silence: both are named and asked back.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from tsunagu.referral.rulebook import Circumstance, Rulebook


def contradictions(circumstances: Iterable[str], rulebook: Rulebook) -> list[tuple[str, str]]:
    """Pairs of circumstances that cannot both be so, in the order of ids; O(pairs).

    >>> from tsunagu.network.records import Words
    >>> woman = Circumstance("woman", Words(), groups=frozenset({"women"}), not_groups=frozenset({"men"}))
    >>> man = Circumstance("man", Words(), groups=frozenset({"men"}), not_groups=frozenset({"women"}))
    >>> contradictions(["woman", "man"], Rulebook({"woman": woman, "man": man}))
    [('man', 'woman')]
    """
    known = [rulebook.circumstances[name] for name in sorted(set(circumstances)) if name in rulebook.circumstances]
    return [(first.id, second.id) for first, second in combinations(known, 2) if _exclude(first, second)]


def _exclude(first: Circumstance, second: Circumstance) -> bool:
    return bool(first.groups & second.not_groups or second.groups & first.not_groups)
