"""Many names as a few long texts: read from a file at once, and made into names one by one where they are asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, compress
from typing import Any, Literal, get_args, overload

from tsunagu.names.kinds import KINDS, Kind
from tsunagu.network.records import Words

Sort = Literal["label", "id", "short", "other", "printed", "former", "romaji", "reading"]
"""Sorts of names, the plainest first."""
SORTS: tuple[Sort, ...] = get_args(Sort)
LANGUAGES = ("", "ja", "en")
BORDER = "\x7f"
"""What parts one name from the next; none holds it."""
SPLIT = ("things", "texts", "forms")
"""The columns that hold texts; of the others each name has one character."""
FEW = 4
"""Forms that are asked for before a list of all is worth its making."""
Columns = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one thing; `language` is empty where it belongs to none (ids, readings)."""

    thing: str
    kind: Kind
    text: str
    folded: str
    sort: Sort
    language: str = ""


class NameTable(Sequence[Name]):
    """Names in their order; looking for one by its folded form is one search through a text. O(characters)."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._made: dict[int, Name] = {}
        self._asked = 0

    @classmethod
    def of(cls, names: Iterable[Name]) -> NameTable:
        """The table of some names; a language is one of `LANGUAGES`, and no text holds a `BORDER`."""
        rows = tuple(names)
        return cls({
            "things": BORDER.join(name.thing for name in rows),
            "texts": BORDER.join(name.text for name in rows),
            "forms": BORDER.join(name.folded for name in rows),
            "kinds": "".join(chr(ord("a") + KINDS.index(name.kind)) for name in rows),
            "sorts": "".join(str(SORTS.index(name.sort)) for name in rows),
            "languages": "".join(str(LANGUAGES.index(name.language)) for name in rows),
        })  # fmt: skip

    @cached_property
    def split(self) -> tuple[list[str], list[str], list[str]]:
        """Things, texts and folded forms, each by the number of its name."""
        things, texts, forms = (self.columns[part].split(BORDER) for part in SPLIT)
        return things, texts, forms

    @cached_property
    def _bordered(self) -> str:
        return f"{BORDER}{self.columns['forms']}{BORDER}"

    def __len__(self) -> int:
        return len(self.columns["sorts"])

    @overload
    def __getitem__(self, at: int) -> Name: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Name, ...]: ...
    def __getitem__(self, at: int | slice) -> Name | tuple[Name, ...]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(len(self))))
        found = self._made.get(at)
        if found is None:
            found = self._made[at] = self._name(at)
        return found

    def _name(self, at: int) -> Name:
        things, texts, forms = self.split
        return Name(things[at], KINDS[ord(self.columns["kinds"][at]) - ord("a")], texts[at], forms[at],
                    SORTS[int(self.columns["sorts"][at])], LANGUAGES[int(self.columns["languages"][at])])  # fmt: skip

    def __iter__(self) -> Iterator[Name]:
        return (self[at] for at in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NameTable) and self.columns == other.columns

    __hash__ = None  # type: ignore[assignment]

    def of_form(self, form: str) -> tuple[Name, ...]:
        """The names of one folded form, in their order.

        A command asks for a few and looks through the text; whoever asks for more has a list of all forms made.
        """
        self._asked += 1
        if self._asked > FEW:
            return tuple(self[at] for at in self._places.get(form, ()))
        wanted, found = f"{BORDER}{form}{BORDER}", []
        at = self._bordered.find(wanted)
        while at >= 0:
            found.append(self[self._bordered.count(BORDER, 0, at)])
            at = self._bordered.find(wanted, at + 1)
        return tuple(found)

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        """Where the names of each form stand."""
        found: dict[str, list[int]] = {}
        for at, form in enumerate(self.split[2]):
            found.setdefault(form, []).append(at)
        return found

    def of_sort(self, sort: Sort) -> Iterator[Name]:
        """Yield the names of one sort, in their order."""
        return (self[at] for at in self.places_of_sort(sort))

    def places_of_sort(self, sort: Sort) -> Iterator[int]:
        """Yield where the names of one sort stand."""
        wanted = str(SORTS.index(sort))
        return (at for at, held in enumerate(self.columns["sorts"]) if held == wanted)

    @cached_property
    def _each_form(self) -> tuple[str, list[int], list[list[int]]]:
        """The forms as one text, each once; where each begins in it; and the numbers of the names that have it."""
        lengths = (len(form) + len(BORDER) for form in self._places)
        return f"{BORDER.join(self._places)}{BORDER}", [0, *accumulate(lengths)], list(self._places.values())

    def holding(self, part: str) -> Iterator[list[int]]:
        """Yield the numbers of the names whose folded form holds a part, form by form; O(characters of all forms)."""
        text, begins, numbers = self._each_form
        at = text.find(part) if part else -1
        while at >= 0:
            form = bisect_right(begins, at)
            yield numbers[form - 1]
            at = text.find(part, begins[form])

    def without(self, things: frozenset[str]) -> NameTable:
        """The names of all other things."""
        kept = [thing not in things for thing in self.split[0]]
        return NameTable({
            part: BORDER.join(compress(held.split(BORDER), kept)) if part in SPLIT else "".join(compress(held, kept))
            for part, held in self.columns.items()
        })  # fmt: skip


class Labels(Mapping[str, Words]):
    """The labels of things as they stand in a file; each made into words where it is asked for."""

    def __init__(self, columns: Mapping[str, list[str]]) -> None:
        self.columns = columns

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {thing: at for at, thing in enumerate(self.columns["things"])}

    def __getitem__(self, thing: str) -> Words:
        at = self._numbers[thing]
        return Words(self.columns["ja"][at], self.columns["en"][at])

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns["things"])

    def __len__(self) -> int:
        return len(self.columns["things"])


def label_columns(labels: Mapping[str, Words]) -> dict[str, Any]:
    """The columns of some labels."""
    words = [labels[thing] for thing in labels]
    return {"things": list(labels), "ja": [word.ja for word in words], "en": [word.en for word in words]}
