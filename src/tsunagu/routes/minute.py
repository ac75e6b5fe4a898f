"""The first minute of an answer in words: numbers, at most three desks, why, and what to say; readable aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsunagu.disclosure.shown import Shown
from tsunagu.hours.grammar import read_hours
from tsunagu.hours.openness import OPEN, state_at
from tsunagu.messages import Language
from tsunagu.routes.answer import Json
from tsunagu.routes.teller import Teller

LONGEST_HOURS = 40
_WEEKDAYS = re.compile("([月火水木金土日])曜日?")
"""Characters of printed hours that are read aloud whole."""


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
    yield from (register_line(teller, register) for register in registers_of(answer))


def opening_lines(teller: Teller, answer: Json) -> Iterator[str]:
    """Yield the lines before the fold: danger first, then desks in order, then what this answer is."""
    opening = answer["opening"]
    yield from number_lines(teller, opening)
    for here in opening["here"]:
        yield here_line(teller, here)
    for at, desk in enumerate(opening["desks"], start=1):
        yield from desk_lines(teller, at, desk)
    if not opening["desks"] and not opening["here"]:
        yield teller.say("opening-none")
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
    """The numbers given with a desk: its own, else national ones that lead there, those answered first; at most two.

    A national line that finds the right desk of several goes before the number of one of them.
    """
    body = desk["body"]
    lines = sorted((line["number"] in desk["closed_numbers"], at) for at, line in enumerate(desk["numbers"]))
    own = [contact["phone"] for contact in desk["offer"]["contacts"] if contact["phone"]]
    listed = [body["listed"]["phone"]] if body["listed"] and body["listed"]["phone"] else []
    national = [desk["numbers"][at]["number"] for _, at in lines]
    phones = own or list(body["phones"]) or listed or national
    if is_one_of_several(desk):
        phones = [*national[:1], *phones]
    return list(dict.fromkeys(phones))[:2]


def is_one_of_several(desk: Json) -> bool:
    """Tell whether it is one of several desks of its kind in the prefecture, and which is hers is not known."""
    return any(check["key"] == "branch" for check in desk["offer"]["checks"])


def main_numbers_of(desk: Json) -> set[str]:
    """Those of its numbers that are the main number of a house, where one asks to be put through."""
    body = desk["body"]
    contacts = [*desk["offer"]["contacts"], *([body["listed"]] if body["listed"] else [])]
    return {contact["phone"] for contact in contacts if contact["main"]}


def desk_lines(teller: Teller, number: int, desk: Json) -> Iterator[str]:
    """Yield one desk: its name with number and hours, why this one, and what to say there."""
    yield teller.say("opening-desk", number=number, body=desk_name(teller, desk), contact=contact(teller, desk))
    yield teller.say("opening-why", why=why(teller, desk))
    yield teller.say("opening-say", words=words_to_say(teller, desk))


def desk_name(teller: Teller, desk: Json) -> str:
    """The name of a desk; one that only law requires, a mere kind, or a desk of her municipality is told as such."""
    body = desk["body"]
    if desk["stands_for"]:
        return teller.stand_in(desk["stands_for"])
    kind = "opening-name-kind" if numbers_of(desk) else "opening-name-kind-asked"
    if is_one_of_several(desk):
        return teller.say("opening-name-several", body=teller.lab(body))
    if body["sort"] == "expected" and numbers_of(desk):  # whoever answers there knows its name
        return teller.lab(body)
    keys = {"expected": "opening-name-law", "kind": kind}
    return teller.say(keys[body["sort"]], body=teller.lab(body)) if body["sort"] in keys else teller.lab(body)


def contact(teller: Teller, desk: Json) -> str:
    """Telephone and hours; that it is closed now and when it opens, or that nothing is known and is to be confirmed."""
    phones = [_phone(teller, desk, number) for number in numbers_of(desk)]
    known = [teller.say("opening-phone", phones=teller.join(phones))] if phones else list(_elsewhere(teller, desk))
    return teller.say("opening-comma").join([*known, _hours(teller, desk)])


def _elsewhere(teller: Teller, desk: Json) -> Iterator[str]:
    """Yield how one gets on where no number of a desk is known: its page, the main number or page of the town hall."""
    body = desk["body"]
    if body["listed"] and body["listed"]["page"]:
        yield body["listed"]["page"]
    elif body["hall"]["phone"]:
        main = teller.say("opening-phone-main", phone=body["hall"]["phone"])
        yield teller.say("opening-phone", phones=main)
    elif body["hall"]["page"]:
        yield body["hall"]["page"]


def _phone(teller: Teller, desk: Json, number: str) -> str:
    if number in main_numbers_of(desk):
        return teller.say("opening-phone-main", phone=number)
    if is_one_of_several(desk) and any(line["number"] == number and is_always(line) for line in desk["numbers"]):
        return teller.say("opening-phone-always", phone=number)
    return teller.say("opening-phone-closed", phone=number) if number in desk["closed_numbers"] else number


def _hours(teller: Teller, desk: Json) -> str:
    told = {check["key"]: check for check in desk["offer"]["checks"]}
    lines = [] if is_one_of_several(desk) else desk["numbers"]
    always = any(is_always(line) for line in lines if line["number"] in numbers_of(desk))
    listed = desk["body"]["listed"]
    hours = desk["offer"]["hours"] or (listed["hours"] if listed else "")
    closed = told.get("hours", {}).get("state") == "not_met"
    if closed:
        opens = [check for key, check in told.items() if key.startswith("hours-opens-")]
        return teller.say("opening-closed", opens=teller.join(map(teller.check, opens)) or hours)
    if hours:
        return teller.say("opening-hours", hours=_short(teller, hours))
    return teller.say("opening-always") if always else teller.say("opening-hours-unknown")


def _short(teller: Teller, hours: str) -> str:
    """Printed hours, days by one sign; of long ones what stands before the first bracket, and that there is more."""
    said = _WEEKDAYS.sub(r"\1", hours)
    return said if len(said) <= LONGEST_HOURS else teller.say("opening-hours-more", hours=said.partition("（")[0])


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
