"""How much a figure hangs on single facts: the delete-one jackknife over the rows of the documents."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import numpy as np

from tsunagu.network.arrays import Arcs, make_arcs
from tsunagu.network.records import Linkage
from tsunagu.structure.scope import Scope


def row_of(link: Linkage) -> str:
    """Id of the printed row a linkage comes from: the measure it is about, its origin, or itself."""
    return link.about or link.origin or link.id


def jackknife(scope: Scope, measures: dict[str, Callable[[Arcs], float]]) -> dict[str, float]:
    """The jackknife standard error of each measure; O(rows x (links + measures)).

    Leave out one printed row after the other: sqrt((g - 1) / g x sum of (value without row - mean)^2) over g rows
    (Tukey 1958). It tells how far a figure would move had a few rows been written otherwise. It is no confidence
    interval for practice: the documents are no sample drawn by lot.
    """
    number = scope.numbered.number
    row = {name: at for at, name in enumerate(sorted({row_of(link) for link in scope.links}))}
    pairs = np.array([(number[link.start], number[link.end], row[row_of(link)]) for link in scope.links], np.int64)
    values: dict[str, list[float]] = {name: [] for name in measures}
    for left_out in range(len(row)):
        kept = pairs[pairs[:, 2] != left_out]
        arcs = make_arcs(len(number), kept[:, 0], kept[:, 1])
        for name, measure in measures.items():
            values[name].append(measure(arcs))
    return {name: _error(held) for name, held in values.items()}


def _error(values: list[float]) -> float:
    count = len(values)
    if count < 2:
        return 0.0
    mean = sum(values) / count
    return sqrt((count - 1) / count * sum((value - mean) ** 2 for value in values))
