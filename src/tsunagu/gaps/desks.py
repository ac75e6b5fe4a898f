"""The desks of a place: for each need the one the best way begins with, and all that registers and documents name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tsunagu.disclosure.levels import PUBLIC
from tsunagu.gaps.country import End, best_path, end_of, referrals
from tsunagu.network.model import Network
from tsunagu.network.records import Body, Service
from tsunagu.referral.rule import Referral
from tsunagu.referral.rulebook import Rulebook
from tsunagu.referral.snapshot import View, snapshot_of


@dataclass(frozen=True, slots=True)
class Reached:
    """How a desk is reached: numbers, printed hours, page, the day of checking; `main` for the number of a house."""

    phones: tuple[str, ...] = ()
    hours: str = ""
    page: str = ""
    checked_on: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class NeedDesk:
    """A need in a place: where the way ends, the desk to turn up at with its layer, the one that meets the need."""

    need: str
    end: End
    first: str = ""
    last: str = ""
    steps: int = 0
    layer: str = ""
    reached: Reached = Reached()


def desks_by_need(network: Network, rulebook: Rulebook, day: date, place: str) -> tuple[NeedDesk, ...]:
    """One row per need, in the order of needs; the ways are those of `tsunagu.gaps.country`."""
    snapshot = snapshot_of(network, rulebook, View(day))
    return tuple(_row(network, need, referral) for need, referral in referrals(snapshot, place))


def _row(network: Network, need: str, referral: Referral) -> NeedDesk:
    way = best_path(referral)
    if way is None:
        return NeedDesk(need, "nowhere")
    enter, *steps = (referral.legs[start][end][0] for start, end in pairwise(way.nodes))
    first = network.bodies[enter.end]
    layer = first.layer if first.sort != "kind" else "inferred"
    return NeedDesk(
        need, end_of(referral), first.id, way.nodes[-1], len(steps), layer, reached(network, first, need),
    )  # fmt: skip


def reached(network: Network, body: Body, need: str = "") -> Reached:
    """How a body is reached: by the contacts of its service for a need before its own number; nothing where secret."""
    if body.disclosure != PUBLIC:
        return Reached()
    services = sorted(network.services_at.get(body.id, ()), key=lambda service: need not in service.needs)
    contacts = [contact for service in services[:1] if service.disclosure == PUBLIC for contact in service.contacts]
    entry = network.desks_listed.entry(body.id)
    phones = [contact.phone for contact in contacts if contact.phone] or list(body.phones)
    hours = next((contact.hours for contact in contacts if contact.hours), "") or _hours(services)
    page = next((contact.url for contact in contacts if contact.url), entry.page if entry else "")
    checked = next((contact.checked_on for contact in contacts if contact.checked_on), body.checked_on)
    return Reached(tuple(dict.fromkeys(phones))[:3], hours or (entry.hours if entry else ""), page, checked,
                   body.main_number or any(contact.main for contact in contacts))  # fmt: skip


def _hours(services: Iterable[Service]) -> str:
    return next((service.hours for service in services if service.hours and service.disclosure == PUBLIC), "")


def named_desks(network: Network, place: str) -> tuple[Body, ...]:
    """The bodies of a place one can turn to by name: those with a number or a service, of registers and documents."""
    found = [body for body in network.bodies_in.get(place, ()) if body.sort == "named" and body.status == "existing"
             and (body.phones or network.services_at.get(body.id))]  # fmt: skip
    return tuple(sorted(found, key=lambda body: (not body.phones, body.label, body.id)))
