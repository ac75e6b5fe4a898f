"""Bodies as an answer writes them: names, kinds, numbers, what registers say, and the town hall to ask at."""

from __future__ import annotations

from typing import Any

from tsunagu.disclosure.levels import CONFIDENTIAL, PUBLIC
from tsunagu.network.model import Network
from tsunagu.network.records import Body, Words

RUN_BY_OTHERS = frozenset(f"body-type/{kind}" for kind in ("onestop", "police-station", "midwifery-facility"))
"""Kinds that no municipality runs and that are no organisations."""
NO_HALL = {"phone": "", "page": ""}
Json = dict[str, Any]


class BodyDocuments:
    """Writes the bodies of one answer, and remembers which registers were used: they ask to be named."""

    def __init__(self, network: Network, home: str, *, with_registers: bool) -> None:
        self.network = network
        self.home = home
        self.with_registers = with_registers
        self._used: set[str] = set()

    def named(self, identifier: str) -> Json:
        """Anything by its id and label."""
        return {"id": identifier, "label": words_of(self.network.label(identifier))}

    def body(self, identifier: str) -> Json:
        """A body with its kinds and how it is reached; empty but for its id where it is not known."""
        body = self.network.bodies.get(identifier)
        if body is None:
            nothing = {"label": words_of(Words()), "sort": "", "form": "", "kinds": [], "disclosure": "", "phones": []}
            return {"id": identifier, **nothing, "listed": None, "hall": NO_HALL, "wards": []}
        return {
            **self.named(identifier), "sort": body.sort, "form": body.form or "organisation",
            "kinds": [self.named(kind) for kind in body.kinds], "disclosure": body.disclosure,
            "phones": list(body.phones) if body.disclosure == PUBLIC else [],
            "listed": self._listed(body), "hall": self._hall(body), "wards": self._wards(body),
        }  # fmt: skip

    def _listed(self, body: Body) -> Json | None:
        """What a register says of a body: number, page, hours, and when they were checked."""
        entry = self.network.desks_listed.entry(body.id) if body.disclosure != CONFIDENTIAL else None
        if entry is None or not self.with_registers:
            return None
        self._used.add(entry.register)
        return {"register": self.named(entry.register), "phone": entry.phone, "main": entry.main, "page": entry.page,
                "hours": entry.hours, "checked_on": entry.checked_on}  # fmt: skip

    def _hall(self, body: Body) -> Json:
        """The main number and page of the town hall, where one asks there for a body whose name is not known."""
        asked_there = _is_asked_at_the_hall(body) or self._is_without_number(body)
        if not asked_there or not self.with_registers:
            return NO_HALL
        asked = self.home if body.sort == "kind" else body.place
        hall = self.network.desks_listed.halls.get(self.network.government_of(asked))
        self._used.update([hall.register] if hall else [])
        page = hall.page if hall and body.sort != "named" else ""
        return {"phone": hall.phone, "page": page} if hall else NO_HALL

    def _is_without_number(self, body: Body) -> bool:
        """Tell whether a public desk of a municipality is known by name and by nothing else: its town hall knows it."""
        named = body.sort == "named" and body.disclosure == PUBLIC and not body.serves and not body.phones
        contacts = (contact for service in self.network.services_at.get(body.id, ()) for contact in service.contacts)
        return named and not any(contact.phone or contact.url for contact in contacts)

    def _wards(self, body: Body) -> list[Json]:
        """The desks that registers list in the wards of a city, for a body of hers that every ward has for itself."""
        if body.sort != "expected" or body.place != self.home or not self.with_registers:
            return []
        wards = (ward.id for ward in self.network.wards_of.get(self.home, ()))
        desks = [desk for ward in wards for desk in self.network.desks_listed.of(ward).values()
                 if set(desk.kinds) & set(body.kinds)]  # fmt: skip
        entries = (self.network.desks_listed.entry(desk.id) for desk in desks)
        self._used.update(entry.register for entry in entries if entry)
        return [{"label": words_of(desk.label), "phone": next(iter(desk.phones), "")} for desk in desks]

    def registers(self) -> list[Json]:
        """The registers that were used so far, each with publisher, page and licence."""
        return [
            {**self.named(held.id), "publisher": held.publisher, "page": held.page, "licence": held.licence,
             "edition": held.edition, "changes": words_of(held.changes)}
            for held in self.network.registers.values() if held.id in self._used
        ]  # fmt: skip


def _is_asked_at_the_hall(body: Body) -> bool:
    """Tell whether a town hall is asked for a body: one law gives to the place, or a kind a municipality runs.

    Nobody tells a switchboard what a clinic or the police are to hear.
    """
    if body.sort == "expected":
        return True
    return body.sort == "kind" and body.form != "organisation" and body.id not in RUN_BY_OTHERS


def words_of(words: Words) -> Json:
    """A text in both languages."""
    return {"ja": words.of("ja"), "en": words.of("en")}
