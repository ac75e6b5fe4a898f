"""Answers over a made-up town, word for word: every part of an answer that has words, and none that has none.

The texts in `told/` were read by eye. Run `python -m tests.routes.test_told` after words or their order changed, then
READ the differences.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.routes.samples import HERE, body, body_id, link, network, service
from tests.showing import OPEN
from tests.viz.answers import RULES, answer_of, town
from tsunagu.messages import LANGUAGES, Language
from tsunagu.network.records import Duty, Words
from tsunagu.referral.question import Question
from tsunagu.routes.answer import Json
from tsunagu.routes.minute import tell

TOLD = Path(__file__).parent / "told"


def at_night() -> Json:
    """One desk is known to be closed, and without what was taken in another answer would follow."""
    return town(hour=22, weekday=1)


def shut_desk() -> Json:
    """One of two desks is shut, and nothing else helps with what it helps with."""
    return town(closed=frozenset({body_id("b")}))


def planned_step() -> Json:
    """The step that would help is only planned; two desks could give what is asked, one of them from a plan."""
    held = network(
        [link("a", "b"), link("b", "c", status="planned", purpose=Words("引き継ぎ", "handing on"))],
        [service("c", languages=("英語", "中国語"), cost="実費"), service("d", status="planned")],
    )
    return answer_of(held, Question(body_id("a"), ("need/dv",), place=HERE))


def by_law() -> Json:
    """Law gives what is asked to the kind of the second desk, and binds the first to hand on."""
    kind = "body-type/wsc"
    held = network(
        [link("a", "b", layer="statutory", modality="must", basis=("law/1",)), link("b", "c", kind="liaise")],
        (),
        [body("b", kinds=(kind,)), body("c", kinds=(kind,), phones=("03-1111-1111",))],
        [Duty("type-function/1", kind, "function/temp-protection", "statutory", modality="must", basis=("law/1",))],
    )
    return answer_of(held, Question(body_id("a"), (), ("function/temp-protection",)), RULES)


SCENES: dict[str, Callable[[], Json]] = {
    "town": town, "at-night": at_night, "shut-desk": shut_desk, "planned-step": planned_step, "by-law": by_law,
}  # fmt: skip


def written(name: str, language: Language, *, full: bool) -> str:
    """What is told of a scene."""
    return tell(OPEN.show(SCENES[name]()), language, full=full)


def file_of(name: str, language: Language, *, full: bool) -> Path:
    """Where the text that was read stands."""
    return TOLD / f"{name}{'-full' if full else ''}.{language}.txt"


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENES)
def test_the_text_is_the_one_that_was_read(name: str, language: Language, full: bool) -> None:
    expected = file_of(name, language, full=full).read_text(encoding="utf-8")
    assert written(name, language, full=full) == expected, "run: python -m tests.routes.test_told"


def test_no_text_is_left_over() -> None:
    wanted = {file_of(name, language, full=full) for name in SCENES for language in LANGUAGES for full in (False, True)}
    assert set(TOLD.glob("*.txt")) == wanted


def main() -> None:
    """Write every text."""
    TOLD.mkdir(exist_ok=True)
    for name in SCENES:
        for language in LANGUAGES:
            for full in (False, True):
                file_of(name, language, full=full).write_text(written(name, language, full=full), encoding="utf-8")


if __name__ == "__main__":
    main()
