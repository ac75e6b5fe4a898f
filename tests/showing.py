"""What writers take, made in tests from results that speak of no secret body."""

from __future__ import annotations

from tsunagu.disclosure.guard import Guard
from tsunagu.graph.iris import Iris
from tsunagu.network.reading import read_network
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import Engine

OPEN = Guard.of_no_bodies()


def guard_of(engine: Engine, iris: Iris) -> Guard:
    """The guard of everything in a store."""
    return Guard(read_network(BuiltGraph(engine, iris)), iris)
