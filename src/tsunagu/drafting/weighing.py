"""How likely a proposed linkage is: two logistic regressions whose weights were learnt from the reviewed documents.

P(linkage) = P(the mention is a party of one | its features) · P(this is the other end | its features), each the
logistic function of the sum of the weights of the features (Cox 1958). The weights stand in
`graph/linkage_weights.csv`, one feature a row, learnt by `bench/learn_linkages.py`: `all` from every reviewed document,
and one column for each document from the others alone, so that what is read of a document can be measured without it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import exp

from tsunagu.assets import asset_root
from tsunagu.drafting.linkages import Linked
from tsunagu.drafting.partners import UNNAMED
from tsunagu.drafting.proposals import Proposal

FILE = "linkage_weights.csv"
ALL = "all"
PARTY, PAIR, LIMIT = "party", "pair", "limit"
OUTRIGHT = 0.5
"""The probability of what is said in a set form: too few were seen to learn a better one."""


@dataclass(frozen=True)
class Weights:
    """The weights of features of a mention and of a pair; the least probability of a draft and of a likely one."""

    party: Mapping[str, float]
    pair: Mapping[str, float]
    drafted: float
    likely: float

    def probability(self, proposal: Proposal) -> float:
        """How likely a proposal is stated; O(features)."""
        if proposal.is_outright:
            return max(self.drafted, OUTRIGHT)
        return _logistic(self.party, proposal.party) * _logistic(self.pair, proposal.pair)


def _logistic(weights: Mapping[str, float], features: Iterable[str]) -> float:
    total = sum(weights.get(feature, 0.0) for feature in set(features))
    return 1 / (1 + exp(-total))


@cache
def shipped_weights(without: str = "") -> Weights:
    """The weights of the shipped table, read once; `without` names a document from which nothing was learnt."""
    with (asset_root("graph") / FILE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    column = without if rows and without in rows[0] else ALL
    groups: dict[str, dict[str, float]] = {PARTY: {}, PAIR: {}, LIMIT: {}}
    for row in rows:
        if row[column]:
            groups[row["group"]][row["feature"]] = float(row[column])
    return Weights(groups[PARTY], groups[PAIR], groups[LIMIT]["drafted"], groups[LIMIT]["likely"])


def best(proposals: Iterable[Proposal], weights: Weights) -> Iterator[tuple[float, Linked]]:
    """Yield each pair of ends of a row, kind and layer once, with its highest probability, in the order of the text."""
    found: dict[tuple[str, ...], tuple[float, Linked]] = {}
    for proposal in proposals:
        linked = proposal.linked
        open_words = linked.to.printed if linked.to.id == UNNAMED else ""
        key = linked.row, linked.giver, linked.to.id, linked.kind, linked.layer, open_words
        chance = weights.probability(proposal)
        if linked.giver != linked.to.id and chance > found.get(key, (0.0, linked))[0]:
            found[key] = chance, linked
    yield from found.values()


def weighed(proposals: Iterable[Proposal], weights: Weights) -> Iterator[Linked]:
    """Yield what is likely enough to be drafted, with a confidence by its probability."""
    for chance, linked in best(proposals, weights):
        if chance >= weights.drafted:
            yield replace(linked, confidence="likely" if chance >= weights.likely else "doubtful")
