"""The walkable country and its places as the gap analyses see them: same starts, same providers, same steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tsunagu.closures.walks import Country, Place
from tsunagu.network.model import Network
from tsunagu.network.statements import Statements
from tsunagu.referral.desks import Entries, entries_of, providers_of
from tsunagu.referral.snapshot import Material
from tsunagu.referral.standing import MOST_STEPS, WALKED_LAYERS


@dataclass(frozen=True)
class Ground:
    """What a what-if stands on: the facts, what can be walked, where residents start, and the needs looked at."""

    material: Material
    country: Country
    places: tuple[Place, ...]
    needs: tuple[str, ...]


def ground_of(material: Material, most: int = MOST_STEPS) -> Ground:
    """Return the ground of some material; O(linkages + services + bodies that serve the places)."""
    needs = tuple(one.id for one in material.network.concepts_in("need"))
    return Ground(material, country_of(material, most), tuple(places_of(material)), needs)


def newest_day(network: Network) -> date:
    """Return the newest day a document's period begins: the day the data know best; today where none is dated."""
    known = [one.period.begins for one in network.concepts_in("document") if one.period.begins]
    return max(known, default=date.today())


def material_of(
    network: Network, day: date | None = None, layers: Sequence[str] = WALKED_LAYERS, places: Sequence[str] = ()
) -> Material:
    """Return what the gap analyses work on, without the statements they do not need here."""
    return Material(network, Statements(), day or newest_day(network), tuple(layers), tuple(places))


def country_of(material: Material, most: int = MOST_STEPS) -> Country:
    """Return what can be walked and who meets which need; O(linkages + services)."""
    after = {start: tuple(sorted(ends)) for start, ends in material.arcs.items()}
    before: dict[str, list[str]] = defaultdict(list)
    for start in sorted(after):
        for end in after[start]:
            before[end].append(start)
    meets: dict[str, set[str]] = defaultdict(set)
    for need, bodies in providers_of(material).items():
        for body in bodies:
            meets[body].add(need)
    return Country(after, before, {body: frozenset(needs) for body, needs in meets.items()}, most)


def places_of(material: Material) -> list[Place]:
    """Return the places asked for with where their residents may start; O(bodies that serve them)."""
    entries = entries_of(material)
    return [Place(place, _starts(material, entries, place)) for place in material.places]


def _starts(material: Material, entries: Entries, place: str) -> dict[str, frozenset[str] | None]:
    found: dict[str, frozenset[str] | None] = {}
    for body in material.serving(place):
        needs = None if body.id in entries.open else entries.needs_at(body)
        if needs is None or needs:
            found[body.id] = needs
    return found
