"""What a report says: figures that agree with the analyses, findings by the written rule, layers never merged."""

from __future__ import annotations

import dataclasses
import json
import re
import string
from collections import Counter
from pathlib import Path

import pytest

from tests.reports.samples import KAMAKURA, KUNITACHI, SAITAMA, Reports, reports_of
from tsunagu.assets import asset_root
from tsunagu.disclosure.guard import Guard
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.messages import LANGUAGES, Language
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.reports.findings import LEAST_SHARE, MOST, PossibleFinding, candidates, make_findings
from tsunagu.reports.matrix import THEMES, Matrix, themed, tone_of
from tsunagu.reports.pictures import chart
from tsunagu.reports.records import TONE_OF_STATE, Bar, Report
from tsunagu.reports.words import Wordsmith

ROOT = Path(__file__).resolve().parents[2]
PLACES = (KUNITACHI, KAMAKURA, SAITAMA)
JUDGING = re.compile(r"違反|欠落|不備|breach|violat|\bmissing\b", re.I)


@pytest.fixture(scope="module")
def reports(engine: OxigraphEngine, iris: Iris, home: Home) -> Reports:
    return reports_of(engine, iris, home)


def summary_of(report: Report) -> str:
    parts = [report.title, report.warning, *(part for figure in report.figures for part in dataclasses.astuple(figure))]
    parts += [str(part) for finding in report.findings for part in dataclasses.astuple(finding)]
    return " ".join(parts)


@pytest.mark.parametrize("place", PLACES)
def test_a_summary_has_five_to_eight_figures_and_three_to_six_findings(reports: Reports, place: str) -> None:
    report = reports.report(place, "ja")
    assert 5 <= len(report.figures) <= 8
    assert 3 <= len(report.findings) <= 6
    for finding in report.findings:
        assert finding.title
        assert finding.closes
        assert finding.evidence
        assert report.table(finding.table).rows


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_never_judges(reports: Reports, place: str, language: Language) -> None:
    assert not JUDGING.search(summary_of(reports.report(place, language)))


def test_no_message_judges() -> None:
    for language in LANGUAGES:
        for key, told in words(language).items():
            assert not JUDGING.search(told), key


@pytest.mark.parametrize("place", PLACES)
def test_findings_follow_the_rule(reports: Reports, place: str) -> None:
    smith = Wordsmith(reports.at(place), "ja")
    held = list(candidates(smith))
    scores = [float(finding.score.rsplit(" ", 1)[-1]) for finding in make_findings(smith)]
    assert scores == sorted(scores, reverse=True)
    fit = sorted(
        (round(finding.score, 2) for finding in held if finding.rows and finding.share >= LEAST_SHARE), reverse=True
    )
    assert scores == fit[:MOST]
    assert len({finding.kind for finding in held}) == len(held)


def test_a_share_is_never_above_one_and_nothing_looked_at_is_no_share() -> None:
    assert PossibleFinding("x", "matrix", 3, (), 0).score == 0


@pytest.mark.parametrize("place", PLACES)
def test_key_figures_agree_with_the_analyses(reports: Reports, place: str) -> None:
    at = reports.at(place)
    figures = {figure.table: figure for figure in reports.report(place, "ja").figures}
    partners = Counter(row.state for row in at.rows["partners"])
    assert figures["partners"].value == str(partners["found"])
    assert figures["partners"].of == str(sum(partners.values()))
    duties = Counter(row.state for row in at.rows["duties"])
    assert figures["duties"].value == str(duties["found"])
    assert figures["duties"].of == str(sum(duties.values()) - duties["not_checkable"])
    needs = Counter(tone_of(row) for row in at.rows["coverage"])
    first = reports.report(place, "ja").figures[0]
    assert (first.value, first.of) == (str(needs["found"]), str(sum(needs.values())))
    states = Counter(TONE_OF_STATE[row.state] for row in at.rows["coverage"])
    assert needs == states, "the report counts what the analysis says, desks of registers apart from law alone"
    assert f"{states['listed']}は名簿" in first.told


@pytest.mark.parametrize("place", PLACES)
def test_matrix_says_what_the_stages_say_and_marks_law_only_where_nothing_is_stated(
    reports: Reports, place: str
) -> None:
    matrix = Matrix(Wordsmith(reports.at(place), "ja"))
    seen: Counter[str] = Counter()
    for row, (_, need) in zip(matrix.table().rows, themed(reports.shared.network.concepts_in("need")), strict=True):
        for cell, stage in zip(row[3:], matrix.stages, strict=True):
            found = matrix.pairs.get((need.id, stage.id))
            seen[cell.tone] += 1
            if found is None:
                assert cell.tone == "void"
            elif found.state == "found":
                assert cell.tone == "found"
                assert cell.text.startswith(str(found.services))
            else:
                assert cell.tone in ("law", "waiting", "none")
            if cell.tone == "law":
                assert "法令" in cell.small
                assert "記載" not in cell.text
    assert min(seen[tone] for tone in ("found", "law", "none", "void")) > 0


