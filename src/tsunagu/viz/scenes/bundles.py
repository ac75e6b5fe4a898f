"""What of a scene is drawn: unnamed partners gathered, small fry folded, edges bundled per pair and layer.

Nothing is lost: every linkage of the document stays one row of the table, and names the drawn nodes it joins.

- Nodes of one group (measures that carry one function, say) are one box with their number.
- An unnamed partner is never guessed into a body, and the same word beside two bodies is two partners. Where a
  document has few, each word beside a body is a node; where it has many, each body has one counting node per
  evidence layer (`Picture.counted`).
- Above `most` nodes, bodies with the same single neighbour (or none) are folded into "他12件 / 12 more", then,
  if that is not enough, the least connected of each zone.
- Edges are bundled per pair *and* evidence layer: layers are never merged. Where a picture colours by document, they
  are bundled per document too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tsunagu.messages import Language, text
from tsunagu.viz.scenes.scene import Link, Node, Scene

MOST_NODES = 1500
MOST_WORDS = 18
KEPT_BESIDE_A_FOLD = 3
GATHERED = {"measure": "picture-gathered", "need": "picture-gathered-needs"}
"""How many stand in a box is said of bodies, but for these forms."""


@dataclass(frozen=True)
class DrawnNode:
    """One drawn node: a node, or several gathered under one label (`members` then names them).

    `order` is the place of its first node in the scene.
    """

    id: str
    node: Node
    members: tuple[str, ...] = ()
    linked: bool = True
    order: int = 0


@dataclass(frozen=True)
class DrawnLink:
    """One row of the table: a linkage and the drawn nodes it joins.

    `start_key` and `end_key` tell the ends apart where several are gathered in one drawn node: a path may not enter
    a gathered node at one member and leave it at another.
    """

    id: str
    link: Link
    start: str
    end: str
    start_label: str
    end_label: str
    edge: str
    start_key: str
    end_key: str


@dataclass(frozen=True)
class Edge:
    """One line of the picture: all linkages of one layer (and document) from one drawn node to another."""

    id: str
    start: str
    end: str
    layer: str
    links: tuple[str, ...]
    document: str = ""
    gone: bool = False


@dataclass(frozen=True)
class Picture:
    """Nodes, lines and rows of one picture; `counted` where unnamed partners are only counted beside each body."""

    nodes: tuple[DrawnNode, ...]
    edges: tuple[Edge, ...]
    links: tuple[DrawnLink, ...]
    counted: bool = False

    def node(self, identifier: str) -> DrawnNode:
        """The drawn node of an id (`n1` and on)."""
        return self.nodes[int(identifier[1:]) - 1]


def draw(scene: Scene, language: Language, most: int = MOST_NODES) -> Picture:
    """What of a scene is drawn, in a fixed order; O(nodes log nodes + links)."""
    gathered, counted = _gather_unnamed(scene)
    gathered |= {node.iri: node.group for node in scene.nodes if node.group}
    folded = _fold(scene, gathered, most)
    place = {node.iri: folded.get(gathered.get(node.iri, node.iri), gathered.get(node.iri, node.iri))
             for node in scene.nodes}  # fmt: skip
    drawn = _drawn_nodes(scene, place, language)
    number = {key: node.id for key, node in drawn.items()}
    picture = _join(scene, tuple(drawn.values()), {iri: number[key] for iri, key in place.items()})
    return replace(picture, counted=counted)


def _gather_unnamed(scene: Scene) -> tuple[dict[str, str], bool]:
    """Map each unnamed partner to the key it is gathered under, and tell whether they are only counted."""
    words = {node.iri: node.label for node in scene.nodes if node.form == "unnamed" and not node.closed}
    beside: dict[str, tuple[str, str]] = {}
    for link in scene.links:
        for partner, other in ((link.start, link.end), (link.end, link.start)):
            if partner in words:
                beside[partner] = other, link.layer
    by_word = {iri: f"unnamed {other} {words[iri]}" for iri, (other, _) in beside.items()}
    if len(set(by_word.values())) <= MOST_WORDS and not scene.subject.lanes:
        return by_word, False
    return {iri: f"unnamed {other} {layer}" for iri, (other, layer) in beside.items()}, True


def _fold(scene: Scene, gathered: Mapping[str, str], most: int) -> dict[str, str]:
    """Map keys of nodes to the key of the fold they disappear in; empty where all fit."""
    zones = {gathered.get(node.iri, node.iri): node.zone for node in scene.nodes}
    labels = {gathered.get(node.iri, node.iri): node.label for node in scene.nodes}
    near: dict[str, set[str]] = {key: set() for key in zones}
    for link in scene.links:
        start, end = gathered.get(link.start, link.start), gathered.get(link.end, link.end)
        near[start].add(end)
        near[end].add(start)
    steps: tuple[tuple[Callable[[str], str | None], int], ...] = (
        (lambda key: f"more {zones[key]} {min(near[key], default='')}" if len(near[key]) < 2 else None,
         KEPT_BESIDE_A_FOLD),
        (lambda key: f"more {zones[key]}", most // 6),
    )  # fmt: skip
    for group_of, kept in steps:
        if len(zones) <= most:
            return {}
        folded = _fold_tails(zones, group_of, lambda key: (-len(near[key]), labels[key], key), kept)
        if len(zones) - len(folded) + len(set(folded.values())) <= most:
            return folded
    return folded


def _fold_tails(
    keys: Iterable[str], group_of: Callable[[str], str | None], order: Callable[[str], tuple[int, str, str]], kept: int
) -> dict[str, str]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        group = group_of(key)
        if group is not None:
            groups[group].append(key)
    tails = {group: sorted(members, key=order)[kept:] for group, members in groups.items()}
    return {key: group for group, tail in tails.items() if len(tail) > 1 for key in tail}


def _drawn_nodes(scene: Scene, place: Mapping[str, str], language: Language) -> dict[str, DrawnNode]:
    members: dict[str, list[Node]] = defaultdict(list)
    order: dict[str, int] = {}
    for number, node in enumerate(scene.nodes):
        members[place[node.iri]].append(node)
        order.setdefault(place[node.iri], number)
    linked = {place[end] for link in scene.links for end in (link.start, link.end)}
    drawn: dict[str, DrawnNode] = {}
    for number, key in enumerate(sorted(members), start=1):
        node, names = _gathered_node(key, members[key], language)
        drawn[key] = DrawnNode(f"n{number}", node, names, key in linked, order[key])
    return drawn


def _gathered_node(key: str, members: Sequence[Node], language: Language) -> tuple[Node, tuple[str, ...]]:
    first = members[0]
    if len(members) == 1 and not key.startswith("more "):
        return first, ()
    counted = Counter(" ".join((*node.rows, node.label)) if node.group else node.label for node in members)
    names = tuple(f"{label} ×{count}" if count > 1 else label for label, count in sorted(counted.items()))
    if key.startswith("more "):
        label = text("page-more", language, count=len(members))
        kind = text("page-kind-more", language)
        return Node(key, label, kind, "more", first.zone), names
    if first.group and len(members) > 1:
        key_of_tag = GATHERED.get(first.form, "picture-gathered-bodies")
        tag = text(key_of_tag, language, count=len(members))
        return replace(first, iri=key, label=first.group_label, tag=tag, rows=(), status=""), names
    if len(counted) == 1 and len(members) == 1:
        return replace(first, iri=key), names
    label = first.label if len(counted) == 1 else text("page-unnamed-many", language, count=len(members))
    return replace(first, iri=key, label=label), names


def _join(scene: Scene, nodes: tuple[DrawnNode, ...], place: Mapping[str, str]) -> Picture:
    edges = _bundled(scene, place)
    edge_of = {link: edge.id for edge in edges for link in edge.links}
    labels, keys = {node.iri: node.label for node in scene.nodes}, _keys(place)
    rows = tuple(
        DrawnLink(f"l{number}", link, place[link.start], place[link.end], labels[link.start], labels[link.end],
                  edge_of[f"l{number}"], keys[link.start], keys[link.end])
        for number, link in enumerate(scene.links, start=1)
    )  # fmt: skip
    return Picture(nodes, edges, rows)


def _bundled(scene: Scene, place: Mapping[str, str]) -> tuple[Edge, ...]:
    found: dict[tuple[str, str, str, str, bool], list[str]] = defaultdict(list)
    for number, link in enumerate(scene.links, start=1):
        document = link.document if scene.by_document else ""
        found[place[link.start], place[link.end], link.layer, document, link.gone].append(f"l{number}")
    return tuple(
        Edge(f"e{number}", start, end, layer, tuple(links), document, gone)
        for number, ((start, end, layer, document, gone), links) in enumerate(found.items(), start=1)
    )


def _keys(place: Mapping[str, str]) -> dict[str, str]:
    """Give each node the id of its drawn node, and a number after it where it is one of several."""
    members: dict[str, list[str]] = defaultdict(list)
    for iri, drawn in place.items():
        members[drawn].append(iri)
    return {
        iri: drawn if len(iris) == 1 else f"{drawn}.{number}"
        for drawn, iris in members.items()
        for number, iri in enumerate(iris, start=1)
    }
