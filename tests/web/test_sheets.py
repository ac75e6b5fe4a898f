"""Pages in a human's order: what one wants first, rows with their source, everything else within reach."""

from __future__ import annotations

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from tests.web.test_pages import SHEETS
from tsunagu.messages import LANGUAGES, text
from tsunagu.web.things import FACTS_A_PAGE
from tsunagu.workspace import evidence

MOST_BYTES = 102_400
"""What a page may weigh, styles and scripts among it."""
LISTS = re.compile(r'<ul class="facts-list">.*?</ul>', re.DOTALL)
FACT = re.compile("<li>")
_STYLED = re.compile(r"<(style|script)[^>]*>.*?</\1>", re.DOTALL)


def told(html: str) -> str:
    """A page without styles and tags."""
    return re.sub(r"<[^>]+>", "", _STYLED.sub("", html))


@pytest.mark.parametrize("path", [*SHEETS, "need/dv", "need/dv?facts=1", "document/kamakura-gender"])
def test_no_page_is_heavy(client: TestClient, path: str) -> None:
    assert len(client.get(f"/ja/{path}").content) < MOST_BYTES


def test_a_need_leads_to_desks_stages_and_the_form_for_routes(client: TestClient) -> None:
    page = client.get("/ja/need/dv").text
    assert "配偶者・元配偶者" in page
    order = [page.index(f'<h2 id="{part}"') for part in ("desks", "stages", "measures", "services", "duties")]
    assert order == sorted(order)
    assert "/ja/body-type/dvc" in page[order[0] : order[1]]
    assert "相談" in page[order[1] : order[2]]
    sent = client.post("/ja/route", data={"need": "need/dv", "place": "国立市"})
    assert 'class="doors"' in sent.text
    assert 'name="need" value="need/dv"' in page


def test_articles_stand_in_the_order_of_their_numbers(client: TestClient) -> None:
    page = client.get("/ja/law/413AC0100000031?part=articles&page=1").text
    found = [int(said) for said in re.findall(r'<th scope="row"><a[^>]*>第(\d+)条', page)]
    assert len(found) > 40
    assert found == sorted(found)
    assert "第2条の3第1項" in page
    whole = client.get("/ja/law/413AC0100000031").text
    assert "https://laws.e-gov.go.jp/law/413AC0100000031" in whole
    assert "measure/isehara-review" in whole


def test_a_measure_tells_who_is_in_charge_and_where_it_stands(client: TestClient) -> None:
    page = told(client.get("/ja/measure/kunitachi-gender/18").text)
    for said in (
        "市長室",
        "DVの根絶と被害者支援 ＞ DV被害者支援体制の強化",
        "行 18",
        "検討中",
        "配偶者からの暴力（DV）",
    ):
        assert said in page


def test_a_document_shows_structure_figures_bodies_and_law(client: TestClient) -> None:
    page = told(client.get("/ja/document/kamakura-gender").text)
    for part in ("structure", "measures", "bodies", "figures", "services", "linkages", "laws"):
        assert text(f"sheet-part-{part}", "ja") in page
    assert "2026-04-01－2032-03-31" in page


def test_rows_of_a_part_are_all_reached_by_its_pages(client: TestClient) -> None:
    found: list[str] = []
    for number in (1, 2, 3):
        page = client.get(f"/ja/need/dv?part=linkages&page={number}").text
        found += re.findall(r'<tr><th scope="row">', page)
    whole = int(re.findall(r'id="linkages">[^<]*<span class="count">(\d+)', page)[0])
    assert len(found) == whole > 120
    assert client.get("/ja/need/dv?part=linkages&page=4").status_code == 400
    assert client.get("/ja/need/dv?part=none").status_code == 400
    assert client.get("/ja/need/dv?facts=1&page=999").status_code == 404


def test_every_fact_is_reached_by_the_pages_of_facts(client: TestClient) -> None:
    whole = client.get("/api/entity/function/consult").json()["statements"]
    first = client.get("/ja/function/consult?facts=1").text
    pages = int(re.findall(r'facts=1&amp;page=(\d+)"', first)[-1])
    found = [first, *(client.get(f"/ja/function/consult?facts=1&page={number}").text for number in range(2, pages + 1))]
    assert pages > 2
    held = [sum(map(len, (FACT.findall(part) for part in LISTS.findall(page)))) for page in found]
    assert held[:-1] == [FACTS_A_PAGE] * (pages - 1)
    assert sum(held) == len(whole)


# ---- corrections ----


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_of_corrections_holds_each_statement_and_room_beside_it(client: TestClient, language: str) -> None:
    page = client.get(f"/{language}/measure/kunitachi-gender/18").text
    address = re.findall(r'href="([^"]*/corrections/[^"]*)"', page)[0]
    found = client.get(address)
    assert found.headers["content-disposition"].endswith('corrections-measure-kunitachi-gender-18.csv"')
    assert found.content.startswith("﻿".encode())
    head, *rows = csv.reader(io.StringIO(found.content.decode("utf-8-sig")))
    assert len(rows) == len({row[0] for row in rows}) > 10
    assert {row[-3:] == ["", "", ""] for row in rows} == {True}
    assert any(row[0].startswith("responsibility/kunitachi-gender/18/") for row in rows)
    said = next(row for row in rows if row[0].startswith("measure/kunitachi-gender/18#"))
    assert said[6].startswith("国立市" if language == "ja" else "Kunitachi")
    assert not [name for name in head if "氏名" in name or "name" in name.lower().split()]
    assert client.get(f"/{language}/corrections/need/none.csv").status_code == 404


def test_a_page_number_comes_from_the_marks_between_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks that are printed count as well as form feeds; a text without any has no pages."""
    held = {"marked": "一\n- 1 -\n二の語\n\f三の語", "plain": "一の語"}
    monkeypatch.setattr(evidence, "_texts", lambda: held)
    evidence._paged.cache_clear()
    for sha, word, number in (
        ("marked", "一", 1),
        ("marked", "二の語", 2),
        ("marked", "三の語", 3),
        ("plain", "一の語", 0),
    ):
        at = held[sha].index(word)
        assert evidence._page((f"{word} ({at}-{at + len(word)})",), sha) == number
    evidence._paged.cache_clear()
