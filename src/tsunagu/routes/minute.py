"""The first minute of an answer in words: numbers, at most three desks, why, and what to say; readable aloud."""

from __future__ import annotations

from collections.abc import Iterator

from tsunagu.disclosure.shown import Shown
from tsunagu.messages import Language
from tsunagu.routes.answer import Json
from tsunagu.routes.opening import MOST_DESKS
from tsunagu.routes.reaching import contact, desk_name, is_always, leading_there, numbers_of, way_line
from tsunagu.routes.teller import Teller

MOST_LINES_BESIDE_DESKS = 2
"""Numbers told above three desks, beside the emergency ones: more cannot be read aloud in a minute."""


def tell(shown: Shown[Json], language: Language, *, full: bool = False) -> str:
    """An answer as text: its opening, a line to fold at, then the routes, with every ground where `full`."""
    teller, answer = Teller(language), shown.value
    opening = opening_lines(teller, answer)
    rest = rests_on(teller, answer)
    return "\n".join((*opening, teller.say("opening-fold"), *rest, *teller.lines(answer, full=full))) + "\n"


def rests_on(teller: Teller, answer: Json) -> Iterator[str]:
    """Yield what the opening rests on: that no plan of the place is held, and registers, which ask to be named."""
    if answer["question"]["place"] and not answer["opening"]["place_has_document"]:
        yield teller.say("opening-no-document", place=teller.lab(answer["question"]["place"]))
    for desk in answer["opening"]["desks"]:
        wards = [ward_line(teller, ward) for ward in desk["body"]["wards"]]
        if wards:
            yield teller.say("opening-wards", body=teller.lab(desk["body"]), wards=teller.join(wards))
    yield from (register_line(teller, register) for register in registers_of(answer))


def ward_line(teller: Teller, ward: Json) -> str:
    """The desk of one ward with its number."""
    return teller.say("opening-space").join(part for part in (teller.word(ward["label"]), ward["phone"]) if part)


def opening_lines(teller: Teller, answer: Json) -> Iterator[str]:
    """Yield the lines before the fold: danger first, then desks in order, then what this answer is."""
    opening = answer["opening"]
    yield from way_lines(teller, opening) if opening["voiceless"] else number_lines(teller, opening)
    for here in opening["here"]:
        yield here_line(teller, here)
    for at, desk in enumerate(opening["desks"], start=1):
        yield from desk_lines(teller, at, desk)
    if not opening["desks"] and not opening["here"]:
        yield teller.say("opening-none-voiceless" if opening["voiceless"] else "opening-none")
    if opening["more"]:
        yield teller.say("opening-more", count=opening["more"])
    yield teller.say("opening-notice")


def registers_of(answer: Json) -> list[Json]:
    """The registers that desks of the opening are taken from; they ask to be named."""
    desks = [desk["body"] for desk in answer["opening"]["desks"]]
    used = {body["listed"]["register"]["id"] for body in desks if body["listed"]}
    halls = any(body["hall"]["phone"] or body["hall"]["page"] for body in desks)
    return [register for register in answer["registers"] if halls or register["id"] in used]


def register_line(teller: Teller, register: Json) -> str:
    """Where numbers of desks come from: the register, its publisher, licence and day; the rest stands below."""
    named = {name: register[name] for name in ("publisher", "licence", "edition")}
    return teller.say("opening-register", register=teller.lab(register), **named)


def here_line(teller: Teller, here: Json) -> str:
    """What the desk one starts from does itself."""
    return teller.say("opening-here", body=teller.lab(here["body"]), wants=_wants_of(teller, here))


def number_lines(teller: Teller, opening: Json) -> Iterator[str]:
    """Yield the numbers to call, the emergency ones in one line.

    One that a desk below gives is not said twice, nor one that only leads to a desk below whose own number is told.
    """
    given = {number for desk in opening["desks"] for number in (*numbers_of(desk), *leading_there(desk))}
    urgent = [line["number"] for line in opening["numbers"] if line["sort"] == "emergency"]
    if urgent:
        key = "opening-danger" if opening["danger"] else "opening-emergency"
        yield teller.say(key, numbers=teller.say("opening-dot").join(urgent))
    lines = [line for line in opening["numbers"] if line["sort"] != "emergency"]
    now = [line for line in lines if line["number"] in opening["open_now"]]
    if now:
        said = (line["number"] if line["number"] in given else number_line(teller, line, hours=False) for line in now)
        yield teller.say("opening-numbers-now", lines=teller.join(said))
    others = [line for line in lines if line not in now and line["number"] not in given]
    most = MOST_LINES_BESIDE_DESKS if len(opening["desks"]) == MOST_DESKS else len(others)
    yield from (number_line(teller, line) for line in others[: max(0, most - len(now))])


def way_lines(teller: Teller, opening: Json) -> Iterator[str]:
    """Yield the ways without a voice: those in place of the emergency numbers in one line, then those for the case."""
    urgent = [teller.word(line["label"]) for line in opening["written"] if line["instead_of"] in ("110", "119")]
    key = "opening-danger-voiceless" if opening["danger"] else "opening-emergency-voiceless"
    yield teller.say(key, ways=teller.say("opening-dot").join(urgent))
    yield from (way_line(teller, line) for line in opening["written"] if line["instead_of"] not in ("110", "119"))


def number_line(teller: Teller, line: Json, *, hours: bool = True) -> str:
    """One national number with its name, and that it answers day and night where it does."""
    key = "opening-number-always" if hours and is_always(line) else "opening-number"
    return teller.say(key, number=line["number"], label=teller.word(line["label"]))


def desk_lines(teller: Teller, number: int, desk: Json) -> Iterator[str]:
    """Yield one desk: its name with number and hours, why this one, and what to say there."""
    yield teller.say("opening-desk", number=number, body=desk_name(teller, desk), contact=contact(teller, desk))
    yield teller.say("opening-why", why=why(teller, desk))
    yield teller.say("opening-say", words=words_to_say(teller, desk))


def why(teller: Teller, desk: Json) -> str:
    """Why this desk: the reason practice gives, else what it offers for what was asked."""
    if desk["why"]:
        return teller.word(desk["why"])
    wants = teller.join(teller.lab(want) for want in desk["for"])
    key = "opening-why-law" if desk["offer"]["by_law"] else "opening-why-service"
    return teller.say(key, wants=wants, offer=teller.word(desk["offer"]["label"]))


def words_to_say(teller: Teller, desk: Json) -> str:
    """What to say there, as practice words it for who speaks, else that one rings about what was asked."""
    if desk["say"]:
        return teller.word(desk["say"])
    key = "opening-say-plain" if desk["speaker"] == "herself" else "opening-say-another"
    return teller.say(key, wants=_wants_of(teller, desk))


def _wants_of(teller: Teller, desk: Json) -> str:
    """What was asked for and is met there; where nothing was, the first thing that a circumstance brings."""
    return teller.join(teller.lab(want) for want in desk["for"] if want["asked"]) or teller.lab(desk["for"][0])
