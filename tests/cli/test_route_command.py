"""`tsunagu route` as a tired person types it: every form of answer, and one clear line for every mistake."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tsunagu.cli.main import run
from tsunagu.graph.home import Home
from tsunagu.messages import text

Told = tuple[int, str, str]
Route = Callable[..., Told]
PAGE = "<!DOCTYPE html>"
BEGINS = {"html": PAGE, "handout": PAGE, "picture": PAGE, "svg": "<?xml", "json": "{"}
DESK, STATION, CITY = "市民相談課", "くにたち男女平等参画ステーション", "国立市"


@pytest.fixture
def route(home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Route:
    """Run `tsunagu route` and return its exit code, output and errors."""
    monkeypatch.setenv("TSUNAGU_HOME", str(home.folder))

    def asked(*words: str, stdin: str = "", language: str = "ja") -> Told:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = run(["--lang", language, "route", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return asked


def test_prose_begins_with_numbers_and_ends_with_what_to_confirm(route: Route) -> None:
    code, out, _ = route("市長室", "一時保護")
    assert code == 0
    assert "110" in out.splitlines()[0]
    above, fold, below = out.partition(text("opening-fold", "ja"))
    assert fold
    for told in (text("opening-notice", "ja"), "1. 東京都女性相談センター", "#8008", "伝え方"):
        assert told in above
    for told in ("経路1", "東京都女性相談センター", "確認すること"):
        assert told in below


def test_every_ground_is_told_on_request(route: Route) -> None:
    _, short, _ = route(DESK, "--need", "debt")
    _, full, _ = route(DESK, "--need", "debt", "--full")
    for told in ("3034-3046", "#8891", "消費者安全法（8(2)[1]）", "条件が一つ違う場合"):
        assert told in full
        assert told not in short


def test_a_sheet_for_the_person_says_nothing_of_the_question(route: Route) -> None:
    code, out, _ = route(DESK, "--need", "debt", "--format", "handout")
    assert code == 0
    for told in ("110", "消費生活センター"):
        assert told in out
    for kept in (text("route-scope", "ja", day="", layers="").split("：")[0], "経路1", "根拠", "3034-3046"):
        assert kept not in out


def test_every_form_is_written(route: Route, tmp_path: Path) -> None:
    for form, begins in BEGINS.items():
        target = tmp_path / f"route.{form}"
        code, _, err = route("市長室", "一時保護", "--format", form, "-o", str(target))
        assert code == 0, err
        written = target.read_text(encoding="utf-8")
        assert written.startswith(begins)
        assert "東京都女性相談センター" in written


def test_form_of_the_answer_is_shown_without_a_build(route: Route, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUNAGU_HOME", "/nowhere")
    code, out, _ = route("--schema")
    assert code == 0
    assert json.loads(out)["$id"].endswith("/route-answer/1")


def test_several_needs_make_one_plan(route: Route) -> None:
    code, out, _ = route(DESK, "--need", "debt", "--need", "housing", "--format", "json")
    answer = json.loads(out)
    assert (code, answer["answered"]) == (0, True)
    wants = {met["want"]["id"] for visit in answer["plan"]["visits"] for met in visit["met"]}
    assert {want for want in wants if not want.startswith("practice/")} == {"need/debt", "need/housing"}


def test_a_closed_desk_is_passed_by(route: Route) -> None:
    _, before, _ = route(STATION, "一時保護", "--format", "json")
    shut = json.loads(before)["plan"]["visits"][-1]["body"]["id"]
    _, after, _ = route(STATION, "一時保護", "--format", "json", "--closed", shut)
    answer = json.loads(after)
    assert [body["id"] for body in answer["question"]["closed"]] == [shut]
    ways = answer["routes"][0]["alternatives"]
    assert shut not in {leg["to"]["id"] for way in ways for leg in way["legs"]}


def test_no_route_is_an_answer_too(route: Route) -> None:
    code, out, _ = route(STATION, "就労支援", "--layer", "stated")
    assert code == 1
    assert "110" in out.splitlines()[0]
    assert "見つかりませんでした" in out
    assert "#8008" in route(STATION, "就労支援", "--layer", "stated", "--full")[1]


def test_circumstances_are_asked_for_and_stay_unwritten(route: Route) -> None:
    """What a circumstance makes one look for is told, as a plan must say what it meets; the circumstance is not."""
    asked = ("--place", CITY, "--need", "dv", "--no-what-if")
    named = "15歳から39歳"
    code, out, err = route(*asked, "--format", "json", "--ask", stdin=f"{named}\n\n")
    assert code in (0, 1)
    assert named in err
    assert json.loads(out)["question"]["case_kept_back"] == 1
    assert json.loads(route(*asked, "--format", "json")[1])["question"]["case_kept_back"] == 0
    for form in ("html", "svg", "text", "json"):
        assert named not in route(*asked, "--format", form, "--ask", stdin=f"{named}\n\n")[1]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["そんなものはない機関", "相談"], "そんなものはない機関"),
        (["生活福祉課", "相談"], "142140-seikatsu-fukushi-ka"),
        ([DESK, "そんな支援はない"], "そんな支援はない"),
        (["--need", "dv"], "--place"),
        (["警察署", "--need", "dv"], "--place"),
        ([DESK], "--need"),
        (["--place", CITY, "--need", "dv", "--circumstance", "そんな事情はない"], "そんな事情はない"),
        (["--place", CITY, "--need", "dv", "--hour", "25"], "25"),
        (["--place", CITY, "--need", "dv", "--age", "-1"], "-1"),
        (["--place", CITY, "--need", "dv", "--day", "2026-13-01"], "2026-13-01"),
        (["--place", "そんな市はない", "--need", "dv"], "そんな市はない"),
        ([DESK, "--need", "dv", "--closed", "そんな窓口はない"], "そんな窓口はない"),
        ([DESK, "--need", "dv", "--format", "pdf"], "pdf"),
    ],
)
def test_mistakes_get_one_clear_line(route: Route, words: list[str], told: str, language: str) -> None:
    code, out, err = route(*words, language=language)
    assert code == 2, err
    assert out == ""
    assert told in err
    assert "Traceback" not in err
