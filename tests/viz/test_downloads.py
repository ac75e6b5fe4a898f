"""What is saved is what is shown: the same lines and boxes in SVG, an image in PNG, and nothing is asked for."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.viz.browsing import Opened, opened
from tests.viz.conftest import KINDS

SVG = "{http://www.w3.org/2000/svg}"


def saved(found: Opened, kind: str, folder: Path) -> Path:
    with found.page.expect_download() as waiting:
        found.page.click(f"#save-{kind}")
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def drawn(path: Path, name: str) -> set[str]:
    root = ET.parse(path).getroot()  # noqa: S314 - made by the page under test
    return {element.attrib[f"data-{name}"] for element in root.iter() if f"data-{name}" in element.attrib}


def shown_edges(found: Opened) -> set[str]:
    rows = found.page.locator("#links tbody tr:visible")
    return set(rows.evaluate_all("rows => rows.map(row => row.dataset.edge)"))


def test_svg_holds_the_lines_of_the_table_before_and_after_a_filter(
    browser: Browser, made: Path, tmp_path: Path
) -> None:
    with opened(browser, made / "town.ja.html") as found:
        whole = saved(found, "svg", tmp_path)
        assert whole.name == "mihon.svg"
        assert drawn(whole, "edge") == shown_edges(found)
        assert drawn(whole, "node") == {str(node["id"]) for node in found.data()["nodes"]}
        found.page.uncheck("#filter-layer input[value=stated]")
        part = saved(found, "svg", tmp_path)
        assert drawn(part, "edge") == shown_edges(found) < drawn(made_again(found, tmp_path), "edge")
        assert found.outside == []


def made_again(found: Opened, folder: Path) -> Path:
    found.page.click("#reset")
    return saved(found, "svg", folder)


def test_svg_tells_title_legend_notice_and_names(browser: Browser, made: Path, tmp_path: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        found.page.uncheck("#filter-layer input[value=planned]")
        root = ET.parse(saved(found, "svg", tmp_path)).getroot()  # noqa: S314 - made by the page under test
        text = "".join(root.itertext())
        for wanted in ("見本市ジェンダー平等計画", "市民相談課", "層stated", "実際の運用や決定を示すものではありません",
                       "表示していない根拠の層：層planned"):  # fmt: skip
            assert wanted in text
        assert root.tag == f"{SVG}svg"


def test_png_is_an_image_of_the_whole(browser: Browser, made: Path, tmp_path: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        size = found.page.evaluate("page.data.size")
        data = saved(found, "png", tmp_path).read_bytes()
        assert data.startswith(b"\x89PNG\r\n")
        width, height = struct.unpack(">II", data[16:24])
        assert width >= size["width"]
        assert height > size["height"]
        before = data
        found.page.select_option("#choose", index=3)
        assert saved(found, "png", tmp_path).read_bytes() != before


@pytest.mark.parametrize("kind", ["hostile.ja", "hostile.en"])
def test_hostile_labels_stay_text_in_a_saved_svg(browser: Browser, made: Path, tmp_path: Path, kind: str) -> None:
    with opened(browser, made / f"{kind}.html") as found:
        path = saved(found, "svg", tmp_path)
        tags = {element.tag.removeprefix(SVG) for element in ET.parse(path).getroot().iter()}  # noqa: S314 - made here
        assert tags <= {"svg", "title", "rect", "g", "path", "text"}
        attributes = {name for element in ET.parse(path).getroot().iter() for name in element.attrib}  # noqa: S314
        assert not {name for name in attributes if name.startswith("on") or "href" in name}


def test_a_matrix_is_saved_as_shown(browser: Browser, shipped: Path, tmp_path: Path) -> None:
    with opened(browser, shipped / f"{KINDS['matrix']}.html") as found:
        cells = found.page.evaluate("page.data.cells")
        found.page.uncheck("#filter-state input[value=not_found]")
        path = saved(found, "svg", tmp_path)
        rows = set(
            found.page.locator("#matrix tbody tr:visible").evaluate_all("all => all.map(one => +one.dataset.row)")
        )
        wanted = {cell["id"] for cell in cells if cell["row"] in rows and cell["state"] != "not_found"}
        assert drawn(path, "edge") == wanted
        assert saved(found, "png", tmp_path).read_bytes().startswith(b"\x89PNG")
