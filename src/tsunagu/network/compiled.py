"""The projection compiled: one file beside the store, read instead of asking the store again.

The file is JSON in zlib's wrapping (which carries a checksum), stamped with the revision and base of the build and
with the shape of the records. Anything that does not fit, from another revision to a single spoilt byte, counts as
stale: the store is asked again and the file written anew where the folder allows. A field added to a record is stored,
read, and makes older files stale, without a line here.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tsunagu.errors import StoreProblem
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.stamp import BuildStamp, read_stamp
from tsunagu.memory import no_collecting
from tsunagu.network.model import Network
from tsunagu.network.packed import pack, shape, unpack
from tsunagu.network.reading import read_network
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.writing import write_bytes

if TYPE_CHECKING:
    from tsunagu.queries.engines import Engine

FILE = "network.json.z"
LEVEL = 6
EngineOpener = Callable[[], "Engine"]
"""Gives the engine over the store, opened when it is needed."""


def open_network(home: Home, engine: EngineOpener | None = None) -> Network:
    """The network of the current build, equal to what `read_network` gives; O(rows).

    Opens the compiled file; where it is absent, stale or damaged, reads the store and writes the file if it can be
    written; `engine` gives the store where it is open already. Raises `StoreProblem` where there is no build.
    """
    report = read_stamp(home)
    path = home.current() / FILE
    found = load(path, report)
    if found is not None:
        return found
    network = _from_store(home, report, engine)
    with suppress(StoreProblem):
        write_bytes(path, dump(network, report))
    return network


def compile_network(home: Home, engine: EngineOpener | None = None) -> Path:
    """Write the compiled file of the current build; its path. Raises `StoreProblem`."""
    report = read_stamp(home)
    return write_network(home, _from_store(home, report, engine), report)


def write_network(home: Home, network: Network, report: BuildStamp) -> Path:
    """Write a network that was read of the current build as its compiled file; its path. Raises `StoreProblem`."""
    path = home.current() / FILE
    write_bytes(path, dump(network, report))
    return path


def _from_store(home: Home, report: BuildStamp, engine: EngineOpener | None) -> Network:
    from tsunagu.queries.engines import OxigraphEngine  # noqa: PLC0415 - not needed where the file is fresh

    graph = BuiltGraph(engine() if engine else OxigraphEngine.open(home), Iris(report.base))
    return read_network(graph, report.revision)


def stamp(report: BuildStamp) -> list[str]:
    """What a file must carry to be believed: version, revision, base, and the shape of the records."""
    return [report.version, report.revision, report.base, shape()]


def dump(network: Network, report: BuildStamp) -> bytes:
    """The network as the bytes of a compiled file; the same network gives the same bytes."""
    held = {"stamp": stamp(report), "parts": pack(network)}
    return zlib.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), LEVEL)


def load(path: Path, report: BuildStamp) -> Network | None:
    """The network of a compiled file, or None where it is absent, stale or damaged."""
    try:
        with no_collecting():
            held = json.loads(zlib.decompress(path.read_bytes()))
            return unpack(held["parts"], report.revision) if held["stamp"] == stamp(report) else None
    except (OSError, ValueError, TypeError, KeyError, IndexError, zlib.error):
        return None
