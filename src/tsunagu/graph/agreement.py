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

from dataclasses import dataclass

from tsunagu.graph.rows import Tables

SCHEME_TABLES = {"function": "functions", "need": "needs", "target_group": "target_groups", "stage": "stages"}


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
        total = self.both + self.first_only + self.second_only + self.neither
        observed = (self.both + self.neither) / total
        yes = (self.both + self.first_only) * (self.both + self.second_only)
        no = (self.neither + self.first_only) * (self.neither + self.second_only)
        chance = (yes + no) / total**2
        return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def agreement(tables: Tables, document: str | None = None) -> list[Agreement]:
    """Compare `tags_first` with `tags_second` in each scheme; O(measures x concepts)."""
    measures = {(row.document, row.text("row")) for row in tables.of("measures", document)}
    found = []
    for scheme, table in SCHEME_TABLES.items():
        concepts = sum(1 for _ in tables.of(table))
        first, second = (_tags(tables, name, scheme, document) for name in ("tags_first", "tags_second"))
        both, either = len(first & second), len(first | second)
        cells = len(measures) * concepts
        found.append(Agreement(scheme, both, len(first - second), len(second - first), cells - either))
    return found


def _tags(tables: Tables, table: str, scheme: str, document: str | None) -> set[tuple[str, str, str]]:
    rows = tables.of(table, document)
    return {(row.document, row.text("row"), row.text("concept")) for row in rows if row.text("scheme") == scheme}
