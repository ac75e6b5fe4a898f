"""What follows from a closing, in words and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tsunagu.closures.ranking import Loss, Ranked
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
        """Return a message of this topic."""
        return text(f"structure-if-{key}", self.language, **data)

    def label(self, name: str) -> str:
        """Return a label."""
        return self.network.label(name).of(self.language)

    def names(self, names: Iterable[str], most: int = SHOWN) -> str:
        """Return several labels as one text, cut with the number of those left out."""
        return self._cut([self.label(one) for one in names], most)

    def _cut(self, held: Sequence[str], most: int = SHOWN) -> str:
        shown = text("structure-list-separator", self.language).join(held[:most])
        return shown + (self.say("and-more", count=len(held) - most) if len(held) > most else "")

    def body(self, name: str) -> str:
        """Return a body's label with what it is where that changes how its closing is to be read."""
        body = self.network.bodies[name]
        if body.sort == "expected":
            return self.say("expected", body=self.label(name))
        return self.say("government", body=self.label(name)) if GOVERNMENT_KINDS & set(body.kinds) else self.label(name)

    def way(self, route: Route | None) -> str:
        """Return a way as labels with arrows."""
        return " → ".join(self.label(one) for one in route or ())

    def told(self, shown: Shown[Outcome], layers: Sequence[str], places: Sequence[str]) -> str:
        """Plain sentences: needs by place, desks, bodies, duties, and what was looked at."""
        outcome = shown.value
        lines = [self.say("title", closed=self._closed(outcome.closed)), self.say("warning"),
                 self.say("looked-at", places=self.names(places), layers=self.names(f"layer/{one}" for one in layers)),
                 ""]  # fmt: skip
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
            mine = [one for one in outcome.changes if one.place == place]
            for change in ("lost", "farther", "moved"):
                needs = [one.need for one in mine if one.change == change]
                if needs:
                    yield self.say(
                        f"needs-{change}", place=self.label(place), count=len(needs), needs=self.names(needs)
                    )

    def _desks(self, outcome: Outcome) -> Iterator[str]:
        lost = sum(len(one.lost) for one in outcome.desks)
        farther = sum(len(one.farther) for one in outcome.desks)
        if not lost and not farther:
            yield self.say("desks-none")
            return
        yield self.say(
            "desks", lost=lost, farther=farther, needs=self.names(one.need for one in outcome.desks if one.lost)
        )
        desks = sorted({desk for one in outcome.desks for desk in one.lost})
        if desks:
            yield self.say("desks-lost", count=len(desks), desks=self.names(desks))

    def _duties(self, outcome: Outcome) -> Iterator[str]:
        for one in outcome.duties:
            key = "duty-others" if one.others else "duty-nobody"
            yield self.say(key, body=self.body(one.body), place=self.label(one.place), kind=self.label(one.kind),
                           function=self.label(one.function), others=self.names(one.others),
                           modality=self.label(f"modality/{one.duties[0].modality}"))  # fmt: skip

    def _own(self, outcome: Outcome) -> Iterator[str]:
        ends = {end for one in outcome.links for end in (one.start, one.end)} - set(outcome.closed)
        if outcome.links:
            yield self.say("links", count=len(outcome.links), partners=self.names(sorted(ends)))
        if outcome.services:
            services = dict.fromkeys(one.label.of(self.language) for one in outcome.services)
            yield self.say("services", count=len(outcome.services), services=self._cut(list(services)))

    def table(self, outcome: Outcome) -> Answer:
        """Return one row per place and need that changes."""
        closed = self._closed(outcome.closed)
        return make_answer(self._titles(), [self._row(closed, one) for one in outcome.changes])

    def _row(self, closed: str, one: NeedChange) -> list[str]:
        after = "" if one.after is None else str(len(one.after) - 1)
        return [closed, self.label(one.place), self.label(one.need), self.say(f"change-{one.change}"),
                str(len(one.before) - 1), after, self.way(one.before), self.way(one.after)]  # fmt: skip

    def ranked(self, shown: Shown[tuple[Sequence[Ranked], Sequence[Ranked]]]) -> str:
        """The worst single bodies and the worst pairs, one line each."""
        bodies, pairs = shown.value
        lines = [self.say("worst-bodies")] if bodies else [self.say("worst-bodies-none")]
        lines += [self._line(at, one) for at, one in enumerate(bodies, start=1)]
        lines += [self.say("worst-pairs")] if pairs else [self.say("worst-pairs-none")]
        lines += [self._line(at, one) for at, one in enumerate(pairs, start=1)]
        return "\n".join([self.say("warning"), "", *lines]) + "\n"

    def _line(self, at: int, one: Ranked) -> str:
        needs = self.names(dict.fromkeys(loss.need for loss in one.losses))
        places = self.names(dict.fromkeys(loss.place for loss in one.losses))
        closed = self._closed(one.closed)
        return self.say("worst-line", at=at, closed=closed, lost=one.lost, more=one.more, needs=needs, places=places)

    def ranked_table(self, found: Sequence[Ranked]) -> Answer:
        """Return one row per closing, place and need."""
        rows = [self._loss_row(one, loss) for one in found for loss in one.losses]
        return make_answer(self._titles()[:6], rows)

    def _loss_row(self, one: Ranked, loss: Loss) -> list[str]:
        change = "lost" if loss.after is None else "farther"
        closed = self._closed(one.closed)
        return [closed, self.label(loss.place), self.label(loss.need), self.say(f"change-{change}"), str(loss.before),
                "" if loss.after is None else str(loss.after)]  # fmt: skip

    def _closed(self, names: Iterable[str]) -> str:
        return self.say("pair-sign").join(self.body(name) for name in names)

    def _titles(self) -> list[str]:
        return [self.say(f"column-{name}") for name in COLUMNS]
