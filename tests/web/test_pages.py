"""Every page of the explorer says what the product says elsewhere, in both languages, and keeps to itself."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from tsunagu import Workspace
from tsunagu.assets import asset_root
from tsunagu.graph.home import Home
from tsunagu.messages import LANGUAGES, Language, text
from tsunagu.routes.minute import tell
from tsunagu.viz.routes.furigana import with_readings
from tsunagu.viz.routes.page import make_sheet
from tsunagu.web.forms import Sent
from tsunagu.web.frame import PAGES
from tsunagu.web.itself import criteria
from tsunagu.web.traced import question_of

SHEETS = (
    "need/housing", "function/consult", "law/413AC0100000031", "law/413AC0100000031/Article_3/Paragraph_1",
    "measure/kunitachi-gender/20.2", "service/kunitachi-gender/18-v1", "document/kunitachi-gender", "body-type/dvc",
    "body-type/municipality",
    "indicator/kamakura-gender/ind-I-1-b", "observation/saitama-women/ob-1", "register/kurashi-shien-navi",
)  # fmt: skip
"""One page of each kind that is written in a human's order."""
PATHS = (
    *PAGES, "search?q=児相&place=place/140007&layer=listed", "search?q=相談&kind=function",
    "place/132152", "place/132152?facts=1", "place/130001", "japan?measure=hours", "need/dv",
    "body/132152-shicho-shitsu", "need/housing?facts=1&page=2", "need/dv?part=linkages&page=2",
    "section/kunitachi-gender/s8", *SHEETS, "accessibility", "api", "vocabulary",
    "gaps?place=国立市&analysis=duties", "gaps?place=国立市", "gaps?place=国立市&analysis=closing",
    "compare?first=document/kamakura-gender&second=document/kunitachi-gender", "editions",
    "editions?first=document/kamakura-gender&second=document/kamakura-welfare",
    "pictures/place/132152", "pictures/needs/place/132152", "pictures/law/place/132152",
    "pictures/body/132152-shicho-shitsu", "pictures/document/kunitachi-gender",
    "questions/needs-people-come-with?ask=1",
    "questions/measures-planned-or-under-study?ask=1&document=kunitachi-gender", "route?place=132152",
)  # fmt: skip
ASKED = {"place": "国立市", "words": "夫が怖い", "age": "34"}


