"""(a) Need x place: how many steps a resident is from somebody who meets a need, and on which layers that rests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tsunagu.gaps.rows import GapRow, State, in_order, once, sentences, told
from tsunagu.network.reach import Levels, searched
from tsunagu.network.records import Body, Concept, Link, Service, Words
from tsunagu.referral.desks import NOT_FOR_A_PERSON, Entries, Offer, entries_of, meets, met_by, providers_of
from tsunagu.referral.snapshot import Material
from tsunagu.referral.standing import MOST_STEPS

NAME = "coverage"
DOCUMENT_LAYERS = frozenset({"stated", "reported"})
SHOWN = 3


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
        searches = searched(sorted(material.standing), arcs, self.providers, MOST_STEPS)
        self._of_need = {need: levels for levels in searches for need in levels.bit}
        self._searches = searches

    def fewest(self, serving: list[Body]) -> dict[str, int]:
        """Return need → fewest steps from bodies where a resident may start; unreached needs are left out."""
        entries = {one.id: None if one.id in self.entries.open else self.entries.needs_at(one) for one in serving}
        found: dict[str, int] = {}
        for levels in self._searches:
            found.update(levels.fewest(entries))
        return found

    def way(self, serving: list[Body], need: str, steps: int) -> Way:
        """Return a nearest way: of equal ones the first start in `serving`, one that takes people straight first."""
        levels = self._of_need[need]
        starts = (one for one in serving
                  if levels.steps(one.id, need) == steps and self.entries.is_entry(one, need))  # fmt: skip
        start = next(starts)
        if steps == 0 and not self._takes_straight(start, need):
            start = next((one for one in starts if self._takes_straight(one, need)), start)
        links, at = [], start.id
        for left in range(steps - 1, -1, -1):
            link = self._next(levels, at, need, left)
            links.append(link)
            at = link.end
        return Way(start, tuple(links), self.material.network.bodies[at], self.providers[need][at][0])

    def _takes_straight(self, body: Body, need: str) -> bool:
        return self.providers[need][body.id][0].entry

    def _next(self, levels: Levels, at: str, need: str, left: int) -> Link:
        return next(link for end, link in self.material.arcs[at].items() if levels.steps(end, need) == left)


def coverage(material: Material) -> Iterator[GapRow]:
    """Yield one row per place and need.

    Steps are linkages one is handed on along (decision 0006), at most four. 0 means that a desk one can go to without
    a referral, or a kind of body to turn to first, itself meets the need. A high number means many desks; the figure
    `documents` tells the steps on stated and reported facts alone, so the difference is what rests on law and
    inference only. O(steps x linkages) once, then O(bodies that serve the place) per row.

    found: documents alone lead there. stated_otherwise: only law and inference do, or a stated service cannot be
    reached, or the services for the need do something else. Else planned, under_study, not_found.
    """
    whole = Coverage(material)
    only = Coverage(replace(material, layers=tuple(one for one in material.layers if one in DOCUMENT_LAYERS)))
    carrying = _carrying(material)
    needs = material.network.concepts_in("need")
    for place in material.places:
        serving = material.serving(place)
        steps, documents = whole.fewest(serving), only.fewest(only.material.serving(place))
        for need in needs:
            if need.id in steps:
                yield _reached(whole, place, need, whole.way(serving, need.id, steps[need.id]), documents.get(need.id))
            else:
                yield _unreached(material, place, need, _near(material, place, need, carrying))


def _reached(whole: Coverage, place: str, need: Concept, way: Way, documents: int | None) -> GapRow:
    opened = whole.entries.open.get(way.start.id)
    parts = [_told_way(whole, way), _told_door(way, opened), _told_documents(documents, len(way.links))]
    layers = in_order((whole.entries.layer(way.start), *(one.layer for one in way.links), way.offer.layer))
    evidence = once((opened.id if opened else "", *(one.id for one in way.links),
                     *(one.origin for one in way.links), way.offer.fact))  # fmt: skip
    figures = (("hops", len(way.links)), *((("documents", documents),) if documents is not None else ()))
    state: State = "stated_otherwise" if documents is None else "found"
    closes = _closes(way) if documents is None else Words()
    return GapRow(NAME, place, (need.id,), need.label, state, sentences(parts), layers, evidence, closes, figures)


def _told_way(whole: Coverage, way: Way) -> Words:
    where = {"start": way.start.label, "end": way.end.label, "steps": len(way.links)}
    if way.offer.layer == "statutory":
        return told("gaps-coverage-law-steps" if way.links else "gaps-coverage-law-here", **where)
    key = "gaps-coverage-steps" if way.links else "gaps-coverage-here"
    return told(key, offer=whole.services[way.offer.fact].label, **where)


def _told_door(way: Way, opened: Service | None) -> Words:
    """Say so where the door that is open is that of another service of the same body."""
    if way.links or opened is None or way.offer.layer == "statutory" or way.offer.entry:
        return Words()
    return told("gaps-coverage-other-door", start=way.start.label, door=opened.label)


def _told_documents(documents: int | None, steps: int) -> Words:
    if documents is None:
        return told("gaps-coverage-not-by-documents")
    return Words() if documents == steps else told("gaps-coverage-by-documents", steps=documents)


def _closes(way: Way) -> Words:
    named = way.end.sort == "named"
    return told("gaps-coverage-closes-service" if named else "gaps-coverage-closes-named", end=way.end.label)


def _carrying(material: Material) -> Mapping[tuple[str, str], list[Service]]:
    """Return (need, place of the provider) → services for it, in whatever state, that do anything for a person."""
    found: dict[tuple[str, str], list[Service]] = defaultdict(list)
    for service in material.network.services:
        body = material.network.bodies.get(service.provider)
        if body and service.functions - NOT_FOR_A_PERSON and material.holds(service.document):
            for need in service.needs:
                found[need, body.place].append(service)
    return found


def _near(
    material: Material, place: str, need: Concept, carrying: Mapping[tuple[str, str], list[Service]]
) -> list[Service]:
    """Return the services for a need whose providers a resident of a place may turn to; O(what is near)."""
    found = [one for near in material.network.reaches_of(place) for one in carrying.get((need.id, near), ())]
    return sorted((one for one in found if material.is_near(place, material.network.bodies[one.provider])),
                  key=lambda one: one.id)  # fmt: skip


def _unreached(material: Material, place: str, need: Concept, held: list[Service]) -> GapRow:
    fit = [one for one in held if meets(one, need)]
    state, named = _state(fit or held)
    other = state == "stated_otherwise" and not fit
    key = "gaps-coverage-other-function" if other else f"gaps-coverage-{state.replace('_', '-')}"
    label = material.network.label
    functions = [label(one) for one in sorted(met_by(need))]
    detail = told(key, services=list(dict.fromkeys(one.label for one in named))[:SHOWN], functions=functions)
    closes = told("gaps-coverage-closes", functions=functions,
                  kinds=[label(one) for one in need.first_contacts])  # fmt: skip
    layers = in_order(one.layer for one in named)
    return GapRow(NAME, place, (need.id,), need.label, state, detail, layers, once(one.id for one in named), closes)


def _state(held: list[Service]) -> tuple[State, list[Service]]:
    """Return the most that services say, those running first: they are stated, but not reached."""
    states: tuple[tuple[str, State], ...] = (
        ("in_operation", "stated_otherwise"), ("planned", "planned"), ("under_study", "under_study"),
    )  # fmt: skip
    for status, state in states:
        if named := [one for one in held if one.status == status]:
            return state, named
    return "not_found", []
