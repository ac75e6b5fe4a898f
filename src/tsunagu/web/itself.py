"""Pages about the explorer itself: how accessible it is, what programs may ask of it, and its vocabulary."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from tsunagu.assets import asset_root
from tsunagu.graph.iris import Iris
from tsunagu.messages import Language
from tsunagu.web.frame import language_of, page
from tsunagu.web.openapi import description
from tsunagu.web.programs import AT_ONCE_EACH, FORMS, MEDIA, SECONDS, TABLES
from tsunagu.web.rates import A_SECOND, AT_FIRST
from tsunagu.web.site import site_of
from tsunagu.workspace import Workspace

TESTED_ON = date(2026, 11, 30)
"""When what only an eye can tell was last looked at; the rest is tested with every change."""
TERMS = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT ?term (SAMPLE(?named) AS ?label) (SAMPLE(?defined) AS ?said) (MAX(STR(?kind)) AS ?sort)
  (GROUP_CONCAT(DISTINCT STR(?wider); separator=" ") AS ?above)
WHERE {{ GRAPH ?graph {{
  VALUES ?kind {{ owl:Class owl:ObjectProperty owl:DatatypeProperty }}
  ?term a ?kind ; rdfs:label ?named ; skos:definition ?defined .
  FILTER(LANG(?named) = "{language}" && LANG(?defined) = "{language}")
  OPTIONAL {{ ?term rdfs:subClassOf|rdfs:subPropertyOf ?wider FILTER(isIRI(?wider)) }}
}} }} GROUP BY ?term ORDER BY ?term"""


@dataclass(frozen=True)
class Criterion:
    """A success criterion of JIS X 8341-3:2016: does it apply, how it was checked (empty where not), by which test."""

    number: str
    level: str
    name: str
    applies: bool
    checked: str
    test: str
    note: str


@dataclass(frozen=True)
class Term:
    """A class or property of the vocabulary: short name, label, definition, and what it is a kind of."""

    name: str
    label: str
    said: str
    above: str


@cache
def criteria(language: Language) -> tuple[Criterion, ...]:
    """The table of results, as `viz/accessibility.csv` holds it."""
    with (asset_root("viz") / "accessibility.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Criterion(row["criterion"], row["level"], row[language], row["applies"] == "yes", row["checked"],
                      row["test"], row[f"note_{language}"])
            for row in csv.DictReader(file)
        )  # fmt: skip


async def accessibility(request: Request) -> Response:
    """The statement, with the table of results as public bodies publish it."""
    rows = criteria(language_of(request))
    return page(request, "web/accessibility.html", {"rows": rows, "day": TESTED_ON.isoformat()})


async def interface(request: Request) -> Response:
    """What programs may ask: SPARQL, things as data, the JSON interface, and the limits."""
    server = str(request.base_url).rstrip("/")
    context = {
        "paths": description(server)["paths"], "server": server, "forms": FORMS, "graphs": MEDIA, "tables": TABLES,
        "limits": {"seconds": int(SECONDS), "at_once": AT_ONCE_EACH, "first": AT_FIRST, "rate": int(A_SECOND)},
    }  # fmt: skip
    return page(request, "web/interface.html", context)


def terms(workspace: Workspace, language: Language) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """The classes and the properties of the vocabulary that stand in the build, by short name."""
    iris, found = workspace.iris, dict[str, list[Term]]({"class": [], "property": []})
    namespace = iris.expand("tsg:")
    for iri, label, said, sort, above in workspace.sparql(TERMS.format(language=language)).value.rows:
        if iri.startswith(namespace):
            wider = ", ".join(_short(iris, held) for held in above.split())
            kind = "class" if sort.endswith("Class") else "property"
            found[kind].append(Term(_short(iris, iri), label, said, wider))
    return tuple((kind, tuple(held)) for kind, held in found.items())


def _short(iris: Iris, iri: str) -> str:
    """An IRI with its prefix in place of its namespace, where one is known."""
    known = ((prefix, space) for prefix, space in iris.prefixes.items() if iri.startswith(space))
    return next((f"{prefix}:{iri.removeprefix(space)}" for prefix, space in known), iri)


async def vocabulary(request: Request) -> Response:
    """The words of the graph: classes and properties with their definitions."""
    language = language_of(request)
    held = await site_of(request).answer(lambda workspace: terms(workspace, language))
    return page(request, "web/vocabulary.html", {"sorts": held}, scripts=("scripts/sort.js",))
