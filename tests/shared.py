"""What is made once and used by every test process: a build of the shipped graph, pages, a wheel.

A run has one folder for all its processes. Whoever first asks for a thing makes it there under a lock; the others wait
and take it. The build of the shipped graph is kept between runs as well, under a key of all it is made from.
"""

from __future__ import annotations

import csv
import fcntl
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pytest

from tsunagu.gaps.findings import concluded
from tsunagu.graph.build import build
from tsunagu.graph.folders import TableFolder
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.rows import Row
from tsunagu.graph.schema import Table
from tsunagu.graph.stamp import read_stamp
from tsunagu.graph.table_book import TableBook
from tsunagu.graph.table_reader import _read_table as read_table
from tsunagu.graph.table_reader import _Reading as Reading
from tsunagu.names.index_file import open_index
from tsunagu.network.compiled import compile_network
from tsunagu.queries.answers import Answer, make_answer
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import Engine, OxigraphEngine
from tsunagu.referral.compiled import open_rulebook

ROOT = Path(__file__).resolve().parent.parent
BUILT_FROM = (
    "graph", "ontology", "viz/messages",
    *(f"src/tsunagu/{room}" for room in ("graph", "ontology", "disclosure", "network", "queries", "referral", "gaps")),
)  # fmt: skip
BUILT_BY = ("rdflib", "pyoxigraph", "PyYAML")
KEPT = 3
"""How many builds are kept between runs: the newest, and a few for going back and forth."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file for this process alone; the system lets go of it even where the process is killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def run_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of one run share."""
    own = factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder filled by `make` once a run, whichever process comes first; nobody may change it afterwards."""
    shared = run_folder(factory) / "shared"
    folder = shared / name
    with locked(shared / f"{name}.lock"):
        if not folder.exists():
            unfinished = shared / f"{name}.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            make(unfinished)
            unfinished.replace(folder)
    return folder


class Answered:
    """An engine that is asked each question once a run; every process reads the answer that the first one wrote."""

    def __init__(self, engine: Engine, factory: pytest.TempPathFactory, store: str) -> None:
        self._engine, self._factory, self._store = engine, factory, store
        self.select = cache(self._select)

    def _select(self, text: str) -> Answer:
        name = f"answers-{self._store}-{hashlib.sha256(text.encode()).hexdigest()[:20]}"
        held = once(self._factory, name, lambda folder: self._ask(text, folder / "answer.json")) / "answer.json"
        columns, rows = json.loads(held.read_text(encoding="utf-8"))
        return make_answer(columns, rows)

    def _ask(self, text: str, path: Path) -> None:
        answer = self._engine.select(text)
        path.write_text(json.dumps([answer.columns, answer.rows]), encoding="utf-8")


class RememberedTables:
    """Reads a table as the product does, one whose bytes are those of a shipped file once a process.

    A row is frozen and says nothing of the folder above its own, so a copy of a shipped table gives equal rows.
    """

    def __init__(self) -> None:
        self._shipped = {hash_of(path) for path in (ROOT / "graph").glob("**/*.csv")}
        self._kept: dict[tuple[str, str, str], tuple[Table, list[Row]]] = {}

    def read(self, source: TableFolder | TableBook, table: Table, reading: Reading) -> list[Row]:
        """What `tsunagu.graph.table_reader` reads of one table of one folder, problems noted in `reading`."""
        path = source.path / f"{table.name}.csv"
        content = hash_of(path) if path.is_file() else ""
        if content not in self._shipped:
            return read_table(source, table, reading)
        key = source.name, table.name, content
        held, rows = self._kept.get(key, (None, []))
        if held is not table:
            known = len(reading.problems)
            rows = read_table(source, table, reading)
            if len(reading.problems) == known:
                self._kept[key] = table, rows
        return list(rows)


def small_graph(folder: Path) -> Path:
    """Fill a folder with the smaller law tables and the smallest document, and return it."""
    shutil.copytree(ROOT / "graph" / "kunitachi-gender", folder / "kunitachi-gender")
    small_law(folder / "japan", "130001", "132152")
    return folder


def small_law(law: Path, *places: str) -> None:
    """Fill a folder with the law tables, but of the places only some, with the wards an order names near them.

    Of the phrases one in ten is kept: nothing refers to the others, and a build takes half of the time.
    """
    shutil.copytree(ROOT / "graph" / "japan", law)
    near = {place[:2] for place in places}
    _keep(law / "designations.csv", lambda row: row["place"][:2] in near)
    kept = {*places, *(row["place"] for row in _rows_of(law / "designations.csv"))}
    _keep(law / "places.csv", lambda row: row["code"] in kept or row["kind"] == "nation")
    _keep(law / "identifiers.csv", lambda row: row["place"] in ("", *kept))
    _keep(law / "phrases.csv", lambda row: row["id"].endswith("0"))


def _rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _keep(path: Path, wanted: Callable[[dict[str, str]], bool]) -> None:
    """Keep the rows of a table that are wanted."""
    rows = [row for row in _rows_of(path) if wanted(row)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def build_files() -> list[Path]:
    """Every file the shipped build is made from, data and code, in order."""
    found = [path for folder in BUILT_FROM for path in (ROOT / folder).rglob("*") if path.is_file()]
    return sorted([path for path in found if "__pycache__" not in path.parts] + [*(ROOT / "src/tsunagu").glob("*.py")])


def key_of(files: Iterable[Path], root: Path = ROOT) -> str:
    """A name that changes with the name or content of any file, with Python and with the libraries of a build."""
    told = hashlib.sha256(f"{sys.version_info[:3]} {[version(name) for name in BUILT_BY]}".encode())
    for path in files:
        told.update(f"\n{path.relative_to(root)} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return told.hexdigest()[:20]


def copy_of_build(kept: Path, folder: Path) -> None:
    """Copy the build of the shipped graph into a home, after building it where no kept one has the right key."""
    wanted = Home(kept / key_of(build_files()))
    with locked(kept / "lock"):
        if not (wanted.folder / "current").is_file():
            build(wanted, conclude=concluded)
            older = sorted((path for path in kept.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
            for path in older[:-KEPT]:
                shutil.rmtree(path)
        shutil.copytree(wanted.folder, folder, dirs_exist_ok=True)
    made = Home(folder)
    compile_network(made)
    open_index(made, lambda: OxigraphEngine.open(made))
    open_rulebook(made, lambda: BuiltGraph(OxigraphEngine.open(made), Iris(read_stamp(made).base)))


def own_home(build: Path, folder: Path) -> Home:
    """A home of a process's own for what commands write into it, over a build that it shares and must not change."""
    shutil.copyfile(build.parent / "current", folder / "current")
    shutil.copytree(build, folder / build.name, copy_function=os.link)
    return Home(folder)
