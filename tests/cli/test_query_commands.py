"""What `query` and `sparql` say and return where a limit is reached, in each format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.queries.hostile import endpoint, http
from tsunagu.cli.main import run
from tsunagu.graph.home import Home
from tsunagu.queries.limits import MOST_QUERY_BYTES

ALL = "SELECT ?s ?o { ?s ?p ?o }"
CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CUT, STOPPED = 6, 6


@pytest.fixture
def asked(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file for a query, in a folder of its own, over the shipped graph."""
    monkeypatch.setenv("TSUNAGU_HOME", str(home.folder))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "asked.rq"


def sparql(file: Path, text: str, *words: str, language: str = "ja") -> int:
    file.write_text(text, encoding="utf-8")
    return run(["--lang", language, "sparql", str(file), *words])


@pytest.mark.parametrize(("language", "said"), [("ja", "3行で打ち切りました"), ("en", "cut after 3 rows")])
def test_rows_cut(asked: Path, capfd: pytest.CaptureFixture[str], language: str, said: str) -> None:
    assert sparql(asked, ALL, "--limit-rows", "3", "--format", "json", language=language) == CUT
    shown = capfd.readouterr()
    assert said in shown.err
    told = json.loads(shown.out)
    assert len(told["results"]["bindings"]) == 3
    assert said in told["limited"]["message"]


def test_a_whole_answer_is_no_failure(asked: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert sparql(asked, ALL + " LIMIT 3", "--limit-rows", "3", "--format", "json") == 0
    shown = capfd.readouterr()
    assert (shown.err, "limited" in json.loads(shown.out)) == ("", False)


@pytest.mark.parametrize(("language", "said"), [("ja", "0.2秒で終わらない"), ("en", "more than 0.2 s")])
def test_time(asked: Path, capfd: pytest.CaptureFixture[str], language: str, said: str) -> None:
    assert sparql(asked, CARTESIAN, "--timeout", "0.2", "--format", "json", language=language) == STOPPED
    shown = capfd.readouterr()
    assert len(shown.err.splitlines()) == 1
    assert said in shown.err
    told = json.loads(shown.out)
    assert (told["limited"]["key"], told["limited"]["seconds"]) == ("limit-time", 0.2)
    assert "results" not in told


def test_time_of_an_endpoint(asked: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with endpoint(b"", silent=True) as found:
        assert sparql(asked, ALL, "--timeout", "0.2", "--format", "json", "--endpoint", found.url) == 5
    shown = capfd.readouterr()
    assert len(shown.err.splitlines()) == 1
    assert json.loads(shown.out)["limited"]["key"] == "endpoint-slow"


def test_a_stopped_question_leaves_an_old_file_alone(asked: Path, capfd: pytest.CaptureFixture[str]) -> None:
    kept = asked.with_name("answer.json")
    kept.write_text("old", encoding="utf-8")
    assert sparql(asked, CARTESIAN, "--timeout", "0.2", "--format", "json", "-o", str(kept)) == STOPPED
    assert (kept.read_text(encoding="utf-8"), capfd.readouterr().out) == ("old", "")


def test_a_question_of_the_catalogue(asked: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "documents", "--format", "json", "--limit-rows", "2"]) == CUT
    assert len(json.loads(capfd.readouterr().out)["results"]["bindings"]) == 2


@pytest.mark.parametrize(("language", "said"), [("ja", "相談"), ("en", "Consultation")])
def test_labels_come_in_the_language_spoken(
    asked: Path, capfd: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    assert run(["--lang", language, "query", "functions", "--format", "csv"]) == 0
    assert said in capfd.readouterr().out
    assert run(["--lang", language, "query", "functions", "--format", "csv", "-p", "language=ja"]) == 0
    assert "相談" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("question", "value", "told"),
    [
        ("services-with-function", "function=function/legal-aid", ("function/legal", "functions-of-support-by-stage")),
        ("services-by-channel", "channel=channel/fax", ("channel/phone", "channel/sns")),
        ("needs-people-come-with", "language=fr", ("ja", "en")),
        ("measures-without-a-department", "document=kamakura", ("kamakura-", "which-documents-are-held")),
    ],
)
def test_a_value_that_is_no_choice_is_an_error(
    asked: Path, capfd: pytest.CaptureFixture[str], question: str, value: str, told: tuple[str, ...]
) -> None:
    assert run(["query", question, "-p", value]) == 2
    shown = capfd.readouterr()
    assert (shown.out, len(shown.err.splitlines())) == ("", 1)
    assert all(word in shown.err for word in (value.partition("=")[2], *told)), shown.err


def test_an_open_parameter_may_be_left_empty(asked: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "measures-without-a-department", "-p", "document=", "--format", "csv"]) == 0
    assert "saitama-women" in capfd.readouterr().out


@pytest.mark.parametrize(("language", "said"), [("ja", "違反なし"), ("en", "Nothing violated")])
def test_a_check_without_a_row_says_that_nothing_is_violated(
    asked: Path, capfd: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    assert run(["--lang", language, "query", "service-without-a-provider-violation"]) == 0
    assert capfd.readouterr().err.startswith(said)


@pytest.mark.parametrize(
    ("text", "form", "said"),
    [("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "csv", "ttl"), ("ASK {}", "jsonld", "json-rows")],
)
def test_a_format_that_cannot_hold_it(
    asked: Path, capfd: pytest.CaptureFixture[str], text: str, form: str, said: str
) -> None:
    assert sparql(asked, text, "--format", form) == 2
    assert said in capfd.readouterr().err


def test_describe_gives_turtle(asked: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert sparql(asked, "DESCRIBE <https://w3id.org/tsunagu/document/kamakura-gender>") == 0
    assert "@prefix tsg:" in capfd.readouterr().out


@pytest.mark.parametrize("data", [b"SELECT * { ?s ?p 'caf\xe9' }", b"\xff\xfeA\x00", b" " * (MOST_QUERY_BYTES + 1)])
def test_files_that_are_no_query(asked: Path, capfd: pytest.CaptureFixture[str], data: bytes) -> None:
    asked.write_bytes(data)
    assert run(["sparql", str(asked)]) == 2
    assert len(capfd.readouterr().err.splitlines()) == 1


def test_a_query_with_a_byte_order_mark(asked: Path) -> None:
    assert sparql(asked, "\ufeffASK {}") == 0


def test_no_password_is_shown(asked: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with endpoint(http(b"geheim", "text/html")) as found:
        url = found.url.replace("//", "//me:geheim@")
        assert sparql(asked, ALL, "--endpoint", url) == 5
    assert sparql(asked, ALL, "--endpoint", url) == 5
    assert sparql(asked, ALL, "--endpoint", url.replace("/sparql", ":x/")) == 5
    shown = capfd.readouterr()
    assert len(shown.err.splitlines()) == 3
    assert "geheim" not in shown.err + shown.out


def test_nothing_of_an_answer_steers_the_terminal(asked: Path, capfd: pytest.CaptureFixture[str]) -> None:
    cell = rb'{"a":{"type":"literal","value":"\u001b[31mred\u202e\u009b"}}'
    body = b'{"head":{"vars":["a"]},"results":{"bindings":[' + cell + b"]}}"
    with endpoint(http(body)) as found:
        assert sparql(asked, ALL, "--endpoint", found.url) == 0
    assert capfd.readouterr().out.splitlines()[2] == "[U+001B][31mred[U+202E][U+009B]"
