"""The picture of one document: its bodies, the partners it leaves open, and its linkages. Nothing is inferred here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tsunagu.errors import NameUnknown
from tsunagu.graph.problems import nearest
from tsunagu.messages import Language, text
from tsunagu.network.model import Network
from tsunagu.network.statements import Responsibility
from tsunagu.viz.scenes.projector import Projector, Selection, zone_of
from tsunagu.viz.scenes.scene import Link, Node, Scene, Source, Spot, Subject

ZONES = ("office", "meeting", "outside", "type", "unnamed", "alone", "unlinked")


@dataclass(frozen=True)
class Document:
    """What the reader must know of the document behind a picture."""

    id: str
    title: str
    authority: str
    kind: str
    scope: str
    begins: str
    ends: str
    sha256: str


def documents_held(network: Network, language: Language) -> list[Document]:
    """Every document of a network, by id, worded in one language."""
    return [_document(network, held.id, language) for held in network.concepts_in("document")]


def document_scene(projector: Projector, document: str, charges: Iterable[Responsibility] = ()) -> Scene:
    """What a document (id) names and states; `charges` tell which bodies are in charge of which of its rows.

    Raises `NameUnknown` where the network holds no such document. O(bodies + links of the network).
    """
    network, language = projector.network, projector.language
    told = _document(network, document, language)
    projected = projector.project(select_document(network, document), (document,))
    rows = _rows_in_charge(projector, document, charges)
    nodes = [_as_stated_here(node, rows.get(node.iri, ())) for node in projected.nodes]
    links = sorted(projected.links, key=lambda link: (_position(link.spots), link.iri))
    return scene_of(told, nodes, links, language, projector.guard.left_out_of(document))


def select_document(network: Network, document: str) -> Selection:
    """The bodies a document names and the linkages it states, with their ends, around the authority that issued it."""
    links = tuple(link for link in network.links if link.document == document)
    named = {body.id for body in network.bodies.values() if body.sort == "named" and document in body.documents}
    names = named | {end for link in links for end in (link.start, link.end)}
    place = network.concepts[document].authority
    return Selection({name: zone_of(network, network.bodies[name], place) for name in names}, links)


def scene_of(
    document: Document, nodes: Sequence[Node], links: Sequence[Link], language: Language, withheld: int = 0
) -> Scene:
    """The scene of one document from its nodes and links."""
    subject = Subject(
        "document", document.id, document.title, text("page-document-heading", language),
        text("page-picture-intro", language, authority=document.authority), zone_titles(document.authority, language),
        facts(nodes, links), _about(document, language), sources=(Source("A", document.id, document.title),),
    )  # fmt: skip
    return Scene(subject, tuple(nodes), tuple(links), withheld)


def zone_titles(authority: str, language: Language) -> dict[str, str]:
    """The titles of the zones of a picture around one authority."""
    return {zone: text(f"page-zone-{zone}", language, authority=authority) for zone in ZONES}


def facts(nodes: Iterable[Node], links: Iterable[Link]) -> tuple[tuple[str, int], ...]:
    """The figures at the head of a page: bodies, links, links to unnamed partners, bodies without a link."""
    forms = {node.iri: node.form for node in nodes}
    bodies = [iri for iri, form in forms.items() if form not in ("unnamed", "type", "expected")]
    ends = [{link.start, link.end} for link in links]
    linked = set().union(*ends)
    return (
        ("page-fact-bodies", len(bodies)),
        ("page-fact-links", len(ends)),
        ("page-fact-unnamed", sum(any(forms[end] == "unnamed" for end in pair) for pair in ends)),
        ("page-fact-unlinked", sum(body not in linked for body in bodies)),
    )


def _about(document: Document, language: Language) -> tuple[tuple[str, str], ...]:
    period = f"{document.begins}–{document.ends}" if document.begins or document.ends else ""
    return (
        ("page-about-title", document.title),
        ("page-about-authority", document.authority),
        ("page-about-kind", document.kind),
        ("page-about-period", period or text("page-about-period-unknown", language)),
        ("page-about-scope", document.scope),
        ("page-about-hash", document.sha256),
    )


def _document(network: Network, name: str, language: Language) -> Document:
    held = network.concepts.get(name)
    if held is None or held.scheme != "document":
        known = [_tail(held.id) for held in network.concepts_in("document")]
        raise NameUnknown("name-unknown", name=_tail(name), near=nearest(_tail(name), known) or "-")
    begins, ends = (day.isoformat() if day else "" for day in (held.period.begins, held.period.ends))
    kind, authority = (network.label(name).of(language) for name in (f"document-kind/{held.kind}", held.authority))
    return Document(
        _tail(name), held.label.of(language), authority, kind, held.scope.of(language), begins, ends, held.sha256,
    )  # fmt: skip


def _rows_in_charge(
    projector: Projector, document: str, charges: Iterable[Responsibility]
) -> Mapping[str, tuple[str, ...]]:
    """Rows of a document by the body that is in charge of them, in the order of their numbers."""
    held = {charge.id: charge.body for charge in charges if charge.document == document}
    found: dict[str, set[str]] = defaultdict(set)
    for charge, places in projector.places_of(held).items():
        found[held[charge]] |= {place.item for place in places}
    return {body: tuple(sorted(rows, key=_natural)) for body, rows in found.items()}


def _as_stated_here(node: Node, rows: tuple[str, ...]) -> Node:
    """A node with its places in this document alone; one that is closed as it is."""
    if node.closed:
        return node
    return replace(node, rows=rows, spots=tuple(replace(spot, document="") for spot in node.spots if spot.document))


def _position(spots: tuple[Spot, ...]) -> int:
    return min((int(spot.begins) for spot in spots), default=0)


def _tail(identifier: str) -> str:
    return identifier.rsplit("/", 1)[-1]


def _natural(row: str) -> tuple[tuple[int, int, str], ...]:
    """Sort `9` before `10` and `14.2` after `14.1`."""
    pieces = "".join(f" {c} " if not c.isdigit() else c for c in row).split()
    return tuple((0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in pieces)
