"""Pages of the hand-made networks and of the shipped graph, and a browser to look at them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.viz.browsing import launch
from tests.viz.samples import hostile, town
from tsunagu.graph.iris import Iris
from tsunagu.messages import LANGUAGES
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.queries.routes import RouteFinder
from tsunagu.viz.pages import document_page, write_pages, write_route_page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of the hand-made networks."""
    folder = tmp_path_factory.mktemp("made")
    for language in LANGUAGES:
        (folder / f"town.{language}.html").write_text(document_page(town(), language), encoding="utf-8")
        (folder / f"hostile.{language}.html").write_text(document_page(hostile(), language), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, engine: OxigraphEngine, iris: Iris) -> Path:
    """Every page of the shipped graph, and two route pages."""
    folder = tmp_path_factory.mktemp("shipped")
    write_pages(engine, iris, folder, "ja")
    start = f"{iris.base}body/132152-shicho-shitsu"
    finder = RouteFinder(engine, iris)
    for name in ("consult", "temp-protection", "housing"):
        function = f"{iris.base}function/{name}"
        answered = finder.find(start, function)
        for language in LANGUAGES:
            target = folder / f"route-{name}.{language}.html"
            write_route_page(engine, iris, answered, start, function, target, language)
    return folder
