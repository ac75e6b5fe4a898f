"""One result shape for every analysis: what was looked for, where, its state, the evidence, what closes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from tsunagu.messages import Language, text
from tsunagu.network.records import LAYERS, NO_WORDS, Words

State = Literal[
    "found", "planned", "under_study", "listed", "law_only", "stated_otherwise", "not_found", "not_checkable"
]
STATES: tuple[State, ...] = get_args(State)
"""From most to least said. `not_checkable`: no document at hand is of a kind that could hold it."""


@dataclass(frozen=True, slots=True)
class GapRow:
    """One finding.

    `subjects` are the ids it is about (a need, a duty, a body, a linkage …), `place` the local government, `layers`
    the evidence layers the finding rests on, `evidence` the ids of the facts (`tsunagu.network.sources.read_locators`
    tells where they stand; facts of law have no place in a document), `closes` what would close it, `figures`
    named whole numbers (`hops`, `routes` …), and `searched` the documents looked through, where they are not all of a
    place.
    """

    analysis: str
    place: str
    subjects: tuple[str, ...]
    subject: Words
    state: State
    detail: Words
    layers: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    closes: Words = NO_WORDS
    figures: tuple[tuple[str, int], ...] = ()
    searched: tuple[str, ...] = ()

    def figure(self, name: str) -> int | None:
        """A named number of this row, None where the analysis gives none."""
        return dict(self.figures).get(name)


def told(key: str, **data: object) -> Words:
    """A message in both languages; data that are `Words`, or several of them, are put in in each language."""
    return Words(*(text(key, language, **{name: _in(value, language) for name, value in data.items()})
                   for language in ("ja", "en")))  # fmt: skip


def joined(parts: Iterable[Words]) -> Words:
    """Several texts as one, between them 、 in Japanese and a comma in English."""
    held = list(parts)
    return Words("、".join(part.of("ja") for part in held), ", ".join(part.of("en") for part in held))


def sentences(parts: Iterable[Words]) -> Words:
    """Several sentences as one text, empty ones left out; a blank between them in English."""
    held = [sentence for sentence in parts if sentence]
    return Words("".join(sentence.of("ja") for sentence in held), " ".join(sentence.of("en") for sentence in held))


def in_order(layers: Iterable[str]) -> tuple[str, ...]:
    """Evidence layers once each, strongest first."""
    held = set(layers)
    return tuple(layer for layer in LAYERS if layer in held)


def once(facts: Iterable[str]) -> tuple[str, ...]:
    """Ids once each, in the order they come, empty ones left out."""
    return tuple(dict.fromkeys(fact for fact in facts if fact))


def _in(value: object, language: Language) -> object:
    if isinstance(value, Words):
        return value.of(language)
    if isinstance(value, list | tuple) and all(isinstance(part, Words) for part in value):
        return joined(value).of(language)
    return value
