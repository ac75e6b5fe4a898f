"""What routes need of a build, kept as one text: the network and names as the guard lets them out, rules, places.

It is read where no store can be opened (`Kept`), and holds nothing that the served explorer would not show.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from tsunagu.disclosure.guard import Guard
from tsunagu.errors import StoreProblem
from tsunagu.graph.iris import Iris
from tsunagu.names.index import NameIndex, NameRows, make_index
from tsunagu.network.columns import decoder, encoder
from tsunagu.network.packed import pack, unpack
from tsunagu.network.records import SourceLocator
from tsunagu.referral.rulebook import Rulebook
from tsunagu.routes.router import Router
from tsunagu.workspace import Workspace
from tsunagu.workspace.bodies_in_places import BodiesInPlaces

if TYPE_CHECKING:
    from tsunagu.graph.home import Home
    from tsunagu.network.model import Network

Places = Mapping[str, tuple[SourceLocator, ...]]


def keep(workspace: Workspace, rows: NameRows) -> str:
    """What routes need of the build of a workspace, as JSON; the same build gives the same text. O(build).

    `rows` are those the names of the build are made from.
    """
    guard, network = workspace.guard, workspace.network
    places = workspace.places_of(_facts(network) - guard.unprinted - guard.hidden)
    held = {
        "base": workspace.iris.base, "revision": network.revision, "network": pack(network),
        "names": [row for row in rows.names if row[0] not in guard.hidden], "phrases": rows.phrases,
        "rulebook": encoder(Rulebook)(workspace.router.rulebook), "places": encoder(Places)(places),
    }  # fmt: skip
    return json.dumps(guard.show(held).value, ensure_ascii=False, separators=(",", ":"))


def _facts(network: Network) -> set[str]:
    """Ids of every fact a route may cite."""
    links = {fact for link in network.links for fact in (link.id, link.origin) if fact}
    return links.union(fact.id for facts in (network.services, network.duties, network.listed) for fact in facts)


class Kept(Workspace):
    """A workspace over a kept text: it finds names and routes; whatever would need a store raises `StoreProblem`."""

    def __init__(self, text: str) -> None:
        self._held = json.loads(text)

    @property
    def home(self) -> Home:  # type: ignore[override]
        raise StoreProblem("store-missing", folder="-")

    @cached_property
    def iris(self) -> Iris:
        return Iris(self._held["base"])

    @cached_property
    def guard(self) -> Guard:
        return Guard(unpack(self._held["network"], self._held["revision"]), self.iris)

    @cached_property
    def router(self) -> Router:
        return Router(self.guard, self.rulebook, self.places_of)

    @cached_property
    def names(self) -> NameIndex:
        rows = (tuple(map(tuple, self._held[part])) for part in ("names", "phrases"))
        names = self.guard.names(make_index(NameRows(*rows)))
        return replace(names, bodies=BodiesInPlaces(self.guard.network, lambda: self.rulebook))

    @cached_property
    def rulebook(self) -> Rulebook:
        made: Rulebook = decoder(Rulebook)(self._held["rulebook"])
        return made

    @cached_property
    def _places(self) -> Places:
        made: Places = decoder(Places)(self._held["places"])
        return made

    def places_of(self, facts: Iterable[str]) -> dict[str, tuple[SourceLocator, ...]]:
        return {fact: self._places[fact] for fact in sorted(set(facts)) if fact in self._places}
