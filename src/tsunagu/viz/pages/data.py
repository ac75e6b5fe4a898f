"""A picture as plain values: the JSON the scripts of the page draw from, in one language."""

from __future__ import annotations

import hashlib
from collections import Counter
from urllib.parse import quote

from tsunagu.disclosure.nodes import refuse_leaks
from tsunagu.messages import Language, catalogue
from tsunagu.viz.drawing.layout import Course, Layout
from tsunagu.viz.drawing.shapes import LAYER_LINES, look_of, marked
from tsunagu.viz.drawing.still import document_colour
from tsunagu.viz.scenes.bundles import DrawnNode, Edge, Picture
from tsunagu.viz.scenes.scene import Scene, Subject

Item = dict[str, object]
LOCK_PATH = "M-4 -1V-4a4 4 0 0 1 8 0V-1H6V6H-6V-1ZM-2 -1H2V-4a2 2 0 0 0 -4 0Z"
_WORDS = {
    "shown": "page-shown", "caption": "page-table-caption", "details": "page-details", "none": "page-details-none",
    "close": "page-details-close", "open": "picture-open-group",
    "chosen": "page-chosen", "cleared": "page-cleared", "kind": "page-detail-kind",
    "kana": "page-detail-kana", "status": "page-detail-status", "rows": "page-detail-rows",
    "source": "page-detail-source", "members": "page-detail-members", "links": "page-detail-links",
    "linksNone": "page-detail-links-none", "closed": "page-detail-closed", "to": "page-detail-to",
    "from": "page-detail-from", "row": "page-detail-row", "spot": "page-spot", "found": "page-found",
    "foundNone": "page-found-none", "foundMore": "page-found-more", "andMore": "page-and-more",
    "separator": "page-list-separator", "tag": "picture-detail-tag", "basis": "picture-detail-basis",
    "pathFrom": "picture-path-from-here", "pathTo": "picture-path-to-here", "pathFound": "picture-path-found",
    "pathNone": "picture-path-none", "pathSame": "picture-path-same", "pathAsk": "picture-path-ask",
    "pathStep": "picture-path-step",
    "pathGiven": "picture-path-given", "pathNeed": "picture-path-need",
    "pathAsking": "picture-path-asking",
    "pathOutside": "picture-path-outside", "pathMark": "picture-path-mark",
    "copied": "picture-copied", "copyByHand": "picture-copy-by-hand", "otherPage": "picture-other-page",
    "saved": "picture-saved", "sort": "picture-sort", "sorted": "picture-sorted", "anyYear": "picture-any-year",
    "hiddenLayers": "picture-hidden-layers", "hiddenKinds": "picture-hidden-kinds",
    "hiddenDocuments": "picture-hidden-documents", "onlyYear": "picture-only-year", "notice": "page-notice",
    "boxAt": "page-box-at", "boxLast": "page-box-last", "opening": "picture-opening",
    "legend": "page-legend-lines", "inDocument": "picture-in-document",
}  # fmt: skip


def page_values(scene: Scene, picture: Picture, layout: Layout, language: Language) -> Item:
    """Everything the scripts read beside nodes and edges."""
    path = set(scene.path)
    return {
        "regions": region_items(layout),
        "outlines": outline_items(picture, layout),
        "looks": look_items(picture),
        "layers": line_items(picture),
        "documents": {source.letter: document_colour(source.letter) for source in scene.subject.sources},
        "byDocument": scene.by_document,
        "lock": LOCK_PATH,
        "size": {"width": layout.width, "height": layout.height, "hub": hub(picture)},
        "words": script_words(picture, scene.subject, language),
        "path": [row.id for iri in scene.path for row in picture.links if row.link.iri == iri] if path else [],
        "stem": scene.subject.stem,
        "print": fingerprint(picture),
    }


def ways_items(scene: Scene, picture: Picture, address: str) -> Item:
    """What asking for a way takes: address, bodies with box, name and kind, rows of linkages; nothing of closed ones.

    A body that is gathered with others is named too; `boxes` are those of one body.
    """
    open_ones = {node.iri: node for node in scene.nodes if not node.closed and node.iri.startswith("body/")}
    boxes: dict[str, str] = {}
    for row in picture.links:
        boxes |= {row.link.start: row.start, row.link.end: row.end}
    held = {iri: [boxes[iri], node.label, node.kind] for iri, node in open_ones.items() if iri in boxes}
    single = {drawn.id: drawn.node.iri for drawn in picture.nodes if drawn.node.iri in held}
    rows = {row.link.iri: row.id for row in picture.links if row.link.start in held and row.link.end in held}
    return {"address": address, "bodies": held, "boxes": single, "links": rows}


def opens_items(picture: Picture, address: str) -> Item:
    """The address at which each gathered group is shown singly, by the id of its box."""
    return {
        drawn.id: address + quote(drawn.node.group) for drawn in picture.nodes if drawn.node.group and drawn.members
    }


