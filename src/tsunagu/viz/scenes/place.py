"""The picture of a place: its bodies over all documents, with what law lets expect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tsunagu.network.model import Network
from tsunagu.viz.scenes.projector import Projected, Projector, Selection, zone_of
from tsunagu.viz.scenes.scene import Node, Scene, Subject

ZONES = ("office", "meeting", "outside", "type", "unnamed", "alone")


def place_scene(projector: Projector, place: str) -> Scene:
    """The network of a place: its bodies over all documents, with what law lets expect, layers told apart."""
    projected = projector.project(select_place(projector.network, place), documents_of(projector.network, place))
    name = projector.label(place)
    subject = Subject(
        "place", f"place-{_tail(place)}", projector.text("picture-place-title", place=name),
        projector.text("picture-place-heading"), projector.text("page-picture-intro", authority=name),
        zone_titles(projector, name), _facts(projected.nodes, projected), about_place(projector, place, projected),
        (projector.text("picture-note-expected"),), sources=projected.sources,
    )  # fmt: skip
    return Scene(subject, projected.nodes, projected.links, projected.withheld)


def select_place(network: Network, place: str) -> Selection:
    """The bodies of a place and every linkage that touches them or stands in a document of the place.

    Linkages between the desks so gathered come with them, so that ways between two are not longer than they are.
    """
    own = {body.id for body in network.bodies_in.get(place, ()) if body.sort == "named" or body.is_desk}
    documents = set(documents_of(network, place))
    links = tuple(link for link in network.links if link.start in own or link.end in own or link.document in documents)
    names = own | {end for link in links for end in (link.start, link.end)}
    desks = {name for name in names if network.bodies[name].is_desk}
    held = {link.id for link in links}
    between = (link for link in network.links if link.start in desks and link.end in desks and link.id not in held)
    return Selection({name: zone_of(network, network.bodies[name], place) for name in names}, (*links, *between))


def documents_of(network: Network, place: str) -> list[str]:
    """Ids of the documents a place has issued."""
    return [document.id for document in network.concepts_in("document") if document.authority == place]


def zone_titles(projector: Projector, authority: str) -> dict[str, str]:
    """The titles of the zones around a place."""
    titles = {zone: projector.text(f"page-zone-{zone}", authority=authority) for zone in ZONES}
    more = {"expected": "picture-zone-expected", "unlinked": "picture-zone-unlinked"}
    return titles | {zone: projector.text(key) for zone, key in more.items()}


def _facts(nodes: Iterable[Node], projected: Projected) -> tuple[tuple[str, int], ...]:
    forms = Counter(node.form for node in nodes)
    others = sum(forms[form] for form in ("expected", "type", "unnamed"))
    return (
        ("picture-fact-named", sum(forms.values()) - others),
        ("picture-fact-expected", forms["expected"]),
        ("picture-fact-links", len(projected.links)),
        ("picture-fact-by-law", sum(link.layer in ("inferred", "statutory") for link in projected.links)),
    )


def about_place(projector: Projector, place: str, projected: Projected) -> tuple[tuple[str, str], ...]:
    """On what a picture rests: the place, the documents and what was read of them, the law."""
    titles = (f"{source.letter} {source.title}" for source in projected.sources)
    scopes: Mapping[str, str] = {
        source.letter: projector.network.concepts[source.id].scope.of(projector.language)
        for source in projected.sources
    }
    return (
        ("picture-about-place", projector.label(place)),
        ("picture-about-documents", " / ".join(titles)),
        *(("page-about-scope", f"{letter} {scope}") for letter, scope in scopes.items() if scope),
        ("picture-about-law", projector.text("picture-about-law-text")),
    )


def _tail(identifier: str) -> str:
    return identifier.rsplit("/", 1)[-1]
