"""Which bodies a resident of a place turns to: what names are completed by (鎌倉の児相)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tsunagu.network.model import Network
from tsunagu.network.records import Body

if TYPE_CHECKING:
    from tsunagu.referral.rulebook import Rulebook


class BodiesInPlaces:
    """Bodies by id, and those of a kind that serve a place; the rulebook is read when first needed."""

    def __init__(self, network: Network, rulebook: Callable[[], Rulebook]) -> None:
        self._network = network
        self._read_rulebook = rulebook

    @cached_property
    def _rulebook(self) -> Rulebook:
        return self._read_rulebook()

    def body(self, identifier: str) -> Body | None:
        """The body of an id, those law gives to a place among them."""
        return self._network.bodies.get(identifier)

    def listed(self) -> Iterable[Body]:
        """The desks that registers list, those of bodies of documents left out."""
        return self._network.desks_listed.desks()

    @cached_property
    def _by_kind(self) -> Mapping[str, list[Body]]:
        found: dict[str, list[Body]] = defaultdict(list)
        named = (body for body in self._network.bodies.values() if body.sort == "named" and body.status == "existing")
        for body in sorted((*named, *self.listed()), key=lambda body: (body.place, body.id)):
            for kind in body.kinds:
                found[kind].append(body)
        return found

    def of_kind(self, kind: str) -> Sequence[Body]:
        """The bodies of a kind that a document or a register names, by place and id."""
        return self._by_kind.get(kind, ())

    def serving(self, place: str, thing: str) -> Sequence[Body]:
        """The bodies a resident of a place turns to: of a kind, or of the kinds to turn to first with a need."""
        from tsunagu.referral.area import Area  # noqa: PLC0415

        held = self._network.concepts.get(thing)
        kinds = held.first_contacts if held and held.scheme == "need" else (thing,)
        area = Area(self._network, self._rulebook, place)
        return tuple(body for kind in kinds for body in area.desks_of(kind))
