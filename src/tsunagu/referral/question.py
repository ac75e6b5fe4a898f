"""What is asked of a route search. Held in memory only: nothing of it is logged, stored or put into an address."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tsunagu.errors import RouteProblem
from tsunagu.hours.holidays import is_day_off
from tsunagu.network.records import LAYERS
from tsunagu.referral.rulebook import Circumstance, PracticeRule, Rulebook
from tsunagu.referral.standing import MOST_STEPS, WALKED_LAYERS

MOST_WANTS = 8
CHILD_BELOW, SCHOOL_FROM, YOUTH_UNTIL, OLDER_FROM = 18, 6, 39, 65
YOUTH_FROM = 15
NIGHT_FROM, NIGHT_UNTIL = 19, 8
SATURDAY = 5
CHILD, ADULT, YOUTH, OLDER = (f"circumstance/{name}" for name in ("child", "adult", "youth", "older"))
INFANT_ALONG, CHILD_ALONG = "circumstance/infant-along", "circumstance/child-along"
OWN_OFFICE = "circumstance/own-office"
"""Somebody at the office of her own municipality must not come to know."""
IN_DANGER, NOT_HERSELF = "circumstance/in-danger-now", "circumstance/not-herself"
SETTLED = {"circumstance/harm-by-live-in-partner": ("need/dating-dv", "need/cohabit-dv")}
"""A circumstance that settles which of two needs is meant: whoever lives with him is under the act (law_dv:28の2)."""
ACCOMPANYING = "need/accompanying-child"
LEAVING = frozenset(
    f"need/{name}"
    for name in (
        "dv", "cohabit-dv", "dating-dv", "family-violence", "male-victim", "stalking", "sexual-violence",
        "sexual-exploitation", "trafficking", "no-home", "housing", "address-secret", "child-abuse", "divorce",
        "single-parent", "released", "accompanying-child",
    )
)  # fmt: skip
"""Needs for which one may leave home, so that a child who comes along flees or stays too (definition of the need)."""
NIGHT, HOLIDAY, INTERPRETER = "circumstance/night", "circumstance/holiday", "circumstance/interpreter"


@dataclass(frozen=True)
class Want:
    """One thing looked for: a need, a function, a function for the needs asked, or a desk that practice requires.

    `asked` is False where it comes with a circumstance or a rule of practice: looked for too, but a plan without it is
    still a plan. `kinds` and `tier` stand where a rule of practice asks for a body of one of some kinds, `bodies` where
    desks are looked for that her own government states for a need.
    """

    id: str
    asked: bool = True
    kinds: tuple[str, ...] = ()
    tier: str = ""
    bodies: tuple[str, ...] = ()

    @property
    def is_need(self) -> bool:
        """Tell whether a need is looked for (else a function, or a required desk)."""
        return self.id.startswith("need/")

    @property
    def is_desk(self) -> bool:
        """Tell whether a desk is looked for that a rule of practice requires, or that her own government states."""
        return bool(self.kinds or self.bodies)


@dataclass(frozen=True)
class Question:
    """A start, what is needed, under which circumstances, when, and on which evidence.

    `start` is a body, a kind of body (with `place`), or empty: then any desk a resident of `place` may turn to.
    `circumstances` are ids of the table of circumstances. `hour` is 0-23, `weekday` 0 (Monday) to 6.
    `day` is the as-of date of the facts; `when` is the date on which she asks, if it is known.
    """

    start: str
    needs: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    place: str = ""
    circumstances: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    day: date | None = None
    hour: int | None = None
    weekday: int | None = None
    when: date | None = None
    layers: tuple[str, ...] = WALKED_LAYERS
    most: int = 3
    steps: int = MOST_STEPS
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Case:
    """A question with what follows from its circumstances: groups, wants, functions to avoid.

    `possible_groups` are those some circumstance brings: nobody who asks for help belongs to another (office staff).
    """

    question: Question
    known: tuple[Circumstance, ...] = ()
    wants: tuple[Want, ...] = ()
    needs: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    not_groups: frozenset[str] = frozenset()
    avoids: frozenset[str] = frozenset()
    holds: frozenset[str] = field(default_factory=frozenset)
    practice: tuple[PracticeRule, ...] = ()
    possible_groups: frozenset[str] = frozenset()

    @property
    def ages(self) -> tuple[int, int | None]:
        """The youngest and the oldest age her circumstances leave open; nothing is known of 0 and None."""
        youngest = max((known.age_from or 0 for known in self.known), default=0)
        told = [known.age_until for known in self.known if known.age_until is not None]
        return youngest, min(told, default=None)

    @property
    def any_need(self) -> bool:
        """Tell whether functions alone were asked for: then no need a circumstance brings rules another one out."""
        return not self.question.needs


def make_case(question: Question, rulebook: Rulebook) -> Case:
    """The case a question makes; needs and functions that circumstances bring come after those asked.

    Raises `RouteProblem` where nothing is asked for, too much is, or a circumstance, layer or hour is unknown.
    """
    check(question, rulebook)
    holds = question.circumstances | set(_from_clock(question))
    known = tuple(rulebook.circumstances[name] for name in sorted(holds) if name in rulebook.circumstances)
    needs = frozenset(question.needs)
    also = frozenset(_brought(question, known)) - needs
    brought = (circumstance.groups for circumstance in known)
    groups = frozenset().union(*brought, *(rulebook.groups_of_need(need) for need in needs | also))
    not_groups = frozenset().union(*(circumstance.not_groups for circumstance in known)) - groups
    avoids = frozenset().union(*(circumstance.avoids for circumstance in known)) - set(question.functions)
    functions, every = frozenset(question.functions), needs | also
    said = every | holds
    practice = tuple(
        rule for rule in rulebook.practice if rule.circumstances <= holds and _applies(rule, functions, every, said)
    )
    barred = frozenset().union(*(rule.functions for rule in practice if rule.effect == "never"))
    avoids |= barred
    wants = tuple(_wants(question, known, practice))
    return Case(question, known, wants, needs | also, groups, not_groups, avoids, frozenset(holds), practice,
                rulebook.possible_groups)  # fmt: skip


def _applies(rule: PracticeRule, functions: frozenset[str], needs: frozenset[str], said: frozenset[str]) -> bool:
    """Tell whether a rule whose circumstances are there holds for a case; of a `never` rule functions are barred."""
    return (
        not (rule.needs and rule.needs.isdisjoint(needs))
        and (rule.effect == "never" or not rule.functions or not rule.functions.isdisjoint(functions))
        and rule.unless.isdisjoint(said)
    )


def check(question: Question, rulebook: Rulebook) -> None:
    """Raise `RouteProblem` for what a tired person types wrongly."""
    if not question.needs and not question.functions:
        raise RouteProblem("route-nothing-wanted")
    if len(question.needs) + len(question.functions) > MOST_WANTS:
        raise RouteProblem("route-too-many", most=MOST_WANTS)
    unknown = sorted(question.circumstances - set(rulebook.circumstances))
    if unknown and rulebook.circumstances:
        raise RouteProblem("route-circumstance-unknown", name=unknown[0])
    if question.hour is not None and not 0 <= question.hour < 24:
        raise RouteProblem("route-hour", hour=question.hour)
    wrong = [layer for layer in question.layers if layer not in LAYERS]
    if wrong:
        raise RouteProblem("route-layer", layer=wrong[0])


def _from_clock(question: Question) -> Iterator[str]:
    if question.hour is not None and (question.hour >= NIGHT_FROM or question.hour < NIGHT_UNTIL):
        yield NIGHT
    off = is_day_off(question.when) if question.when else (question.weekday or 0) >= SATURDAY
    if off:
        yield HOLIDAY


def _wants(question: Question, known: tuple[Circumstance, ...], practice: tuple[PracticeRule, ...]) -> Iterator[Want]:
    """Yield each thing once: what is asked for, the desks practice requires, then what circumstances bring."""
    asked = dict.fromkeys((*question.functions, *question.needs))
    yield from map(Want, asked)
    required = _required(practice)[: MOST_WANTS - len(asked)]
    yield from (Want(rule.id, asked=False, kinds=rule.kinds, tier=rule.tier) for rule in required)
    needs = frozenset(_brought(question, known))
    brought = (what for each in known for what in (*sorted(each.needs & needs), *sorted(each.functions)))
    also = [what for what in dict.fromkeys(brought) if what not in asked]
    yield from (Want(what, asked=False) for what in also[: MOST_WANTS - len(asked) - len(required)])


def _brought(question: Question, known: tuple[Circumstance, ...]) -> Iterator[str]:
    """Yield the needs that circumstances bring; a child who comes along needs care elsewhere only where one may leave.

    By its definition the need is that of children who flee or stay with her: debts of a mother do not bring it.
    """
    leaving = not question.needs or not LEAVING.isdisjoint(question.needs)
    for circumstance in known:
        yield from (need for need in circumstance.needs if leaving or need != ACCOMPANYING)


def _required(practice: tuple[PracticeRule, ...]) -> list[PracticeRule]:
    """List the rules that require a desk, in their order, of those for the same kinds the first alone."""
    rules = sorted((rule for rule in practice if rule.effect == "require"), key=lambda rule: (rule.order, rule.id))
    first: dict[tuple[frozenset[str], str], PracticeRule] = {}
    for rule in rules:
        first.setdefault((frozenset(rule.kinds), rule.tier), rule)
    return [rule for key, rule in first.items() if not any(_covers(other, key) for other in first if other != key)]


def _covers(other: tuple[frozenset[str], str], key: tuple[frozenset[str], str]) -> bool:
    """Tell whether any body that meets the narrower requirement meets this one too."""
    (kinds, tier), (wider, asked) = other, key
    return kinds < wider and (not asked or tier == asked)


def settled(needs: Iterable[str], circumstances: Collection[str]) -> tuple[str, ...]:
    """The needs as circumstances settle them, each once.

    >>> settled(["need/dating-dv"], ["circumstance/harm-by-live-in-partner"])
    ('need/cohabit-dv',)
    """
    meant = dict(SETTLED[held] for held in sorted(circumstances) if held in SETTLED)
    return tuple(dict.fromkeys(meant.get(need, need) for need in needs))


def circumstances_of_age(age: int) -> frozenset[str]:
    """Circumstances an age in years brings: child or adult, and young or older where it is.

    >>> sorted(circumstances_of_age(17))
    ['circumstance/child', 'circumstance/youth']
    """
    found = {CHILD if age < CHILD_BELOW else ADULT}
    if YOUTH_FROM <= age <= YOUTH_UNTIL:
        found.add(YOUTH)
    if age >= OLDER_FROM:
        found.add(OLDER)
    return frozenset(found)


def circumstances_of_children(ages: tuple[int, ...]) -> frozenset[str]:
    """Circumstances that children who come along bring, by their ages in years.

    >>> sorted(circumstances_of_children((3, 8)))
    ['circumstance/child-along', 'circumstance/infant-along']
    """
    found = {INFANT_ALONG if age < SCHOOL_FROM else CHILD_ALONG for age in ages}
    return frozenset(found)
