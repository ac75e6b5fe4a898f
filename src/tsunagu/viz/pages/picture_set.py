"""Pages that work from a memory stick: one file each, no network, no script needed to read them.

One file per language, not a switch inside one file: the `lang` attribute, the page title, the table without script
and the print are then right in each, and the file is half the size. Pages written together point to each other and
to the index; a page written alone stands alone. The same store gives byte-identical files.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tsunagu.disclosure.guard import Guard
from tsunagu.messages import LANGUAGES, Language
from tsunagu.network.statements import read_statements
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.viz.pages.frame import ALONE, Neighbours, frame, other_language
from tsunagu.viz.pages.pictures import DOCUMENTS, Pictures, standard_pictures
from tsunagu.viz.pages.shell import environment
from tsunagu.viz.scenes.document import Document, documents_held
from tsunagu.writing import Together, writing_together

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]


def write_pages(graph: BuiltGraph, guard: Guard, folder: Path, language: Language) -> list[Path]:
    """Write the pictures of `standard_pictures` and their index in both languages, all or none; returns the files.

    `index.html` and `<picture>.html` are in Japanese, `index.en.html` and `<picture>.en.html` in English, whatever the
    language of the machine: links that people share lead to the same page everywhere. Each points to its twin. The
    files in `language` come first.
    """
    statements = read_statements(graph)
    with writing_together() as files:
        for used in LANGUAGES:
            pictures = Pictures(graph, guard, used, statements)
            _write_language(files, pictures, folder, ending_of(used), ending_of(other_language(used)))
    return sorted(files.targets, key=lambda path: (path.name.endswith(".en.html") == (language == "ja"), path))


def ending_of(language: Language) -> str:
    """How the name of a page in a language ends: the same on every machine."""
    return ".html" if language == "ja" else f".{language}.html"


def _write_language(files: Together, pictures: Pictures, folder: Path, ending: str, twin: str) -> None:
    """Write every page of one language and its index; `twin` is the ending of the same pages in the other one."""
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for key, made in standard_pictures(pictures):
        links = []
        for picture in made:
            page = picture.page(Neighbours(f"index{ending}", f"{picture.stem}{twin}"))
            files.write(folder / f"{picture.stem}{ending}", page.encode("utf-8"))
            links.append((picture.title, f"{picture.stem}{ending}"))
        groups.append((key, links))
    documents = documents_held(pictures.network, pictures.language)
    pages = {document.id: f"{document.id}{ending}" for document in documents}
    index = index_page(documents, pictures.language, pages, Neighbours("", f"index{twin}"), groups)
    files.write(folder / f"index{ending}", index.encode("utf-8"))


def index_page(
    documents: Sequence[Document],
    language: Language,
    pages: dict[str, str],
    beside: Neighbours = ALONE,
    groups: Groups = (),
) -> str:
    """The list of pages as one self-contained HTML text."""
    template = environment(frame(language, beside)).get_template("index.html")
    shown = [(key, links) for key, links in groups if key != DOCUMENTS]
    return template.render(documents=documents, pages=pages, groups=shown)
