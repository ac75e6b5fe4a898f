"""Write the whole graph: TriG, N-Quads, JSON-LD, GraphML, Excel. Refuses to write a confidential place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from tsunagu.assets import asset_root
from tsunagu.disclosure.guard import Guard
from tsunagu.disclosure.shown import Shown
from tsunagu.graph.described import refuse_undescribed
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.queries.answers import Answer, make_answer
from tsunagu.queries.graphml import graphml
from tsunagu.queries.output import workbook
from tsunagu.writing import write_bytes

ExportFormat = Literal["trig", "nquads", "jsonld", "graphml", "xlsx"]
EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
SUFFIXES: dict[ExportFormat, str] = {
    "trig": ".trig", "nquads": ".nq", "jsonld": ".jsonld", "graphml": ".graphml", "xlsx": ".xlsx",
}  # fmt: skip


def export(home: Home, form: ExportFormat, target: Path, iris: Iris, guard: Guard) -> int:
    """Write the current build to `target`, whole or not at all; returns the number of quads.

    Raises `ConfidentialLeak` or `ReferenceUndescribed` before anything is written, `StoreProblem` where there is
    no build.
    """
    quads = list(parse(home.read("dataset.nq"), format=RdfFormat.N_QUADS))
    shown = guard.quads(quads)
    refuse_undescribed(quads, iris)
    write_bytes(target, render_export(shown, form, iris))
    return len(shown.value)


def render_export(shown: Shown[Sequence[Quad]], form: ExportFormat, iris: Iris) -> bytes:
    """The quads in one of `EXPORT_FORMATS`."""
    quads = shown.value
    if form == "nquads":
        return serialize(quads, format=RdfFormat.N_QUADS) or b""
    if form == "trig":
        return serialize(quads, format=RdfFormat.TRIG, prefixes=iris.prefixes) or b""
    if form == "jsonld":
        return _jsonld(quads)
    return graphml(quads, iris) if form == "graphml" else _xlsx(quads, iris)


def _jsonld(quads: Sequence[Quad]) -> bytes:
    loaded = json.loads(serialize(quads, format=RdfFormat.JSON_LD) or b"[]")
    context = json.loads((asset_root("ontology") / "context.jsonld").read_text(encoding="utf-8"))
    shape = {"@context": context.get("@context", context), "@graph": loaded}
    return (json.dumps(shape, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _labels(quads: Sequence[Quad], iris: Iris) -> dict[str, dict[str, str]]:
    wanted = iris.expand("rdfs:label")
    found: dict[str, dict[str, str]] = {}
    for quad in quads:
        if (
            quad.predicate.value == wanted
            and isinstance(quad.object, RdfLiteral)
            and isinstance(quad.subject, NamedNode)
        ):
            found.setdefault(quad.subject.value, {}).setdefault(quad.object.language or "", quad.object.value)
    return found


def _linkages(quads: Sequence[Quad], iris: Iris) -> dict[str, dict[str, str]]:
    wanted = {iris.expand(f"tsg:{name}"): name for name in ("from", "to", "linkageKind", "layer", "status")}
    found: dict[str, dict[str, str]] = {}
    for quad in quads:
        name = wanted.get(quad.predicate.value)
        if name and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            found.setdefault(quad.subject.value, {})[name] = quad.object.value
    return {iri: link for iri, link in sorted(found.items()) if {"from", "to", "linkageKind"} <= set(link)}


def _xlsx(quads: Sequence[Quad], iris: Iris) -> bytes:
    labels = _labels(quads, iris)

    def named(iri: str) -> str:
        return labels.get(iri, {}).get("ja", iri.removeprefix(iris.base))

    links = [
        [
            named(link["from"]),
            named(link["to"]),
            *(named(link.get(name, "")) for name in ("linkageKind", "layer", "status")),
            iri,
        ]
        for iri, link in _linkages(quads, iris).items()
    ]
    heads = ["連携元 / from", "連携先 / to", "種別 / kind", "根拠の層 / layer", "状態 / status", "IRI"]
    sheets = {"連携 linkages": make_answer(heads, links)}
    return workbook({**sheets, **_class_sheets(quads, iris, labels)})


_SHEETS = {
    "機関 bodies": "tsg:Body",
    "施策 measures": "tsg:Measure",
    "支援 services": "tsg:Service",
    "法令 statutes": "tsg:Statute",
}


def _class_sheets(quads: Sequence[Quad], iris: Iris, labels: dict[str, dict[str, str]]) -> dict[str, Answer]:
    kinds = {iris.expand(name): title for title, name in _SHEETS.items()}
    rows: dict[str, set[tuple[str, str, str, str]]] = {title: set() for title in _SHEETS}
    for quad in quads:
        if quad.predicate.value == iris.expand("rdf:type") and isinstance(quad.object, NamedNode):
            title = kinds.get(quad.object.value)
            if title and isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
                names = labels.get(quad.subject.value, {})
                graph = quad.graph_name.value.rsplit("/", 1)[-1]
                rows[title].add((names.get("ja", ""), names.get("en", ""), graph, quad.subject.value))
    heads = ["名称 / label ja", "英語名 / label en", "文書 / graph", "IRI"]
    return {title: make_answer(heads, sorted(found)) for title, found in rows.items()}
