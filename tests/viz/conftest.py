"""Pages of the hand-made networks and of the shipped graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shared import once
from tests.showing import OPEN, guard_of
from tests.viz.networks import network
from tests.viz.samples import hostile, town
from tests.viz.small import every_page
from tsunagu.graph.iris import Iris
from tsunagu.messages import LANGUAGES
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.referral.question import Question
from tsunagu.routes.router import Router
from tsunagu.viz.pages.network import scene_page
from tsunagu.viz.pages.picture_set import write_pages
from tsunagu.viz.pages.pictures import Pictures
from tsunagu.viz.routes.page import route_page


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of the hand-made networks."""
    folder = tmp_path_factory.mktemp("made")
    for language in LANGUAGES:
        (folder / f"town.{language}.html").write_text(
            scene_page(OPEN.scene(town(language)), language), encoding="utf-8"
        )
        (folder / f"hostile.{language}.html").write_text(
            scene_page(OPEN.scene(hostile(language)), language), encoding="utf-8"
        )
    return folder


KINDS = {
    "document": "kunitachi-gender", "place": "place-132152", "law": "law-132152", "matrix": "matrix-places",
    "stages": "matrix-132152", "compare": "compare-kamakura-gender-kamakura-welfare", "body": "alone-body",
    "route": "alone-route-pyvis", "what-if": "alone-what-if",
}  # fmt: skip
"""Kind of picture → the page that stands for it in the tests; `.en` before the ending is the English one."""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind of picture of the hand-made network, in both languages."""
    folder = tmp_path_factory.mktemp("small")
    for language in LANGUAGES:
        for kind, page in every_page(network(), language).items():
            (folder / f"{kind}.{language}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, engine: OxigraphEngine, iris: Iris) -> Path:
    """Every page of the shipped graph, and two route pages; made once a run."""
    return once(tmp_path_factory, "shipped", lambda folder: write_shipped(engine, iris, folder))


def write_shipped(engine: OxigraphEngine, iris: Iris, folder: Path) -> None:
    """Write every page of the shipped graph, the pictures that are made when asked for, and two route pages."""
    guard = guard_of(engine, iris)
    held = guard.network
    write_pages(BuiltGraph(engine, iris), guard, folder, "ja")
    for language in LANGUAGES:
        pictures = Pictures(BuiltGraph(engine, iris), guard, language)
        walked = ["linkage/kunitachi-gender/20.2-l1"]
        for name, made in (
            ("body", pictures.body("body/132152-shicho-shitsu", 2)),
            ("route-pyvis", pictures.route(walked, next(iter(held.services)).id)),
            ("what-if", pictures.what_if("place/132152", ["body/132152-shicho-shitsu"])),
        ):
            ending = ".html" if language == "ja" else ".en.html"
            (folder / f"alone-{name}{ending}").write_text(made.page(), encoding="utf-8")
    router = Router.over(BuiltGraph(engine, iris), guard)
    for name in ("consult", "housing"):
        answer = router.ask(Question("body/132152-shicho-shitsu", functions=(f"function/{name}",)))
        for language in LANGUAGES:
            (folder / f"route-{name}.{language}.html").write_text(route_page(answer, language), encoding="utf-8")
