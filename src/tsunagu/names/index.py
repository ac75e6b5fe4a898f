"""Every name of everything, read once per build."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, cast

from tsunagu.messages import Language
from tsunagu.names.folding import FoldedText, Lexicon, fold, fold_with_borders
from tsunagu.names.kinds import CLASSES, KINDS, PATHS, Kind, prefixes_of
from tsunagu.names.phrases import Phrase, PhraseKind, Phrases
from tsunagu.names.placed import KnowsBodies, NoBodies
from tsunagu.names.table import Name, NameTable, Sort
from tsunagu.network.place_names import PlaceName, PlaceNames
from tsunagu.network.records import Body, Words
from tsunagu.network.romaji import romaji_of_kana
from tsunagu.queries.once import once_a_graph

if TYPE_CHECKING:
    from tsunagu.queries.built_graph import BuiltGraph

_SORT_OF: Mapping[str, Sort] = {
    "label": "label", "title": "label", "altLabel": "other", "formerName": "former", "kana": "reading",
    "printedForm": "printed", "identifier": "id", "row": "id",
}  # fmt: skip
OF_NO_LANGUAGE: frozenset[Sort] = frozenset({"reading", "printed", "former"})
"""Names by which a thing is found whatever language is spoken."""
_BRACKETED = re.compile(r"^(.+?)[（(](.+?)[）)]$")
_BODY_TAIL = re.compile(r"^(?:\d{6}|jp)-(.+)$")


Place = tuple[int, Words, str]


@dataclass(frozen=True)
class NameIndex:
    """The names with what is told of the things: label, kind, municipality; and the phrases.

    `bodies` tells which bodies a place and a kind name together; without it such names lead to the kind alone.
    `romaji` and `spellings` are what `romaji_of_readings` and `spelled_places` would work out, where it is known.
    """

    names: Sequence[Name]
    labels: Mapping[str, Words]
    kinds: Mapping[str, Kind]
    places: Mapping[str, str] = field(default_factory=dict)
    prefectures: Mapping[str, str] = field(default_factory=dict)
    cities: Mapping[str, str] = field(default_factory=dict)
    phrases: Phrases = field(default_factory=lambda: Phrases(()))
    lexicon: Lexicon = field(default_factory=lambda: Lexicon(()))
    bodies: KnowsBodies = field(default_factory=NoBodies)
    romaji: tuple[str, ...] = ()
    spellings: Callable[[], PlaceNames] | None = None

    @cached_property
    def table(self) -> NameTable:
        """The names as a table."""
        return self.names if isinstance(self.names, NameTable) else NameTable.of(self.names)

    @cached_property
    def _with_borders(self) -> dict[str, FoldedText]:
        return {}

    def with_borders(self, text: str) -> FoldedText:
        """A name with the borders of its words, which are worked out once."""
        held = self._with_borders.get(text)
        if held is None:
            held = self._with_borders[text] = fold_with_borders(text, self.lexicon.cut)
        return held

    @cached_property
    def _forms(self) -> dict[tuple[frozenset[Kind], Language, Language], Mapping[str, str]]:
        return {}

    def forms_of(self, kinds: frozenset[Kind], spoken: Language, language: Language) -> Mapping[str, str]:
        """Folded names of some kinds in a spoken language, each as it is shown in a language; places are left out."""
        key = kinds, spoken, language
        if key not in self._forms:
            self._forms[key] = dict(self._shown_forms(*key))
        return self._forms[key]

    def _shown_forms(self, kinds: frozenset[Kind], spoken: Language, language: Language) -> Iterator[tuple[str, str]]:
        prefixes = prefixes_of(kinds)
        for form, rows in self.phrases.whole.items():
            if any(meaning.startswith(prefixes) for row in rows for meaning in row.means):
                yield form, rows[0].words
        for known in reversed(self.names):  # of several names with one form the first counts
            if known.kind in kinds and known.kind != "place" and known.sort != "id" and known.language in ("", spoken):
                yield known.folded, self.label(known.thing).of(language) if known.sort == "reading" else known.text

    @cached_property
    def listed_names(self) -> tuple[tuple[str, str, Body], ...]:
        """The desks of registers by their folded names, whole and behind the name of the place."""
        desks = self.bodies.listed()
        return tuple((fold(body.label.ja), fold(body.label.ja.partition(" ")[2]), body) for body in desks)

    def of_romaji(self, form: str) -> list[Name]:
        """The names whose reading is a text in the one form of romaji."""
        return [self.table[self._read_at[number]] for number in self._by_romaji.get(form, ())]

    @cached_property
    def _read_at(self) -> list[int]:
        return list(self.table.places_of_sort("reading"))

    @cached_property
    def _by_romaji(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, form in enumerate(self.romaji or self.romaji_of_readings()):
            found[form].append(number)
        return found

    def romaji_of_readings(self) -> tuple[str, ...]:
        """The readings in the one form of romaji, in the order of names. O(readings)."""
        return tuple(romaji_of_kana(name.folded) for name in self.table.of_sort("reading"))

    @cached_property
    def spelled_places(self) -> PlaceNames:
        """Places by every spelling of their names."""
        if self.spellings:
            return self.spellings()
        read = (name for name in self.table.of_sort("reading") if name.kind == "place")
        kana = {name.thing: name.text for name in read}
        return _spelled(tuple(self._place_name(place, kana) for place, kind in self.kinds.items() if kind == "place"))

    def _place_name(self, place: str, kana: Mapping[str, str]) -> PlaceName:
        label = self.label(place)
        return PlaceName(place, label.ja, kana.get(place, ""), label.en, self.prefectures.get(place, ""),
                         self.cities.get(place, ""))  # fmt: skip

    def shown_place(self, thing: str) -> Place:
        """By what things that answer equally well are put in order: kind, label, id."""
        return KINDS.index(self.kinds[thing]), self.label(thing), thing

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Each thing's place among all by `shown_place`. O(things log things), once."""
        return {thing: at for at, thing in enumerate(sorted(self.kinds, key=self.shown_place))}

    def label(self, thing: str) -> Words:
        """The label of a thing, else its id."""
        return self.labels.get(thing, Words(thing, thing))

    def place(self, thing: str) -> Words:
        """The local government a body is in, the prefecture of a municipality; empty where there is none."""
        return self.labels.get(self.places.get(thing) or self.prefectures.get(thing, ""), Words())


