"""What would change if one condition were different: the same search with one thing turned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tsunagu.network.model import Network
from tsunagu.referral.area import Area
from tsunagu.referral.question import HOLIDAY, INTERPRETER, NIGHT, Question
from tsunagu.referral.rulebook import Rulebook
from tsunagu.routes.search import RouteSearch, RoutesFound

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


def changes(
    network: Network, rulebook: Rulebook, question: Question, found: RoutesFound, area: Area | None = None
) -> tuple[TurnedCondition, ...]:
    """What each turned condition would change; conditions that change nothing are left out.

    One search per circumstance of the question and per circumstance of `ASKED_ANYWAY`; `area` is that of the search
    which found it, so that what serves the place is not worked out again.
    """
    made = []
    for circumstance, how, turned in _turned(question, rulebook):
        other = RouteSearch(network, rulebook, turned, area).find()
        outcome = _outcome(found, other)
        if outcome:
            made.append(
                TurnedCondition(circumstance, how, outcome, found.desks, other.desks, _ends(found), _ends(other))
            )
    return tuple(made)


def _turned(question: Question, rulebook: Rulebook) -> Iterator[tuple[str, str, Question]]:
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


def _ends(found: RoutesFound) -> tuple[str, ...]:
    return tuple(visit.body for visit in found.plan.visits if visit.met) if found.plan else ()


def _met(found: RoutesFound) -> set[str]:
    """Ids of what was asked for and has a route."""
    return {want.id for want, routes in found.routes.items() if want.asked and routes}


def _outcome(before: RoutesFound, after: RoutesFound) -> str:
    was, now = _met(before), _met(after)
    if was != now:
        return "lost" if was - now else "found" if after.met else "other"
    if before.desks != after.desks:
        return "fewer" if after.desks < before.desks else "more"
    return "other" if _ends(before) != _ends(after) else ""
