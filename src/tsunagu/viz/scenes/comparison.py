"""Two documents side by side: bodies only in the first, in both, only in the second; linkages coloured by document."""

from __future__ import annotations

from collections import Counter, defaultdict

from tsunagu.viz.scenes.projector import Projected, Projector, Selection
from tsunagu.viz.scenes.scene import Scene, Subject

FIRST, BOTH, SECOND = "only-first", "in-both", "only-second"


def compare_scene(projector: Projector, first: str, second: str) -> Scene:
    """Two documents (ids) side by side: what each names and states, nothing inferred.

    A body is in a document that names it or gives it a linkage.
    """
    selection = select_both(projector, first, second)
    projected = projector.project(selection, (first, second))
    names = {"first": projector.label(first), "second": projector.label(second)}
    subject = Subject(
        "compare", f"compare-{_tail(first)}-{_tail(second)}", projector.text("picture-compare-title"),
        projector.text("picture-compare-heading", **names), projector.text("picture-compare-intro"),
        _titles(projector),
        _facts(projected), _about(projector, projected), (projector.text("picture-compare-note"),),
        ((FIRST,), (BOTH,), (SECOND,)), projected.sources,
    )  # fmt: skip
    return Scene(subject, projected.nodes, projected.links, projected.withheld, by_document=True)


def _titles(projector: Projector) -> dict[str, str]:
    """Titles of the columns, and of the rows below them for bodies without a linkage to a named partner."""
    keys = {
        FIRST: "picture-zone-only", BOTH: "picture-zone-both", SECOND: "picture-zone-only",
        f"{FIRST} rest": "picture-zone-only-rest", f"{BOTH} rest": "picture-zone-both-rest",
        f"{SECOND} rest": "picture-zone-only-rest",
    }  # fmt: skip
    return {zone: projector.text(key, letter="A" if FIRST in zone else "B") for zone, key in keys.items()}


def select_both(projector: Projector, first: str, second: str) -> Selection:
    """The bodies and linkages of two documents, each body in the zone of the documents it is in."""
    network, found = projector.network, defaultdict[str, set[str]](set)
    links = tuple(link for link in network.links if link.document in (first, second))
    for body in network.bodies.values():
        if body.sort == "named":
            found[body.id] |= {document for document in body.documents if document in (first, second)}
    for link in links:
        for end in (link.start, link.end):
            found[end].add(link.document)
    zones = {frozenset({first}): FIRST, frozenset({second}): SECOND}
    return Selection({body: zones.get(frozenset(named), BOTH) for body, named in found.items() if named}, links)


def _facts(projected: Projected) -> tuple[tuple[str, int], ...]:
    zones = Counter(node.zone for node in projected.nodes if node.form not in ("unnamed", "type"))
    links = Counter(link.document for link in projected.links)
    return (
        ("picture-fact-only-first", zones[FIRST]), ("picture-fact-both", zones[BOTH]),
        ("picture-fact-only-second", zones[SECOND]), ("picture-fact-links-first", links["A"]),
        ("picture-fact-links-second", links["B"]),
    )  # fmt: skip


def _about(projector: Projector, projected: Projected) -> tuple[tuple[str, str], ...]:
    concepts, language = projector.network.concepts, projector.language
    scopes = {source.letter: concepts[source.id].scope.of(language) for source in projected.sources}
    return (
        *(("page-about-title", f"{source.letter} {source.title}") for source in projected.sources),
        *(("page-about-scope", f"{letter} {scope}") for letter, scope in scopes.items() if scope),
    )


def _tail(identifier: str) -> str:
    return identifier.rsplit("/", 1)[-1]
