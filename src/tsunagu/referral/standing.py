"""Which facts count on a day, and which linkages a person can be handed on along: one rule for routes and gaps.

Decision 0006: only bodies a document names or law requires, only kinds of linkage along which a person can be handed
on, only what is in operation. Dates are days of validity: a document's facts hold from the first day of its period on,
a document without a printed period holds always.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from tsunagu.network.model import Network
from tsunagu.network.records import Body, Link, Service

WALKED_KINDS = frozenset({"refer", "notify", "request_protection", "entrust", "liaise", "share_information"})
"""Kinds of linkage along which a person can be handed on; training, subsidies, joint events and meetings are none."""
WALKED_LAYERS = ("statutory", "stated", "reported", "inferred")
"""Layers that count where none are chosen; planned and opinion are left out."""
MOST_STEPS = 4
"""Longest route that is looked for."""
NOT_YET = frozenset({"planned", "under_study"})


def has_begun(network: Network, document: str, day: date) -> bool:
    """Tell whether a document's facts hold on a day: from its first day on; law and undated documents always."""
    begins = network.concepts[document].period.begins if document in network.concepts else None
    return begins is None or begins <= day


def is_open(body: Body, day: date) -> bool:
    """Tell whether a body is there on a day: a desk, neither planned nor under study, nor before or after its life.

    A former body without a known last day counts as closed.
    """
    gone = body.status == "former" and (body.life.ends is None or body.life.ends < day)
    return body.is_desk and not gone and body.status not in NOT_YET and body.life.holds(day)


def walkable(network: Network, layers: Collection[str], day: date) -> list[Link]:
    """Return the linkages that can be walked on a day, in the order of the network; O(links)."""
    standing = {name for name, body in network.bodies.items() if is_open(body, day)}
    said_in = {one.id: one.document for one in network.links if one.document}
    return [
        one
        for one in network.links
        if one.kind in WALKED_KINDS
        and one.layer in layers
        and one.status == "in_operation"
        and one.start in standing
        and one.end in standing
        and one.start != one.end
        and has_begun(network, one.document or said_in.get(one.origin, ""), day)
    ]


def offered(network: Network, layers: Collection[str], day: date) -> list[Service]:
    """Return the services in operation on a day that a body offers one can turn to; O(services).

    A service whose provider the text leaves open (an unnamed partner) is left out: nobody could be sent there.
    """
    return [
        one
        for one in network.services
        if one.layer in layers
        and one.status == "in_operation"
        and one.provider in network.bodies
        and is_open(network.bodies[one.provider], day)
        and has_begun(network, one.document, day)
    ]


def arcs_of(links: Collection[Link]) -> Mapping[str, Mapping[str, Link]]:
    """Return start → end → the strongest linkage between them, ends in the order of ids.

    Strongest by layer (statutory first), then by id.
    """
    rank = {layer: at for at, layer in enumerate(("statutory", "stated", "reported", "inferred", "planned", "opinion"))}
    best: dict[str, dict[str, Link]] = {}
    for one in sorted(links, key=lambda link: (link.start, link.end, rank.get(link.layer, len(rank)), link.id)):
        best.setdefault(one.start, {}).setdefault(one.end, one)
    return best
