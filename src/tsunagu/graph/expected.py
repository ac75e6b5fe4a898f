"""Which kinds of bodies law gives to a local government: the one reading of expectations and designations.

The rules are the same everywhere, so the store holds the bodies of a few places alone and everything else is unfolded
from the rules when it is asked for (decision 0034).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

CITY_KINDS = frozenset({"city", "ward", "core_city", "designated_city"})
NO_MUNICIPALITY = frozenset({"prefecture", "nation", "administrative_ward"})
STRENGTHS = ("must", "endeavour", "may")
"""How strongly law asks for a body, strongest first."""


class GivesBody(Protocol):
    """A rule by which law gives bodies of a kind to a kind of place, or to one place that an order names."""

    @property
    def id(self) -> str:
        """Its id, which orders rules of equal strength."""

    @property
    def kind(self) -> str:
        """The kind of body."""

    @property
    def strength(self) -> str:
        """One of `STRENGTHS`."""

    @property
    def place_kind(self) -> str:
        """The kind of place, empty where one place is named."""

    @property
    def place(self) -> str:
        """The place named, else empty."""


RuleT = TypeVar("RuleT", bound=GivesBody)


def fits_place(wanted: str, kind: str) -> bool:
    """Tell whether an expectation for `wanted` holds for a place of `kind`."""
    if wanted == "municipality":
        return kind not in NO_MUNICIPALITY
    if wanted == "city":
        return kind in CITY_KINDS
    return wanted == kind


def given_to(rules: Iterable[RuleT], place: str, kind: str) -> list[RuleT]:
    """List the rules that give bodies to a place of a kind: for each kind of body the strongest alone. O(rules)."""
    held = [rule for rule in rules if rule.place == place or (rule.place_kind and fits_place(rule.place_kind, kind))]
    first: dict[str, RuleT] = {}
    for rule in sorted(held, key=lambda rule: (STRENGTHS.index(rule.strength), rule.id)):
        first.setdefault(rule.kind, rule)
    return list(first.values())


def expected_name(code: str, kind: str) -> str:
    """The last part of the id of an expected body, from the code of its place and the last part of its kind's id.

    >>> expected_name("271004", "welfare-office")
    '271004-welfare-office'
    """
    return f"{code}-{kind}"


def expected_labels(place: tuple[str, str], kind: tuple[str, str]) -> tuple[str, str]:
    """What an expected body is called in Japanese and English.

    >>> expected_labels(("大阪市", "Osaka City"), ("福祉事務所", "Welfare office"))
    ('大阪市の福祉事務所', 'Welfare office, Osaka City')
    """
    return f"{place[0]}の{kind[0]}", f"{kind[1]}, {place[1]}"
