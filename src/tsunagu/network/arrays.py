"""Nodes and links as arrays of whole numbers, for analyses of country size.

A body is its number in `names`. `Arcs` is a simple directed graph: each ordered pair at most once, no loops, sorted by
start and end. `NeighbourRows` is its compressed form: the ends of node `i` are `ends[first[i]:first[i + 1]]`. Making
both costs O(links log links) time; the arrays take 16 bytes per arc and 8 per node in each direction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tsunagu.network.records import Linkage

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class NeighbourRows:
    """The neighbours of every node, one row after the other."""

    first: Ints
    ends: Ints

    def of(self, node: int) -> Ints:
        """The neighbours of one node, in ascending order."""
        return self.ends[self.first[node] : self.first[node + 1]]

    @cached_property
    def degrees(self) -> Ints:
        """How many neighbours each node has."""
        return np.diff(self.first)

    @cached_property
    def starts(self) -> Ints:
        """The node each entry of `ends` belongs to."""
        return np.repeat(np.arange(len(self.first) - 1), self.degrees)


@dataclass(frozen=True, eq=False)
class Arcs:
    """A simple directed graph of `count` nodes; `starts` and `ends` hold one number per arc."""

    count: int
    starts: Ints
    ends: Ints

    def __len__(self) -> int:
        """The number of arcs."""
        return len(self.starts)

    @cached_property
    def forward(self) -> NeighbourRows:
        """Where each node leads."""
        return make_rows(self.count, self.starts, self.ends)

    @cached_property
    def reverse(self) -> NeighbourRows:
        """From where each node is reached."""
        return make_rows(self.count, self.ends, self.starts)

    @cached_property
    def around(self) -> NeighbourRows:
        """The neighbours of each node in either direction, each once."""
        both = make_arcs(self.count, np.concatenate([self.starts, self.ends]), np.concatenate([self.ends, self.starts]))
        return both.forward

    @cached_property
    def codes(self) -> Ints:
        """One ascending number per arc, `start x count + end`."""
        return self.starts * self.count + self.ends

    def reversed_there(self) -> Flags:
        """Tell of each arc whether the opposite one is there too; O(arcs log arcs)."""
        opposite = self.ends * self.count + self.starts
        at = np.searchsorted(self.codes, opposite)
        return np.asarray(self.codes[np.minimum(at, len(self) - 1)] == opposite) if len(self) else np.zeros(0, bool)

    def without(self, nodes: Collection[int]) -> Arcs:
        """The same nodes without the arcs at some of them."""
        gone = np.zeros(self.count, bool)
        gone[list(nodes)] = True
        kept = ~(gone[self.starts] | gone[self.ends])
        return Arcs(self.count, self.starts[kept], self.ends[kept])


def make_rows(count: int, starts: Ints, ends: Ints) -> NeighbourRows:
    """The compressed form of pairs; O(pairs log pairs)."""
    order = np.lexsort((ends, starts))
    first = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(starts, minlength=count), out=first[1:])
    return NeighbourRows(first, ends[order])


def make_arcs(count: int, starts: Iterable[int] | Ints, ends: Iterable[int] | Ints) -> Arcs:
    """A simple directed graph of any pairs: doubles and loops are dropped."""
    first, second = _whole(starts), _whole(ends)
    codes = np.unique((first * count + second)[first != second])
    return Arcs(count, codes // count, codes % count) if count else Arcs(0, codes, codes)


def _whole(numbers: Iterable[int] | Ints) -> Ints:
    return numbers if isinstance(numbers, np.ndarray) else np.fromiter(numbers, np.int64)


@dataclass(frozen=True, eq=False)
class NumberedBodies:
    """Bodies by number, and the arcs between them; several linkages between two bodies are one arc."""

    names: tuple[str, ...]
    arcs: Arcs

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The number of each body."""
        return {name: at for at, name in enumerate(self.names)}

    def flags(self, names: Iterable[str]) -> Flags:
        """Which bodies are among `names`, one flag per body; unknown names are left out."""
        found = np.zeros(len(self.names), bool)
        found[[self.number[name] for name in names if name in self.number]] = True
        return found


def number_bodies(names: Sequence[str], links: Iterable[Linkage]) -> NumberedBodies:
    """Bodies in ascending order of ids, and the arcs of those linkages whose ends are both among them."""
    ordered = tuple(sorted(names))
    number = {name: at for at, name in enumerate(ordered)}
    pairs = [(number[link.start], number[link.end]) for link in links if link.start in number and link.end in number]
    ends = np.array(pairs, np.int64).reshape(-1, 2)
    return NumberedBodies(ordered, make_arcs(len(ordered), ends[:, 0], ends[:, 1]))
