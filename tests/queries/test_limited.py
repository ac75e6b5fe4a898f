"""Questions of the user run where they can be ended: by time, rows, memory, Ctrl-C, or the end of who asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from tsunagu.errors import LimitReached, QueryProblem, StoreProblem, TsunaguError
from tsunagu.graph.home import Home
from tsunagu.messages import LANGUAGES, text
from tsunagu.queries.answers import lexical
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.queries.limited import LimitedEngine, open_limited
from tsunagu.queries.limits import MOST_QUERY_BYTES, Limits
from tsunagu.queries.results import ConstructedGraph, Solutions, Truth

XSD = "http://www.w3.org/2001/XMLSchema#"
CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GREEDY = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?b), STR(?c), STR(?d))) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
PATH = "(!<urn:x>|^!<urn:x>)*"
HOSTILE = {
    "cartesian count": CARTESIAN,
    "cartesian order": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f",
    "property paths": f"SELECT (COUNT(*) AS ?n) {{ ?a {PATH} ?b . ?b {PATH} ?c . ?c {PATH} ?d }}",
    "distinct": "SELECT DISTINCT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f }",
    "long values": "SELECT * { VALUES ?x { " + '"相談" ' * 90_000 + "} }",
    "regular expressions": 'SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(a*)*.*.*x$")) }',
    "construct": "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }",
    "many unions": "SELECT * { " + " UNION ".join(["{ ?a ?b ?c }"] * 3000) + " }",
}


@pytest.fixture(scope="module")
def limited(home: Home) -> Iterator[LimitedEngine]:
    """The shipped graph behind one worker, which starts anew by itself after it was ended."""
    with open_limited(home) as opened:
        yield opened


@pytest.fixture
def hasty(limited: LimitedEngine, monkeypatch: pytest.MonkeyPatch) -> LimitedEngine:
    """The same with a third of a second for a question."""
    monkeypatch.setattr(limited, "limits", Limits(seconds=0.3))
    return limited


def ended(engine: LimitedEngine, asked: str, *, check: bool = True) -> TsunaguError:
    """The one error a question ends with; it has words in both languages."""
    with pytest.raises(TsunaguError) as caught:
        engine.ask(asked, check=check)
    assert all(text(caught.value.key, language, **caught.value.data).isprintable() for language in LANGUAGES)
    return caught.value


@pytest.mark.parametrize("name", HOSTILE)
def test_every_question_ends_and_says_why(hasty: LimitedEngine, name: str) -> None:
    error = ended(hasty, HOSTILE[name])
    assert isinstance(error, LimitReached)
    assert (error.key, error.data["seconds"]) == ("limit-time", 0.3)


def test_the_next_question_is_answered(limited: LimitedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "limits", Limits(seconds=0.2))
    ended(limited, CARTESIAN)
    monkeypatch.setattr(limited, "limits", Limits())
    assert limited.ask("ASK {}").result == Truth(True)


def test_memory(limited: LimitedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "limits", Limits(megabytes=30))
    assert ended(limited, GREEDY, check=False).key == "limit-memory"


def test_memory_is_watched_where_the_system_bounds_nothing(
    limited: LimitedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = iter([10, 50_000_000, 10**12])
    monkeypatch.setattr("tsunagu.queries.workers._Child._memory", lambda _: next(sizes))
    monkeypatch.setattr(limited, "limits", Limits(megabytes=300))
    assert ended(limited, CARTESIAN, check=False).key == "limit-memory"
    assert next(sizes, None) is None


def test_a_question_that_brings_its_process_down(limited: LimitedEngine) -> None:
    assert ended(limited, "SELECT * " + "{" * 100_000 + "}" * 100_000, check=False).key == "query-crashed"


def test_rows(limited: LimitedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "limits", Limits(rows=7))
    cut = limited.ask("SELECT * { ?s ?p ?o }")
    assert isinstance(cut.result, Solutions)
    assert (cut.result.count, len(list(cut.result.parsed()))) == (7, 7)
    assert cut.cut is not None
    assert (cut.cut.key, cut.cut.data) == ("limit-rows", {"rows": 7})
    assert limited.ask("SELECT * { ?s ?p ?o } LIMIT 7").cut is None
    graph = limited.ask("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(graph.result, ConstructedGraph)
    assert (graph.result.count, graph.cut) == (7, cut.cut)


def test_size(limited: LimitedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "limits", Limits(size=1024 * 1024))
    cut = limited.ask("SELECT ?a ?b ?d ?e { ?a a ?b . ?d a ?e }").cut
    assert cut is not None
    assert (cut.key, cut.data["megabytes"]) == ("limit-size", 1)


def test_a_query_too_long_is_not_even_read(limited: LimitedEngine) -> None:
    assert ended(limited, "#" * (MOST_QUERY_BYTES + 1)).key == "sparql-too-long"


@pytest.mark.parametrize("asked", ["DROP ALL", "SELECT * { SERVICE <http://127.0.0.1/> {} }", "いろは", "("])
def test_what_is_not_allowed_or_no_query(limited: LimitedEngine, asked: str) -> None:
    assert isinstance(ended(limited, asked), QueryProblem)


def test_a_process_that_cannot_be_started(home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    with open_limited(home) as opened:
        assert ended(opened, "ASK {}").key == "query-crashed"


def test_no_store(tmp_path: Path) -> None:
    with LimitedEngine({"store": str(tmp_path / "store")}, Limits()) as opened:
        assert isinstance(ended(opened, "ASK {}"), StoreProblem)


def test_the_same_rows_as_in_this_process(limited: LimitedEngine, engine: OxigraphEngine) -> None:
    asked = "SELECT ?s ?o ?none { ?s a <https://w3id.org/tsunagu/ns#SourceDocument> ; ?p ?o } ORDER BY ?s ?o"
    assert limited.select(asked) == engine.select(asked)


@pytest.mark.parametrize("value", ["1e999999999", "-1e999999999", "1e-999999999", "9" * 6000, "0." + "3" * 6000])
@pytest.mark.parametrize("kind", ["decimal", "integer", "double"])
def test_numbers_nobody_can_write_out(limited: LimitedEngine, value: str, kind: str) -> None:
    [[shown]] = limited.select(f'SELECT ("{value}"^^<{XSD}{kind}> AS ?x) {{}}').rows
    assert len(shown) <= len(value) + 2


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("1.50", "decimal", "1.5"),
        ("100", "integer", "100"),
        ("-0.0", "double", "0"),
        ("1E2", "double", "100"),
        ("0.1234567890123456789012345678901234567890", "decimal", "0.123456789012345678901234567890123456789"),
        ("INF", "double", "INF"),
        ("x", "integer", "x"),
        ("1", "boolean", "true"),
        ("007", "string", "007"),
    ],
)
def test_written_forms(value: str, kind: str, shown: str) -> None:
    assert lexical(value, XSD + kind) == shown


def asking(home: Home, folder: Path) -> subprocess.Popen[bytes]:
    """`tsunagu sparql` at work on a question that takes for ever, in a group of its own.

    A shell lets what it runs in the background ignore an interrupt, and its children inherit that: it is undone.
    """
    (folder / "long.rq").write_text(CARTESIAN, encoding="utf-8")
    source = str(Path(__file__).resolve().parents[2] / "src")
    return subprocess.Popen(
        [sys.executable, "-m", "tsunagu", "sparql", "long.rq", "--timeout", "300"],
        cwd=folder,
        stderr=subprocess.PIPE,
        env={**os.environ, "TSUNAGU_HOME": str(home.folder), "PYTHONPATH": source, "LC_ALL": "C.UTF-8"},
        start_new_session=os.name == "posix",
        preexec_fn=_heed_interrupts if os.name == "posix" else None,  # noqa: PLW1509 - it sets a signal and no more
    )


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def worker_of(asked: subprocess.Popen[bytes]) -> psutil.Process:
    """The process in which the question runs, once it has begun to work."""
    while asked.poll() is None:
        for child in psutil.Process(asked.pid).children():
            if child.num_threads() > 2 and child.cpu_times().user > 0.3:
                return child
        time.sleep(0.01)
    raise AssertionError(asked.stderr.read() if asked.stderr else "")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_interrupt_ends_everything(home: Home, tmp_path: Path) -> None:
    asked = asking(home, tmp_path)
    worker = worker_of(asked)
    os.killpg(asked.pid, signal.SIGINT)
    try:
        told = asked.communicate(timeout=120)[1]
    finally:
        if asked.poll() is None:
            os.killpg(asked.pid, signal.SIGKILL)
    assert asked.returncode == 130
    assert b"Traceback" not in told
    assert not worker.is_running()


def test_a_process_left_open_at_the_end_of_a_program_does_no_harm() -> None:
    program = "from tsunagu.queries import workers; kept = workers.Worker(); kept._child = workers._Child()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_nothing_is_left_when_who_asked_is_killed(home: Home, tmp_path: Path) -> None:
    asked = asking(home, tmp_path)
    worker = worker_of(asked)
    asked.kill()
    asked.communicate(timeout=120)
    worker.wait(timeout=30)
    assert not worker.is_running()
