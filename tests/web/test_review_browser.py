"""A review in a real browser: by keyboard, without script, on a phone, for everyone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.drafting.drafts import write_pdf_plan
from tests.viz.browsing import axe_violations
from tests.web.conftest import running
from tsunagu.drafting.reviewing.review import Review
from tsunagu.graph.home import Home
from tsunagu.graph.rows import Tables
from tsunagu.messages import LANGUAGES, Language, text
from tsunagu.web.app import make_app
from tsunagu.web.review.held import Reviewing

PAGES = ("", "/row?table=document&key=made-up-plan", "/row?table=linkages&key=link-001", "/history", "/agreement",
         "/check", "/row?table=linkages&key=link-001&view=text",
         "/next?of=tags&view=picture", "/next?of=bodies")  # fmt: skip


@pytest.fixture(scope="module")
def folder(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is reviewed."""
    return write_pdf_plan(tmp_path_factory.mktemp("reviewed"), tables)


@pytest.fixture(scope="module")
def server(home: Home, folder: Path) -> Iterator[str]:
    """A server with its pages."""
    with running(make_app(home.folder, reviewing=Reviewing(folder))) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser with script."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ja-JP")
    yield context.new_page()
    context.close()


def steps(folder: Path) -> list[str]:
    return [entry.act for entry in Review.open(folder).journal.entries]


def test_a_review_goes_by_keyboard_alone_and_its_letters_can_be_switched_off(
    page: Page, server: str, folder: Path
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{server}/ja/review/next?of=sections")
    mark = page.locator("#printed .mark").first.bounding_box()
    pane = page.locator("#printed").bounding_box()
    assert mark
    assert pane
    assert pane["y"] < mark["y"] < mark["y"] + mark["height"] < pane["y"] + pane["height"]
    assert page.evaluate("document.querySelector('#printed img').naturalWidth") == 1190
    page.keyboard.press("v")
    page.wait_for_selector("#printed mark")
    page.keyboard.press("v")
    page.wait_for_selector("#printed .mark")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.closest('.untold') !== null")
    page.keyboard.type("Consultation")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("progress[value='1']")
    assert steps(folder) == ["correct"]
    page.keyboard.press("u")
    page.wait_for_selector("progress[value='0']")
    page.uncheck("#keys-on")
    page.locator("h1").click()
    for key in ("a", "x", "u"):
        page.keyboard.press(key)
    page.reload()
    assert (steps(folder), page.is_checked("#keys-on")) == (["correct", "undo"], False)
    page.check("#keys-on")
    page.goto(f"{server}/ja/review/next?of=measures")
    page.keyboard.press("a")
    page.wait_for_selector("progress[value='1']")
    assert (steps(folder)[2:], errors) == (["accept"], [])


def test_every_act_works_without_script(browser: Browser, server: str, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    before = len(steps(folder))
    page.goto(f"{server}/ja/review")
    page.click("#go")
    page.fill("[name='c.title_en']", "A made-up plan")
    page.press("[name='c.title_en']", "Enter")
    page.goto(f"{server}/ja/review/next?of=tags")
    page.uncheck("[name=keep] >> nth=0")
    page.click(f"text={text('review-save', 'ja')}")
    page.goto(f"{server}/ja/review/row?table=linkages&key=link-001")
    page.click(f"text={text('review-split', 'ja')}")
    page.fill("[name='d.purpose_ja']", "保護")
    page.click(f"text={text('review-split-save', 'ja')}")
    page.click(f"text={text('review-merge', 'ja')}")
    page.fill("[name='c.to']", "女性相談支援センター")
    page.click("button[value='find:to']")
    page.click("button[value='pick:to:body-type/wsc']")
    page.click(f"button:has-text('{text('review-drop', 'ja')}')")
    assert steps(folder)[before:] == ["correct", "correct", "split", "merge", "link", "drop"]
    page.goto(f"{server}/ja/review/history")
    page.click(f"text={text('review-undo-until', 'ja', count=6)}")
    assert steps(folder)[before + 6 :] == ["undo"] * 6
    context.close()


def test_names_are_offered_while_one_types_by_keyboard_and_for_everyone(page: Page, server: str, folder: Path) -> None:
    before = len(steps(folder))
    page.goto(f"{server}/ja/review/row?table=linkages&key=link-001")
    field = page.locator("[name='c.to']")
    field.fill("")
    field.type("女性相談支援セ")
    page.wait_for_selector("[role=option]")
    assert field.get_attribute("aria-expanded") == "true"
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.name") == "c.to"
    page.keyboard.type("ン")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    chosen = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{(chosen or '').replace('.', chr(92) + '.')}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/row?**")
    page.wait_for_function("document.querySelector('[data-key=undo]') !== null")
    assert steps(folder)[before:] == ["link"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_review_is_for_everyone(page: Page, server: str, language: Language) -> None:
    for path in PAGES:
        for width in (1366, 320):
            page.set_viewport_size({"width": width, "height": 768})
            page.goto(f"{server}/{language}/review{path}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert axe_violations(page) == [], path
    page.set_viewport_size({"width": 1366, "height": 768})
