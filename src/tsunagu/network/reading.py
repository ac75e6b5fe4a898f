"""Reads the projection from an engine: four questions over the whole graph, none per node.

O(rows) time and memory. The questions (`queries/projection`) give one row per property of a thing; they are put
together and sorted here, so they are asked without their ORDER BY, which costs several times the answer itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from tsunagu.graph.iris import Iris
from tsunagu.network.model import Network
from tsunagu.network.records import Body, Concept, Duty, Interval, Link, Provision, Service, Words
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import Engine
from tsunagu.queries.parameters import fill

NODES = {"Body": "named", "ExpectedBody": "expected", "BodyType": "kind", "UnnamedPartner": "unnamed"}
"""Class of a node → its sort."""
CONCEPTS = {
    "Need": "need", "SupportFunction": "function", "SupportStage": "stage", "TargetGroup": "group", "Place": "place",
    "SourceDocument": "document", "InferenceRule": "rule",
}  # fmt: skip
"""Class of a concept → the name of its scheme here; other concepts go by their SKOS scheme."""


class Facts:
    """The properties of one thing, by the local name of the property."""

    def __init__(self, base: str) -> None:
        self._base = base
        self.classes: set[str] = set()
        self._values: dict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, name: str, value: str, language: str) -> None:
        """Take one value in."""
        self._values[name, language].append(value.removeprefix(self._base))

    def many(self, name: str) -> tuple[str, ...]:
        """Return all values without a language, sorted."""
        return tuple(sorted(set(self._values.get((name, ""), ()))))

    def one(self, name: str) -> str:
        """Return the first value without a language, or an empty text."""
        return min(self._values.get((name, ""), ()), default="")

    def short(self, name: str) -> str:
        """Return the last part of the first value: `stated` of `layer/stated`."""
        return self.one(name).rsplit("/", 1)[-1]

    def shorts(self, name: str) -> tuple[str, ...]:
        """Return the last parts of all values."""
        return tuple(value.rsplit("/", 1)[-1] for value in self.many(name))

    def words(self, *names: str) -> Words:
        """Return the first text in both languages of the first property that has one."""
        for name in names:
            found = Words(*(min(self._values.get((name, code), ()), default="") for code in ("ja", "en")))
            if found:
                return found
        return Words()

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the values in any language, sorted."""
        return tuple(sorted({value for (key, _), values in self._values.items() if key == name for value in values}))

    def day(self, name: str) -> date | None:
        """Return a date, or None."""
        value = self.one(name)
        return date.fromisoformat(value) if value else None

    @property
    def interval(self) -> Interval:
        """Return the period from validFrom to validUntil."""
        return Interval(self.day("validFrom"), self.day("validUntil"))


def read_network(engine: Engine, iris: Iris, revision: str = "") -> Network:
    """Return the whole network of the graph an engine answers from; O(rows)."""
    things = {name: gathered(engine, iris, f"projection-{name}") for name in
              ("bodies", "linkages", "services", "concepts")}  # fmt: skip
    statutes = {name: facts for name, facts in things["concepts"].items() if "Statute" in facts.classes}
    return Network(
        bodies={name: _body(name, facts) for name, facts in things["bodies"].items()},
        links=tuple(_link(name, facts) for name, facts in things["linkages"].items()),
        services=tuple(_service(*one) for one in things["services"].items() if "Service" in one[1].classes),
        duties=tuple(_duty(*one) for one in things["services"].items() if "TypeFunction" in one[1].classes),
        concepts={name: _concept(name, facts) for name, facts in things["concepts"].items() if _is_concept(facts)},
        provisions=dict(_provisions(things["concepts"], statutes)),
        revision=revision,
    )


def unordered(text: str) -> str:
    """Return a query without its last ORDER BY.

    >>> unordered("SELECT ?s { ?s ?p ?o } ORDER BY ?s")
    'SELECT ?s { ?s ?p ?o } '
    """
    return text[: text.rindex("ORDER BY")]