def node_items(picture: Picture, layout: Layout) -> list[Item]:
    """The nodes of the drawing; raises `ConfidentialLeak` where a closed one would carry more than it may."""
    outlines = {path: number for number, path in enumerate(outline_items(picture, layout))}
    items = [_node_item(drawn, layout) for drawn in picture.nodes]
    refuse_leaks(items)
    for item, drawn in zip(items, picture.nodes, strict=True):
        item["outline"] = outlines[_outline(drawn, layout)]
    return items


def outline_items(picture: Picture, layout: Layout) -> list[str]:
    """Every outline a picture needs, once."""
    return sorted({_outline(drawn, layout) for drawn in picture.nodes})


def _outline(drawn: DrawnNode, layout: Layout) -> str:
    box = layout.boxes[drawn.id]
    return marked(drawn.node.form, drawn.node.mark, box.width, box.height)


def _look(drawn: DrawnNode) -> str:
    return f"{drawn.node.form} {drawn.node.mark}".strip()


def _node_item(drawn: DrawnNode, layout: Layout) -> Item:
    node, box = drawn.node, layout.boxes[drawn.id]
    item: Item = {
        "id": drawn.id, "label": node.label, "lines": list(box.lines), "kind": node.kind, "look": _look(drawn),
        "x": box.x, "y": box.y, "width": box.width, "height": box.height, "closed": node.closed, "linked": drawn.linked,
    }  # fmt: skip
    details: Item = {
        "kana": node.kana,
        "status": node.status,
        "rows": list(node.rows),
        "members": list(drawn.members),
        "spots": [[spot.anchor, spot.begins, spot.finishes, spot.document] for spot in node.spots],
        "basis": list(node.basis),
        "tag": list(box.tag),
    }
    return item | {name: value for name, value in details.items() if value}


def edge_items(picture: Picture, layout: Layout) -> list[Item]:
    """The lines of the drawing."""
    return [_edge_item(edge, layout.courses[edge.id]) for edge in picture.edges]


def _edge_item(edge: Edge, course: Course) -> Item:
    item: Item = {
        "id": edge.id, "from": edge.start, "to": edge.end, "layer": edge.layer, "sides": course.leaves + course.arrives,
        "bend": course.bend,
    }  # fmt: skip
    if edge.document:
        item["document"] = edge.document
    if edge.gone:
        item["gone"] = True
    return item


def region_items(layout: Layout) -> list[Item]:
    """The titled rectangles behind the zones."""
    return [
        {"zone": region.zone, "lines": list(region.lines), "x": region.x, "y": region.y, "width": region.width,
         "height": region.height}
        for region in layout.regions
    ]  # fmt: skip


def look_items(picture: Picture) -> Item:
    """Fill, border and line of each form that occurs, for the script."""
    found: Item = {}
    for drawn in sorted(picture.nodes, key=_look):
        look = look_of(drawn.node.form, drawn.node.mark)
        strong = drawn.node.form == "government" or drawn.node.mark == "centre"
        found[_look(drawn)] = {
            "fill": look.fill, "border": look.border, "weight": look.weight, "dash": list(look.dash), "bold": strong,
        }  # fmt: skip
    return found


def line_items(picture: Picture) -> Item:
    """Label, colour, width and dashes of each layer that occurs, strongest first, for the script."""
    labels = {row.link.layer: row.link.layer_label for row in picture.links}
    layers = [*LAYER_LINES, *sorted(set(labels) - set(LAYER_LINES))]
    found: Item = {}
    for layer in (known for known in layers if known in labels):
        color, weight, dash = LAYER_LINES.get(layer, LAYER_LINES["stated"])
        found[layer] = {"label": labels[layer], "color": color, "weight": weight, "dash": list(dash)}
    return found


def script_words(picture: Picture, subject: Subject, language: Language) -> Item:
    """The words the script writes into the page, placeholders left for it to fill."""
    words: Item = {name: catalogue(language)[key] for name, key in _WORDS.items()}
    kinds = {row.link.kind: row.link.kind_label for row in picture.links}
    title = subject.title if len(subject.sources) == 1 else ""
    sources = {source.letter: source.title for source in subject.sources}
    return words | {"kinds": kinds, "document": title, "title": subject.title, "sources": sources}


def hub(picture: Picture) -> str:
    """The drawn node with most linkages, empty where there is none."""
    counts = Counter(end for row in picture.links for end in (row.start, row.end))
    return max(counts, key=lambda node: (counts[node], node), default="")


def fingerprint(picture: Picture) -> str:
    """Eight characters that change with the nodes of a picture: an address made for others is not followed."""
    names = "\n".join(f"{drawn.id} {drawn.node.iri}" for drawn in picture.nodes)
    return hashlib.sha256(names.encode("utf-8")).hexdigest()[:8]
