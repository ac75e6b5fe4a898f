"""Shared fixtures: the shipped tables, one build of them, engines over it, and the source texts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pyoxigraph import Quad, RdfFormat, parse
from xdist.remote import Producer

from tests.scheduling import ByFile, rank
from tests.shared import Answered, RememberedTables, copy_of_build, once, own_home, small_graph
from tests.viz.browsing import launch
from tsunagu.graph import table_reader
from tsunagu.graph.build import build, load_tables
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.rows import Tables
from tsunagu.memory import rarely_collecting
from tsunagu.queries.answers import Answer
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.workspace.opened import opened_build

ROOT = Path(__file__).resolve().parent.parent
NOT_RUN: list[str] = []


def pytest_configure() -> None:
    """Processes of tests hold networks and builds all the time; the collector need not walk them again and again."""
    rarely_collecting()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest."""
    tests = ROOT / "tests"
    items.sort(key=lambda item: rank(item.path.relative_to(tests).as_posix()) if tests in item.path.parents else 0)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Where tests run in several processes."""
    return ByFile(config, log)


@pytest.fixture(scope="session", autouse=True)
def remembered_tables() -> Iterator[None]:
    """Shipped tables, and copies of them, are read once a process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_reader, "_read_table", RememberedTables().read)
        yield


@pytest.fixture(scope="session")
def tables() -> Tables:
    """The shipped tables."""
    return load_tables()


@pytest.fixture(scope="session")
def iris() -> Iris:
    """IRIs under the default base."""
    return Iris()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A home with the shipped graph built; all processes of a run share the build, so it must not be changed."""
    kept = ROOT / ".pytest_cache" / "builds"
    built = Home(once(tmp_path_factory, "home", lambda folder: copy_of_build(kept, folder)))
    own = own_home(built.current(), tmp_path_factory.mktemp("home"))
    held = opened_build(own)  # while it is held, every command of this process over the build reads it once
    yield own
    del held


@pytest.fixture(scope="session")
def quads(home: Home) -> list[Quad]:
    """Every quad of the shipped graph, in the order it is written; nobody may change the list."""
    return list(parse(home.read("dataset.nq"), format=RdfFormat.N_QUADS))


@pytest.fixture(scope="session")
def engine(home: Home) -> OxigraphEngine:
    """The embedded store over the shipped graph."""
    return opened_build(home).engine


@pytest.fixture(scope="session")
def answered(engine: OxigraphEngine, tmp_path_factory: pytest.TempPathFactory) -> Answered:
    """The embedded store over the shipped graph, each question asked once a run."""
    return Answered(engine, tmp_path_factory, "shipped")


@pytest.fixture(scope="session")
def asked(answered: Answered) -> Callable[[str], Answer]:
    """The answer of the embedded store to a query, each asked once a run."""
    return answered.select


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests of a process."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def graph_copy(tmp_path: Path) -> Path:
    """A copy of the law tables, with fewer places and phrases, and of the smallest document, to be spoilt."""
    return small_graph(tmp_path / "graph")


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `graph`, as `graph_copy` has it, and `home`, a build of it; made once a run, to be copied."""

    def make(folder: Path) -> None:
        build(Home(folder / "home"), graph=small_graph(folder / "graph"))

    return once(tmp_path_factory, "small-built", make)


@pytest.fixture(scope="session")
def sources(request: pytest.FixtureRequest) -> Path:
    """The folder of source texts; checks that need it are reported as not run where it is missing."""
    named = os.environ.get("TSUNAGU_SOURCES")
    folder = Path(named) if named else ROOT.parent / "shared" / "sources"
    if not folder.is_dir():
        NOT_RUN.append(request.node.nodeid)
        pytest.skip("source texts are not here")
    return folder


@pytest.fixture(scope="session")
def laws(request: pytest.FixtureRequest) -> tuple[Path, ...]:
    """The folders of law texts; checks that need them are reported as not run where they are missing."""
    named = [Path(part) for part in os.environ.get("TSUNAGU_LAW", "").split(os.pathsep) if part]
    folders = named or [ROOT.parent / "shared" / "law", ROOT / "tests" / "graph" / "law"]
    if not all(folder.is_dir() for folder in folders):
        NOT_RUN.append(request.node.nodeid)
        pytest.skip("law texts are not here")
    return tuple(folders)


@pytest.fixture(scope="session")
def published_lists(request: pytest.FixtureRequest) -> Path:
    """The folder of published lists of desks; checks that need it are reported as not run where it is missing."""
    named = os.environ.get("TSUNAGU_REGISTERS")
    folder = Path(named) if named else ROOT.parent / "shared" / "registers"
    if not folder.is_dir():
        NOT_RUN.append(request.node.nodeid)
        pytest.skip("published lists are not here")
    return folder


@pytest.fixture(scope="session")
def standards(request: pytest.FixtureRequest) -> Path:
    """The folder of published shapes; checks that need it are reported as not run where it is missing."""
    named = os.environ.get("TSUNAGU_STANDARDS")
    folder = Path(named) if named else ROOT.parent / "shared" / "standards"
    if not folder.is_dir():
        NOT_RUN.append(request.node.nodeid)
        pytest.skip("source texts and published shapes are not here")
    return folder


@pytest.fixture
def published(standards: Path, request: pytest.FixtureRequest) -> Callable[[str], Path]:
    """A file of the published standards by its name; a check whose file is not there is reported as not run."""

    def found(name: str) -> Path:
        if not (standards / name).is_file():
            NOT_RUN.append(request.node.nodeid)
            pytest.skip(f"source texts and published shapes are not here: {name}")
        return standards / name

    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None] | None:
    """Say loudly when checks against the source texts, the law or published lists did not run."""
    for texts, variable in (
        ("source texts", "TSUNAGU_SOURCES"), ("law texts", "TSUNAGU_LAW"), ("published lists", "TSUNAGU_REGISTERS"),
    ):  # fmt: skip
        skipped = [report for report in terminalreporter.stats.get("skipped", []) if texts in str(report.longrepr)]
        if skipped:
            terminalreporter.section(f"NOT RUN: checks against the {texts}", sep="!", red=True, bold=True)
            for report in skipped:
                terminalreporter.line(report.nodeid)
            terminalreporter.line(f"Set {variable} to the folder of the texts to run them.")
    return None
