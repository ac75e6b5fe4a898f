"""Groups: communities found in the linkages, and the line between a city office and the outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tsunagu.network.arrays import Arcs
from tsunagu.network.graphs import undirected_of

LOUVAIN_UP_TO = 20_000
"""Largest network communities are looked for in at every sample; above, it takes minutes."""


def communities(arcs: Arcs, seed: int = 0) -> list[frozenset[int]]:
    """Return groups whose members are linked more with each other than chance would have it, largest first.

    Louvain's method on the pairs without direction, with a seed (Blondel et al. 2008). Other seeds may give other
    groups of nearly the same modularity: read them as one reading, not as the truth.
    """
    import networkx as nx  # noqa: PLC0415 - takes long to import

    if not arcs.count:
        return []
    found = nx.community.louvain_communities(undirected_of(arcs), seed=seed)
    return sorted((frozenset(one) for one in found), key=lambda one: (-len(one), min(one)))


def modularity(arcs: Arcs, groups: list[frozenset[int]]) -> float:
    """Return the share of pairs inside groups, minus that expected from the degrees alone (Newman 2004); O(arcs).

    0: no more than chance; from about 0.3 on, groups are usually called clear, but small sparse networks reach that by
    chance: compare with the random networks.
    """
    import numpy as np  # noqa: PLC0415

    around = arcs.around
    ends = len(around.ends)
    if not ends:
        return 0.0
    label = np.zeros(arcs.count, np.int64)
    for number, members in enumerate(groups):
        label[list(members)] = number
    inside = (label[around.starts] == label[around.ends]).sum() / ends
    return float(inside - ((np.bincount(label, weights=around.degrees) / ends) ** 2).sum())


def found_modularity(arcs: Arcs) -> float:
    """Return the modularity of the groups found with seed 0: comparable between networks."""
    return modularity(arcs, communities(arcs))


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """Linkages of members of an office: with members of the same one, and across its line."""

    inside: int
    across: int
    elsewhere: int

    @property
    def index(self) -> float | None:
        """Return (across - inside) / (across + inside): -1 only inside, 1 only across; None where there are none.

        Krackhardt and Stern (1988). A plan of a city office lists its own sections, so a low value is expected of it.
        """
        both = self.across + self.inside
        return (self.across - self.inside) / both if both else None


def office_line(arcs: Arcs, office: Mapping[int, str]) -> OfficeLine:
    """Count arcs by office; `office` tells a node's office, empty outside any; unknown nodes are left out."""
    inside = across = elsewhere = 0
    for start, end in zip(arcs.starts.tolist(), arcs.ends.tolist(), strict=True):
        one, other = office.get(start), office.get(end)
        if one is None or other is None or not (one or other):
            elsewhere += 1
        elif one == other:
            inside += 1
        else:
            across += 1
    return OfficeLine(inside, across, elsewhere)
