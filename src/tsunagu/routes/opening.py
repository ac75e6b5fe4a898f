"""What an answer opens with: the numbers to call, and at most three desks with why and what to say.

It is the joint plan read aloud: its desks in the order practice gives them (a child's protection before money), then
in the order of what was asked. Numbers come before desks: the police and the ambulance always, a crisis line or a
national line where the needs or circumstances of the case are those it is for.
"""

from __future__ import annotations

from dataclasses import dataclass

from tsunagu.referral.offers import Offer
from tsunagu.referral.question import Case, Want
from tsunagu.referral.rulebook import PhoneLine, PracticeRule
from tsunagu.referral.walk import Walk
from tsunagu.routes.search import Plan, RoutesFound, Visit

MOST_DESKS = 3
MOST_LINES = 3
IN_DANGER = "circumstance/in-danger-now"
EMERGENCY, CRISIS = "emergency", "crisis"
LAST, BROUGHT = 99, 5
"""Where a desk stands that no rule names, and how much later one stands for a need that only a circumstance brings."""


@dataclass(frozen=True)
class OpeningDesk:
    """One desk to turn to: what it offers for which wants, the rules of practice that name it, and its numbers."""

    visit: Visit
    offer: Offer
    rules: tuple[PracticeRule, ...] = ()
    lines: tuple[PhoneLine, ...] = ()


@dataclass(frozen=True)
class AnswerOpening:
    """Numbers first, then desks in order; `more` desks of the plan follow later."""

    danger: bool
    lines: tuple[PhoneLine, ...]
    desks: tuple[OpeningDesk, ...]
    more: int


def make_opening(walk: Walk, found: RoutesFound) -> AnswerOpening:
    """Put together what a coordinator reads aloud in the first minute; O(desks of the plan x rules)."""
    desks = _desks(walk, found.plan) if found.plan else []
    shown = tuple(desks[:MOST_DESKS])
    lines = _lines(walk.rulebook.lines, walk.case)
    return AnswerOpening(IN_DANGER in walk.case.holds, lines, shown, len(desks) - len(shown))


def _desks(walk: Walk, plan: Plan) -> list[OpeningDesk]:
    ranked = []
    for at, visit in enumerate(plan.visits):
        if visit.met:
            rules = _rules(walk, visit.body)
            ranked.append(((_order(rules, walk.case), _asked(walk.case, visit), at), _desk(walk, visit, rules)))
    return [desk for _, desk in sorted(ranked, key=lambda pair: pair[0])]


def _desk(walk: Walk, visit: Visit, rules: tuple[PracticeRule, ...]) -> OpeningDesk:
    """Choose the offer that says most: one that was asked for before one that practice or a circumstance brings."""
    _, offer = min(visit.met, key=lambda pair: (pair[0].is_desk, not pair[0].asked, pair[1].cost))
    return OpeningDesk(visit, offer, rules, _lines_of(walk, visit.body))


def _lines_of(walk: Walk, body: str) -> tuple[PhoneLine, ...]:
    """Choose the numbers of a desk: where some are for what is asked, the others (sexual harm, say) are left out."""
    kinds = {body, *walk.network.bodies[body].kinds}
    leading = [line for line in walk.rulebook.lines if kinds.intersection(line.kinds)]
    urgent = [line for line in leading if line.sort == EMERGENCY]
    others = [line for line in leading if line.sort != EMERGENCY]
    fitting = [line for line in others if line.needs & walk.case.needs or line.circumstances & walk.case.holds]
    return (*(urgent if IN_DANGER in walk.case.holds else ()), *(fitting or others))


def _rules(walk: Walk, body: str) -> tuple[PracticeRule, ...]:
    held = walk.network.bodies[body]
    naming = (rule for rule in walk.case.practice if rule.effect in ("require", "prefer"))
    fitting = [rule for rule in naming if walk.is_of(held, rule.kinds, rule.tier)]
    return tuple(sorted(fitting, key=lambda rule: (-len(rule.circumstances), rule.order, rule.id)))


def _order(rules: tuple[PracticeRule, ...], case: Case) -> tuple[int, int]:
    """Rank a desk by the rules that name it: what was asked before what circumstances bring, then the more specific."""

    def rank(rule: PracticeRule) -> tuple[int, int]:
        brought = bool(rule.needs) and not rule.needs.intersection(case.question.needs)
        return rule.order + (BROUGHT if brought else 0), -len(rule.circumstances)

    return min(map(rank, rules), default=(LAST, 0))


def _asked(case: Case, visit: Visit) -> int:
    """Rank a desk by the first thing asked for that it meets."""
    rank: dict[Want, int] = {want: at for at, want in enumerate(case.wants)}
    return min(rank[want] + (0 if want.asked else len(rank)) for want, _ in visit.met)


def _lines(lines: tuple[PhoneLine, ...], case: Case) -> tuple[PhoneLine, ...]:
    """Choose the numbers said before any desk: emergency ones always, others where they are for the case."""
    named = {rule.number for rule in case.practice if rule.effect == "number"}
    always = [line for line in lines if line.sort == EMERGENCY]
    fitting = [line for line in lines if line.sort != EMERGENCY
               and (line.number in named or line.needs & case.needs or line.circumstances & case.holds)]  # fmt: skip
    fitting.sort(key=lambda line: (line.number not in named, line.sort != CRISIS))
    return (*always, *fitting[:MOST_LINES])
