"""The explorer in a real browser: each user's main task, by keyboard, without script, on a phone, for everyone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pypdfium2 import PdfDocument

from tests.viz.browsing import axe_violations
from tsunagu.messages import LANGUAGES, Language, text

WIDTHS = (1366, 320)
KINDS = {
    "start": "", "search": "search?q=児相", "body": "body/132152-shicho-shitsu", "route": "route",
    "japan": "japan", "prefecture": "place/130001", "place": "place/132152",
    "need": "need/dv", "law": "law/413AC0100000031", "measure": "measure/kunitachi-gender/18",
    "service": "service/kunitachi-gender/18-v1", "document": "document/kunitachi-gender",
    "function": "function/consult", "kind": "body-type/dvc", "figure": "indicator/kamakura-gender/ind-I-1-b",
    "register": "register/kurashi-shien-navi", "facts": "need/housing?facts=1&page=2",
    "rows": "need/dv?part=linkages&page=2", "gaps": "gaps?place=国立市&analysis=duties",
    "matrix": "gaps?place=国立市", "closing": "gaps?place=国立市&analysis=closing",
    "compare": "compare?first=document/kamakura-gender&second=document/kunitachi-gender",
    "editions": "editions?first=document/kamakura-gender&second=document/kamakura-welfare",
    "questions": "questions", "question": "questions/needs?ask=1",
    "sparql": "sparql", "pictures": "pictures", "about": "about",
    "accessibility": "accessibility", "interface": "api", "vocabulary": "vocabulary", "fault": "nothing/here",
}  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that counts what it asks for elsewhere and what goes wrong on it."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ja-JP", bypass_csp=False)
    made = context.new_page()
    yield made
    context.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_is_for_everyone(page: Page, server: str, kind: str, language: Language) -> None:
    """Nothing for axe, nothing that scrolls sideways at 320 px, no error, nothing asked for elsewhere."""
    outside: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if not request.url.startswith(server) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        page.goto(f"{server}/{language}/{KINDS[kind]}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_violations(page) == []
    assert (outside, errors) == ([], [])
    page.set_viewport_size({"width": 1366, "height": 768})


def test_a_coordinator_finds_a_route_by_keyboard_alone(page: Page, server: str) -> None:
    page.goto(f"{server}/ja/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.goto(f"{server}/ja/route")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "place":
            break
    page.keyboard.type("国立市")
    page.keyboard.press("Tab")
    page.keyboard.type("夫が怖い")
    page.keyboard.press("Enter")
    page.wait_for_selector(".doors")
    assert page.url == f"{server}/ja/route"
    first = page.locator(".doors li").first
    assert "電話" in first.inner_text() or "時間" in first.inner_text()
    assert first.bounding_box()["y"] < 768  # type: ignore[index]
    assert axe_violations(page) == []


def test_each_task_works_without_script(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    page.goto(f"{server}/ja/")
    page.fill("#q", "市長室")
    page.click("form.search button")
    page.click(".hits a")
    page.click(f"text={text('web-thing-route-desk', 'ja')}")
    page.fill("#words", "夫が怖い")
    page.click("button.main")
    assert page.locator(".doors li").count() > 0
    page.goto(f"{server}/ja/questions")
    page.click(".hits a >> nth=0")
    page.click("button.main")
    assert page.locator("table, [role=status], [role=alert]").count() > 0
    page.goto(f"{server}/ja/gaps")
    page.fill("#place", "鎌倉市")
    page.click("button.main")
    assert page.locator("tbody tr").count() > 5
    page.goto(f"{server}/ja/sparql")
    page.click("button.main")
    assert page.locator("tbody tr").count() == 50
    context.close()


def test_search_answers_while_one_types(page: Page, server: str) -> None:
    """The list that opens is read aloud, walked by arrows, closed by Escape, and leads to the page of a thing."""
    page.goto(f"{server}/ja/")
    page.locator("#q").press_sequentially("鎌倉の児相")
    page.wait_for_selector(".suggested li")
    assert "神奈川県" in page.locator(".suggested li").first.inner_text()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-activedescendant')") == "q-list-0"
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    assert page.locator(".suggested").is_hidden()
    page.keyboard.press("Backspace")
    page.keyboard.type("相")
    page.wait_for_selector(".suggested li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server}/ja/desk/**")


def test_leaving_leaves_at_once(page: Page, server: str) -> None:
    page.goto(f"{server}/ja/about")
    page.goto(f"{server}/ja/route")
    page.click("#leave")
    page.wait_for_url("about:blank")
    assert page.locator("body").inner_text() == ""
    page.go_back()
    page.wait_for_url("about:blank")
    assert page.locator("body").inner_text() == "", "pages before it are not shown again either"
    page.goto(f"{server}/ja/about")
    assert page.locator("h1").inner_text() == text("web-about-title", "ja"), "who comes anew is let in"


# ---- a query of one's own ----


def write(page: Page, query: str) -> None:
    """Write a query into the editor in place of what stands there."""
    page.locator("#editor .cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)
    page.keyboard.press("Escape")


def test_the_editor_completes_terms_labels_and_things(page: Page, server: str) -> None:
    page.goto(f"{server}/ja/sparql")
    write(page, "SELECT ?s WHERE { ?s ")
    page.keyboard.type("tsg:meet")
    options = page.locator("#editor [role=option]")
    options.first.wait_for()
    assert options.first.inner_text().startswith("tsg:meetsNeed")
    assert axe_violations(page) == []
    page.wait_for_timeout(100)  # the editor takes no choice within 75 ms of the list opening
    page.keyboard.press("Enter")
    assert page.input_value("#query", timeout=0) == "SELECT ?s WHERE { ?s tsg:meetsNeed"
    page.keyboard.type(" 国立市")
    page.locator("#editor [role=option]", has_text="place/132152").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == text("web-sparql-run", "ja"), "no trap"


def test_a_run_is_timed_can_be_stopped_and_is_drawn(page: Page, server: str) -> None:
    page.goto(f"{server}/ja/sparql")
    write(page, "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    page.click("button.main")
    page.locator("#running", has_text="1").wait_for()
    page.click("#cancel")
    page.locator("#running", has_text=text("web-sparql-ended", "ja")).wait_for()
    write(page, "SELECT ?m ?n WHERE { ?m a tsg:Measure ; tsg:meetsNeed ?n } ORDER BY ?m ?n LIMIT 20")
    page.keyboard.press("Control+Enter")
    page.locator("#answer tbody tr").first.wait_for()
    page.click("#draw")
    page.wait_for_selector("canvas")
    assert text("picture-answer-title", "ja") in page.title()
    assert axe_violations(page) == []


# ---- pictures ----


def boxes(page: Page) -> int:
    return int(page.evaluate("JSON.parse(document.getElementById('graph-data').textContent).nodes.length"))


def test_a_group_opens_in_place_and_back_closes_it(page: Page, server: str) -> None:
    loads = list[str]()
    page.on("load", lambda _: loads.append(page.url))
    page.goto(f"{server}/ja/pictures/place/142042")
    gathered = boxes(page)
    group = page.evaluate("Object.keys(page.data.opens)[0]")
    page.evaluate("id => details.choose(id, null, true)", group)
    page.click("#open-here")
    page.wait_for_url("**open=**")
    page.wait_for_function("document.activeElement.id === 'graph'")
    assert boxes(page) > gathered
    assert len(loads) == 1, "the page was not loaded again"
    page.focus("#graph")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "details-title", "scripts run over what they now find"
    assert axe_violations(page) == []
    page.go_back()
    page.wait_for_function(f"JSON.parse(document.getElementById('graph-data').textContent).nodes.length === {gathered}")


def test_the_boxes_of_a_picture_are_reached_by_keys_and_read_aloud(page: Page, server: str) -> None:
    page.goto(f"{server}/ja/pictures/body/132152-shicho-shitsu")
    page.focus("#graph")
    page.keyboard.press("ArrowRight")
    first = page.text_content("#status") or ""
    assert "市長室" in first
    assert "Enter" in first
    page.keyboard.press("ArrowRight")
    second = page.text_content("#status") or ""
    assert second != first
    page.keyboard.press("Enter")
    assert page.inner_text("#details-title") in second
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "graph"


def test_years_slide_and_are_chosen_from_a_list_alike(page: Page, server: str) -> None:
    page.goto(f"{server}/ja/pictures/place/142042")
    page.click("#fold summary")
    page.focus("#year-slide")
    page.keyboard.press("ArrowRight")
    chosen = page.locator("#filter-year option:checked").inner_text()
    assert page.get_attribute("#year-slide", "aria-valuetext") == chosen
    page.select_option("#filter-year", index=0)
    assert page.input_value("#year-slide") == "0"


def test_a_picture_is_printed_on_one_sheet_across(page: Page, server: str) -> None:
    page.goto(f"{server}/ja/pictures/place/142042")
    page.wait_for_selector("canvas")
    sheets = PdfDocument(page.pdf(prefer_css_page_size=True))
    width, height = sheets[0].get_size()
    assert len(sheets) == 1
    assert width > height
    assert "鎌倉市の支援のつながり" in sheets[0].get_textpage().get_text_bounded()
    assert page.locator("#printed").count() == 0, "what is made for paper goes with it"
