"""Names offered while a cell is filled in: of the draft and the graph, nearest where none answers; rules in words."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from tests.web.test_review import Desk
from tests.web.test_review import desk as desk  # noqa: PLC0414 - a fixture
from tsunagu.assets import asset_root
from tsunagu.messages import LANGUAGES, catalogue, text

RULE = re.compile(r'"((?:body|law|kind|figure|service|tag|table|bracket|sheet|heading|document)-[a-z]+(?:-[a-z]+)*)"')


def offered(desk: Desk, table: str, key: str, column: str, words: str) -> list[dict[str, Any]]:
    asked = {"table": table, "key": key, "column": column, "q": words}
    found = desk.client.get("/ja/review/names", params=asked)
    assert found.status_code == 200
    told = found.json()
    assert told["total"] == len(told["hits"])
    return list(told["hits"])


def test_bodies_kinds_and_laws_are_offered_while_one_types(desk: Desk) -> None:
    link = desk.row("linkages")
    acts = [hit["act"] for hit in offered(desk, "linkages", link, "to", "女性相談支援セ")]
    assert "pick:to:body-type/wsc" in acts
    own = desk.review.state().rows("bodies")[1]
    hit = offered(desk, "linkages", link, "to", own["label_ja"])[0]
    assert hit["act"] == f"pick:to:draft/{own['id']}"
    desk.act("linkages", link, hit["act"])
    assert desk.review.state().tables["linkages"][link].values["to"] == own["id"]
    laws = offered(desk, "law_citations", "", "statute", "DV防止法")
    assert laws[0]["label"].startswith("配偶者からの暴力の防止")


def test_what_nothing_answers_to_gets_the_nearest_with_script_and_without(desk: Desk) -> None:
    key = desk.row("bodies", 1)
    assert offered(desk, "bodies", key, "id", "市民生活課係")
    page = unescape(desk.act("bodies", key, "find:id", **{"body-name": "市民生活課係"}).text)
    assert text("review-nearest", "ja", asked="市民生活課係") in page
    assert 'value="pick:id:' in page
    assert f'"pick:id:draft/{key}"' not in page
    none = unescape(desk.act("bodies", key, "find:id", **{"body-name": "xyzzy"}).text)
    assert text("review-none-found", "ja") in none


def test_where_an_id_stands_its_printed_words_are_looked_for(desk: Desk) -> None:
    link = desk.row("linkages")
    row = desk.review.state().tables["linkages"][link].values
    assert row["to_printed"]
    page = unescape(desk.act("linkages", link, "find:to").text)
    assert text("review-found", "ja", asked=row["to_printed"]) in page
    assert "(to be translated)" in desk.act("measures", desk.row("measures"), "find:section").text


def test_a_body_of_the_draft_that_is_another_row_becomes_that_row(desk: Desk) -> None:
    first, second = desk.row("bodies", 1), desk.row("bodies", 2)
    desk.act("bodies", first, f"pick:id:draft/{second}")
    bodies = {row["id"] for row in desk.review.state().rows("bodies")}
    assert (first in bodies, second in bodies) == (False, True)


def test_no_name_is_offered_for_what_is_no_cell(desk: Desk) -> None:
    found = desk.client.get("/ja/review/names", params={"table": "measures", "column": "nothing", "q": "相談"})
    assert found.status_code in (404, 422)
    assert offered(desk, "linkages", "", "to", "") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_of_the_drafting_is_told_in_words(language: str) -> None:
    sources = (asset_root("graph").parent / "src" / "tsunagu" / "drafting").glob("*.py")
    rules = {rule for path in sources for rule in RULE.findall(path.read_text(encoding="utf-8"))}
    known = catalogue("ja" if language == "ja" else "en")
    assert len(rules) > 25
    assert sorted(rule for rule in rules if f"rule-{rule}" not in known) == []


def test_a_split_offers_what_hangs_on_the_row_and_takes_what_was_chosen(desk: Desk) -> None:
    link = desk.review.state().rows("linkages")[0]
    page = unescape(desk.act("measures", link["row"], "split").text)
    chosen = dict(re.findall(r'<select id="h-\d+" name="(h\.[^"]+)">.*?value="(\w+)" selected', page))
    assert set(chosen.values()) <= {"first", "second", "both"}
    assert f"h.linkages|{link['id']}" in chosen
    second = {"d.row": "c9-9-9", "d.label_ja": "二つ目"}
    again = desk.act("measures", link["row"], "split:again", **second).text
    assert "c9-9-9" in again
    assert desk.review.journal.entries == ()
    desk.act("measures", link["row"], "split", **second, **dict.fromkeys(chosen, "second"))
    state = desk.review.state()
    assert state.tables["linkages"][link["id"]].values["row"] == "c9-9-9"
    assert not [row for row in state.rows("tags") if row["row"] == link["row"]]
