"""(a) Need x place: how many steps a resident is from somebody who meets a need, and on which layers that rests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tsunagu.gaps.desks import Entries, Offer, entries_of, meets, met_by, providers_of
from tsunagu.gaps.material import Material
from tsunagu.gaps.reach import Levels, searched
from tsunagu.gaps.rows import GapRow, State, in_order, once, sentences, told
from tsunagu.network.records import Body, Concept, Link, Service, Words
from tsunagu.network.walking import MOST_STEPS, NOT_YET

NAME = "coverage"
DOCUMENT_LAYERS = frozenset({"stated", "reported"})


@dataclass(frozen=True)
class Way:
    """The nearest way to a need: start, linkages, and what the body at the end offers."""

    start: Body
    links: tuple[Link, ...]
    end: Body
    offer: Offer


class Coverage:
    """One search over all needs and bodies; asked place by place."""

    def __init__(self, material: Material) -> None:
        """Search; O(steps x linkages + services)."""
        self.material = material
        self.entries: Entries = entries_of(material)
        self.providers = providers_of(material)
        self.services = {one.id: one for one in material.services}
        arcs = [(start, end) for start, ends in material.arcs.items() for end in ends]
        self.searches = searched(sorted(material.standing), arcs, self.providers, MOST_STEPS)
        self._of_need = {need: levels for levels in self.searches for need in levels.bit}

    def fewest(self, place: str) -> dict[str, int]:
        """Return need → fewest steps from where a resident of a place may start; unreached needs are left out."""
        entries = {body.id: None if body.id in self.entries.open else self.entries.needs_at(body)
                   for body in self.material.serving(place)}  # fmt: skip
        found: dict[str, int] = {}
        for levels in self.searches:
            found.update(levels.fewest(entries))
        return found

    def way(self, serving: list[Body], need: str, steps: int) -> Way:
        """Return a nearest way: of equal ones the first start in the order of `serving`, then by id."""
        levels = self._of_need[need]
        start = next(one for one in serving
                     if self.entries.is_entry(one, need) and levels.steps(one.id, need) == steps)  # fmt: skip
        links, at = [], start.id
        for left in range(steps - 1, -1, -1):
            link = self._next(levels, at, need, left)
            links.append(link)
            at = link.end
        return Way(start, tuple(links), self.material.network.bodies[at], self.providers[need][at][0])

    def _next(self, levels: Levels, at: str, need: str, left: int) -> Link:
        return next(link for end, link in self.material.arcs[at].items() if levels.steps(end, need) == left)


def coverage(material: Material) -> Iterator[GapRow]:
    """Yield one row per place and need.

    Steps are linkages one is handed on along (decision 0006), at most four. 0 means that a desk one can go to without
    a referral, or a kind of body to turn to first, itself meets the need. A high number means many desks; the figure
    `documents` tells the steps on stated and reported facts alone, so the difference is what rests on law and
    inference only. O(steps x linkages) once, then O(bodies that serve the place) per row.

    Example: for violence by a spouse in Kunitachi, 0 steps by law, more by the plan's words alone.
    """
    whole = Coverage(material)
    only = Coverage(replace(material, layers=tuple(one for one in material.layers if one in DOCUMENT_LAYERS)))
    waiting = _waiting(material)
    for place in material.places:
        serving = material.serving(place)
        steps, documents = whole.fewest(place), only.fewest(place)
        for need in material.network.concepts_in("need"):
            if need.id in steps:
                yield _found(whole, place, need, whole.way(serving, need.id, steps[need.id]), documents.get(need.id))
            else:
                yield _open(material, place, need, serving, waiting)


def _found(whole: Coverage, place: str, need: Concept, way: Way, documents: int | None) -> GapRow:
    steps = len(way.links)
    detail = _told_way(whole, way)
    if documents is None:
        detail = sentences([detail, told("gaps-coverage-not-by-documents")])
    elif documents != steps:
        detail = sentences([detail, told("gaps-coverage-by-documents", steps=documents)])
    layers = in_order((whole.entries.layer(way.start), *(one.layer for one in way.links), way.offer.layer))
    opened = whole.entries.open.get(way.start.id)
    evidence = once((opened.id if opened else "", *(one.id for one in way.links),
                     *(one.origin for one in way.links), way.offer.fact))  # fmt: skip
    closes = _closes(way) if documents is None else Words()
    figures = (("hops", steps), *((("documents", documents),) if documents is not None else ()))
    return GapRow(NAME, place, (need.id,), need.label, "found", detail, layers, evidence, closes, figures)


def _closes(way: Way) -> Words:
    named = way.end.sort == "named"
    return told("gaps-coverage-closes-service" if named else "gaps-coverage-closes-named", end=way.end.label)


def _told_way(whole: Coverage, way: Way) -> Words:
    where = {"start": way.start.label, "end": way.end.label, "steps": len(way.links)}
    if way.offer.layer == "statutory":
        return told("gaps-coverage-law-steps" if way.links else "gaps-coverage-law-here", **where)
    key = "gaps-coverage-steps" if way.links else "gaps-coverage-here"
    return told(key, offer=whole.services[way.offer.fact].label, **where)


def _waiting(material: Material) -> Mapping[str, list[Service]]:
    """Return need → services that meet it, in whatever state."""
    found: dict[str, list[Service]] = {}
    for need in material.network.concepts_in("need"):
        found[need.id] = [one for one in material.network.services if meets(one, need)]
    return found


def _open(
    material: Material, place: str, need: Concept, serving: list[Body], waiting: Mapping[str, list[Service]]
) -> GapRow:
    near = set(material.network.reaches_of(place))
    held = [one for one in waiting[need.id] if material.holds(one.document)
            and one.provider in material.network.bodies
            and material.network.bodies[one.provider].place in near]  # fmt: skip
    state, named = _state(held)
    label = material.network.label
    detail = told(
        f"gaps-coverage-{state.replace('_', '-')}", services=[one.label for one in named[:3]], count=len(serving)
    )
    closes = told("gaps-coverage-closes", functions=[label(one) for one in sorted(met_by(need))],
                  kinds=[label(one) for one in need.first_contacts])  # fmt: skip
    layers = in_order(one.layer for one in named)
    return GapRow(NAME, place, (need.id,), need.label, state, detail, layers, once(one.id for one in named), closes)


def _state(held: list[Service]) -> tuple[State, list[Service]]:
    states: tuple[State, ...] = ("planned", "under_study")
    for state in states:
        if state in NOT_YET and (named := [one for one in held if one.status == state]):
            return state, named
    named = [one for one in held if one.status == "in_operation"]
    return ("stated_otherwise", named) if named else ("not_found", [])
