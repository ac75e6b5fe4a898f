"""The words of `tsunagu route`: contradictions asked back, nothing lost, numbers first, mistakes worded in Japanese."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest

from tsunagu.cli.emergency import emergency_lines
from tsunagu.cli.main import run
from tsunagu.cli.wording import Wording
from tsunagu.graph.home import Home
from tsunagu.messages import Language
from tsunagu.names.languages import spoken

Told = tuple[int, str, str]
Route = Callable[..., Told]
ASKED = ("--place", "国立", "--need", "dv", "--no-what-if", "--format", "json")


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


def kept(told: Told) -> int:
    count: int = json.loads(told[1])["question"]["case_kept_back"]
    return count


def wanted(told: Told) -> set[str]:
    return {want["id"] for want in json.loads(told[1])["question"]["wants"]}


def test_a_sentence_is_understood_and_said_back(route: Route) -> None:
    told = route("--place", "国立", "--need", "旦那に殴られて逃げたい", "--no-what-if", "--format", "json")
    assert told[0] == 0
    assert "need/dv" in wanted(told)
    assert kept(told) == 2
    assert "読み取れなかった" not in told[2]
    partly = route("--place", "国立", "--need", "旦那に殴られる。ゑゐぬむ", "--no-what-if", "--format", "json")
    assert "読み取れなかった言葉（この答えには入っていません）：ゑゐぬむ" in partly[2]
    assert "いま危険がある" in told[2]
    assert "いま危険がある" not in told[1]


def test_a_name_or_id_is_not_taken_for_words_of_ones_own(route: Route) -> None:
    told = route("--place", "132152", "--need", "性暴力・性犯罪", "--no-what-if", "--format", "json")
    assert kept(told) == 0
    assert "次の意味" not in told[2]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--circumstance", "男性", "--circumstance", "女性"), ("男性", "女性")),
        (("--age", "17", "--circumstance", "65歳以上"), ("18歳未満", "65歳以上")),
        (("--place", "鎌倉市"), ("国立市", "鎌倉市")),
        (("--language", "くりんごん"), ("くりんごん", "英語")),
        (("--need", "逃げたい"), ("逃げたい", "need/dv", "need/family-violence")),
    ],
)
def test_what_cannot_be_or_may_mean_several_things_is_asked_back(
    route: Route, words: tuple[str, ...], named: tuple[str, ...]
) -> None:
    code, out, err = route(*ASKED, *words)
    assert (code, out) == (2, "")
    assert all(word in err.splitlines()[-1] for word in named)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ("そんな窓口はない", "相談"), ("--place", "国立", "--need", "dv", "--hour", "25"), ("--nede", "dv"), (),
        ("--place", "国立", "--need", "dv", "--home", "/nowhere"), ("a", "b", "c"), ("--place",),
    ],
)  # fmt: skip
def test_the_numbers_to_call_come_before_every_error(route: Route, words: tuple[str, ...], language: Language) -> None:
    code, out, err = route(*words, language=language)
    assert code != 0
    assert out == ""
    assert err.splitlines()[:6] == list(emergency_lines(Wording(language)))
    assert "110" in err.splitlines()[1]
    assert err.splitlines()[7].startswith(("エラー：", "Error:"))


def test_an_answer_without_error_is_not_preceded_by_them(route: Route) -> None:
    assert route(*ASKED)[2] == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--hour", "25"), "0から23まで"),
        (("--hour", "夜"), "夜"),
        (("--age", "121"), "0から120まで"),
        (("--weekday", "金星"), "mon, tue"),
        (("--date", "2026-13-01"), "2026-04-01 のように"),
        (("--most", "二つ"), "二つ"),
        (("--layer", "うわさ"), "statutory"),
        (("--nede", "x"), "--need"),
        (("--place",), "--place には値が要ります"),
        (("一", "二", "三"), "余分な語"),
    ],
)
def test_mistakes_are_worded_in_japanese(route: Route, words: tuple[str, ...], told: str) -> None:
    code, _, err = route(*ASKED, *words)
    assert code == 2
    assert told in err
    assert "Usage" not in err
    assert "Error" not in err


@pytest.mark.parametrize("day", ["土", "土曜", "土曜日", "どよう", "sat", "Sat", "Saturday"])
def test_days_are_taken_as_people_write_them(route: Route, day: str) -> None:
    assert kept(route(*ASKED, "--weekday", day)) == 1
    assert kept(route(*ASKED, "--weekday", "日")) == 1
    assert kept(route(*ASKED, "--weekday", "金曜日")) == 0


@pytest.mark.parametrize("hour", ["22", "22時", "２２", "22:30"])
def test_hours_are_taken_as_people_write_them(route: Route, hour: str) -> None:
    assert kept(route(*ASKED, "--hour", hour)) == 1
    assert kept(route(*ASKED, "--hour", "10")) == 0


def test_older_names_of_options_still_work(route: Route) -> None:
    assert route(*ASKED, "--day", "2026-05-01", "--layers", "stated") == route(
        *ASKED, "--date", "2026-05-01", "--layer", "stated"
    )


def test_languages_are_known_in_both_languages_and_in_kana() -> None:
    assert spoken(["えいご", "English", "中国", "ﾀｶﾞﾛｸﾞ語"]) == ("英語", "中国語", "タガログ語")


# ---- --ask ----


def test_asking_goes_on_after_a_word_that_is_not_known(route: Route) -> None:
    told = route(*ASKED, "--ask", stdin="うつ\nたこやきそば定食\n65歳以上\n\n")
    assert told[0] in (0, 1)
    assert "たこやきそば定食" in told[2]
    assert kept(told) == 2
    assert wanted(told) >= {"need/dv", "need/mental"}


def test_asking_back_what_cannot_both_be_so(route: Route) -> None:
    for chosen, left in (("1", "女性"), ("2", "男性")):
        told = route(*ASKED, "--ask", stdin=f"女性\n男性\n{chosen}\n\n")
        assert "両立しません" in told[2]
        assert told[2].rsplit("受け取りました：", 1)[1].startswith(left)
        assert kept(told) == 1
    assert kept(route(*ASKED, "--ask", stdin="女性\n男性\n3\n\n")) == 0


def test_an_age_is_taken_and_a_number_is_one_of_the_list(route: Route) -> None:
    assert kept(route(*ASKED, "--ask", stdin="17歳\n\n")) == 2
    assert kept(route(*ASKED, "--ask", stdin="１\n\n")) == 1
    assert kept(route(*ASKED, "--ask", stdin="999歳\n\n")) == 0


def test_what_may_mean_several_things_is_listed_and_the_talk_goes_on(route: Route) -> None:
    told = route(*ASKED, "--ask", stdin="女性\nぼうりょく\n\n")
    assert "need/family-violence" in told[2]
    assert kept(told) == 1