class Reader(HTMLParser):
    """What a page holds: its language, headings, addresses and ids."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.language, self.headings = "", 0
        self.addresses: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.headings += tag == "h1"
        if tag == "html":
            self.language = held["lang"]
        if "href" in held and tag == "a":
            self.addresses.append(held["href"])
        self.loaded += [held[name] for name in ("src", "data", "srcset") if name in held]
        self.loaded += [held["href"]] if tag == "link" else []
        self.ids += [held["id"]] if "id" in held else []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_and_loads_nothing(client: TestClient, path: str, language: Language) -> None:
    found = client.get(f"/{language}/{path}")
    assert found.status_code == 200
    read = Reader(found.text)
    assert read.language == language
    assert read.headings == 1
    assert [address for address in read.loaded if not address.startswith("data:")] == []
    assert len(set(read.ids)) == len(read.ids)
    assert "form-action" in found.text
    assert found.headers["referrer-policy"] == "no-referrer"


@pytest.fixture(scope="module")
def visited() -> dict[str, int]:
    """What each address answered; most pages link to the same ones."""
    return {}


@pytest.mark.parametrize(
    "path",
    [
        "",
        "place/132152",
        "place/132152?facts=1",
        "place/130001",
        "japan?measure=hours",
        "body/132152-shicho-shitsu",
        "questions",
        "pictures",
        "gaps?place=国立市",
    ],
)
def test_every_link_within_leads_somewhere(client: TestClient, path: str, visited: dict[str, int]) -> None:
    read = Reader(client.get(f"/ja/{path}").text)
    within = [address for address in dict.fromkeys(read.addresses) if address.startswith("/")]
    assert len(within) > 5
    for address in within[:60]:
        if address not in visited:
            visited[address] = client.get(address).status_code
        assert visited[address] in (200, 303), address


def test_the_same_page_is_one_link_away_in_the_other_language(client: TestClient) -> None:
    read = Reader(client.get("/ja/search?q=児相").text)
    other = next(address for address in read.addresses if address.startswith("/en/search"))
    assert "児相" in client.get(other).text


def test_the_entrance_follows_the_browser(client: TestClient) -> None:
    for accepted, path in (("en-US,en;q=0.9", "/en/"), ("ja", "/ja/"), ("", "/ja/")):
        assert client.get("/", headers={"Accept-Language": accepted}).headers["location"] == path


def test_a_search_shows_what_the_one_search_finds(client: TestClient, home: Home) -> None:
    shown = client.get("/ja/search?q=児相").text
    for found in Workspace(home.folder).find("児相"):
        assert f"/ja/{found.id}" in shown


def test_behind_what_is_called_so_stands_what_holds_the_words(client: TestClient) -> None:
    shown = client.get("/ja/search?q=相談").text
    hits = shown[shown.index('class="hits"') :]
    assert hits.index("/ja/function/consult") < hits.index("/ja/body/")


def test_an_unknown_name_is_told_with_near_ones(client: TestClient) -> None:
    found = client.get("/ja/search?q=かまきらし")
    assert found.status_code == 404
    assert "鎌倉市" in found.text
    assert client.get("/ja/body/nobody").status_code == 404


def test_an_unknown_question_is_told_with_a_near_one_and_an_old_id_leads_on(client: TestClient) -> None:
    found = client.get("/ja/questions/all-figure-stated")
    assert found.status_code == 404
    assert 'href="/ja/questions/all-figures-stated"' in found.text
    told = client.get("/en/questions/all-figure-stated", headers={"Accept": "application/json"})
    assert (told.status_code, told.headers["content-type"]) == (404, "application/problem+json")
    assert "all-figures-stated" in told.json()["title"]
    old = client.get("/en/questions/observations?ask=1", follow_redirects=False)
    assert (old.status_code, old.headers["location"]) == (301, "/en/questions/all-figures-stated?ask=1")


def test_an_unknown_id_is_told_with_near_ones_and_the_search(client: TestClient) -> None:
    found = client.get("/ja/body/132152-shicho-sitsu")
    assert found.status_code == 404
    assert 'href="/ja/body/132152-shicho-shitsu"' in found.text
    assert 'value="132152-shicho-sitsu"' in found.text
    assert text("web-fault-near", "ja") not in client.get("/ja/body/nobody").text
    asked = client.get("/ja/body/132152-shicho-sitsu", headers={"Accept": "application/json"})
    assert asked.headers["content-type"] == "application/problem+json"


RENAMED, NOW = "body/110001-haro-waku-urawa-shugyo-shien-sateraito", "body/110001-saitama-shigoto-senta"
MERGED, INTO = "body/110001-saitama-ken-fujin-sodan-senta", "body/110001-saitama-ken-danjo-kyodo-sankaku-suishin-senta"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_of_a_renamed_body_leads_to_what_it_is_called_now(client: TestClient, language: Language) -> None:
    moved = client.get(f"/{language}/{RENAMED}")
    assert (moved.status_code, moved.headers["location"]) == (301, f"/{language}/{NOW}")
    assert f"/{language}/{RENAMED}?facts=1" in client.get(f"/{language}/{NOW}").text
    kept = client.get(f"/{language}/{RENAMED}?facts=1").text
    assert text("web-past-ended", language, day="2021-03-31") in kept


def test_a_merged_body_says_when_it_ended_and_what_it_is_now(client: TestClient) -> None:
    page = client.get(f"/ja/{MERGED}").text
    assert text("web-past-ended", "ja", day="2024-03-31") in page
    assert f'href="/ja/{INTO}"' in page
    assert text("web-thing-route-desk", "ja") not in page, "nobody is sent there any more"
    assert text("web-thing-route-desk", "ja") in client.get(f"/ja/{NOW}").text


def test_a_fact_without_a_label_is_called_by_what_it_is_about(client: TestClient) -> None:
    page = client.get("/ja/body/132152-shicho-shitsu").text
    assert "/ja/responsibility/" in page
    assert ">responsibility/" not in page


def test_every_page_has_the_same_navigation(client: TestClient) -> None:
    navigations = set()
    for path in PAGES:
        held = client.get(f"/ja/{path}").text.partition("<nav")[2].partition("</ul>")[0]
        navigations.add(re.sub(r' aria-current="page"|href="/en/[^"]*"', "", held))
    assert len(navigations) == 1
    assert "/ja/route" in navigations.pop()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_success_criteria_is_that_of_the_standard(client: TestClient, language: Language) -> None:
    """Level A has 25 criteria and level AA 13; a test that is named is one that runs."""
    rows = criteria(language)
    assert Counter(row.level for row in rows) == {"A": 25, "AA": 13}
    assert [row.number for row in rows] == sorted({row.number for row in rows})
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parents[1].rglob("test_*.py"))
    for row in rows:
        assert bool(row.checked) == row.applies, row.number
        assert (row.checked == "eye" or not row.applies) == (not row.test), row.number
        assert f"def {row.test}" in tests, row.number
        assert row.name in unescape(client.get(f"/{language}/accessibility").text)


def test_what_programs_may_ask_is_told_as_it_is_described(client: TestClient) -> None:
    shown = client.get("/en/api").text
    for path in client.get("/api/openapi.json").json()["paths"]:
        assert path in shown
    assert "/data/place/132152.csv" in shown


def test_the_vocabulary_holds_every_class_and_property(client: TestClient) -> None:
    shown = client.get("/en/vocabulary").text
    for term in ("tsg:Measure", "tsg:meetsNeed", "tsg:Linkage", "tsg:locator"):
        assert f"<code>{term}</code>" in shown, term


def test_the_sheet_for_the_person_has_readings_where_they_are_asked_for(client: TestClient) -> None:
    plain, read = (client.post("/ja/route", data={**ASKED, "view": view}).text for view in ("handout", "handout-kana"))
    assert "<ruby>" not in plain
    assert "<ruby>相談<rp>（</rp><rt>そうだん</rt><rp>）</rp></ruby>できるところ</h1>" in read
    bare = re.sub(r"<rp>.</rp>|<rt>[^<]*</rt>|</?ruby>", "", read)
    assert bare == plain, "nothing but the readings is added"
    fixed = "".join(text(key, "ja") for key in ("handout-title", "handout-yours", "handout-numbers", "handout-care"))
    assert re.findall("[一-龠]", re.sub("<ruby>.*?</ruby>", "", str(with_readings(fixed)))) == []


def test_readings_are_kana_and_no_word_stands_twice() -> None:
    rows = (asset_root("viz") / "readings.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len({row.partition(",")[0] for row in rows}) == len(rows)
    assert [row for row in rows if not re.fullmatch(r"[^,]*[一-龠][^,]*,[ぁ-ん]+", row)] == []
    assert str(with_readings("<b>相談")).startswith("&lt;b&gt;<ruby>")


def test_registers_are_named_with_licence_and_what_was_changed(client: TestClient, home: Home) -> None:
    for language in LANGUAGES:
        page = client.get(f"/{language}/about").text
        for register in Workspace(home.folder).network.registers.values():
            for said in (register.publisher, register.page, register.licence, register.edition):
                assert said
                assert said in page


# ---- routes ----


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tracer_gives_the_answer_of_the_command_line(client: TestClient, home: Home, language: Language) -> None:
    page = client.post(f"/{language}/route", data=ASKED)
    workspace = Workspace(home.folder)
    asked = question_of(workspace, Sent(tuple(ASKED.items())), language)
    answer = workspace.router.ask(asked)
    assert page.status_code == 200
    for door in make_sheet(answer, language).doors:
        assert door.name in re.sub(r"<[^>]+>", "", page.text)
    first = tell(answer, language, full=True).splitlines()[1]
    assert first.replace("’", "&#39;") in page.text.replace("’", "&#39;")
    assert "country" not in first


def test_nothing_entered_stands_in_an_address_or_is_kept(client: TestClient) -> None:
    page = client.post("/ja/route", data=ASKED)
    assert page.headers["cache-control"] == "no-store"
    read = Reader(page.text)
    assert not [address for address in read.addresses if "words" in address or urlencode(ASKED) in address]
    assert not client.cookies
    told = client.get("/ja/route?words=家を出たい")
    assert "家を出たい" not in told.text
    assert not [address for address in Reader(told.text).addresses if "words" in address]


def test_what_is_missing_is_said_and_nothing_entered_is_lost(client: TestClient) -> None:
    found = client.post("/ja/route", data={"words": "夫が怖い", "age": "34"})
    assert found.status_code == 400
    assert 'value="夫が怖い"' in found.text
    assert text("web-route-no-start", "ja") in found.text
    assert "110" in found.text


@pytest.mark.parametrize(
    "wrong",
    [{"age": "old"}, {"age": "-1"}, {"age": "9" * 40}, {"hour": "25"}, {"children": "40"}, {"when": "yesterday"},
     {"place": "どこにもない市"}, {"need": "need/none"}, {"circumstance": "circumstance/none"}, {"closed": "ない窓口"}],
)  # fmt: skip
def test_a_wrong_field_is_one_clear_line(client: TestClient, wrong: dict[str, str]) -> None:
    found = client.post("/ja/route", data=ASKED | wrong)
    assert found.status_code in (400, 404)
    assert 'role="alert"' in found.text
    assert "Traceback" not in found.text


def test_words_the_answer_leaves_out_are_told(client: TestClient) -> None:
    found = client.post("/ja/route", data={"place": "国立市", "words": "夫が怖い。ゑゐぬむ"})
    assert text("route-words-left", "ja", words="ゑゐぬむ") in found.text


def test_ticked_needs_are_answered_though_words_are_not_understood(client: TestClient) -> None:
    given = {"place": "国立市", "need": "need/dv", "words": "ゑゐぬむ"}
    found = client.post("/ja/route", data=given)
    assert found.status_code == 200
    assert text("web-route-unread", "ja", words="ゑゐぬむ") in found.text
    assert 'class="doors"' in found.text
    alone = client.post("/ja/route", data={"place": "国立市", "words": "ゑゐぬむ"})
    assert alone.status_code == 404
    assert "#8778" in alone.text, "nobody is left without a number"


def test_several_places_of_one_name_are_buttons_that_answer(client: TestClient) -> None:
    found = client.post("/ja/route", data={"place": "府中市", "words": "夫が怖い"})
    assert found.status_code == 404
    offered = re.findall(r'<button type="submit" name="place" value="([^"]+)">', found.text)
    assert offered == ["place/132063", "place/342084"]
    assert "(place/" not in found.text
    assert client.post("/ja/route", data={"place": offered[1], "words": "夫が怖い"}).status_code == 200


def test_an_error_speaks_of_the_form_and_not_of_options(client: TestClient) -> None:
    for given in ({"words": "夫が怖い"}, {"place": "国立市"}, {"start": "児童相談所", "words": "夫が怖い"}):
        for language in LANGUAGES:
            found = client.post(f"/{language}/route", data=given)
            alert = found.text[found.text.index('role="alert"') :][:400]
            assert "--" not in alert
            assert "START" not in alert


def test_now_is_asked_about_unless_it_is_unticked(client: TestClient, home: Home) -> None:
    assert 'name="now" value="1" checked' in client.get("/ja/route").text
    asked = question_of(Workspace(home.folder), Sent((*ASKED.items(), ("now", "1"))), "ja")
    assert asked.when == datetime.now().astimezone().date()
    assert asked.hour is not None
    assert question_of(Workspace(home.folder), Sent(tuple(ASKED.items())), "ja").hour is None


def test_a_sheet_to_hand_over_has_no_word_of_the_question(client: TestClient) -> None:
    sheet = client.post("/ja/route", data=ASKED | {"view": "handout"})
    assert sheet.status_code == 200
    assert "夫が怖い" not in sheet.text
    assert sheet.headers["cache-control"] == "no-store"


# ---- tables ----


def test_a_question_of_the_library_is_answered_and_saved(client: TestClient, home: Home) -> None:
    path = "/ja/questions/measures-planned-or-under-study?ask=1&document=kunitachi-gender"
    workspace = Workspace(home.folder)
    rows = workspace.query("measures-planned-or-under-study", document="kunitachi-gender", language="ja").value.rows
    assert text("web-question-rows", "ja", count=len(rows)) in client.get(path).text
    csv = client.get(f"{path}&format=csv")
    assert csv.content.startswith("﻿".encode())
    assert len(csv.text.splitlines()) >= len(rows)
    assert '<th scope="col">資料</th>' in client.get(path).text, "heads are words, not names for programs"
    assert client.get(f"{path}&format=xlsx").content.startswith(b"PK")
    assert len(client.get(f"{path}&format=json").json()["rows"]) == len(rows)


def test_gaps_are_those_of_the_command_line(client: TestClient, home: Home) -> None:
    rows = Workspace(home.folder).gaps("duties", places=["国立市"]).value
    found = client.get("/ja/gaps?place=国立市&analysis=duties&format=json").json()["rows"]
    assert len(found) == len(rows) > 5


NOT_OFFERED = (
    "gaps?place=国立市&analysis=none",
    "gaps?place=国立市&format=exe",
    "gaps?place=zz",
    "questions/none",
    "questions/measures-planned-or-under-study?ask=1&document=none",
    "pictures/none/x",
)


@pytest.mark.parametrize("path", NOT_OFFERED)
def test_a_choice_nobody_offers_is_refused(client: TestClient, path: str) -> None:
    found = client.get(f"/ja/{path}")
    assert found.status_code in (400, 404)
    assert 'role="alert"' in found.text
