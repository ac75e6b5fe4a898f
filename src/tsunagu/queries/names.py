"""Find things by name: part of a name, reading in kana, alias, former name, or id."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from tsunagu.errors import NameUnknown
from tsunagu.graph.iris import Iris
from tsunagu.graph.problems import nearest
from tsunagu.queries.engines import Engine

_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
CLASSES = (
    "tsg:Body", "tsg:ExpectedBody", "tsg:BodyType", "tsg:Measure", "tsg:Service", "tsg:Statute", "tsg:Article",
    "tsg:LocalLaw", "tsg:Place", "tsg:SupportFunction", "tsg:Need", "tsg:SourceDocument",
    "tsg:EmergencyNumber",
)  # fmt: skip
_NAMING = (
    "rdfs:label", "skos:prefLabel", "skos:altLabel", "tsg:kana", "tsg:formerName", "dcterms:title", "tsg:printedForm",
    "dcterms:identifier", "tsg:row",
    "tsg:number",
)  # fmt: skip
EXACT, PREFIX, PART = 0, 1, 2
MOST_SHOWN = 8


@dataclass(frozen=True, order=True)
class Found:
    """Something a name may mean. `rank`: 0 the whole name, 1 its beginning, 2 a part of it."""

    rank: int
    kind_order: int
    label: str
    iri: str
    kind: str
    matched: str


def folded(text: str) -> str:
    """Return a name in the form names are compared in: NFKC, lower case, hiragana, no blanks.

    >>> folded("シミン ソウダンカ")
    'しみんそうだんか'
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA)
    return "".join(plain.split())


def _index_query(iris: Iris, classes: tuple[str, ...]) -> str:
    kinds = " ".join(f"<{iris.expand(name)}>" for name in classes)
    names = " ".join(f"<{iris.expand(name)}>" for name in _NAMING)
    label = f"OPTIONAL {{ ?iri <{iris.expand('rdfs:label')}> ?label FILTER(LANG(?label) = 'ja') }}"
    return f"""SELECT DISTINCT ?iri ?kind ?name ?label WHERE {{
      VALUES ?kind {{ {kinds} }} VALUES ?naming {{ {names} }}
      ?iri a ?kind ; ?naming ?name . {label} }}"""


def find(engine: Engine, name: str, iris: Iris, classes: tuple[str, ...] = CLASSES) -> list[Found]:
    """Return everything `name` may mean, best first; O(names) each call.

    Raises `NameUnknown` with the closest name where nothing answers.
    """
    wanted = folded(name)
    order = {iris.expand(short): number for number, short in enumerate(classes)}
    best: dict[str, Found] = {}
    known: set[str] = set()
    for row in engine.select(_index_query(iris, classes)).as_dicts():
        known.add(row["name"])
        rank = EXACT if name in (row["iri"], row["iri"].removeprefix(iris.base)) else _rank(wanted, folded(row["name"]))
        if rank is None:
            continue
        found = Found(rank, order[row["kind"]], row["label"] or row["name"], row["iri"], row["kind"], row["name"])
        if row["iri"] not in best or found < best[row["iri"]]:
            best[row["iri"]] = found
    if not best:
        raise NameUnknown("name-unknown", name=name, near=nearest(name, known) or "-")
    return sorted(best.values())


def find_one(engine: Engine, name: str, iris: Iris, classes: tuple[str, ...]) -> Found:
    """Return the one thing `name` means.

    Raises `NameUnknown` where nothing answers, and where several answer equally well: a route must not
    start at a desk the user did not mean.
    """
    found = find(engine, name, iris, classes)
    equal = [one for one in found if one.rank == found[0].rank]
    if len(equal) > 1:
        shown = tuple(f"{one.label} ({one.iri.removeprefix(iris.base)})" for one in equal[:MOST_SHOWN])
        raise NameUnknown("name-ambiguous", name=name, count=len(equal), shown=shown)
    return found[0]


def _rank(wanted: str, name: str) -> int | None:
    if not wanted or wanted not in name:
        return None
    if wanted == name:
        return EXACT
    return PREFIX if name.startswith(wanted) else PART
