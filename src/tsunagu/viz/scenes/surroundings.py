"""Pictures of what is near: one body and its neighbours, and a route within its surroundings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tsunagu.disclosure.levels import PUBLIC
from tsunagu.network.model import Network
from tsunagu.network.records import Linkage, Service
from tsunagu.viz.scenes.projector import Projected, Projector, Selection
from tsunagu.viz.scenes.scene import Link, Node, Scene, Subject

MOST_AWAY = 3


def body_scene(projector: Projector, body: str, steps: int = 1) -> Scene:
    """A body and its neighbours up to 1–3 steps: what leads to it on the left, what it leads to on the right.

    A linkage is shown where one of its ends is nearer than `steps`; direction does not matter for nearness.
    """
    network, steps = projector.network, max(1, min(MOST_AWAY, steps))
    sides = sides_of(network, body, steps)
    links = [link for link in network.links if link.start in sides and link.end in sides
             and min(abs(sides[link.start]), abs(sides[link.end])) < steps]  # fmt: skip
    kept = {body} | {end for link in links for end in (link.start, link.end)}
    zones = {near: _zone(sides[near]) for near in kept}
    projected = projector.project(Selection(zones, tuple(links), {body: "centre"}))
    name = projector.label(body)
    subject = Subject(
        "body", f"body-{_tail(body)}", name, projector.text("picture-body-heading", steps=steps),
        projector.text("picture-body-intro"), _side_titles(projector, steps), _facts(body, projected),
        _about(projector, projected), (projector.text("picture-note-expected"),),
        tuple((_zone(side),) for side in range(-steps, steps + 1)), projected.sources,
    )  # fmt: skip
    return Scene(subject, projected.nodes, projected.links, projected.withheld)


def sides_of(network: Network, body: str, steps: int) -> dict[str, int]:
    """Body → steps away, negative on the side of those that lead here; O(links near).

    A body keeps the side of the one it was first reached through; one that is linked both ways stands on the right.
    Unnamed partners and kinds lead no further: two that share a word are not linked by it.
    """
    found, ring = {body: 0}, [body]
    for step in range(1, steps + 1):
        following: dict[str, int] = {}
        for at in ring:
            out = [link.end for link in network.links_from.get(at, ())]
            back = [link.start for link in network.links_to.get(at, ())]
            for other, way in [*((near, 1) for near in out), *((near, -1) for near in back)]:
                side = found[at] // abs(found[at]) if found[at] else way
                following.setdefault(other, side * step)
        new = {other: side for other, side in following.items() if other not in found}
        found |= new
        ring = sorted(near for near in new if network.bodies[near].is_desk)
    return found


def route_scene(projector: Projector, links: Sequence[str], service: str = "") -> Scene:
    """A route drawn inside its surroundings, the rest faded.

    `links` are the ids of its linkages in walking order, `service` the id of the service at its end. The surroundings
    are every linkage of the bodies on the way. Raises `KeyError` for an id the network does not hold.
    """
    network = projector.network
    known = {link.id: link for link in network.links}
    walked = [known[link] for link in links]
    offered = next((offer for offer in network.services if offer.id == service), None)
    way = list(dict.fromkeys([*(end for link in walked for end in (link.start, link.end)), *_provider(offered)]))
    near = [link for link in network.links if link.start in set(way) or link.end in set(way)]
    zones = {end: "route-near" for link in near for end in (link.start, link.end)}
    zones |= {body: f"route-{number}" for number, body in enumerate(way, start=1)}
    projected = projector.project(Selection(zones, tuple(near), {way[0]: "centre"} if way else {}))
    nodes, extra = projected.nodes, tuple[Link, ...]()
    if offered is not None:
        nodes, extra = (*nodes, _service_node(projector, offered)), (_service_link(projector, offered, projected),)
    subject = Subject(
        "route", "route", projector.text("picture-route-title", start=_name(projector, way[:1]),
                                         end=_name(projector, way[-1:])),
        projector.text("picture-route-heading"), projector.text("picture-route-intro"), _way_titles(projector, way),
        _route_facts(walked, projected), _about(projector, projected), (projector.text("picture-note-expected"),),
        (*((f"route-{number}",) for number in range(1, len(way) + 1)), ("route-service", "route-near")),
        projected.sources,
    )  # fmt: skip
    path = (*links, *(link.iri for link in extra))
    return Scene(subject, nodes, (*projected.links, *extra), projected.withheld, path=path)


def _provider(service: Service | None) -> list[str]:
    return [service.provider] if service else []


def _service_node(projector: Projector, service: Service) -> Node:
    """A service at a body that is not public shows its label and nothing more."""
    provider = projector.network.bodies[service.provider]
    closed = projector.is_closed(provider) or service.disclosure != PUBLIC
    return Node(service.id, service.label.of(projector.language), projector.text("picture-kind-service"), "service",
                "route-service", closed)  # fmt: skip


def _service_link(projector: Projector, service: Service, projected: Projected) -> Link:
    letters = {source.id: source.letter for source in projected.sources}
    functions = projector.text("page-list-separator").join(map(projector.label, sorted(service.functions)))
    return Link(
        f"{service.id} offered", service.provider, service.id, "offers", projector.text("picture-offers"),
        service.layer, projector.label(f"layer/{service.layer}"), functions, document=letters.get(service.document, ""),
    )  # fmt: skip


def _name(projector: Projector, bodies: Sequence[str]) -> str:
    return projector.label(bodies[0]) if bodies else ""


def _way_titles(projector: Projector, way: Sequence[str]) -> dict[str, str]:
    stops = {f"route-{number}": projector.text("picture-zone-stop", number=number) for number in range(1, len(way) + 1)}
    near = projector.text("picture-zone-near")
    return stops | {"route-service": projector.text("picture-zone-service"), "route-near": near, "alone": near}


def _route_facts(walked: Sequence[Linkage], projected: Projected) -> tuple[tuple[str, int], ...]:
    return (("picture-fact-steps", len(walked)), ("picture-fact-near", len(projected.links) - len(walked)))


def _zone(side: int) -> str:
    return "centre" if side == 0 else f"{'out' if side > 0 else 'in'}-{abs(side)}"


def _side_titles(projector: Projector, steps: int) -> dict[str, str]:
    titles = {"centre": projector.text("picture-zone-centre")}
    for away in range(1, steps + 1):
        titles[f"in-{away}"] = projector.text("picture-zone-in", steps=away)
        titles[f"out-{away}"] = projector.text("picture-zone-out", steps=away)
    return titles


def _facts(body: str, projected: Projected) -> tuple[tuple[str, int], ...]:
    forms = Counter(node.form for node in projected.nodes)
    return (
        ("picture-fact-neighbours", len(projected.nodes) - 1 - forms["unnamed"]),
        ("picture-fact-unnamed", forms["unnamed"]),
        ("picture-fact-outward", sum(link.start == body for link in projected.links)),
        ("picture-fact-inward", sum(link.end == body for link in projected.links)),
    )


def _about(projector: Projector, projected: Projected) -> tuple[tuple[str, str], ...]:
    titles = " / ".join(f"{source.letter} {source.title}" for source in projected.sources)
    return (("picture-about-documents", titles), ("picture-about-law", projector.text("picture-about-law-text")))


def _tail(identifier: str) -> str:
    return identifier.rsplit("/", 1)[-1]
