"""`tsunagu report`: files, language, and what a wrong place is told."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tsunagu import Workspace
from tsunagu.cli.main import run
from tsunagu.graph.home import Home
from tsunagu.messages import text


def test_a_report_is_japanese_by_default_and_says_what_it_does(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert run(["report", "国立市", "-o", str(tmp_path), "--home", str(home.folder)]) == 0
    told = capsys.readouterr()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report-132152.html", "report-132152.xlsx"]
    assert '<html lang="ja">' in (tmp_path / "report-132152.html").read_text(encoding="utf-8")
    assert "report-132152.xlsx" in told.out
    assert "example routes" in told.err


def test_english_is_asked_for_before_the_command_too(home: Home, tmp_path: Path) -> None:
    words = ["--lang", "en", "report", "132152", "--format", "html"]
    assert run([*words, "-o", str(tmp_path), "--home", str(home.folder)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["report-132152.en.html"]


@pytest.mark.parametrize("place", ["どこにもない町", "place/jp"])
def test_what_is_no_local_government_is_told_so(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    assert run(["report", place, "-o", str(tmp_path), "--home", str(home.folder)]) == 2
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in capsys.readouterr().err


def test_a_place_without_a_document_has_a_report_of_its_desks_and_of_law(home: Home, tmp_path: Path) -> None:
    """Its counts are those of the analysis, and nothing is said of what only a document could say."""
    assert run(["report", "大阪市", "-o", str(tmp_path), "--home", str(home.folder)]) == 0
    page = (tmp_path / "report-271004.html").read_text(encoding="utf-8")
    assert text("report-no-document", "ja") in page
    assert "06-6949-6022" in page
    shown = set(re.findall(r'<h2 id="([a-z-]+)"', page))
    assert {"desks", "weak", "matrix"} <= shown
    assert not shown & {"duties", "partners", "measures", "indicators", "unnamed", "links"}
    states = Counter(row.state for row in Workspace(home).gaps("coverage", places=["place/271004"]).value)
    assert states["listed"] > 2
    assert f"{states['listed']}は名簿に載る窓口、{states['law_only']}は法令だけ" in page
    book = load_workbook(tmp_path / "report-271004.xlsx")
    assert text("report-sheet-desks", "ja") in book.sheetnames
    assert len(list(book[text("report-sheet-desks", "ja")].iter_rows())) > 42


def test_one_name_that_is_no_document_is_the_place_of_a_picture(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "place.html"
    assert run(["--lang", "ja", "picture", "国立市", "-o", str(target), "--home", str(home.folder)]) == 0
    assert "国立市" in target.read_text(encoding="utf-8")
    assert run(["--lang", "ja", "picture", "大阪市", "-o", str(target), "--home", str(home.folder)]) == 0
    assert "大阪府女性相談センター" in target.read_text(encoding="utf-8")
