"""Desks named by a place and a kind, or by what they are for: 鎌倉の児相, 横浜市の生保, 大阪のDVセンター.

The place is read first, as a whole name of a place; what follows must be a whole name or phrase too, so neither reaches
into the other's words. Which bodies these are is not for names to say: `KnowsBodies` tells.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from tsunagu.network.place_names import PlaceNames
from tsunagu.network.records import Body

OF = "の"
ENDINGS = "市区町村都道府県"
SHORTEST = 2
"""The fewest characters of a name of a place that nothing parts from the rest: 鎌倉児相, never 津児相."""


class KnowsBodies(Protocol):
    """Tells of the bodies of a country what names alone do not: which serve a place."""

    def body(self, identifier: str) -> Body | None:
        """The body of an id, None where there is none."""

    def serving(self, place: str, thing: str) -> Sequence[Body]:
        """The bodies of a kind, or for a need or function, that a resident of a place turns to."""

    def listed(self) -> Iterable[Body]:
        """The desks that registers list, those of bodies of documents left out."""

    def of_kind(self, kind: str) -> Sequence[Body]:
        """The bodies of a kind that a document or a register names, by place and id."""


class NoBodies:
    """Where no bodies are known."""

    def body(self, identifier: str) -> Body | None:  # noqa: ARG002
        """None."""
        return None

    def serving(self, place: str, thing: str) -> Sequence[Body]:  # noqa: ARG002
        """Nothing."""
        return ()

    def listed(self) -> Iterable[Body]:
        """Nothing."""
        return ()

    def of_kind(self, kind: str) -> Sequence[Body]:  # noqa: ARG002
        """Nothing."""
        return ()


@dataclass(frozen=True)
class Placed:
    """What a place and a word behind it name together: `things` the word means, `bodies` that serve the place."""

    things: tuple[str, ...] = ()
    bodies: tuple[Body, ...] = ()


def placed(text: str, places: PlaceNames, things: Callable[[str], Sequence[str]], known: KnowsBodies) -> Placed:
    """What a place and a kind, need or function name together, in every place of that name.

    `things` gives what the words behind the place mean. The longest name of a place that makes sense counts. O(length).
    """
    for place, rest in _splits(unicodedata.normalize("NFKC", text).strip()):
        meant = tuple(things(rest))
        found = [match.place for match in places.find(place)] if meant else []
        if found:
            bodies = {body.id: body for where in found for thing in meant for body in known.serving(where, thing)}
            return Placed(meant, tuple(bodies.values()))
    return Placed()


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Yield what may be a place with what follows it, longest first."""
    for at in range(len(text) - 1, 0, -1):
        place, rest = text[:at].strip(), text[at:]
        parted = rest[0] == OF or rest[0].isspace()
        rest = rest.removeprefix(OF).strip()
        if place and rest and (parted or len(place) >= SHORTEST or place[-1] in ENDINGS):
            yield place, rest
