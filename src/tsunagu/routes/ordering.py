"""In which order the desks of a plan are turned to: one rule for the plan, its opening and every page.

Compared from left to right: desks known to be closed when she asks come last; danger before everything; outside
office hours desks known to be open for what was asked, of harm where there is some; then the place that rules of
practice give a desk, 1 first; what the protection of a child puts there; what violence and other harm put there;
where an hour is given, desks known to be open, then those that may be, then those nothing is known of; what was asked
for first; a desk that a document states for exactly such a person before one that law alone makes fit; the more
specific rule. A desk that a document states for exactly such a person takes the place that rules resting on law give
to kinds that advise on that need.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tsunagu.referral.offers import Offer
from tsunagu.referral.question import CHILD, HOLIDAY, IN_DANGER, NIGHT, Case, Want
from tsunagu.referral.rulebook import PracticeRule
from tsunagu.referral.walk import Walk

Met = Sequence[tuple[Want, Offer]]
Rank = tuple[int, ...]
LAST, BROUGHT = 99, 5
"""Where a desk stands that no rule names, and how much later one stands for a need that only a circumstance brings."""
ACTING = frozenset(
    f"body-type/{kind}" for kind in ("police-station", "pref-police", "child-guidance", "medical")
)  # fmt: skip
"""Kinds of bodies that act where others advise: no desk takes their place because a document states it for her."""
VICTIM = "target-group/victim"
OUTSIDE = frozenset({NIGHT, HOLIDAY})
PROTECTING = frozenset({IN_DANGER, CHILD})
DANGER = 0
"""The place a rule about danger gives, before everything."""
UNMET_RANK: Rank = (1, LAST + BROUGHT)


def rules_naming(walk: Walk, body: str) -> tuple[PracticeRule, ...]:
    """The rules of practice that name a desk in this case: the more specific first, then by what is asked first."""
    held = walk.network.bodies[body]
    naming = (rule for rule in _choosing(walk.case) if walk.is_of(held, rule.kinds, rule.tier))
    return _specific_first(naming, walk.case)


def rules_about(case: Case, met: Met) -> tuple[PracticeRule, ...]:
    """The rules about what is met by a desk that is stated for just such a person, or that her government states.

    Of them those of the kinds that come first.

    Such a desk does what those kinds do, so that their place and their words are right for it too.
    """
    exact = {want.id for want, offer in met if offer.exact or want.bodies}
    about = [rule for rule in _choosing(case) if (rule.needs | rule.functions) & exact and _is_of_advice(rule)]
    first = min((rule.order for rule in about), default=LAST)
    kinds = {kind for rule in about if rule.order == first for kind in rule.kinds}
    return _specific_first((rule for rule in about if kinds.intersection(rule.kinds)), case)


def _is_of_advice(rule: PracticeRule) -> bool:
    """Tell whether law names the kinds of a rule for advice: nobody stands in for the police or a clinic."""
    return rule.ground == "law" and not ACTING.intersection(rule.kinds)


def _choosing(case: Case) -> Iterable[PracticeRule]:
    return (rule for rule in case.practice if rule.effect in ("require", "prefer"))


def _specific_first(rules: Iterable[PracticeRule], case: Case) -> tuple[PracticeRule, ...]:
    asked = {need: at for at, need in enumerate(case.question.needs)}

    def key(rule: PracticeRule) -> tuple[int, int, int, str]:
        need = min((asked[need] for need in rule.needs if need in asked), default=len(asked))
        return -len(rule.circumstances), rule.order, need, rule.id

    return tuple(sorted(rules, key=key))


def rank_of(walk: Walk, body: str, met: Met) -> Rank:
    """The rank of a desk by what it meets; lower comes first. O(rules)."""
    case, offers = walk.case, [offer for _, offer in met]
    named = rules_naming(walk, body)
    borrowed = [rule for rule in rules_about(case, met) if not _protects(rule)]
    order = min((_place(rule, case) for rule in (*named, *borrowed)), default=LAST)
    leading = [rule for rule in named if _place(rule, case) == order]
    placing = [*leading, *(rule for rule in borrowed if _place(rule, case) == order)]
    harm = int(not any(_is_of_harm(walk, rule) for rule in placing))
    unknown = min((offer.unknown_hours for offer in offers), default=0)
    return (
        int(all(offer.closed_now for offer in offers)),
        int(order != DANGER),
        int(not _is_there_tonight(walk, placing, offers)),
        order,
        int(not any(map(_protects, leading))),
        harm,
        unknown,
        _asked(case, met),
        int(not any(offer.exact for offer in offers)),
        -max((len(rule.circumstances) for rule in leading), default=0),
    )


def _is_there_tonight(walk: Walk, placing: Sequence[PracticeRule], offers: Sequence[Offer]) -> bool:
    """Tell whether, outside office hours, somebody is known to answer for what was asked itself.

    A rule for what a circumstance brings (her age, a child along) puts no desk before that of her trouble, nor
    does an open desk for other trouble come before those for harm.
    """
    if not any(offer.clocked and not offer.unknown_hours for offer in offers):
        return False
    plain = [rule for rule in placing if rule.circumstances <= OUTSIDE and rule.needs & set(walk.case.question.needs)]
    harmed = any(VICTIM in walk.rulebook.groups_of_need(need) for need in walk.case.needs)
    return any(_is_of_harm(walk, rule) or not harmed or ACTING.intersection(rule.kinds) for rule in plain)


def _place(rule: PracticeRule, case: Case) -> int:
    """The place a rule gives: danger first, and what circumstances bring after what was asked."""
    if IN_DANGER in rule.circumstances:
        return DANGER
    brought = bool(rule.needs) and not rule.needs.intersection(case.question.needs)
    return rule.order + (BROUGHT if brought else 0)


def _is_of_harm(walk: Walk, rule: PracticeRule) -> bool:
    """Tell whether a rule is about a need of the case that only somebody who was harmed has."""
    needs = rule.needs & walk.case.needs
    return any(VICTIM in walk.rulebook.groups_of_need(need) for need in needs)


def _protects(rule: PracticeRule) -> bool:
    return bool(PROTECTING & rule.circumstances)


def _asked(case: Case, met: Met) -> int:
    """Rank a desk by the first thing asked for that it meets, or that the rule which requires it is about."""
    rank = {want.id: at for at, want in enumerate(case.wants)}
    about = {rule.id: [rank[need] for need in rule.needs if need in rank] for rule in _choosing(case)}

    def place(want: Want) -> int:
        if want.asked:
            return rank[want.id]
        return min(about.get(want.id, ()), default=rank[want.id] + len(rank))

    return min((place(want) for want, _ in met), default=2 * len(rank))


def in_order(root: str, arcs: Sequence[tuple[str, str]], ranks: Mapping[str, Rank]) -> list[tuple[str, str]]:
    """The arcs of a tree in the order to walk them: by rank, a desk on the way as early as the best it leads to.

    >>> in_order("", [("", "a"), ("", "b"), ("b", "c")], {"a": (2,), "b": (9,), "c": (1,)})
    [('', 'b'), ('b', 'c'), ('', 'a')]
    """
    under: dict[str, list[str]] = {}
    for start, end in arcs:
        under.setdefault(start, []).append(end)

    def best(body: str) -> tuple[Rank, str]:
        return min([(ranks.get(body, UNMET_RANK), body), *map(best, under.get(body, ()))])

    found, waiting = [], [(root, end) for end in under.get(root, ())]
    while waiting:
        arc = min(waiting, key=lambda each: best(each[1]))
        waiting.remove(arc)
        found.append(arc)
        waiting += [(arc[1], end) for end in under.get(arc[1], ())]
    return found
