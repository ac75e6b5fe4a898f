"""What a workspace opens: report, identifiers, store, network, guard, router and names, each once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tsunagu.graph.home import Home, default_home
from tsunagu.graph.iris import Iris

if TYPE_CHECKING:
    from tsunagu.disclosure.guard import Guard
    from tsunagu.graph.build import BuildReport, Progress
    from tsunagu.names.index import NameIndex
    from tsunagu.network.model import Network
    from tsunagu.queries.built_graph import BuiltGraph
    from tsunagu.queries.engines import Engine
    from tsunagu.referral.rulebook import Rulebook
    from tsunagu.routes.router import Router
    from tsunagu.workspace.opened import OpenedBuild


class OpenHome:
    """A home folder and what was built in it, each part read when first used."""

    def __init__(self, home: Home | Path | str | None = None) -> None:
        self.home = home if isinstance(home, Home) else Home(Path(home).resolve()) if home else default_home()

    @cached_property
    def _opened(self) -> OpenedBuild:
        from tsunagu.workspace.opened import opened_build  # noqa: PLC0415

        return opened_build(self.home)

    @cached_property
    def report(self) -> BuildReport:
        """What the build counted: rows, quads, revision, base."""
        return self._opened.report

    @cached_property
    def iris(self) -> Iris:
        """The identifiers of this build."""
        return self._opened.iris

    @cached_property
    def engine(self) -> Engine:
        """The store, opened for reading; workspaces over one build share it."""
        return self._opened.engine

    @property
    def graph(self) -> BuiltGraph:
        """The store with its identifiers, as the readers of the product take it."""
        from tsunagu.queries.built_graph import BuiltGraph  # noqa: PLC0415

        return BuiltGraph(self.engine, self.iris)

    @cached_property
    def guard(self) -> Guard:
        """The one that decides what may be shown, and makes every `Shown` result."""
        return self._opened.guard

    @property
    def network(self) -> Network:
        """Bodies, linkages, services, duties and concepts as records, as they may be shown."""
        return self.guard.network

    @cached_property
    def router(self) -> Router:
        """The search for routes; its rulebook is read once."""
        from tsunagu.network.sources import read_locators  # noqa: PLC0415
        from tsunagu.routes.router import Router  # noqa: PLC0415

        return Router(self.guard, self.rulebook, lambda facts: read_locators(self.graph, facts))

    @property
    def rulebook(self) -> Rulebook:
        """What the tables say of circumstances, audiences, conditions and practice."""
        return self._opened.rulebook

    def build(
        self,
        *,
        tables: Path | None = None,
        add: Sequence[Path] = (),
        iris: Iris | None = None,
        progress: Progress = lambda _: None,
    ) -> BuildReport:
        """Make the graph of this home anew from tables, check it, store it, and compile network and names beside it.

        `tables` are the shipped ones unless named, `add` are further document folders. The old build stays where
        anything fails: `TablesInvalid`, `ShapesViolated`, `ConfidentialLeak` or `StoreProblem`.
        """
        from tsunagu.graph.build import build  # noqa: PLC0415
        from tsunagu.workspace.concluding import Concluding  # noqa: PLC0415

        concluding = Concluding()
        report = build(self.home, graph=tables, extra=add, iris=iris, progress=progress, conclude=concluding)
        self.__dict__ = {"home": self.home}
        concluding.write(self.home, report)
        return report

    @cached_property
    def names(self) -> NameIndex:
        """Every name of everything, and the phrases people use."""
        return self._opened.names
