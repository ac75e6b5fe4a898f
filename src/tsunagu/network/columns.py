"""Records as columns of plain values and back: what JSON holds of them, field by field.

Equal values stand once, so they are decoded once and shared; a field added to a record is written and read without a
line here.
"""

from __future__ import annotations

import dataclasses
import hashlib
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

Plain = object
"""What JSON holds: texts, numbers, lists, mappings of texts, None."""


def columns_of(kind: type, records: Sequence[Any]) -> list[Plain]:
    """Records of one kind as a column for each field: its distinct values, and for each record the number of one."""
    return [_column([getattr(record, field) for record in records], hint) for field, hint in fields_of(kind)]


def _column(values: Sequence[Any], hint: object) -> Plain:
    """The distinct values in the order they come up, and for each record the number of its value."""
    number = {value: at for at, value in enumerate(dict.fromkeys(values))}
    encode = encoder(hint)
    return [[encode(value) for value in number], [number[value] for value in values]]


def records_of(kind: type, columns: Sequence[Any]) -> tuple[Any, ...]:
    """The records of some columns; raises `ValueError`, `TypeError` or `IndexError` where they do not fit."""
    fields = [_values(column, hint) for (_, hint), column in zip(fields_of(kind), columns, strict=True)]
    return tuple(kind(*row) for row in zip(*fields, strict=True))


def _values(column: Any, hint: object) -> list[Any]:
    decode = decoder(hint)
    distinct = column[0] if decode is _as_it_is else [decode(value) for value in column[0]]
    return [distinct[at] for at in column[1]]


@cache
def fields_of(kind: type) -> tuple[tuple[str, object], ...]:
    """The fields of a record with their types."""
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in dataclasses.fields(kind))


@cache
def shape_of(kind: type) -> str:
    """A fingerprint of the fields of a record, and of the records in it, by name and type: 16 hexadecimal digits."""
    return hashlib.sha256(repr(_shape(kind)).encode()).hexdigest()[:16]


def _shape(hint: object) -> object:
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return hint.__name__, [(name, _shape(inner)) for name, inner in fields_of(hint)]
    return str(get_origin(hint) or hint), [_shape(inner) for inner in get_args(hint)]


@cache
def encoder(hint: object) -> Callable[[Any], Plain]:
    """What turns a value of a type into JSON's own types."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        steps = [(name, encoder(inner)) for name, inner in fields_of(hint)]
        return lambda record: [encode(getattr(record, name)) for name, encode in steps]
    if isinstance(hint, types.UnionType):
        part = encoder(_certain(hint))
        return lambda value: None if value is None else part(value)
    if hint is date:
        return date.isoformat
    if get_origin(hint) is frozenset:
        return sorted
    if get_origin(hint) is Mapping:
        inner = encoder(get_args(hint)[1])
        return lambda held: {name: inner(value) for name, value in held.items()}
    if get_origin(hint) is tuple:
        inner = encoder(get_args(hint)[0])
        return lambda values: [inner(value) for value in values]
    return _as_it_is


@cache
def decoder(hint: object) -> Callable[[Any], Any]:
    """What turns JSON's own types back into a value of a type."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        steps = [decoder(inner) for _, inner in fields_of(hint)]
        if all(step is _as_it_is for step in steps):
            return lambda row: hint(*row)
        return lambda row: hint(*(decode(value) for decode, value in zip(steps, row, strict=True)))
    if isinstance(hint, types.UnionType):
        part = decoder(_certain(hint))
        return lambda value: None if value is None else part(value)
    if hint is date:
        return date.fromisoformat
    if get_origin(hint) is frozenset:
        return frozenset
    if get_origin(hint) is Mapping:
        inner = decoder(get_args(hint)[1])
        return lambda held: {name: inner(value) for name, value in held.items()}
    if get_origin(hint) is tuple:
        inner = decoder(get_args(hint)[0])
        return lambda values: tuple(inner(value) for value in values)
    return _as_it_is


def _certain(hint: types.UnionType) -> object:
    """T of `T | None`."""
    return next(part for part in get_args(hint) if part is not types.NoneType)


def _as_it_is(value: Plain) -> Plain:
    return value
