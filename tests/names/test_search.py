"""One name search: what comes first, what comes side by side, and what must never be found."""

from __future__ import annotations

import doctest
import random

import pytest

from tsunagu import Workspace
from tsunagu.errors import NameUnknown
from tsunagu.messages import Language
from tsunagu.names import compiled, index, listing, search
from tsunagu.names.folding import JAPANESE, Lexicon, fold
from tsunagu.names.index import NameIndex
from tsunagu.names.kinds import KINDS, Kind
from tsunagu.names.listing import (
    MANY,
    SHORTEST_PART,
    SHORTEST_START,
    Candidate,
    _whole,
    candidate_of,
    listed,
    parts_of,
)
from tsunagu.names.search import find, find_one, near, near_ids
from tsunagu.names.table import Name
from tsunagu.network.records import Words


def first(name: str, *kinds: Kind, language: Language = "ja") -> tuple[str, str]:
    found = Workspace.sample().find(name, kinds, language)[0]
    return found.id, found.why


def test_their_examples_hold() -> None:
    for module in (search, index, compiled):
        assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("name", "identifier", "why"),
    [
        ("132152", "place/132152", "id"),
        ("13215", "place/132152", "label"),
        ("国立", "place/132152", "short"),
        ("Kunitachi", "place/132152", "reading"),
        ("くにたち", "place/132152", "reading"),
        ("世田谷", "place/131121", "short"),
        ("茅が﨑市", "place/142077", "label"),
        ("東京都国立市", "place/132152", "label"),
        ("jidosodanjo", "body-type/child-guidance", "romaji"),
        ("児相", "body-type/child-guidance", "abbreviation"),
        ("じそう", "body-type/child-guidance", "abbreviation"),
        ("要対協", "body-type/youkyou", "abbreviation"),
        ("配暴センター", "body-type/dvc", "abbreviation"),
        ("母子寮", "body-type/mother-child-facility", "former"),
        ("婦人相談所", "body-type/wsc", "former"),
        ("ハローワーク", "body-type/hellowork", "other"),
        ("ジョセイソウダンシエンセンター", "body-type/wsc", "reading"),
        ("shicho-shitsu", "body/132152-shicho-shitsu", "romaji"),
        ("ﾃﾞｨｰﾌﾞｲ", "need/dv", "spelling"),
        ("死にたい", "need/suicide", "everyday"),
        ("DV防止法", "law/413AC0100000031", "other"),
        ("旦那に殴られて逃げたい", "need/dv", "inside"),
        ("市民相談", "body/132152-shimin-sodan", "label"),
    ],
)
def test_every_wording_finds_its_thing_and_says_why(name: str, identifier: str, why: str) -> None:
    assert first(name) == (identifier, why)


@pytest.mark.parametrize(
    "phrase",
    ["うつ", "借金", "仕事", "貧困", "介護", "通訳", "ビザ", "母子家庭", "育児", "レイプ", "モラハラ", "不登校",
     "生活保護", "ぼうりょく", "お金がない", "夫が怖い", "旦那に殴られる", "シングルマザー", "養育費", "つきまとい"],
)  # fmt: skip
def test_everyday_words_mean_a_need(phrase: str) -> None:
    assert all(found.kind == "need" for found in Workspace.sample().find(phrase, ["need"]))


def small(*labels: tuple[str, str], **more: str) -> NameIndex:
    """An index over a few labels: `(text, language)`."""
    names = tuple(Name(f"body/{n}", "body", text, fold(text), "label", code) for n, (text, code) in enumerate(labels))
    told = {name.thing: Words(name.text, name.text) for name in names}
    lexicon = Lexicon.of(["育児", "相談", "女性", "支援", "児童"])
    return NameIndex(names, told, {name.thing: name.kind for name in names}, lexicon=lexicon)


def found_in(held: NameIndex, name: str, language: Language = "ja") -> list[tuple[str, str]]:
    try:
        return [(match.label.ja, match.why) for match in find(held, name, ["body"], language)]
    except NameUnknown:
        return []


def test_a_part_never_reaches_across_the_border_of_a_word() -> None:
    held = small(("育児相談", "ja"), ("児童相談所", "ja"), ("legal advice", "en"), ("DV相談", "ja"))
    assert found_in(held, "児相") == []
    assert found_in(held, "相談") == [("DV相談", "word"), ("児童相談所", "word"), ("育児相談", "word")]
    assert found_in(held, "DV") == [("DV相談", "word")]
    assert found_in(held, "dv", "en") == []
    assert found_in(held, "advice", "en") == [("legal advice", "word")]
    assert found_in(held, "adv", "en") == [("legal advice", "part")]
    assert found_in(held, "vice", "en") == []
    held = small(("女性相談支援", "ja"))
    assert found_in(held, "相談支") == []
    assert found_in(held, "女性相") == [("女性相談支援", "part")]


