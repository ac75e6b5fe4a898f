"""What an answer opens with: the numbers to call, or the ways without a voice, and at most three desks.

It is the joint plan read aloud, in its order (`tsunagu.routes.ordering`). What the desk one starts from does itself is
told apart and never listed as a desk to go to. Numbers come before desks: the police and the ambulance always, a crisis
line or a national line where the needs or circumstances of the case are those it is for. Those known to answer when she
asks come first. Where she cannot call, ways without a voice are told in the place of numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from tsunagu.hours.openness import CLOSED, OPEN, UNKNOWN
from tsunagu.network.records import NO_WORDS, Words
from tsunagu.referral.checks import WITHOUT_VOICE, ways_without_voice
from tsunagu.referral.clock import NO_PHONE, clock_of, is_outside_office_hours, openness
from tsunagu.referral.desk_checks import answers_for
from tsunagu.referral.linkage import HANDING_ON
from tsunagu.referral.offers import Offer
from tsunagu.referral.question import IN_DANGER, NOT_HERSELF, Case
from tsunagu.referral.rulebook import CRISIS, EMERGENCY, PhoneLine, PracticeRule, WrittenLine
from tsunagu.referral.walk import Walk
from tsunagu.routes.ordering import rules_about, rules_naming
from tsunagu.routes.search import RoutesFound, Visit

MOST_DESKS = 3
MOST_LINES = 3
STATES = (OPEN, UNKNOWN, CLOSED)
URGENT = ("110", "119")
HERSELF, ANOTHER = "herself", "another"
"""Who speaks at a desk: the person, or somebody around her or staff who hands her on."""


@dataclass(frozen=True)
class OpeningDesk:
    """One desk to turn to: what it offers for which wants, the rules of practice that name it, and its numbers.

    `speaker` says who speaks there, `say` what, where practice has words for it; `closed_lines` are numbers that
    nobody answers when she asks, `open_lines` those known to answer outside office hours; `ways` and `written` how
    one asks there without a voice.
    """

    visit: Visit
    offer: Offer
    rules: tuple[PracticeRule, ...] = ()
    lines: tuple[PhoneLine, ...] = ()
    speaker: str = HERSELF
    say: Words = NO_WORDS
    closed_lines: frozenset[str] = frozenset()
    open_lines: frozenset[str] = frozenset()
    ways: tuple[str, ...] = ()
    written: tuple[WrittenLine, ...] = ()


@dataclass(frozen=True)
class AnswerOpening:
    """Numbers first, then desks in order; `more` desks of the plan follow; `here` is what the start itself does.

    `open_now` are the numbers known to answer when she asks; `voiceless` tells that she cannot call, and `written` the
    ways without a voice.
    """

    danger: bool
    lines: tuple[PhoneLine, ...]
    desks: tuple[OpeningDesk, ...]
    more: int
    here: tuple[Visit, ...] = ()
    open_now: frozenset[str] = frozenset()
    voiceless: bool = False
    written: tuple[WrittenLine, ...] = ()


def make_opening(walk: Walk, found: RoutesFound) -> AnswerOpening:
    """Put together what a coordinator reads aloud in the first minute; O(desks of the plan x rules)."""
    visits = [visit for visit in found.plan.visits if visit.met] if found.plan else []
    desks = [_desk(walk, visit) for visit in visits if visit.leg]
    shown = tuple(desks[:MOST_DESKS])
    case, lines = walk.case, _lines(walk.rulebook.lines, walk.case)
    here = tuple(visit for visit in visits if not visit.leg)
    outside = is_outside_office_hours(case)
    answering = frozenset(line.number for line in lines if outside and _state(line.hours, case) == OPEN)
    voiceless = NO_PHONE in case.holds
    written = _written(walk.rulebook.written, case) if voiceless else ()
    return AnswerOpening(IN_DANGER in case.holds, lines, shown, len(desks) - len(shown), here, answering, voiceless,
                         written)  # fmt: skip


def _desk(walk: Walk, visit: Visit) -> OpeningDesk:
    """Choose the offer that says most: one that was asked for before one that practice or a circumstance brings."""
    _, offer = min(visit.met, key=lambda pair: (pair[0].is_desk, not pair[0].asked, pair[1].cost))
    rules, speaker = rules_naming(walk, visit.body), _speaker(walk.case, visit)
    lines = _lines_of(walk, visit.body)
    closed = frozenset(line.number for line in lines if _state(line.hours, walk.case) == CLOSED)
    words = _words(walk.case, visit, rules, speaker)
    ways, written = _ways_of(walk, visit) if NO_PHONE in walk.case.holds else ((), ())
    outside = is_outside_office_hours(walk.case)
    answering = frozenset(line.number for line in lines if outside and _state(line.hours, walk.case) == OPEN)
    return OpeningDesk(visit, offer, rules, lines, speaker, words, closed, answering, ways, written)


def _ways_of(walk: Walk, visit: Visit) -> tuple[tuple[str, ...], tuple[WrittenLine, ...]]:
    """The channels without a voice that are known of a desk, and the written lines that lead there."""
    kinds = {visit.body, *walk.network.bodies[visit.body].kinds}
    told = {way for service in walk.services_at(visit.body) for way in ways_without_voice(service)}
    written = tuple(line for line in walk.rulebook.written if kinds.intersection(line.kinds))
    return tuple(way for way in WITHOUT_VOICE if way in told), written


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
    return (*(line for line in urgent if answers_for(line, walk.case)), *(fitting or others))


def _state(hours: str, case: Case) -> str:
    """Open, closed or unknown by printed hours when she asks; unknown where no time is told."""
    clock = clock_of(case)
    return openness(hours, clock).state if clock.told and hours else UNKNOWN


def _lines(lines: tuple[PhoneLine, ...], case: Case) -> tuple[PhoneLine, ...]:
    """Choose the numbers said before any desk: emergency ones always, others where they are for the case.

    Outside office hours those known to answer come first, those for what is asked before those for anybody; where one
    for what is asked answers, lines for anybody are left out. A number that only leads to bodies that are not to be
    suggested (the police line, to who does not want the police) is left out, but never an emergency one.
    """
    barred = {kind for rule in case.practice if rule.effect == "never" for kind in rule.kinds}
    named = {rule.number for rule in case.practice if rule.effect == "number"}
    always = [line for line in lines if line.sort == EMERGENCY]

    def fits(line: PhoneLine) -> bool:
        return line.number in named or bool(line.needs & case.needs)

    def place(line: PhoneLine) -> tuple[int, bool, bool, bool]:
        return STATES.index(_state(line.hours, case)), not fits(line), line.number not in named, line.sort != CRISIS

    fitting = [line for line in lines if line.sort != EMERGENCY and (fits(line) or line.circumstances & case.holds)]
    fitting = [line for line in fitting if not line.kinds or not barred.issuperset(line.kinds)]
    fitting.sort(key=place)
    if is_outside_office_hours(case) and any(fits(line) and _state(line.hours, case) == OPEN for line in fitting):
        fitting = list(filter(fits, fitting))
    return (*always, *fitting[:MOST_LINES])


def _written(lines: tuple[WrittenLine, ...], case: Case) -> tuple[WrittenLine, ...]:
    """Choose the ways without a voice: in place of an emergency number always, others where they are for the case.

    Those known to answer when she asks come first.
    """
    fitting = [line for line in lines if line.needs & case.needs or line.circumstances & case.holds - {IN_DANGER}]
    fitting.sort(key=lambda line: (STATES.index(_state(line.hours, case)), not line.needs & case.needs))
    return (*(line for line in lines if line.instead_of in URGENT), *fitting[:MOST_LINES])
