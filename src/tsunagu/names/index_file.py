"""The index of names in one file beside the store, as it is looked through: nothing is folded or spelled once more.

JSON in zlib's wrapping, stamped like the rows it is made from (`tsunagu.names.compiled`); what does not fit counts as
stale and is made anew.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from typing import Any

from tsunagu.errors import StoreProblem
from tsunagu.graph.home import Home
from tsunagu.graph.stamp import BuildStamp, read_stamp
from tsunagu.names.compiled import open_rows
from tsunagu.names.folding import Lexicon
from tsunagu.names.index import NameIndex, make_index, make_phrases
from tsunagu.names.kinds import KINDS
from tsunagu.names.phrases import Phrases
from tsunagu.names.table import BORDER, Labels, NameTable, label_columns
from tsunagu.network.place_names import PlaceName, PlaceNames
from tsunagu.queries.engines import Engine
from tsunagu.writing import write_bytes

FILE = "index.json.z"
SHAPE = 1
"""Raised whenever the file, or how names are folded and spelled, gets another form."""
Held = Mapping[str, Any]


def open_index(home: Home, engine: Callable[[], Engine]) -> NameIndex:
    """The index of the current build; makes the file anew where it is not fresh and the folder allows it.

    Raises `StoreProblem` where there is no build. O(characters of names).
    """
    stamp = read_stamp(home)
    path = home.current() / FILE
    found = load(path, stamp)
    if found is None:
        rows = open_rows(home, engine)
        found = make_index(rows)
        with suppress(StoreProblem):
            write_bytes(path, dump(found, rows.phrases, stamp))
    return found


def write_index(home: Home, index: NameIndex, phrases: tuple[tuple[str, ...], ...], stamp: BuildStamp) -> None:
    """Write an index of the current build as its file, with the rows of its phrases; raises `StoreProblem`."""
    write_bytes(home.current() / FILE, dump(index, phrases, stamp))


def dump(index: NameIndex, phrases: tuple[tuple[str, ...], ...], stamp: BuildStamp) -> bytes:
    """The bytes of the file; the same index gives the same bytes."""
    held = {
        "stamp": _stamp(stamp), "names": index.table.columns, "labels": label_columns(index.labels),
        "things": BORDER.join(index.kinds), "kinds": "".join(_letter(kind) for kind in index.kinds.values()),
        "places": index.places, "prefectures": index.prefectures, "cities": index.cities, "phrases": phrases,
        "forms": index.phrases.forms, "words": sorted(index.lexicon.words), "romaji": index.romaji_of_readings(),
        "spelled": [astuple(place) for place in index.spelled_places.places], "keys": index.spelled_places.keys,
    }  # fmt: skip
    return zlib.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def _letter(kind: str) -> str:
    return chr(ord("a") + KINDS.index(kind))


def load(path: Path, stamp: BuildStamp) -> NameIndex | None:
    """The index of a file, or None where it is absent, stale or damaged."""
    try:
        held = json.loads(zlib.decompress(path.read_bytes()))
        return _index(held) if held["stamp"] == _stamp(stamp) else None
    except (OSError, ValueError, TypeError, KeyError, IndexError, zlib.error):
        return None


def _index(held: Held) -> NameIndex:
    lexicon = Lexicon(held["words"])
    kinds = (KINDS[ord(letter) - ord("a")] for letter in held["kinds"])
    phrases = Phrases(make_phrases(held["phrases"]), lexicon.cut, tuple(map(tuple, held["forms"])))
    return NameIndex(
        NameTable(held["names"]), Labels(held["labels"]), dict(zip(held["things"].split(BORDER), kinds, strict=True)),
        held["places"], held["prefectures"], held["cities"], phrases, lexicon, romaji=tuple(held["romaji"]),
        spellings=lambda: PlaceNames((PlaceName(*place) for place in held["spelled"]), held["keys"]),
    )  # fmt: skip


def _stamp(stamp: BuildStamp) -> list[str]:
    return [stamp.version, stamp.revision, stamp.base, str(SHAPE)]
