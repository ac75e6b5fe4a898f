"""The projection compiled: one file beside the store, read instead of asking the store again.

The file is JSON in zlib's wrapping (which carries a checksum), stamped with the revision and base of the build and
with the shape of the records. Anything that does not fit, from another revision to a single spoilt byte, counts as
stale: the store is asked again and the file written anew where the folder allows. Records are written field by field
(one column of distinct values and one of their numbers), so equal values are decoded once and shared, and a field added
to a record is stored, read, and makes older files stale, without a line here.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from tsunagu.errors import StoreProblem
from tsunagu.graph.build import BuildReport, read_report
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.memory import no_collecting
from tsunagu.network.model import Network
from tsunagu.network.reading import read_network
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.writing import write_bytes

if TYPE_CHECKING:
    from tsunagu.queries.engines import Engine

FILE = "network.json.z"
LEVEL = 6
Plain = object
"""What JSON holds: texts, numbers, lists, None."""
EngineOpener = Callable[[], "Engine"]
"""Gives the engine over the store, opened when it is needed."""


def open_network(home: Home, engine: EngineOpener | None = None) -> Network:
    """The network of the current build, equal to what `read_network` gives; O(rows).

    Opens the compiled file; where it is absent, stale or damaged, reads the store and writes the file if it can be
    written; `engine` gives the store where it is open already. Raises `StoreProblem` where there is no build.
    """
    report = read_report(home)
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
    report = read_report(home)
    return write_network(home, _from_store(home, report, engine), report)


def write_network(home: Home, network: Network, report: BuildReport) -> Path:
    """Write a network that was read of the current build as its compiled file; its path. Raises `StoreProblem`."""
    path = home.current() / FILE
    write_bytes(path, dump(network, report))
    return path


def _from_store(home: Home, report: BuildReport, engine: EngineOpener | None) -> Network:
    from tsunagu.queries.engines import OxigraphEngine  # noqa: PLC0415 - not needed where the file is fresh

    graph = BuiltGraph(engine() if engine else OxigraphEngine.open(home), Iris(report.base))
    return read_network(graph, report.revision)


def stamp(report: BuildReport) -> list[str]:
    """What a file must carry to be believed: version, revision, base, and the shape of the records."""
    return [report.version, report.revision, report.base, shape()]


@cache
def shape() -> str:
    """A fingerprint of the fields of every record, by name and type: 16 hexadecimal digits."""
    told = [(name, kind.__name__, _shape_of(kind)) for name, kind in _parts()]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _shape_of(kind: type) -> list[tuple[str, object]]:
    hints = get_type_hints(kind)
    return [
        (name, _shape_of(hints[name]) if dataclasses.is_dataclass(hints[name]) else str(hints[name]))
        for name in (field.name for field in dataclasses.fields(kind))
    ]


@cache
def _parts() -> tuple[tuple[str, type], ...]:
    """The collections of a network with the class of their records: `(("bodies", Body), …)`."""
    found = []
    for name, hint in get_type_hints(Network).items():
        kinds: list[type] = [arg for arg in get_args(hint) if isinstance(arg, type) and dataclasses.is_dataclass(arg)]
        if kinds:
            found.append((name, kinds[0]))
    return tuple(found)


def dump(network: Network, report: BuildReport) -> bytes:
    """The network as the bytes of a compiled file; the same network gives the same bytes."""
    parts: dict[str, list[Plain]] = {}
    for name, kind in _parts():
        held = getattr(network, name)
        records = list(held.values() if isinstance(held, Mapping) else held)
        parts[name] = [_column([getattr(record, field) for record in records], hint) for field, hint in _fields(kind)]
    text = json.dumps({"stamp": stamp(report), "parts": parts}, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8"), LEVEL)


def _column(values: Sequence[Any], hint: object) -> Plain:
    """The distinct values in the order they come up, and for each record the number of its value."""
    number = {value: at for at, value in enumerate(dict.fromkeys(values))}
    encode = _encoder(hint)
    return [[encode(value) for value in number], [number[value] for value in values]]


def load(path: Path, report: BuildReport) -> Network | None:
    """The network of a compiled file, or None where it is absent, stale or damaged."""
    try:
        with no_collecting():
            held = json.loads(zlib.decompress(path.read_bytes()))
            if held["stamp"] != stamp(report):
                return None
            parts: dict[str, Any] = {name: _records(kind, held["parts"][name]) for name, kind in _parts()}
    except (OSError, ValueError, TypeError, KeyError, IndexError, zlib.error):
        return None
    for name, hint in get_type_hints(Network).items():
        if get_origin(hint) is Mapping:
            parts[name] = {record.id: record for record in parts[name]}
    return Network(**parts, revision=report.revision)


def _records(kind: type, columns: Sequence[Any]) -> tuple[Any, ...]:
    fields = [_values(column, hint) for (_, hint), column in zip(_fields(kind), columns, strict=True)]
    return tuple(kind(*row) for row in zip(*fields, strict=True))


def _values(column: Any, hint: object) -> list[Any]:
    decode = _decoder(hint)
    distinct = column[0] if decode is _as_it_is else [decode(value) for value in column[0]]
    return [distinct[at] for at in column[1]]


@cache
def _fields(kind: type) -> tuple[tuple[str, object], ...]:
    """The fields of a record with their types."""
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in dataclasses.fields(kind))


@cache
def _encoder(hint: object) -> Callable[[Any], Plain]:
    """What turns a value of a type into JSON's own types."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        steps = [(name, _encoder(inner)) for name, inner in _fields(hint)]
        return lambda record: [encode(getattr(record, name)) for name, encode in steps]
    if isinstance(hint, types.UnionType):
        part = _encoder(_certain(hint))
        return lambda value: None if value is None else part(value)
    if hint is date:
        return date.isoformat
    if get_origin(hint) is frozenset:
        return sorted
    if get_origin(hint) is tuple:
        inner = _encoder(get_args(hint)[0])
        return lambda values: [inner(value) for value in values]
    return _as_it_is


@cache
def _decoder(hint: object) -> Callable[[Any], Any]:
    """What turns JSON's own types back into a value of a type."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        steps = [_decoder(inner) for _, inner in _fields(hint)]
        if all(step is _as_it_is for step in steps):
            return lambda row: hint(*row)
        return lambda row: hint(*(decode(value) for decode, value in zip(steps, row, strict=True)))
    if isinstance(hint, types.UnionType):
        part = _decoder(_certain(hint))
        return lambda value: None if value is None else part(value)
    if hint is date:
        return date.fromisoformat
    if get_origin(hint) is frozenset:
        return frozenset
    if get_origin(hint) is tuple:
        inner = _decoder(get_args(hint)[0])
        return lambda values: tuple(inner(value) for value in values)
    return _as_it_is


def _certain(hint: types.UnionType) -> object:
    """T of `T | None`."""
    return next(part for part in get_args(hint) if part is not types.NoneType)


def _as_it_is(value: Plain) -> Plain:
    return value
