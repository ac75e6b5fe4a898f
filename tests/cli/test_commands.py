"""The command line as a user meets it: output and exit code, of a real process where it is about the process."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.graph.test_table_reader import rewrite
from tsunagu.cli.main import COMMANDS
from tsunagu.cli.main import run as in_this_process
from tsunagu.graph.home import Home


def run(*words: str, home: Home | None = None, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m tsunagu`; the language is Japanese unless LC_ALL is given."""
    variables = {**os.environ, "LC_ALL": "ja_JP.UTF-8", "PYTHONUTF8": "1", **env}
    if home:
        variables["TSUNAGU_HOME"] = str(home.folder)
    command = [sys.executable, "-m", "tsunagu", *words]
    return subprocess.run(
        command, input=stdin, capture_output=True, text=True, encoding="utf-8", env=variables, check=False
    )


Within = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def within(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Within:
    """Run a command in this process, which has read the build already; a defect is raised and not told."""

    def ran(*words: str, home: Home | None = None, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
        if home or folder:
            monkeypatch.setenv("TSUNAGU_HOME", str(home.folder if home else folder))
        code, told = in_this_process([*words]), capsys.readouterr()
        return subprocess.CompletedProcess(words, code, told.out, told.err)

    return ran


def test_overview_names_every_command_in_both_languages() -> None:
    for language, word in (("ja", "例："), ("en", "Examples:")):
        shown = run("--lang", language, "--help")
        assert shown.returncode == 0
        assert word in shown.stdout
        assert all(f"\n  {name} " in shown.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_help_has_examples(name: str, language: str, within: Within) -> None:
    shown = within("--lang", language, name, "--help")
    assert shown.returncode == 0
    assert f"tsunagu {name}" in shown.stdout or "tsunagu --lang" in shown.stdout
    assert ("例：" if language == "ja" else "Examples:") in shown.stdout


def test_language_follows_the_system() -> None:
    assert "作成物" in run("info", "--help").stdout
    assert "Folder of built things" in run("info", "--help", LC_ALL="C.UTF-8").stdout
    assert "作成物" in run("--lang=ja", "info", "--help", LC_ALL="C.UTF-8").stdout


def test_help_needs_no_heavy_library() -> None:
    code = (
        "import sys; from tsunagu.cli.main import run; run(['--help']);"
        "print([m for m in ('rdflib','networkx','pyvis','SPARQLWrapper','pyshacl','openpyxl','yaml','pyoxigraph')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


def test_info(home: Home) -> None:
    shown = run("info", home=home)
    assert shown.returncode == 0
    assert "kamakura-welfare" in shown.stdout


def test_query_table_csv_json_xlsx_ttl(home: Home, tmp_path: Path, within: Within) -> None:
    assert "くにたち" in run("query", "measures", home=home).stdout
    for form in ("csv", "json-rows", "xlsx", "ttl"):
        target = tmp_path / f"a.{form}"
        done = within("query", "measures", "--format", form, "-o", str(target), home=home)
        assert done.returncode == 0, done.stderr
        assert target.stat().st_size > 1000
    assert len(json.loads((tmp_path / "a.json-rows").read_text(encoding="utf-8"))["rows"]) == 570
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet.max_row == 571


def test_sparql_from_standard_input(home: Home) -> None:
    done = run("sparql", "-", "--format", "csv", home=home, stdin="SELECT (1 AS ?n) WHERE {}")
    assert done.stdout.strip().endswith("1")


@pytest.mark.parametrize("file", ["-", "question.rq"])
def test_a_query_saved_with_a_byte_order_mark_is_read(home: Home, tmp_path: Path, file: str) -> None:
    text = "\ufeffSELECT (1 AS ?n) WHERE {}"
    (tmp_path / file).write_text(text, encoding="utf-8")
    name = "-" if file == "-" else str(tmp_path / file)
    assert run("sparql", name, "--format", "csv", home=home, stdin=text).stdout.strip().endswith("1")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["query", "mesures"], 2, "measures"),
        (["query", "measures", "-p", "x=1"], 2, "引数「x」"),
        (["query", "services-with-function", "-p", "function=a b"], 2, "document/kamakura-gender"),
        (["query", "services-with-function", "-p", "function"], 2, "名前=値"),
        (["query", "measures", "--endpoint", "http://127.0.0.1:9/"], 5, "つながりません"),
        (["query", "measures", "--endpoint", "file:///etc/passwd"], 5, "アドレス"),
        (["sparql", "/nowhere.rq"], 2, "読めません"),
        (["describe", "そんなものはない機関"], 2, "当たるものがありません"),
        (["verify", "--sources", "/nowhere"], 1, "原文のフォルダー"),
        (["nonsense"], 2, "nonsense"),
        (["build", "--tables", "/nowhere"], 2, "/nowhere"),
    ],
)
def test_mistakes_get_one_clear_line(home: Home, words: list[str], code: int, told: str, within: Within) -> None:
    done = within(*words, home=home)
    assert done.returncode == code, done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_a_mistake_ends_a_process_with_its_code(home: Home) -> None:
    done = run("query", "mesures", home=home)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr + done.stdout


def test_no_build_yet(tmp_path: Path) -> None:
    done = run("query", "measures", "--no-build", TSUNAGU_HOME=str(tmp_path))
    assert done.returncode == 1
    assert "tsunagu build" in done.stderr


def test_bad_tables_list_every_problem(graph_copy: Path, tmp_path: Path, within: Within) -> None:
    rewrite(graph_copy / "kunitachi-gender/linkages.csv", {(2, "layer"): "x", (3, "status"): "y"})
    done = within("build", "--tables", str(graph_copy), folder=tmp_path)
    assert done.returncode == 3
    assert "linkages.csv:2" in done.stderr
    assert "linkages.csv:3" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "name", ["女性相談支援センター", "ジョセイソウダンシエンセンター", "婦人相談所", "市民相談課", "国立市", "DV防止法"]
)
def test_describe_finds_by_name_kana_former_name(home: Home, name: str, within: Within) -> None:
    done = within("describe", name, home=home)
    assert done.returncode == 0, done.stderr
    assert "出典" in done.stdout


