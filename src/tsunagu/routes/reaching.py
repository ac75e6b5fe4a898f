"""How one reaches a desk, in words: name, numbers and hours, and ways without a voice where she cannot call.

A number of the whole nation is never told as that of a desk: it is said to be one that leads there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsunagu.hours.grammar import read_hours
from tsunagu.hours.openness import OPEN, state_at
from tsunagu.registers.phones import phone_doubt
from tsunagu.routes.answer import Json
from tsunagu.routes.hours_told import in_english
from tsunagu.routes.teller import Teller

LONGEST_HOURS = 40
"""Characters of printed hours that are read aloud whole."""
_WEEKDAYS = re.compile("([月火水木金土日])曜日?")
_WHOLE_HOURS = re.compile(r"(\d)時～(?=\d{1,2}時(?!\d|半))")
"""The sign of an hour before a whole hour: 9時～21時 is said 9～21時."""


def is_always(line: Json) -> bool:
    """Tell whether a number answers day and night, as printed."""
    hours = read_hours(line["hours"])
    return all(state_at(hours, None, hour) == OPEN for hour in range(24))


def numbers_of(desk: Json) -> list[str]:
    """The numbers given with a desk: its own, else national ones that lead there, those answered first; at most two.

    Of a desk of a municipality known by name alone the main number of its town hall goes before a national one.

    A national line that finds the right desk of several goes before the number of one of them, and stands alone where
    that one is doubtful (it is told below, as one to confirm).
    """
    lines = sorted((line["number"] in desk["closed_numbers"], at) for at, line in enumerate(desk["numbers"]))
    national = [desk["numbers"][at]["number"] for _, at in lines]
    phones = _published(desk) or [*_of_its_hall(desk), *national]
    if is_one_of_several(desk) or desk["open_numbers"]:
        leading = [*(number for number in national if number in desk["open_numbers"]), *national[:1]]
        phones = [*leading, *(phone for phone in phones if not leading or not phone_doubt(phone))]
    return list(dict.fromkeys(phones))[:2]


def _published(desk: Json) -> list[str]:
    """The numbers that documents and registers give with a desk."""
    body = desk["body"]
    own = [contact["phone"] for contact in desk["offer"]["contacts"] if contact["phone"]]
    return (
        own or list(body["phones"]) or ([body["listed"]["phone"]] if body["listed"] and body["listed"]["phone"] else [])
    )


def _of_its_hall(desk: Json) -> list[str]:
    """The main number of the town hall of a desk known by name and by nothing else."""
    body = desk["body"]
    return [body["hall"]["phone"]] if body["sort"] == "named" and body["hall"]["phone"] else []


def leading_there(desk: Json) -> list[str]:
    """The numbers of the whole nation that lead to a desk whose own number is told: they need not be told too."""
    return [line["number"] for line in desk["numbers"]] if _published(desk) else []


def is_one_of_several(desk: Json) -> bool:
    """Tell whether it is one of several desks of its kind in the prefecture, and which is hers is not known."""
    return any(check["key"] == "branch" for check in desk["offer"]["checks"])


def leads_to_several(desk: Json) -> bool:
    """Tell whether a number of the whole nation is given beside the desk's own: then each has hours of its own."""
    return is_one_of_several(desk) or bool(desk["open_numbers"] and _published(desk))


def main_numbers_of(desk: Json) -> set[str]:
    """Those of its numbers that are the main number of a house, where one asks to be put through."""
    body = desk["body"]
    contacts = [*desk["offer"]["contacts"], *([body["listed"]] if body["listed"] else [])]
    return {contact["phone"] for contact in contacts if contact["main"]} | set(_of_its_hall(desk))


def desk_name(teller: Teller, desk: Json) -> str:
    """The name of a desk; one that only law requires, a mere kind, or a desk of her municipality is told as such."""
    body, voiceless = desk["body"], desk["voiceless"]
    if desk["stands_for"]:
        return teller.stand_in(desk["stands_for"])
    called = bool(numbers_of(desk)) and not voiceless
    kind = "opening-name-kind" if called else "opening-name-kind-asked"
    if is_one_of_several(desk):
        return teller.say("opening-name-one-of" if voiceless else "opening-name-several", body=teller.lab(body))
    if body["wards"]:
        return teller.say("opening-name-wards", body=teller.lab(body))
    if body["sort"] == "expected" and called:  # whoever answers there knows its name
        return teller.lab(body)
    keys = {"expected": "opening-name-law", "kind": kind}
    return teller.say(keys[body["sort"]], body=teller.lab(body)) if body["sort"] in keys else teller.lab(body)


