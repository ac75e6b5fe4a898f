"""The page and the picture of a route answer: what stands on them, what never does, and who can use them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page

from tests.showing import OPEN
from tests.viz.answers import QUESTIONS, SECRET_FACT, hostile, town, ways_of
from tests.viz.browsing import axe_violations, opened
from tsunagu.assets import asset_root
from tsunagu.disclosure.guard import Guard
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.messages import LANGUAGES, Language, text
from tsunagu.network.compiled import open_network
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.routes.answer import Json
from tsunagu.routes.router import Router
from tsunagu.viz.routes.page import drawn_of, make_sheet, route_page, route_svg

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
PAYLOADS = (
    "</script><script>window.leaked=1</script>",
    '" onload="window.leaked=1" x="',
    "<img src=x onerror=window.leaked=1>",
    "</text></svg><script>window.leaked=1</script>",
    "]]><svg onload=window.leaked=1>",
    "{{ 7*7 }}{0}%s",
    "&lt;b&gt;&amp;",
)


@pytest.fixture(scope="module")
def answers(home: Home, engine: OxigraphEngine, iris: Iris) -> dict[str, Json]:
    """Answers over the shipped graph, by name."""
    router = Router.over(BuiltGraph(engine, iris), Guard(open_network(home), iris))
    return {name: router.ask(question).value for name, question in QUESTIONS.items()}


@pytest.fixture(scope="module")
def pages(answers: dict[str, Json], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their pages in both languages."""
    folder = tmp_path_factory.mktemp("routes")
    for name, answer in answers.items():
        for language in LANGUAGES:
            (folder / f"{name}.{language}.html").write_text(route_page(OPEN.answer(answer), language), encoding="utf-8")
    return folder


def saved(folder: Path, page: str, name: str = "page.html") -> Path:
    (folder / name).write_text(page, encoding="utf-8")
    return folder / name


# ---- for whom ----


@pytest.mark.parametrize(
    ("name", "language", "width"),
    [("night", "ja", 1280), ("night", "ja", 320), ("plain", "en", 1280), ("plain", "en", 320), ("none", "ja", 320)],
)
def test_pages_are_accessible(browser: Browser, pages: Path, name: str, language: Language, width: int) -> None:
    with opened(browser, pages / f"{name}.{language}.html", width=width) as found:
        assert axe_violations(found.page) == []
        assert (found.outside, found.errors) == ([], [])
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_part_takes_the_focus_in_order_and_says_what_it_shows(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "branching.ja.html") as found:
        page = found.page
        said = (
            page.locator("svg.way").first.locator("g").evaluate_all("all => all.map(g => g.getAttribute('aria-label'))")
        )
        assert len(said) > 6
        assert all(len(sentence) > 3 for sentence in said)
        heard = []
        for _ in range(len(said) + 20):
            page.keyboard.press("Tab")
            label = page.evaluate("document.activeElement.closest('svg') && document.activeElement.ariaLabel")
            heard += [label] if label else []
            if len(heard) == len(said):
                break
        assert heard == said
        ring = page.evaluate("getComputedStyle(document.activeElement.querySelector('.ring')).stroke")
        assert ring == "rgb(180, 83, 9)"


def test_what_to_do_next_is_seen_without_scrolling(browser: Browser, pages: Path) -> None:
    for name in ("joint", "night", "none"):
        with opened(browser, pages / f"{name}.ja.html") as found:
            page = found.page
            first = page.locator(".doors .desk, .next .sum").first.bounding_box()
            numbers = page.locator(".emergency .calls").bounding_box()
            assert first and numbers
            assert numbers["y"] < first["y"] < 700


def test_page_reads_the_same_without_script(browser: Browser, pages: Path) -> None:
    with (
        opened(browser, pages / "joint.ja.html") as found,
        opened(browser, pages / "joint.ja.html", script=False) as still,
    ):
        assert still.page.locator("main").inner_text() == found.page.locator("main").inner_text()


def test_japanese_words_in_an_english_page_are_marked(answers: dict[str, Json]) -> None:
    body = route_page(OPEN.answer(answers["joint"]), "en").partition("<main")[2].partition("</main>")[0]
    plain = re.sub(r'<span lang="ja">[^<]*</span>|<[^>]*>', "", body)
    assert re.findall(r"[ぁ-んァ-ヶ一-龠]+", plain) == []
    assert '<span lang="ja">' in body


