"""A network as plain values and back: what files of it hold, whoever writes them."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from tsunagu.network.columns import Plain, columns_of, records_of
from tsunagu.network.model import Network

Packed = Mapping[str, list[Plain]]
"""The columns of each collection of a network, by its name."""


@cache
def shape() -> str:
    """A fingerprint of the fields of every record, by name and type: 16 hexadecimal digits."""
    told = [(name, kind.__name__, _shape_of(kind)) for name, kind in parts()]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _shape_of(kind: type) -> list[tuple[str, object]]:
    hints = get_type_hints(kind)
    return [
        (name, _shape_of(hints[name]) if dataclasses.is_dataclass(hints[name]) else str(hints[name]))
        for name in (field.name for field in dataclasses.fields(kind))
    ]


@cache
def parts() -> tuple[tuple[str, type], ...]:
    """The collections of a network with the class of their records: `(("bodies", Body), …)`."""
    found = []
    for name, hint in get_type_hints(Network).items():
        kinds: list[type] = [arg for arg in get_args(hint) if isinstance(arg, type) and dataclasses.is_dataclass(arg)]
        if kinds:
            found.append((name, kinds[0]))
    return tuple(found)


def pack(network: Network) -> Packed:
    """A network as plain values; the same network gives the same ones. O(records)."""
    made: dict[str, list[Plain]] = {}
    for name, kind in parts():
        held = getattr(network, name)
        made[name] = columns_of(kind, list(held.values() if isinstance(held, Mapping) else held))
    return made


def unpack(packed: Packed, revision: str) -> Network:
    """The network of plain values; raises what `records_of` raises, and `KeyError`. O(records)."""
    held: dict[str, Any] = {name: records_of(kind, packed[name]) for name, kind in parts()}
    for name, hint in get_type_hints(Network).items():
        if get_origin(hint) is Mapping:
            held[name] = {record.id: record for record in held[name]}
    return Network(**held, revision=revision)
