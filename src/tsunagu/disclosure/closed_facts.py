"""What a set of quads says about closed bodies: who is one, what is said of them, what leads to them.

The tables were cleaned before (`tsunagu.graph.withholding`); this looks at quads from anywhere, as the last guard
before a store or an export. A body is closed where it or its kind is confidential, where its names say that it may be
one, or where it is part of one, unless a `tsg:DisclosureDecision` says otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

from tsunagu.disclosure.naming import OPERATING, UNTOLD_CONDITION, closed_label, is_opaque, joined_labels
from tsunagu.disclosure.places import trace_of
from tsunagu.disclosure.texts import NAMING
from tsunagu.disclosure.words import closed_words
from tsunagu.graph.cells import LIST_MARK
from tsunagu.graph.concept_words import concept_words
from tsunagu.graph.iris import Iris

CALLED = (*NAMING, "dcterms:identifier")
OF_CLOSED_BODY = frozenset(
    {
        "rdf:type", "rdfs:label", "dcterms:identifier", "tsg:kana", "tsg:bodyKind", "tsg:bodyType", "tsg:place",
        "tsg:status", "tsg:disclosure", "tsg:inDocument", "prov:wasDerivedFrom", "tsg:locator", "tsg:standsFrom",
        "tsg:standsUntil", "tsg:frontDoor",
    }
)  # fmt: skip
OPEN_DAYS = frozenset({"0001-01-01", "9999-12-31"})
"""Days written where none is known; the life of a closed body is not told."""
TO_CLOSED_BODY = frozenset({"tsg:from", "tsg:to", "tsg:provider"})
OF_CLOSED_FACT = frozenset(
    {
        "rdf:type", "rdfs:label", "dcterms:identifier", "tsg:about", "tsg:from", "tsg:to", "tsg:linkageKind",
        "tsg:forFunction", "tsg:forNeed", "tsg:purpose", "tsg:condition", "tsg:layer", "tsg:status", "tsg:plannedFor",
        "tsg:inDocument", "prov:wasDerivedFrom", "tsg:locator", "tsg:legalBasis", "tsg:inferenceRule", "tsg:wording",
        "tsg:modality", "tsg:provider", "tsg:fulfilsFunction", "tsg:meetsNeed", "tsg:forGroup", "tsg:notForGroup",
        "tsg:channel", "tsg:channelsInWords", "tsg:entryPoint", "tsg:plannedEntryPoint", "tsg:labelKind",
        "tsg:disclosure", "tsg:standsFrom",
        "tsg:standsUntil", "tsg:contactDesk",
    }
)  # fmt: skip
OF_SECRET_KIND = OF_CLOSED_FACT | {"tsg:printedForm"}
OF_DUTY = OF_SECRET_KIND | {"dcterms:source", "tsg:sourceNote", "tsg:confidence", "skos:note", "tsg:forPlaceKind"}

Said = tuple[str, str]
"""A subject and the predicate that says too much."""


class ClosedFacts:
    """An index of quads by subject; O(quads) to build, and to walk."""

    def __init__(self, quads: Sequence[Quad], iris: Iris) -> None:
        self.iris = iris
        self.said: dict[str, list[tuple[str, NamedNode | Literal]]] = defaultdict(list)
        self.short = {iris.expand(name): name for name in (*OF_CLOSED_BODY, *OF_DUTY, *CALLED, *_USED)}
        self.pointing: dict[str, set[str]] = defaultdict(set)
        short, said, pointing = self.short, self.said, self.pointing
        for subject, predicate, value, _ in quads:
            if not isinstance(subject, NamedNode):
                continue
            name, of = subject.value, predicate.value
            if isinstance(value, NamedNode):
                said[name].append((short.get(of, of), value))
                pointing[value.value].add(name)
            elif isinstance(value, Literal):
                said[name].append((short.get(of, of), value))

    def values(self, subject: str, *predicates: str) -> list[str]:
        """Every value of some predicates of a subject."""
        return [value.value for name, value in self.said.get(subject, ()) if name in predicates]

    def _subjects(self, predicate: str, value: str) -> set[str]:
        wanted = (predicate, NamedNode(value))
        return {subject for subject in self.pointing[value] if wanted in self.said[subject]}

    @cached_property
    def of_class(self) -> dict[str, set[str]]:
        """The subjects of each class that matters here."""
        return {name: self._subjects("rdf:type", self.iris.expand(name)) for name in _CLASSES}

    @cached_property
    def opened(self) -> set[str]:
        """Bodies a reviewed decision says are no closed ones."""
        closed = self.iris.concept("disclosure", "confidential")
        found: set[str] = set()
        for decision in self.of_class["tsg:DisclosureDecision"]:
            if closed not in self.values(decision, "tsg:decidedLevel"):
                found.update(self.values(decision, "tsg:decidedFor"))
        return found

    @cached_property
    def confidential(self) -> set[str]:
        """Every subject with the disclosure level `confidential`: bodies, kinds, expected bodies, services."""
        return self._subjects("tsg:disclosure", self.iris.concept("disclosure", "confidential"))

    @cached_property
    def secret_kinds(self) -> set[str]:
        """IRIs of the kinds of bodies whose place is secret."""
        return self.confidential & self.of_class["tsg:BodyType"]

    @cached_property
    def bodies(self) -> set[str]:
        """IRIs of the closed bodies: confidential, of a secret kind, so named, or part of one; not those opened."""
        apart = self.of_class["tsg:BodyType"] | self.of_class["tsg:ExpectedBody"] | self.of_class["tsg:Service"]
        found = self.confidential - apart
        for body in self.of_class["tsg:Body"] - self.opened:
            kinds = self.secret_kinds.intersection(self.values(body, "tsg:bodyType"))
            named = any(closed_words().in_name(name) for name in (*self.values(body, *CALLED), _last(body)))
            if (kinds or named) and body not in apart:
                found.add(body)
        return self._with_parts(found)

    def _with_parts(self, found: set[str]) -> set[str]:
        parts: dict[str, set[str]] = defaultdict(set)
        for body in self.of_class["tsg:Body"]:
            for above in self.values(body, "tsg:partOf"):
                parts[above].add(body)
        waiting = list(found)
        while waiting:
            for body in parts[waiting.pop()] - found - self.opened:
                found.add(body)
                waiting.append(body)
        return found

    @cached_property
    def secret_ends(self) -> set[str]:
        """Closed bodies, secret kinds, and bodies law expects of such a kind."""
        return self.bodies | self.confidential - self.of_class["tsg:Service"]

    def leaks(self) -> Iterator[Said]:
        """Every statement that says more of a closed body than it may."""
        for body in sorted(self.bodies):
            yield from self._of_body(body)
        for subject in sorted(self.near):
            yield from self._of_fact(subject, self.said[subject])

    @cached_property
    def near(self) -> set[str]:
        """Whatever points at a closed body or a secret kind, or is confidential itself."""
        pointing = (self.pointing[end] for end in self.secret_ends)
        return self.confidential.union(*pointing)

    def _of_body(self, body: str) -> Iterator[Said]:
        if not is_opaque(_last(body)):
            yield body, "IRI"
        wanted = self._closed_labels(body)
        for name, value in self.said[body]:
            fits = {
                "rdfs:label": value.value in wanted,
                "dcterms:identifier": is_opaque(value.value),
                "tsg:kana": not trace_of(value.value),
                "tsg:standsFrom": value.value in OPEN_DAYS,
                "tsg:standsUntil": value.value in OPEN_DAYS,
            }
            if name not in OF_CLOSED_BODY or not fits.get(name, True):
                yield body, name
        yield from self._of_locator(body)

    def _closed_labels(self, body: str) -> tuple[str, str]:
        kinds = [self._labels(kind) for kind in sorted(set(self.values(body, "tsg:bodyType")))]
        places = [self._labels(place) for place in self.values(body, "tsg:place")]
        return closed_label(kinds, places[0] if places else None)

    def _labels(self, subject: str) -> tuple[str, str]:
        found = {
            value.language: value.value
            for name, value in self.said.get(subject, ())
            if name == "rdfs:label" and isinstance(value, Literal)
        }
        return found.get("ja", ""), found.get("en", "")

    def _of_fact(self, subject: str, facts: Sequence[tuple[str, NamedNode | Literal]]) -> Iterator[Said]:
        closed = [name for name, value in facts if isinstance(value, NamedNode) and value.value in self.bodies]
        for name in closed:
            if name not in TO_CLOSED_BODY:
                yield subject, name
        linked = any(name in ("tsg:from", "tsg:to") and value.value in self.secret_ends for name, value in facts)
        service = subject in self.of_class["tsg:Service"] and (closed or subject in self.confidential)
        if not (linked or service):
            return
        if closed or service:
            yield from self._of_touching(subject, facts, running=bool(closed))
        else:
            yield from self._of_kind_linkage(subject, facts)

    def _of_touching(
        self, subject: str, facts: Sequence[tuple[str, NamedNode | Literal]], *, running: bool
    ) -> Iterator[Said]:
        operating = {self.iris.concept("linkage-kind", kind) for kind in OPERATING}
        doors = {door for body in self.values(subject, "tsg:provider") for door in self.values(body, "tsg:frontDoor")}
        for name, value in facts:
            runs = running and name == "tsg:linkageKind" and value.value in operating
            named = name == "dcterms:identifier" and not is_opaque(value.value)
            desk = name == "tsg:contactDesk" and value.value not in doors
            allowed = name in OF_CLOSED_FACT and self._is_controlled(subject, name, value)
            if runs or named or desk or not allowed:
                yield subject, name
        yield from self._of_locator(subject)

    def _of_kind_linkage(self, subject: str, facts: Sequence[tuple[str, NamedNode | Literal]]) -> Iterator[Said]:
        allowed = OF_DUTY if subject in self.of_class["tsg:LinkageDuty"] else OF_SECRET_KIND
        law = subject in self.of_class["tsg:LinkageDuty"]
        for name, value in facts:
            if law and name in ("dcterms:source", "tsg:sourceNote", "skos:note"):
                continue
            if name not in allowed or not self._is_controlled(subject, name, value):
                yield subject, name
        for locator in self.values(subject, "tsg:locator"):
            for span in self.values(locator, "tsg:span"):
                if any(not _says_kind(anchor) for anchor in self.values(span, "tsg:anchor")):
                    yield subject, "tsg:anchor"

    def _of_locator(self, subject: str) -> Iterator[Said]:
        for locator in self.values(subject, "tsg:locator"):
            if self.values(locator, "tsg:span"):
                yield subject, "tsg:span"

    def _is_controlled(self, subject: str, name: str, value: NamedNode | Literal) -> bool:
        if not isinstance(value, Literal) or value.datatype.value.endswith(("#boolean", "#date")):
            return True
        if name == "tsg:condition":
            return value.value in UNTOLD_CONDITION or value.value in self.conditions
        if name == "tsg:purpose":
            return value.value in self._functions(subject)
        if name == "rdfs:label":
            if subject in self.of_class["tsg:Service"]:
                return value.value in self._functions(subject)
            return value.value in self._arrows(subject)
        if name == "tsg:channelsInWords":
            return set(value.value.split(LIST_MARK)) <= _channel_words()
        if name == "tsg:printedForm":
            return _says_kind(value.value)
        return name == "dcterms:identifier" or not trace_of(value.value)

    @cached_property
    def conditions(self) -> set[str]:
        """Reviewed readings, and the conditions of law."""
        reviewed = self.of_class["tsg:ConditionReading"] | self.of_class["tsg:LinkageDuty"]
        return {value for subject in reviewed for value in self.values(subject, "tsg:condition")}

    def _functions(self, subject: str) -> set[str]:
        """Texts made of the labels of the functions of a fact, in any order."""
        named = self.values(subject, "tsg:forFunction", "tsg:fulfilsFunction")
        labels = sorted(self._labels(function) for function in set(named))
        words = {part for pair in labels for part in pair}
        return _Joined(words, joined_labels(labels))

    def _arrows(self, subject: str) -> set[str]:
        ends = [self.values(subject, f"tsg:{end}") for end in ("from", "to")]
        found: set[str] = set()
        for start in ends[0]:
            for end in ends[1]:
                for starts, goals in zip(self._end_labels(start), self._end_labels(end), strict=True):
                    found |= {f"{start_label} → {end_label}" for start_label in starts for end_label in goals}
        return found

    def _end_labels(self, end: str) -> tuple[set[str], set[str]]:
        """Every label of an end in Japanese and in English; an unnamed partner keeps its printed word in both."""
        texts: dict[str, set[str]] = {"ja": set(), "en": set()}
        for name, value in self.said.get(end, ()):
            if name == "rdfs:label" and isinstance(value, Literal):
                texts.setdefault(value.language or "ja", set()).add(value.value)
        if "/unnamed/" in end:
            texts["en"] |= texts["ja"]
            return texts["ja"] | {"？"}, texts["en"] | {"？"}
        return texts["ja"], texts["en"]


def _channel_words() -> set[str]:
    return {word for words in concept_words("channel").values() for word in words.values()}


class _Joined(set[str]):
    """The texts that are some of the given words joined."""

    def __init__(self, words: set[str], whole: tuple[str, str]) -> None:
        super().__init__(whole)
        self._words = words

    def __contains__(self, text: object) -> bool:
        if super().__contains__(text):
            return True
        rest = str(text)
        for word in sorted(self._words, key=len, reverse=True):
            rest = rest.replace(word, "") if word else rest
        return bool(self._words) and not rest.strip("・ /")


_CLASSES = (
    "tsg:Body", "tsg:BodyType", "tsg:ExpectedBody", "tsg:Service", "tsg:DisclosureDecision", "tsg:ConditionReading",
    "tsg:LinkageDuty",
)  # fmt: skip
_USED = ("tsg:decidedFor", "tsg:decidedLevel", "tsg:partOf", "tsg:span", "tsg:anchor")


def _says_kind(text: str) -> bool:
    return not closed_words().own_part(text) and not trace_of(text)


def _last(iri: str) -> str:
    return iri.rstrip("/#").rsplit("/", 1)[-1]
