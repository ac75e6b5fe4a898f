"""Normal form and places in printed text."""

from hypothesis import given
from hypothesis import strategies as st

from tsunagu.graph.text import SourceText, normal_form


def test_normal_form_ignores_layout_and_width() -> None:
    assert normal_form("女性 ＤＶ\nホット　ライン") == "女性DVホットライン"


def test_find_gives_printed_characters() -> None:
    text = SourceText("担当課：市民\n 相談課　ほか")
    span = text.find("市民相談課")
    assert span is not None
    assert text.printed(span) == "市民\n 相談課"


def test_find_respects_after_and_before() -> None:
    text = SourceText("相談 相談 相談")
    assert [str(span) for span in text.find_all("相談")] == ["0-2", "3-5", "6-8"]
    assert text.find("相談", after=1, before=4) is None


def test_find_of_nothing_is_nothing() -> None:
    assert SourceText("相談").find(" ") is None


@given(
    st.text("相談支援センター", min_size=2, max_size=12), st.lists(st.sampled_from([" ", "\n", "　", ""]), min_size=12)
)
def test_blanks_never_hide_a_word(word: str, blanks: list[str]) -> None:
    printed = "".join(char + blank for char, blank in zip(word, blanks, strict=False))
    span = SourceText(f"前{printed}後").find(word)
    assert span is not None
    assert span.start == 1
    assert normal_form(printed[: span.end - span.start]) == normal_form(word)
