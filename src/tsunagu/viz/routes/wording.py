"""A route or a joint plan as a reader needs it: desks in walking order, every handover and every offer in words.

Made from the answer document alone (see `tsunagu.routes.answer`); the page, its table, the drawing and the picture
file all show these same records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tsunagu.routes.answer import Json
from tsunagu.routes.teller import Teller

MET, CONFIRM = "met", "confirm"
ENTER, TOLD = "enter", "told"
ASK_FOR_PLACES = "route-places"


@dataclass(frozen=True)
class LegInWords:
    """One handover, in words; `layer` is the name of the evidence layer, `layer_label` its words."""

    number: int
    start: str
    end: str
    kind: str
    layer: str
    layer_label: str
    why: tuple[str, ...]
    condition: str
    basis: tuple[str, ...]
    sources: tuple[str, ...]
    met: tuple[str, ...]
    confirm: tuple[str, ...]


@dataclass(frozen=True)
class OfferInWords:
    """What a desk offers, in words; `want` is what it meets, `terms` how, when and where one asks."""

    body: str
    want: str
    label: str
    layer: str
    layer_label: str
    terms: tuple[str, ...]
    basis: tuple[str, ...]
    sources: tuple[str, ...]
    met: tuple[str, ...]
    confirm: tuple[str, ...]


@dataclass(frozen=True)
class Stop:
    """A desk: `number` is 0 where one starts; `parent` is the place in the list one comes from, -1 for none.

    `listed` is what a register says of it.
    """

    number: int
    parent: int
    label: str
    kind: str
    form: str
    phones: tuple[str, ...]
    leg: LegInWords | None
    offers: tuple[OfferInWords, ...]
    listed: str = ""

    @property
    def confirm(self) -> tuple[str, ...]:
        """What to confirm at this desk, each once."""
        told = [*(self.leg.confirm if self.leg else ()), *(point for offer in self.offers for point in offer.confirm)]
        return tuple(dict.fromkeys(told))

    @property
    def terms(self) -> tuple[str, ...]:
        """How and when the desk is open, each once."""
        return tuple(dict.fromkeys(term for offer in self.offers for term in offer.terms))


@dataclass(frozen=True)
class WayInWords:
    """A route or a joint plan; `more` counts offers left out, `spoken` is the text to read aloud."""

    id: str
    title: str
    stops: tuple[Stop, ...]
    more: int = 0
    spoken: tuple[str, ...] = ()

    @property
    def legs(self) -> tuple[LegInWords, ...]:
        """The handovers in walking order."""
        return tuple(stop.leg for stop in self.stops if stop.leg)

    @property
    def offers(self) -> tuple[OfferInWords, ...]:
        """The offers, desk by desk."""
        return tuple(offer for stop in self.stops for offer in stop.offers)

    @property
    def met(self) -> tuple[str, ...]:
        """The conditions that are met, each once."""
        told = [*(leg.met for leg in self.legs), *(offer.met for offer in self.offers)]
        return tuple(dict.fromkeys(condition for part in told for condition in part))

    @property
    def confirm(self) -> tuple[str, ...]:
        """Everything to confirm, each once."""
        return tuple(dict.fromkeys(point for stop in self.stops for point in stop.confirm))


class WayTeller:
    """Makes ways from an answer document, in the language of the teller."""

    def __init__(self, teller: Teller, question: Json) -> None:
        self.teller = teller
        self.question = question

    def route(self, identifier: str, number: int, route: Json, want: str) -> WayInWords:
        """One route to one want."""
        stops = [self._first(route["start"])]
        for at, leg in enumerate(route["legs"], start=1):
            stops.append(self._stop(at, at - 1, leg["to"], leg))
        stops[-1] = _offering(stops[-1], [self._offer(offer, "") for offer in route["offers"]])
        title = self.teller.say("answer-route", number=number, desks=self.desks(route["desks"]))
        spoken = tuple(self.teller.route(number, route, want, self.question))
        return WayInWords(identifier, title, tuple(stops), route["more_offers"], spoken)

    def plan(self, identifier: str, plan: Json) -> WayInWords:
        """The joint plan; a resident who may start anywhere stands before its first desks."""
        visits = plan["visits"]
        stops = [] if visits and visits[0]["leg"] is None else [self._first({"id": ""})]
        places: dict[str, int] = {}
        for visit in visits:
            leg, body = visit["leg"], visit["body"]
            parent = places.get(leg["from"]["id"], 0) if leg and leg["from"] else 0
            number = sum(1 for stop in stops if stop.leg) + 1 if leg else 0
            places[body["id"]] = len(stops)
            offers = [self._offer(met["offer"], self.teller.lab(met["want"])) for met in visit["met"]]
            stops.append(_offering(self._stop(number, parent if leg else -1, body, leg), offers))
        return WayInWords(identifier, self.teller.say("answer-plan", desks=self.desks(plan["desks"])), tuple(stops))

    def dead_end(self, identifier: str, start: Json | None) -> WayInWords:
        """The start alone, for a want without a route."""
        return WayInWords(identifier, self.teller.say("answer-none"), (self._first(start or {"id": ""}),))

    def desks(self, count: int) -> str:
        """How many desks are visited, in words."""
        return self.teller.say("answer-desks" if count else "answer-desks-none", count=count)

    def _first(self, start: Json) -> Stop:
        if start["id"]:
            return self._stop(0, -1, start, None)
        label = self.teller.say("answer-resident", place=self.teller.lab(self.question["place"]))
        return Stop(0, -1, label, "", "post", (), None, ())

    def _stop(self, number: int, parent: int, body: Json, leg: Json | None) -> Stop:
        kinds = self.teller.join(map(self.teller.lab, body.get("kinds", ())))
        made = self._leg(number, leg) if leg else None
        phones = tuple(body.get("phones", ()))
        listed = self.teller.listed(body["listed"]).strip() if body.get("listed") else ""
        return Stop(number, parent, self.teller.lab(body), kinds, form_of(body), phones, made, (), listed)

    def _leg(self, number: int, leg: Json) -> LegInWords:
        say, lab, word = self.teller.say, self.teller.lab, self.teller.word
        kind = say(f"answer-kind-{leg['kind']}") if leg["kind"] in (ENTER, TOLD) else word(leg["kind_label"])
        start = self.teller.body(leg["from"]) if leg["from"] else self._first({"id": ""}).label
        why = [word(leg["why"]), say("route-via", whole=lab(leg["via"])) if leg["via"] else ""]
        touch = [say("answer-touch")] if leg["told_only"] else []
        return LegInWords(
            number, start, self.teller.body(leg["to"]), kind, leg["layer"], word(leg["layer_label"]), _filled(why),
            word(leg["condition"]), self._basis(leg["basis"]), self._sources(leg), self._checks(leg, MET),
            (*touch, *self._checks(leg, CONFIRM)),
        )  # fmt: skip

    def _offer(self, offer: Json, want: str) -> OfferInWords:
        word = self.teller.word
        confirm = (*self._checks(offer, CONFIRM), self.teller.say(ASK_FOR_PLACES))
        return OfferInWords(
            self.teller.body(offer["body"]), want, self.teller.offer(offer), offer["layer"], word(offer["layer_label"]),
            self._terms(offer), self._basis(offer["basis"]), self._sources(offer), self._checks(offer, MET), confirm,
        )  # fmt: skip

    def _terms(self, offer: Json) -> tuple[str, ...]:
        say, join = self.teller.say, self.teller.join
        channels = join(map(self.teller.lab, offer["channels"]))
        return _filled((
            say("answer-channels", channels=channels) if channels else "",
            say("answer-hours", hours=offer["hours"]) if offer["hours"] else "",
            say("route-languages", languages=join(offer["languages"])) if offer["languages"] else "",
            say("route-cost", cost=offer["cost"]) if offer["cost"] else "",
        ))  # fmt: skip

    def _basis(self, basis: Sequence[Json]) -> tuple[str, ...]:
        return tuple(map(self.teller.provision, basis))

    def _sources(self, told: Json) -> tuple[str, ...]:
        """The rule a fact follows from, if any, and its places in the texts."""
        rule = [self.teller.say("route-inferred", rule=self.teller.lab(told["rule"]))] if told["rule"] else []
        return (*rule, *dict.fromkeys(map(self.teller.place, told["sources"])))

    def _checks(self, told: Json, state: str) -> tuple[str, ...]:
        return tuple(self.teller.checks(told["checks"], state))


def _offering(stop: Stop, offers: Iterable[OfferInWords]) -> Stop:
    """A desk with its offers; what the handover already says is to confirm is not said again."""
    told = set(stop.leg.confirm) if stop.leg else set()
    left = (replace(offer, confirm=tuple(part for part in offer.confirm if part not in told)) for offer in offers)
    return replace(stop, offers=tuple(left))


def form_of(body: Json) -> str:
    """How a body is drawn: one that only law expects and a kind of body have forms of their own."""
    own = {"expected": "expected", "kind": "type"}
    return own.get(body.get("sort", ""), body.get("form", "") or "organisation")


def _filled(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(part for part in parts if part)