def test_every_need_stands_under_one_theme(reports: Reports) -> None:
    needs = reports.shared.network.concepts_in("need")
    listed = list(themed(needs))
    assert len(listed) == len(needs) == len({need.id for _, need in listed})
    assert [need.id for theme, need in listed if theme == "other"] == []
    assert sum(map(len, THEMES.values())) == len(needs)


@pytest.mark.parametrize("place", PLACES)
def test_every_row_of_an_analysis_is_in_its_table(reports: Reports, place: str) -> None:
    report, rows = reports.report(place, "ja"), reports.at(place).rows
    assert len(report.table("duties").rows) == len(rows["duties"])
    assert len(report.table("partners").rows) >= len(rows["partners"])
    assert len(report.table("one-way").rows) == len(rows["one-way"])
    total = sum(int(row[1].text) for row in report.table("unnamed").rows)
    assert total == sum(row.figure("linkages") or 1 for row in rows["unnamed"])


def test_only_a_place_with_two_plans_has_a_table_of_differences(reports: Reports) -> None:
    named = {place: {table.id for table in reports.report(place, "ja").tables} for place in PLACES}
    assert [place for place in PLACES if "drift" in named[place]] == [KAMAKURA]


def test_documents_of_others_are_told_apart(reports: Reports) -> None:
    report = reports.report(KAMAKURA, "ja")
    assert [document.id for document in report.own_documents] == [
        "document/kamakura-gender",
        "document/kamakura-welfare",
    ]
    assert all(len(document.sha256) == 64 for document in report.documents)


@pytest.mark.parametrize("place", PLACES)
def test_three_questions_are_answered_in_words(reports: Reports, place: str) -> None:
    report = reports.report(place, "ja")
    assert len(report.examples) == 3
    for example in report.examples:
        assert example.steps or example.open
        assert all(step.layer for step in example.steps)
    assert {"110", "119", "#8008", "#8891", "189"} <= {number for number, _, _ in report.emergency}


def test_a_chart_holds_its_words_and_escapes_them() -> None:
    made = chart([Bar("<b>一</b>", (("found", 3), ("none", 1)))], "題 & 名", "説明")
    assert "<title>題 &amp; 名</title><desc>説明</desc>" in made
    assert "&lt;b&gt;一&lt;/b&gt;" in made
    assert made.count("<rect") == 2
    assert ">○3<" in made
    assert chart([], "t", "d").startswith("<svg")


def test_guard_believes_the_kind_where_a_body_calls_itself_public(reports: Reports) -> None:
    network = reports.shared.network
    name = "body/132152-shicho-shitsu"
    hidden = dataclasses.replace(network.bodies[name], kinds=("body-type/private-shelter",))
    guard = Guard(dataclasses.replace(network, bodies={**network.bodies, name: hidden}))
    assert guard.is_secret(name)
    assert not Guard(network).is_secret(name)


def words(language: Language) -> dict[str, str]:
    path = asset_root("viz") / "messages" / language / "report.json"
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def test_messages_pair_up_and_are_used() -> None:
    ja, en = words("ja"), words("en")
    assert list(ja) == list(en)
    fields = [
        {key: {name for _, name, _, _ in string.Formatter().parse(text) if name} for key, text in catalogue.items()}
        for catalogue in (ja, en)
    ]
    assert fields[0] == fields[1]
    assert [key for key in ja if not key.startswith("report-") or not ja[key].strip() or not en[key].strip()] == []
    files = [*(ROOT / "src/tsunagu/reports").glob("*.py"), *(ROOT / "src/tsunagu/disclosure").glob("*.py"),
             ROOT / "src/tsunagu/cli/report_command.py", ROOT / "src/tsunagu/workspace/__init__.py",
             ROOT / "viz/templates/report.html"]  # fmt: skip
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    families = (
        *(f"report-{key}" for key in re.findall(r'f"([a-z-]+-)\{', text)),
        "report-method-", "report-col-", "report-document-", "report-step-", "report-title-", "report-intro-",
    )  # fmt: skip
    unused = [key for key in ja if f'"{key.removeprefix("report-")}"' not in text and f'"{key}"' not in text
              and not key.startswith(families)]  # fmt: skip
    assert unused == []
