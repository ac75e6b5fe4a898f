"""The table says what the picture says: without filter, with filter, without script."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.viz.browsing import Opened, opened
from tests.viz.samples import town
from tsunagu.viz.drawing.shapes import LAYER_LINES
from tsunagu.viz.scenes.bundles import draw

Triple = tuple[str, str, str]


def shown_rows(found: Opened) -> Counter[Triple]:
    """From, to and layer of the visible rows, as the reader reads them."""
    rows: list[list[str]] = found.page.evaluate(
        "[...document.querySelectorAll('#links tbody tr')].filter(row => row.checkVisibility())"
        ".map(row => [0, 1, 3].map(n => row.cells[n].textContent.trim()))"
    )
    return Counter((row[0], row[1], row[2]) for row in rows)


def drawn_lines(found: Opened, layers: set[str]) -> set[Triple]:
    """From, to and layer of the lines of the picture, by the labels of their ends."""
    data = found.data()
    label = {str(node["id"]): str(node["label"]) for node in data["nodes"]}
    lines = [(str(edge["from"]), str(edge["to"]), str(edge["layer"])) for edge in data["edges"]]
    return {(label[start], label[end], f"層{layer}") for start, end, layer in lines if layer in layers}


def expected_rows(layers: set[str], kinds: set[str] | None = None) -> Counter[Triple]:
    label = {node.iri: node.label for node in town().nodes}
    return Counter(
        (label[link.start], label[link.end], link.layer_label)
        for link in town().links
        if link.layer in layers and (kinds is None or link.kind in kinds)
    )


def test_table_equals_picture_before_and_after_a_filter(browser: Browser, made: Path) -> None:
    every = {"stated", "planned", "reported"}
    with opened(browser, made / "town.ja.html") as found:
        assert shown_rows(found) == expected_rows(every)
        assert set(shown_rows(found)) == drawn_lines(found, every)
        found.page.uncheck("#filter-layer input[value=stated]")
        rest = every - {"stated"}
        assert shown_rows(found) == expected_rows(rest)
        assert set(shown_rows(found)) == drawn_lines(found, rest)
        found.page.click("#reset")
        assert shown_rows(found) == expected_rows(every)


def test_filters_work_together_and_say_so(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        found.page.uncheck("#filter-layer input[value=planned]")
        found.page.uncheck("#filter-kind input[value=liaise]")
        kinds = {link.kind for link in town().links} - {"liaise"}
        wanted = expected_rows({"stated", "reported"}, kinds)
        assert shown_rows(found) == wanted
        assert found.page.inner_text("#count") == f"11件のつなぎのうち{wanted.total()}件を表示しています。"
        assert found.page.inner_text("#caption") == f"つなぎ {wanted.total()}件"
        assert found.page.text_content("#status") == found.page.inner_text("#count")


def test_the_canvas_follows_the_filter(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        before = found.page.locator("#graph").screenshot()
        found.page.uncheck("#filter-layer input[value=stated]")
        found.frame()
        assert found.page.locator("#graph").screenshot() != before


PIXELS = """colour => {
  const canvas = document.querySelector('#graph canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const wanted = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
  let count = 0;
  for (let i = 0; i < data.length; i += 4) count += wanted.every((part, n) => Math.abs(data[i + n] - part) < 3);
  return count;
}"""
POINTS = """() => {
  const { nodes, looks, size } = JSON.parse(document.getElementById('graph-data').textContent);
  const canvas = document.querySelector('#graph canvas'), context = canvas.getContext('2d');
  const scale = Math.min(1, canvas.width / (size.width + 24));
  return nodes.map(node => {
    const x = canvas.width / 2 + (node.x - node.width / 2 + 14 - size.width / 2) * scale;
    const y = canvas.height / 2 + (node.y - size.height / 2) * scale;
    const [r, g, b] = context.getImageData(Math.round(x), Math.round(y), 1, 1).data;
    const wanted = [1, 3, 5].map(at => parseInt(looks[node.look].fill.slice(at, at + 2), 16));
    return [node.label, Math.max(...[r, g, b].map((part, n) => Math.abs(part - wanted[n])))];
  });
}"""


def test_lines_of_a_layer_go_and_come_with_its_filter(browser: Browser, made: Path) -> None:
    planned = LAYER_LINES["planned"][0]
    with opened(browser, made / "town.ja.html") as found:
        assert found.page.evaluate(PIXELS, planned) > 20
        found.page.uncheck("#filter-layer input[value=planned]")
        found.frame()
        assert found.page.evaluate(PIXELS, planned) == 0
        found.page.click("#reset")
        found.frame()
        assert found.page.evaluate(PIXELS, planned) > 20


def test_every_node_is_drawn_in_its_place(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        found.frame()
        far = [label for label, difference in found.page.evaluate(POINTS) if difference > 6]
        assert far == []


def test_rows_carry_everything(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        cells = found.page.locator("#links tbody tr").nth(0).locator("td").all_inner_texts()
        assert cells[:7] == ["市民相談課", "見本市支援調整会議", "種別convene", "層stated", "相談", "夜間", "1"]
        assert "目標1 > 施策2" in cells[7]
        assert "「連携する」文字1–5" in cells[7]


def test_the_page_is_complete_without_script(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html", script=False) as found:
        page = found.page
        assert page.locator("#links tbody tr").count() == len(town().links)
        assert page.locator("svg.still").is_visible()
        assert page.locator("svg.still g").count() == len(draw(town(), "ja").nodes)
        assert not page.locator("#graph").is_visible()
        assert not page.locator("#filter-layer").is_visible()
        assert "スクリプトが使えない" in page.inner_text("main")
        assert page.locator(".plain li").all_inner_texts()[0].startswith("防災課")


def test_every_shipped_page_has_as_many_rows_as_it_says(browser: Browser, shipped: Path) -> None:
    for path in [shipped / f"{name}.html" for name in ("kunitachi-gender", "isehara-review", "saitama-women.en")]:
        with opened(browser, path) as found:
            rows = found.page.locator("#links tbody tr")
            edges = set(rows.evaluate_all("rows => rows.map(row => row.dataset.edge)"))
            assert edges == {str(edge["id"]) for edge in found.data()["edges"]}
            facts = found.page.locator(".facts dd").all_inner_texts()
            assert int(facts[1]) == rows.count() > 0


@pytest.mark.parametrize("width", [1280, 360])
def test_the_canvas_is_not_blank(browser: Browser, shipped: Path, width: int) -> None:
    with opened(browser, shipped / "kunitachi-gender.html", width=width) as found:
        found.frame()
        colours, variance = found.page.evaluate("""() => {
          const canvas = document.querySelector('#graph canvas');
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          const seen = new Set(); let sum = 0, squares = 0;
          for (let i = 0; i < data.length; i += 4) {
            const grey = (data[i] + data[i + 1] + data[i + 2]) / 3;
            seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]); sum += grey; squares += grey * grey;
          }
          const count = data.length / 4;
          return [seen.size, squares / count - (sum / count) ** 2];
        }""")
        assert colours > 100
        assert variance > 100


def test_words_that_the_page_fills_in_agree_with_their_number(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.en.html") as found:
        said = [found.page.evaluate("n => page.fill(page.words.caption, { count: n })", count) for count in (1, 2)]
        assert said == ["1 linkage", "2 linkages"]
        found.page.evaluate("page.say(page.words.shown, { shown: 1, total: 1 })")
        assert found.page.locator("#status").text_content() == "Showing 1 of 1 linkage."
