"""What the current build keeps for the next one: sections of its dataset under keys of all they were made from.

A key is a digest of every table, word and statement a section was made from, beside the ground everything stands on:
the code, the ontology, the schema, the versions of Python and of the libraries. What has no such key, or whose bytes
are not those of its digest, is made anew.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from tsunagu.assets import asset_root
from tsunagu.errors import StoreProblem
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.parts import Layer, Parts, Section, digest_of
from tsunagu.graph.reach import marks_of, unpacked

FILE = "parts.json"
FORM = 1
"""Raised whenever the file gets another form."""
MADE_BY = ("pyoxigraph", "rdflib", "PyYAML")


@dataclass(frozen=True)
class KeptPart:
    """A named graph of a build: its sections, the keys they were made, and checked, under, and all they asked for."""

    said: Section
    said_key: str
    derived: Section
    derived_key: str
    checked_key: str
    asked: str


@dataclass(frozen=True)
class Manifest:
    """Which parts a build holds, on which ground, and how often its store was changed in place.

    `seen_by_all` is the digest of what every part sees. `looked_at` tells under which digest the texts of each folder
    of tables were found free of what may not be said.
    """

    ground: str
    changes: int
    seen_by_all: str = ""
    parts: dict[str, KeptPart] = field(default_factory=dict)
    looked_at: dict[str, str] = field(default_factory=dict)

    def sections(self) -> dict[tuple[str, Layer], Section]:
        """Every section by its graph and layer."""
        held = (section for part in self.parts.values() for section in (part.said, part.derived))
        return {(section.graph, section.layer): section for section in held}

    def written(self) -> str:
        """The file."""
        return json.dumps({"form": FORM, **asdict(self)}, ensure_ascii=False, indent=1) + "\n"


class Earlier:
    """The current build of a home as far as it may be used again; nothing of one that stands on another ground."""

    def __init__(self, home: Home, ground: str) -> None:
        self.manifest = _read(home, ground)
        self._unpacked: dict[str, set[int]] = {}
        self._file = home.current() / "dataset.nq" if self.manifest.parts else Path()

    def untouched(self, sections: Iterable[Section], parts: Parts) -> dict[str, KeptPart]:
        """The parts whose surroundings are what they were: nothing they asked for is among what is said otherwise now.

        `sections` are those of the new dataset, of a layer and those below it; parts that changed themselves are not
        among the answers. O(sections that changed).
        """
        if self.manifest.seen_by_all != parts.seen_by_all():
            return {}
        before, now = self.manifest.sections(), {(one.graph, one.layer): one for one in sections}
        layers = {one.layer for one in now.values()}
        moved, others = set[bytes](), set[str]()
        for name in (before.keys() | now.keys()) if before else ():
            old, new = before.get(name), now.get(name)
            if name[1] not in layers or (old and new and old.digest == new.digest):
                continue
            held = self.block(old) if old else b""
            if held is None:
                return {}
            others.add(name[0])
            moved |= set(held.split(b"\n")[:-1]) ^ set(parts.lines(new) if new else ())
        marks = marks_of({line.split(b" ", 1)[0] for line in moved})
        return {graph: part for graph, part in self.manifest.parts.items()
                if graph not in others and self._asked(part).isdisjoint(marks)}  # fmt: skip

    def _asked(self, part: KeptPart) -> set[int]:
        if part.asked not in self._unpacked:
            self._unpacked[part.asked] = unpacked(part.asked)
        return self._unpacked[part.asked]

    def passed(self, looked_at: Mapping[str, str]) -> set[str]:
        """The folders whose texts were looked at under the same digests."""
        return {folder for folder, key in looked_at.items() if self.manifest.looked_at.get(folder) == key}

    def said(self, graph: str, key: str) -> bytes | None:
        """The lines of what a graph says, if they were made under this key."""
        part = self.manifest.parts.get(graph)
        return self.block(part.said) if part and part.said_key == key else None

    def derived(self, graph: str, key: str) -> bytes | None:
        """The lines of what follows for a graph by standards, if they were made under this key."""
        part = self.manifest.parts.get(graph)
        return self.block(part.derived) if part and part.derived_key == key else None

    def is_checked(self, graph: str, key: str) -> bool:
        """Whether a graph passed every check under this key."""
        part = self.manifest.parts.get(graph)
        return part is not None and part.checked_key == key

    def rest(self) -> list[bytes] | None:
        """The lines behind all sections: what was concluded from them, and what the dataset says of itself."""
        end = max(part.derived.offset + part.derived.size for part in self.manifest.parts.values())
        try:
            with self._file.open("rb") as file:
                file.seek(end)
                return file.read().split(b"\n")[:-1]
        except OSError:
            return None

    def block(self, section: Section) -> bytes | None:
        """The lines of a section, None where they are not as they were written."""
        try:
            with self._file.open("rb") as file:
                file.seek(section.offset)
                data = file.read(section.size)
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == section.digest else None


def _read(home: Home, ground: str) -> Manifest:
    """What the current build keeps; nothing where there is none, it is damaged, or stands on another ground."""
    nothing = Manifest(ground, 0)
    try:
        if not home.is_built:
            return nothing
        held = json.loads(home.read(FILE))
        if held["form"] != FORM or held["ground"] != ground:
            return nothing
        parts = {graph: _part(told) for graph, told in held["parts"].items()}
        looked_at = {str(folder): str(key) for folder, key in held["looked_at"].items()}
        return Manifest(ground, int(held["changes"]), str(held["seen_by_all"]), parts, looked_at)
    except (StoreProblem, ValueError, TypeError, KeyError, AttributeError):
        return nothing


def _part(told: dict[str, object]) -> KeptPart:
    names = ("said_key", "derived_key", "checked_key", "asked")
    said_key, derived_key, checked_key, asked = (str(told[name]) for name in names)
    return KeptPart(_section(told["said"]), said_key, _section(told["derived"]), derived_key, checked_key, asked)


def _section(told: object) -> Section:
    if not isinstance(told, list) or [type(value) for value in told] != [str, str, int, int, int, str]:
        raise ValueError(told)
    return Section(*told)


def ground_of(iris: Iris) -> str:
    """A digest of what every section stands on: code, ontology, schema, words, base, Python and libraries."""
    return digest_of(iris.base, _made_by(), _files_digest(tuple(_stamps())))


def _made_by() -> str:
    return " ".join([sys.version, *(f"{name} {version(name)}" for name in MADE_BY)])


def _ground_files() -> Iterator[Path]:
    yield from sorted(Path(__file__).resolve().parent.parent.rglob("*.py"))
    yield from sorted(asset_root("ontology").glob("*.ttl"))
    yield from sorted(asset_root("graph").glob("*.yaml"))
    yield from sorted((asset_root("viz") / "messages").rglob("*.json"))
    yield from sorted((asset_root("graph") / "japan").glob("*_words.csv"))


def _stamps() -> Iterator[tuple[str, int, int]]:
    for path in _ground_files():
        stat = path.stat()
        yield str(path), stat.st_size, stat.st_mtime_ns


@cache
def _files_digest(stamps: tuple[tuple[str, int, int], ...]) -> str:
    """The digest of the files' bytes, once a process while they stay as they are."""
    return digest_of(*(part for name, _, _ in stamps for part in (Path(name).name, Path(name).read_bytes())))
