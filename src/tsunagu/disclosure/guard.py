"""What a report may say of bodies that are not public (DESIGN 6): label and kind, nothing more.

A body whose place must stay secret gets no source, no service and no row of its own; linkages that tell who runs it
are left out and counted. Of a body that shows its front door only, the printed names and the row it stands in are left
out; what documents say it does is public. Nothing here prints hours, telephones or addresses of anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from tsunagu.disclosure.nodes import OPERATING_KINDS
from tsunagu.gaps.rows import GapRow, told
from tsunagu.network.model import Network
from tsunagu.network.records import Link, Service

PUBLIC, SECRET = "public", "confidential"
SPEAKS_OF_SERVICES = frozenset({"coverage", "stages", "single-points"})
"""Analyses whose sentences name services."""


class Guard:
    """Tells what is secret in a network and cleans rows of gaps."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def level(self, body: str) -> str:
        """Return how far a body is disclosed: what it says of itself, where that is public what its kinds say."""
        held = self.network.bodies.get(body)
        if held is None:
            return PUBLIC
        if held.disclosure != PUBLIC or held.sort == "kind":
            return held.disclosure
        kinds = {self.network.bodies[kind].disclosure for kind in held.kinds if kind in self.network.bodies}
        return SECRET if SECRET in kinds else PUBLIC if kinds <= {PUBLIC} else "front_door_only"

    def is_secret(self, body: str) -> bool:
        """Tell whether a body (not a kind of body) must stay wholly secret."""
        held = self.network.bodies.get(body)
        return held is not None and held.sort in ("named", "unnamed") and self.level(body) == SECRET

    @cached_property
    def secret_facts(self) -> frozenset[str]:
        """Return the linkages and services that speak of a secret body, and these bodies themselves."""
        links = (one.id for one in self.network.links if self._link_is_secret(one))
        services = (one.id for one in self.network.services if self._service_is_secret(one))
        bodies = (one for one in self.network.bodies if self.is_secret(one))
        return frozenset((*links, *services, *bodies))

    @cached_property
    def unprinted(self) -> frozenset[str]:
        """Return the facts whose place in a source is not shown: secret ones, and the names of closed bodies."""
        closed = (one for one in self.network.bodies if self.level(one) != PUBLIC)
        return self.secret_facts.union(closed)

    def _link_is_secret(self, link: Link) -> bool:
        return self.is_secret(link.start) or self.is_secret(link.end)

    def _service_is_secret(self, service: Service) -> bool:
        return service.disclosure == SECRET or self.is_secret(service.provider)

    def shows_operator(self, link: Link) -> bool:
        """Tell whether a linkage would tell who runs or funds a secret place."""
        return link.kind in OPERATING_KINDS and self._link_is_secret(link)

    def shown(self, rows: Iterable[GapRow]) -> Iterator[GapRow]:
        """Yield the rows that may be shown, each without what must not be printed."""
        for row in rows:
            if not any(self.is_secret(one) for one in row.subjects) and not self._is_about_secret_link(row):
                yield self._cleaned(row)

    def _is_about_secret_link(self, row: GapRow) -> bool:
        linkages = row.analysis in ("one-way", "unnamed", "drift")
        return linkages and any(one in self.secret_facts for one in row.evidence)

    def _cleaned(self, row: GapRow) -> GapRow:
        spoken = [one for one in row.evidence if one in self.secret_facts]
        kept = tuple(one for one in row.evidence if one not in self.unprinted)
        if spoken and row.analysis in SPEAKS_OF_SERVICES:
            return replace(row, evidence=kept, detail=told("report-secret-detail"), closes=told("report-secret-closes"))
        return replace(row, evidence=kept)