def test_names_of_another_language_answer_only_as_a_whole() -> None:
    held = small(("legal advice", "en"), ("法律相談", "ja"))
    assert found_in(held, "legal", "ja") == []
    assert found_in(held, "legal advice", "ja") == [("legal advice", "label")]
    assert found_in(held, "相談", "en") == [("法律相談", "word")]


def test_what_is_the_same_hides_what_only_holds_it() -> None:
    held = small(("女性相談", "ja"), ("女性相談支援", "ja"))
    assert found_in(held, "女性相談") == [("女性相談", "label")]
    assert found_in(held, "女性") == [("女性相談", "word"), ("女性相談支援", "word")]


def test_nothing_is_guessed_among_equals_and_each_names_its_municipality() -> None:
    used = Workspace.sample()
    with pytest.raises(NameUnknown) as told:
        used.the("相談", "kind")
    assert told.value.key == "name-ambiguous"
    assert int(told.value.data["count"]) > 1  # type: ignore[arg-type]
    assert [match.place.ja for match in used.find("市長室", ["body"])] == ["国立市"]
    with pytest.raises(NameUnknown):
        used.the("ぼうりょく", "need")
    with pytest.raises(NameUnknown):
        used.the("ビザ", "need", "circumstance")
    assert used.ids(["ビザ"], "need", "circumstance") == ("need/foreign", "circumstance/foreign")


@pytest.mark.parametrize("name", ["nope", "foo", "asdf", "テスト", "kuni", "zzzzzz", ""])
def test_nothing_far_fetched_is_offered(name: str) -> None:
    assert near(Workspace.sample().names, name) == []


def test_near_ids_are_of_the_same_kind_and_place() -> None:
    index = Workspace.sample().names
    assert near_ids(index, "body/132152-shicho-sitsu") == ["body/132152-shicho-shitsu"]
    assert near_ids(index, "body/142042-shicho-shitsu") == []
    assert near_ids(index, "measure/kunitachi-gender/2O.2")[0].startswith("measure/kunitachi-gender/2")
    assert near_ids(index, "nothing") == []
    assert all(found.startswith("law/413AC0100000031/") for found in near_ids(index, "law/413AC0100000031/Article_3"))


def test_near_names_are_offered_where_nothing_answers() -> None:
    used = Workspace.sample()
    with pytest.raises(NameUnknown) as told:
        used.the("市長質", "body")
    assert told.value.key == "name-unknown"
    assert "市長室" in str(told.value.data["near"])
    assert near(used.names, "ストーカ被外", ["need"])
    assert "国立市" in near(used.names, "kunitashi")
    with pytest.raises(NameUnknown):
        find_one(used.names, "・ー　", ["body"])


def plainly(held: NameIndex, wanted: str, language: Language) -> list[Candidate]:
    """What holds some words, each name looked at by itself and all sorted: the rule without any haste."""
    best: dict[str, Candidate] = {}
    for name in held.names:
        if name.sort == "id" or name.language not in ("", language) or len(wanted) < SHORTEST_PART:
            continue
        whole = _whole(wanted, held.with_borders(name.text)) if name.language else None
        starts = not name.language and len(wanted) >= SHORTEST_START and name.folded.startswith(wanted)
        if whole is None and not starts:
            continue
        found = candidate_of(held, name, "word" if whole else "part")
        before = best.get(name.thing)
        if (
            not before
            or found.rank < before.rank
            or (found.rank == before.rank == 6 and found.matched < before.matched)
        ):
            best[name.thing] = found
    return sorted(best.values(), key=lambda it: (it.rank, KINDS.index(it.kind), it.label, it.id))


@pytest.mark.parametrize("many", [1, MANY])
def test_a_long_list_is_that_of_names_looked_at_one_by_one(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(listing, "MANY", many)
    names = Workspace.sample().names
    chosen = random.Random(11)
    words = [name.text for name in chosen.sample(list(names.names), 8)]
    for word in (*words, *(word[:3] for word in words), "相談", "センター", "women", "center"):
        wanted, language = fold(word), spoken_of(word)
        parts = parts_of(names, wanted, KINDS, language)
        assert list(listed(names, (), parts)) == plainly(names, wanted, language), word


def spoken_of(word: str) -> Language:
    return "ja" if JAPANESE.search(word) else "en"


def test_what_is_told_otherwise_stands_among_what_holds_the_words() -> None:
    held = small(("DV相談", "ja"), ("児童相談所", "ja"), ("育児相談", "ja"))
    desk = Candidate("body/desk", "body", Words("児童相談室", "児童相談室"), "listed", "児童相談室")
    better = Candidate("body/2", "body", Words("育児相談", "育児相談"), "other", "育児")
    made = listed(held, [desk, better], parts_of(held, "相談", KINDS, "ja"))
    assert [(it.label.ja, it.why) for it in made] == [
        ("育児相談", "other"), ("DV相談", "word"), ("児童相談室", "listed"), ("児童相談所", "word"),
    ]  # fmt: skip
    assert list(made.ids) == [it.id for it in made]
    assert [it.id for it in made.only(it.why == "word" for it in made)] == ["body/0", "body/1"]
