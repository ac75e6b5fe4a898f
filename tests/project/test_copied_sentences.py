"""`scripts/copied_sentences.py` finds what was copied and nothing else, and finds nothing in the project."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from scripts.copied_sentences import (
    FOUND,
    NO_SOURCES,
    SHORTEST,
    copied_in,
    files_of,
    find_copied,
    main,
    pieces_of,
    squeezed,
)

from tests.conftest import ROOT

# Written for this test; no document says it.
SENTENCE = "架空の町では、毎週水曜日の夜に町役場の二階で相談員が話を聞きます。予約は要りません。"
NAME = "架空の町における困難な状況にある人々を支えるための総合的な相談体制整備推進"
TITLES = "・".join(f"架空の町の計画その{number}" for number in range(1, 9))
RULE = "-" * 90


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """A folder with one source text."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.txt").write_text("\n".join([SENTENCE, NAME, TITLES, RULE]), encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty project under git."""
    folder = tmp_path / "project"
    folder.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


def test_a_sentence_is_found_also_across_lines_and_blanks(made_up: Path, project: Path) -> None:
    broken = SENTENCE[:12] + " \n　" + SENTENCE[12:]
    (project / "page.md").write_text(f"# 見出し\n\n{broken}\n", encoding="utf-8")
    (found,) = find_copied(project, made_up)
    assert (found.file, found.line, found.run) == ("page.md", 3, SENTENCE)
    assert str(found).startswith("page.md:3: 架空の町では")


def test_names_are_allowed_and_long_runs_are_not() -> None:
    pieces = pieces_of([NAME, TITLES])
    assert len(NAME) >= SHORTEST
    assert list(copied_in("f", NAME, pieces)) == []
    assert [copied.run for copied in copied_in("f", TITLES, pieces)] == [TITLES]


def test_a_run_one_character_too_short_is_no_run() -> None:
    pieces = pieces_of([SENTENCE])
    at = SENTENCE.index("ます") - SHORTEST + 3
    assert list(copied_in("f", SENTENCE[at : at + SHORTEST - 1], pieces)) == []
    assert len(list(copied_in("f", SENTENCE[at : at + SHORTEST], pieces))) == 1


def test_other_words_are_no_copy() -> None:
    own = "相談は水曜の夜、役場の二階。予約なしで話を聞いてもらえます。"
    assert list(copied_in("f", own, pieces_of([SENTENCE]))) == []


def test_ruled_lines_are_no_text() -> None:
    assert list(copied_in("f", RULE, pieces_of([RULE]))) == []


def test_lines_are_counted_from_one() -> None:
    assert squeezed("a b\n\nc") == ("abc", [1, 1, 3])


@pytest.mark.parametrize("folder", ["viz/vendor", "tests/viz/vendor"])
def test_vendored_libraries_are_left_out(made_up: Path, project: Path, folder: str) -> None:
    place = project / folder
    place.mkdir(parents=True)
    (place / "library.js").write_text(SENTENCE, encoding="utf-8")
    assert find_copied(project, made_up) == []


def test_ignored_and_binary_files_are_left_out(made_up: Path, project: Path) -> None:
    (project / ".gitignore").write_text("out/\n", encoding="utf-8")
    (project / "out").mkdir()
    (project / "out" / "page.md").write_text(SENTENCE, encoding="utf-8")
    (project / "picture.png").write_bytes(b"\x89PNG\xff" + SENTENCE.encode("utf-16"))
    assert find_copied(project, made_up) == []
    assert list(files_of(project)) == [".gitignore", "picture.png"]


def test_exit_codes_and_messages(made_up: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--sources", str(made_up), "--root", str(project)]
    assert main(arguments) == 0
    assert capsys.readouterr().out == "no copied sentences\n"
    (project / "table.csv").write_text(f"id,note\n1,{SENTENCE}\n", encoding="utf-8")
    assert main(arguments) == FOUND
    assert capsys.readouterr().out.endswith("1 copied sentences\n")


def test_no_source_texts_is_no_success(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sources", str(tmp_path / "nowhere"), "--root", str(project)]) == NO_SOURCES
    assert "--sources" in capsys.readouterr().err


@pytest.mark.sources
def test_the_project_copies_no_sentence(sources: Path) -> None:
    found = find_copied(ROOT, sources)
    assert found == [], "say it in your own words: " + "; ".join(str(copied) for copied in found)