def gathered(engine: Engine, iris: Iris, query: str) -> Mapping[str, Facts]:
    """Return the properties of everything a question of the shape thing, class, property, value, language tells of."""
    found: dict[str, Facts] = {}
    text = unordered(fill(load_catalogue().get(query), {}, iris))
    for thing, kind, name, value, language in engine.select(text).rows:
        facts = found.setdefault(thing, Facts(iris.base))
        facts.classes.add(_local(kind))
        facts.add(_local(name), value, language)
    return {thing.removeprefix(iris.base): found[thing] for thing in sorted(found)}


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _body(name: str, facts: Facts) -> Body:
    sort = next(NODES[one] for one in NODES if one in facts.classes)
    return Body(
        name, sort, facts.words("label"), facts.one("kana"),
        facts.short("bodyKind") or facts.short("typeKind"), facts.many("bodyType"), facts.one("place"),
        facts.one("partOf"), facts.short("status"), facts.interval, facts.short("disclosure") or "public",
        facts.short("modality"), facts.many("legalBasis"), facts.many("inDocument"),
        tuple(sorted({*facts.texts("altLabel"), *facts.texts("formerName")})), facts.many("telephone"),
    )  # fmt: skip


def _link(name: str, facts: Facts) -> Link:
    return Link(
        name, facts.one("from"), facts.one("to"), facts.short("linkageKind"), facts.short("layer"),
        facts.short("status") or "in_operation",
        frozenset({*facts.many("forFunction"), *facts.many("fulfilsFunction")}),
        frozenset({*facts.many("forNeed"), *facts.many("meetsNeed")}), facts.words("purpose"),
        facts.words("condition"), facts.one("plannedFor"), facts.many("legalBasis"), facts.short("modality"),
        facts.short("wording"), facts.one("inferenceRule"), _origin(facts), facts.one("inDocument"), facts.one("about"),
        frozenset(facts.many("forGroup")), frozenset(facts.shorts("forPlaceKind")),
    )  # fmt: skip


def _origin(facts: Facts) -> str:
    return next((one for one in facts.many("wasDerivedFrom") if not one.startswith("document/")), "")


def _service(name: str, facts: Facts) -> Service:
    return Service(
        name, facts.one("provider"), facts.words("label"), frozenset(facts.many("fulfilsFunction")),
        frozenset(facts.many("meetsNeed")), frozenset(facts.many("forGroup")), frozenset(facts.many("notForGroup")),
        facts.shorts("channel"), "、".join(facts.texts("hours")), facts.texts("languageOffered"),
        "、".join(facts.texts("cost")), facts.one("entryPoint") == "true", facts.short("status"), facts.short("layer"),
        facts.short("disclosure") or "public", facts.one("inDocument"), facts.one("about"), facts.one("contactDesk"),
        facts.one("responsibleUnit"),
    )  # fmt: skip


def _duty(name: str, facts: Facts) -> Duty:
    return Duty(
        name, facts.one("bodyType"), facts.one("fulfilsFunction"), facts.short("layer"), facts.many("legalBasis"),
        facts.short("modality"), facts.short("wording"), facts.one("inferenceRule"), facts.short("confidence"),
        frozenset(facts.many("forNeed")), frozenset(facts.many("forGroup")), frozenset(facts.shorts("forPlaceKind")),
        facts.words("condition"),
    )  # fmt: skip


def _is_concept(facts: Facts) -> bool:
    return not facts.classes & {"Article", "Statute"}


def _concept(name: str, facts: Facts) -> Concept:
    scheme = next((CONCEPTS[one] for one in CONCEPTS if one in facts.classes), "") or facts.short("inScheme")
    return Concept(
        name, facts.words("prefLabel", "label", "title"), scheme, facts.many("metByFunction"),
        facts.many("firstContact"), facts.one("atStage"), int(facts.one("order") or 0), facts.short("placeKind"),
        facts.one("inPrefecture"), facts.one("authority"), facts.short("documentKind"), facts.short("status"),
        facts.interval, facts.words("scopeNote"), facts.one("sha256"),
    )  # fmt: skip


def _provisions(things: Mapping[str, Facts], statutes: Mapping[str, Facts]) -> Iterator[tuple[str, Provision]]:
    for name, facts in things.items():
        if name in statutes:
            yield name, Provision(name, facts.words("label"), label=facts.words("label"))
        elif "Article" in facts.classes:
            statute = statutes.get(facts.one("partOfStatute"))
            title = statute.words("label") if statute else Words()
            number, strength = facts.one("articleNumber"), (facts.short("modality"), facts.short("wording"))
            yield name, Provision(name, title, number, facts.words("label"), *strength)
