"""A picture as plain values: the JSON of the page and the rows of its tables, in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tsunagu.messages import Language, text
from tsunagu.viz.bundles import Drawn, DrawnLink, Edge, Picture
from tsunagu.viz.disclosure import refuse_leaks
from tsunagu.viz.labels import has_japanese
from tsunagu.viz.layout import Course, Layout, Region
from tsunagu.viz.network import Document, Network, Spot
from tsunagu.viz.shapes import LAYER_LINES, LOOKS, look_of, outline

Item = dict[str, object]
COLUMNS = (
    "page-col-from", "page-col-to", "page-col-kind", "page-col-layer", "page-col-purpose", "page-col-condition",
    "page-col-row", "page-col-source",
)  # fmt: skip
TOOLS = (
    ("zoom-in", "＋"), ("zoom-out", "－"), ("fit", ""), ("move-left", "←"), ("move-up", "↑"), ("move-down", "↓"),
    ("move-right", "→"),
)  # fmt: skip
LOCK_PATH = "M-4 -1V-4a4 4 0 0 1 8 0V-1H6V6H-6V-1ZM-2 -1H2V-4a2 2 0 0 0 -4 0Z"
_WORDS = {
    "shown": "page-shown", "caption": "page-table-caption", "details": "page-details", "none": "page-details-none",
    "close": "page-details-close", "chosen": "page-chosen", "cleared": "page-cleared", "kind": "page-detail-kind",
    "kana": "page-detail-kana", "status": "page-detail-status", "rows": "page-detail-rows",
    "source": "page-detail-source", "members": "page-detail-members", "links": "page-detail-links",
    "linksNone": "page-detail-links-none", "closed": "page-detail-closed", "to": "page-detail-to",
    "from": "page-detail-from", "row": "page-detail-row", "spot": "page-spot", "found": "page-found",
    "foundNone": "page-found-none", "foundMore": "page-found-more", "andMore": "page-and-more",
    "separator": "page-list-separator",
}  # fmt: skip


def node_items(picture: Picture, layout: Layout) -> list[Item]:
    """Return the nodes of the drawing; raises `ConfidentialLeak` where a closed one would carry more than it may."""
    outlines = outline_items(picture, layout)
    items = [_node_item(drawn, layout) for drawn in picture.nodes]
    refuse_leaks(items)
    for item, drawn in zip(items, picture.nodes, strict=True):
        item["outline"] = outlines.index(_outline(drawn, layout))
    return items


def outline_items(picture: Picture, layout: Layout) -> list[str]:
    """Return every outline a picture needs, once."""
    return sorted({_outline(drawn, layout) for drawn in picture.nodes})


def _outline(drawn: Drawn, layout: Layout) -> str:
    box = layout.boxes[drawn.id]
    return outline(look_of(drawn.node.form).outline, box.width, box.height)


def _node_item(drawn: Drawn, layout: Layout) -> Item:
    node, box = drawn.node, layout.boxes[drawn.id]
    item: Item = {
        "id": drawn.id, "label": node.label, "lines": list(box.lines), "kind": node.kind, "form": node.form,
        "x": box.x, "y": box.y, "width": box.width, "height": box.height, "closed": node.closed, "linked": drawn.linked,
    }  # fmt: skip
    details: Item = {
        "kana": node.kana,
        "status": node.status,
        "rows": list(node.rows),
        "members": list(drawn.members),
        "spots": [[spot.anchor, spot.begins, spot.finishes] for spot in node.spots],
    }
    return item | {name: value for name, value in details.items() if value}


def edge_items(picture: Picture, layout: Layout) -> list[Item]:
    """Return the lines of the drawing."""
    return [_edge_item(edge, layout.courses[edge.id]) for edge in picture.edges]


def _edge_item(edge: Edge, course: Course) -> Item:
    sides = course.leaves + course.arrives
    return {
        "id": edge.id, "from": edge.start, "to": edge.end, "layer": edge.layer, "sides": sides, "bend": course.bend,
    }  # fmt: skip


def table_rows(picture: Picture, language: Language) -> list[Item]:
    """Return the rows of the table twin, in the order of the document."""
    return [_table_row(picture, row, language) for row in picture.links]


def _table_row(picture: Picture, row: DrawnLink, language: Language) -> Item:
    link = row.link
    return {
        "id": row.id, "edge": row.edge, "kind": link.kind,
        "start_label": row.start_label, "end_label": row.end_label,
        "start_ja": language == "en" and has_japanese(row.start_label),
        "end_ja": language == "en" and has_japanese(row.end_label),
        "start_shown": _shown_as(picture.node(row.start), row.start_label, language),
        "end_shown": _shown_as(picture.node(row.end), row.end_label, language),
        "kind_label": link.kind_label, "layer_label": link.layer_label, "purpose": link.purpose,
        "condition": link.condition, "row": link.row, "section": link.section,
        "spots": [spot_text(spot, "ja") for spot in link.spots],
    }  # fmt: skip


def _shown_as(drawn: Drawn, label: str, language: Language) -> str:
    same = drawn.node.label == label
    return "" if same else text("page-in-picture", language, label=drawn.node.label)


def spot_text(spot: Spot, language: Language) -> str:
    """Return a place in the source as one line."""
    return text("page-spot", language, anchor=spot.anchor, begins=spot.begins, finishes=spot.finishes)


def region_items(layout: Layout, document: Document, language: Language) -> list[Item]:
    """Return the titled rectangles behind the zones."""
    return [
        {"zone": region.zone, "title": _region_title(region.zone, document, language), "x": region.x, "y": region.y,
         "width": region.width, "height": region.height}
        for region in layout.regions
    ]  # fmt: skip


def _region_title(zone: str, document: Document, language: Language) -> str:
    return text(f"page-zone-{zone}", language, authority=document.authority)


def choice_items(picture: Picture, regions: Iterable[Region], document: Document, language: Language) -> list[Item]:
    """Return the list to choose a body from, grouped as in the picture."""
    groups: list[Item] = []
    for region in regions:
        members = [d for d in picture.nodes if (d.node.zone if d.linked else "unlinked") == region.zone]
        members.sort(key=lambda drawn: (drawn.node.kana or drawn.node.label, drawn.id))
        nodes = [{"id": one.id, "label": one.node.label, "ja": has_japanese(one.node.label)} for one in members]
        groups.append({"title": _region_title(region.zone, document, language), "nodes": nodes})
    return groups


def layer_items(picture: Picture) -> list[Item]:
    """Return the layers of a picture in order of strength, with their line and number of linkages."""
    counts = Counter(row.link.layer for row in picture.links)
    labels = {row.link.layer: row.link.layer_label for row in picture.links}
    order = {layer: number for number, layer in enumerate(LAYER_LINES)}
    items: list[Item] = []
    for layer in sorted(counts, key=lambda one: (order.get(one, len(order)), one)):
        color, weight, dash = LAYER_LINES.get(layer, LAYER_LINES["stated"])
        items.append(
            {"id": layer, "label": labels[layer], "count": counts[layer], "color": color, "weight": weight,
             "dash": " ".join(map(str, dash))}
        )  # fmt: skip
    return items


def kind_items(picture: Picture) -> list[Item]:
    """Return the kinds of linkage of a picture, most frequent first."""
    counts = Counter(row.link.kind for row in picture.links)
    labels = {row.link.kind: row.link.kind_label for row in picture.links}
    ordered = sorted(counts, key=lambda kind: (-counts[kind], kind))
    return [{"id": kind, "label": labels[kind], "count": counts[kind]} for kind in ordered]


def form_items(picture: Picture, language: Language) -> list[Item]:
    """Return the legend of the forms that occur in a picture."""
    kinds = {drawn.node.form: drawn.node.kind for drawn in reversed(picture.nodes)}
    items: list[Item] = []
    for form in (*LOOKS, *sorted(set(kinds) - set(LOOKS))):
        if form in kinds:
            look = look_of(form)
            label = text("page-form-government", language) if form == "government" else kinds[form]
            items.append(
                {"label": label, "path": outline(look.outline, 46, 24), "fill": look.fill, "border": look.border,
                 "weight": look.weight, "dash": " ".join(map(str, look.dash))}
            )  # fmt: skip
    return items


def look_items() -> Item:
    """Return fill, border and line of each form for the script."""
    return {
        form: {"fill": look.fill, "border": look.border, "weight": look.weight, "dash": list(look.dash)}
        for form, look in LOOKS.items()
    }


def line_items() -> Item:
    """Return colour, width and dashes of each layer for the script."""
    return {
        layer: {"color": color, "weight": weight, "dash": list(dash)}
        for layer, (color, weight, dash) in LAYER_LINES.items()
    }


def script_words(picture: Picture, document: Document, language: Language) -> Item:
    """Return the words the script writes into the page, placeholders left for it to fill."""
    from tsunagu.messages import catalogue  # noqa: PLC0415

    words: Item = {name: catalogue(language)[key] for name, key in _WORDS.items()}
    kinds = {row.link.kind: row.link.kind_label for row in picture.links}
    return words | {"kinds": kinds, "document": document.title}


def facts(network: Network, picture: Picture) -> list[tuple[str, int]]:
    """Return the figures at the head of a page."""
    unnamed = {node.iri for node in network.nodes if node.form == "unnamed"}
    bodies = [node for node in network.nodes if node.form not in ("unnamed", "type")]
    linked = {end for link in network.links for end in (link.start, link.end)}
    return [
        ("page-fact-bodies", len(bodies)),
        ("page-fact-links", len(picture.links)),
        ("page-fact-unnamed", sum(link.start in unnamed or link.end in unnamed for link in network.links)),
        ("page-fact-unlinked", sum(node.iri not in linked for node in bodies)),
    ]


def hub(picture: Picture) -> str:
    """Return the drawn node with most linkages, or an empty text."""
    counts = Counter(end for row in picture.links for end in (row.start, row.end))
    return max(counts, key=lambda node: (counts[node], node), default="")
