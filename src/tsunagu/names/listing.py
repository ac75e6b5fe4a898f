"""A long list of what a search found, best first: made into candidates only where somebody looks at them.

A word that thousands of names hold is found as numbers of names; labels, places and reasons are put to the few that are
shown. Order and choice are those of `Candidate`s sorted one by one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import invert
from typing import Literal, overload

from tsunagu.messages import Language
from tsunagu.names.folding import JAPANESE, FoldedText
from tsunagu.names.index import NameIndex
from tsunagu.names.kinds import KINDS, Kind
from tsunagu.names.table import LANGUAGES, SORTS, Name, Sort
from tsunagu.network.records import NO_WORDS, Words

Why = Literal[
    "label", "id", "short", "other", "printed", "former", "romaji", "reading",
    "everyday", "abbreviation", "spelling", "placed", "inside", "of_kind", "word", "listed", "part",
]  # fmt: skip
RANKS: dict[Why, int] = {
    "label": 0, "id": 0, "short": 1, "other": 1, "printed": 1, "former": 1, "romaji": 1, "reading": 2, "everyday": 3,
    "abbreviation": 3, "spelling": 3, "placed": 3, "inside": 4, "of_kind": 4, "word": 5, "listed": 5, "part": 6,
}  # fmt: skip
SHORTEST_PART = 2
SHORTEST_START = 3
MANY = 1000
"""Things from which on their place among all of them, worked out once, orders them sooner than their labels do."""
_OF_NONE, _ID = str(LANGUAGES.index("")), str(SORTS.index("id"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something a name may mean, why, and by which words; `place` is the municipality it is in, where there is one.

    `said` is the id of the phrase it was found by: candidates of one phrase hold together, others are alternatives.
    `order` is the place of the phrase in the table, or in what was typed.
    """

    id: str
    kind: Kind
    label: Words
    why: Why
    matched: str
    place: Words = NO_WORDS
    said: str = ""
    order: int = 0

    @property
    def rank(self) -> int:
        """How well it answers: 0 best."""
        return RANKS[self.why]

    def told(self, language: Language) -> str:
        """The label with the municipality and the id, as it is offered for choice."""
        place = self.place.of(language)
        return f"{self.label.of(language)}{f'（{place}）' if place else ''} ({self.id})"


def candidate_of(index: NameIndex, name: Name, why: Sort | Why) -> Candidate:
    """A thing found by one of its names."""
    return Candidate(name.thing, name.kind, index.label(name.thing), why, name.text, index.place(name.thing))


@dataclass(frozen=True, slots=True)
class Parts:
    """Things with a name that holds some words: as words, or begun by them; each with the number of that name."""

    words: dict[str, int] = field(default_factory=dict)
    begun: dict[str, int] = field(default_factory=dict)

    def before(self, others: Parts) -> Parts:
        """These, and of others what is not among these."""
        known = self.words.keys() | self.begun.keys()
        rest = (
            {thing: at for thing, at in held.items() if thing not in known} for held in (others.words, others.begun)
        )
        words, begun = rest
        return Parts(self.words | words, self.begun | begun)

    def without(self, things: Collection[str]) -> Parts:
        """These without some things."""
        held = Parts(dict(self.words), dict(self.begun))
        for thing in things:
            held.words.pop(thing, None)
            held.begun.pop(thing, None)
        return held


def parts_of(index: NameIndex, wanted: str, kinds: Collection[Kind], language: Language) -> Parts:
    """What holds the wanted words as words, or begins a word with them; O(names that hold them)."""
    if len(wanted) < SHORTEST_PART:
        return Parts()
    table = index.table
    _, texts, forms = table.split
    spoken: Language = "ja" if JAPANESE.search(wanted) else language
    tongue, tongues = str(LANGUAGES.index(spoken)), table.columns["languages"]
    sorts, held = table.columns["sorts"], table.columns["kinds"]
    allowed = None if set(kinds) >= set(KINDS) else {chr(ord("a") + KINDS.index(kind)) for kind in kinds}
    found: dict[bool, list[int]] = {True: [], False: []}
    decided: dict[str, bool | None] = {}
    for numbers in table.holding(wanted):
        form = forms[numbers[0]]
        starts = len(wanted) >= SHORTEST_START and form.startswith(wanted)
        for number in numbers:
            if allowed is not None and held[number] not in allowed:
                continue
            if tongues[number] == _OF_NONE:
                if starts and sorts[number] != _ID:
                    found[False].append(number)
            elif tongues[number] == tongue:
                text = texts[number]
                if text not in decided:
                    decided[text] = _whole(wanted, index.with_borders(text))
                whole = decided[text]
                if whole is not None:
                    found[whole].append(number)
    return _nearest(index, found[True], found[False])


