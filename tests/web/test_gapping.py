"""The page of gaps: one calculation of states, cells that open into evidence, closings, comparisons, reports."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from tsunagu import Workspace
from tsunagu.gaps.fields import themed
from tsunagu.graph.home import Home
from tsunagu.messages import LANGUAGES, text
from tsunagu.network.model import Network
from tsunagu.network.records import Concept
from tsunagu.web.editions import marked

KUNITACHI = "place/132152"


def test_the_matrix_is_the_one_of_picture_and_report(client: TestClient, home: Home) -> None:
    """As many cells in each state as the one calculation says, needs by field, the picture's cells the same."""
    workspace = Workspace(home)
    cells = workspace.need_stages(KUNITACHI).value
    page = client.get(f"/ja/gaps?place={KUNITACHI}").text
    for state in ("found", "law", "not_found"):
        count = sum(cell.state == state for cell in cells.values())
        assert page.count(f'<td class="state-{state.replace("_", "-")}"') == count > 0
    needs = [need.label.ja for _, need in themed(workspace.network.concepts_in("need"))]
    assert re.findall(r'<th scope="row">([^<]+)</th>', page) == needs
    pictures = workspace.pictures("ja")
    grid = pictures._stages_grid(KUNITACHI)
    assert {key: cell.state for key, cell in grid.cells.items()} == {key: cell.state for key, cell in cells.items()}
    assert [label for _, label in grid.rows] == needs


def test_a_cell_opens_into_where_it_stands(client: TestClient, home: Home) -> None:
    cells = Workspace(home).need_stages(KUNITACHI).value
    found = next(cell for cell in cells.values() if cell.state == "found")
    page = client.get("/ja/gaps", params={"place": KUNITACHI, "need": found.need, "stage": found.stage}).text
    opened = page[page.index('id="cell"') : page.index('id="matrix-title"')]
    assert "国立市第6次ジェンダー平等推進計画（抜粋）" in opened
    assert "<mark>" in opened
    assert "行 " in opened
    by_law = next(cell for cell in cells.values() if cell.state == "law")
    page = client.get("/en/gaps", params={"place": KUNITACHI, "need": by_law.need, "stage": by_law.stage}).text
    assert "Article" in page
    assert client.get("/ja/gaps", params={"place": KUNITACHI, "need": "x", "stage": "y"}).status_code == 400


def test_closings_say_first_what_is_lost_and_for_whom(client: TestClient, home: Home) -> None:
    workspace = Workspace(home)
    worst = workspace.worst_closings(1, places=[KUNITACHI]).value[0]
    page = client.get(f"/ja/gaps?place={KUNITACHI}&analysis=closing").text
    assert page.count("<li><a href=") >= len(worst) > 0
    shown = client.get(
        "/ja/gaps", params={"place": KUNITACHI, "analysis": "closing", "closed": worst[0].closed[0]}
    ).text
    heading = re.findall(r'id="closed-title">([^<]+)<', shown)[0]
    assert "国立市の人" in heading
    assert workspace.network.label(worst[0].losses[0].need).ja in heading
    none = client.get("/ja/gaps", params={"place": KUNITACHI, "analysis": "closing", "closed": "body/none"})
    assert none.status_code == 404


def test_what_differs_stands_in_a_comparison(client: TestClient, home: Home) -> None:
    first, second = "document/kamakura-gender", "document/kunitachi-gender"
    rows = [row for row in Workspace(home).compare(first, second).value.rows if row.aspect != "scope"]
    unlike = [row for row in rows if row.side != "both" or row.first != row.second]
    page = client.get("/ja/compare", params={"first": first, "second": second}).text
    assert page.count('<tr class="side-') == len(unlike) > 20
    assert client.get("/ja/compare", params={"first": first, "second": "none"}).status_code == 404


def test_the_report_can_be_downloaded(client: TestClient) -> None:
    found = client.get("/ja/report/132152.html")
    assert found.status_code == 200
    assert found.content.startswith(b"<!DOCTYPE html>")
    assert "attachment" in found.headers["content-disposition"]
    assert client.get("/ja/report/131041.xlsx").status_code == 200, "of a place without a document too"
    assert client.get("/ja/report/999999.xlsx").status_code == 404
    assert client.get("/ja/report/132152.exe").status_code == 404


def test_duties_are_told_with_words_around(client: TestClient) -> None:
    page = client.get(f"/ja/gaps?place={KUNITACHI}&analysis=duties").text
    assert "<mark>" in page
    assert text("web-col-where", "ja") in page


def test_two_editions_stand_beside_each_other_by_what_differs(client: TestClient, home: Home) -> None:
    first, second = "document/kamakura-gender", "document/kamakura-welfare"
    held = Workspace(home).editions(first, second).value
    for language in LANGUAGES:
        page = client.get(f"/{language}/editions", params={"first": first, "second": second}).text
        for name in ("added", "gone", "figure"):
            said = text(f"web-editions-{name}", language)
            assert f'id="{name}">{said} <span class="count">{held.count(name)}<' in page
        assert text("web-editions-same", language, count=held.same) in unescape(page)
    assert client.get("/ja/editions", params={"first": first, "second": "place/132152"}).status_code == 404
    assert client.get("/ja/editions", params={"first": first, "second": "none"}).status_code == 404


def test_what_only_one_edition_says_is_told_apart() -> None:
    old, new = marked(["市民課", "福祉課"], ["市民課", "子ども課", "福祉課"], "、")
    assert old == (("市民課", False), ("福祉課", False))
    assert new == (("市民課", False), ("子ども課", True), ("福祉課", False))


def test_a_place_with_two_editions_leads_to_them(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def pair(network: Network, _: object, place: str) -> list[tuple[Concept, Concept]]:
        held = [document for document in network.concepts_in("document") if document.authority == place]
        return [(held[0], held[1])]

    assert text("web-editions-of", "ja") not in client.get("/ja/place/142042").text
    monkeypatch.setattr("tsunagu.web.places.held_editions", pair)
    page = client.get("/ja/place/142042").text
    way = re.search(r'<a href="(/ja/editions[^"]+)">' + text("web-editions-of", "ja"), page)
    assert way
    assert client.get(unescape(way[1])).status_code == 200
