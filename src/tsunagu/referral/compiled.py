"""The rulebook of a build in one file beside the store, so that a command need not ask the store seven questions.

JSON in zlib's wrapping, stamped like the compiled network and with the shape of the records; what does not fit counts
as stale and is made anew.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tsunagu.errors import StoreProblem
from tsunagu.graph.home import Home
from tsunagu.graph.stamp import BuildStamp, read_stamp
from tsunagu.network.columns import decoder, encoder, shape_of
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.referral.rulebook import Rulebook, read_rulebook
from tsunagu.writing import write_bytes

FILE = "rulebook.json.z"


def open_rulebook(home: Home, graph: Callable[[], BuiltGraph]) -> Rulebook:
    """The rulebook of the current build; asks the graph, and writes the file if it can, where it is not fresh.

    Raises `StoreProblem` where there is no build.
    """
    stamp = read_stamp(home)
    path = home.current() / FILE
    found = load(path, stamp)
    if found is None:
        found = read_rulebook(graph())
        with suppress(StoreProblem):
            write_bytes(path, dump(found, stamp))
    return found


def write_rulebook(home: Home, rulebook: Rulebook, stamp: BuildStamp) -> None:
    """Write a rulebook that was read of the current build as its file; raises `StoreProblem`."""
    write_bytes(home.current() / FILE, dump(rulebook, stamp))


def dump(rulebook: Rulebook, stamp: BuildStamp) -> bytes:
    """The bytes of the file; the same rulebook gives the same bytes."""
    held = {"stamp": _stamp(stamp), "rulebook": encoder(Rulebook)(rulebook)}
    return zlib.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def load(path: Path, stamp: BuildStamp) -> Rulebook | None:
    """The rulebook of a file, or None where it is absent, stale or damaged."""
    try:
        held = json.loads(zlib.decompress(path.read_bytes()))
        if held["stamp"] != _stamp(stamp):
            return None
        made: Rulebook = decoder(Rulebook)(held["rulebook"])
        return made
    except (OSError, ValueError, TypeError, KeyError, IndexError, zlib.error):
        return None


def _stamp(stamp: BuildStamp) -> list[str]:
    return [stamp.version, stamp.revision, stamp.base, shape_of(Rulebook)]
