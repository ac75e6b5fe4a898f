"""The first minute of an answer in words: numbers, at most three desks, why, and what to say; readable aloud."""

from __future__ import annotations

from collections.abc import Iterator

from tsunagu.disclosure.shown import Shown
from tsunagu.messages import Language
from tsunagu.routes.answer import Json
from tsunagu.routes.telling import Teller


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
    """Yield the numbers to call, the emergency ones in one line."""
    urgent = [line for line in opening["numbers"] if line["sort"] == "emergency"]
    said = teller.join(f"{line['number']}（{teller.word(line['label'])}）" if teller.language == "ja"
                       else f"{line['number']} ({teller.word(line['label'])})" for line in urgent)  # fmt: skip
    if urgent:
        yield teller.say("opening-danger" if opening["danger"] else "opening-emergency", numbers=said)
    for line in opening["numbers"]:
        if line["sort"] != "emergency":
            yield number_line(teller, line)


def number_line(teller: Teller, line: Json) -> str:
    """One national number with its name and hours."""
    key = "opening-number-hours" if line["hours"] else "opening-number"
    return teller.say(key, number=line["number"], label=teller.word(line["label"]), hours=line["hours"])


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
    phones = [*desk["body"]["phones"], *(line["number"] for line in desk["numbers"] if not desk["body"]["phones"])]
    known = [teller.say("opening-phone", phones=teller.join(phones[:2]))] if phones else []
    hours = desk["offer"]["hours"]
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