def contact(teller: Teller, desk: Json) -> str:
    """Telephone and hours; that it is closed now and when it opens, or that nothing is known and is to be confirmed.

    Where she cannot call, how it is reached without a voice.
    """
    if desk["voiceless"]:
        return teller.say("opening-comma").join([*_ways(teller, desk), _hours(teller, desk)])
    phones = [_phone(teller, desk, number) for number in numbers_of(desk)]
    key = "opening-phone-only-shared" if has_no_number_of_its_own(desk) else "opening-phone"
    known = [teller.say(key, phones=teller.join(phones))] if phones else list(_elsewhere(teller, desk))
    urgent = any(line["sort"] == "emergency" and line["number"] in numbers_of(desk) for line in desk["numbers"])
    return teller.say("opening-comma").join(known if urgent else [*known, _hours(teller, desk)])


def has_no_number_of_its_own(desk: Json) -> bool:
    """Tell whether a desk known by name is reached by numbers of the whole nation alone, which lead to others too."""
    own = {*_published(desk)}
    return desk["body"]["sort"] == "named" and not own and set(numbers_of(desk)) <= set(desk["shared_numbers"])


def _ways(teller: Teller, desk: Json) -> Iterator[str]:
    """Yield how a desk is reached without a voice, or that no way but the telephone is known; then its page."""
    ways = [teller.say(f"opening-way-{way['id'].rpartition('/')[2]}") for way in desk["ways"]]
    mails = [contact["email"] for contact in desk["offer"]["contacts"] if contact["email"]]
    lines = [teller.word(line["label"]) for line in desk["written"]]
    told = [*lines, *ways, *mails]
    yield teller.join(told) if told else teller.say("opening-way-unknown")
    listed = desk["body"]["listed"]
    pages = [contact["url"] for contact in desk["offer"]["contacts"]] + [listed["page"] if listed else ""]
    yield from list(dict.fromkeys(page for page in (*pages, desk["body"]["hall"]["page"]) if page))[:1]


def way_line(teller: Teller, line: Json) -> str:
    """One way without a voice that is open to everybody, with where it begins and when somebody answers."""
    told = teller.say("opening-space").join(part for part in (teller.word(line["label"]), line["page"]) if part)
    hours = hours_said(teller, line["hours"]) or teller.say("opening-hours-unknown")
    return teller.say("opening-way", way=told, hours=hours)


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
    line = next((line for line in desk["numbers"] if line["number"] == number), None)
    always = leads_to_several(desk) and line is not None and is_always(line)
    if line and line["sort"] == "emergency":
        return teller.say("opening-phone-urgent", phone=number)
    notes = ["opening-note-main"] if number in main_numbers_of(desk) else []
    notes += ["opening-note-closed"] if number in desk["closed_numbers"] else []
    notes += ["opening-note-always"] if always else []
    notes += ["opening-note-doubt"] if phone_doubt(number) else []
    named = desk["body"]["sort"] == "named" and not has_no_number_of_its_own(desk)
    if number in desk["shared_numbers"] and named:
        notes.insert(0, "opening-note-shared")
    return (
        teller.say("opening-phone-noted", phone=number, notes=teller.join(map(teller.say, notes))) if notes else number
    )


def _hours(teller: Teller, desk: Json) -> str:
    told = {check["key"]: check for check in desk["offer"]["checks"]}
    lines = [] if leads_to_several(desk) or desk["voiceless"] else desk["numbers"]
    always = any(is_always(line) for line in lines if line["number"] in numbers_of(desk))
    listed = desk["body"]["listed"]
    hours = desk["offer"]["hours"] or (listed["hours"] if listed else "")
    closed = told.get("hours", {}).get("state") == "not_met"
    if closed:
        opens = [check for key, check in told.items() if key.startswith("hours-opens-")]
        return teller.say("opening-closed", opens=teller.join(map(teller.check, opens)) or hours_said(teller, hours))
    if hours:
        return teller.say("opening-hours", hours=hours_said(teller, hours))
    return teller.say("opening-always") if always else teller.say("opening-hours-unknown")


def hours_said(teller: Teller, hours: str) -> str:
    """Printed hours, days and spans of whole hours by one sign; of long ones what stands before the first bracket.

    In English they are told in English where all of them was understood.
    """
    if teller.language == "en" and in_english(hours) != hours:
        return in_english(hours)
    said = _WHOLE_HOURS.sub(r"\1～", _WEEKDAYS.sub(r"\1", hours))
    return said if len(said) <= LONGEST_HOURS else teller.say("opening-hours-more", hours=said.partition("（")[0])
