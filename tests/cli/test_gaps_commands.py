"""`tsunagu gaps` and `tsunagu compare` as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_commands import run
from tsunagu.gaps.registry import ANALYSES
from tsunagu.graph.home import Home


def test_the_analyses_are_listed_without_a_graph(tmp_path: Path) -> None:
    shown = run("gaps", home=Home(tmp_path))
    assert shown.returncode == 0
    assert all(f"{name} " in shown.stdout for name in ANALYSES)


def test_duties_of_one_city_as_json(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "duties.json"
    done = run("gaps", "duties", "--place", "国立市", "--state", "under_study", "--date", "2026-11-01",
               "--format", "json", "-o", str(target), home=home)  # fmt: skip
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(target.read_text(encoding="utf-8"))["rows"]
    assert row["place"] == "国立市"
    assert row["state"] == "検討中"
    assert "kunitachi-gender" in row["where"]


def test_every_analysis_in_one_workbook_in_english(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "all.xlsx"
    done = run("--lang", "en", "gaps", "all", "--format", "xlsx", "-o", str(target), home=home)
    assert done.returncode == 0, done.stderr
    assert target.stat().st_size > 10_000


def test_an_unknown_name_is_one_clear_line(home: Home) -> None:
    for words in (("gaps", "coverag"), ("gaps", "duties", "--place", "ここにない市"), ("compare", "鎌倉市", "何か")):
        done = run(*words, home=home)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()


def test_no_row_is_said_and_not_silent(home: Home) -> None:
    done = run("gaps", "drift", "--place", "国立市", home=home)
    assert done.returncode == 0
    assert "該当する行はありません" in done.stderr


def test_compare_two_plans(home: Home) -> None:
    done = run("compare", "kamakura-gender", "kamakura-welfare", "--aspect", "body", "--format", "csv", home=home)
    assert done.returncode == 0, done.stderr
    assert "文化人権課" in done.stdout


def test_compare_a_city_and_its_prefecture(home: Home) -> None:
    done = run("compare", "国立市", "東京都", "--aspect", "partner", home=home)
    assert done.returncode == 0, done.stderr
    assert "一覧にあり、連携の記載なし" in done.stdout
