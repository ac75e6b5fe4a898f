"""Where no route is found: where every attempt ends, and which single link or service would open one.

What would open it is looked for first among what exists and is shut for the case (and by which check), then among
kinds of bodies that have the function by law, then as one link that no document states yet.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from tsunagu.disclosure.levels import PUBLIC
from tsunagu.referral.checks import NOT_MET, Check
from tsunagu.referral.offers import Offer
from tsunagu.referral.question import Want
from tsunagu.referral.rule import ROOT
from tsunagu.referral.walk import SECRECY, Step
from tsunagu.routes.search import RouteSearch

MOST_SHOWN = 5
NEVER_OPENED = frozenset({SECRECY, "practice", "place", "tier", "area"})
"""Reasons that stand: nobody should be led there, so nothing is said of how the way could open."""


@dataclass(frozen=True)
class Opener:
    """One thing that would open a route.

    `way` is `shut_step` or `shut_offer` (it exists; `reasons` say why it is shut), `new_link` (from `start` to `end`,
    stated nowhere), `new_entry` (a resident may turn to `end`, stated nowhere), or `new_service` (a body of the kind
    `end` has the function by law, none is known in the place).
    """

    way: str
    start: str = ""
    end: str = ""
    step: Step | None = None
    offer: Offer | None = None
    reasons: tuple[Check, ...] = ()


@dataclass(frozen=True)
class UnmetWant:
    """A want without a route: the bodies where attempts end, and what would open one, surest first."""

    want: Want
    ends: tuple[str, ...]
    openers: tuple[Opener, ...]


def explain(search: RouteSearch, want: Want) -> UnmetWant:
    """Why a want has no route and what would open one; O(linkages of the place and its prefecture)."""
    reached = [body for body in search.legs if body]
    ends = tuple(sorted(body for body in reached if not set(search.legs[body]) - {body}))
    openers = (
        *_shut_offers(search, want, reached),
        *_shut_steps(search, want, reached),
        *_new_links(search, want),
        *_new_services(search, want),
    )
    return UnmetWant(
        want, ends or tuple(sorted(reached)), tuple(hint for hint in openers if _may_be_said(search, hint))
    )


def _may_be_said(search: RouteSearch, opener: Opener) -> bool:
    """Tell whether a hint may be given: none opens a place that is not public or that nobody here is sent to."""
    bodies = search.network.bodies
    named = [bodies[name] for name in (opener.start, opener.end) if name in bodies]
    kinds = [bodies[kind] for body in named for kind in body.kinds if kind in bodies]
    barred = {kind for rule in search.case.practice if rule.effect == "never" for kind in rule.kinds}
    return (
        all(body.disclosure == PUBLIC for body in (*named, *kinds))
        and not barred.intersection(name for body in named for name in (body.id, *body.kinds))
        and not any(reason.key in NEVER_OPENED for reason in opener.reasons)
    )


def _shut_offers(search: RouteSearch, want: Want, reached: list[str]) -> list[Opener]:
    found = [
        Opener("shut_offer", end=body, offer=offer, reasons=_reasons(offer.checks))
        for body in reached
        if body in search.network.desks
        for offer in search.offers[want].of(body)
        if offer.shut
    ]
    return sorted(found, key=lambda opener: (len(opener.reasons), opener.end))[:MOST_SHOWN]


def _shut_steps(search: RouteSearch, want: Want, reached: list[str]) -> list[Opener]:
    goals = set(_leading_to_an_offer(search, want))
    found = [
        Opener("shut_step", body, step.end, step=step, reasons=_reasons(step.checks))
        for body in reached
        for step in search.walk.shut_steps_from(body)
        if step.end in goals and step.end not in search.legs
    ]
    return sorted(found, key=lambda opener: (len(opener.reasons), opener.start, opener.end))[:MOST_SHOWN]


def _reasons(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    return tuple(dict.fromkeys(check for check in checks if check.state == NOT_MET))


def _leading_to_an_offer(search: RouteSearch, want: Want) -> Iterator[str]:
    """Yield the bodies from which an offer can be reached within the steps allowed, those that offer it first."""
    offering, _ = search.offers[want].by_body()
    back: dict[str, list[str]] = {}
    for place in sorted(search.area.places):
        for body in search.network.bodies_in.get(place, ()):
            for step in search.walk.steps_from(body.id):
                back.setdefault(step.end, []).append(body.id)
    depth = dict.fromkeys(sorted(offering), 0)
    waiting = deque(depth)
    while waiting:
        at = waiting.popleft()
        yield at
        for before in back.get(at, ()):
            if before not in depth and depth[at] + 1 < search.limit:
                depth[before] = depth[at] + 1
                waiting.append(before)


def _new_links(search: RouteSearch, want: Want) -> list[Opener]:
    """One link from the start to each of the surest offers it cannot reach."""
    offering, _ = search.offers[want].by_body()
    way = "new_entry" if search.first == ROOT else "new_link"
    ends = sorted((offers[0].cost, body) for body, offers in offering.items() if body not in search.legs)
    return [Opener(way, search.first, body, offer=offering[body][0]) for _, body in ends[:MOST_SHOWN]]


def _new_services(search: RouteSearch, want: Want) -> list[Opener]:
    """Kinds of bodies that have a wanted function by law, of which none is known to serve the place."""
    functions = search.offers[want].functions
    kinds = sorted({duty.kind for duty in search.network.duties if duty.function in functions})
    missing = [kind for kind in kinds if not search.area.desks_of(kind)]
    return [Opener("new_service", search.home, kind) for kind in missing[:MOST_SHOWN]]
