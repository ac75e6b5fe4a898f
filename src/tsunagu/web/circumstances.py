"""The circumstances of a person in groups, in the order one is asked about them: danger first, then who, then what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tsunagu.messages import Language, text
from tsunagu.referral.rulebook import Circumstance

GROUPS: Mapping[str, tuple[str, ...]] = {
    "danger": (
        "in-danger-now", "address-secret", "no-police", "own-office", "stays-home", "no-phone", "night", "holiday",
    ),
    "harm": (
        "harm-by-spouse", "harm-by-live-in-partner", "harm-by-partner-apart", "harm-by-family", "harm-by-carer",
        "harm-by-employer", "stalked", "sexual-harm", "crime-victim", "child-harmed", "older-abused", "disabled-abused",
    ),
    "herself": (
        "woman", "man", "trans-woman", "sexual-minority", "child", "youth", "adult", "older", "pregnant", "not-herself",
    ),
    "children": ("infant-along", "child-along", "older-son-along", "single-parent", "carer"),
    "living": ("no-home", "left-protection", "poor", "jobseeker", "debt", "offender"),
    "help": (
        "foreign", "interpreter", "no-status", "status-by-spouse", "disabled", "wheelchair", "mental", "withdrawn",
    ),
    "other": (),
}  # fmt: skip
"""A circumstance of a user's own stands under `other`."""
Boxes = tuple[tuple[str, str], ...]


def grouped(known: Iterable[Circumstance], language: Language) -> Iterator[tuple[str, Boxes]]:
    """Yield the label of each group with its circumstances by id and label."""
    held = {circumstance.id.removeprefix("circumstance/"): circumstance for circumstance in known}
    named = {name for names in GROUPS.values() for name in names}
    for group, names in GROUPS.items():
        here = names if group != "other" else sorted(set(held) - named)
        boxes = tuple((held[name].id, held[name].label.of(language)) for name in here if name in held)
        if boxes:
            yield text(f"web-circumstances-{group}", language), boxes
