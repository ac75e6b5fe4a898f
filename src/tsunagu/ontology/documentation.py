"""HTML documentation of the vocabulary that opens offline: pyLODE's page, guarded, and a page of all schemes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from rdflib import Graph, Literal
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS
from rdflib.term import Node

from tsunagu.errors import TsunaguError
from tsunagu.ontology.vocabulary import SCHEME_FILES, Namespaces, load
from tsunagu.writing import writing_together

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_LOADING: Final = frozenset({"src", "srcset", "data", "poster", "background", "action", "formaction", "xlink:href"})
_STYLE_LOAD: Final = re.compile(r"@import|url\(\s*['\"]?(?!data:|#)", re.IGNORECASE)
_HREF_LOADS: Final = frozenset({"link", "use", "image", "base"})


class DocumentationToolMissing(TsunaguError):
    """pyLODE is not installed, or not usable as installed."""


class OutsideRequest(TsunaguError):
    """A page would load something from outside; nothing was written."""


def write_documentation(folder: Path, names: Namespaces | None = None) -> tuple[Path, ...]:
    """Write `index.html` (terms, by pyLODE) and `schemes.html` (controlled lists) into `folder`.

    Both show Japanese and English and load nothing, which is checked before anything is written and
    which a content security policy in each page enforces. Raises `DocumentationToolMissing`,
    `OutsideRequest`.
    """
    names = names or Namespaces()
    pages = {"index.html": _terms_page(names), "schemes.html": _schemes_page(load(SCHEME_FILES, names))}
    for name, page in pages.items():
        refuse_outside_requests(page, name)
    with writing_together() as files:
        for name, page in pages.items():
            files.write(folder / name, page.encode("utf-8"))
    return tuple(folder / name for name in pages)


def _terms_page(names: Namespaces) -> str:
    """pyLODE's page of the ontology with policy, language and a way to the schemes."""
    try:
        from pylode import OntPub  # noqa: PLC0415 - only developers have it
    except (ImportError, OSError) as error:
        raise DocumentationToolMissing("documentation-tool-missing", reason=str(error)) from error
    page: str = OntPub(_joined_labels(load(("tsunagu.ttl",), names))).make_html()
    page = re.sub(r"<html[^>]*>", '<html lang="ja">', page, count=1)
    page = re.sub(r"\n[ \t]+(?=<)", "\n", page)  # a third of the page was indentation
    page = re.sub(r"<head>", f"<head>{_guard()}", page, count=1)
    link = '<p><a href="schemes.html">統制語の一覧 / Controlled lists</a></p>'
    return re.sub(r"(<body[^>]*>)", rf"\g<1>{link}", page, count=1)


def _joined_labels(graph: Graph) -> Graph:
    """`graph` with each Japanese and English label as one, for pyLODE runs them together."""
    for predicate in (RDFS.label, DCTERMS.title):
        for subject in set(graph.subjects(predicate, None)):
            texts = {getattr(value, "language", None): str(value) for value in graph.objects(subject, predicate)}
            if {"ja", "en"} <= texts.keys():
                graph.set((subject, predicate, Literal(f"{texts['ja']} / {texts['en']}")))
    return graph


def _guard() -> str:
    """The head lines every page starts with."""
    return (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    )


def _schemes_page(schemes: Graph) -> str:
    """A page with one table per concept scheme."""
    found = sorted(schemes.subjects(RDF.type, SKOS.ConceptScheme), key=str)
    body = "\n".join(_scheme_section(schemes, scheme) for scheme in found)
    style = "body{font-family:sans-serif;max-width:70rem;margin:auto;padding:1rem}table{border-collapse:collapse}"
    style += "th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    return (
        f'<!DOCTYPE html>\n<html lang="ja"><head>{_guard()}<title>統制語の一覧 / Controlled lists</title>'
        f"<style>{style}</style></head>\n<body><main><h1>統制語の一覧 / Controlled lists</h1>"
        f'<p><a href="index.html">用語 / Terms</a></p>\n{body}\n</main></body></html>\n'
    )


def _scheme_section(graph: Graph, scheme: Node) -> str:
    """Heading, definition and table of one scheme."""
    concepts = sorted(graph.subjects(SKOS.inScheme, scheme), key=str)
    rows = "\n".join(_concept_row(graph, concept) for concept in concepts)
    head = "<tr><th>値 / value</th><th>名称 / label</th><th>定義 / definition</th></tr>"
    table = f"<table>\n{head}\n{rows}\n</table>" if rows else ""
    title, meaning = _both(graph, scheme, SKOS.prefLabel), _both(graph, scheme, SKOS.definition)
    return f"<section><h2>{title}</h2><p><code>{escape(str(scheme))}</code></p><p>{meaning}</p>{table}</section>"


def _concept_row(graph: Graph, concept: Node) -> str:
    """One concept as a table row."""
    value = escape(str(graph.value(concept, SKOS.notation)))
    cells = f"<code>{value}</code>", _both(graph, concept, SKOS.prefLabel), _both(graph, concept, SKOS.definition)
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _both(graph: Graph, subject: Node, predicate: Node) -> str:
    """The Japanese and the English text, each marked with its language."""
    texts = {getattr(value, "language", ""): str(value) for value in graph.objects(subject, predicate)}
    return " / ".join(f'<span lang="{code}">{escape(texts.get(code, ""))}</span>' for code in ("ja", "en"))


def refuse_outside_requests(page: str, name: str) -> None:
    """Raise `OutsideRequest` where opening `page` would fetch anything; plain hyperlinks are fine."""
    found = tuple(outside_requests(page))
    if found:
        raise OutsideRequest("outside-request", page=name, found=found)


def outside_requests(page: str) -> Iterable[str]:
    """What opening `page` would fetch: sources, style sheets, imports, frames, refreshes."""
    scanner = _Scanner()
    scanner.feed(page)
    scanner.close()
    return scanner.found


class _Scanner(HTMLParser):
    """Collects everything in a page that a browser loads by itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes that make a browser load."""
        self._in_style = tag == "style"
        for attribute, value in attrs:
            if self._loads(tag, attribute, (value or "").strip()):
                self.found.append(f"<{tag} {attribute}={value}>")
        if tag == "meta" and ("http-equiv", "refresh") in [(key, (value or "").lower()) for key, value in attrs]:
            self.found.append("<meta refresh>")

    def handle_endtag(self, tag: str) -> None:
        """Leave a style element."""
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        """Look for imports and remote urls in style sheets."""
        if self._in_style and _STYLE_LOAD.search(data):
            self.found.append(f"<style> {data.strip()[:60]}")

    @staticmethod
    def _loads(tag: str, attribute: str, value: str) -> bool:
        if attribute == "style":
            return bool(_STYLE_LOAD.search(value))
        loading = attribute in _LOADING or (attribute == "href" and tag in _HREF_LOADS)
        return loading and bool(value) and not value.startswith(("data:", "#"))
