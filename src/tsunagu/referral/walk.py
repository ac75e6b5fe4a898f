"""Which steps lead on from a body: linkages, judged one by one for the case, looked at only where the search comes by.

A person is handed on along few kinds of linkage (`tsunagu.referral.linkage`). Four rules make steps at search time and
are named in every answer. A unit may use what a document says of the whole it belongs to (`whole_for_part`). What law
gives to a kind of body holds towards bodies of its place (`same_jurisdiction`). An institution carries the duties of
its people and of anyone (`acts_through`). The desk one starts from tells of desks one may turn to (`told_of_desk`).

A linkage to a whole government leads to the sections of it that help with what is wanted, where any is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from tsunagu.disclosure.levels import CONFIDENTIAL
from tsunagu.disclosure.naming import OPERATING
from tsunagu.network.model import Network
from tsunagu.network.paths import Cost
from tsunagu.network.records import LAYERS, Body, Linkage
from tsunagu.referral.area import OWN, WHOLE_FOR_PART, Area, Lead
from tsunagu.referral.checks import (
    CONFIRM,
    NO_NUMBER,
    NOT_MET,
    Check,
    checks_of_audience,
    checks_of_body,
    checks_of_duty,
    checks_of_link,
    is_front_desk,
    open_points,
    shut,
)
from tsunagu.referral.cost import step_cost
from tsunagu.referral.desk_checks import DeskChecks
from tsunagu.referral.linkage import ENTER, TOLD
from tsunagu.referral.question import Case
from tsunagu.referral.rulebook import PracticeRule, Rulebook
from tsunagu.referral.turning import Interests, turned_between

SECRECY = "secret"
TOLD_OF_DESK = "rule/told_of_desk"
FRESH_DAYS = 365
"""How many days an entry of a register counts without being looked at again."""
_LAYER_OF_STATUS = {"planned": "planned", "under_study": "planned", "requested": "opinion"}


@dataclass(frozen=True)
class Step:
    """One step a person may be handed along.

    `kind` is the kind of the linkage, `told` (told of a desk she may turn to) or `enter` (she turns up). `rule` stands
    where the step is inferred here, `via` names the whole whose linkage a unit uses, or the actor it acts as.
    `front` tells whether the end is a desk one can ask at, not a whole government or a bureau; `fact` is the service
    that opens the door where one enters. `doubtful` where a provision hands on a group she is not known to belong to.
    """

    start: str
    end: str
    kind: str
    layer: str
    link: Linkage | None = None
    rule: str = ""
    via: str = ""
    checks: tuple[Check, ...] = ()
    front: bool = True
    by_law: bool = False
    fact: str = ""
    doubtful: bool = False

    def taken_by(self, start: str, rule: str, via: str) -> Step:
        """The same step as somebody takes it, by a rule or by its own."""
        key = start, rule, via
        if key not in self._taken:
            taken = Step(start, self.end, self.kind, self.layer, self.link, rule or self.rule, via, self.checks,
                         self.front, self.by_law, self.fact, self.doubtful)  # fmt: skip
            vars(taken).update(cost=self.cost, shut=self.shut)
            self._taken[key] = taken
        return self._taken[key]

    @cached_property
    def _taken(self) -> dict[tuple[str, str, str], Step]:
        return {}

    @property
    def told_only(self) -> bool:
        """Tell whether nobody takes her there: she is only told of the desk."""
        return self.kind == TOLD

    @cached_property
    def shut(self) -> bool:
        """Tell whether a check is not met."""
        return shut(self.checks)

    @cached_property
    def cost(self) -> Cost:
        """What the step costs, see `tsunagu.referral.cost`."""
        told = 2 if self.doubtful else int(self.told_only)
        return step_cost(self.front, self.by_law, told, LAYERS.index(self.layer), open_points(self.checks))


class Walk:
    """The steps of one case over one area; O(linkages of a body) for each body asked about.

    `sections` gives, for a whole government, its sections that help with what is wanted. What is the same as in the
    walk `before`, of the same question with other circumstances, is taken from there.
    """

    def __init__(
        self,
        area: Area,
        case: Case,
        wanted: frozenset[str],
        sections: Callable[[Body], list[Body]] = lambda _: [],
        before: Walk | None = None,
    ) -> None:
        self.area = area
        self.network: Network = area.network
        self.rulebook: Rulebook = area.rulebook
        self.home = area.home
        self.case = case
        self.wanted = wanted
        self._sections = sections
        self.services_at = area.services_at
        self._known: dict[str, tuple[tuple[Step, ...], tuple[Step, ...]]] = {}
        self._arrivals: dict[str, tuple[Check, ...]] = {}
        self._ways: dict[tuple[str, bool], list[tuple[Step, ...]]] = {}
        self._best: dict[str, dict[str, list[Step]]] = {}
        self._entering: dict[tuple[str, str, str], Step] = {}
        self._led: dict[str, list[bool]] = {}
        self._ended: dict[str, bool] = {}
        self.interests: Interests = before.interests if before else Interests(area)
        self.turned = turned_between(before.case, case, before.wanted, wanted) if before else None
        self._before = before if self.turned else None

    @cached_property
    def desks(self) -> DeskChecks:
        """What the desks ask of the case, whatever is wanted of them."""
        return DeskChecks(self)

    def steps_from(self, body: str) -> tuple[Step, ...]:
        """List the open steps, cheapest first, then by end and linkage."""
        return self._both(body)[0]

    def shut_steps_from(self, body: str) -> tuple[Step, ...]:
        """List the steps that exist but are not open for the case."""
        return self._both(body)[1]

    def _both(self, body: str) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        if body not in self._known:
            before, sources = self._before, self.area.sources_of(body)
            same = before and not any(any(self._led_anew(source)) for source, _, _ in sources)
            self._known[body] = before._both(body) if before and same else self._sorted(body)
        return self._known[body]

    def _sorted(self, body: str) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        found = sorted(self._all(body), key=_order)
        return tuple(step for step in found if not step.shut), tuple(step for step in found if step.shut)

    def _led_anew(self, source: str) -> list[bool]:
        """Tell of each linkage of a body or kind whether it is judged otherwise than before, or leads elsewhere."""
        if source not in self._led:
            self._led[source] = [
                self.turned is None or self.turned.touches(interest) or any(map(self._ends_anew, ends))
                for interest, ends in self.interests.of_leads(source)
            ]
        return self._led[source]

    def _ends_anew(self, body: str) -> bool:
        """Tell whether one arrives at a body by other doors than before, or otherwise."""
        before = self._before
        if body not in self._ended:
            doors = self.doors(self.network.bodies[body])
            held = before.doors(self.network.bodies[body]) if before else []
            self._ended[body] = doors != held or not all(self.arrives_as_before(door.id) for door in doors)
        return self._ended[body]

    def best_steps(self, body: str) -> dict[str, list[Step]]:
        """Group the open steps by the body they lead to, the cheapest of each pair first."""
        if body not in self._best:
            before, held = self._before, self._both(body)
            same = before is not None and before._both(body) is held
            self._best[body] = before.best_steps(body) if before and same else _by_end(held[0])
        return self._best[body]

    def _all(self, body: str) -> Iterator[Step]:
        wholes = self.network.wholes_of(body)
        own, held = {body, *wholes}, self._inferred_from(body)
        for source, rule, via in self.area.sources_of(body):
            ways = self._leading_from(source, bool(rule))
            for (link, _, _), bare in ((lead, step) for lead, some in ways for step in some):
                within = bare.end in own or (rule == WHOLE_FOR_PART and link.end in own)
                if not within and (link.id, bare.end) not in held:
                    yield bare.taken_by(body, rule, via)

    def _leading_from(self, source: str, ruled: bool) -> Iterable[tuple[Lead, tuple[Step, ...]]]:
        """Where the linkages of a body or kind lead, whoever takes them: steps without a start, judged once.

        `ruled` where a rule lends them to somebody else.
        """
        key, leads = (source, ruled), self.area.leads_of(source)
        if key not in self._ways:
            before = self._before
            anew = self._led_anew(source) if before else [True] * len(leads)
            held = [some for _, some in before._leading_from(source, ruled)] if before else []
            self._ways[key] = [
                tuple(self._judged(*lead, ruled)) if anew[at] else held[at] for at, lead in enumerate(leads)
            ]
        return zip(leads, self._ways[key], strict=True)

    def _judged(self, link: Linkage, arriving: list[Body], rule: str, ruled: bool) -> Iterator[Step]:
        desks = [desk for arrival in arriving for desk in self.doors(arrival)]
        checks = self._link_checks(link) if desks else ()
        doubtful = any(check.key == "group" and check.state == CONFIRM for check in checks)
        layer = "inferred" if ruled or rule else link.layer
        for desk in desks:
            yield self.arriving(Step("", desk.id, link.kind, layer, link, rule, "", checks, doubtful=doubtful))

    def _inferred_from(self, body: str) -> set[tuple[str, str]]:
        """The linkages of kinds that the graph itself holds as inferred for a body, each with its end."""
        return {(link.origin, link.end) for link in self.network.links_from.get(body, ()) if link.origin}

    def doors(self, body: Body) -> list[Body]:
        """List where one arrives at a body: its sections that help, where it is a whole government that has some."""
        return [body] if is_front_desk(body) else self._sections(body) or [body]

    def told(self, start: str, entry: Step) -> Step:
        """The step of being told, at `start`, of a desk one may turn to."""
        return replace(entry, start=start, kind=TOLD, rule=TOLD_OF_DESK)

    def entering(self, end: str, layer: str, fact: str) -> Step:
        """The step by which a resident turns up at a desk, opened to her on a layer by a service, if any (`fact`)."""
        key = end, layer, fact
        if key not in self._entering:
            before = self._before if self.arrives_as_before(end) else None
            entered = Step("", end, ENTER, layer, fact=fact)
            self._entering[key] = before.entering(*key) if before else self.arriving(entered)
        return self._entering[key]

    def arrives_as_before(self, body: str) -> bool:
        """Tell whether what arriving at a body asks for is the same as in the walk before."""
        return self._before is not None and self.arrival_checks(body) is self._before.arrival_checks(body)

    def arriving(self, step: Step) -> Step:
        """Add to a bare step what arriving at its end asks for, and whether that is a desk and known by name."""
        body = self.network.bodies[step.end]
        checks = tuple(dict.fromkeys((*step.checks, *self.arrival_checks(step.end), *self._layer(step.layer))))
        return Step(step.start, step.end, step.kind, step.layer, step.link, step.rule, step.via, checks,
                    is_front_desk(body), body.sort != "named", step.fact, step.doubtful)  # fmt: skip

    def _layer(self, layer: str) -> Iterator[Check]:
        if layer not in self.case.question.layers:
            yield Check("layer", NOT_MET, (f"layer/{layer}",))

    def _link_checks(self, link: Linkage) -> tuple[Check, ...]:
        return (
            *self._secrecy(link),
            *self._standing(link.layer, link.status, link.document),
            *checks_of_link(link, self.case, self.rulebook, self.wanted),
            *checks_of_duty(link.audience, link.place_kinds, self.area.kind, self.case),
        )

    def _secrecy(self, link: Linkage) -> Iterator[Check]:
        """A linkage that would tell who runs a secret place for whom is never shown (DESIGN 6)."""
        ends = [self.network.bodies[end] for end in (link.start, link.end) if end in self.network.bodies]
        if link.kind in OPERATING and any(end.sort == "named" and end.disclosure == CONFIDENTIAL for end in ends):
            yield Check(SECRECY, NOT_MET)

    def _standing(self, layer: str, status: str, document: str) -> Iterator[Check]:
        question = self.case.question
        yield from self._layer(layer)
        if status != "in_operation":
            allowed = _LAYER_OF_STATUS.get(status) in question.layers
            yield Check("status", CONFIRM if allowed else NOT_MET, (f"status/{status}",))
        yield from self._dated(document)

    def _dated(self, document: str) -> Iterator[Check]:
        held = self.network.concepts.get(document)
        day = self.case.question.day
        if held and day and held.period.begins and day < held.period.begins:
            yield Check("not-yet", NOT_MET, (document,))
        elif held and day and held.period.ends and day > held.period.ends:
            yield Check("period-over", CONFIRM, (document,))
        elif held and not held.period.begins and not held.period.ends:
            yield Check("period-unknown", CONFIRM, (document,))

    def is_outdated(self, document: str) -> bool:
        """Tell whether a document's period is over or unknown, while its government has one that covers the day."""
        held = self.network.concepts.get(document)
        if held is None or not any(self._dated(document)):
            return False
        others = (other for other in self.network.concepts_in("document") if other.authority == held.authority)
        return any(other.id != document and not any(self._dated(other.id)) for other in others)

    def standing_checks(self, layer: str, status: str, document: str) -> tuple[Check, ...]:
        """Tell whether a fact counts: its layer is asked for, it is in operation, its document covers the day."""
        return tuple(self._standing(layer, status, document))

    def arrival_checks(self, body: str) -> tuple[Check, ...]:
        """Tell whether one can arrive at a body: is it there and open to the place and the person on that day."""
        if body not in self._arrivals:
            same = self.turned and not self.turned.touches(self.interests.of_arriving(body))
            before = self._before if same else None
            self._arrivals[body] = before.arrival_checks(body) if before else self._arrival(self.network.bodies[body])
        return self._arrivals[body]

    def _arrival(self, held: Body) -> tuple[Check, ...]:
        return (
            *self._openness(held),
            *self.area.doubts(held),
            *self.verified(held.checked_on),
            *([Check(NO_NUMBER, CONFIRM, (held.id,))] if self._has_no_number(held) else ()),
            *checks_of_body(held),
            *checks_of_audience(self.network.desks_listed.stated_kinds(held), self.case, self.rulebook),
            *self._practice(held),
        )

    def _has_no_number(self, body: Body) -> bool:
        """Tell whether a desk known by name has no number, neither in a document nor in a register."""
        contacts = (contact for service in self.services_at(body.id) for contact in service.contacts)
        return body.sort == "named" and not body.phones and not any(contact.phone for contact in contacts)

    def verified(self, checked_on: str) -> Iterator[Check]:
        """Yield that a desk was last looked at, on that day of a register, over a year before the day asked about."""
        day = self.case.question.day
        if day and checked_on and (day - date.fromisoformat(checked_on)).days > FRESH_DAYS:
            yield Check("verified-long-ago", CONFIRM, (checked_on,))

    def _practice(self, body: Body) -> Iterator[Check]:
        """Yield the rules of practice by which nobody in this case is sent to the body."""
        for rule in self.case.practice:
            if rule.effect == "never" and self.is_of(body, rule.kinds, rule.tier) and not self._has_door(body, rule):
                yield Check("practice", NOT_MET, (rule.id,))

    def _has_door(self, body: Body, rule: PracticeRule) -> bool:
        """Tell whether a rule bars only a closed role of an open body: it is entered by another of its roles."""
        barred = set(body.kinds) & set(rule.kinds)
        roles = (self.network.bodies.get(kind) for kind in barred)
        closed = all(role and role.disclosure == CONFIDENTIAL for role in roles)
        return body.disclosure != CONFIDENTIAL and barred < set(body.kinds) and closed

    def is_of(self, body: Body, kinds: Iterable[str], tier: str = "") -> bool:
        """Tell whether a body is of one of some kinds, and of a tier: `own`, `prefecture` or `nation`.

        Where the municipality is not known, the kind itself stands for the desk of hers.
        """
        if not set(kinds) & {body.id, *body.kinds}:
            return False
        if tier == OWN and not self.area.is_of_a_municipality:
            return body.sort == "kind"
        return not tier or tier in self._tiers(body)

    def _tiers(self, body: Body) -> set[str]:
        """Name the tier of a body; of a kind, those of the bodies whose services send to it."""
        if body.sort != "kind":
            return {self.tier_of(body)}
        givers = (self.network.bodies.get(service.provider) for service in self.services_at(body.id))
        return {self.tier_of(giver) for giver in givers if giver}

    def tier_of(self, body: Body) -> str:
        """Name the tier of a body as seen from the home place."""
        if body.place and self.network.government_of(body.place) == self.area.government:
            return "own"
        held = self.network.concepts.get(body.place)
        return held.place_kind if held and held.place_kind in ("prefecture", "nation") else ""

    def _openness(self, body: Body) -> Iterator[Check]:
        question = self.case.question
        if body.disclosure == CONFIDENTIAL:
            yield Check(SECRECY, NOT_MET)
        if body.id in question.closed:
            yield Check("closed", NOT_MET, (body.id,))
        yield from self.area.checks(body)
        if question.day and not body.life.holds(question.day):
            yield Check("date", NOT_MET, (body.id,))
        if body.status == "former" or (body.status in ("planned", "under_study") and "planned" not in question.layers):
            yield Check("status", NOT_MET, (f"status/{body.status}",))


def _by_end(steps: Iterable[Step]) -> dict[str, list[Step]]:
    pairs: dict[str, list[Step]] = {}
    for step in steps:
        pairs.setdefault(step.end, []).append(step)
    return pairs


def _order(step: Step) -> tuple[Cost, str, str]:
    return step.cost, step.end, step.link.id if step.link else ""


def layers_used(steps: Iterable[Step]) -> tuple[str, ...]:
    """List the evidence layers of steps, strongest first, the layer a linkage was used through among them."""
    used = {layer for step in steps for layer in (step.layer, step.link.layer if step.link else step.layer)}
    return tuple(layer for layer in LAYERS if layer in used)


__all__ = ["ENTER", "SECRECY", "TOLD", "Step", "Walk", "layers_used"]
