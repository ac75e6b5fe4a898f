"""A build as it is opened: store, network and names, each once a process, however many workspaces stand over it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from tsunagu.graph.iris import Iris
from tsunagu.graph.stamp import read_stamp

if TYPE_CHECKING:
    from tsunagu.disclosure.guard import Guard
    from tsunagu.graph.build import BuildReport
    from tsunagu.graph.home import Home
    from tsunagu.names.index import NameIndex
    from tsunagu.queries.engines import OxigraphEngine
    from tsunagu.referral.rulebook import Rulebook

Files = tuple[tuple[str, int, int], ...]
"""Path, bytes and time of change of every file of a build."""


class OpenedBuild:
    """What was read of one build; nothing of it is changed by those who share it."""

    def __init__(self, home: Home) -> None:
        self.home = home

    @cached_property
    def engine(self) -> OxigraphEngine:
        """The store, opened for reading; the one place where the product opens it."""
        from tsunagu.queries.engines import OxigraphEngine  # noqa: PLC0415 - not needed to show a help text

        return OxigraphEngine.open(self.home)

    @cached_property
    def report(self) -> BuildReport:
        """What the build counted: rows, quads, revision, base."""
        from tsunagu.graph.build import read_report  # noqa: PLC0415

        return read_report(self.home)

    @cached_property
    def iris(self) -> Iris:
        """The identifiers of the build."""
        return Iris(read_stamp(self.home).base)

    @cached_property
    def guard(self) -> Guard:
        """The one that decides what may be shown; its network comes from the compiled file where that is fresh."""
        from tsunagu.disclosure.guard import Guard  # noqa: PLC0415
        from tsunagu.network.compiled import open_network  # noqa: PLC0415

        return Guard(open_network(self.home, lambda: self.engine), self.iris)

    @cached_property
    def names(self) -> NameIndex:
        """Every name that may be shown, and the phrases people use."""
        from tsunagu.names.index_file import open_index  # noqa: PLC0415
        from tsunagu.workspace.bodies_in_places import BodiesInPlaces  # noqa: PLC0415

        names = self.guard.names(open_index(self.home, lambda: self.engine))
        return replace(names, bodies=BodiesInPlaces(self.guard.network, lambda: self.rulebook))

    @cached_property
    def rulebook(self) -> Rulebook:
        """What the tables say of circumstances, audiences, conditions and practice."""
        from tsunagu.queries.built_graph import BuiltGraph  # noqa: PLC0415
        from tsunagu.referral.compiled import open_rulebook  # noqa: PLC0415

        return open_rulebook(self.home, lambda: BuiltGraph(self.engine, self.iris))


_OPENED: WeakValueDictionary[tuple[Path, Files], OpenedBuild] = WeakValueDictionary()


def opened_build(home: Home) -> OpenedBuild:
    """The current build of a home; a file that changed since makes it another one.

    It is let go of with the last workspace over it. Raises `StoreProblem` where there is no build. O(files).
    """
    folder = home.current()
    key = folder, _files(folder)
    held = _OPENED.get(key)
    if held is None:
        held = _OPENED[key] = OpenedBuild(home)
    return held


def _files(folder: Path) -> Files:
    found = ((path, path.stat()) for path in folder.rglob("*"))
    return tuple(sorted((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in found))
