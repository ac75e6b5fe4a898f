"""`tsunagu picture`: every kind writes one page; what cannot be drawn is said in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsunagu.cli.main import run
from tsunagu.graph.home import Home

KINDS = (
    (("kunitachi-gender",), "kunitachi-gender", "国立市第6次ジェンダー平等推進計画"),
    (("document", "kunitachi-gender"), "kunitachi-gender", "国立市第6次ジェンダー平等推進計画"),
    (("place", "国立市"), "place-132152", "国立市の支援のつながり"),
    (("place", "132152"), "place-132152", "国立市の支援のつながり"),
    (("body", "body/132152-shicho-shitsu", "--steps", "2"), "body-132152-shicho-shitsu", "2段階まで"),
    (("law", "kunitachi-gender"), "law-kunitachi-gender", "法律から施策まで"),
    (("matrix",), "matrix-places", "困りごとと地域の表"),
    (("matrix", "国立市"), "matrix-132152", "国立市：困りごと"),
    (("compare", "kamakura-gender", "kamakura-welfare"), "compare-kamakura-gender-kamakura-welfare", "計画の比較"),
    (("what-if", "国立市", "市長室"), "what-if-132152", "もし閉じたら：市長室"),
)


@pytest.mark.parametrize(("words", "stem", "title"), KINDS)
def test_each_kind_writes_one_page(
    home: Home, words: tuple[str, ...], stem: str, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "ja", "picture", *words, "--home", str(home.folder)]) == 0
    target = home.folder / "pages" / f"{stem}.html"
    assert str(target) in capsys.readouterr().out
    text = target.read_text(encoding="utf-8")
    assert title in text
    assert len(text.encode()) < 3_000_000


def test_a_file_of_ones_own_is_the_same_page(home: Home, tmp_path: Path) -> None:
    targets = [tmp_path / name for name in ("a.html", "b.html")]
    for target in targets:
        words = ["--lang", "en", "picture", "place", "国立市", "-o", str(target), "--home", str(home.folder)]
        assert run(words) == 0
    assert targets[0].read_bytes() == targets[1].read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("place",), "0個の名前"),
        (("compare", "kamakura-gender"), "1個の名前"),
        (("compare", "kamakura-gender", "kamakura-gender"), "違う文書"),
        (("what-if", "国立市", "body-type/wsc"), "閉じたと仮定できません"),
        (("nowhere",), "nowhere"),
        (("place", "どこにもない市"), "どこにもない市"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_drawn_is_said_in_one_line(
    home: Home, words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "ja", "picture", *words, "--home", str(home.folder)]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert len(error.splitlines()) == 1
