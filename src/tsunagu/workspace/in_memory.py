"""A workspace over a graph that is open already, with no folder of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from tsunagu.disclosure.guard import Guard
from tsunagu.errors import StoreProblem
from tsunagu.names.index import NameIndex, read_names
from tsunagu.network.reading import read_network
from tsunagu.referral.rulebook import Rulebook, read_rulebook
from tsunagu.workspace import Workspace
from tsunagu.workspace.bodies_in_places import BodiesInPlaces

if TYPE_CHECKING:
    from tsunagu.graph.home import Home
    from tsunagu.graph.iris import Iris
    from tsunagu.network.model import Network
    from tsunagu.queries.built_graph import BuiltGraph
    from tsunagu.queries.engines import Engine


class InMemory(Workspace):
    """Asks what is in memory; whatever would need a home raises `StoreProblem`."""

    def __init__(self, graph: BuiltGraph, network: Network | None) -> None:
        self._graph, self._network = graph, network

    @property
    def home(self) -> Home:  # type: ignore[override]
        raise StoreProblem("store-missing", folder="-")

    @cached_property
    def iris(self) -> Iris:
        return self._graph.iris

    @cached_property
    def engine(self) -> Engine:
        return self._graph.engine

    @cached_property
    def guard(self) -> Guard:
        return Guard(self._network or read_network(self.graph), self.iris)

    @cached_property
    def names(self) -> NameIndex:
        names = self.guard.names(read_names(self.graph))
        return replace(names, bodies=BodiesInPlaces(self.guard.network, lambda: self.rulebook))

    @property
    def rulebook(self) -> Rulebook:
        return read_rulebook(self.graph)
