"""A command on a machine without a build makes one first, tells it, and builds nothing where it must not."""

from pathlib import Path

import pytest

from tsunagu.cli import opening
from tsunagu.cli.main import run
from tsunagu.cli.wording import Wording
from tsunagu.graph.home import POINTER, Home
from tsunagu.workspace import Workspace

NUMBER = "110"


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Home) -> list[Path]:
    """The homes that were built; building takes the shipped build by a pointer, so nothing is built here."""
    found: list[Path] = []

    def build(workspace: Workspace, _: Wording) -> None:
        found.append(workspace.home.folder)
        workspace.home = home

    monkeypatch.setattr(opening, "build_with_progress", build)
    monkeypatch.setenv("TSUNAGU_HOME", str(tmp_path / "new"))
    return found


def test_what_is_not_built_is_built_first_and_told(
    built: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "info"]) == 0
    told = capsys.readouterr()
    assert built == [tmp_path / "new"]
    assert str(tmp_path / "new") in told.err
    assert "quads" in told.out
    assert NUMBER not in told.err


def test_a_search_for_help_tells_the_numbers_before_anyone_waits(
    built: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "route", "--place", "国立市", "--need", "dv", "--most", "1"]) == 0
    told = capsys.readouterr().err
    assert len(built) == 1
    assert told.index(NUMBER) < told.index("No graph is built yet")


def test_a_question_for_an_endpoint_needs_no_build(built: list[Path]) -> None:
    run(["query", "bodies-named", "--endpoint", "http://127.0.0.1:9/sparql"])
    assert built == []


@pytest.mark.parametrize("words", [["--no-build"], ["--home", "elsewhere"]])
def test_nothing_is_built_where_it_is_not_wanted_or_the_home_may_be_mistyped(
    built: list[Path],
    words: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["--lang", "en", "info", *words]) != 0
    assert "tsunagu build" in capsys.readouterr().err
    assert built == []
    assert not list(tmp_path.iterdir())


def test_a_damaged_build_is_told_and_not_built_over(
    built: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / POINTER).write_text("build-gone\n")
    assert run(["--lang", "en", "info"]) != 0
    assert "No graph is built yet" not in capsys.readouterr().err
    assert built == []
