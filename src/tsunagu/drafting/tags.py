"""Tags of a measure by its likeness to measures that were tagged and reviewed, and the stages that follow from them.

Kernel ridge regression (Saunders, Gammerman and Vovk 1998) on pairs and triples of letters: K is the cosine of two
measures' words, and each concept's score of a new measure is k·(K + λI)⁻¹·y, where y says which reviewed measures have
it. Above the threshold that does best on the reviewed measures, each left out in turn (of rare concepts it is drawn
towards a common one), the concept is drafted, with the most similar reviewed row that has it as the ground. It is a
proposal for the two taggers, never a tagging.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tsunagu.drafting.gazetteer import Gazetteer
from tsunagu.drafting.model import Confidence
from tsunagu.graph.text import normal_form

Scheme = str
LEARNED = ("function", "need", "target_group")
MOST = 3
RIDGE = 0.35
SURE, LIKELY = 1.1, 0.7
COMMON, FEW = 0.25, 20
"""The common threshold, and how many measures with a concept weigh as much as it does."""
_STAGE_WORDS = (
    ("自立(?!支援法|支援事業)", "st_self_reliance"),
    ("同伴児童|同伴家族", "st_accompanying_children"),
    ("退所後", "st_aftercare"),
)


@dataclass(frozen=True)
class Tagged:
    """A concept proposed for a measure: its score, how sure, and the reviewed row it rests on."""

    scheme: Scheme
    concept: str
    score: float
    confidence: Confidence
    like: str


class Tagger:
    """Learns from the reviewed measures of a gazetteer; O(n³) once for n measures, O(n) for each new one."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        rows = [(row, tags) for row, tags in gazetteer.tagged() if not row.text("repeats")]
        self._names = [f"{row.document} {row.key[0]}" for row, _ in rows]
        self._words = [_words(row.text("label_ja") + "。" + row.text("summary_ja")) for row, _ in rows]
        self._concepts = sorted(
            {
                (tag.text("scheme"), tag.text("concept"))
                for _, tags in rows
                for tag in tags
                if tag.text("scheme") in LEARNED
            }
        )
        at = {concept: column for column, concept in enumerate(self._concepts)}
        self._given = np.zeros((len(rows), len(self._concepts)))
        for index, (_, tags) in enumerate(rows):
            for tag in tags:
                column = at.get((tag.text("scheme"), tag.text("concept")))
                if column is not None:
                    self._given[index, column] = 1.0

    @cached_property
    def _vectors(self) -> NDArray[np.float64]:
        return np.array([self._vector(words) for words in self._words])

    @cached_property
    def _by_word(self) -> NDArray[np.float64]:
        """The vectors with a row for each word, so that a new measure looks at its own words alone."""
        return np.ascontiguousarray(self._vectors.T)

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        counts: Counter[str] = Counter(word for words in self._words for word in set(words))
        return {word: at for at, word in enumerate(sorted(word for word, count in counts.items() if count > 1))}

    @cached_property
    def _weights(self) -> NDArray[np.float64]:
        """How telling each pair or triple of letters is: the log of how few measures have it."""
        counts: Counter[str] = Counter(word for words in self._words for word in set(words))
        return np.array([np.log(len(self._words) / counts[word]) for word in self._vocabulary])

    def _vector(self, words: Sequence[str]) -> NDArray[np.float64]:
        vector = np.zeros(len(self._vocabulary))
        for word, count in Counter(words).items():
            at = self._vocabulary.get(word)
            if at is not None:
                vector[at] = 1 + np.log(count)
        vector *= self._weights
        length = float(np.linalg.norm(vector))
        return vector / length if length else vector

    @cached_property
    def _solved(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The coefficients, and the threshold of each concept that does best where each measure is left out in turn."""
        kernel = self._vectors @ self._vectors.T
        inverse = np.linalg.inv(kernel + RIDGE * np.eye(len(kernel)))
        coefficients = inverse @ self._given
        left_out = self._given - coefficients / np.diag(inverse)[:, None]
        limits = [_best_limit(left_out[:, at], self._given[:, at]) for at in range(len(self._concepts))]
        return coefficients, np.array(limits)

    def tags(self, text: str) -> list[Tagged]:
        """The concepts proposed for the words of a measure, at most three of a scheme, and the stages that follow."""
        if not self._concepts:
            return []
        coefficients, limits = self._solved
        vector = self._vector(_words(text))
        used = np.flatnonzero(vector)
        near = vector[used] @ self._by_word[used]
        scores = near @ coefficients
        found: dict[Scheme, list[Tagged]] = defaultdict(list)
        for at in np.argsort(-scores):
            scheme, concept = self._concepts[at]
            if scores[at] >= limits[at] and len(found[scheme]) < MOST:
                like = self._names[int(np.argmax(near * self._given[:, at]))]
                found[scheme].append(Tagged(scheme, concept, float(scores[at]), _confidence(float(scores[at])), like))
        return [tag for scheme in LEARNED for tag in found[scheme]] + list(self._stages(text, found["function"]))

    def _stages(self, text: str, functions: Sequence[Tagged]) -> Iterator[Tagged]:
        """The stages of the functions, then those that words add; three at most."""
        stages = {row.key[0]: row.text("stage") for row in self._gazetteer.tables.of("functions")}
        named = [(stages[tag.concept], tag) for tag in functions if stages.get(tag.concept)]
        seen: list[str] = []
        for stage, tag in named:
            if stage not in seen and len(seen) < MOST:
                seen.append(stage)
                yield Tagged("stage", stage, tag.score, tag.confidence, "R-st-table")
        for pattern, stage in _STAGE_WORDS:
            if re.search(pattern, text) and stage not in seen and len(seen) < MOST:
                seen.append(stage)
                yield Tagged("stage", stage, LIKELY, "likely", "R-st-word")


def _confidence(score: float) -> Confidence:
    return "sure" if score >= SURE else "likely" if score >= LIKELY else "doubtful"


def _words(text: str) -> list[str]:
    """Pairs, triples and fours of letters."""
    flat = normal_form(text)
    return [flat[at : at + size] for size in (2, 3, 4) for at in range(len(flat) - size + 1)]


def _best_limit(scores: NDArray[np.float64], given: NDArray[np.float64]) -> float:
    """The threshold with the best F1, drawn towards a common one the more, the fewer measures have the concept."""
    limits = np.linspace(0.1, 0.6, 21)
    best = [2 * (given[scores >= limit].sum()) / max(1.0, (scores >= limit).sum() + given.sum()) for limit in limits]
    own = given.sum() / (given.sum() + FEW)
    return float(own * limits[int(np.argmax(best))] + (1 - own) * COMMON)
