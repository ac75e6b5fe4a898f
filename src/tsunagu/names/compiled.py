"""The names of a build in one file beside the store, so that a command need not ask the store for every name.

JSON in zlib's wrapping, stamped like the compiled network; what does not fit counts as stale and is made anew.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tsunagu.errors import StoreProblem
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.stamp import BuildStamp, read_stamp
from tsunagu.names.index import NameIndex, NameRows, make_index, read_rows
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import Engine
from tsunagu.writing import write_bytes

FILE = "names.json.z"
SHAPE = 2
"""Raised whenever the rows get another form."""


def open_names(home: Home, engine: Callable[[], Engine]) -> NameIndex:
    """The index of the current build; raises `StoreProblem` where there is no build. O(names)."""
    return make_index(open_rows(home, engine))


def open_rows(home: Home, engine: Callable[[], Engine]) -> NameRows:
    """The rows of the current build; asks the store, and writes the file if it can, where the file is not fresh.

    Raises `StoreProblem` where there is no build.
    """
    report = read_stamp(home)
    path = home.current() / FILE
    rows = load(path, report)
    if rows is None:
        rows = read_rows(BuiltGraph(engine(), Iris(report.base)))
        with suppress(StoreProblem):
            write_bytes(path, dump(rows, report))
    return rows


def write_names(home: Home, rows: NameRows, report: BuildStamp) -> None:
    """Write names that were read of the current build as its file; raises `StoreProblem`."""
    write_bytes(home.current() / FILE, dump(rows, report))


def dump(rows: NameRows, report: BuildStamp) -> bytes:
    """The bytes of the file; the same rows give the same bytes."""
    held = {"stamp": _stamp(report), "names": rows.names, "phrases": rows.phrases}
    return zlib.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def load(path: Path, report: BuildStamp) -> NameRows | None:
    """The rows of a file, or None where it is absent, stale or damaged."""
    try:
        held = json.loads(zlib.decompress(path.read_bytes()))
        if held["stamp"] != _stamp(report):
            return None
        return NameRows(*(tuple(tuple(map(str, row)) for row in held[part]) for part in ("names", "phrases")))
    except (OSError, ValueError, TypeError, KeyError, zlib.error):
        return None


def _stamp(report: BuildStamp) -> list[str]:
    return [report.version, report.revision, report.base, str(SHAPE)]
