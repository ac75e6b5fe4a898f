"""Pages for everyone: axe-core, keyboard, focus, zoom, reflow, language, motion."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.viz.browsing import axe_violations, opened
from tests.viz.conftest import KINDS
from tests.viz.small import SMALL

FOCUSABLE = "a[href], button, input, select, summary, [tabindex='0']"
PAGES = ("index", KINDS["document"], KINDS["place"], KINDS["stages"], "route-consult.ja", "route-housing.ja")
SHIPPED = (
    ("index", 1280), ("index.en", 320), (KINDS["document"], 320), (f"{KINDS['document']}.en", 1280),
    (KINDS["place"], 1280), (f"{KINDS['law']}.en", 320), (KINDS["stages"], 320), (f"{KINDS['what-if']}.en", 1280),
    ("route-consult.ja", 320), ("route-consult.en", 1280), ("route-housing.ja", 1280),
)  # fmt: skip


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("kind", SMALL)
def test_axe_finds_nothing_in_any_kind(browser: Browser, small: Path, kind: str, language: str) -> None:
    judge(browser, small / f"{kind}.{language}.html", 1280, 320)


@pytest.mark.parametrize(("name", "width"), SHIPPED)
def test_axe_finds_nothing_in_shipped_pages(browser: Browser, shipped: Path, name: str, width: int) -> None:
    judge(browser, shipped / f"{name}.html", width)


def judge(browser: Browser, path: Path, *widths: int) -> None:
    """Nothing for axe, nothing that scrolls sideways, and in English pages no Japanese that is not marked."""
    with opened(browser, path, width=widths[0], height=640) as found:
        for width in widths:
            found.page.set_viewport_size({"width": width, "height": 640})
            found.frame()
            assert axe_violations(found.page) == []
            assert found.page.evaluate("document.documentElement.scrollWidth") <= width
        if found.page.get_attribute("html", "lang") == "en":
            assert unmarked_japanese(found.page) == []


def unmarked_japanese(page: Page) -> list[str]:
    """Return Japanese words an English page does not mark as Japanese."""
    words: list[str] = page.locator("body *:not(:has(*)):not(script, style, noscript)").evaluate_all(
        "all => all.filter(node => /[ぁ-んァ-ヶ一-龠]/.test(node.textContent) && !node.closest('[lang=ja]'))"
        ".map(node => node.textContent)"
    )
    return words


def test_axe_finds_nothing_with_a_body_chosen_and_a_search_open(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        found.page.fill("#find", "相談")
        found.page.locator("#found button").first.click()
        assert axe_violations(found.page) == []


def walk(page: Page) -> list[str]:
    """Press Tab until the focus leaves the page; return what was reached, each with a visible focus."""
    page.evaluate(f'document.querySelectorAll("{FOCUSABLE}").forEach((node, n) => node.dataset.stop = n)')
    reached: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop, outline, ring = page.evaluate("""() => {
          const node = document.activeElement, style = getComputedStyle(node);
          const ring = node.querySelector?.('.ring'), drawn = ring && getComputedStyle(ring);
          return [node.dataset.stop ?? '', parseFloat(style.outlineWidth) * (style.outlineStyle !== 'none'),
                  ring ? parseFloat(drawn.strokeWidth) * (drawn.stroke !== 'none') : 0];
        }""")
        if not stop or stop in reached:
            return reached
        assert max(outline, ring) >= 2, f"no visible focus on {stop}"
        reached.append(stop)
    raise AssertionError("Tab never comes to an end")


@pytest.mark.parametrize("name", PAGES)
def test_keyboard_reaches_every_control_in_order(browser: Browser, shipped: Path, name: str) -> None:
    with opened(browser, shipped / f"{name}.html") as found:
        reached = walk(found.page)
        visible = found.page.locator(FOCUSABLE).evaluate_all(
            "all => all.filter(node => node.checkVisibility({visibilityProperty: true})).map(node => node.dataset.stop)"
        )
        assert reached == visible


def test_skip_link_comes_first_and_works(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        found.page.keyboard.press("Tab")
        assert found.page.evaluate("document.activeElement.className") == "skip"
        box = found.page.locator(".skip").bounding_box()
        assert box
        assert box["y"] >= 0
        found.page.keyboard.press("Enter")
        assert found.page.evaluate("document.activeElement.id") == "main"


def test_focus_is_not_hidden_behind_the_header(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html", width=360, height=740) as found:
        for _ in range(40):
            found.page.keyboard.press("Tab")
            hidden = found.page.evaluate("""() => {
              const node = document.activeElement, box = node.getBoundingClientRect();
              const header = document.querySelector('.top');
              return !header.contains(node) && node.className !== 'skip'
                && box.bottom <= header.getBoundingClientRect().bottom;
            }""")
            assert not hidden


def test_choose_by_list_and_leave_by_escape(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        page = found.page
        page.focus("#choose")
        page.keyboard.press("ArrowDown")
        chosen = page.locator("#choose option:checked").inner_text()
        assert page.inner_text("#details-title") == chosen
        assert chosen in (page.text_content("#status") or "")
        assert page.evaluate("document.activeElement.id") == "choose"
        page.keyboard.press("Escape")
        assert page.inner_text("#details-title") == "選んだ機関"
        assert page.evaluate("document.activeElement.id") == "choose"


def test_search_opens_the_panel_and_escape_returns(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        page = found.page
        page.fill("#find", "ｼﾐﾝ相談")
        assert page.locator("#found").inner_text() == "見つかりません。別の言葉で探してください。"
        page.fill("#find", "市民相談課ヨミ")
        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.closest('#found')") is None:
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.inner_text("#details-title") == "市民相談課"
        assert page.evaluate("document.activeElement.id") == "details-title"
        details = page.inner_text("#details")
        assert "見本市ジェンダー平等計画" in details
        assert "「市民相談課」文字10–20" in details
        assert page.locator(".link-list li").count() == 8
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == "find"


def test_picture_is_chosen_by_pointer_and_moved_by_keys(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html", height=1400) as found:
        page, data = found.page, found.data()
        canvas = page.locator("#graph canvas").bounding_box()
        assert canvas
        size = page.evaluate("JSON.parse(document.getElementById('graph-data').textContent).size")
        scale = min(1, canvas["width"] / (size["width"] + 24))
        node = next(node for node in data["nodes"] if node["label"] == "見本県警察")
        across = canvas["width"] / 2 + (float(str(node["x"])) - size["width"] / 2) * scale
        down = canvas["height"] / 2 + (float(str(node["y"])) - size["height"] / 2) * scale
        page.locator("#graph canvas").click(position={"x": across, "y": down})
        page.wait_for_function("document.getElementById('details-title').textContent === '見本県警察'")
        page.keyboard.press("Escape")
        for key in ("ArrowRight", "ArrowDown", "+", "-", "0"):
            before = page.locator("#graph").screenshot()
            page.focus("#graph")
            page.keyboard.press(key)
            found.frame()
            assert page.locator("#graph").screenshot() != before, key


def test_buttons_do_what_the_keys_do(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        for name in ("zoom-in", "move-left", "move-right", "move-up", "move-down", "zoom-out", "fit"):
            before = found.page.locator("#graph").screenshot()
            found.page.click(f"#{name}")
            found.frame()
            assert found.page.locator("#graph").screenshot() != before, name


@pytest.mark.parametrize("name", [KINDS["place"], "isehara-review.en"])
def test_no_sideways_scrolling_of_the_page_at_320(browser: Browser, shipped: Path, name: str) -> None:
    with opened(browser, shipped / f"{name}.html", width=320, height=640) as found:
        if found.page.locator("#choose").count():
            found.page.select_option("#choose", index=3)
        assert found.page.evaluate("document.documentElement.scrollWidth") <= 320
        scrollers = found.page.locator(".scroller").evaluate_all(
            "all => all.map(node => getComputedStyle(node).overflowX === 'auto' && node.tabIndex === 0)"
        )
        assert all(scrollers)


def test_text_can_be_twice_as_large(browser: Browser, shipped: Path) -> None:
    with opened(browser, shipped / "kunitachi-gender.html") as found:
        found.page.evaluate("document.documentElement.style.fontSize = '200%'")
        found.frame()
        assert found.page.evaluate("document.documentElement.scrollWidth") <= 1280
        clipped = found.page.locator("button, .leave, legend, th").evaluate_all(
            "all => all.filter(node => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1)"
            ".map(node => node.outerHTML)"
        )
        assert clipped == []


def test_controls_are_large_enough(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        sizes = found.page.locator("button, select, input[type=search], label:has(input), .leave").evaluate_all(
            "all => all.filter(node => node.checkVisibility()).map(box => Math.min(box.offsetWidth, box.offsetHeight))"
        )
        assert min(sizes) >= 24


@pytest.mark.parametrize(("name", "language"), [("town.ja", "ja"), ("town.en", "en")])
def test_page_tells_its_language_and_title(browser: Browser, made: Path, name: str, language: str) -> None:
    with opened(browser, made / f"{name}.html") as found:
        assert found.page.get_attribute("html", "lang") == language
        assert "見本市ジェンダー平等計画" in found.page.title()
        levels = found.page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(node => +node.tagName[1])")
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", ["isehara-review", KINDS["compare"]])
def test_japanese_words_are_marked_in_english_pages(browser: Browser, shipped: Path, name: str) -> None:
    with opened(browser, shipped / f"{name}.en.html") as found:
        if found.page.locator("#choose").count():
            found.page.select_option("#choose", index=2)
        assert unmarked_japanese(found.page) == []


def test_reduced_motion_is_respected(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        found.page.emulate_media(reduced_motion="reduce")
        moving = found.page.evaluate(
            "[...document.querySelectorAll('*')].filter(box => parseFloat(getComputedStyle(box).transitionDuration) > 0"
            " || getComputedStyle(box).animationName !== 'none').length"
        )
        assert moving == 0


def test_print_shows_picture_and_table_and_no_controls(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        found.page.emulate_media(media="print")
        for hidden in (".controls", ".leave", ".tools", ".details"):
            assert not found.page.locator(hidden).is_visible()
        for shown in ("#graph canvas", "#links", "h1", ".notice >> nth=0"):
            assert found.page.locator(shown).is_visible()
