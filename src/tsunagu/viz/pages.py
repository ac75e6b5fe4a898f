"""Pages that work from a memory stick: one file each, no network, no script needed to read them.

One file per language, not a switch inside one file: the `lang` attribute, the page title, the table without script
and the print are then right in each, and the file is half the size. Pages written together point to each other and
to the index; a page written alone stands alone. The same store gives byte-identical files.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tsunagu.graph.home import write_text
from tsunagu.graph.iris import Iris
from tsunagu.messages import Language, text
from tsunagu.queries.engines import Engine
from tsunagu.queries.routes import Answered
from tsunagu.viz import page_data
from tsunagu.viz.bundles import MOST_NODES, draw
from tsunagu.viz.inline import LIBRARY
from tsunagu.viz.layout import lay_out
from tsunagu.viz.network import Document, Network, read_documents, read_network
from tsunagu.viz.page_frame import Neighbours, frame, other_language
from tsunagu.viz.pyvis_page import environment, render_network
from tsunagu.viz.route_view import read_routes
from tsunagu.viz.still import still_boxes, still_lines

PAGE_SCRIPT = "scripts/page.js"
ALONE = Neighbours()


def write_document_page(
    engine: Engine, iris: Iris, document_id: str, target: Path, language: Language, beside: Neighbours = ALONE
) -> None:
    """Write the picture and the table of one document; raises `NameUnknown` for an unknown document."""
    network = read_network(engine, iris, document_id, language)
    write_text(target, document_page(network, language, beside))


def write_index(
    engine: Engine,
    iris: Iris,
    target: Path,
    language: Language,
    pages: Sequence[tuple[str, str]] = (),
    beside: Neighbours = ALONE,
) -> None:
    """Write the list of documents; `pages` are (document id, relative address) of the pages that exist."""
    write_text(target, index_page(read_documents(engine, iris, language), language, dict(pages), beside))


def write_route_page(
    engine: Engine,
    iris: Iris,
    answered: Answered,
    start: str,
    function: str,
    target: Path,
    language: Language,
    beside: Neighbours = ALONE,
) -> None:
    """Write routes from `start` to a support function (IRIs) as drawings with their tables.

    The start and the function stand in the file: write it where only its reader can open it.
    """
    view = read_routes(engine, iris, answered, start, function, language)
    context = frame(language, beside)
    write_text(target, environment(context).get_template("route.html").render(view=view))


def write_pages(engine: Engine, iris: Iris, folder: Path, language: Language) -> list[Path]:
    """Write every document page and the index in both languages; returns the files.

    `index.html` and `<document>.html` are in `language`, `index.<other>.html` and `<document>.<other>.html` in the
    other one; each points to its twin.
    """
    documents = [document.id for document in read_documents(engine, iris, language)]
    endings: dict[Language, str] = {language: ".html", other_language(language): f".{other_language(language)}.html"}
    written = []
    for used, ending in endings.items():
        twin = endings[other_language(used)]
        for document in documents:
            target = folder / f"{document}{ending}"
            write_document_page(engine, iris, document, target, used, Neighbours(f"index{ending}", f"{document}{twin}"))
            written.append(target)
        pages = [(document, f"{document}{ending}") for document in documents]
        write_index(engine, iris, folder / f"index{ending}", used, pages, Neighbours("", f"index{twin}"))
        written.append(folder / f"index{ending}")
    return sorted(written)


def document_page(network: Network, language: Language, beside: Neighbours = ALONE, most: int = MOST_NODES) -> str:
    """Return the page of a network as one self-contained HTML text."""
    picture = draw(network, language, most)
    layout = lay_out(picture)
    document = network.document
    context = frame(language, beside, (LIBRARY, PAGE_SCRIPT), library=True) | {
        "document": document,
        "facts": page_data.facts(network, picture),
        "choices": page_data.choice_items(picture, layout.regions, document, language),
        "layers": page_data.layer_items(picture),
        "kinds": page_data.kind_items(picture),
        "forms": page_data.form_items(picture, language),
        "counted": picture.counted,
        "any_closed": any(drawn.node.closed for drawn in picture.nodes),
        "lock_path": page_data.LOCK_PATH,
        "tools": page_data.TOOLS,
        "columns": page_data.COLUMNS,
        "rows": page_data.table_rows(picture, language),
        "withheld": network.withheld,
        "unlinked": [drawn.node for drawn in picture.nodes if not drawn.linked],
        "about": _about(document, language),
        "outlines": page_data.outline_items(picture, layout),
        "regions": page_data.region_items(layout, document, language),
        "still_boxes": still_boxes(picture, layout),
        "still_lines": still_lines(picture, layout),
        "looks": page_data.look_items(),
        "line_looks": page_data.line_items(),
        "size": {"width": layout.width, "height": layout.height, "hub": page_data.hub(picture)},
        "words": page_data.script_words(picture, document, language),
    }
    nodes, edges = page_data.node_items(picture, layout), page_data.edge_items(picture, layout)
    return render_network(nodes, edges, "page.html", context)


def index_page(
    documents: Sequence[Document], language: Language, pages: dict[str, str], beside: Neighbours = ALONE
) -> str:
    """Return the list of documents as one self-contained HTML text."""
    return environment(frame(language, beside)).get_template("index.html").render(documents=documents, pages=pages)


def _about(document: Document, language: Language) -> list[tuple[str, str]]:
    period = f"{document.begins}–{document.ends}" if document.begins or document.ends else ""
    return [
        ("page-about-title", document.title),
        ("page-about-authority", document.authority),
        ("page-about-kind", document.kind),
        ("page-about-period", period or text("page-about-period-unknown", language)),
        ("page-about-scope", document.scope),
        ("page-about-hash", document.sha256),
    ]
