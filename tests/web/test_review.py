"""The pages of a review, asked without a browser: every act is a form, and nothing is written that was not meant."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.drafting.drafts import write_plan
from tests.drafting.test_pictured import printed_pages
from tests.web.conftest import asked
from tsunagu.drafting.folder import draft_files
from tsunagu.drafting.reviewing import acts
from tsunagu.drafting.reviewing.acts import Step
from tsunagu.drafting.reviewing.changes import Decided, Reviewer
from tsunagu.drafting.reviewing.review import Review
from tsunagu.drafting.source import Source
from tsunagu.errors import ServeProblem, StoreProblem
from tsunagu.graph.home import Home
from tsunagu.graph.rows import Tables
from tsunagu.messages import LANGUAGES, text
from tsunagu.reading.door import read_file
from tsunagu.web.app import make_app
from tsunagu.web.review.held import Reviewing
from tsunagu.web.server import Opening, serve

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"


class Desk:
    """A reviewer at the pages: opens rows, sends their forms as a browser does."""

    def __init__(self, client: TestClient, reviewing: Reviewing) -> None:
        self.client, self.reviewing = client, reviewing

    @property
    def review(self) -> Review:
        return Review.open(self.reviewing.folder)

    def row(self, table: str, number: int = 0) -> str:
        return list(self.review.state().tables[table])[number]

    def open(self, table: str, key: str, **more: str) -> str:
        found = self.client.get("/ja/review/row", params={"table": table, "key": key} | more)
        assert found.status_code == 200
        return str(found.text)

    def act(self, table: str, key: str, act: str, **entered: str) -> Any:
        """Send the form of a row as it was shown, but for what is entered."""
        page = self.open(table, key)
        form = page[page.index('id="row-form"') :]
        fields = {
            name: unescape(value)
            for name, value in re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', form)
        }
        fields |= {
            name: unescape(value) for name, value in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)<', form)
        }
        for name, choices in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
            chosen = re.search(r'value="([^"]*)" selected', choices)
            fields[name] = chosen[1] if chosen else ""
        return self.client.post("/ja/review/act", data=fields | {"act": act} | entered)

    def send(self, act: str, **fields: str) -> Any:
        return self.client.post("/ja/review/act", data={"token": self.reviewing.token, "act": act} | fields)


@pytest.fixture
def desk(home: Home, tmp_path: Path, tables: Tables) -> Iterator[Desk]:
    """An explorer over the shipped graph with a draft to review."""
    reviewing = Reviewing(write_plan(tmp_path, tables))
    with asked(make_app(home.folder, reviewing=reviewing)) as client:
        yield Desk(client, reviewing)


@pytest.mark.parametrize("path", ["review", "review/row", "review/next", "review/check"])
def test_without_a_folder_there_are_no_pages_of_a_review(client: TestClient, path: str) -> None:
    assert client.get(f"/ja/{path}").status_code == 404
    assert client.post("/ja/review/act", data={"act": "undo"}).status_code in (404, 405)
    assert "/ja/review" not in client.get("/ja/about").text


def test_doubtful_rows_come_first_and_lead_to_their_place_in_the_source(desk: Desk) -> None:
    listed = desk.client.get("/ja/review").text
    told = re.findall(r'<tr class="is-(\w+)"', listed)
    assert told == sorted(told, key=["doubtful", "likely", "sure"].index)
    assert "件中0件確認済み" in listed
    first = desk.client.get("/ja/review/next", follow_redirects=True).text
    assert "<mark>架空市女性支援計画</mark>" in first
    assert text("rule-document-first-line", "ja") in first
    only = desk.client.get("/ja/review", params={"of": "measures", "confidence": "sure", "open": "1"}).text
    assert set(re.findall(r'<tr class="is-(\w+)"', only)) == {"sure"}


def test_a_row_is_saved_and_the_next_one_shown(desk: Desk) -> None:
    key = desk.row("services")
    found = desk.act("services", key, "save", **{"c.label_ja": "夜間の相談", "c.label_en": "Consultation at night"})
    assert found.status_code == 303
    assert "table=services" in found.headers["location"] or "table=tags" in found.headers["location"]
    entry = desk.review.journal.entries[-1]
    assert (entry.act, entry.table, entry.key) == ("correct", "services", key)
    desk.act("services", key, "save")
    assert desk.review.journal.entries[-1].act == "accept"
    row = desk.review.state().tables["services"][key].values
    assert (row["label_ja"], row["label_en"]) == ("夜間の相談", "Consultation at night")


def test_cells_nobody_filled_in_keep_what_the_draft_says(desk: Desk) -> None:
    key = desk.row("measures")
    desk.act("measures", key, "save")
    assert desk.review.state().tables["measures"][key].values["label_en"] == "(to be translated)"


def test_every_act_works_by_a_form_alone_and_is_undone(desk: Desk) -> None:
    before = {path.name: path.read_bytes() for path in desk.reviewing.folder.glob("*.csv")}
    key = desk.row("linkages")
    asked_for = desk.act("linkages", key, "split")
    assert asked_for.status_code == 200
    assert 'name="d.purpose_ja"' in asked_for.text
    assert desk.act("linkages", key, "split", **{"d.id": "link-077", "d.purpose_ja": "保護"}).status_code == 303
    assert "link-077" in desk.review.state().tables["linkages"]
    assert desk.act("linkages", key, "merge").status_code == 303
    assert desk.act("measures", desk.row("measures", 1), "drop").status_code == 303
    assert [entry.act for entry in desk.review.journal.entries] == ["split", "merge", "drop"]
    history = desk.client.get("/ja/review/history").text
    assert text("review-undo-until", "ja", count=3) in history
    desk.send("undo", count="3")
    assert {path.name: path.read_bytes() for path in desk.reviewing.folder.glob("*.csv")} == before


def test_a_body_is_found_by_the_one_name_search_and_linked(desk: Desk) -> None:
    key = desk.row("bodies", 1)
    found = desk.act("bodies", key, "find:id", **{"body-name": "市長室"})
    assert 'value="pick:id:body/132152-shicho-shitsu"' in found.text
    desk.act("bodies", key, "pick:id:body/132152-shicho-shitsu")
    state = desk.review.state()
    assert state.tables["bodies"]["132152-shicho-shitsu"].values["label_en"] == "Mayor’s Office"
    assert "132152-shicho-shitsu" in {row["body"] for row in state.rows("responsibilities")}
    link = desk.row("linkages")
    found = desk.act("linkages", link, "find:to", **{"c.to": "女性相談支援センター"})
    assert 'value="pick:to:body-type/wsc"' in found.text
    desk.act("linkages", link, "pick:to:body-type/wsc")
    assert desk.review.state().tables["linkages"][link].values["to"] == "bt_wsc"


def test_what_is_wrong_is_told_beside_the_cell_and_what_was_entered_stays(desk: Desk) -> None:
    found = desk.act("measures", desk.row("measures"), "save", **{"c.label_ja": "", "c.summary_ja": "入れた説明"})
    assert found.status_code == 422
    assert 'aria-invalid="true"' in found.text
    assert "入れた説明" in found.text
    assert desk.review.journal.entries == ()


def test_a_form_of_another_page_is_refused(desk: Desk) -> None:
    key = desk.row("measures")
    fields = {"act": "drop", "table": "measures", "key": key}
    assert desk.client.post("/ja/review/act", data=fields).status_code == 403
    assert desk.client.post("/ja/review/act", data=fields | {"token": "x"}).status_code == 403
    told = fields | {"token": desk.reviewing.token}
    for name, value in (
        ("Origin", "http://evil.example"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ):
        assert desk.client.post("/ja/review/act", data=told, headers={name: value}).status_code == 403
    assert desk.review.journal.entries == ()


def test_a_row_that_changed_after_it_was_shown_is_not_written_over(desk: Desk) -> None:
    key = desk.row("measures")
    desk.act("measures", key, "save", **{"c.label_ja": "先に直した"})
    found = desk.act("measures", key, "save", **{"c.label_ja": "後で直した", "was": "0"})
    assert text("review-row-moved", "ja") in found.text
    assert desk.review.state().tables["measures"][key].values["label_ja"] == "先に直した"


def test_tables_changed_beneath_are_told_and_taken_first(desk: Desk) -> None:
    desk.client.get("/ja/review")
    path = desk.reviewing.folder / "measures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("in_operation", "planned", 1), encoding="utf-8")
    assert text("review-outside-title", "ja") in desk.client.get("/ja/review").text
    found = desk.act("sections", desk.row("sections"), "save")
    assert (found.status_code, desk.review.journal.entries) == (409, ())
    desk.send("outside")
    assert text("review-outside-title", "ja") not in desk.client.get("/ja/review").text
    assert desk.review.journal.entries[-1].act == "take"


def test_like_cells_are_offered_with_boxes(desk: Desk) -> None:
    key = desk.row("sections")
    found = desk.act("sections", key, "save", **{"c.label_kind": "own"})
    page = desk.client.get(found.headers["location"]).text
    offered = re.findall(r'type="checkbox" name="like" value="([^"]+)"', page)
    taught = re.search(r'name="taught" value="(\d+)"', page)
    assert offered
    assert taught
    assert "checked" not in page[page.index('name="like"') : page.index("review-panes")]
    desk.send("like", taught=taught[1], like=unescape(offered[0]), table="sections", key=key)
    own = [row["label_kind"] for row in desk.review.state().rows("sections")].count("own")
    assert (own, len(offered) > 1) == (2, True)


def test_sure_rows_are_checked_together_and_no_other(desk: Desk) -> None:
    assert desk.send("sure").status_code == 303
    decided = [(table, held) for table, _, held in desk.review.state().all() if held.decision]
    assert decided
    assert not [1 for table, held in decided if "(to be translated)" in held.values.values()]


def test_hostile_labels_and_names_stay_words(desk: Desk) -> None:
    key = desk.row("sections")
    desk.act("sections", key, "save", **{"c.label_ja": HOSTILE, "c.note": HOSTILE})
    assert desk.review.state().tables["sections"][key].values["label_ja"].startswith("<script>")
    desk.send("name", who=HOSTILE)
    pages = [desk.client.get(f"/ja/review{path}").text for path in ("", "/history", "/agreement", "/check")]
    pages += [
        desk.open("sections", key),
        desk.client.get("/ja/review/row", params={"table": HOSTILE, "key": HOSTILE}).text,
    ]
    pages += [desk.act("sections", key, "find:parent", **{"c.parent": HOSTILE}).text]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "{{ 7*7 }}" in unescape(pages[0])


def test_a_place_that_must_stay_secret_is_on_no_page(desk: Desk) -> None:
    """In the text beside the draft, in a table edited outside, and typed on the page."""
    folder, place = desk.reviewing.folder, "架空市本町1-2-3"
    source = folder / f"{folder.name}.txt"
    source.write_text(source.read_text(encoding="utf-8") + f"\nシェルター 所在地：{place}\n", encoding="utf-8")
    key = desk.row("measures")
    typed = desk.act("measures", key, "save", **{"c.summary_ja": f"シェルターの所在地：{place}"})
    assert text("review-telling", "ja", table="measures", column="summary_ja") in unescape(typed.text)
    spoilt = folder / "measures.csv"
    spoilt.write_text(
        spoilt.read_text(encoding="utf-8").replace("(to be translated)", f"シェルター {place}", 1), encoding="utf-8"
    )
    pages = [desk.client.get(f"/{language}/review{path}") for language in LANGUAGES
             for path in ("", "/history", "/agreement", "/check", f"/row?table=measures&key={key}")]  # fmt: skip
    pages.append(desk.send("outside"))
    for page in pages:
        assert "本町1-2-3" not in page.text
    assert "■" in desk.open("measures", key)
    assert text("review-secrets", "ja", count=1) in desk.open("measures", key)
    assert "本町" not in (folder / "review" / "draft.json").read_text(encoding="utf-8")


def test_a_place_that_stood_in_the_draft_before_is_covered_on_every_page(desk: Desk) -> None:
    spoilt = desk.reviewing.folder / "measures.csv"
    told = spoilt.read_text(encoding="utf-8").replace("(to be translated)", "シェルター 架空市本町1-2-3", 1)
    spoilt.write_text(told, encoding="utf-8")
    key = desk.row("measures")
    paths = ("", "/history", "/agreement", "/check", f"/row?table=measures&key={key}", "/next?of=tags")

    def pages() -> list[str]:
        return [desk.client.get(f"/{language}/review{path}", follow_redirects=True).text
                for language in LANGUAGES for path in paths]  # fmt: skip

    assert not [page for page in pages() if "本町1-2-3" in page]
    assert text("review-covered", "ja") in desk.open("measures", key)
    for by in (Reviewer(1, "佐藤"), Reviewer(2, "鈴木")):
        review = desk.review
        label = acts.correct(review.state(by.reading), "measures", key, {"label_ja": by.who})
        review.take_step("correct", label, by, ("measures", key))
        rest = tuple(Decided(table, held, "accept") for table, held, _ in review.state(by.reading).all())
        review.take_step("accept", Step((), rest, ""), by)
    assert "鈴木" in desk.client.get("/ja/review/agreement").text
    assert not [page for page in pages() if "本町1-2-3" in page]
    desk.act("measures", key, "save")
    assert "本町1-2-3" in desk.review.state().tables["measures"][key].values["label_en"]  # covered, not spoilt
    desk.act("measures", key, "save", **{"c.label_en": "Shelter"})
    assert desk.review.state().tables["measures"][key].values["label_en"] == "Shelter"
    assert not [page for page in pages() if "本町1-2-3" in page]


def test_a_second_reader_does_not_see_the_first_ones_decisions(desk: Desk) -> None:
    key = desk.row("measures")
    desk.send("name", who="佐藤")
    desk.act("measures", key, "save", **{"c.label_ja": "一人目の言葉"})
    desk.send("name", who="鈴木")
    pages = [
        desk.client.get(f"/ja/review{path}").text
        for path in ("", "/history", "/agreement", f"/row?table=measures&key={key}")
    ]
    assert not [page for page in pages if "一人目の言葉" in page]
    assert "件中0件確認済み" in pages[0]
    desk.act("measures", key, "save", **{"c.label_ja": "二人目の言葉"})
    assert "一人目の言葉" in (desk.reviewing.folder / "measures.csv").read_text(encoding="utf-8")
    assert desk.send("name", who="高橋").status_code == 422 or "佐藤" in desk.send("name", who="高橋").text
    assert desk.review.state(Reviewer(2).reading).checked == 1


@pytest.mark.parametrize(
    "fields", [{"act": "burn"}, {"act": "save", "table": "measures", "key": "none"}, {"act": "undo", "count": "x"}]
)
def test_a_form_that_means_nothing_is_one_clear_answer(desk: Desk, fields: dict[str, str]) -> None:
    found = desk.client.post("/ja/review/act", data=fields | {"token": desk.reviewing.token})
    assert found.status_code in (400, 404, 409, 422, 500)
    assert 'role="alert"' in found.text
    assert "Traceback" not in found.text


def test_findings_name_the_cell_in_words_and_lead_to_it(desk: Desk) -> None:
    key = desk.row("linkages")
    desk.act("linkages", key, "save", **{"c.to": "bt_nowhere"})
    found = unescape(desk.client.get("/ja/review/check", params={"ask": "1"}).text)
    assert f"table=linkages&key={key}#c.to" in found
    assert "連携・つなぎ" in found
    assert "bt_nowhere" in found
    assert "つなぐ先" in found


def test_a_full_disk_is_told_and_what_was_entered_stays_on_the_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = desk.row("measures")
    desk.open("measures", key)

    def full(path: Path, data: bytes, keep: int) -> None:
        raise StoreProblem("cannot-write", path=str(path), reason="No space left on device")

    monkeypatch.setattr("tsunagu.drafting.reviewing.journal.append_bytes", full)
    found = desk.act("measures", key, "save", **{"c.label_ja": "入れた言葉"})
    assert (found.status_code, "No space left on device" in found.text, "入れた言葉" in found.text) == (503, True, True)


def test_a_review_is_never_served_to_other_machines(home: Home, tmp_path: Path) -> None:
    with pytest.raises(ServeProblem, match="serve-review-remote"):
        serve(home.folder, Opening(remote=True), lambda _: None, Reviewing(tmp_path))


@pytest.fixture
def pdf_desk(home: Home, tmp_path: Path, tables: Tables) -> Iterator[Desk]:
    """A draft of the made-up plan beside a PDF whose second page places a shelter."""
    folder = write_plan(tmp_path, tables)
    file = tmp_path / "plan.pdf"
    file.write_bytes(printed_pages())
    read = read_file(file)
    start = read.text.index("児童相談所")
    linkages = folder / "linkages.csv"
    spans = Review.open(folder).state().rows("linkages")[0]["spans"]
    told = linkages.read_text(encoding="utf-8").replace(spans, f"{start}-{start + 5}")
    shutil.rmtree(folder / "review")
    linkages.write_text(told, encoding="utf-8")
    (folder / f"{folder.name}.txt").write_text(read.text, encoding="utf-8")
    (folder / "boxes.csv").write_bytes(draft_files(folder.name, read, [], ())["boxes.csv"])
    (folder / "source.json").write_bytes(Source.of(file).to_json())
    reviewing = Reviewing(folder)
    with asked(make_app(home.folder, reviewing=reviewing)) as client:
        yield Desk(client, reviewing)


def test_the_page_of_a_pdf_stands_beside_its_row(pdf_desk: Desk) -> None:
    key = pdf_desk.row("linkages")
    page = pdf_desk.open("linkages", key)
    assert page.count('class="mark"') == 1
    assert text("review-source", "ja", page="1", pages=5) in page
    assert "img-src data: 'self'" in unescape(page)
    shown = pdf_desk.client.get("/ja/review/picture", params={"page": "1"})
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
    assert shown.headers["cross-origin-resource-policy"] == "same-origin"
    words = pdf_desk.open("linkages", key, view="text")
    assert "<mark>児童相談所</mark>" in words
    assert "review/picture" not in words
    assert "<mark>児童相談所</mark>" in pdf_desk.open("linkages", key)  # remembered
    assert "review/picture" in pdf_desk.open("linkages", key, view="large")


def test_a_page_that_places_a_shelter_is_words_alone(pdf_desk: Desk) -> None:
    key = pdf_desk.row("linkages")
    for number in ("2", "3"):
        page = pdf_desk.open("linkages", key, page=number)
        assert "review/picture" not in page
        assert text("review-page-covered", "ja", page=number) in unescape(page)
        assert "本町" not in page
        assert pdf_desk.client.get("/ja/review/picture", params={"page": number}).status_code == 404
    assert "review/picture?page=4" in pdf_desk.open("linkages", key, page="4")


def test_without_its_pdf_a_draft_is_shown_as_words_and_says_why(pdf_desk: Desk) -> None:
    (pdf_desk.reviewing.folder.parent / "plan.pdf").unlink()
    page = pdf_desk.open("linkages", pdf_desk.row("linkages"))
    assert text("review-page-none", "ja") in page
    assert "<mark>児童相談所</mark>" in page
    assert pdf_desk.client.get("/ja/review/picture").status_code == 404
