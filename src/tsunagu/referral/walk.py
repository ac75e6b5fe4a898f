"""Which steps lead on from a body: linkages, judged one by one for the case, looked at only where the search comes by.

A person can be handed on along some kinds of linkage only (decision 0006). A unit may use what a document says of the
whole it belongs to (rule `whole_for_part`) and may turn to that whole (rule `within_whole`); a kind of actor that is
no desk (any person, say) may do what law gives to its kind, towards bodies of its place (rule `same_jurisdiction`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tsunagu.network.model import NATION, Network
from tsunagu.network.records import LAYERS, Body, Link
from tsunagu.referral.checks import (
    CONFIRM,
    NOT_MET,
    WHOLE_GOVERNMENTS,
    Check,
    checks_of_audience,
    checks_of_body,
    checks_of_link,
    open_points,
    shut,
)
from tsunagu.referral.question import Case
from tsunagu.referral.rulebook import Rulebook
from tsunagu.routes.search import Cost

HANDING_ON = frozenset({"refer", "notify", "request_protection", "entrust"})
IN_TOUCH = frozenset({"liaise", "share_information"})
OPERATING = frozenset({"entrust", "co_run", "dispatch", "supervise", "support"})
"""Kinds of linkage that tell who runs or funds a place."""
SECRECY = "secret"
WHOLE_FOR_PART, WITHIN_WHOLE, SAME_PLACE = "rule/whole_for_part", "rule/within_whole", "rule/same_jurisdiction"
ANYWHERE = ("", NATION)
"""Home places that limit nothing: none known, and the nation (a desk of the state does not tell where one lives)."""
WITHIN, ENTER = "within", "enter"
_LAYER_OF_STATUS = {"planned": "planned", "under_study": "planned", "requested": "opinion"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step a person may be handed along.

    `kind` is the kind of the linkage, or `within` (from a unit to its whole) or `enter` (a resident turns up). `rule`
    stands where the step is inferred here, `via` names the whole whose linkage a unit uses.
    """

    start: str
    end: str
    kind: str
    layer: str
    link: Link | None = None
    rule: str = ""
    via: str = ""
    checks: tuple[Check, ...] = ()

    @property
    def in_touch_only(self) -> bool:
        """Tell whether the source only says that both keep in touch, not that one takes people from the other."""
        return self.kind not in HANDING_ON and self.kind != ENTER

    @property
    def shut(self) -> bool:
        """Tell whether a check is not met."""
        return shut(self.checks)

    @property
    def cost(self) -> Cost:
        """Return tier, desks, steps that rest on contact alone, rank of the evidence layer, points to confirm."""
        return 0, 1, int(self.in_touch_only), LAYERS.index(self.layer), open_points(self.checks)


