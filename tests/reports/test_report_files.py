"""The workbook and the page of a report: made to be printed, safe whatever a text says, nothing of a secret place."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser

from tests.reports.samples import FORMULAS, KAMAKURA, KUNITACHI, SAITAMA, Reports, reports_of, shortened, spoilt
from tests.showing import OPEN
from tests.viz.browsing import axe_violations, opened
from tsunagu.disclosure.guard import Guard
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.messages import Language
from tsunagu.network.model import Network
from tsunagu.network.records import Interval, Linkage, Service, Words
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.reports.inputs import read_place_inputs, read_shared_inputs
from tsunagu.reports.page import report_page
from tsunagu.reports.records import Report
from tsunagu.reports.report import make_report
from tsunagu.reports.workbook import report_workbook

MOST_BYTES = 3_000_000
SECRET = "ひみつの印"
CENTRE = "body/130001-tokyo-to-josei-sodan-senta"


@pytest.fixture(scope="module")
def reports(engine: OxigraphEngine, iris: Iris, home: Home) -> Reports:
    return reports_of(engine, iris, home)


@pytest.fixture(scope="module")
def book(reports: Reports) -> Workbook:
    return load_workbook(io.BytesIO(report_workbook(OPEN.show(reports.report(KAMAKURA, "ja")))))


def texts(book: Workbook) -> Iterator[str]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield str(cell.value)


def test_a_workbook_has_a_sheet_per_part(book: Workbook) -> None:
    first = "要約 困りごと×段階 法の定め 連携先 切れやすい所 片方向の連携 施策 指標 計画の違い"
    wanted = f"{first} 名前のない相手 つながり 経路の例 方法と出典".split()
    assert book.sheetnames == wanted


def test_every_sheet_prints_on_a4_and_keeps_its_header(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        setup, footer = sheet.sheet_properties.pageSetUpPr, sheet.oddFooter
        assert setup
        assert setup.fitToPage
        assert sheet.freeze_panes
        assert footer
        assert "&P" in str(footer.center.text)
    for name in ("法の定め", "連携先", "名前のない相手"):
        sheet = book[name]
        head = int(str(sheet.auto_filter.ref).split(":")[0][1:])
        assert sheet.print_title_rows == f"${head}:${head}"
        assert sheet.cell(head, 1).font.bold
        assert sheet.cell(head + 1, 1).alignment.wrap_text
        assert sheet.auto_filter.ref.endswith(str(sheet.max_row))


def test_a_workbook_says_what_it_is(book: Workbook, reports: Reports) -> None:
    report = reports.report(KAMAKURA, "ja")
    assert book.properties.title == report.title
    assert book.properties.creator == "tsunagu"
    assert book.properties.created == datetime.fromisoformat(report.day)


def test_findings_lead_to_their_sheets(book: Workbook) -> None:
    links = [str(cell.hyperlink.location) for row in book["要約"].iter_rows() for cell in row if cell.hyperlink]
    assert len(links) >= 3
    assert {link.split("!")[0].strip("'") for link in links} <= set(book.sheetnames)


def test_the_same_report_gives_the_same_bytes(reports: Reports) -> None:
    for made in (report_workbook, report_page):
        assert made(OPEN.show(reports.report(KUNITACHI, "ja"))) == made(make_report(reports.at(KUNITACHI), "ja"))


def test_colour_is_never_alone(book: Workbook) -> None:
    for row in book["困りごと×段階"].iter_rows(min_row=10, min_col=3):
        for cell in row:
            if cell.value:
                assert str(cell.value)[0] in "○▽△◇□―"


def test_hostile_texts_stay_text_in_a_workbook(reports: Reports) -> None:
    made = load_workbook(io.BytesIO(report_workbook(OPEN.show(spoilt(reports.report(KUNITACHI, "ja"))))))
    kinds = {cell.data_type for sheet in made.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert not [cell for sheet in made.worksheets for row in sheet.iter_rows() for cell in row
                if cell.hyperlink and cell.hyperlink.target]  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_written_as_words(reports: Reports, formula: str) -> None:
    report = reports.report(KUNITACHI, "ja")
    first = dataclasses.replace(report.figures[0], told=formula)
    changed = dataclasses.replace(report, figures=(first, *report.figures[1:]))
    made = load_workbook(io.BytesIO(report_workbook(OPEN.show(changed))))
    cells = [cell for row in made["要約"].iter_rows() for cell in row if formula.strip() in str(cell.value)]
    assert [(cell.data_type, str(cell.value)[0]) for cell in cells] == [("s", "'")]


@pytest.fixture(scope="module")
def pages(reports: Reports, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "ja.html").write_text(report_page(OPEN.show(shortened(reports.report(KAMAKURA, "ja")))), encoding="utf-8")
    (folder / "en.html").write_text(report_page(OPEN.show(shortened(reports.report(SAITAMA, "en")))), encoding="utf-8")
    bad = spoilt(reports.report(KUNITACHI, "ja"))
    (folder / "hostile.html").write_text(report_page(OPEN.show(bad)), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["ja", "en"])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_page_is_for_everyone_and_asks_for_nothing(browser: Browser, pages: Path, name: str, width: int) -> None:
    with opened(browser, pages / f"{name}.html", width=width) as found:
        assert axe_violations(found.page) == []
        assert (found.outside, found.errors, found.page.evaluate("window.violations")) == ([], [], [])
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width
        assert found.page.get_attribute("html", "lang") == name


def test_a_page_is_small(reports: Reports) -> None:
    assert len(report_page(OPEN.show(reports.report(KAMAKURA, "ja"))).encode("utf-8")) < MOST_BYTES


def test_contents_and_evidence_lead_somewhere(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "ja.html") as found:
        targets = found.page.eval_on_selector_all("main a[href^='#']", "all => all.map(a => a.getAttribute('href'))")
        assert len(targets) > 20
        assert [target for target in targets if found.page.locator(target).count() != 1] == []


def test_a_summary_fits_one_printed_page(browser: Browser, pages: Path) -> None:
    """188 by 277 mm, A4 less its margins, is 710 by 1,046 pixels at 96 per inch."""
    for name in ("ja", "en"):
        with opened(browser, pages / f"{name}.html", width=710) as found:
            found.page.emulate_media(media="print")
            assert found.page.evaluate("document.querySelector('.cover').getBoundingClientRect().height") < 1045


def test_hostile_texts_stay_text_on_a_page(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "hostile.html") as found:
        assert found.page.evaluate("window.leaked") is None
        assert found.page.locator("script").count() == 1
        assert found.page.locator("main img, [onload], [onerror], [onmouseover], a[href^=javascript]").count() == 0
        assert found.errors == []


def told_of_centre(network: Network) -> Network:
    """Return the network with a shelter in place of a centre: every fact about it carries a mark that must not show."""
    body = dataclasses.replace(
        network.bodies[CENTRE], disclosure="confidential", phones=(SECRET,), kana=SECRET, other_names=(SECRET,),
        life=Interval(),
    )  # fmt: skip
    marked = Words(SECRET, SECRET)
    links = [dataclasses.replace(link, purpose=marked, condition=marked) if CENTRE in (link.start, link.end) else link
             for link in network.links]  # fmt: skip
    who = "body/132152-shicho-shitsu"
    document = "document/kunitachi-gender"
    links += [
        Linkage("linkage/kunitachi-gender/smuggled", who, CENTRE, "entrust", "stated", "in_operation", purpose=marked,
             document=document),
        Linkage("linkage/kunitachi-gender/smuggled-2", who, CENTRE, "notify", "stated", "in_operation", purpose=marked,
             document=document),
    ]  # fmt: skip
    needs = frozenset(need.id for need in network.concepts_in("need"))
    functions = frozenset(function.id for function in network.concepts_in("function"))
    service = Service(
        "service/kunitachi-gender/smuggled", CENTRE, marked, functions, needs, hours=SECRET, languages=(SECRET,),
        cost=SECRET, status="in_operation", document=document, entry=True,
    )  # fmt: skip
    return dataclasses.replace(
        network, bodies={**network.bodies, CENTRE: body}, links=tuple(sorted(links, key=lambda link: link.id)),
        services=(*network.services, service),
    )  # fmt: skip


@pytest.fixture(scope="module")
def smuggled(reports: Reports, engine: OxigraphEngine, iris: Iris) -> tuple[Network, Report]:
    network = told_of_centre(reports.shared.network)
    guard = Guard(network, iris)
    shared = read_shared_inputs(BuiltGraph(engine, iris), guard, [KUNITACHI])
    return network, make_report(read_place_inputs(shared, KUNITACHI), "ja").value


def test_nothing_of_a_secret_place_leaves_in_a_report(smuggled: tuple[Network, Report]) -> None:
    _, report = smuggled
    assert SECRET not in report_page(OPEN.show(report))
    book = load_workbook(io.BytesIO(report_workbook(OPEN.show(report))))
    assert not [told for told in texts(book) if SECRET in told]


def test_who_runs_a_secret_place_is_not_shown(smuggled: tuple[Network, Report]) -> None:
    network, report = smuggled
    guard = Guard(network)
    label = guard.network.label(guard.shown_id(CENTRE)).ja
    rows = [row for row in report.table("links").rows if label in (row[0].text, row[1].text)]
    assert rows
    assert not [row for row in rows if row[2].text == network.label("linkage-kind/entrust").ja]
    assert not [row for row in rows if row[4].text or row[5].text]
    assert report.table("links").withheld >= 1


def test_the_smuggling_test_could_fail(smuggled: tuple[Network, Report]) -> None:
    """The same facts about a public body are shown."""
    network, _ = smuggled
    assert [link for link in network.links if link.purpose.ja == SECRET]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_report_prints_a_telephone_or_an_address(reports: Reports, language: Language) -> None:
    network = reports.shared.network
    phones = {phone for body in network.bodies.values() if body.disclosure != "public" for phone in body.phones}
    for place in (KAMAKURA, SAITAMA):
        page = report_page(OPEN.show(reports.report(place, language)))
        assert not [phone for phone in phones if phone and phone in page]
