"""Pages are inert, ask for nothing, keep to their policy, and say of closed bodies only what they may."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.showing import OPEN
from tests.viz.browsing import opened
from tests.viz.conftest import KINDS
from tests.viz.samples import PAYLOADS, document, link, node
from tsunagu.disclosure.nodes import refuse_leaks
from tsunagu.errors import ConfidentialLeak
from tsunagu.messages import Language
from tsunagu.viz.pages.inline import json_for_script
from tsunagu.viz.pages.network import SCRIPTS, scene_page
from tsunagu.viz.scenes.document import scene_of

PAGES = ("town.ja", "town.en", "hostile.ja", "hostile.en")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_outside_is_asked_for_and_the_policy_is_kept(browser: Browser, made: Path, name: str) -> None:
    with opened(browser, made / f"{name}.html") as found:
        found.page.fill("#find", "a")
        found.page.select_option("#choose", index=2)
        found.frame()
        assert found.outside == []
        assert found.errors == []
        assert found.page.evaluate("window.violations") == []


@pytest.mark.parametrize(
    "stem", [KINDS["document"], KINDS["place"], KINDS["compare"], KINDS["matrix"], "index", "route-consult.ja"]
)
def test_every_kind_of_page_keeps_to_its_file(browser: Browser, shipped: Path, stem: str) -> None:
    with opened(browser, shipped / f"{stem}.html") as found:
        if found.page.locator("#save-svg").count():
            for button in ("#save-svg", "#save-png"):
                with found.page.expect_download():
                    found.page.click(button)
        assert (found.outside, found.errors, found.page.evaluate("window.violations")) == ([], [], [])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_payloads_stay_text(browser: Browser, made: Path, language: Language) -> None:
    with opened(browser, made / f"hostile.{language}.html") as found:
        page = found.page
        for node_id in [str(node["id"]) for node in found.data()["nodes"]]:
            page.select_option("#choose", node_id)
            found.frame()
        page.fill("#find", "l")
        page.locator("#found button").first.click()
        assert page.evaluate("window.leaked") is None
        assert page.locator("script").count() == 3 + len(SCRIPTS)
        assert page.locator("img, [onload], [onerror], [onmouseover], a[href^=javascript]").count() == 0
        assert page.locator("main style, body > style").count() == 0
        shown = page.locator("#links tbody td:first-child").all_text_contents()
        assert {text.strip() for text in shown} == {payload.strip() for payload in PAYLOADS}
        assert found.errors == []


def test_data_block_never_closes_its_element() -> None:
    text = json_for_script(list(PAYLOADS))
    assert not re.search(r"[<>&\u2028\u2029]", text)


def test_page_has_a_strict_policy(made: Path) -> None:
    text = (made / "town.ja.html").read_text(encoding="utf-8")
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert found
    policy = found[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_page_stores_nothing() -> None:
    from tsunagu.viz.pages.inline import read_asset  # noqa: PLC0415

    leave = read_asset("scripts/leave.js")
    assert re.findall(r"setItem\(.*?\)", leave) == ['setItem(LEFT, "1")'], "that somebody left, and nothing else"
    own = "".join(read_asset(script) for script in (*SCRIPTS, "scripts/matrix.js"))
    own += leave.replace("window.sessionStorage", "", 1)
    assert not re.search(
        r"localStorage|sessionStorage|indexedDB|document\.cookie|fetch\(|XMLHttp|innerHTML|eval\(", own
    )


def test_closed_body_shows_label_and_kind_only(browser: Browser, made: Path) -> None:
    with opened(browser, made / "town.ja.html") as found:
        closed = [node for node in found.data()["nodes"] if node["closed"]]
        assert [node["label"] for node in closed] == ["見本シェルター"]
        details = {"kana", "status", "spots", "rows", "members", "iri"}
        assert not details & set(closed[0])
        found.page.select_option("#choose", str(closed[0]["id"]))
        assert found.page.locator("#details dl dt").all_text_contents() == ["種類"]
        assert "名称と種類だけ" in (found.page.locator("#details").text_content() or "")


@pytest.mark.parametrize("name", ["kana", "spots", "rows", "address", "telephone", "url"])
def test_a_closed_node_with_more_is_refused(name: str) -> None:
    item = {"id": "n1", "label": "シェルター", "kind": "施設", "closed": True, name: ["x"]}
    with pytest.raises(ConfidentialLeak):
        refuse_leaks([item])


@pytest.mark.parametrize("name", ["address", "telephone", "latitude", "title"])
def test_no_node_carries_what_no_page_shows(name: str) -> None:
    with pytest.raises(ConfidentialLeak):
        refuse_leaks([{"id": "n1", "label": "市役所", "closed": False, name: "x"}])


def test_withheld_linkages_are_counted() -> None:
    desk, partner = node("相談課", "office", "unit"), node("団体", "outside", "organisation")
    page = scene_page(
        OPEN.scene(scene_of(document(), (desk, partner), (link(1, desk, partner),), "ja", withheld=2)), "ja"
    )
    assert "場所を守るため、2件のつなぎは示していません" in page


@pytest.mark.parametrize("script", [True, False])
def test_quick_exit_leaves(browser: Browser, made: Path, script: bool) -> None:
    with opened(browser, made / "town.ja.html", script=script) as found:
        found.page.click("#leave")
        found.page.wait_for_url("about:blank")
        assert found.page.locator("body").inner_text() == ""


def test_quick_exit_is_not_undone_by_going_back(browser: Browser, made: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.html"
    before.write_text("<!DOCTYPE html><title>before</title>", encoding="utf-8")
    with opened(browser, before) as found:
        found.page.goto((made / "town.ja.html").as_uri())
        found.page.click("#leave")
        found.page.wait_for_url("about:blank")
        found.page.go_back()
        assert found.page.title() == "before"
