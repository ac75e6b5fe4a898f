"""`tsunagu report`: files, language, and what a wrong place is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsunagu.cli.main import run
from tsunagu.graph.home import Home


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


@pytest.mark.parametrize("place", ["どこにもない町", "place/141003"])
def test_a_place_without_documents_is_told_so(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    assert run(["report", place, "-o", str(tmp_path), "--home", str(home.folder)]) == 2
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in capsys.readouterr().err