# ---- table = drawing = answer ----


@pytest.mark.parametrize("name", ["joint", "branching", "kind"])
def test_table_drawing_and_answer_say_the_same(
    browser: Browser, pages: Path, answers: dict[str, Json], name: str
) -> None:
    answer = answers[name]
    with opened(browser, pages / f"{name}.ja.html") as found:
        blocks = found.page.locator(".want")
        at = 0
        for route in ways_of(answer):
            table = found.page.locator(".want table").nth(at)
            at += 1
            assert rows(table.locator("tr.leg"), 2) == [leg_end(leg) for leg in route["legs"]]
            assert rows(table.locator("tr.leg"), 4) == [leg["layer_label"]["ja"] for leg in route["legs"]]
            assert rows(table.locator("tr.offer"), 4) == [offer["layer_label"]["ja"] for offer in route["offers"]]
            for leg, cell in zip(route["legs"], rows(table.locator("tr.leg"), 7), strict=True):
                assert all(basis["label"]["ja"] in cell and basis["wording"]["ja"] in cell for basis in leg["basis"])
            for offer, cell in zip(route["offers"], rows(table.locator("tr.offer"), 8), strict=True):
                assert all(anchor in cell for source in offer["sources"] for anchor in source["anchors"])
        assert blocks.locator("table").count() == at
        check_drawings(found.page, answer)


def rows(found: object, column: int) -> list[str]:
    script = "(all, column) => all.map(row => row.children[column].innerText.trim())"
    told: list[str] = found.evaluate_all(script, column)  # type: ignore[attr-defined]
    return told


def leg_end(leg: Json) -> str:
    label: str = leg["to"]["label"]["ja"]
    return text("route-expected", "ja", body=label) if leg["to"]["sort"] == "expected" else label


def check_drawings(page: Page, answer: Json) -> None:
    """Each drawing has the desks, handovers and offers of its route, in order; the plan has those of its visits."""
    several = len(answer["routes"]) > 1
    drawn = ways_of(answer)
    wanted: list[tuple[int, list[str], int]] = []
    for way in drawn:
        wanted.append((1, [leg["to"]["label"]["ja"] for leg in way["legs"]], len(way["offers"])))
    if several:
        visits = answer["plan"]["visits"]
        legs = [visit["body"]["label"]["ja"] for visit in visits if visit["leg"]]
        starts = len(visits) - len(legs) or 1
        wanted.insert(0, (starts, legs, sum(len(visit["met"]) for visit in visits)))
    real = page.locator("svg.way").evaluate_all("""all => all.map(svg => [
      svg.querySelectorAll('g.start').length,
      [...svg.querySelectorAll('g.stop')].map(g => [...g.querySelectorAll('.label')].map(t => t.textContent).join('')),
      svg.querySelectorAll('g.offer').length, svg.querySelectorAll('g.leg').length])""")
    assert [[drawing[0], drawing[2]] for drawing in real] == [[way[0], way[2]] for way in wanted]
    for drawing, expected in zip(real, wanted, strict=True):
        assert [squeezed(label) for label in drawing[1]] == [squeezed(label) for label in expected[1]]
        assert drawing[3] == len(expected[1])


def squeezed(label: str) -> str:
    return label.replace(" ", "")


def test_text_stays_inside_the_drawing(browser: Browser, pages: Path) -> None:
    for name, language in (("branching", "ja"), ("joint", "en")):
        with opened(browser, pages / f"{name}.{language}.html") as found:
            outside = found.page.locator(".way text").evaluate_all("""all => all.filter(element => {
                  const box = element.getBoundingClientRect(), svg = element.closest('svg').getBoundingClientRect();
                  return box.left < svg.left || box.right > svg.right || box.bottom > svg.bottom;
                }).map(element => element.textContent)""")
            assert outside == []


def test_a_plan_that_branches_leads_every_arrow_from_its_desk(answers: dict[str, Json]) -> None:
    answer = answers["branching"]
    visits = answer["plan"]["visits"]
    sheet = make_sheet(OPEN.answer(answer), "ja")
    stops = sheet.first.way.stops
    for visit, stop in zip(visits, stops, strict=True):
        if visit["leg"]:
            assert visits[stop.parent]["body"]["id"] == visit["leg"]["from"]["id"]
    apart = sum(1 for at, stop in enumerate(stops) if stop.leg and stop.parent != at - 1)
    assert sum(part.role == "joint" for part in sheet.first.drawing.parts) == apart > 0