def _nearest(index: NameIndex, words: list[int], begun: list[int]) -> Parts:
    """Of each thing the name that answers best: the first that holds the words, else the first by its letters."""
    things, texts, _ = index.table.split
    words.sort(reverse=True)
    begun.sort(key=texts.__getitem__, reverse=True)
    first = dict(zip(map(things.__getitem__, words), words, strict=True))
    rest = dict(zip(map(things.__getitem__, begun), begun, strict=True))
    return Parts(first, {thing: rest[thing] for thing in rest.keys() - first.keys()})


def _whole(wanted: str, folded: FoldedText) -> bool | None:
    """Whether a name holds the words as words, or begins one with them; None where only across the border of one."""
    found: bool | None = None
    start = folded.text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if folded.is_whole(start, end):
            return True
        if _begins(folded, start, end):
            found = False
        start = folded.text.find(wanted, start + 1)
    return found


def _begins(folded: FoldedText, start: int, end: int) -> bool:
    """Tell whether a stretch begins a word, or the whole name; of letters of the alphabet it takes three."""
    if start not in folded.borders or (folded.text[start].isascii() and end - start < SHORTEST_START):
        return False
    return not folded.crosses(start, end) or (start == 0 and end - start >= SHORTEST_START)


Entry = Candidate | int
"""A candidate, or the number of a name that holds the words; ~number where it only begins a word with them."""


class Listing(Sequence[Candidate]):
    """Candidates, best first, each made where it is looked at; `ids` are those of their things, in the same order."""

    def __init__(self, index: NameIndex, entries: Sequence[Entry], ids: Sequence[str]) -> None:
        self._index = index
        self._entries = entries
        self.ids = ids

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, at: int) -> Candidate: ...
    @overload
    def __getitem__(self, at: slice) -> list[Candidate]: ...
    def __getitem__(self, at: int | slice) -> Candidate | list[Candidate]:
        if isinstance(at, slice):
            return [self._made(entry) for entry in self._entries[at]]
        return self._made(self._entries[at])

    def __iter__(self) -> Iterator[Candidate]:
        return map(self._made, self._entries)

    def _made(self, entry: Entry) -> Candidate:
        if isinstance(entry, Candidate):
            return entry
        table = self._index.table
        return candidate_of(self._index, table[max(entry, ~entry)], "word" if entry >= 0 else "part")

    def only(self, kept: Iterable[bool]) -> Listing:
        """Those that are kept, in their order."""
        chosen = list(kept)
        return Listing(self._index, list(compress(self._entries, chosen)), list(compress(self.ids, chosen)))


def listed(index: NameIndex, found: Iterable[Candidate], parts: Parts) -> Listing:
    """Each thing once, by the nearest of its names, best first: by rank, place of the phrase, kind, label and id."""
    best = _each_once(found)
    for thing in [thing for thing in best if thing in parts.words or thing in parts.begun]:
        whole = thing in parts.words
        number = (parts.words if whole else parts.begun)[thing]
        if _nearness(candidate_of(index, index.table[number], "word" if whole else "part")) < _nearness(best[thing]):
            del best[thing]
    rest = parts.without(best)
    told = sorted(best.values(), key=_shown_order)
    entries: list[Entry] = []
    ids: list[str] = []
    for rank in range(max(RANKS.values()) + 1):
        here = [candidate for candidate in told if candidate.rank == rank]
        numbers = rest.words if rank == RANKS["word"] else rest.begun if rank == RANKS["part"] else {}
        for row in _woven(index, here, _in_order(index, numbers), rank):
            if isinstance(row, Candidate):
                entries.append(row)
                ids.append(row.id)
            else:
                found_at = map(numbers.__getitem__, row)
                entries.extend(found_at if rank == RANKS["word"] else map(invert, found_at))
                ids.extend(row)
    return Listing(index, entries, ids)


def _woven(
    index: NameIndex, candidates: Sequence[Candidate], run: Sequence[str], rank: int
) -> Iterator[Candidate | Sequence[str]]:
    """Yield few candidates and, between them, stretches of a long run of things, both in their order."""
    begun = 0
    for candidate in candidates:
        end = bisect_left(run, _shown_order(candidate), begun, key=lambda thing: (rank, 0, *index.shown_place(thing)))
        yield run[begun:end]
        yield candidate
        begun = end
    yield run[begun:]


def _in_order(index: NameIndex, things: Collection[str]) -> list[str]:
    if len(things) < MANY:
        return sorted(things, key=index.shown_place)
    return sorted(things, key=index.order.__getitem__)


def _each_once(found: Iterable[Candidate]) -> dict[str, Candidate]:
    best: dict[str, Candidate] = {}
    for candidate in sorted(found, key=_nearness):
        best.setdefault(candidate.id, candidate)
    return best


def _nearness(candidate: Candidate) -> tuple[int, int, str]:
    return candidate.rank, candidate.order, candidate.matched


def _shown_order(candidate: Candidate) -> tuple[int, int, int, Words, str]:
    return candidate.rank, candidate.order, KINDS.index(candidate.kind), candidate.label, candidate.id
