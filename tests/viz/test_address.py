"""What is shown survives in the address: filters, choice, path, order and view, over a reload and in a copy."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.viz.browsing import Opened, opened
from tests.viz.networks import GUARD, TOWN, places
from tsunagu.viz.pages.network import scene_page
from tsunagu.viz.scenes.place import place_scene
from tsunagu.viz.scenes.projector import Projector

EVERY = 10
"""Linkages of the place: eleven, of which one is withheld."""


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The place of the hand-made network."""
    path = tmp_path_factory.mktemp("address") / "place.html"
    path.write_text(scene_page(GUARD.scene(place_scene(Projector(GUARD, "ja", places), TOWN)), "ja"), encoding="utf-8")
    return path


def node(found: Opened, label: str) -> str:
    return next(str(node["id"]) for node in found.data()["nodes"] if node["label"] == label)


def visible(held: Page) -> list[str]:
    rows: list[str] = held.evaluate(
        "[...document.querySelectorAll('#links tbody tr')].filter(row => row.checkVisibility()).map(row => row.id)"
    )
    return rows


def address(held: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(held.url).fragment)


def shown(held: Page) -> tuple[object, ...]:
    """Everything a reader sees: rows in their order, filters, choice, path, and the drawing itself."""
    checks = held.locator(".filter input").evaluate_all("all => all.map(box => box.checked)")
    texts = [held.inner_text(selector) for selector in ("#count", "#walk", "#details")]
    drawing = held.evaluate("document.querySelector('#graph canvas').toDataURL()")
    return visible(held), checks, texts, held.input_value("#filter-year"), drawing


def settle(found: Opened) -> None:
    found.page.evaluate("document.activeElement.blur()")
    found.page.mouse.move(0, 0)
    found.frame()


def test_a_first_view_leaves_the_address_alone(browser: Browser, page: Path) -> None:
    with opened(browser, page) as found:
        assert "#" not in found.page.url


@pytest.mark.parametrize("again", ["reload", "copy"])
def test_everything_chosen_is_there_again(browser: Browser, page: Path, again: str) -> None:
    with opened(browser, page) as found:
        held = found.page
        held.uncheck("#filter-layer input[value=planned]")
        held.uncheck("#filter-kind input[value=convene]")
        held.uncheck("#filter-document input[value='-']")
        held.select_option("#filter-year", "2024")
        held.click("#links thead th:nth-child(2) button")
        held.click("#links thead th:nth-child(2) button")
        held.click("#zoom-in")
        held.click("#move-right")
        settle(found)
        before, url = shown(held), held.url
        assert len(visible(held)) < EVERY
        if again == "reload":
            held.reload()
        else:
            held.goto("about:blank")
            held.goto(url)
        settle(found)
        assert shown(held) == before
        assert held.url == url
        assert held.get_attribute("#links thead th:nth-child(2)", "aria-sort") == "descending"


def test_a_chosen_body_is_there_again(browser: Browser, page: Path) -> None:
    with opened(browser, page) as found:
        found.page.select_option("#choose", node(found, "clinic"))
        found.page.reload()
        assert found.page.inner_text("#details-title") == "clinic"
        assert found.page.input_value("#choose") == node(found, "clinic")


def test_the_address_holds_ids_of_the_page_and_nothing_typed(browser: Browser, page: Path) -> None:
    with opened(browser, page) as found:
        held = found.page
        held.fill("#find", "夫から逃げたい")
        held.select_option("#choose", node(found, "desk"))
        held.uncheck("#filter-layer input[value=reported]")
        told = address(held)
        assert set(told) == {"at", "no-layer", "page"}
        assert re.fullmatch(r"n\d+", told["at"][0])
        assert "find" not in held.url


def test_everything_again_clears_the_address(browser: Browser, page: Path) -> None:
    with opened(browser, page) as found:
        found.page.uncheck("#filter-layer input[value=reported]")
        assert "no-layer=reported" in found.page.url
        found.page.click("#reset")
        assert "#" not in found.page.url


def test_an_address_of_another_page_is_not_followed(browser: Browser, page: Path) -> None:
    with opened(browser, page) as found:
        found.page.goto("about:blank")
        found.page.goto(f"{page.as_uri()}#at=n1&no-layer=stated&page=00000000")
        assert len(visible(found.page)) == EVERY
        assert "別の版" in (found.page.text_content("#status") or "")


@pytest.mark.parametrize(
    "hash_", ["at=n999", "from=x&to=%3Cscript%3E", "view=NaN_1_1", "view=1_1_-3", "sort=99a", "sort=0x"]
)
def test_a_spoilt_address_does_no_harm(browser: Browser, page: Path, hash_: str) -> None:
    with opened(browser, page) as found:
        printed = found.page.evaluate("page.data.print")
        found.page.goto("about:blank")
        found.page.goto(f"{page.as_uri()}#{hash_}&page={printed}")
        found.frame()
        assert found.errors == []
        assert len(visible(found.page)) == EVERY


def test_jumping_to_the_table_keeps_what_is_shown(browser: Browser, page: Path) -> None:
    with opened(browser, page) as found:
        found.page.uncheck("#filter-layer input[value=reported]")
        found.page.click("a[href='#table-title']")
        found.frame()
        assert len(visible(found.page)) == EVERY - 1
        assert "no-layer=reported" in found.page.url


def test_year_shows_what_holds_then_and_what_has_no_period(browser: Browser, page: Path) -> None:
    with opened(browser, page) as found:
        found.page.select_option("#filter-year", "2027")
        letters = found.page.locator("#links tbody tr:visible td:nth-child(7)").all_inner_texts()
        assert sorted(letters) == ["B", "法令"]
