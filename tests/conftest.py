"""Shared fixtures: the shipped tables, one build of them, engines over it, and the source texts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.shared import copy_of_build, once, own_home
from tests.viz.browsing import launch
from tsunagu.graph.build import load_tables
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.graph.rows import Tables
from tsunagu.queries.answers import Answer
from tsunagu.queries.engines import OxigraphEngine, RdflibEngine

ROOT = Path(__file__).resolve().parent.parent
NOT_RUN: list[str] = []
LONG = (
    "queries/test_servers",
    "queries/test_questions",
    "project/test_docs",
    "queries/test_fixture",
    "graph/test_build",
)
"""Files that take longest: first, so that no process is left alone with one at the end."""
SPREAD = ("viz/", "ontology/test_shapes", "ontology/test_confidentiality")
"""Files whose tests need nothing but what all processes share: each goes to whichever process is free, last of all."""


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file in one process and begin with the long ones; see `--dist loadgroup` of pytest-xdist."""
    names = {item: item.path.relative_to(ROOT / "tests").as_posix() for item in items if ROOT in item.path.parents}
    for item, name in names.items():
        if not name.startswith(SPREAD):
            item.add_marker(pytest.mark.xdist_group(name))
    place = {name: at for at, name in enumerate(LONG, start=-len(LONG))}
    items.sort(key=lambda item: place.get(names[item].removesuffix(".py"), int(names[item].startswith(SPREAD))))


@pytest.fixture(scope="session")
def tables() -> Tables:
    """The shipped tables."""
    return load_tables()


@pytest.fixture(scope="session")
def iris() -> Iris:
    """IRIs under the default base."""
    return Iris()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with the shipped graph built; all processes of a run share the build, so it must not be changed."""
    kept = ROOT / ".pytest_cache" / "builds"
    built = Home(once(tmp_path_factory, "home", lambda folder: copy_of_build(kept, folder)))
    return own_home(built.current(), tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def engine(home: Home) -> OxigraphEngine:
    """The embedded store over the shipped graph."""
    return OxigraphEngine.open(home)


@pytest.fixture(scope="session")
def asked(engine: OxigraphEngine) -> Callable[[str], Answer]:
    """The answer of the embedded store to a query, each asked once a process."""
    return cache(engine.select)


@pytest.fixture(scope="session")
def rdflib_engine(home: Home) -> RdflibEngine:
    """rdflib over the shipped graph."""
    return RdflibEngine.load(home.current() / "dataset.nq")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests of a process."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def graph_copy(tmp_path: Path) -> Path:
    """A copy of the law tables and the smallest document, to be spoilt."""
    folder = tmp_path / "graph"
    for name in ("japan", "kunitachi-gender"):
        shutil.copytree(ROOT / "graph" / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def sources(request: pytest.FixtureRequest) -> Path:
    """The folder of source texts; checks that need it are reported as not run where it is missing."""
    named = os.environ.get("TSUNAGU_SOURCES")
    folder = Path(named) if named else ROOT.parent / "shared" / "sources"
    if not folder.is_dir():
        NOT_RUN.append(request.node.nodeid)
        pytest.skip("source texts are not here")
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None] | None:
    """Say loudly when checks against the source texts did not run."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if "source texts" in str(report.longrepr)]
    if skipped:
        terminalreporter.section("NOT RUN: checks against the source texts", sep="!", red=True, bold=True)
        for report in skipped:
            terminalreporter.line(report.nodeid)
        terminalreporter.line("Set TSUNAGU_SOURCES to the folder of the texts to run them.")
    return None
