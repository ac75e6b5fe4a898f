"""The way between two: shortest over what is shown, in the direction of the arrows, the rest faded, told in words."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser

from tests.viz.browsing import Opened, opened
from tests.viz.networks import FIRST, GUARD, TOWN, places
from tests.viz.samples import crowd, town
from tests.viz.small import MEASURES, PROTECTING, WAY
from tsunagu.viz.pages.network import scene_page
from tsunagu.viz.scenes.law import LawRequest, law_scene
from tsunagu.viz.scenes.place import place_scene
from tsunagu.viz.scenes.projector import Projector
from tsunagu.viz.scenes.surroundings import route_scene


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of the hand-made networks."""
    made = tmp_path_factory.mktemp("paths")
    used = Projector(GUARD, "ja", places)
    for name, scene in (
        ("place", place_scene(used, TOWN)), ("law", law_scene(used, LawRequest(TOWN, (FIRST,), ("law/1",)), MEASURES)),
        ("route", route_scene(used, list(map(GUARD.shown_id, WAY)), GUARD.shown_id(PROTECTING))), ("town", town()),
        ("crowd", crowd(60, 110)),
    ):  # fmt: skip
        (made / f"{name}.html").write_text(scene_page(GUARD.scene(scene), "ja"), encoding="utf-8")
    (made / "folded.html").write_text(scene_page(GUARD.scene(crowd(90, 140)), "ja", most=40), encoding="utf-8")
    return made


def ids(found: Opened) -> dict[str, str]:
    return {str(one["label"]): str(one["id"]) for one in found.data()["nodes"]}


def ask(found: Opened, start: str, end: str) -> list[str]:
    """Choose two nodes by label; return the steps as they are told."""
    known = ids(found)
    found.page.select_option("#path-from", known[start])
    found.page.select_option("#path-to", known[end])
    return found.page.locator("#walk li a").all_inner_texts()


def test_steps_are_told_and_marked_in_the_table(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "place.html") as found:
        assert ask(found, "desk", "office") == ["desk → care", "care → clinic", "clinic → office"]
        assert "3段階" in found.page.inner_text("#walk")
        assert "「desk」から「office」まで" in (found.page.text_content("#status") or "")
        marks = found.page.locator("#links .step-mark").all_inner_texts()
        assert sorted(marks) == ["道の1番目", "道の2番目", "道の3番目"]


def test_the_rest_is_faded(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "place.html") as found:
        assert found.page.evaluate("[...picture.nodes.values()].filter(picture.isFaint).length") == 0
        ask(found, "desk", "clinic")
        faint = found.page.evaluate("[...picture.nodes.values()].filter(picture.isFaint).map(node => node.label)")
        bright = set(ids(found)) - set(faint)
        assert bright == {"desk", "care", "clinic"}
        edges = found.page.evaluate("page.data.edges.filter(edge => !picture.isFaintEdge(edge)).length")
        assert edges == 2


def test_the_drawing_changes_and_comes_back(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "place.html") as found:
        before = found.page.locator("#graph").screenshot()
        ask(found, "desk", "clinic")
        found.frame()
        assert found.page.locator("#graph").screenshot() != before
        found.page.click("#path-clear")
        found.page.mouse.move(0, 0)
        found.frame()
        assert found.page.locator("#graph").screenshot() == before


def test_direction_counts(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "place.html") as found:
        assert ask(found, "office", "desk") == []
        told = found.page.inner_text("#walk")
        assert "見つかりません" in told
        assert "逆向き" in told
        found.page.click("#path-swap")
        assert found.page.locator("#walk li").count() == 3


def test_only_what_is_shown_is_walked(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "place.html") as found:
        found.page.uncheck("#filter-kind input[value=refer]")
        assert ask(found, "desk", "clinic") == []
        assert "絞り込みを外すと" in found.page.inner_text("#walk")
        found.page.click("#reset")
        assert found.page.locator("#walk li").count() == 2


def test_a_way_by_which_nobody_is_handed_on_says_so(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "place.html") as found:
        ask(found, "desk", "clinic")
        assert "人をつなぐ種類ではない" not in found.page.inner_text("#walk")
        ask(found, "desk", "council")
        assert "人をつなぐ種類ではない" in found.page.inner_text("#walk")


def test_choosing_from_the_panel_with_the_keyboard(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "place.html") as found:
        page = found.page
        for label, button in (("desk", "#from-here"), ("clinic", "#to-here")):
            page.fill("#find", label)
            page.locator("#found button").first.focus()
            page.keyboard.press("Enter")
            page.focus(button)
            page.keyboard.press("Enter")
        assert page.locator("#walk li").count() == 2
        assert page.evaluate("document.activeElement.id") == "walk"
        page.keyboard.press("Escape")
        assert page.locator("#walk li").count() == 0


def test_a_step_leads_to_its_row(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "place.html") as found:
        ask(found, "desk", "clinic")
        url = found.page.url
        found.page.locator("#walk li a").first.click()
        assert found.page.evaluate("document.activeElement.classList.contains('on-path')")
        assert found.page.url == url


def test_an_article_leads_only_to_measures_of_its_own_duty(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "law.html") as found:
        assert len(ask(found, "条1", "守る施策")) == 3
        found.page.click("#path-clear")
        assert ask(found, "条1", "相談すること") == []


def test_a_given_route_is_lit_at_first_and_can_be_put_away(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "route.html") as found:
        assert found.page.locator("#walk li").count() == 3
        found.page.click("#path-clear")
        assert found.page.locator("#walk li").count() == 0
        found.page.reload()
        assert found.page.locator("#walk li").count() == 0


@pytest.mark.parametrize("name", ["crowd", "folded"])
def test_no_shorter_way_exists_and_none_through_gathered_bodies(browser: Browser, folder: Path, name: str) -> None:
    scene = crowd(60, 110) if name == "crowd" else crowd(90, 140)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(one.label for one in scene.nodes)
    label = {one.iri: one.label for one in scene.nodes}
    graph.add_edges_from((label[link.start], label[link.end]) for link in scene.links)
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    with opened(browser, folder / f"{name}.html") as found:
        known = {one: at for one, at in ids(found).items() if one in graph}
        pairs = [(one, other) for one in sorted(known)[:12] for other in sorted(known)[-12:] if one != other]
        counted = found.page.evaluate("""pairs => pairs.map(([from, to]) => {
          path.choose(from, to);
          return picture.state.path.length;
        })""", [[known[one], known[other]] for one, other in pairs])  # fmt: skip
        assert counted == [lengths[one].get(other, 0) for one, other in pairs]
        assert any(counted)
        assert not all(counted)