def test_describe_shows_where_a_fact_stands(home: Home, within: Within) -> None:
    done = within("describe", "東京都女性相談センター", home=home)
    assert "20.2" in done.stdout
    assert "1917-1932" in done.stdout


@pytest.mark.parametrize("name", ["横浜市", "国立市", "国立市第6次ジェンダー平等推進計画（抜粋）", "市長室"])
def test_describe_says_each_thing_once_and_in_words(home: Home, name: str, within: Within) -> None:
    """The same in terms of a standard is for machines; a day before all days is no date."""
    told = within("describe", name, home=home).stdout
    assert "http" not in re.sub(r"公式ページ: https?://\S+", "", told.partition("\n")[2])
    assert "0001-01-01" not in told
    assert "9999-12-31" not in told


def test_describe_says_what_a_kind_is_in_words(home: Home) -> None:
    assert run("describe", "児相", home=home).stdout.splitlines()[1] == "種類：機関の種類"


def test_locate(sources: Path, within: Within) -> None:
    done = within("locate", "kunitachi-gender", "女性DVホットライン", "--sources", str(sources))
    assert done.returncode == 0
    assert "【女性 DV ホットライン】" in done.stdout
    assert done.stdout.rstrip().endswith("\t15.1"), "the row it stands in"


def test_export_and_template(home: Home, tmp_path: Path, within: Within) -> None:
    done = run("export", "nquads", "-o", str(tmp_path / "a.nq"), home=home)
    assert done.returncode == 0
    assert (tmp_path / "a.nq").read_bytes() == (home.current() / "dataset.nq").read_bytes()
    assert within("template", str(tmp_path / "t.xlsx")).returncode == 0
    assert "linkages" in load_workbook(tmp_path / "t.xlsx").sheetnames


def test_output_survives_a_console_that_knows_no_such_character(home: Home) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tsunagu", "query", "measures"],
        env={**os.environ, "PYTHONIOENCODING": "cp932", "TSUNAGU_HOME": str(home.folder), "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
