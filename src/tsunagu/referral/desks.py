"""Where a resident may start, and who meets a need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from tsunagu.network.records import Body, Concept, Service
from tsunagu.referral.snapshot import Material

NOT_FOR_A_PERSON = frozenset(
    f"function/{name}"
    for name in (
        "public-ed", "publicity", "staff", "planning", "research", "ngo-support", "meeting", "liaison", "notice-abuse",
    )
)  # fmt: skip
"""Functions that reach the public, staff or other offices and do not meet one person's need."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Why a body meets a need: the fact (service, or duty of law), its layer, and whether one can go straight to it."""

    fact: str
    layer: str
    entry: bool = False


def met_by(need: Concept) -> frozenset[str]:
    """Return the functions that meet a need of a person."""
    return frozenset(need.functions) - NOT_FOR_A_PERSON


def meets(service: Service, need: Concept) -> bool:
    """Tell whether a service carries the need and a function that meets it; an untagged service meets none."""
    return need.id in service.needs and bool(service.functions & met_by(need))


def providers_of(material: Material) -> Mapping[str, Mapping[str, tuple[Offer, ...]]]:
    """Return need → body → what it offers; O(services + duties x bodies of a kind).

    Services one can go straight to come first, then other services, then duties of law.

    By law a body meets a need when its kind has one of the need's functions as a duty (no permission, borne out by
    law text) *and* is one of the kinds to turn to first.
    """
    needs = {one.id: one for one in material.network.concepts_in("need")}
    found: dict[str, dict[str, list[Offer]]] = {one: defaultdict(list) for one in needs}
    for service in material.services:
        for need in sorted(service.needs & needs.keys()):
            if meets(service, needs[need]):
                found[need][service.provider].append(Offer(service.id, service.layer, service.entry))
    if "statutory" in material.layers:
        _by_law(material, needs, found)
    return {need: {body: tuple(sorted(found[need][body], key=_best_first)) for body in sorted(found[need])}
            for need in needs}  # fmt: skip


def _best_first(offer: Offer) -> tuple[bool, bool]:
    return not offer.entry, offer.fact.startswith("type-function/")


def _by_law(material: Material, needs: Mapping[str, Concept], found: Mapping[str, dict[str, list[Offer]]]) -> None:
    of_kind: dict[str, list[str]] = defaultdict(list)
    for body in material.standing.values():
        for kind in body.kinds:
            of_kind[kind].append(body.id)
    firm = [one for one in material.network.duties
            if one.layer == "statutory" and one.modality != "may" and one.confidence != "memory"]  # fmt: skip
    for need in needs.values():
        for duty in firm:
            if duty.kind in need.first_contacts and duty.function in met_by(need):
                for name in of_kind[duty.kind]:
                    found[need.id][name].append(Offer(duty.id, "statutory"))


@dataclass(frozen=True)
class Entries:
    """Bodies a resident may start from: `open` ones that take people without referral (body → the service that says
    so), and `first` ones of a kind to turn to first (kind → needs)."""

    open: Mapping[str, Service]
    first: Mapping[str, frozenset[str]]

    def needs_at(self, body: Body) -> frozenset[str]:
        """Return the needs for which a body is among the first to turn to."""
        if body.disclosure == "confidential" or not body.kinds:
            return frozenset()
        if len(body.kinds) == 1:
            return self.first.get(body.kinds[0], frozenset())
        return frozenset().union(*(self.first.get(kind, frozenset()) for kind in body.kinds))

    def is_entry(self, body: Body, need: str) -> bool:
        """Tell whether a resident with a need may start at a body."""
        return body.id in self.open or need in self.needs_at(body)

    def layer(self, body: Body) -> str:
        """Return the layer a start rests on: the open service's, else stated for a named body, inferred for others."""
        if body.id in self.open:
            return self.open[body.id].layer
        return "stated" if body.sort == "named" else "inferred"


def entries_of(material: Material) -> Entries:
    """Return where residents may start; O(services + needs x kinds)."""
    opened: dict[str, Service] = {}
    for service in material.services:
        body = material.standing.get(service.provider)
        if service.entry and service.disclosure != "confidential" and body and body.disclosure != "confidential":
            opened.setdefault(service.provider, service)
    first: dict[str, set[str]] = defaultdict(set)
    for need in material.network.concepts_in("need"):
        for kind in need.first_contacts:
            first[kind].add(need.id)
    return Entries(opened, {kind: frozenset(needs) for kind, needs in first.items()})
