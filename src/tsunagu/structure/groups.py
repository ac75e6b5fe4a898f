"""Groups: communities found in the linkages, and the line between a city office and the outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tsunagu.network.arrays import Arcs, Ints
from tsunagu.structure.louvain import louvain


def communities(arcs: Arcs, seed: int = 0) -> Ints:
    """The number of each node's group; members of a group are linked more than chance would have it.

    Louvain's method on the pairs without direction, with a seed. Other seeds may give other groups of nearly the same
    modularity: read them as one reading, not as the truth. A body without linkages is a group of its own.
    """
    return louvain(arcs.around, seed)


def members(label: Ints) -> list[list[int]]:
    """The groups of two and more, largest first, equal ones by their first member."""
    order = np.argsort(label, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(label))[:-1]) if len(label) else []
    return sorted((part.tolist() for part in parts if len(part) > 1), key=lambda group: (-len(group), group[0]))


def modularity(arcs: Arcs, label: Ints) -> float:
    """The share of pairs inside groups, minus that expected from the degrees alone (Newman 2004); O(arcs).

    0: no more than chance. From about 0.3 on, groups are often called clear, but sparse networks reach more than that
    by chance alone: compare with the random networks.
    """
    around = arcs.around
    ends = len(around.ends)
    if not ends:
        return 0.0
    inside = (label[around.starts] == label[around.ends]).sum() / ends
    return float(inside - ((np.bincount(label, weights=around.degrees) / ends) ** 2).sum())


def found_modularity(arcs: Arcs) -> float:
    """The modularity of the groups found with seed 0: comparable between networks."""
    return modularity(arcs, communities(arcs))


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """Linkages of members of an office: with members of the same one, and across its line."""

    inside: int
    across: int
    elsewhere: int

    @property
    def index(self) -> float | None:
        """(across - inside) / (across + inside): -1 only inside, 1 only across; None where there are none.

        Krackhardt and Stern (1988). A plan of a city office lists its own sections, so a low value is expected of it.
        """
        both = self.across + self.inside
        return (self.across - self.inside) / both if both else None


def office_line(arcs: Arcs, office: Mapping[int, str]) -> OfficeLine:
    """Count arcs by office; `office` tells a node's office, empty outside any; unknown nodes are left out."""
    inside = across = elsewhere = 0
    for start, end in zip(arcs.starts.tolist(), arcs.ends.tolist(), strict=True):
        first, second = office.get(start), office.get(end)
        if first is None or second is None or not (first or second):
            elsewhere += 1
        elif first == second:
            inside += 1
        else:
            across += 1
    return OfficeLine(inside, across, elsewhere)
