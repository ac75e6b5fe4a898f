"""What reads a whole graph reads it once for an engine, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from tsunagu.queries.built_graph import BuiltGraph
    from tsunagu.queries.engines import Engine

P = ParamSpec("P")
T = TypeVar("T")


def once_a_graph(read: Callable[Concatenate[BuiltGraph, P], T]) -> Callable[Concatenate[BuiltGraph, P], T]:
    """Decorate what reads a whole graph: it is read once for an engine, whoever asks, and kept while the engine lives.

    A build never changes, and what is read of one is frozen; further arguments must be hashable. O(1) after the first
    time.
    """
    kept: WeakKeyDictionary[Engine, dict[object, T]] = WeakKeyDictionary()

    @wraps(read)
    def reading(graph: BuiltGraph, /, *args: P.args, **named: P.kwargs) -> T:
        of_engine = kept.setdefault(graph.engine, {})
        key = graph.iris, args, tuple(named.items())
        if key not in of_engine:
            of_engine[key] = read(graph, *args, **named)
        return of_engine[key]

    return reading
