"""The page of a scene: drawing, table, filters, legend and what stands beside, as one self-contained HTML text."""

from __future__ import annotations

from tsunagu.disclosure.shown import Shown
from tsunagu.messages import Language, text
from tsunagu.viz.drawing.layout import Layout, lay_out
from tsunagu.viz.drawing.still import still_boxes, still_lines
from tsunagu.viz.pages import data as page_data
from tsunagu.viz.pages import table as page_table
from tsunagu.viz.pages.frame import ALONE, Neighbours, frame
from tsunagu.viz.pages.inline import LIBRARY
from tsunagu.viz.pages.shell import render_network
from tsunagu.viz.scenes.bundles import MOST_NODES, Picture, draw
from tsunagu.viz.scenes.scene import Scene

SCRIPTS = tuple(
    f"scripts/{name}.js"
    for name in ("common", "picture", "drawing", "view", "filters", "path", "labels", "table", "details", "boxes",
                 "search", "sheet", "downloads", "address")
)  # fmt: skip
ASKING = "scripts/ways.js"
OPENING = "scripts/opening.js"
STYLES = ("styles/picture.css",)
WIDE_FROM = 1100
"""Drawings wider than this take the whole width of the page, with the details below."""


def scene_page(shown: Shown[Scene], language: Language, beside: Neighbours = ALONE, most: int = MOST_NODES) -> str:
    """The page of a scene as one self-contained HTML text."""
    scene = shown.value
    picture = draw(scene, language, most)
    layout = lay_out(picture, scene.subject)
    nodes, edges = page_data.node_items(picture, layout), page_data.edge_items(picture, layout)
    scripts = (LIBRARY, *((ASKING,) if beside.ways else ()), *SCRIPTS, *((OPENING,) if beside.opens else ()))
    context = frame(language, beside, scripts, STYLES, library=True)
    context |= _in_html(scene, picture, layout, language)
    values = page_data.page_values(scene, picture, layout, language)
    if beside.ways:
        values["ways"] = page_data.ways_items(scene, picture, beside.ways)
    if beside.opens:
        values["opens"] = page_data.opens_items(picture, beside.opens)
    context |= {
        "values": values,
        "lock_path": page_data.LOCK_PATH,
        "ways": beside.ways,
        "still_boxes": still_boxes(picture, layout),
        "still_lines": still_lines(picture, layout),
    }
    return render_network(nodes, edges, "page.html", context)


def _in_html(scene: Scene, picture: Picture, layout: Layout, language: Language) -> dict[str, object]:
    """What stands beside the drawing."""
    return {
        "subject": scene.subject,
        "choices": page_table.choice_items(picture, layout),
        "layers": page_table.layer_items(picture),
        "kinds": page_table.kind_items(picture),
        "documents": page_table.document_items(scene, language),
        "years": page_table.year_items(scene),
        "forms": page_table.form_items(picture, language),
        "by_document": scene.by_document,
        "counted": picture.counted,
        "any_closed": any(drawn.node.closed for drawn in picture.nodes),
        "wide": layout.width > WIDE_FROM,
        "tools": page_table.TOOLS,
        "columns": page_table.columns(scene.subject),
        "rows": page_table.table_rows(picture, language),
        "withheld": scene.withheld,
        "unlinked": [drawn.node for drawn in picture.nodes if not drawn.linked],
        "unlinked_title": scene.subject.zones.get("unlinked") or text("picture-zone-unlinked", language),
    }
