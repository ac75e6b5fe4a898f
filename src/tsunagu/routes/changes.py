"""What would change if one condition were different: the same search with one thing turned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tsunagu.referral.question import HOLIDAY, INTERPRETER, NIGHT, Question
from tsunagu.referral.rulebook import Rulebook
from tsunagu.routes.search import Outline, RouteSearch, RoutesFound

ASKED_ANYWAY = (NIGHT, "circumstance/address-secret", "circumstance/stays-home", INTERPRETER)
"""Circumstances tried where the question does not name them: they change routes most often."""


@dataclass(frozen=True)
class TurnedCondition:
    """One turned condition and what it does: `how` is added or dropped, `outcome` fewer, more, other, lost or found."""

    circumstance: str
    how: str
    outcome: str
    desks_before: int
    desks_after: int
    ends_before: tuple[str, ...]
    ends_after: tuple[str, ...]


def changes(search: RouteSearch, found: RoutesFound) -> tuple[TurnedCondition, ...]:
    """What each turned condition would change in what a search found; conditions that change nothing are left out.

    One search per circumstance of the question and per circumstance of `ASKED_ANYWAY`, each of which takes over what
    the turned condition cannot touch (`tsunagu.referral.turning`).
    """
    made, before, rulebook = [], found.outline, search.rulebook
    for circumstance, how, turned in turned_questions(search.question, rulebook):
        other = RouteSearch(search.network, rulebook, turned, before=search)
        after = other.outline()
        asked = {want.id for want in other.case.wants if want.asked}
        outcome = _outcome(before, after, is_all=asked <= after.met)
        if outcome:
            made.append(TurnedCondition(circumstance, how, outcome, before.desks, after.desks, before.ends, after.ends))
    return tuple(made)


def turned_questions(question: Question, rulebook: Rulebook) -> Iterator[tuple[str, str, Question]]:
    """Yield each circumstance that is turned, whether it is dropped or added, and the question as it is then."""
    for circumstance in sorted(question.circumstances):
        yield circumstance, "dropped", replace(question, circumstances=question.circumstances - {circumstance})
    if question.hour is not None:
        yield NIGHT, "dropped", replace(question, hour=None, weekday=question.weekday)
    if question.weekday is not None or question.when is not None:
        yield HOLIDAY, "dropped", replace(question, weekday=None, when=None)
    for circumstance in ASKED_ANYWAY:
        clocked = circumstance == NIGHT and question.hour is not None
        if circumstance in rulebook.circumstances and circumstance not in question.circumstances and not clocked:
            yield circumstance, "added", replace(question, circumstances=question.circumstances | {circumstance})


def _outcome(before: Outline, after: Outline, *, is_all: bool) -> str:
    """Name what became of an answer, empty where it is the same; `is_all` where all that was asked for is met now."""
    if before.met != after.met:
        return "lost" if before.met - after.met else "found" if is_all else "other"
    if before.desks != after.desks:
        return "fewer" if after.desks < before.desks else "more"
    return "other" if before.ends != after.ends else ""
