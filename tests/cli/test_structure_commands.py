"""`tsunagu structure` and `tsunagu what-if`: answers, tables, and clear refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tsunagu.cli.main import run
from tsunagu.graph.home import Home
from tsunagu.workspace import Workspace


@pytest.fixture
def said(home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    monkeypatch.setenv("TSUNAGU_HOME", str(home.folder))
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    return capsys


def test_structure_of_a_document(said: pytest.CaptureFixture[str]) -> None:
    assert run(["structure", "--document", "kunitachi-gender", "--samples", "3"]) == 0
    shown = said.readouterr().out
    assert shown.startswith("つながりの構造：国立市第6次")
    assert "0.215" in shown
    assert "相手の名前が" in shown


def test_structure_as_json_says_what_the_words_say(said: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    words = [
        "structure",
        "--place",
        "142042",
        "--layers",
        "stated",
        "--samples",
        "3",
        "--format",
        "json",
        "-o",
        str(path),
    ]
    assert run(words) == 0
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
    assert {row["層"] for row in rows} == {"選んだ層の合計"}
    assert {"密度", "相互性", "点の数"} <= {row["項目"] for row in rows}


def test_same_seed_same_bytes(said: pytest.CaptureFixture[str]) -> None:
    words = ["structure", "--document", "kunitachi-gender", "--samples", "5", "--format", "csv"]
    shown = []
    for seed in ("1", "1", "2"):
        assert run([*words, "--seed", seed]) == 0
        shown.append(said.readouterr().out)
    assert shown[0] == shown[1] != shown[2]


def test_what_if_of_the_worst_body(home: Home, said: pytest.CaptureFixture[str]) -> None:
    worst = Workspace(home).worst_closings(1).value[0][0]
    assert run(["what-if", worst.closed[0]]) == 0
    assert "見つからなくなります" in said.readouterr().out
    assert run(["what-if", "--worst", "2", "--format", "json"]) == 0
    rows = json.loads(said.readouterr().out)["rows"]
    assert sum(row["閉じる機関"] == rows[0]["閉じる機関"] for row in rows) == len(worst.losses)


@pytest.mark.parametrize(
    "words",
    [
        ["structure", "--place", "142042", "--document", "kunitachi-gender"],
        ["structure", "--place", "どこにもない町"],
        ["what-if"],
        ["what-if", "body/132152-shicho-shitsu", "--worst", "2"],
        ["what-if", "expected/132152-no-such-body"],
    ],
)
def test_refusals_are_one_line(said: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert run(words) == 2
    shown = said.readouterr()
    assert not shown.out
    assert len(shown.err.strip().splitlines()) == 1


def test_a_body_that_is_not_there_yet_cannot_close(home: Home, said: pytest.CaptureFixture[str]) -> None:
    network = Workspace(home).network
    waiting = next(body.id for body in network.bodies.values() if body.status in ("planned", "under_study"))
    assert run(["what-if", waiting]) == 2
    assert "閉じられる窓口ではありません" in said.readouterr().err


def test_every_message_is_used_and_in_both_languages() -> None:
    catalogues = [json.loads((ROOT / "viz/messages" / language / "structure.json").read_text(encoding="utf-8"))
                  for language in ("ja", "en")]  # fmt: skip
    assert list(catalogues[0]) == list(catalogues[1])
    folders = (
        ROOT / "src/tsunagu/structure",
        ROOT / "src/tsunagu/closures",
        ROOT / "src/tsunagu/cli",
        ROOT / "src/tsunagu",
        ROOT / "src/tsunagu/workspace",
    )
    source = "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.glob("*.py"))
    families = (
        "figure-", "chance-", "central-", "name-", "lies-", "column-", "sort-", "layers-", "if-needs-", "if-change-",
        "if-column-",
    )  # fmt: skip
    for key in catalogues[0]:
        assert key.startswith("structure-")
        short = key.removeprefix("structure-")
        plain = short.removeprefix("if-")
        assert short.startswith(families) or f'"{short}"' in source or f'"{plain}"' in source or f'"{key}"' in source, (
            key
        )
