"""Options arrive: what each changes in the answer, of `build`, `validate`, `verify`, `query` and `route`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tsunagu.cli.main import run
from tsunagu.graph.build import load_tables
from tsunagu.graph.home import Home

Told = tuple[int, str, str]
Asked = Callable[..., Told]
BASE = "https://city.example.jp/"
ADDED = "kunitachi-gender"


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]) -> Asked:
    """Run a command in Japanese: its exit code, output and errors."""

    def ran(*words: str) -> Told:
        code = run(["--lang", "ja", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return ran


@pytest.fixture
def own(graph_copy: Path, tmp_path: Path) -> tuple[str, str]:
    """A folder of tables with law alone, and the folder of a document to add to it."""
    added = (graph_copy / ADDED).rename(tmp_path / ADDED)
    return str(graph_copy), str(added)


# ---- tables ----


def test_build_takes_documents_of_ones_own_and_another_base(
    asked: Asked, own: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUNAGU_HOME", str(tmp_path / "home"))
    code, out, err = asked("build", "--tables", own[0], "--add", own[1], "--base", BASE)
    assert code == 0, err
    assert ADDED in out
    dataset = (Home(tmp_path / "home").current() / "dataset.nq").read_text(encoding="utf-8")
    assert f"<{BASE}document/{ADDED}>" in dataset
    assert "w3id.org/tsunagu/document" not in dataset


def test_validate_reads_the_added_document(asked: Asked, own: tuple[str, str]) -> None:
    alone, both = (len(load_tables(Path(own[0]), extra).rows) for extra in ((), (Path(own[1]),)))
    code, out, _ = asked("validate", "--tables", own[0], "--add", own[1])
    assert code == 0
    assert str(both) in out.replace(",", "")
    assert str(alone) not in out.replace(",", "")


def test_verify_looks_at_the_added_document(asked: Asked, own: tuple[str, str], tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    words = ("verify", "--sources", str(texts), "--tables", own[0])
    assert ADDED not in "".join(asked(*words)[1:])
    assert ADDED in "".join(asked(*words, "--add", own[1])[1:])


@pytest.mark.sources
@pytest.mark.parametrize(
    ("language", "within", "standing"),
    [
        ("ja", "原文のその行の中に語がある", "原文に語がある"),
        ("en", "the words stand within its row of the text", "the words stand in the text"),
    ],
)
def test_verify_says_of_each_fact_what_was_shown(
    capsys: pytest.CaptureFixture[str], graph_copy: Path, sources: Path, language: str, within: str, standing: str
) -> None:
    words = ["--lang", language, "verify", "--sources", str(sources), "--tables", str(graph_copy)]
    code = run([*words, "--facts", "--format", "json"])
    told = capsys.readouterr()
    rows = [tuple(row.values()) for row in json.loads(told.out)["rows"] if "kunitachi-gender" in row.values()]
    shown = {table: {row[3] for row in rows if row[1].endswith(f"/{table}.csv")} for table in ("measures", "bodies")}
    assert (code, shown) == (0, {"measures": {within}, "bodies": {standing}})
    assert "213" in told.err
    run(words)
    assert "213" in capsys.readouterr().out


@pytest.mark.sources
def test_verify_gives_the_reason_beside_the_fact(asked: Asked, graph_copy: Path, sources: Path) -> None:
    path = graph_copy / "kunitachi-gender" / "responsibilities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("536-539", "290-293"), encoding="utf-8")
    code, out, err = asked(
        "verify", "--sources", str(sources), "--tables", str(graph_copy), "--facts", "--format", "csv"
    )
    told = [line for line in out.splitlines() if "290-293 市長室 ∉ 14 (13)" in line]
    assert (code, len(told)) == (3, 1)
    assert "不一致" in told[0]
    assert "responsibilities.csv:4" in err


def test_a_folder_given_twice_counts_once_and_is_told(asked: Asked, own: tuple[str, str], tmp_path: Path) -> None:
    words = ("verify", "--sources", str(tmp_path), "--tables", own[0], "--add", own[1])
    single, double = asked(*words), asked(*words, "--add", f"{own[1]}/../{Path(own[1]).name}")
    assert single[1] == double[1]
    assert "二度" not in single[2]
    assert "二度" in double[2]


def test_a_table_of_law_in_a_folder_of_ones_own_is_told(asked: Asked, own: tuple[str, str]) -> None:
    (Path(own[1]) / "places.csv").write_text("code\n", encoding="utf-8")
    code, _, err = asked("verify", "--sources", own[0], "--tables", own[0], "--add", own[1])
    assert code != 0
    assert f"{ADDED}/places.csv（表「地方公共団体」）: " in err
    assert "graph/japan" in err


# ---- questions ----


def test_a_parameter_is_filled_in(asked: Asked, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUNAGU_HOME", str(home.folder))
    words = ("query", "services-with-function", "--format", "csv", "--param")
    protected, legal = (asked(*words, f"function=function/{name}") for name in ("temp-protection", "legal"))
    assert (protected[0], legal[0]) == (0, 0), protected[2] + legal[2]
    assert min(protected[1].count("\n"), legal[1].count("\n")) > 1
    assert protected[1] != legal[1]


# ---- routes ----


def test_a_part_of_a_desk_s_name_is_said_back(
    capsys: pytest.CaptureFixture[str], home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUNAGU_HOME", str(home.folder))
    words = ["--need", "dv", "--no-what-if", "--format", "json"]
    for language, typed, told in (("en", "Mayor", "Mayor of Isehara"), ("ja", "市長室", "")):
        run(["--lang", language, "route", typed, *words])
        heard = [line for line in capsys.readouterr().err.splitlines() if typed in line]
        assert bool(heard) is bool(told)
        assert told in "".join(heard)


@pytest.fixture
def route(asked: Asked, home: Home, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """The answer of `tsunagu route` for a resident of Kunitachi, as JSON."""
    monkeypatch.setenv("TSUNAGU_HOME", str(home.folder))

    def told(*words: str) -> dict[str, Any]:
        code, out, err = asked("route", "--place", "国立市", "--no-what-if", "--format", "json", *words)
        assert code in (0, 1), err
        found: dict[str, Any] = json.loads(out)
        return found

    return told


def checks(answer: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Key, state and printed words of every check of every offer."""
    routes = [way for block in answer["routes"] for way in block["alternatives"]]
    found = [check for way in routes for offer in way["offers"] for check in offer["checks"]]
    return {
        (check["key"], check["state"], check["about"][0]["label"]["ja"] if check["about"] else "") for check in found
    }


