"""The parts of a dataset in one file of lines: what each source says, and what follows from it, a section each.

A section is written once, its lines in order, and read again by the things they are about. Held in memory are the
places of things in the file and not the statements, so a dataset may be many times larger than what a build takes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, NamedTuple

from tsunagu.graph.iris import Iris
from tsunagu.graph.lines import block_of
from tsunagu.writing import append_bytes, told

Layer = Literal["said", "derived"]
"""What tables and rules say, and what the terms of standards add to it."""
FAR_SEEN = ("tsg:LocalGovernment", "tsg:DisclosureDecision", "tsg:ConditionReading")
"""Classes whose few members are told of without being named: who governs a place, what was decided of a body."""
AXIOMS = ("rdfs:subClassOf", "rdfs:subPropertyOf", "owl:inverseOf")
"""Properties of the vocabulary that say what holds of statements everywhere."""
BLOCK = 20_000_000
"""Bytes of lines that are counted together."""
BOUND_UP = "tsg:partOf"
"""Followed to its end: secrecy goes down it any number of steps."""


ABOUT_ONE = re.compile(rb"^(\S+) .*\n(?:\1 .*\n)*", re.MULTILINE)
"""Lines that follow each other and are about one thing."""
_OBJECT = re.compile(rb"^[^ ]+ [^ ]+ (<[^ ]*>) ", re.MULTILINE)


class Section(NamedTuple):
    """Lines of one named graph and layer: where they stand in the file, how many, and the SHA-256 of their bytes."""

    graph: str
    layer: Layer
    offset: int
    size: int
    lines: int
    digest: str


class Surroundings(NamedTuple):
    """What stands around a graph: lines in order, and every thing that was asked for to find them, found or not."""

    lines: list[bytes]
    asked: set[bytes]


class _Place(NamedTuple):
    """Where the lines about one thing stand in a section."""

    section: int
    offset: int
    size: int


@dataclass(frozen=True)
class _Needles:
    """Pieces of lines that tell what every part sees."""

    members: tuple[bytes, ...]
    axioms: tuple[bytes, ...]
    whole: bytes

    @classmethod
    def of(cls, iris: Iris) -> _Needles:
        kind = iris.expand("rdf:type")
        members = tuple(f" <{kind}> <{iris.expand(name)}> ".encode() for name in FAR_SEEN)
        return cls(members, tuple(f" <{iris.expand(name)}> ".encode() for name in AXIOMS),
                   f"<{iris.expand(BOUND_UP)}>".encode())  # fmt: skip


class Parts:
    """Sections of a growing file, and what is said of a thing anywhere in it."""

    def __init__(self, path: Path, iris: Iris) -> None:
        """Begin an empty file; raises `StoreProblem` where it cannot be written."""
        self.path = path
        self.size = 0
        self.sections: list[Section] = []
        self._where: dict[bytes, list[_Place]] = {}
        self._needles = _Needles.of(iris)
        self._far_seen: dict[bytes, None] = {}
        self._axioms: list[bytes] = []
        self._names: dict[Section, set[bytes]] = {}
        append_bytes(path, b"", 0)
        with told(path):
            self._file = path.open("rb", buffering=0)

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file; what was written stays."""
        self._file.close()

    def add(self, graph: str, layer: Layer, data: bytes) -> Section:
        """Write sorted lines, each with its end, as a section; raises `StoreProblem`. O(bytes)."""
        append_bytes(self.path, data, self.size)
        digest = hashlib.sha256(data).hexdigest()
        made = Section(graph, layer, self.size, len(data), data.count(b"\n"), digest)
        self._index(len(self.sections), data)
        self.sections.append(made)
        self.size += len(data)
        return made

    def _index(self, section: int, data: bytes) -> None:
        for held in ABOUT_ONE.finditer(data):
            place = _Place(section, self.size + held.start(), held.end() - held.start())
            self._where.setdefault(held[1], []).append(place)
        self._far_seen.update((line[: line.index(b" ")], None) for line in _holding(data, self._needles.members))
        self._axioms.extend(_holding(data, self._needles.axioms))

    def lines(self, section: Section) -> list[bytes]:
        """The lines of a section."""
        return self._read(section.offset, section.size)

    def chunks(self, begin: int, size: int, end: int = 0) -> Iterator[bytes]:
        """Yield what stands from a place on, to the end or another place, so many bytes at a time, in whole lines."""
        last = end or self.size
        while begin < last:
            data = self._bytes(begin, min(size, last - begin))
            data = data[: data.rindex(b"\n") + 1]
            begin += len(data)
            yield data

    def every_line(self) -> Iterator[bytes]:
        """Yield each line of the file, in order."""
        for section in self.sections:
            yield from self.lines(section)

    def blocks(self) -> Iterator[bytes]:
        """Yield the lines of the file in order, many at a time, those of one graph."""
        for section in self.sections:
            yield from self.chunks(section.offset, BLOCK, section.offset + section.size)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return sum(section.lines for section in self.sections)

    def _read(self, offset: int, size: int) -> list[bytes]:
        return self._bytes(offset, size).split(b"\n")[:-1]

    def _bytes(self, offset: int, size: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(size) or b""

    def about(self, things: Iterable[bytes], besides: str = "", layers: Collection[Layer] = ()) -> list[bytes]:
        """What is said of some things, in order of the file; not what the graph `besides` says, or other layers."""
        skipped = {number for number, section in enumerate(self.sections)
                   if section.graph == besides or (layers and section.layer not in layers)}  # fmt: skip
        places = {place for thing in things for place in self._where.get(thing, ()) if place.section not in skipped}
        return [line for _, offset, size in sorted(places) for line in self._read(offset, size)]

    def surroundings(self, graph: str, sections: Iterable[Section]) -> Surroundings:
        """What other graphs say of whatever some sections of `graph` name, of what that names, and what all parts see.

        What standards add is told where a section of it is among these. Wholes are followed to the last one. A step
        that is given the sections and this may be kept for as long as both stay as they are, whatever else changes.
        O(names, and what is found).
        """
        layers = {section.layer for section in sections}
        asked: set[bytes] = set()
        own = set[bytes]().union(*(self._names_in(section) for section in sections))
        held = self._hop(own | self._far_seen.keys(), asked, graph, layers)
        ring = held
        while ring:
            ring = self._hop(set(self._wholes(ring)), asked, graph, layers)
            held += ring
        held += self._hop(names_in(block_of(held)), asked, graph, layers)
        return Surroundings(sorted({*held, *self._axioms}), asked)

    def seen_by_all(self) -> str:
        """A digest of what every part sees, whatever it names."""
        return digest_of(sorted(self._far_seen), sorted(self._axioms))

    def _names_in(self, section: Section) -> set[bytes]:
        """Every IRI that is a subject or an object in a section; what is said is asked for twice, what follows once."""
        if section in self._names:
            return self._names.pop(section)
        found = names_in(self._bytes(section.offset, section.size))
        if section.layer == "said":
            self._names[section] = found
        return found

    def _hop(self, things: set[bytes], asked: set[bytes], graph: str, layers: Collection[Layer]) -> list[bytes]:
        """What is said of things not asked for before, which then are."""
        new = things - asked
        asked |= new
        return self.about(new & self._where.keys(), graph, layers)

    def _wholes(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        whole = self._needles.whole
        for line in lines:
            _, predicate, rest = line.split(b" ", 2)
            if predicate == whole:
                yield rest.rsplit(b" ", 2)[0]


def _holding(data: bytes, needles: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of some data that hold one of the needles."""
    for needle in needles:
        at = data.find(needle)
        while at >= 0:
            begin, end = data.rfind(b"\n", 0, at) + 1, data.index(b"\n", at)
            yield data[begin:end]
            at = data.find(needle, end)


def names_in(data: bytes) -> set[bytes]:
    """Every IRI that is a subject or an object in lines of N-Quads, as it is written.

    >>> sorted(names_in(b'<a:s> <a:p> <a:o> <a:g> .\\n<a:t> <a:p> "<a:x>" <a:g> .\\n'))
    [b'<a:o>', b'<a:s>', b'<a:t>']
    """
    return {*(found[1] for found in ABOUT_ONE.finditer(data)), *_OBJECT.findall(data)}


def digest_of(*things: str | bytes | Iterable[bytes]) -> str:
    """A SHA-256 over texts, bytes and lines, each kept apart from the next."""
    made = hashlib.sha256()
    for thing in things:
        data = thing.encode() if isinstance(thing, str) else thing if isinstance(thing, bytes) else b"\n".join(thing)
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.hexdigest()
