"""What a page says in HTML beside the drawing: the table twin, the lists to choose from, the filters and the legend."""

from __future__ import annotations

from collections import Counter

from tsunagu.messages import Language, text
from tsunagu.viz.drawing.labels import has_japanese
from tsunagu.viz.drawing.layout import Layout
from tsunagu.viz.drawing.shapes import LAYER_LINES, LOOKS, MARKS, look_of, marked
from tsunagu.viz.drawing.still import document_colour
from tsunagu.viz.scenes.bundles import DrawnLink, DrawnNode, Picture
from tsunagu.viz.scenes.scene import Scene, Spot, Subject

Item = dict[str, object]
COLUMNS = (
    "page-col-from", "page-col-to", "page-col-kind", "page-col-layer", "page-col-purpose", "page-col-condition",
    "picture-col-document", "page-col-row", "page-col-source",
)  # fmt: skip
TOOLS = (
    ("zoom-in", "page-zoom-in", "＋"), ("zoom-out", "page-zoom-out", "－"), ("fit", "page-fit", ""),
    ("move-left", "page-move-left", "←"), ("move-up", "page-move-up", "↑"), ("move-down", "page-move-down", "↓"),
    ("move-right", "page-move-right", "→"),
)  # fmt: skip
"""Id, message key and sign of each button that moves the picture."""


def columns(subject: Subject) -> tuple[str, ...]:
    """Message keys of the columns; the document has one only where a picture draws on several."""
    several = len(subject.sources) > 1
    return tuple(key for key in COLUMNS if several or key != "picture-col-document")


def table_rows(picture: Picture, language: Language) -> list[Item]:
    """The rows of the table twin, in the order of the scene."""
    return [_table_row(picture, row, language) for row in picture.links]


def _table_row(picture: Picture, row: DrawnLink, language: Language) -> Item:
    link = row.link
    return {
        "id": row.id, "data": _row_data(row),
        "start_label": row.start_label, "end_label": row.end_label,
        "start_ja": language == "en" and has_japanese(row.start_label),
        "end_ja": language == "en" and has_japanese(row.end_label),
        "start_shown": _shown_as(picture.node(row.start), row.start_label, language),
        "end_shown": _shown_as(picture.node(row.end), row.end_label, language),
        "kind_label": link.kind_label, "layer_label": link.layer_label, "purpose": link.purpose,
        "condition": link.condition, "document": link.document, "row": link.row, "section": link.section,
        "grounds": link.grounds, "gone": link.gone,
        "spots": [spot_text(spot, "ja") for spot in link.spots],
    }  # fmt: skip


def _row_data(row: DrawnLink) -> list[tuple[str, str]]:
    """The data-attributes of a row: only what it has, so that large tables stay small."""
    link = row.link
    data = [("edge", row.edge), ("kind", link.kind), ("from", row.start_key), ("to", row.end_key)]
    optional = [
        ("document", link.document), ("since", str(link.since or "")), ("until", str(link.until or "")),
        ("threads", " ".join(link.threads)), ("gone", "1" if link.gone else ""),
    ]  # fmt: skip
    return [*data, *((name, value) for name, value in optional if value)]


def _shown_as(drawn: DrawnNode, label: str, language: Language) -> str:
    same = drawn.node.label == label
    return "" if same else text("page-in-picture", language, label=drawn.node.label)


def spot_text(spot: Spot, language: Language) -> str:
    """A place in the source as one line."""
    return text("page-spot", language, anchor=spot.anchor, begins=spot.begins, finishes=spot.finishes)


def choice_items(picture: Picture, layout: Layout) -> list[Item]:
    """The list to choose a node from, grouped as in the picture."""
    zone_of = {drawn.id: _region_of(drawn, layout) for drawn in picture.nodes}
    groups: list[Item] = []
    for number, region in enumerate(layout.regions):
        members = [drawn for drawn in picture.nodes if zone_of[drawn.id] == number]
        members.sort(key=lambda drawn: (drawn.node.kana or drawn.node.label, drawn.id))
        labels = [(member.id, member.node.label) for member in members]
        nodes = [{"id": identifier, "label": label, "ja": has_japanese(label)} for identifier, label in labels]
        groups.append({"title": region.title, "nodes": nodes})
    return groups


def _region_of(drawn: DrawnNode, layout: Layout) -> int:
    box = layout.boxes[drawn.id]
    for number, region in enumerate(layout.regions):
        if region.x <= box.x <= region.x + region.width and region.y <= box.y <= region.y + region.height:
            return number
    return -1


def layer_items(picture: Picture) -> list[Item]:
    """The layers of a picture in order of strength, with their line and number of links."""
    counts = Counter(row.link.layer for row in picture.links)
    labels = {row.link.layer: row.link.layer_label for row in picture.links}
    order = {layer: number for number, layer in enumerate(LAYER_LINES)}
    items: list[Item] = []
    for layer in sorted(counts, key=lambda name: (order.get(name, len(order)), name)):
        color, weight, dash = LAYER_LINES.get(layer, LAYER_LINES["stated"])
        items.append(
            {"id": layer, "label": labels[layer], "count": counts[layer], "color": color, "weight": weight,
             "dash": " ".join(map(str, dash))}
        )  # fmt: skip
    return items


def kind_items(picture: Picture) -> list[Item]:
    """The kinds of link of a picture, most frequent first."""
    counts = Counter(row.link.kind for row in picture.links)
    labels = {row.link.kind: row.link.kind_label for row in picture.links}
    ordered = sorted(counts, key=lambda kind: (-counts[kind], kind))
    return [{"id": kind, "label": labels[kind], "count": counts[kind]} for kind in ordered]


def document_items(scene: Scene, language: Language) -> list[Item]:
    """The documents a picture draws on with their number of links, and law where links rest on it alone."""
    counts = Counter(link.document for link in scene.links)
    items: list[Item] = [
        {"id": source.letter, "label": f"{source.letter} {source.title}", "count": counts[source.letter],
         "color": document_colour(source.letter), "ja": language == "en" and has_japanese(source.title)}
        for source in scene.subject.sources
    ]  # fmt: skip
    if counts[""]:
        items.append({"id": "-", "label": text("picture-by-law", language), "count": counts[""], "color": "",
                      "ja": False})  # fmt: skip
    return items


def year_items(scene: Scene) -> list[int]:
    """The fiscal years a reader can choose among: none where all links hold in the same years."""
    periods = {(link.since, link.until) for link in scene.links}
    known = [year for period in periods for year in period if year]
    return list(range(min(known), max(known) + 1)) if len(periods) > 1 and known else []


def form_items(picture: Picture, language: Language) -> list[Item]:
    """The legend of the forms and marks that occur in a picture."""
    kinds = {(drawn.node.form, drawn.node.mark): drawn.node.kind for drawn in reversed(picture.nodes)}
    forms = {form: kind for (form, _), kind in kinds.items()}
    items: list[Item] = []
    for form in (*LOOKS, *sorted(set(forms) - set(LOOKS))):
        if form in forms:
            label = text("page-form-government", language) if form == "government" else forms[form]
            items.append(_form_item(label, form, ""))
    for mark in MARKS:
        if any(mark == found for _, found in kinds):
            items.append(_form_item(text(f"picture-mark-{mark}", language), "unit", mark))
    return items


def _form_item(label: str, form: str, mark: str) -> Item:
    look = look_of(form, mark)
    return {
        "label": label, "path": marked(form, mark, 42, 24), "fill": look.fill, "border": look.border,
        "weight": look.weight, "dash": " ".join(map(str, look.dash)),
    }  # fmt: skip
