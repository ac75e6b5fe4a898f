"""What people say, alone and inside a longer text."""

from __future__ import annotations

import doctest

import pytest

from tsunagu import Workspace
from tsunagu.messages import Language
from tsunagu.names import phrases
from tsunagu.names.phrases import Phrase, Phrases

SPOUSE, DANGER = "circumstance/harm-by-spouse", "circumstance/in-danger-now"
KINDS = ("need/", "circumstance/")


def test_its_examples_hold() -> None:
    assert doctest.testmod(phrases).failed == 0


def meant(text: str, language: Language = "ja") -> set[str]:
    return set(Workspace.sample().understand(text, language).meant(KINDS))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("旦那に殴られて逃げたい", {"need/dv", SPOUSE, DANGER}),
        ("主人から毎晩のように殴られています", {"need/dv", SPOUSE, DANGER}),
        ("だんなになぐられてにげたい", {"need/dv", SPOUSE, DANGER}),
        ("夫のことがとても怖いです", {"need/dv"}),
        ("おかねがなくて困っています", {"need/poverty", "circumstance/poor"}),
        ("お金がありません", {"need/poverty", "circumstance/poor"}),
        ("死にたいと思うことがあります", {"need/suicide"}),
        ("うつで仕事に行けない", {"need/mental", "circumstance/mental"}),
        ("彼氏に別れ話をしたらつきまとわれています", {"need/stalking", "circumstance/stalked"}),
        ("日本語がわからない妻の相談", {"need/foreign", "circumstance/foreign"}),
        ("妻に殴られている男です", {"need/dv", SPOUSE, "circumstance/man"}),
        ("夫から暴力を受けている", {"need/dv", SPOUSE}),
        ("同棲している彼氏に殴られている", {"need/cohabit-dv"}),
        ("モデルと言われ契約したらAVだった", {"need/sexual-exploitation"}),
        ("元彼が職場に毎日来て待ち伏せする", {"need/stalking"}),
        ("3日前に家で赤ちゃんを産んだ", {"need/perinatal", "circumstance/pregnant"}),
        ("妊娠9か月、病院に一度も行っていない", {"need/perinatal", "need/unplanned-pregnancy"}),
        ("16歳の息子に殴られて怖い", {"need/childcare", "need/family-violence"}),
        ("上司に出張先で無理やり性行為をされた", {"need/sexual-violence", "need/workplace-harassment"}),
        ("お父さんが夜ふとんに入ってきてさわってくる", {"need/child-abuse", "need/sexual-violence"}),
        ("隣の家から毎晩悲鳴が聞こえる", {"circumstance/not-herself", "need/dv", "need/child-abuse"}),
        ("親に無理やり結婚させられそう", {"need/family-violence"}),
        ("出生届を出せない", {"need/divorce", "need/perinatal"}),
        ("夫に殴られている", {"need/dv", SPOUSE, DANGER}),
        ("妻に殴られていた", {"need/dv", SPOUSE}),
        ("夫の暴力。警察には絶対に言わないでほしい", {"need/dv", "circumstance/no-police"}),
        ("役場にも駐在さんにも知られたくない", {"circumstance/own-office", "circumstance/no-police"}),
        ("夫は市役所の職員です", {"circumstance/own-office"}),
    ],
)
def test_phrases_are_found_in_what_is_typed(text: str, ids: set[str]) -> None:
    assert meant(text) >= ids


@pytest.mark.parametrize(
    "text",
    [
        "うつむいて歩く",
        "夫婦で旅行",
        "暴力はない",
        "妊娠はしていません",
        "夫が失業した。怖いことはない",
        "借金はありません",
    ],
)
def test_what_is_not_said_is_not_heard(text: str) -> None:
    assert not meant(text) & {"need/dv", "need/mental", "need/debt", "need/unplanned-pregnancy", "need/perinatal"}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("虐待していた父に住所を知られたくない", {"need/child-abuse", "circumstance/child-harmed"}),
        ("子どものころ虐待を受けていた", {"need/child-abuse", "circumstance/child-harmed"}),
        ("彼氏に年金を取られています", {"need/elder-abuse"}),
        ("赤ちゃんを叩いてしまいそう", {"need/child-abuse", "circumstance/child-harmed"}),
    ],
)
def test_another_need_is_not_heard_instead(text: str, ids: set[str]) -> None:
    assert meant(text)
    assert not meant(text) & ids


@pytest.mark.parametrize(
    "text", ["警察には言わない", "警察に言いたくありません", "警察には言わずに", "警察に相談しないで"]
)
def test_what_is_refused_is_not_asked_for(text: str) -> None:
    found = Workspace.sample().understand(text).meant(("function/",))
    assert "function/police-protection" not in found


