"""Desks out of taken rows: rows of one desk are put together, and each gets a name that says whose desk it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tsunagu.registers.maps import ListingRule
from tsunagu.registers.places import ListedPlaces
from tsunagu.registers.taking import TakenRow

SHORTEST_STEM = 2
"""Characters a place's name without 市 or 県 must have to be looked for in the name of a desk."""


@dataclass(frozen=True)
class Desk:
    """One desk: a row of `desks.csv`, its texts by column."""

    id: str
    label_ja: str
    label_en: str
    printed: str
    listings: tuple[str, ...]
    serves: tuple[str, ...]
    phone: str
    phone_kind: str
    url: str
    hours: str
    checked_on: str
    checked_how: str
    rows: tuple[str, ...]

    def cells(self) -> dict[str, str]:
        """The cells of its row."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: "；".join(held) if isinstance(held, tuple) else held for name, held in plain.items()}


def make_desks(rows: Iterable[TakenRow], rules: Sequence[ListingRule], places: ListedPlaces) -> list[Desk]:
    """Put the rows of one desk together: one prefecture, one name and one number (without one: one place). O(rows).

    The order of the list is kept.
    """
    groups: dict[tuple[str, ...], list[TakenRow]] = defaultdict(list)
    for row in rows:
        groups[_same(row, places)].append(row)
    labels = {rule.id: rule for rule in rules}
    return [_desk(group, labels, places) for group in groups.values()]


def _same(row: TakenRow, places: ListedPlaces) -> tuple[str, ...]:
    within = places.prefecture_of([row.serves])
    if row.phone:
        return within, row.name, row.phone
    return within, row.name, row.serves


def _desk(rows: list[TakenRow], rules: dict[str, ListingRule], places: ListedPlaces) -> Desk:
    first = max(rows, key=lambda row: (bool(row.url), bool(row.hours), -row.line))
    serves = tuple(dict.fromkeys(row.serves for row in rows))
    named = {listing for row in rows for listing in row.listings}
    listings = tuple(listing for listing in rules if listing in named)
    whose = serves[0] if len(serves) == 1 else places.prefecture_of(serves)
    english = f"{rules[listings[0]].label_en}, {places.label(whose, 'en')}"
    return Desk(
        rows[0].id, _called(rows[0].name, whose, serves, places), english, rows[0].printed, listings, serves,
        first.phone, first.phone_kind, first.url, next((row.hours for row in rows if row.hours), ""),
        min(row.checked_on for row in rows), first.checked_how, tuple(row.id for row in rows),
    )  # fmt: skip


def _called(name: str, whose: str, serves: tuple[str, ...], places: ListedPlaces) -> str:
    """A name that says whose desk it is: that of the place goes before one that names neither it nor one above."""
    said = any(stem in name for code in serves for stem in _stems(code, places))
    return name if said or not whose or whose == "jp" else f"{_before(name, whose, places)} {name}"


def _before(name: str, whose: str, places: ListedPlaces) -> str:
    """What goes before a name: the place, of a ward that the name begins with its city alone."""
    label, above = places.label(whose), [places.label(code) for code in places.above(whose)]
    city = next((upper for upper in above if label.startswith(upper)), "")
    return city if city and name.startswith(label.removeprefix(city)) else label


def _stems(code: str, places: ListedPlaces) -> Iterator[str]:
    for each in (code, *places.above(code)):
        label = places.label(each)
        yield label
        if len(label[:-1]) >= SHORTEST_STEM:
            yield label[:-1]
