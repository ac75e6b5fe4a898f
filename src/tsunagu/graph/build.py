"""From tables to a validated store, put in place atomically."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from pyoxigraph import Quad, Store

from tsunagu import __version__
from tsunagu.assets import asset_root
from tsunagu.errors import StoreProblem
from tsunagu.graph.about import GRAPH as ABOUT
from tsunagu.graph.about import Figures, about_quads
from tsunagu.graph.assembling import Assembly
from tsunagu.graph.closed_bodies import ClosedBodies
from tsunagu.graph.dataset import counts
from tsunagu.graph.filling import fill, renew
from tsunagu.graph.folders import LAW_FOLDER, document_folders, each_once, register_folders, without_document
from tsunagu.graph.home import STORE, Home, damaged
from tsunagu.graph.iris import Iris
from tsunagu.graph.kept import FILE as KEPT
from tsunagu.graph.kept import Earlier, ground_of
from tsunagu.graph.lines import block_of, lines_of
from tsunagu.graph.parts import Parts
from tsunagu.graph.rows import Tables
from tsunagu.graph.schema import load_schema
from tsunagu.graph.sources import looked_at
from tsunagu.graph.table_reader import Passing, read_tables
from tsunagu.memory import no_collecting
from tsunagu.writing import write_text

BuildStep = Literal["read", "map", "confidential", "shapes", "store", "write"]
STEPS: tuple[BuildStep, ...] = ("read", "map", "confidential", "shapes", "store", "write")
Progress = Callable[[BuildStep], None]
Conclude = Callable[[Store, Iris, Callable[[], Iterator[bytes]]], list[Quad]]
"""What follows from the quads in a store, given as blocks of lines too: further quads in order; the store stays."""
DATASET = "dataset.nq"
FINDINGS = "findings"


@dataclass(frozen=True)
class BuildReport:
    """What a build made: counts by document and table, quads, revision (hash of the N-Quads but for what they say of
    themselves), seconds per step."""

    version: str
    base: str
    revision: str
    quads: int
    counts: dict[str, dict[str, int]]
    seconds: dict[str, float]


def table_folders(graph: Path, extra: Sequence[Path] = ()) -> list[Path]:
    """graph/japan, shipped documents and registers, then a user's own folders; each once, whatever path names it."""
    return each_once([graph / LAW_FOLDER, *document_folders(graph), *register_folders(graph), *extra])


def load_tables(graph: Path | None = None, extra: Sequence[Path] = (), passing: Passing | None = None) -> Tables:
    """Read and check the tables of `graph` (the shipped ones by default) and of extra document folders."""
    used, schema = graph or asset_root("graph"), load_schema()
    known = without_document(used, schema)
    return read_tables(table_folders(used, extra), schema, known, passing or (lambda _tables, _closed: ()))


def build(
    home: Home,
    *,
    graph: Path | None = None,
    extra: Sequence[Path] = (),
    iris: Iris | None = None,
    progress: Progress = lambda _: None,
    conclude: Conclude | None = None,
) -> BuildReport:
    """Read, map, check and store; the old store stays untouched unless everything succeeds.

    `conclude` gives further quads that follow from the checked ones, such as what gap analyses find.
    Raises `TablesInvalid`, `ReferenceUndescribed`, `ShapesViolated`, `ConfidentialLeak` or `StoreProblem`.
    """
    with home.building(), no_collecting():
        stopwatch = _Stopwatch(progress)
        stopwatch.begin("read")
        used = iris or Iris()
        earlier, looked = Earlier(home, ground_of(used)), dict[str, str]()

        def passing(tables: Tables, closed: ClosedBodies) -> Collection[str]:
            looked.update(looked_at(tables, closed))
            return earlier.passed(looked)

        building = _Building(home, used, earlier, looked, stopwatch, conclude)
        return _build(building, load_tables(graph, extra, passing))


@dataclass(frozen=True)
class _Building:
    """What one build goes by."""

    home: Home
    iris: Iris
    earlier: Earlier
    looked_at: Mapping[str, str]
    stopwatch: _Stopwatch
    conclude: Conclude | None


def _build(building: _Building, tables: Tables) -> BuildReport:
    home, used, earlier, stopwatch = building.home, building.iris, building.earlier, building.stopwatch
    shown = {name: dict(sorted(found.items())) for name, found in counts(tables).items()}
    unfinished = home.start()
    try:
        with Parts(unfinished / DATASET, used) as parts:
            assembly = Assembly(parts, used, earlier, stopwatch.begin)
            assembly.say(tables)
            del tables  # as much as all that is held later
            manifest = assembly.finish()
            stopwatch.begin("store")
            store = renew(unfinished / STORE, home, earlier, parts, manifest)
            renewed = store is not None
            store = store or fill(unfinished / STORE, parts)
            concluded = building.conclude(store, used, parts.blocks) if building.conclude else []
            assembly.check_more(concluded)
            stopwatch.begin("write")
            parts.add(FINDINGS, "derived", block_of(lines_of(concluded)))
            figures = Figures(parts.blocks(), used)
            about = about_quads(figures, used)
            parts.add(ABOUT, "derived", block_of(lines_of(about)))
            store.extend([*concluded, *about])
            store.flush()
            del store
            size = parts.count
        stopwatch.end()
        report = BuildReport(__version__, used.base, figures.revision, size, shown, stopwatch.seconds)
        write_text(unfinished / "report.json", json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n")
        changes = manifest.changes + 1 if renewed else 0
        kept = replace(manifest, changes=changes, looked_at=dict(building.looked_at))
        write_text(unfinished / KEPT, kept.written())
        home.finish(unfinished, f"build-{report.revision[:12]}")
    except OSError as error:
        raise StoreProblem("cannot-write", path=str(unfinished), reason=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return report


class _Stopwatch:
    """Tells each step as it first begins and keeps its wall time in seconds."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._step: BuildStep | None = None
        self._began = 0.0
        self.seconds: dict[str, float] = {}

    def begin(self, step: BuildStep) -> None:
        """End the step under way and begin another, or go on with one that was begun before."""
        self.end()
        self._step, self._began = step, time.perf_counter()
        if step not in self.seconds:
            self.seconds[step] = 0.0
            self._progress(step)

    def end(self) -> None:
        """End the step under way and keep its seconds; nothing where none is."""
        if self._step:
            taken = time.perf_counter() - self._began
            self.seconds[self._step] = round(self.seconds[self._step] + taken, 2)
            self._step = None


def read_report(home: Home) -> BuildReport:
    """The report of the current build; raises `StoreProblem` where there is none or it is damaged."""
    read = home.read("report.json")
    try:
        return BuildReport(**json.loads(read))
    except (ValueError, TypeError) as error:  # written by another version
        raise damaged(home.current() / "report.json") from error
