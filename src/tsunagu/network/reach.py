"""How many steps lead from each body to somebody who meets each need: breadth-first search, all needs at once.

One bit per need in one 64-bit number per body. A step backwards over all linkages is one pass over arrays, so the
whole costs O(steps x linkages) for 64 needs together (bit-parallel breadth-first search; Then et al. (2014), "The More
the Merrier: Efficient Multi-Source Graph Traversal", PVLDB 8(4)).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Bits: TypeAlias = NDArray[np.uint64]
WIDTH = 64
NEVER = 255
"""In `hops`: no way within the steps allowed."""


class Levels:
    """For up to 64 needs: the steps from each body to the nearest provider, up to `most` (less than 255)."""

    def __init__(
        self, bodies: Sequence[str], arcs: Iterable[tuple[str, str]], providers: Mapping[str, Iterable[str]], most: int
    ) -> None:
        """Search; `bodies` sorted, `providers` need → bodies, at most 64 needs."""
        self.at = {name: number for number, name in enumerate(bodies)}
        self.bit = {need: np.uint64(1 << number) for number, need in enumerate(providers)}
        self._row = {need: number for number, need in enumerate(self.bit)}
        known = [(self.at[start], self.at[end]) for start, end in arcs if start in self.at and end in self.at]
        starts, ends = (np.array(side, dtype=np.int64) for side in (zip(*known, strict=True) if known else ((), ())))
        level = self._given(providers)
        self.hops = np.full((len(self.bit), len(self.at)), NEVER, dtype=np.uint8)
        for step in range(most + 1):
            for row, bit in enumerate(self.bit.values()):
                self.hops[row, ((level & bit) != 0) & (self.hops[row] == NEVER)] = step
            further = level.copy()
            np.bitwise_or.at(further, starts, level[ends])
            level = further

    def _given(self, providers: Mapping[str, Iterable[str]]) -> Bits:
        level = np.zeros(len(self.at), dtype=np.uint64)
        for need, bodies in providers.items():
            for body in bodies:
                if body in self.at:
                    level[self.at[body]] |= self.bit[need]
        return level

    def steps(self, body: str, need: str) -> int | None:
        """Return the fewest steps from a body to a provider of a need, or None."""
        if body not in self.at:
            return None
        found = int(self.hops[self._row[need], self.at[body]])
        return None if found == NEVER else found

    def fewest(self, entries: Mapping[str, Iterable[str] | None]) -> dict[str, int]:
        """Return need → fewest steps from any entry; `entries` is body → needs it is an entry for (None: all)."""
        known = [(self.at[body], self._mask(needs)) for body, needs in entries.items() if body in self.at]
        if not known:
            return {}
        at = np.array([number for number, _ in known], dtype=np.int64)
        masks = np.array([mask for _, mask in known], dtype=np.uint64)
        counts = {need: (masks & bit) != 0 for need, bit in self.bit.items()}
        least = {need: np.where(counts[need], self.hops[row, at], NEVER).min() for need, row in self._row.items()}
        return {need: int(steps) for need, steps in least.items() if steps != NEVER}

    def _mask(self, needs: Iterable[str] | None) -> int:
        if needs is None:
            return (1 << WIDTH) - 1
        mask = 0
        for need in needs:
            mask |= int(self.bit.get(need, np.uint64(0)))
        return mask


def searched(
    bodies: Sequence[str], arcs: Iterable[tuple[str, str]], providers: Mapping[str, Iterable[str]], most: int
) -> list[Levels]:
    """Return one search per 64 needs, so that any number of needs can be asked for."""
    known, needs = list(arcs), list(providers)
    return [
        Levels(bodies, known, {need: providers[need] for need in needs[at : at + WIDTH]}, most)
        for at in range(0, len(needs), WIDTH)
    ]
