"""The first minute of an answer in words: numbers, at most three desks, why, and what to say; readable aloud."""

from __future__ import annotations

from collections.abc import Iterator

from tsunagu.disclosure.shown import Shown
from tsunagu.hours.grammar import read_hours
from tsunagu.hours.openness import OPEN, state_at
from tsunagu.messages import Language
from tsunagu.routes.answer import Json
from tsunagu.routes.teller import Teller


def tell(shown: Shown[Json], language: Language, *, full: bool = False) -> str:
    """An answer as text: its opening, a line to fold at, then the routes, with every ground where `full`."""
    teller, answer = Teller(language), shown.value
    opening = opening_lines(teller, answer)
    return "\n".join((*opening, teller.say("opening-fold"), *teller.lines(answer, full=full))) + "\n"


def opening_lines(teller: Teller, answer: Json) -> Iterator[str]:
    """Yield the lines before the fold: danger first, then desks in order, then what this answer is."""
    opening = answer["opening"]
    yield from number_lines(teller, opening)
    for at, desk in enumerate(opening["desks"], start=1):
        yield from desk_lines(teller, at, desk)
    if not opening["desks"]:
        yield teller.say("opening-none")
    if opening["more"]:
        yield teller.say("opening-more", count=opening["more"])
    if answer["question"]["place"] and not opening["place_has_document"]:
        yield teller.say("opening-no-document", place=teller.lab(answer["question"]["place"]))
    yield teller.say("opening-notice")


def number_lines(teller: Teller, opening: Json) -> Iterator[str]:
    """Yield the numbers to call, the emergency ones in one line; one that a desk below gives is not said twice."""
    given = {number for desk in opening["desks"] for number in numbers_of(desk)}
    urgent = [line["number"] for line in opening["numbers"] if line["sort"] == "emergency"]
    if urgent:
        key = "opening-danger" if opening["danger"] else "opening-emergency"
        yield teller.say(key, numbers=teller.say("opening-dot").join(urgent))
    for line in opening["numbers"]:
        if line["sort"] != "emergency" and line["number"] not in given:
            yield number_line(teller, line)


def number_line(teller: Teller, line: Json) -> str:
    """One national number with its name, and that it answers day and night where it does."""
    key = "opening-number-always" if is_always(line) else "opening-number"
    return teller.say(key, number=line["number"], label=teller.word(line["label"]))


def is_always(line: Json) -> bool:
    """Tell whether a number answers day and night, as printed."""
    hours = read_hours(line["hours"])
    return all(state_at(hours, None, hour) == OPEN for hour in range(24))


def numbers_of(desk: Json) -> list[str]:
    """The numbers given with a desk: its own, else the national ones that lead there, at most two."""
    phones: list[str] = list(desk["body"]["phones"]) or [line["number"] for line in desk["numbers"]]
    return phones[:2]


def desk_lines(teller: Teller, number: int, desk: Json) -> Iterator[str]:
    """Yield one desk: its name with number and hours, why this one, and what to say there."""
    yield teller.say("opening-desk", number=number, body=desk_name(teller, desk["body"]), contact=contact(teller, desk))
    yield teller.say("opening-why", why=why(teller, desk))
    yield teller.say("opening-say", words=words_to_say(teller, desk))


def desk_name(teller: Teller, body: Json) -> str:
    """The name of a desk; one that only law requires, or a mere kind, is told as such."""
    keys = {"expected": "opening-name-law", "kind": "opening-name-kind"}
    return teller.say(keys[body["sort"]], body=teller.lab(body)) if body["sort"] in keys else teller.lab(body)


def contact(teller: Teller, desk: Json) -> str:
    """Telephone and hours, and that they are to be confirmed where nothing is known of them."""
    phones = numbers_of(desk)
    known = [teller.say("opening-phone", phones=teller.join(phones))] if phones else []
    always = any(is_always(line) for line in desk["numbers"] if line["number"] in phones)
    hours = desk["offer"]["hours"]
    if always and not hours:
        known.append(teller.say("opening-always"))
    else:
        known.append(teller.say("opening-hours", hours=hours) if hours else teller.say("opening-hours-unknown"))
    return teller.say("opening-comma").join(known)


def why(teller: Teller, desk: Json) -> str:
    """Why this desk: the reason practice gives, else what it offers for what was asked."""
    if desk["why"]:
        return teller.word(desk["why"])
    wants = teller.join(teller.lab(want) for want in desk["for"])
    key = "opening-why-law" if desk["offer"]["by_law"] else "opening-why-service"
    return teller.say(key, wants=wants, offer=teller.word(desk["offer"]["label"]))


def words_to_say(teller: Teller, desk: Json) -> str:
    """What to say there, as practice words it, else that one rings about what was asked."""
    if desk["say"]:
        return teller.word(desk["say"])
    wants = teller.join(teller.lab(want) for want in desk["for"] if want["asked"]) or teller.lab(desk["for"][0])
    return teller.say("opening-say-plain", wants=wants)
