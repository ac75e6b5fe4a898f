"""Chance as a yardstick: random networks of the same size, with or without the same number of partners per body.

A figure says little by itself: a network of 40 bodies is denser than one of 400, and a busy body makes any core deep.
Each figure is therefore shown beside the same figure in random networks drawn with a seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tsunagu.network.arrays import Arcs, Flags, Ints, make_arcs

Model = Literal["any", "rewired"]
"""`any`: the same number of nodes and arcs, placed anywhere, G(n, m) directed (Erdős and Rényi 1959). `rewired`: each
body also keeps how many linkages start and end at it; partners are swapped (Rao, Jana and Bandyopadhyay 1996)."""
SAMPLES = 200
ROUNDS = 20
"""Rounds of swaps per sample; each tries about one swap for every four arcs."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A figure in random networks: mean, the middle 90 % (`low`, `high`), and how the observed one lies.

    `share` is the share of samples below the observed value, equal ones counted half: near 1 means that chance alone
    seldom gives as much, near 0 that it seldom gives as little.
    """

    model: Model
    samples: int
    mean: float
    low: float
    high: float
    share: float

    @property
    def lies(self) -> Literal["above", "within", "below"]:
        """Tell where the observed value lies: more than 95 % of samples below it, or above it, or neither."""
        return "above" if self.share > 0.95 else "below" if self.share < 0.05 else "within"


def draw(arcs: Arcs, model: Model, samples: int, seed: int) -> Iterator[Arcs]:
    """Yield random networks; the same seed gives the same ones, whatever was drawn before."""
    for number in range(samples):
        rng = np.random.default_rng([seed, number, 0 if model == "any" else 1])
        yield place_anywhere(arcs, rng) if model == "any" else rewire(arcs, rng)


def place_anywhere(arcs: Arcs, rng: np.random.Generator) -> Arcs:
    """As many nodes and arcs, every set of arcs equally likely; O(arcs)."""
    if arcs.count < 2:
        return arcs
    codes = rng.choice(arcs.count * (arcs.count - 1), len(arcs), replace=False, shuffle=False)
    starts, ends = codes // (arcs.count - 1), codes % (arcs.count - 1)
    return make_arcs(arcs.count, starts, ends + (ends >= starts))


def rewire(arcs: Arcs, rng: np.random.Generator, rounds: int = ROUNDS) -> Arcs:
    """The arcs with ends swapped at random; every node keeps its arcs out and in; O(rounds x arcs log arcs).

    A round pairs up all arcs and swaps the ends of every second pair by lot (a to b, c to d becomes a to d, c to b)
    unless a loop or a double would come of it; without the lot, an even number of rounds would reach every second
    arrangement only. Swaps cannot turn a directed triangle round, so some very small networks do not reach all.
    """
    starts, ends = arcs.starts.copy(), arcs.ends.copy()
    half = len(arcs) // 2
    for _ in range(rounds if half else 0):
        order = rng.permutation(len(arcs))
        first, second = order[:half], order[half : 2 * half]
        wanted = np.concatenate([starts[first] * arcs.count + ends[second], starts[second] * arcs.count + ends[first]])
        bad = _taken(wanted, np.sort(starts * arcs.count + ends)) | (wanted // arcs.count == wanted % arcs.count)
        good = ~(bad[:half] | bad[half:]) & (rng.random(half) < 0.5)
        first, second = first[good], second[good]
        ends[first], ends[second] = ends[second], ends[first]
    return make_arcs(arcs.count, starts, ends)


def _taken(wanted: Ints, known: Ints) -> Flags:
    """Tell which wanted arcs are among the known ones (ascending) or wanted twice."""
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    order = np.argsort(wanted)
    same = np.zeros(len(wanted) + 1, bool)
    same[1:-1] = wanted[order][1:] == wanted[order][:-1]
    taken = known[at] == wanted
    taken[order] |= same[1:] | same[:-1]
    return np.asarray(taken)


def compare(
    arcs: Arcs, measures: Mapping[str, Callable[[Arcs], float]], model: Model, samples: int = SAMPLES, seed: int = 0
) -> dict[str, Chance]:
    """Each measure's chance, by its name; O(samples x (drawing + measures))."""
    drawn: dict[str, list[float]] = {name: [] for name in measures}
    for sample in draw(arcs, model, samples, seed):
        for name, measure in measures.items():
            drawn[name].append(measure(sample))
    return {name: _summed(model, values, measures[name](arcs)) for name, values in drawn.items()}


def _summed(model: Model, values: list[float], observed: float) -> Chance:
    held = np.array(values)
    below = (held < observed - 1e-12).mean() + (np.abs(held - observed) <= 1e-12).mean() / 2
    low, high = np.quantile(held, [0.05, 0.95])
    return Chance(model, len(values), float(held.mean()), float(low), float(high), float(below))
