"""What quads say, by subject and property, as writers of other formats ask for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from tsunagu.graph.iris import Iris
from tsunagu.messages import LANGUAGES, Language

OPEN_DAYS = frozenset({"0001-01-01", "9999-12-31"})
"""Days written where none is known."""
BETWEEN = "；"
NAMES = ("rdfs:label", "skos:prefLabel", "dcterms:title")


class Statements:
    """What quads say, by subject and property; a property is named as the vocabulary names it (`tsg:from`)."""

    def __init__(self, quads: Iterable[Quad], iris: Iris, names: Iterable[str]) -> None:
        self.iris = iris
        self._short = {iris.expand(name): name for name in (*NAMES, *names)}
        self._said: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            name = self._short.get(quad.predicate.value)
            if name and isinstance(quad.subject, NamedNode) and isinstance(quad.object, (NamedNode, Literal)):
                self._said[quad.subject.value][name].append(quad.object)

    def subjects_of(self, kinds: Iterable[str]) -> dict[str, str]:
        """Every resource of some classes, in order, with the first of these classes it has."""
        known = {self.iris.expand(kind): kind for kind in kinds}
        found = {
            subject: next(known[kind] for kind in known if kind in held)
            for subject, said in self._said.items()
            if not known.keys().isdisjoint(held := {kind.value for kind in said.get("rdf:type", ())})
        }
        return dict(sorted(found.items()))

    def many(self, subject: str, *names: str) -> list[str]:
        """All values of some properties, each once, sorted."""
        said = self._said.get(subject, {})
        return sorted({value.value for name in names for value in said.get(name, ())})

    def first(self, subject: str, name: str) -> str:
        """The first value in the order of the alphabet; empty where there is none."""
        return next(iter(self.many(subject, name)), "")

    def only(self, subject: str, name: str, language: Language) -> str:
        """A text in one language alone; empty where it is said in none or another."""
        return next((value.value for value in self._said.get(subject, {}).get(name, ())
                     if isinstance(value, Literal) and value.language == language), "")  # fmt: skip

    def word(self, subject: str, name: str, language: Language) -> str:
        """A text in one language, else in the other."""
        said = {value.language: value.value for value in self._said.get(subject, {}).get(name, ())
                if isinstance(value, Literal)}  # fmt: skip
        return said.get(language) or next((said[code] for code in LANGUAGES if code in said), "")

    def label(self, subject: str, language: Language) -> str:
        """What a thing is called; the end of its IRI where it has no name."""
        named = (self.word(subject, name, language) for name in NAMES)
        return next((word for word in named if word), subject.rsplit("/", 1)[-1])

    def labels(self, subject: str, name: str, language: Language) -> str:
        """What the values of a property are called, joined."""
        return BETWEEN.join(self.label(value, language) for value in self.many(subject, name))

    def day(self, subject: str, *names: str) -> str:
        """The first day of some properties that is known."""
        return next((day for name in names if (day := self.first(subject, name)) and day not in OPEN_DAYS), "")

    def places(self, fact: str, language: Language = "ja") -> list[str]:
        """Where a fact stands: document, section and row of each place, in the order of their locators."""
        found = []
        for locator in self.many(fact, "tsg:locator"):
            rows = BETWEEN.join(self.many(locator, "tsg:item"))
            parts = (self.labels(locator, "tsg:inDocument", language), self.first(locator, "tsg:section"), rows)
            found.append(" › ".join(part for part in parts if part))
        return found


def tail(iri: str) -> str:
    """The last segment of an IRI.

    >>> tail("https://w3id.org/tsunagu/layer/stated")
    'stated'
    """
    return iri.rsplit("/", 1)[-1]
