"""The way between two: what the routes of the product answer, lit in the picture and told in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.viz.browsing import Opened, opened
from tests.viz.networks import GUARD, TOWN, places
from tests.viz.small import PROTECTING, WAY
from tsunagu.viz.pages.frame import Neighbours
from tsunagu.viz.pages.network import scene_page
from tsunagu.viz.scenes.place import place_scene
from tsunagu.viz.scenes.projector import Projector
from tsunagu.viz.scenes.surroundings import route_scene

ROWS = """() => picture.links.map(link => ({
  from: picture.nodes.get(link.from).label, to: picture.nodes.get(link.to).label,
  link: Object.keys(page.data.ways.links).find(iri => page.data.ways.links[iri] === link.id) ?? '',
}))"""
STUB = """held => { window.fetch = async (url) => {
  window.asked = url;
  return {ok: true, json: async () => JSON.parse(held)};
}; }"""
STEPS = (("desk", "care"), ("care", "clinic"), ("clinic", "office"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of the hand-made network: on a server, as a file, and of a route."""
    made = tmp_path_factory.mktemp("paths")
    used = Projector(GUARD, "ja", places)
    place = GUARD.scene(place_scene(used, TOWN))
    route = GUARD.scene(route_scene(used, list(map(GUARD.shown_id, WAY)), GUARD.shown_id(PROTECTING)))
    for name, scene, beside in (
        ("place", place, Neighbours(ways="/api/way?lang=ja")), ("file", place, Neighbours()),
        ("route", route, Neighbours()),
    ):  # fmt: skip
        (made / f"{name}.html").write_text(scene_page(scene, "ja", beside), encoding="utf-8")
    return made


def ids(found: Opened) -> dict[str, str]:
    return {str(node["label"]): str(node["id"]) for node in found.data()["nodes"]}


def answer(found: Opened, steps: tuple[tuple[str, str], ...]) -> None:
    """Let the page hear a way over linkages of the picture, as the server would tell it."""
    rows = {str(row["from"]) + str(row["to"]): row for row in found.page.evaluate(ROWS)}
    told = [{"from": start, "to": end, "link": rows[start + end]["link"], "origin": "", "kind": "紹介", "layer": "記載"}
            for start, end in steps]  # fmt: skip
    held = json.dumps({"need": "配偶者からの暴力（DV）", "steps": told})
    found.page.evaluate(STUB, held)


def ask(found: Opened, start: str, end: str) -> list[str]:
    """Choose two bodies by name; return the steps as they are told."""
    found.page.evaluate("document.getElementById('fold').open = true")
    for field, name in (("#path-from", start), ("#path-to", end)):
        found.page.fill(field, name)
        found.page.dispatch_event(field, "change")
    found.frame()
    return found.page.locator("#walk li").all_inner_texts()


def test_the_way_is_the_servers_and_is_marked_in_drawing_and_table(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "place.html") as found:
        answer(found, STEPS)
        assert [step.partition(" 紹介")[0] for step in ask(found, "desk", "office")] == [
            "desk → care", "care → clinic", "clinic → office"
        ]  # fmt: skip
        assert "from=body" in found.page.evaluate("window.asked")
        assert "配偶者からの暴力" in found.page.inner_text("#walk")
        assert "「desk」から「office」まで" in (found.page.text_content("#status") or "")
        marks = found.page.locator("#links .step-mark").all_inner_texts()
        assert sorted(marks) == ["道の1番目", "道の2番目", "道の3番目"]
        faint = found.page.evaluate("[...picture.nodes.values()].filter(picture.isFaint).map(node => node.label)")
        assert set(ids(found)) - set(faint) == {"desk", "care", "clinic", "office"}
        found.page.click("#path-clear")
        assert found.page.locator("#walk li").count() == 0


def test_where_nobody_is_sent_no_line_is_lit(browser: Browser, folder: Path) -> None:
    """Lines lead from one to the other, and still there is no way where the routes know none."""
    with opened(browser, folder / "place.html") as found:
        answer(found, ())
        assert ask(found, "desk", "office") == []
        assert "見つかりません" in found.page.inner_text("#walk")
        assert found.page.evaluate("picture.state.path.length") == 0


def test_a_step_leads_to_its_row(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "place.html") as found:
        answer(found, STEPS)
        ask(found, "desk", "office")
        url = found.page.url
        found.page.locator("#walk li a").first.click()
        assert found.page.evaluate("document.activeElement.classList.contains('on-path')")
        assert found.page.url == url


def test_choosing_from_the_panel_with_the_keyboard(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "place.html") as found:
        page = found.page
        answer(found, STEPS)
        for label, button in (("desk", "#from-here"), ("office", "#to-here")):
            page.fill("#find", label)
            page.locator("#found button").first.focus()
            page.keyboard.press("Enter")
            page.focus(button)
            page.keyboard.press("Enter")
        found.frame()
        assert page.locator("#walk li").count() == 3
        assert page.evaluate("document.activeElement.id") == "walk"


def test_a_picture_without_the_engine_says_nothing_of_ways(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "file.html") as found:
        assert found.page.locator("#path").count() == 0
        assert "ways" not in found.data()
        found.page.evaluate("details.choose([...picture.nodes.keys()][0])")
        assert found.page.locator("#from-here").count() == 0


def test_a_given_route_is_lit_at_first_and_can_be_put_away(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "route.html") as found:
        assert found.page.locator("#walk li").count() == 3
        found.page.click("#given-clear")
        assert found.page.locator("#walk li").count() == 0
        found.page.reload()
        assert found.page.locator("#walk li").count() == 0
