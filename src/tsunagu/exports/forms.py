"""Write the whole graph in a form others read. Refuses to write a confidential place.

RDF in full (TriG, N-Quads, JSON-LD), the network alone (GraphML, GEXF, two CSV files for Gephi), what can be used
(HSDS, schema.org), tables to read (Excel), and a release with all of these (RO-Crate). What each leaves out stands in
`docs/formats.md`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, get_args

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from tsunagu.assets import asset_root
from tsunagu.disclosure.guard import Guard
from tsunagu.disclosure.shown import Shown
from tsunagu.exports.crate import PartOfCrate, crate
from tsunagu.exports.drawn import network_of
from tsunagu.exports.gephi import edges_csv, nodes_csv
from tsunagu.exports.gexf import gexf
from tsunagu.exports.graphml import graphml
from tsunagu.exports.hsds import hsds
from tsunagu.exports.offers import Directory
from tsunagu.exports.schemaorg import schemaorg
from tsunagu.graph.about import DATASET
from tsunagu.graph.described import refuse_undescribed
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.queries.answers import Answer, make_answer
from tsunagu.queries.output import workbook
from tsunagu.writing import writing_together

ExportFormat = Literal[
    "trig", "nquads", "jsonld", "graphml", "gexf", "gephi", "hsds", "schemaorg", "xlsx", "crate"
]  # fmt: skip
EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
SUFFIXES: dict[ExportFormat, tuple[str, ...]] = {
    "trig": (".trig",), "nquads": (".nq",), "jsonld": (".jsonld",), "graphml": (".graphml",), "gexf": (".gexf",),
    "gephi": ("-nodes.csv", "-edges.csv"), "hsds": (".hsds.json",), "schemaorg": (".schema.jsonld",),
    "xlsx": (".xlsx",), "crate": (".crate.zip",),
}  # fmt: skip
"""How the names of the files of a form end."""
_IN_CRATE: tuple[tuple[ExportFormat, str, str], ...] = (
    ("nquads", "application/n-quads", "https://www.w3.org/TR/n-quads/"),
    ("graphml", "application/xml", "http://graphml.graphdrawing.org/specification.html"),
    ("gexf", "application/xml", "https://gexf.net/schema.html"),
    ("gephi", "text/csv", "https://www.rfc-editor.org/rfc/rfc4180"),
    ("hsds", "application/json", "https://docs.openreferral.org/en/v3.1.0/"),
    ("schemaorg", "application/ld+json", "https://schema.org/docs/schemas.html"),
)
"""Form, media type and the page of the format of what a release holds."""


def export(home: Home, form: ExportFormat, target: Path, iris: Iris, guard: Guard) -> int:
    """Write the current build to `target`, whole or not at all; returns the number of quads.

    A form of two files puts both beside each other (`files_of`). Raises `ConfidentialLeak` or `ReferenceUndescribed`
    before anything is written, `StoreProblem` where there is no build.
    """
    quads = list(parse(home.read("dataset.nq"), format=RdfFormat.N_QUADS))
    shown = guard.quads(quads)
    refuse_undescribed(quads, iris)
    made = render_export(shown, form, iris)
    with writing_together() as files:
        for path, data in zip(files_of(form, target), made.values(), strict=True):
            files.write(path, data)
    return len(shown.value)


def files_of(form: ExportFormat, target: Path) -> tuple[Path, ...]:
    """The files `export` writes: `target`, or for a form of two files two that are called after it.

    >>> [path.name for path in files_of("gephi", Path("network.csv"))]
    ['network-nodes.csv', 'network-edges.csv']
    """
    ends = SUFFIXES[form]
    return (target,) if len(ends) == 1 else tuple(target.with_name(f"{target.stem}{end}") for end in ends)


def render_export(shown: Shown[Sequence[Quad]], form: ExportFormat, iris: Iris) -> Mapping[str, bytes]:
    """The quads in one of `EXPORT_FORMATS`: for each of its `SUFFIXES` a file."""
    quads = shown.value
    if form == "crate":
        data: tuple[bytes, ...] = (_crate(shown, iris),)
    elif form in ("graphml", "gexf", "gephi"):
        data = _network(quads, form, iris)
    elif form in ("hsds", "schemaorg"):
        data = (_offers(quads, form, iris),)
    else:
        data = (_xlsx(quads, iris) if form == "xlsx" else _rdf(quads, form, iris),)
    return dict(zip(SUFFIXES[form], data, strict=True))


def _rdf(quads: Sequence[Quad], form: ExportFormat, iris: Iris) -> bytes:
    if form == "nquads":
        return serialize(quads, format=RdfFormat.N_QUADS) or b""
    if form == "trig":
        return serialize(quads, format=RdfFormat.TRIG, prefixes=iris.prefixes) or b""
    return _jsonld(quads)


def _network(quads: Sequence[Quad], form: ExportFormat, iris: Iris) -> tuple[bytes, ...]:
    network = network_of(quads, iris)
    if form == "gephi":
        return nodes_csv(network), edges_csv(network)
    return (graphml(network) if form == "graphml" else gexf(network),)


def _offers(quads: Sequence[Quad], form: ExportFormat, iris: Iris) -> bytes:
    directory = Directory(quads, iris)
    return hsds(directory) if form == "hsds" else schemaorg(directory, iris.base + DATASET)


def _crate(shown: Shown[Sequence[Quad]], iris: Iris) -> bytes:
    parts = [PartOfCrate(f"tsunagu{end}", data, media, reference, form) for form, media, reference in _IN_CRATE
             for end, data in render_export(shown, form, iris).items()]  # fmt: skip
    return crate(parts, iris.base + DATASET, _revision(shown.value, iris))


def _revision(quads: Sequence[Quad], iris: Iris) -> str:
    """What the dataset says its revision is; empty where it says nothing of itself."""
    dataset, name = NamedNode(iris.base + DATASET), NamedNode(iris.expand("tsg:revision"))
    found = (quad.object for quad in quads if quad.subject == dataset and quad.predicate == name)
    return next((value.value for value in found if isinstance(value, RdfLiteral)), "")


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
