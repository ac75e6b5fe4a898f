"""Random networks keep what they promise to keep, come again with the same seed, and are fair."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product

import numpy as np
from hypothesis import given

from tests.structure.random_arcs import some_arcs
from tsunagu.network.arrays import Arcs, make_arcs
from tsunagu.structure.chance import compare, draw, place_anywhere, rewire
from tsunagu.structure.measures import MEASURES, core_numbers, reciprocity

KITE = make_arcs(6, [0, 1, 1, 2, 3, 4, 5, 0], [1, 0, 2, 3, 1, 5, 0, 4])


def pairs(arcs: Arcs) -> frozenset[tuple[int, int]]:
    return frozenset(zip(arcs.starts.tolist(), arcs.ends.tolist(), strict=True))


@given(some_arcs())
def test_size_is_kept(arcs: Arcs) -> None:
    for sample in draw(arcs, "any", 3, seed=1):
        assert (sample.count, len(sample)) == (arcs.count, len(arcs))
        assert not (sample.starts == sample.ends).any()


@given(some_arcs())
def test_partners_per_body_are_kept(arcs: Arcs) -> None:
    for sample in draw(arcs, "rewired", 3, seed=1):
        assert sample.forward.degrees.tolist() == arcs.forward.degrees.tolist()
        assert sample.reverse.degrees.tolist() == arcs.reverse.degrees.tolist()
        assert len(pairs(sample)) == len(arcs)
        assert not (sample.starts == sample.ends).any()


def test_same_seed_same_networks() -> None:
    for model in ("any", "rewired"):
        first = [pairs(network) for network in draw(KITE, model, 5, seed=7)]
        assert first == [pairs(network) for network in draw(KITE, model, 5, seed=7)]
        assert first != [pairs(network) for network in draw(KITE, model, 5, seed=8)]
        assert len(set(first)) > 1


def test_placing_anywhere_is_fair() -> None:
    """12 ordered pairs of 4 nodes, 2 arcs: each of the 66 sets about equally often."""
    arcs = make_arcs(4, [0, 1], [1, 2])
    rng = np.random.default_rng(3)
    found = Counter(pairs(place_anywhere(arcs, rng)) for _ in range(6600))
    assert len(found) == 66
    assert 60 < min(found.values()) <= max(found.values()) < 150


def test_rewiring_is_fair() -> None:
    """Three starts, three ends, one each: all six arrangements about equally often."""
    arcs = make_arcs(6, [0, 1, 2], [3, 4, 5])
    rng = np.random.default_rng(3)
    found = Counter(pairs(rewire(arcs, rng)) for _ in range(1200))
    assert len(found) == 6
    assert 150 < min(found.values()) <= max(found.values()) < 250


def test_rewiring_reaches_the_mean_of_all_arrangements() -> None:
    """All arrangements with the degrees of the kite, found by trying every one, have this mean reciprocity."""
    ends = [[end for end in range(6) if end != start] for start in range(6)]
    outs, ins = KITE.forward.degrees.tolist(), KITE.reverse.degrees.tolist()
    values = []
    for chosen in product(*(combinations(ends[node], outs[node]) for node in range(6))):
        got = Counter(end for arc in chosen for end in arc)
        if [got[node] for node in range(6)] == ins:
            starts = [node for node in range(6) for _ in range(outs[node])]
            values.append(reciprocity(make_arcs(6, starts, [end for arc in chosen for end in arc])))
    sampled = [reciprocity(network) for network in draw(KITE, "rewired", 500, seed=2)]
    assert abs(np.mean(values) - np.mean(sampled)) < 0.03


def test_where_the_observed_value_lies() -> None:
    """Mutual rings are reciprocal far beyond chance; a one-way tree far below."""
    count = 40
    around = [(node + 1) % count for node in range(count)]
    mutual = make_arcs(count, [*range(count), *around], [*around, *range(count)])
    chance = compare(mutual, {"reciprocity": reciprocity}, "any", samples=40, seed=1)["reciprocity"]
    assert chance.lies == "above"
    assert chance.low <= chance.mean <= chance.high < 1
    one_way = make_arcs(count, [a for a in range(count) for b in range(a)], [b for a in range(count) for b in range(a)])
    assert compare(one_way, {"reciprocity": reciprocity}, "any", samples=40, seed=1)["reciprocity"].lies == "below"


def test_degrees_alone_lie_within_their_own_chance() -> None:
    """Rewiring keeps what depends on degrees only, so it lies in the middle."""
    chance = compare(KITE, {"centralisation": MEASURES["centralisation"]}, "any", samples=20, seed=1)
    assert 0 <= chance["centralisation"].share <= 1
    fixed = compare(KITE, {"out": lambda arcs: float(arcs.forward.degrees.max())}, "rewired", samples=20, seed=1)["out"]
    assert (fixed.share, fixed.low, fixed.high) == (0.5, fixed.mean, fixed.mean)
    assert core_numbers(KITE).max() >= 1
