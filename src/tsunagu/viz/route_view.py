"""Routes as a reader needs them: every desk, every handover with its source, and what is still to confirm.

Only label and kind of a body are shown. Where a body is not public, its hours, channels and sources stay out too,
and a route that would tie a named body to the operation of a secret place is left out and counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from tsunagu.graph.iris import Iris
from tsunagu.messages import Language, text
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.describe import Describer, Source
from tsunagu.queries.engines import Engine
from tsunagu.queries.parameters import fill
from tsunagu.queries.routes import Answered, Link, Offer, Route
from tsunagu.viz.disclosure import OPERATING_KINDS, is_closed, is_secret
from tsunagu.viz.route_drawing import Drawing, draw_route


@dataclass(frozen=True)
class Station:
    """A body on the way; `form` tells how it is drawn, `expected` that law expects it and no document names it.

    A body nothing is known of counts as closed.
    """

    label: str
    kind: str
    form: str
    closed: bool
    secret: bool
    expected: bool


@dataclass(frozen=True)
class Cited:
    """A source or rule: what the page says of it, and the place in the text, which is in Japanese."""

    name: str
    place: str = ""


@dataclass(frozen=True)
class Leg:
    """One handover."""

    number: int
    kind: str
    layer: str
    layer_label: str
    why: str
    condition: str
    basis: tuple[str, ...]
    sources: tuple[Cited, ...]
    confirm: tuple[str, ...]


@dataclass(frozen=True)
class Arrival:
    """What the last body offers."""

    service: str
    layer: str
    layer_label: str
    basis: tuple[str, ...]
    sources: tuple[Cited, ...]
    terms: tuple[str, ...]
    confirm: tuple[str, ...]


@dataclass(frozen=True)
class RouteView:
    """One route with its drawing; the table shows the same stations and legs. `unknown`: all there is to confirm."""

    number: int
    stations: tuple[Station, ...]
    legs: tuple[Leg, ...]
    arrival: Arrival
    drawing: Drawing
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class RoutesView:
    """Everything on a route page."""

    start: str
    function: str
    routes: tuple[RouteView, ...]
    dead_ends: tuple[str, ...]
    withheld: int
    emergency: tuple[tuple[str, str, str], ...]


def read_routes(
    engine: Engine, iris: Iris, answered: Answered, start: str, function: str, language: Language
) -> RoutesView:
    """Return the routes of an answer in one language."""
    return _Reader(engine, iris, language).read(answered, start, function)


class _Reader:
    def __init__(self, engine: Engine, iris: Iris, language: Language) -> None:
        self.engine = engine
        self.iris = iris
        self.language = language
        self._describer = Describer(engine, iris, language)
        self._function = ""

    def read(self, answered: Answered, start: str, function: str) -> RoutesView:
        self._function = self._label(function)
        shown = [route for route in answered.routes if not self._ties_to_secret(route)]
        ends = tuple(self._station(body).label for body in answered.dead_ends)
        return RoutesView(
            self._label(start),
            self._function,
            tuple(self._route(number, start, route) for number, route in enumerate(shown, start=1)),
            ends or (() if answered.routes else (self._label(start),)),
            len(answered.routes) - len(shown),
            tuple(self._emergency()),
        )

    def _text(self, key: str, **data: object) -> str:
        return text(key, self.language, **data)

    def _label(self, iri: str) -> str:
        return self._describer.label(iri)

    def _ask(self, query: str, **values: str) -> list[dict[str, str]]:
        return self.engine.select(fill(load_catalogue().get(query), values, self.iris)).as_dicts()

    def _emergency(self) -> list[tuple[str, str, str]]:
        used = self.language
        rows = self._ask("emergency-numbers-to-show")
        return [(row["number"], row[f"label_{used}"], row[f"use_{used}"]) for row in rows]

    def _station(self, body: str) -> Station:
        rows = self._ask("card-of-one-body", body=body)
        levels = [row[name] for row in rows for name in ("disclosure", "type_disclosure")]
        first = rows[0] if rows else {}
        expected = bool(first.get("expected"))
        form = "type" if expected else first.get("kind", "").rsplit("/", 1)[-1] or "organisation"
        label = first.get(f"label_{self.language}") or self._label(body)
        kind = first.get(f"kind_{self.language}", "")
        closed = not rows or is_closed(self.iris, *levels)
        return Station(label, kind, form, closed, is_secret(self.iris, *levels), expected)

    def _ties_to_secret(self, route: Route) -> bool:
        for link in route.links:
            if link.kind in OPERATING_KINDS:
                ends = (self._station(link.start), self._station(link.end))
                if any(end.secret for end in ends) and not any(end.expected for end in ends):
                    return True
        return False

    def _route(self, number: int, start: str, route: Route) -> RouteView:
        bodies = [start, *(link.end for link in route.links)]
        stations = tuple(self._station(body) for body in bodies)
        legs = tuple(self._leg(at, link, stations[at]) for at, link in enumerate(route.links, start=1))
        arrival = self._arrival(route.offer, stations[-1])
        drawing = draw_route(stations, legs, arrival, self.language)
        unknown = dict.fromkeys([*(one for leg in legs for one in leg.confirm), *arrival.confirm])
        return RouteView(number, stations, legs, arrival, drawing, tuple(unknown))

    def _leg(self, number: int, link: Link, towards: Station) -> Leg:
        why, condition = self._grounds(link)
        confirm = [self._text("page-route-confirm-condition")] if condition else []
        if towards.expected:
            confirm.append(self._text("page-route-confirm-expected"))
        return Leg(
            number,
            self._label(self.iris.concept("linkage-kind", link.kind)),
            link.layer,
            self._label(self.iris.concept("layer", link.layer)),
            why,
            condition,
            tuple(self._provision(basis) for basis in link.basis),
            self._link_sources(link),
            tuple(confirm),
        )

    def _grounds(self, link: Link) -> tuple[str, str]:
        """Purpose and condition; an inferred linkage has those of what it follows from."""
        if link.rule and link.derived_from:
            rows = self._ask("grounds-of-one-linkage", link=link.derived_from)
            return (rows[0][f"purpose_{self.language}"], rows[0][f"condition_{self.language}"]) if rows else ("", "")
        if self.language == "ja":
            return link.purpose_ja, link.condition_ja
        return link.purpose_en, link.condition_en

    def _provision(self, iri: str) -> str:
        """Act, article and what it is about: 困難女性支援法 第9条第3項（…）."""
        law = self.iris.base + "law/"
        statute, *parts = iri.removeprefix(law).split("/")
        rows = self._ask("provision-to-cite", provision=iri, statute=law + statute) if iri.startswith(law) else []
        if not rows:
            return self._label(iri)
        found, about = rows[0], rows[0][f"label_{self.language}"]
        name = (found["short"] or found["statute_ja"]) if self.language == "ja" else found["statute_en"]
        cited = self._text("page-cite", statute=name, number=self._number(parts))
        return self._text("page-cite-about", cited=cited, about=about) if about else cited

    def _number(self, parts: list[str]) -> str:
        """The number in `Article_2_3/Paragraph_1` as one writes it: 第2条の3第1項."""
        shown = []
        for part in parts:
            level, _, number = part.partition("_")
            head, *branches = number.split("_")
            branch = "".join(self._text("page-cite-branch", number=one) for one in branches)
            shown.append(self._text(f"page-cite-{level.lower()}", number=head, branch=branch))
        return "".join(shown)

    def _link_sources(self, link: Link) -> tuple[Cited, ...]:
        stated = self._sources(link.derived_from or link.iri)
        if not link.rule:
            return stated
        rule = self._text("page-route-rule", rule=self._label(self.iris.base + link.rule))
        return (Cited(rule), *stated)

    def _sources(self, iri: str) -> tuple[Cited, ...]:
        return tuple(_cited(source) for source in self._describer.sources(iri))

    def _arrival(self, offer: Offer, station: Station) -> Arrival:
        label = offer.label_ja if self.language == "ja" else offer.label_en
        service = self._text("page-route-by-law", kind=label, function=self._function) if offer.basis else label
        layer = self._label(self.iris.concept("layer", offer.layer))
        basis = (self._provision(offer.basis),) if offer.basis else ()
        confirm = (self._text("page-route-confirm-eligibility"),)
        if station.closed:
            return Arrival(service, offer.layer, layer, basis, (), (), (self._text("page-route-front-door"), *confirm))
        terms, unknown = self._terms(offer)
        return Arrival(service, offer.layer, layer, basis, self._sources(offer.iri), terms, (*unknown, *confirm))

    def _terms(self, offer: Offer) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What is known of hours and channels, and what is not."""
        channels = [self._label(self.iris.concept("channel", one)) for one in offer.channels]
        joined = self._text("page-list-separator").join(channels)
        known, unknown = [], []
        for name, value in (("hours", offer.hours), ("channels", joined)):
            if value:
                known.append(self._text(f"page-route-{name}", **{name: value}))
            else:
                unknown.append(self._text(f"page-route-confirm-{name}"))
        return tuple(known), tuple(unknown)


def _cited(source: Source) -> Cited:
    return Cited(source.document, " / ".join(part for part in (source.section, source.item, source.anchors) if part))
