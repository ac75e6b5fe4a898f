"""Which bodies and linkages a structure is measured on: everything, one place, or one document; which layers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from tsunagu.network.arrays import NumberedBodies, number_bodies
from tsunagu.network.model import Network
from tsunagu.network.records import GOVERNMENT_KINDS, Body, Linkage

NODE_SORTS = frozenset({"named", "expected", "kind"})
"""What can be a node. A partner the text leaves open is none: nobody knows whether two of them are one body."""


@dataclass(frozen=True)
class Scope:
    """The nodes and linkages measured, and the linkages whose partner is unnamed, which are counted only."""

    network: Network
    layers: tuple[str, ...]
    nodes: tuple[str, ...]
    links: tuple[Linkage, ...]
    unnamed: tuple[Linkage, ...]
    loops: int = 0

    @cached_property
    def numbered(self) -> NumberedBodies:
        """Nodes and arcs as arrays."""
        return number_bodies(self.nodes, self.links)


def make_scope(network: Network, layers: Collection[str], place: str = "", document: str = "") -> Scope:
    """The scope of a place, a document, or everything; O(bodies + links).

    Linkages: those in the layers that have not ended; of a place, those with an end there; of a document, those it
    states and those inferred from one it states. Nodes: the named bodies of the place or document, and every end of a
    linkage but unnamed partners. Law speaks of kinds only: with the statutory layer alone, only ends are nodes.
    """
    said = {link.id: link.document for link in network.links}
    chosen = [
        link for link in network.links
        if link.layer in layers and link.status != "ended"
        and link.start in network.bodies and link.end in network.bodies
        and (not document or document in (link.document, said.get(link.origin, "")))
        and (not place or place in (network.bodies[link.start].place, network.bodies[link.end].place))
    ]  # fmt: skip
    known = [link for link in chosen if _sorts(network, link) <= NODE_SORTS]
    acting = set(layers) != {"statutory"}
    nodes = {body.id for body in network.bodies.values() if acting and _is_in(body, place, document)}
    nodes.update(end for link in known for end in (link.start, link.end))
    return Scope(
        network, tuple(layers), tuple(sorted(nodes)), tuple(known),
        tuple(link for link in chosen if not _sorts(network, link) <= NODE_SORTS),
        sum(link.start == link.end for link in known),
    )  # fmt: skip


def _sorts(network: Network, link: Linkage) -> set[str]:
    return {network.bodies[link.start].sort, network.bodies[link.end].sort}


def _is_in(body: Body, place: str, document: str) -> bool:
    return body.sort == "named" and (not place or body.place == place) and (not document or document in body.documents)


def offices(network: Network, nodes: Iterable[str]) -> dict[str, str]:
    """The local government each node is part of or is, by id, and an empty text for nodes outside any.

    Expected bodies and kinds of bodies are left out: which office, if any, they belong to is not known.
    """
    found = {}
    for name in nodes:
        if network.bodies[name].sort == "named":
            chain = (name, *network.wholes_of(name))
            found[name] = next((body for body in chain if _is_office(network, body)), "")
    return found


def _is_office(network: Network, name: str) -> bool:
    return name in network.bodies and bool(GOVERNMENT_KINDS.intersection(network.bodies[name].kinds))
