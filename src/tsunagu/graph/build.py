"""From tables to a validated store, put in place atomically."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from pyoxigraph import Quad, Store

from tsunagu import __version__
from tsunagu.assets import asset_root
from tsunagu.disclosure.quads import refuse_leaks
from tsunagu.errors import ShapesViolated, StoreProblem
from tsunagu.graph.about import about_quads
from tsunagu.graph.dataset import build_quads, counts, to_nquads
from tsunagu.graph.described import refuse_undescribed
from tsunagu.graph.folders import LAW_FOLDER, document_folders, each_once, register_folders, without_document
from tsunagu.graph.home import Home, damaged
from tsunagu.graph.iris import Iris
from tsunagu.graph.rows import Tables
from tsunagu.graph.schema import load_schema
from tsunagu.graph.table_reader import read_tables
from tsunagu.memory import no_collecting
from tsunagu.writing import write_bytes, write_text

BuildStep = Literal["read", "map", "confidential", "shapes", "write", "store"]
STEPS: tuple[BuildStep, ...] = ("read", "map", "confidential", "shapes", "write", "store")
Progress = Callable[[BuildStep], None]
AT_ONCE = 400_000
"""Quads put into the store together: more take more memory, fewer a larger store."""
Conclude = Callable[[Store, Iris], list[Quad]]
"""What follows from the quads in a store, further quads in order; the store is not changed."""


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


def load_tables(graph: Path | None = None, extra: Sequence[Path] = ()) -> Tables:
    """Read and check the tables of `graph` (the shipped ones by default) and of extra document folders."""
    used, schema = graph or asset_root("graph"), load_schema()
    return read_tables(table_folders(used, extra), schema, without_document(used, schema))


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
        return _build(home, load_tables(graph, extra), iris or Iris(), stopwatch, conclude)


def _build(home: Home, tables: Tables, used: Iris, stopwatch: _Stopwatch, conclude: Conclude | None) -> BuildReport:
    stopwatch.begin("map")
    quads = build_quads(tables, used)
    shown = {name: dict(sorted(found.items())) for name, found in counts(tables).items()}
    del tables  # a fifth of all that a build holds
    stopwatch.begin("confidential")
    refuse_leaks(quads, used)
    stopwatch.begin("shapes")
    refuse_undescribed(quads, used)
    _check_shapes(quads, used)
    stopwatch.begin("write")
    nquads = to_nquads(quads)
    unfinished = home.start()
    try:
        stopwatch.begin("store")
        store = Store(str(unfinished / "store"))
        _fill(store, quads)
        concluded = _concluded(store, quads, conclude, used)
        nquads += to_nquads(concluded)
        quads += concluded
        about = about_quads(quads, nquads, used)
        store.bulk_extend([*concluded, *about])
        store.flush()
        del store
        revision = hashlib.sha256(nquads).hexdigest()
        write_bytes(unfinished / "dataset.nq", nquads + to_nquads(about))
        stopwatch.end()
        report = BuildReport(__version__, used.base, revision, len(quads) + len(about), shown, stopwatch.seconds)
        write_text(unfinished / "report.json", json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n")
        home.finish(unfinished, f"build-{report.revision[:12]}")
    except OSError as error:
        raise StoreProblem("cannot-write", path=str(unfinished), reason=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return report


def _fill(store: Store, quads: Sequence[Quad]) -> None:
    """Put quads into an empty store, many at a time: millions at once take twice their own memory.

    The store is not compacted: questions would be a quarter faster, but the store twice as large, and every command
    sums up its bytes.
    """
    for begin in range(0, len(quads), AT_ONCE):
        store.bulk_extend(quads[begin : begin + AT_ONCE])


def _concluded(store: Store, quads: Sequence[Quad], conclude: Conclude | None, iris: Iris) -> list[Quad]:
    """What follows from the checked quads in a store, checked in its turn."""
    concluded = conclude(store, iris) if conclude else []
    if concluded:
        refuse_leaks(concluded, iris)
        refuse_undescribed(concluded, iris, quads)
        _check_shapes(concluded, iris)
    return concluded


class _Stopwatch:
    """Tells each step as it begins and keeps its wall time in seconds."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._step: BuildStep | None = None
        self._began = 0.0
        self.seconds: dict[str, float] = {}

    def begin(self, step: BuildStep) -> None:
        """End the step under way and begin the next."""
        self.end()
        self._step, self._began = step, time.perf_counter()
        self._progress(step)

    def end(self) -> None:
        """End the step under way and keep its seconds; nothing where none is."""
        if self._step:
            self.seconds[self._step] = round(time.perf_counter() - self._began, 2)
            self._step = None


def _check_shapes(quads: list[Quad], iris: Iris) -> None:
    from tsunagu.ontology.shapes import validate  # noqa: PLC0415 - rdflib takes long to import
    from tsunagu.ontology.vocabulary import Namespaces  # noqa: PLC0415

    violations = validate(quads, Namespaces(iris.base)).violations
    if violations:
        first = violations[0]
        raise ShapesViolated("shapes-violated", count=len(violations), node=first.focus, message=first.message_en)


def read_report(home: Home) -> BuildReport:
    """The report of the current build; raises `StoreProblem` where there is none or it is damaged."""
    read = home.read("report.json")
    try:
        return BuildReport(**json.loads(read))
    except (ValueError, TypeError) as error:  # written by another version
        raise damaged(home.current() / "report.json") from error