def test_layer_is_told_by_line_and_words(answers: dict[str, Json]) -> None:
    parts = make_sheet(OPEN.answer(town()), "ja").first.drawing.parts
    dashes = {part.look.dash for part in parts if part.role == "leg"}
    assert len(dashes) == 2
    assert all("根拠" in part.says for part in parts if part.role in ("leg", "offer"))


# ---- the parts of the page ----


def test_the_question_and_the_date_stand_on_it(answers: dict[str, Json]) -> None:
    for language in LANGUAGES:
        page = route_page(OPEN.answer(answers["joint"]), language)
        for told in ("2026-04-01", answers["joint"]["revision"][:12], text("route-notice", language)):
            assert told in page
        assert [number for number in ("110", "119", "189", "#8008", "#8891") if f"<dt>{number}</dt>" not in page] == []


def test_no_route_says_where_attempts_end_and_what_would_open_one(
    browser: Browser, pages: Path, answers: dict[str, Json]
) -> None:
    assert not answers["none"]["answered"]
    with opened(browser, pages / "none.ja.html") as found:
        shown = found.page.locator(".next").inner_text()
        unmet = answers["none"]["unmet"][0]
        assert unmet["openers"]
        for body in (*unmet["ends"], *(opener["to"] for opener in unmet["openers"])):
            assert body["label"]["ja"] in shown
        assert found.page.locator("svg.way").count() == 0


def test_an_unmet_want_beside_met_ones_is_told_in_the_first_box(browser: Browser, tmp_path: Path) -> None:
    answer = town(needs=("need/dv", "need/nobody-helps"))
    with opened(browser, saved(tmp_path, route_page(OPEN.answer(answer), "ja"))) as found:
        told = found.page.locator(".next .open a")
        assert told.count() == 1
        told.click()
        assert found.page.evaluate("location.hash") == "#unmet-1"
        assert found.page.locator("#unmet-1").is_visible()


def test_circumstances_are_counted_and_never_named() -> None:
    answer = town()
    answer["changes"] = [{"circumstance": {"id": "circumstance/x", "label": {"ja": SECRET_FACT, "en": SECRET_FACT}},
                          "how": "dropped", "outcome": "fewer", "desks_before": 2, "desks_after": 1, "ends_before": [],
                          "ends_after": []}]  # fmt: skip
    for made in (
        route_page(OPEN.answer(answer), "ja"),
        route_page(OPEN.answer(answer), "en"),
        route_svg(OPEN.answer(answer), "ja"),
    ):
        assert SECRET_FACT not in made
        assert "circumstance/x" not in made
    assert text("answer-case-count", "ja", count=1) in route_page(OPEN.answer(answer), "ja")
    assert text("route-change-dropped-one", "ja") in route_page(OPEN.answer(answer), "ja")


def test_a_circumstance_tried_is_named(answers: dict[str, Json]) -> None:
    answer = town()
    answer["changes"] = [{"circumstance": {"id": "circumstance/y", "label": {"ja": "夜間", "en": "Night"}},
                          "how": "added", "outcome": "more", "desks_before": 1, "desks_after": 2, "ends_before": [],
                          "ends_after": []}]  # fmt: skip
    assert "「夜間」であれば" in route_page(OPEN.answer(answer), "ja")


def test_payloads_stay_text(browser: Browser, tmp_path: Path) -> None:
    payload = " ".join(PAYLOADS)
    answer = hostile(payload)
    with opened(browser, saved(tmp_path, route_page(OPEN.answer(answer), "ja"))) as found:
        assert found.page.evaluate("window.leaked") is None
        assert found.page.locator("main img, main script").count() == 0
        cells = found.page.locator(".steps").first.inner_text()
        assert payload in cells
        assert (found.outside, found.errors) == ([], [])
    root = ET.fromstring(route_svg(OPEN.answer(answer), "ja"))  # noqa: S314 - made here
    tags = "svg", "title", "desc", "style", "rect", "g", "path", "text"
    assert {element.tag for element in root.iter()} == {SVG + tag for tag in tags}


