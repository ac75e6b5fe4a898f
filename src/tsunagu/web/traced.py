"""What the route tracer answers to a form: from a place or a desk and what somebody says to the desks that help.

The answer is the one of `tsunagu route`, made by the same search and shown by the same page. No server is needed for
it: published pages make it in the browser (`tsunagu.web.published.answering`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tsunagu.disclosure.shown import Shown
from tsunagu.errors import NameUnknown, RequestProblem, TsunaguError
from tsunagu.graph.emergency import EmergencyNumber, emergency_numbers
from tsunagu.messages import Language, text
from tsunagu.referral.question import Question, circumstances_of_age, circumstances_of_children
from tsunagu.routes.answer import Json
from tsunagu.routes.minute import tell
from tsunagu.viz.routes.page import COLUMNS, handout_page, make_sheet
from tsunagu.web.circumstances import Boxes, grouped
from tsunagu.web.forms import Sent
from tsunagu.web.needs import needs_by_theme
from tsunagu.web.wording import status_of, told
from tsunagu.workspace import Workspace

MOST_CHILDREN = 8
GENERAL = ("#8778", "0120-279-338", "189")
"""Lines for whoever does not know what to ask for: women, day and night, children."""
_WITH_ID = re.compile(r"(?P<label>.+) \((?P<id>[^()]+)\)")

HANDOUTS = ("handout", "handout-kana")
"""The sheets for the person: as it is written, and with readings over the kanji."""


@dataclass(frozen=True)
class Choices:
    """What can be chosen in the form: needs and circumstances by group, id and label, and the numbers always told."""

    needs: tuple[tuple[str, Boxes], ...]
    circumstances: tuple[tuple[str, Boxes], ...]
    numbers: tuple[EmergencyNumber, ...]
    general: tuple[EmergencyNumber, ...]


@dataclass(frozen=True, repr=False)
class Reply:
    """What is answered: a template with what it shows, in a status, or a whole page of its own."""

    template: str
    context: dict[str, object]
    status: int = 200
    alone: str = ""


@dataclass(frozen=True, repr=False)
class Traced:
    """An answer with what words were taken to mean, the whole of it as text, and words that it does not rest on.

    `unread` are all the words, where nothing of them was understood; `left` the clauses that were not.
    """

    answer: Shown[Json]
    meant: tuple[str, ...]
    said: str
    unread: str = ""
    left: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Instead:
    """What may be meant by a field nobody understands: its name, and values with their labels."""

    field: str
    choices: tuple[tuple[str, str], ...]


def choices(workspace: Workspace, language: Language) -> Choices:
    """The lists of the form, in groups a person can follow."""
    known = workspace.router.rulebook.circumstances.values()
    lines = {line.number: line for line in emergency_numbers()}
    return Choices(needs_by_theme(workspace, language), tuple(grouped(known, language)), emergency_numbers(always=True),
                   tuple(lines[number] for number in GENERAL))  # fmt: skip


def question_of(workspace: Workspace, sent: Sent, language: Language) -> Question:
    """The question a form asks; raises what `Workspace.question` raises, and `RequestProblem`."""
    age = sent.number("age", 0, 120)
    named = {*sent.every("circumstance"), *circumstances_of_children(_ages(sent))}
    named |= circumstances_of_age(age) if age is not None else set()
    hour, when = _time(sent)
    return workspace.question(
        sent.first("start"), sent.first("words"), language=language, place=sent.first("place"),
        needs=sent.every("need"), circumstances=sorted(named), closed=sent.every("closed"),
        languages=sent.every("language"), hour=hour, when=when,
    )  # fmt: skip


def _ages(sent: Sent) -> tuple[int, ...]:
    said = sent.first("children").replace("、", ",").replace("，", ",").split(",")
    ages = [age.strip() for age in said if age.strip()]
    if len(ages) > MOST_CHILDREN or not all(age.isdecimal() and int(age) < 18 for age in ages):
        raise RequestProblem("web-ages")
    return tuple(map(int, ages))


def _time(sent: Sent) -> tuple[int | None, date | None]:
    """The hour and day asked about: those entered, else now where `now` is ticked."""
    hour, when = sent.number("hour", 0, 23), _day(sent)
    if sent.first("now") and hour is None and when is None:
        now = datetime.now().astimezone()
        return now.hour, now.date()
    return hour, when


def _day(sent: Sent) -> date | None:
    said = sent.first("when")
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise RequestProblem("web-day") from error


def trace(workspace: Workspace, sent: Sent, language: Language) -> Traced:
    """The answer to a form; words nobody understands are left out where ticked needs say enough, and that is told."""
    unread = ""
    try:
        question = question_of(workspace, sent, language)
    except NameUnknown as error:
        unread = sent.first("words")
        if error.data.get("name") != unread or not sent.every("need"):
            raise
        sent = sent.without("words")
        question = question_of(workspace, sent, language)
    answer = workspace.router.ask(question)
    words = (sent.first("words"), *sent.every("need"))
    meant = [thing for said in words for thing in workspace.meant_by_words(said, language=language)]
    labels = tuple(map(workspace.label(language), dict.fromkeys(meant)))
    left = tuple(clause for said in words for clause in workspace.unread(said, language))
    return Traced(answer, labels, tell(answer, language, full=True), unread, left)


def instead(error: TsunaguError, sent: Sent) -> Instead | None:
    """What to choose from where a field means several things, or nothing but something near.

    >>> found = instead(NameUnknown("name-unknown", name="DB", near="DV"), Sent((("words", "DB"),)))
    >>> found.field, found.choices
    ('words', (('DV', 'DV'),))
    """
    typed = error.data.get("name")
    field = next((name for name, value in sent if value.strip() == typed), "")
    held = error.data.get("shown") or error.data.get("near") or ()
    words = held if isinstance(held, tuple) else tuple(str(held).split("；"))
    found = tuple(_choice(word) for word in words if word and word != "-")
    return Instead(field, found) if field and found else None


def _choice(word: str) -> tuple[str, str]:
    named = _WITH_ID.fullmatch(word)
    return (named["id"], named["label"]) if named else (word, word)


def reply(workspace: Workspace, sent: Sent, language: Language) -> Reply:
    """The answer to a form, or the form again with what was wrong with it; nothing entered is lost."""
    try:
        traced = trace(workspace, sent, language)
    except TsunaguError as error:
        return form(workspace, sent, language, error)
    if (view := sent.first("view")) in HANDOUTS:
        return Reply("", {}, alone=handout_page(traced.answer, language, kana=view == HANDOUTS[1]))
    context: dict[str, object] = {
        "sheet": make_sheet(traced.answer, language), "columns": COLUMNS, "traced": traced, "sent": sent,
        "choices": choices(workspace, language), "hidden": tuple(_hidden(sent)), "fresh": False,
    }  # fmt: skip
    return Reply("web/route-answer.html", context)


def _hidden(sent: Sent) -> Iterator[tuple[str, str]]:
    """What the same question needs to be asked once more, for a sheet to hand out."""
    yield from ((name, value) for name, value in sent if name != "view" and value.strip())


def form(workspace: Workspace, sent: Sent, language: Language, error: TsunaguError | None = None) -> Reply:
    """The form with what was sent, and with what was wrong with it."""
    other = instead(error, sent) if error else None
    several = other is not None and error is not None and error.key == "name-ambiguous"
    fault = text("web-choose", language, name=error.data["name"]) if several and error else ""
    context: dict[str, object] = {
        "choices": choices(workspace, language), "sent": sent, "instead": other, "fresh": error is None,
        "fault": fault or (told(error, language) if error else ""),
        "hidden": tuple(_hidden(sent.without(other.field))) if other else (),
    }  # fmt: skip
    return Reply("web/route.html", context, status_of(error) if error else 200)
