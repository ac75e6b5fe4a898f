"""A route in words a coordinator can read aloud, with the source of every step."""

from __future__ import annotations

from collections.abc import Iterator

from tsunagu.graph.iris import Iris
from tsunagu.messages import Language, text
from tsunagu.queries.describe import Describer, Source
from tsunagu.queries.engines import Engine
from tsunagu.queries.routes import Answered, Link, Route


class RouteTeller:
    """Words routes in one language; labels and sources come from the engine."""

    def __init__(self, engine: Engine, iris: Iris, language: Language) -> None:
        self.language = language
        self.iris = iris
        self._describer = Describer(engine, iris, language)

    def tell(self, answered: Answered, start: str, function: str) -> str:
        """Return all routes, or where every attempt ended; the safety notice stands first and last."""
        names = {"start": self._label(start), "function": self._label(function)}
        lines = [self._text("route-notice"), ""]
        for number, route in enumerate(answered.routes, start=1):
            lines.append(self._text("route-title", number=number, desks=len(route.links), **names))
            lines.extend(self._route(route))
            lines.append("")
        if not answered.routes:
            lines.append(self._text("route-none", **names))
            ends = "、".join(self._label(body) for body in answered.dead_ends) or names["start"]
            lines.append(self._text("route-dead-ends", ends=ends))
        lines.append(self._text("route-emergency"))
        return "\n".join(lines) + "\n"

    def _text(self, key: str, **data: object) -> str:
        return text(key, self.language, **data)

    def _label(self, iri: str) -> str:
        return self._describer.label(iri)

    def _named(self, iri: str) -> str:
        """The label of a body; one that only law says must exist is marked as such."""
        expected = iri.startswith(self.iris.base + "expected/")
        return self._text("route-expected", body=self._label(iri)) if expected else self._label(iri)

    def _route(self, route: Route) -> Iterator[str]:
        for number, link in enumerate(route.links, start=1):
            yield from self._step(number, link)
        offer = route.offer
        label = offer.label_ja if self.language == "ja" else offer.label_en
        layer = self._label(self.iris.concept("layer", offer.layer))
        key = "route-arrival-duty" if offer.basis else "route-arrival"
        yield self._text(key, body=self._named(offer.body), service=label, layer=layer)
        yield from self._source(offer.iri)
        if offer.basis:
            yield "     " + self._text("route-basis", basis=self._label(offer.basis))
        channels = "、".join(self._label(self.iris.concept("channel", one)) for one in offer.channels)
        unknown = self._text("route-unknown")
        yield "     " + self._text("route-channels", channels=channels or unknown, hours=offer.hours or unknown)
        yield "     " + self._text("route-to-confirm")

    def _step(self, number: int, link: Link) -> Iterator[str]:
        purpose = link.purpose_ja if self.language == "ja" else link.purpose_en
        condition = link.condition_ja if self.language == "ja" else link.condition_en
        kind = self._label(self.iris.concept("linkage-kind", link.kind))
        layer = self._label(self.iris.concept("layer", link.layer))
        ends = {"start": self._named(link.start), "end": self._named(link.end)}
        yield self._text("route-step", number=number, kind=kind, layer=layer, **ends)
        if purpose:
            yield "     " + self._text("route-purpose", purpose=purpose)
        if condition:
            yield "     " + self._text("route-condition", condition=condition)
        for basis in link.basis:
            yield "     " + self._text("route-basis", basis=self._label(basis))
        if link.rule:
            origin = self._label(link.derived_from)
            yield "     " + self._text("route-inferred", rule=self._label(self.iris.base + link.rule), origin=origin)
        yield from self._source(link.derived_from or link.iri)

    def _source(self, iri: str) -> Iterator[str]:
        for source in self._describer.sources(iri):
            yield "     " + self._text("route-source", source=_line(source))


def _line(source: Source) -> str:
    return " / ".join(part for part in (source.document, source.section, source.item, source.anchors) if part)
