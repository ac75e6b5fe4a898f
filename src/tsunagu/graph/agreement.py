"""How far two independent taggings of the same measures agree: Cohen's kappa per scheme.

A measure may carry several tags, so each pair of measure and concept is one yes/no decision. With
observed agreement p_o and the agreement p_e expected by chance from how often each tagger says yes,

    kappa = (p_o - p_e) / (1 - p_e)

1 is full agreement, 0 what chance gives. Above 0.8 is commonly called almost perfect
(Landis and Koch 1977).

Reference: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
Measurement 20 (1960) 37-46.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from tsunagu.graph.rows import Tables

SCHEME_TABLES = {"function": "functions", "need": "needs", "target_group": "target_groups", "stage": "stages"}


def kappa_of(pairs: Mapping[tuple[str, str], int]) -> float:
    """Cohen's kappa of how often the first said one thing and the second another; 1.0 where chance explains all.

    >>> round(kappa_of({("a", "a"): 4, ("a", "b"): 1, ("b", "b"): 3, ("c", "c"): 1, ("c", "a"): 1}), 3)
    0.672
    """
    total = sum(pairs.values())
    observed = sum(count for (first, second), count in pairs.items() if first == second)
    said = {word for pair in pairs for word in pair}
    chance = sum(
        sum(count for (first, _), count in pairs.items() if first == word)
        * sum(count for (_, second), count in pairs.items() if second == word)
        for word in said
    )
    return 1.0 if chance == total**2 else (observed * total - chance) / (total**2 - chance)


@dataclass(frozen=True)
class Agreement:
    """Decisions of two taggers in one scheme: both said yes, only the first, only the second, neither."""

    scheme: str
    both: int
    first_only: int
    second_only: int
    neither: int

    @property
    def kappa(self) -> float:
        """Cohen's kappa; 1.0 where both always agree, also when no tag was ever given.

        >>> round(Agreement("need", 20, 5, 10, 15).kappa, 3)
        0.4
        """
        pairs = {("yes", "yes"): self.both, ("yes", "no"): self.first_only,
                 ("no", "yes"): self.second_only, ("no", "no"): self.neither}  # fmt: skip
        return kappa_of(pairs)


def agreement(tables: Tables, document: str | None = None) -> list[Agreement]:
    """Compare `tags_first` with `tags_second` in each scheme; O(measures x concepts)."""
    measures = {(row.document, row.text("row")) for row in tables.of("measures", document)}
    found = []
    for scheme, table in SCHEME_TABLES.items():
        cells = len(measures) * sum(1 for _ in tables.of(table))
        first, second = (_tags(tables, name, scheme, document) for name in ("tags_first", "tags_second"))
        found.append(compared(scheme, first, second, cells))
    return found


def compared(scheme: str, first: Set[object], second: Set[object], cells: int) -> Agreement:
    """Two sets of tags of one scheme, of so many there might be."""
    either = len(first | second)
    return Agreement(scheme, len(first & second), len(first - second), len(second - first), cells - either)


def _tags(tables: Tables, table: str, scheme: str, document: str | None) -> set[tuple[str, str, str]]:
    rows = tables.of(table, document)
    return {(row.document, row.text("row"), row.text("concept")) for row in rows if row.text("scheme") == scheme}