# ---- the picture file ----


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(QUESTIONS))
def test_picture_file_is_valid_and_says_what_it_shows(answers: dict[str, Json], name: str, language: Language) -> None:
    root = ET.fromstring(route_svg(OPEN.answer(answers[name]), language))  # noqa: S314 - made here
    assert (root.tag, root.get("lang")) == (f"{SVG}svg", language)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert text("route-notice", language) in (desc.text or "")
    groups = [element for element in root.iter(f"{SVG}g") if element.get("tabindex") == "0"]
    assert groups
    assert all(group.get("role") == "img" and group.get("aria-label") for group in groups)


def test_picture_file_can_be_walked_by_keyboard(browser: Browser, answers: dict[str, Json], tmp_path: Path) -> None:
    with opened(
        browser, saved(tmp_path, route_svg(OPEN.answer(answers["plain"]), "ja"), "route.svg"), script=True
    ) as found:
        found.page.keyboard.press("Tab")
        assert "市長室" in found.page.evaluate("document.activeElement.getAttribute('aria-label')")
        assert found.outside == []


def test_picture_file_survives_characters_xml_forbids() -> None:
    ET.fromstring(route_svg(OPEN.answer(hostile("a\x00b\x1fc\ufffe")), "ja"))  # noqa: S314 - made here


def test_surroundings_are_drawn_from_the_linkages_of_the_answer(answers: dict[str, Json]) -> None:
    links, service, body = drawn_of(OPEN.answer(answers["plain"]))
    assert links == [leg["id"] for leg in ways_of(answers["plain"])[0]["legs"] if leg["id"]]
    assert (service, body) == ("", "body/132152-shicho-shitsu")
    assert drawn_of(OPEN.answer(answers["none"])) == ([], "", QUESTIONS["none"].start)
    assert drawn_of(OPEN.answer(town()))[1] in ("service/b-help", "service/c-help")


# ---- on paper ----


def test_paper_shows_everything_once_and_cuts_no_row(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "joint.ja.html", width=718) as found:  # 190 mm, the width of the text on A4
        page = found.page
        page.emulate_media(media="print")
        for gone in (".leave", ".ways", ".want summary"):
            assert not page.locator(gone).first.is_visible()
        assert page.locator(".notice").is_visible()
        wide = page.locator(".scroller").evaluate_all(
            "all => all.filter(element => element.scrollWidth > element.clientWidth + 1).length"
        )
        assert wide == 0
        breaks = page.locator("tr").evaluate_all(
            "all => [...new Set(all.map(element => getComputedStyle(element).breakInside))]"
        )
        assert breaks == ["avoid"]
        pdf = page.pdf(prefer_css_page_size=True)
        boxes = set(re.findall(rb"/MediaBox \[([^\]]+)\]", pdf))
        assert boxes == {b"0 0 594.95996 841.91998"}
        assert len(re.findall(rb"/Type /Page\b", pdf)) <= 7  # four desks, six routes, and every number


# ---- the same every time, and in words that exist ----


def test_same_answer_gives_the_same_bytes(answers: dict[str, Json]) -> None:
    for answer in answers.values():
        before = json.dumps(answer)
        assert route_page(OPEN.answer(answer), "ja") == route_page(OPEN.answer(answer), "ja")
        assert route_svg(OPEN.answer(answer), "en") == route_svg(OPEN.answer(answer), "en")
        assert json.dumps(answer) == before


def test_words_exist_in_both_languages_and_are_used() -> None:
    paths = {language: asset_root("viz") / "messages" / language / "answer.json" for language in LANGUAGES}
    words = {language: json.loads(path.read_text(encoding="utf-8")) for language, path in paths.items()}
    assert list(words["ja"]) == list(words["en"]) == sorted(words["ja"])
    for each in words.values():
        assert all(key.startswith(("answer-", "handout-")) and told.strip() for key, told in each.items())
    assert [
        key
        for key, told in words["ja"].items()
        if set(re.findall(r"{\w+}", told)) != set(re.findall(r"{\w+}", words["en"][key]))
    ] == []
    files = [
        *(ROOT / "src/tsunagu").rglob("*.py"),
        *(path for path in (ROOT / "viz/templates").rglob("*") if path.is_file()),
    ]
    used = set(
        re.findall(r"(?:answer|handout)-[a-z-]*[a-z]", "\n".join(path.read_text(encoding="utf-8") for path in files))
    )
    unused = {key for key in words["ja"] if key not in used and not key.startswith(("answer-col-", "answer-kind-"))}
    assert unused == set()
