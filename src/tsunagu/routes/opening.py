"""What an answer opens with: the numbers to call, and at most three desks with why and what to say.

It is the joint plan read aloud, in its order (`tsunagu.routes.ordering`). What the desk one starts from does itself is
told apart and never listed as a desk to go to. Numbers come before desks: the police and the ambulance always, a crisis
line or a national line where the needs or circumstances of the case are those it is for.
"""

from __future__ import annotations

from dataclasses import dataclass

from tsunagu.hours.openness import CLOSED
from tsunagu.network.records import NO_WORDS, Words
from tsunagu.referral.clock import clock_of, openness
from tsunagu.referral.linkage import HANDING_ON
from tsunagu.referral.offers import Offer
from tsunagu.referral.question import IN_DANGER, NOT_HERSELF, Case
from tsunagu.referral.rulebook import CRISIS, EMERGENCY, PhoneLine, PracticeRule
from tsunagu.referral.walk import Walk
from tsunagu.routes.ordering import rules_about, rules_naming
from tsunagu.routes.search import RoutesFound, Visit

MOST_DESKS = 3
MOST_LINES = 3
HERSELF, ANOTHER = "herself", "another"
"""Who speaks at a desk: the person, or somebody around her or staff who hands her on."""


@dataclass(frozen=True)
class OpeningDesk:
    """One desk to turn to: what it offers for which wants, the rules of practice that name it, and its numbers.

    `speaker` says who speaks there, `say` what, where practice has words for it; `closed_lines` are numbers that nobody
    answers when she asks.
    """

    visit: Visit
    offer: Offer
    rules: tuple[PracticeRule, ...] = ()
    lines: tuple[PhoneLine, ...] = ()
    speaker: str = HERSELF
    say: Words = NO_WORDS
    closed_lines: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AnswerOpening:
    """Numbers first, then desks in order; `more` desks of the plan follow; `here` is what the start itself does."""

    danger: bool
    lines: tuple[PhoneLine, ...]
    desks: tuple[OpeningDesk, ...]
    more: int
    here: tuple[Visit, ...] = ()


def make_opening(walk: Walk, found: RoutesFound) -> AnswerOpening:
    """Put together what a coordinator reads aloud in the first minute; O(desks of the plan x rules)."""
    visits = [visit for visit in found.plan.visits if visit.met] if found.plan else []
    desks = [_desk(walk, visit) for visit in visits if visit.leg]
    shown = tuple(desks[:MOST_DESKS])
    lines = _lines(walk.rulebook.lines, walk.case)
    here = tuple(visit for visit in visits if not visit.leg)
    return AnswerOpening(IN_DANGER in walk.case.holds, lines, shown, len(desks) - len(shown), here)


def _desk(walk: Walk, visit: Visit) -> OpeningDesk:
    """Choose the offer that says most: one that was asked for before one that practice or a circumstance brings."""
    _, offer = min(visit.met, key=lambda pair: (pair[0].is_desk, not pair[0].asked, pair[1].cost))
    rules, speaker = rules_naming(walk, visit.body), _speaker(walk.case, visit)
    lines = _lines_of(walk, visit.body)
    closed = frozenset(line.number for line in lines if _is_closed(line, walk.case))
    return OpeningDesk(visit, offer, rules, lines, speaker, _words(walk.case, visit, rules, speaker), closed)


def _speaker(case: Case, visit: Visit) -> str:
    """Tell who speaks at a desk: whoever asks for another, or hands her on; where she is told of it, she herself."""
    handed_on = visit.leg and visit.leg.step.kind in HANDING_ON
    return ANOTHER if NOT_HERSELF in case.holds or handed_on else HERSELF


def _words(case: Case, visit: Visit, rules: tuple[PracticeRule, ...], speaker: str) -> Words:
    """Find the words of the first rule that has some, of those that name the desk, else of those about its need."""
    for rule in rules or rules_about(case, visit.met):
        words = rule.say_other if speaker == ANOTHER else rule.say
        if words:
            return words
    return NO_WORDS


def _lines_of(walk: Walk, body: str) -> tuple[PhoneLine, ...]:
    """Choose the numbers of a desk: where some are for what is asked, the others (sexual harm, say) are left out."""
    kinds = {body, *walk.network.bodies[body].kinds}
    leading = [line for line in walk.rulebook.lines if kinds.intersection(line.kinds)]
    urgent = [line for line in leading if line.sort == EMERGENCY]
    others = [line for line in leading if line.sort != EMERGENCY]
    fitting = [line for line in others if line.needs & walk.case.needs or line.circumstances & walk.case.holds]
    return (*(urgent if IN_DANGER in walk.case.holds else ()), *(fitting or others))


def _is_closed(line: PhoneLine, case: Case) -> bool:
    """Tell whether printed hours say that nobody answers a number when she asks."""
    clock = clock_of(case)
    return clock.told and openness(line.hours, clock).state == CLOSED


def _lines(lines: tuple[PhoneLine, ...], case: Case) -> tuple[PhoneLine, ...]:
    """Choose the numbers said before any desk: emergency ones always, others where they are for the case."""
    named = {rule.number for rule in case.practice if rule.effect == "number"}
    always = [line for line in lines if line.sort == EMERGENCY]
    fitting = [line for line in lines if line.sort != EMERGENCY
               and (line.number in named or line.needs & case.needs or line.circumstances & case.holds)]  # fmt: skip
    fitting.sort(key=lambda line: (_is_closed(line, case), line.number not in named, line.sort != CRISIS))
    return (*always, *fitting[:MOST_LINES])