class Walk:
    """The steps of one case over one network; O(linkages of a body) for each body asked about."""

    def __init__(self, network: Network, case: Case, rulebook: Rulebook, wanted: frozenset[str], home: str) -> None:
        self.network = network
        self.case = case
        self.rulebook = rulebook
        self.wanted = wanted
        self.home = home
        self._known: dict[str, tuple[tuple[Step, ...], tuple[Step, ...]]] = {}

    @cached_property
    def places(self) -> frozenset[str]:
        """Return the places whose bodies serve the home place: itself, its prefecture, the nation, places inside it."""
        inside = (one.id for one in self.network.concepts_in("place") if self.home and one.prefecture == self.home)
        return frozenset((*self.network.reaches_of(self.home), *inside))

    def steps_from(self, body: str) -> tuple[Step, ...]:
        """Return the open steps, cheapest first, then by end and linkage."""
        return self._both(body)[0]

    def shut_steps_from(self, body: str) -> tuple[Step, ...]:
        """Return the steps that exist but are not open for the case."""
        return self._both(body)[1]

    def _both(self, body: str) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        if body not in self._known:
            found = sorted(self._all(body), key=_order)
            self._known[body] = (
                tuple(one for one in found if not one.shut),
                tuple(one for one in found if one.shut),
            )
        return self._known[body]

    def best_steps(self, body: str) -> dict[str, list[Step]]:
        """Return the open steps by the body they lead to, the cheapest of each pair first."""
        pairs: dict[str, list[Step]] = defaultdict(list)
        for step in self.steps_from(body):
            pairs[step.end].append(step)
        return pairs

    def _all(self, body: str) -> Iterator[Step]:
        for link in self.network.links_from.get(body, ()):
            yield from self._along(body, link)
        wholes = self.network.wholes_of(body)
        for whole in wholes:
            yield self._step(body, whole, WITHIN, "inferred", (), rule=WITHIN_WHOLE)
            for link in self.network.links_from.get(whole, ()):
                if link.end != body and link.end not in wholes:
                    yield from self._along(body, link, whole)

    def _along(self, body: str, link: Link, via: str = "") -> Iterator[Step]:
        checks = self._link_checks(link)
        end = self.network.bodies.get(link.end)
        if end is not None and end.sort == "kind" and self._starts_from_kind(link):
            for one in self.desks_of(end.id):
                yield self._step(body, one.id, link.kind, "inferred", checks, link, SAME_PLACE)
        elif end is not None and end.id in self.network.desks:
            layer, rule = ("inferred", WHOLE_FOR_PART) if via else (link.layer, "")
            yield self._step(body, end.id, link.kind, layer, checks, link, rule, via)

    def _starts_from_kind(self, link: Link) -> bool:
        start = self.network.bodies.get(link.start)
        return start is not None and start.sort == "kind"

    def desks_of(self, kind: str) -> list[Body]:
        """Return the bodies of a kind that serve the home place: those a document names, else those law requires.

        The nearest place that has one counts: the home place before its prefecture, that before the nation.
        """
        for place in self.network.reaches_of(self.home):
            here = [
                one
                for one in self.network.bodies_in.get(place, ())
                if kind in one.kinds and one.id in self.network.desks
            ]
            named = [one for one in here if one.sort == "named" and one.status == "existing"]
            if named or here:
                return named or [one for one in here if one.sort == "expected"]
        return []

    def _step(
        self, start: str, end: str, kind: str, layer: str, checks: tuple[Check, ...], link: Link | None = None,
        rule: str = "", via: str = "",
    ) -> Step:  # fmt: skip
        return Step(start, end, kind, layer, link, rule, via, (*checks, *self.arrival_checks(end), *self._layer(layer)))

    def _layer(self, layer: str) -> Iterator[Check]:
        if layer not in self.case.question.layers:
            yield Check("layer", NOT_MET, (f"layer/{layer}",))

    def _link_checks(self, link: Link) -> tuple[Check, ...]:
        return (
            *self._secrecy(link),
            *self._standing(link.layer, link.status, link.document),
            *(() if link.kind in HANDING_ON | IN_TOUCH else (Check("kind", NOT_MET, (f"linkage-kind/{link.kind}",)),)),
            *checks_of_link(link, self.case, self.rulebook, self.wanted),
        )

    def _secrecy(self, link: Link) -> Iterator[Check]:
        """A linkage that would tell who runs a secret place for whom is never shown (DESIGN 6)."""
        ends = [self.network.bodies[one] for one in (link.start, link.end) if one in self.network.bodies]
        if link.kind in OPERATING and any(one.sort == "named" and one.disclosure == "confidential" for one in ends):
            yield Check(SECRECY, NOT_MET)

    def _standing(self, layer: str, status: str, document: str) -> Iterator[Check]:
        question = self.case.question
        if layer not in question.layers:
            yield Check("layer", NOT_MET, (f"layer/{layer}",))
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

    def standing_checks(self, layer: str, status: str, document: str) -> tuple[Check, ...]:
        """Return whether a fact counts: its layer is asked for, it is in operation, its document covers the day."""
        return tuple(self._standing(layer, status, document))

    def arrival_checks(self, body: str) -> tuple[Check, ...]:
        """Return the checks of arriving at a body: is it open, does it serve the place and the person, on that day."""
        known = self.network.bodies[body]
        return (
            *self._openness(known),
            *checks_of_body(known),
            *checks_of_audience(known.kinds, self.case, self.rulebook),
        )

    def _openness(self, body: Body) -> Iterator[Check]:
        question = self.case.question
        if body.id in question.closed:
            yield Check("closed", NOT_MET, (body.id,))
        if body.place and self.home not in ANYWHERE and body.place not in self.places:
            yield Check("place", NOT_MET, (body.place,))
        elif body.place == NATION and set(body.kinds) & WHOLE_GOVERNMENTS:
            yield Check("place", NOT_MET, (body.id,))
        if question.day and not body.life.holds(question.day):
            yield Check("date", NOT_MET, (body.id,))
        if body.status in ("former",) or (
            body.status in ("planned", "under_study") and "planned" not in question.layers
        ):
            yield Check("status", NOT_MET, (f"status/{body.status}",))


def _order(step: Step) -> tuple[Cost, str, str]:
    return step.cost, step.end, step.link.id if step.link else ""


def layers_used(steps: Iterable[Step]) -> tuple[str, ...]:
    """Return the evidence layers of steps, strongest first, the layer a linkage was used through among them."""
    used = {layer for step in steps for layer in (step.layer, step.link.layer if step.link else step.layer)}
    return tuple(layer for layer in LAYERS if layer in used)