_spelled = lru_cache(maxsize=2)(PlaceNames)
"""The spellings of the same places are worked out once, whatever else an index leaves out."""
Row = tuple[str, ...]
NAMES = "names-of-all-things"
"""The question that lists every name."""


@dataclass(frozen=True, slots=True)
class NameRows:
    """The answers of the two questions an index is made from, ids without their base."""

    names: tuple[Row, ...]
    phrases: tuple[Row, ...]


def read_rows(graph: BuiltGraph) -> NameRows:
    """The names and phrases of the graph an engine answers from; two questions, O(names)."""
    from tsunagu.queries.built_graph import ids_of  # noqa: PLC0415 - not needed where names are kept

    return NameRows(ids_of(graph, NAMES).rows, ids_of(graph, "ways-of-saying-it").rows)


@once_a_graph
def read_names(graph: BuiltGraph) -> NameIndex:
    """The index of the graph an engine answers from; O(names)."""
    return make_index(read_rows(graph))


def make_index(rows: NameRows) -> NameIndex:
    """An index of every name and phrase of some rows; raises `KeyError` for a class nothing is known of. O(names)."""
    kind_of: dict[str, Kind] = {name.partition(":")[2]: kind for kind in KINDS for name in CLASSES[kind]}
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    kinds: dict[str, Kind] = {}
    places: dict[str, str] = {}
    prefectures: dict[str, str] = {}
    cities: dict[str, str] = {}
    wholes = {"place": places, "inPrefecture": prefectures, "inCity": cities}
    names: list[Name] = []
    for thing, of, named, value, language in rows.names:
        name = _local(named)
        kinds[thing] = kind_of[_local(of)]
        if name in wholes:
            wholes[name][thing] = value
            continue
        if _SORT_OF[name] == "label":
            labels[thing].setdefault(language, value)
        spoken = "" if _SORT_OF[name] in OF_NO_LANGUAGE else language
        names += _names(thing, kinds[thing], value, _SORT_OF[name], spoken)
    names += [name for thing, kind in kinds.items() for name in _ids(thing, kind)]
    phrases = make_phrases(rows.phrases)
    lexicon = Lexicon.of(_texts(names, phrases))
    told = {thing: Words(held.get("ja", ""), held.get("en", "")) for thing, held in labels.items()}
    return NameIndex(
        NameTable.of(dict.fromkeys(names)),
        told,
        kinds,
        places,
        prefectures,
        cities,
        Phrases(phrases, lexicon.cut),
        lexicon,
    )


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _texts(names: Iterable[Name], phrases: Iterable[Phrase]) -> Iterator[str]:
    """What words are learnt from: Japanese names and everyday phrases; 児相 is no word of 育児相談."""
    yield from (name.text for name in names if name.language == "ja")
    yield from (phrase.words for phrase in phrases if phrase.kind == "everyday")


def _names(thing: str, kind: Kind, text: str, sort: Sort, language: str) -> Iterator[Name]:
    """Yield a name as it stands, and of a concept the parts outside and inside brackets: （ハローワーク）."""
    yield Name(thing, kind, text, fold(text), sort, language)
    if sort == "label" and kind != "body" and (found := _BRACKETED.match(text)):
        yield from (Name(thing, kind, part, fold(part), "other", language) for part in found.groups())


def _ids(thing: str, kind: Kind) -> Iterator[Name]:
    """Yield what an id is called by: whole, without its path, romaji of a body."""
    yield Name(thing, kind, thing, fold(thing), "id")
    path = PATHS.get(kind)
    tail = thing.removeprefix(f"{path}/") if path else ""
    if tail and tail != thing:
        yield Name(thing, kind, tail, fold(tail), "id")
        if kind == "body" and (found := _BODY_TAIL.match(tail)):
            yield Name(thing, kind, found[1], fold(found[1]), "romaji")


def make_phrases(rows: Iterable[Iterable[str]]) -> list[Phrase]:
    """The table of phrases, in the order of ids."""
    first: dict[str, tuple[str, ...]] = {}
    means: dict[str, list[str]] = defaultdict(list)
    for row in map(tuple, rows):
        first.setdefault(row[0], row)
        means[row[0]].append(row[-1])
    return [
        Phrase(_local(identifier), words, cast("Language", language), cast("PhraseKind", _local(kind)),
               tuple(means[identifier]), kana, alone == "true")
        for identifier, (_, words, language, kind, kana, alone, _) in first.items()
    ]  # fmt: skip