@pytest.mark.parametrize(
    "text",
    [
        "夫に殴られたことはない",
        "夫に殴られてはいません",
        "夫は叩いてはいないけど",
        "夫に一度も殴られていない",
        "夫に殴られたことは一度もありません",
    ],
)
def test_violence_that_did_not_happen_is_no_danger(text: str) -> None:
    assert not meant(text) & {"need/dv", "circumstance/in-danger-now", "circumstance/harm-by-spouse"}


@pytest.mark.parametrize(
    "text",
    [
        "夫に殴られて、いなくなりたい",
        "夫に殴られて、いない間に出たい",
        "夫に殴られた。いないふりをした",
        "夫に殴られたことがある",
    ],
)
def test_violence_that_happened_is_heard(text: str) -> None:
    assert "need/dv" in meant(text)


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("もう死にたい。薬たくさんのんだ", "suicide"),
        ("睡眠薬を大量に飲んだ", "suicide"),
        ("破水した。未受診です", "perinatal"),
        ("一人で赤ちゃんを産んだ。今トイレ", "perinatal"),
        ("もう消えてしまいたい。この子も一緒に連れていきたい", "child-abuse"),
    ],
)
def test_life_in_danger_is_heard(text: str, need: str) -> None:
    assert meant(text) >= {f"need/{need}", "circumstance/in-danger-now"}
    assert meant("my partner hit me in front of the kids", "en") >= {"need/dv", "circumstance/in-danger-now"}


def test_an_age_said_of_oneself_or_of_a_relative_is_read() -> None:
    assert "circumstance/child" in meant("17歳です。家出した") & meant("中3です。妊娠した") & meant(
        "im 16 and pregnant", "en"
    )
    daughter = meant("娘は17歳。彼氏に殴られている")
    assert "circumstance/child-along" in daughter
    assert "circumstance/child" not in daughter
    assert meant("78の母が兄に年金を取られ") >= {"circumstance/older", "circumstance/not-herself"}


def test_who_mistreats_counts_before_the_word() -> None:
    assert "need/dv" in meant("障害があり、夫から虐待を受けている")
    assert not meant("障害があり、夫から虐待を受けている") & {"need/child-abuse", "circumstance/child-harmed"}
    assert "circumstance/no-police" in meant("警察官の夫に殴られています")


def test_a_polite_question_asks_for_what_it_names() -> None:
    assert "function/police-protection" in Workspace.sample().understand("警察に相談できませんか").meant(("function/",))


def test_clauses_nobody_understood_are_told() -> None:
    workspace = Workspace.sample()
    assert workspace.unread("夫が怖い。ゑゐぬむ、お金がない") == ("ゑゐぬむ",)
    assert workspace.unread("夫が怖い") == workspace.unread("ゑゐぬむ") == workspace.unread("国立市") == ()


def test_the_longest_phrase_counts_and_no_letter_twice() -> None:
    found = Workspace.sample().understand("母子手帳をもらいたい")
    assert [said.words for said in found.said] == ["母子手帳"]
    assert "母子手帳" not in found.rest


def test_gender_and_age_are_not_read_out_of_a_text() -> None:
    for text in ("女性の友人が心配", "中学生がうるさい", "男性が苦手な話", "若い人が多い町"):
        assert not meant(text) & {f"circumstance/{person}" for person in ("woman", "man", "child", "youth")}
    assert Workspace.sample().ids(["女性"], "circumstance") == ("circumstance/woman",)


def test_alternatives_are_open_until_the_rest_settles_them() -> None:
    used = Workspace.sample()
    alone = used.understand("逃げたい")
    assert alone.meant(("need/",)) == ()
    assert [set(said.means) for said in alone.unsettled(("need/",))] == [{"need/dv", "need/family-violence"}]
    assert used.understand("旦那に殴られて逃げたい").unsettled(("need/",)) == ()


def test_a_phrase_of_the_other_language_counts_only_as_the_whole() -> None:
    assert meant("no money", "ja") == meant("no money", "en") == {"need/poverty", "circumstance/poor"}
    assert meant("I have no money", "en") == {"need/poverty", "circumstance/poor"}
    assert meant("sadly there is no money here", "ja") == set()


def test_pieces_do_not_reach_across_a_sentence_or_too_far() -> None:
    rows = [Phrase("1", "夫が怖い", "ja", "everyday", ("need/dv",))]
    held = Phrases(rows)
    assert held.understand("夫がすごく怖い").said
    assert not held.understand("夫は出張。地震が怖い").said
    assert not held.understand("夫と行った遊園地のお化け屋敷が怖い").said
    assert not held.understand("工夫が怖いほど").said
