"""IRIs: readable, ASCII, stable, under one configurable base."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from urllib.parse import quote

DEFAULT_BASE = "https://w3id.org/tsunagu/"

FOREIGN_PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "adms": "http://www.w3.org/ns/adms#",
    "org": "http://www.w3.org/ns/org#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "time": "http://www.w3.org/2006/time#",
    "qb": "http://purl.org/linked-data/cube#",
    "void": "http://rdfs.org/ns/void#",
}

# Where the concepts of a table live: table id prefix, path of the concept IRIs.
CONCEPT_TABLES = {
    "body_types": ("bt_", "body-type"),
    "functions": ("fn_", "function"),
    "needs": ("nd_", "need"),
    "target_groups": ("tg_", "target-group"),
    "stages": ("st_", "stage"),
    "circumstances": ("ci_", "circumstance"),
}
_ARTICLE = re.compile(r"^(?P<article>\d+(?:の\d+)*)(?:\((?P<paragraph>\d+)\))?(?:\[(?P<item>\d+(?:の\d+)*)\])?$")


@cache
def slug(text: str) -> str:
    """A text as one readable segment of a path: brackets dropped, / written _, the rest percent-encoded.

    >>> slug("III-1-(5)-4")
    'III-1-5-4'
    """
    return quote(re.sub(r"[()\[\]]", "", text.replace("/", "_")), safe="-._~")


def article_path(article: str) -> str | None:
    """The path of a provision below its statute, None where `article` is not written as `8の3(1)[2]`.

    >>> article_path("2の3(1)")
    'Article_2_3/Paragraph_1'
    """
    found = _ARTICLE.match(article)
    if not found:
        return None
    path = "Article_" + found["article"].replace("の", "_")
    if found["paragraph"]:
        path += f"/Paragraph_{found['paragraph']}"
    if found["item"]:
        path += "/Item_" + found["item"].replace("の", "_")
    return path


@dataclass(frozen=True)
class Iris:
    """Mints every IRI under `base`, which ends with / or #."""

    base: str = DEFAULT_BASE

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Prefix → namespace, the project's own `tsg` among them."""
        return {"tsg": self.base + "ns#", **FOREIGN_PREFIXES}

    def expand(self, short: str) -> str:
        """The full IRI of a prefixed name (`tsg:about`); raises `KeyError` for an unknown prefix."""
        prefix, _, local = short.partition(":")
        return self.prefixes[prefix] + local

    def path(self, *parts: str) -> str:
        """The IRI of a thing below the base; each part becomes one segment."""
        return self.base + "/".join(slug(part) for part in parts)

    def graph(self, name: str) -> str:
        """The IRI of a named graph: `name` is a document id, `japan`, `inferred`, `vocabulary` or `about`."""
        return self.path("graph", name)

    def concept(self, scheme: str, value: str) -> str:
        """The IRI of one choice of a column: `stated` of the scheme `layer` is `layer/stated` below the base."""
        return self.path(scheme, value)

    def table_concept(self, table: str, key: str) -> str:
        """The IRI of the concept a row of one of the `CONCEPT_TABLES` stands for: `nd_dv` is `need/dv`."""
        prefix, path = CONCEPT_TABLES[table]
        return self.path(path, key.removeprefix(prefix).replace("_", "-"))

    def law(self, egov_id: str) -> str:
        """The IRI of a statute by its e-Gov law id (法令ID), or by its own id where it has none."""
        return self.path("law", egov_id)
