"""Names the graph knows: kinds of bodies, bodies, statutes, places; without those of one document where it is measured.

Names are looked for in the normal form of a text, longest first, in one pass over its characters: a table of the first
two characters leads to the few names that may stand there. That is what a trie of Aho and Corasick (1975) does for very
many names; for some thousand this is as quick, and no further package is needed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tsunagu.graph.rows import Row, Tables
from tsunagu.graph.text import Span, normal_form

SHORTEST = 2
_WORD_SIDE = re.compile("[一-龥々ァ-ヶーA-Za-z]")
_SPLIT = re.compile("・|、|（|）")


@dataclass(frozen=True)
class Found:
    """A name in the text: what it stands for, as it is printed, and where."""

    id: str
    name: str
    span: Span


class NameFinder:
    """Finds names in a text; of two that overlap the longer one counts, then the one further left."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._by_start: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, identifier in names.items():
            flat = normal_form(name)
            if len(flat) >= SHORTEST:
                self._by_start[flat[:2]].append((flat, identifier))
        for found in self._by_start.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def find(self, flat: str) -> Iterator[tuple[int, int, str, str]]:
        """Yield start, end, id and name of each place in a text in normal form; O(characters) for names of few lengths.

        >>> list(NameFinder({"児童相談所": "bt_child", "児童": "tg_child"}).find("県の児童相談所と児童"))
        [(2, 7, 'bt_child', '児童相談所'), (8, 10, 'tg_child', '児童')]
        """
        at = 0
        while at < len(flat) - 1:
            name, identifier = self._at(flat, at)
            if name:
                yield at, at + len(name), identifier, name
            at += len(name) or 1

    def _at(self, flat: str, at: int) -> tuple[str, str]:
        for name, identifier in self._by_start.get(flat[at : at + 2], ()):
            if flat.startswith(name, at):
                return name, identifier
        return "", ""


@dataclass(frozen=True)
class Gazetteer:
    """The names of the graph's tables; `without` leaves out what one document alone says."""

    tables: Tables
    without: str = ""

    def _documents(self, table: str) -> Iterator[Row]:
        return (row for row in self.tables.of(table) if row.document != self.without)

    @cached_property
    def kinds(self) -> NameFinder:
        """Words for kinds of bodies."""
        return NameFinder(self.kind_words)

    @cached_property
    def kind_words(self) -> Mapping[str, str]:
        """Words for kinds of bodies in normal form, with the kind each stands for."""
        names: dict[str, str] = {}
        for row in self.tables.of("body_types"):
            for name in _variants(row.text("label_ja")):
                names.setdefault(name, row.key[0])
            for name in row.texts("former_names"):
                names.setdefault(name, row.key[0])
        for row in self.tables.of("law_words"):
            for identifier in row.texts("names"):
                if identifier.startswith("bt_") and len(row.texts("names")) == 1 and not row.texts("statutes"):
                    for name in row.texts("words"):
                        names.setdefault(name, identifier)
        for row in self._documents("type_mentions"):
            if row.text("body_type") and len(normal_form(row.text("printed"))) > 1:
                names.setdefault(row.text("printed"), row.text("body_type"))
        return {normal_form(name): identifier for name, identifier in reversed(names.items())}

    @cached_property
    def open_words(self) -> frozenset[str]:
        """Words by which the other documents call partners they leave open."""
        found = set()
        for row in self._documents("linkages"):
            if row.text("to") == "unnamed" and row.text("to_printed"):
                found.add(normal_form(row.text("to_printed")))
        return frozenset(name for name in found if 1 < len(name) < 16)

    @cached_property
    def bodies(self) -> Mapping[str, Row]:
        """Bodies of the other documents and of the registers by the normal form of their names."""
        found: dict[str, Row] = {}
        for row in self._documents("bodies"):
            for name in (row.text("label_ja"), row.text("printed"), *row.texts("aliases")):
                found.setdefault(normal_form(name), row)
        return found

    @cached_property
    def statutes(self) -> Mapping[str, str]:
        """Titles and short titles of statutes with their ids."""
        found: dict[str, str] = {}
        for row in self.tables.of("statutes"):
            for name in (row.text("title_ja"), *row.texts("short_titles")):
                found.setdefault(name, row.key[0])
        return found

    @cached_property
    def places(self) -> Mapping[str, Row]:
        """Local governments by name."""
        return {row.text("label_ja"): row for row in self.tables.of("places") if row.key[0] != "jp"}

    def tagged(self) -> Iterator[tuple[Row, tuple[Row, ...]]]:
        """Yield each measure of the other documents with its settled tags."""
        tags: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self._documents("tags"):
            tags[row.document, row.text("row")].append(row)
        for row in self._documents("measures"):
            yield row, tuple(tags.get((row.document, row.key[0]), ()))


def _variants(label: str) -> Iterable[str]:
    """A label, and what stands before its brackets.

    >>> list(_variants("市町村（特別区を含む）"))
    ['市町村（特別区を含む）', '市町村']
    """
    yield label
    if "（" in label:
        yield label[: label.index("（")]
    for part in _SPLIT.split(label):
        if len(part) > 3 and part != label and "（" not in label:
            yield part


def is_word_there(flat: str, start: int, end: int) -> bool:
    """Tell whether a short name stands alone, and is no part of a longer word of the same script."""
    if end - start > 3:
        return True
    before, after = flat[start - 1 : start], flat[end : end + 1]
    return not (_WORD_SIDE.match(before) or _WORD_SIDE.match(after))
