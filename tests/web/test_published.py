"""The explorer as files: links lead to files, routes are those of the server, what was stopped is taken up again."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

import pytest
from bench.published_routes import Asked, in_page, questions, read, served
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from tests.viz.browsing import axe_violations
from tsunagu import __version__
from tsunagu.cli.main import run
from tsunagu.errors import PublishProblem
from tsunagu.graph.home import Home
from tsunagu.messages import text
from tsunagu.names.folding import fold
from tsunagu.web.published.addresses import file_of, plain, rewritten
from tsunagu.web.published.onefile import MOST_BYTES, within, write_one_file
from tsunagu.web.published.selection import Selection, selection_of
from tsunagu.web.published.writer import JOURNAL, Published, publish
from tsunagu.workspace import Workspace

PLACE = "132152"
FEW = (
    "",
    "sparql",
    "route",
    "route?case=child&need=need%2Fdv&place=132152",
    f"route?place={PLACE}",
    f"place/{PLACE}",
    "need/dv",
)
ROUTES = ("need/dv", "need/child-abuse", "need/poverty")
KEEP = "() => { const start = tsunaguEngine.start; tsunaguEngine.start = (...all) => (window.engine = start(...all)); }"
"""Keeps the engine a page starts, so that it can be asked without a form."""
HARD = (
    "ＤＶ",
    "ディー・ヴィー",
    "ヴァイオリン",
    "おかあさん",
    "障がい者",
    "ケーキ",
    "龍ヶ崎",
    "Women’s Center",
    "𠮷野",
    "ⅳ",
)


class Few(Selection):
    """A handful of pages of one place, so that a test takes little."""

    def seeds(self) -> list[str]:
        """The pages themselves."""
        held = [f"/{language}/{page}" for language in self.languages for page in FEW]
        return held + [f"/ja/route?need={need.replace('/', '%2F')}&place={PLACE}" for need in ROUTES]

    def holds(self, address: str) -> bool:
        """Tell whether it is one of them."""
        return address in self.seeds()


def few(home: Home) -> Few:
    whole = selection_of(Workspace(home.folder), [PLACE])
    return Few(**{field.name: getattr(whole, field.name) for field in dataclasses.fields(whole)})


def nothing(done: int, known: int) -> None:
    """Progress that nobody is told of."""


@pytest.fixture(scope="module")
def published(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """A few pages as files."""
    return publish(home.folder, tmp_path_factory.mktemp("published") / "pages", few(home), nothing)


def pages(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def test_every_link_leads_to_a_file(published: Published) -> None:
    held = pages(published.folder)
    assert len(held) == len(published.files) + 1 == 2 * (len(FEW) + 1) + len(ROUTES) + 1
    assert published.dead == ()
    for name, html in held.items():
        for link in re.findall(r'\s(?:href|action|src)="([^"]*)"', html):
            assert not link.startswith(("/", "?")), (name, link)
            path = unquote(unescape(link).partition("#")[0].partition("?")[0])
            if path and not re.match(r"[a-z]+:", path):
                assert (published.folder / name).parent.joinpath(path).resolve().is_file(), (name, link)


def test_nothing_in_a_page_asks_a_server(published: Published) -> None:
    for name, html in pages(published.folder).items():
        assert 'method="post"' not in html, name
        assert "data-suggest=" not in html, name
        assert text("published-footer", "en" if name.startswith("en/") else "ja", version=__version__) in html, name


def test_file_names_are_fit_for_windows() -> None:
    for address in ('/ja/body/a:b*c?x="<>|', "/ja/body/con.", "/ja/tag/" + "長い" * 60, "/ja/x/" + "a" * 200):
        for part in file_of(address).split("/"):
            assert re.fullmatch(r"[A-Za-z0-9._=~-]+", part), part
            assert len(part) <= 110
            assert not part.startswith(".")
    assert file_of("/ja/x/" + "a" * 200) != file_of("/ja/x/" + "a" * 201)


def test_a_link_to_what_is_not_published_is_no_link() -> None:
    html = '<a class="x" href="/ja/body/b?x=1">B</a><a href="#here">h</a><a href="https://example.jp/">o</a>'
    made = rewritten(html, "/ja/", "ja/index.html", lambda _: False, "ja/search.html")
    assert made == '<a class="x" data-unpublished>B</a><a href="#here">h</a><a href="https://example.jp/">o</a>'
    assert plain("/ja/gaps?place=place/132152") == plain("/ja/gaps?place=132152")


def test_routes_are_those_of_the_server(published: Published, client: TestClient) -> None:
    asked = [(f"need={need.replace('/', '%2F')}", {"need": need}) for need in ROUTES]
    asked += [("case=child&need=need%2Fdv", {"need": "need/dv", "circumstance": "circumstance/child"})]
    for address, sent in asked:
        served = client.post("/ja/route", data={"place": PLACE, **sent}).text
        written = (published.folder / file_of(f"/ja/route?{address}&place={PLACE}")).read_text("utf-8")
        told = re.compile(r'<section class="next".*?</section>', re.DOTALL)
        assert told.search(served)[0] == told.search(written)[0]  # type: ignore[index]


def test_what_was_stopped_is_taken_up_again(home: Home, published: Published, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    lines = (published.folder / JOURNAL).read_text("utf-8").splitlines()
    for path in (*published.folder.rglob("*.html"), *(published.folder / "engine").iterdir()):
        target = folder / path.relative_to(published.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (folder / "ja/need/dv.html").unlink()
    (folder / JOURNAL).write_text("\n".join([*lines, '{"address": "/ja/unfin']), encoding="utf-8")
    again = publish(home.folder, folder, few(home), nothing)
    assert again.made == 1 + len(("ja", "en"))  # the page that was gone, and the searches, which tell what there is
    assert pages(folder) == pages(published.folder)


def test_a_folder_with_other_things_is_left_alone(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(PublishProblem):
        publish(home.folder, tmp_path, few(home), nothing)
    code = run(["--lang", "en", "publish", str(tmp_path), "--home", str(home.folder), "--no-count"])
    assert (code, [path.name for path in tmp_path.iterdir()]) == (2, ["letter.txt"])
    assert "other files in" in capsys.readouterr().err


def test_one_file_holds_all_pages(published: Published, browser: Browser) -> None:
    """Search, a link and the way back, from the file system; nothing asked for outside, and Leave leaves the window."""
    whole = write_one_file(published.folder, published.files, "ja")
    assert 'id="part-graph"' in whole.path.read_text("utf-8")
    made = write_one_file(published.folder, published.files, "ja", most=10_000_000)
    assert whole.pages == made.pages == len(published.files)
    assert made.size < whole.size < MOST_BYTES
    context = browser.new_context(locale="ja-JP")
    page, outside, errors = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: outside.append(request.url) if request.url.startswith("http") else None)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(made.path.as_uri())
    frame = page.frame_locator("#page")
    frame.locator("#q").fill("くにたち")
    frame.locator("form.search button").click()
    frame.locator("#found a").first.click()
    frame.locator("h1", has_text="国立市").wait_for()
    assert page.title().startswith("国立市")
    page.go_back()
    frame.locator("#found a").first.wait_for()
    page.goto(f"{made.path.as_uri()}#ja%2Froute.html")
    frame.locator("#place").fill("国立市")
    frame.locator("#words").fill("夫が怖い")
    frame.locator("form.ask button.main").click()
    frame.locator("section.next").wait_for(timeout=120_000)
    page.goto(f"{made.path.as_uri()}#ja%2Fsparql.html")
    frame.get_by_text(text("published-sparql-not-here", "ja")).wait_for()
    assert frame.locator("#ask").is_hidden()
    assert (outside, errors) == ([], [])
    frame.locator("#leave").click()
    page.wait_for_url("about:blank")
    context.close()


def test_pages_open_by_a_double_click(published: Published, browser: Browser) -> None:
    """From the file system: search by a name, fold as the product does, nothing asked for outside, nothing for axe."""
    context = browser.new_context(locale="ja-JP")
    page, outside, errors = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: None if request.url.startswith("file:") else outside.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((published.folder / "index.html").as_uri())
    page.fill("#q", "くにたち")
    page.click("form.search button")
    page.wait_for_selector("#found a")
    assert page.locator("#found a").first.inner_text() == "国立市"
    words = list(HARD)
    assert page.evaluate("words => words.map(tsunaguFold)", words) == [fold(word) for word in words]
    assert axe_violations(page) == []
    page.click("#found a")
    assert page.locator("h1").inner_text().startswith("国立市")
    assert (outside, errors) == ([], [])
    context.close()


@pytest.fixture(scope="module")
def tracer(published: Published, browser: Browser) -> Iterator[Page]:
    """The route tracer of a published page, from the file system, without a network."""
    context = browser.new_context(locale="ja-JP", offline=True, viewport={"width": 1366, "height": 768})
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto((published.folder / file_of(f"/ja/route?place={PLACE}")).as_uri())
    yield page
    assert errors == []
    context.close()


def test_any_question_is_answered_in_the_page(tracer: Page, client: TestClient, home: Home) -> None:
    """By the form, and by the engine behind it, as the server answers; a thousand are asked by the bench."""
    tracer.evaluate(KEEP)
    address = tracer.url
    tracer.fill("#words", "夫が怖い")
    tracer.fill("#age", "34")
    tracer.uncheck("[name=now]")
    tracer.click("form.ask button.main")
    tracer.wait_for_selector("section.next", timeout=120_000)
    there = read(client.post("/ja/route", data={"place": "国立市", "words": "夫が怖い", "age": "34"}).text)
    assert words_of(tracer.locator("main").inner_html()) == words_of(there)
    assert tracer.url == address
    assert axe_violations(tracer) == []
    sheet = Asked("ja", (("place", "国立市"), ("need", "need/dv"), ("view", "handout-kana")))
    assert in_page(tracer, sheet) == served(client, sheet)
    for asked in islice(questions(Workspace(home.folder), [f"place/{PLACE}"], 7), 10):
        assert in_page(tracer, asked) == served(client, asked), asked


def test_what_cannot_be_loaded_is_told_and_nothing_is_lost(published: Published, browser: Browser) -> None:
    context = browser.new_context(locale="ja-JP", offline=True)
    context.route("**/engine/python.js", lambda route: route.abort())
    page = context.new_page()
    page.goto((published.folder / file_of(f"/ja/route?place={PLACE}")).as_uri())
    page.fill("#words", "夫が怖い")
    page.click("form.ask button.main")
    page.wait_for_selector("form.ask .fault[role=alert]")
    assert page.locator(".fault").inner_text() == text("engine-failed", "ja")
    context.unroute("**/engine/python.js")
    page.click("form.ask button.main")
    page.click(".working button")
    page.get_by_text(text("engine-ended", "ja")).wait_for()
    assert page.locator(".fault").count() == 0
    assert page.input_value("#words") == "夫が怖い"
    assert axe_violations(page) == []
    context.close()


CUT = ("web-question-cut", "published-sparql-cut")
QUERIES = (
    "SELECT ?need (COUNT(*) AS ?n) { ?s a tsg:Service ; tsg:meetsNeed ?need } GROUP BY ?need ORDER BY DESC(?n) ?need",
    "SELECT ?body ?kind ?word { ?body tsg:bodyType ?kind ; rdfs:label ?word } ORDER BY ?body ?kind ?word LIMIT 700",
    "ASK { ?s a tsg:Need }",
)


def test_sparql_is_answered_in_the_page(published: Published, browser: Browser, client: TestClient) -> None:
    """As the server answers, over all the data; what is wrong is told, and what takes too long is ended."""
    context = browser.new_context(locale="ja-JP", offline=True)
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((published.folder / "ja/sparql.html").as_uri())
    answer = page.locator("#answer")

    def asked(query: str) -> str:
        page.evaluate("query => { document.getElementById('query').value = query; }", query)
        page.evaluate("document.getElementById('ask').requestSubmit()")
        page.wait_for_selector("#cancel", state="hidden", timeout=120_000)
        return words_of(answer.inner_html())

    for query in QUERIES:
        there = client.post("/ja/sparql", data={"query": query}).text
        served_cut, own_cut = (words_of(text(key, "ja", shown=500)) for key in CUT)
        assert asked(query) == words_of(answer_in(there)).replace(served_cut, own_cut), query
    assert axe_violations(page) == []
    page.evaluate("document.getElementById('iris').click()")
    assert asked(QUERIES[0]).count("https://w3id.org/tsunagu/need/") > 10
    assert "errorat1:11" in asked("SELECT * {")
    page.evaluate("document.getElementById('engine').dataset.seconds = '0.2'")
    slow = asked("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert slow == words_of(text("published-sparql-late", "ja", seconds="0.2"))
    assert errors == []
    context.close()


def answer_in(page: str) -> str:
    """The part of the SPARQL page with the answer."""
    return page.partition('<div id="answer">')[2].partition("</main>")[0]


def words_of(html: str) -> str:
    """What is read of a part of a page, without its tags and blanks."""
    return re.sub(r"<[^>]+>|\s", "", unescape(html))


def test_what_is_brought_along_comes_with_its_licence(published: Published) -> None:
    told = (published.folder / "engine" / "LICENSES.txt").read_text("utf-8")
    for words in ("Mozilla Public License Version 2.0", "PYTHON SOFTWARE FOUNDATION LICENSE", "Oxigraph developers",
                  "jpholiday", "Pallets", "pyodide-314.0.7.tgz"):  # fmt: skip
        assert words in told, words


def test_what_is_said_of_a_thing_and_its_corrections_are_published(home: Home) -> None:
    held = selection_of(Workspace(home.folder), [PLACE])
    for address in (
        "/ja/need/dv?facts=1&page=2",
        "/en/need/dv?page=2&part=linkages",
        "/ja/corrections/need/dv.csv",
        "/ja/corrections/body/132152-shicho-shitsu.csv",
        f"/ja/place/{PLACE}?facts=1&page=1",
    ):
        assert held.holds(address), address
        assert plain(address) == address
    for address in (
        "/ja/corrections/body/142042-kamakura-shi.csv",
        "/ja/body/142042-kamakura-shi?facts=1",
        "/ja/register/kurashi-shien-navi?facts=1&page=2",
        "/ja/need/dv?format=ttl",
    ):
        assert not held.holds(address), address
    assert file_of("/ja/corrections/need/dv.csv") == "ja/corrections/need/dv.csv"


def test_a_link_of_the_one_file_leads_to_what_is_in_it() -> None:
    names = frozenset(("ja/need/dv.html", "ja/index.html"))
    html = '<a href="../corrections/need/dv.csv">c</a><a href="dv.html#duties">d</a><a href="https://e.jp/">o</a>'
    made = within(html, "ja/need/x.html", names)
    assert made == '<a data-unpublished>c</a><a href="dv.html#duties">d</a><a href="https://e.jp/">o</a>'
