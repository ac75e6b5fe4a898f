"""The three standard questions of a report, each with its plan or best route in words."""

from __future__ import annotations

from collections.abc import Iterator

from tsunagu.network.records import LAYERS
from tsunagu.reports.records import Example, ExampleStep
from tsunagu.reports.words import Wordsmith
from tsunagu.viz.routes.page import RouteSheet, make_sheet
from tsunagu.viz.routes.wording import LegInWords, OfferInWords, Stop

SHOWN_OFFERS, SHOWN_GROUNDS, SHOWN_OPENERS = 2, 2, 3


def make_examples(words: Wordsmith) -> tuple[Example, ...]:
    """The standard questions with their answers, what is closed left out by `tsunagu.disclosure.answers`."""
    sheets = {name: make_sheet(answer, words.language) for name, answer in words.at.answers.items()}
    return tuple(_example(words, name, sheet) for name, sheet in sheets.items())


def emergency(words: Wordsmith) -> tuple[tuple[str, str, str], ...]:
    """The numbers to call, as the answers carry them: those their openings give, then the others."""
    for answer in words.at.answers.values():
        sheet = make_sheet(answer, words.language)
        return tuple(dict.fromkeys((*sheet.emergency, *sheet.lines)))
    return ()


def _example(words: Wordsmith, name: str, sheet: RouteSheet) -> Example:
    steps = tuple(_steps(words, sheet)) if sheet.found else ()
    layers = dict.fromkeys(part.layer for stop in sheet.first.way.stops for part in (stop.leg, *stop.offers) if part)
    answer = words.say("route-none")
    if sheet.found:
        used = words.layers(layer for layer in LAYERS if layer in layers)
        answer = words.say("route-found", title=sheet.first.way.title, layers=used)
    opens = [told for unmet in sheet.unmet for told in _unmet(words, unmet.want, unmet.openers)]
    return Example(words.say(f"question-{name}", place=words.label(words.at.place)), answer, steps, tuple(opens))


def _unmet(words: Wordsmith, want: str, openers: tuple[str, ...]) -> Iterator[str]:
    yield words.say("route-unmet", want=want)
    for opener in openers[:SHOWN_OPENERS]:
        yield words.say("route-opener", opener=opener)


def _steps(words: Wordsmith, sheet: RouteSheet) -> Iterator[ExampleStep]:
    for stop in sheet.first.way.stops:
        if stop.leg:
            yield _leg(words, stop, stop.leg)
        for offer in stop.offers[:SHOWN_OFFERS]:
            yield _offer(words, offer)


def _leg(words: Wordsmith, stop: Stop, leg: LegInWords) -> ExampleStep:
    grounds = (*leg.why, leg.condition, *leg.sources[:SHOWN_GROUNDS], *leg.basis[:SHOWN_GROUNDS])
    what = words.say("route-leg", start=leg.start, end=leg.end, kind=leg.kind)
    return ExampleStep(str(leg.number), stop.label, what, leg.layer_label, _filled(grounds), words.join(leg.confirm, 4))


def _offer(words: Wordsmith, offer: OfferInWords) -> ExampleStep:
    what = words.say("route-offer-for", want=offer.want, offer=offer.label) if offer.want else offer.label
    grounds = (*offer.terms, *offer.sources[:SHOWN_GROUNDS], *offer.basis[:SHOWN_GROUNDS])
    return ExampleStep("", offer.body, what, offer.layer_label, _filled(grounds), words.join(offer.confirm, 4))


def _filled(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in parts if part)