def test_as_many_routes_as_are_asked_for(route: Callable[..., dict[str, Any]]) -> None:
    for most in (1, 2, 5):
        (block,) = route("--need", "debt", "--most", str(most))["routes"][:1]
        assert len(block["alternatives"]) == most


def test_a_function_is_wanted_beside_a_need(route: Callable[..., dict[str, Any]]) -> None:
    wanted = {want["id"] for want in route("--function", "temp-protection")["question"]["wants"]}
    assert "function/temp-protection" in wanted


def test_a_language_is_looked_for(route: Callable[..., dict[str, Any]]) -> None:
    keys = {key for key, _, _ in checks(route("--need", "dv", "--language", "中国語"))}
    assert "language" in keys
    assert "language" not in {key for key, _, _ in checks(route("--need", "dv"))}


def test_an_age_of_a_child_is_the_circumstance_of_that_age(route: Callable[..., dict[str, Any]]) -> None:
    """A circumstance is not written: the question with an age is the one with the circumstance the age brings."""

    def plain(*words: str) -> str:
        return json.dumps(route("--need", "dv", *words)["plan"], sort_keys=True)

    infant, child = (("--circumstance", f"circumstance/{name}-along") for name in ("infant", "child"))
    assert plain("--child-age", "3") == plain(*infant)
    assert plain("--child-age", "8") == plain(*child)
    assert plain("--child-age", "3", "--child-age", "8") == plain(*infant, *child)
    assert route("--need", "dv", "--child-age", "3", "--child-age", "8")["question"]["case_kept_back"] == 2
    assert len({plain(), plain(*child)}) == 2


@pytest.mark.parametrize("words", [("queries", "list"), ("route", "--place", "国立市", "--need", "dv"), ("info",)])
def test_the_language_is_taken_before_and_after_the_command(
    words: tuple[str, ...], home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUNAGU_HOME", str(home.folder))
    before = run(["--lang", "en", *words]), capsys.readouterr().out
    after = run([*words, "--lang", "en"]), capsys.readouterr().out
    japanese = run(["--lang", "ja", *words]), capsys.readouterr().out
    assert before == after
    assert before[0] == 0
    assert before != japanese
