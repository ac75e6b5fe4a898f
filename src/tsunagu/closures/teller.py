"""What follows from a closing, in words and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tsunagu.closures.ranking import Loss, RankedClosing
from tsunagu.closures.walks import Route
from tsunagu.closures.what_if import NeedChange, Outcome
from tsunagu.disclosure.shown import Shown
from tsunagu.messages import Language, text
from tsunagu.network.model import Network
from tsunagu.network.records import GOVERNMENT_KINDS
from tsunagu.queries.answers import Answer, make_answer

SHOWN = 6
COLUMNS = ("closed", "place", "need", "change", "before", "after", "way-before", "way-after")


class WhatIfTeller:
    """Words of one language over one network."""

    def __init__(self, network: Network, language: Language) -> None:
        self.network, self.language = network, language

    def say(self, key: str, **data: object) -> str:
        """A message of the catalogue, by its key without `structure-if-`."""
        return text(f"structure-if-{key}", self.language, **data)

    def label(self, name: str) -> str:
        """What a body, need or other thing is called; its id where the network does not know it."""
        return self.network.label(name).of(self.language)

    def names(self, names: Iterable[str], most: int = SHOWN) -> str:
        """Several labels as one text, cut with the number of those left out."""
        return self._cut([self.label(name) for name in names], most)

    def _cut(self, held: Sequence[str], most: int = SHOWN) -> str:
        shown = text("structure-list-separator", self.language).join(held[:most])
        return shown + (self.say("and-more", count=len(held) - most) if len(held) > most else "")

    def body(self, name: str) -> str:
        """A body's label with what it is where that changes how its closing is to be read."""
        body = self.network.bodies[name]
        if body.sort == "expected":
            return self.say("expected", body=self.label(name))
        return self.say("government", body=self.label(name)) if GOVERNMENT_KINDS & set(body.kinds) else self.label(name)

    def way(self, route: Route | None) -> str:
        """A way as labels with arrows between them; empty where there is none."""
        return " → ".join(self.label(body) for body in route or ())

    def told(self, shown: Shown[Outcome], layers: Sequence[str], places: Sequence[str]) -> str:
        """Plain sentences: needs by place, desks, bodies, duties, and what was looked at."""
        outcome = shown.value
        lines = [self.say("title", closed=self._closed(outcome.closed)), self.say("warning"),
                 self.say("looked-at", places=self.names(places),
                          layers=self.names(f"layer/{layer}" for layer in layers)), ""]  # fmt: skip
        lines += self._own(outcome)
        lines += self._needs(outcome, places)
        lines += self._desks(outcome)
        lines += [self.say("unreachable", count=len(outcome.unreachable), bodies=self.names(outcome.unreachable))
                  if outcome.unreachable else self.say("unreachable-none")]  # fmt: skip
        lines += list(self._duties(outcome)) or [self.say("duties-none")]
        return "\n".join(lines) + "\n"

    def _needs(self, outcome: Outcome, places: Sequence[str]) -> Iterator[str]:
        if not outcome.changes:
            yield self.say("needs-none", kept=outcome.kept)
        for place in places:
            here = [need_change for need_change in outcome.changes if need_change.place == place]
            for change in ("lost", "farther", "moved"):
                needs = [need_change.need for need_change in here if need_change.change == change]
                if needs:
                    yield self.say(
                        f"needs-{change}", place=self.label(place), count=len(needs), needs=self.names(needs)
                    )

    def _desks(self, outcome: Outcome) -> Iterator[str]:
        lost = sum(len(change.lost) for change in outcome.desks)
        farther = sum(len(change.farther) for change in outcome.desks)
        if not lost and not farther:
            yield self.say("desks-none")
            return
        yield self.say(
            "desks",
            lost=lost,
            farther=farther,
            needs=self.names(change.need for change in outcome.desks if change.lost),
        )
        desks = sorted({desk for change in outcome.desks for desk in change.lost})
        if desks:
            yield self.say("desks-lost", count=len(desks), desks=self.names(desks))

    def _duties(self, outcome: Outcome) -> Iterator[str]:
        for unmet in outcome.duties:
            key = "duty-others" if unmet.others else "duty-nobody"
            yield self.say(key, body=self.body(unmet.body), place=self.label(unmet.place), kind=self.label(unmet.kind),
                           function=self.label(unmet.function), others=self.names(unmet.others),
                           modality=self.label(f"modality/{unmet.duties[0].modality}"))  # fmt: skip

    def _own(self, outcome: Outcome) -> Iterator[str]:
        ends = {end for link in outcome.links for end in (link.start, link.end)} - set(outcome.closed)
        if outcome.links:
            yield self.say("links", count=len(outcome.links), partners=self.names(sorted(ends)))
        if outcome.services:
            services = dict.fromkeys(service.label.of(self.language) for service in outcome.services)
            yield self.say("services", count=len(outcome.services), services=self._cut(list(services)))

    def table(self, outcome: Outcome) -> Answer:
        """A table of `COLUMNS`: one row per place and need that changes."""
        closed = self._closed(outcome.closed)
        return make_answer(self._titles(), [self._row(closed, change) for change in outcome.changes])

    def _row(self, closed: str, change: NeedChange) -> list[str]:
        after = "" if change.after is None else str(len(change.after) - 1)
        return [closed, self.label(change.place), self.label(change.need), self.say(f"change-{change.change}"),
                str(len(change.before) - 1), after, self.way(change.before), self.way(change.after)]  # fmt: skip

    def ranked(self, shown: Shown[tuple[Sequence[RankedClosing], Sequence[RankedClosing]]]) -> str:
        """The worst single bodies and the worst pairs, one line each."""
        bodies, pairs = shown.value
        lines = [self.say("worst-bodies")] if bodies else [self.say("worst-bodies-none")]
        lines += [self._line(at, ranked) for at, ranked in enumerate(bodies, start=1)]
        lines += [self.say("worst-pairs")] if pairs else [self.say("worst-pairs-none")]
        lines += [self._line(at, ranked) for at, ranked in enumerate(pairs, start=1)]
        return "\n".join([self.say("warning"), "", *lines]) + "\n"

    def _line(self, at: int, ranked: RankedClosing) -> str:
        needs = self.names(dict.fromkeys(loss.need for loss in ranked.losses))
        places = self.names(dict.fromkeys(loss.place for loss in ranked.losses))
        closed = self._closed(ranked.closed)
        return self.say(
            "worst-line", at=at, closed=closed, lost=ranked.lost, more=ranked.more, needs=needs, places=places
        )

    def ranked_table(self, found: Sequence[RankedClosing]) -> Answer:
        """A table of the first six `COLUMNS`: one row per closing, place and need."""
        rows = [self._loss_row(ranked, loss) for ranked in found for loss in ranked.losses]
        return make_answer(self._titles()[:6], rows)

    def _loss_row(self, ranked: RankedClosing, loss: Loss) -> list[str]:
        change = "lost" if loss.after is None else "farther"
        closed = self._closed(ranked.closed)
        return [closed, self.label(loss.place), self.label(loss.need), self.say(f"change-{change}"), str(loss.before),
                "" if loss.after is None else str(loss.after)]  # fmt: skip

    def _closed(self, names: Iterable[str]) -> str:
        return self.say("pair-sign").join(self.body(name) for name in names)

    def _titles(self) -> list[str]:
        return [self.say(f"column-{name}") for name in COLUMNS]
