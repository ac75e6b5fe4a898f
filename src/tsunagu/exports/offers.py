"""What can be used, as directories of services tell it: services of documents, desks of registers, emergency lines.

Read from quads once, for the formats that know services and no linkages (HSDS, schema.org).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Quad

from tsunagu.exports.said import BETWEEN, Statements, tail
from tsunagu.graph.iris import Iris
from tsunagu.hours.grammar import read_hours
from tsunagu.hours.openness import open_spans, ordinary
from tsunagu.messages import LANGUAGES, Language, text

OFFERS = {"tsg:Service": "service", "tsg:ListedDesk": "desk", "tsg:EmergencyNumber": "line"}
"""Class of what is offered → its sort."""
Words = Mapping[Language, str]


@dataclass(frozen=True)
class Evidence:
    """Where an offer is said: its layer, the documents or registers it stands in, the places in them, their pages."""

    layer: str
    documents: tuple[str, ...]
    places: tuple[str, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Weekly:
    """Days of the week (0 Monday) with one opening time, as `HH:MM`; `24:00` ends a day."""

    days: tuple[int, ...]
    opens: str
    closes: str


@dataclass(frozen=True)
class Offer:
    """One thing that can be used; texts by language, concepts and bodies by IRI, days as ISO dates or empty."""

    iri: str
    sort: str
    label: Words
    description: Words
    status: str
    evidence: Evidence
    provider: str
    authority: str
    concepts: tuple[str, ...]
    audiences: tuple[str, ...]
    ages: tuple[str, str]
    channels: Words
    languages: tuple[str, ...]
    cost: str
    hours: str
    phones: tuple[str, ...]
    page: str
    serves: tuple[str, ...]
    checked: str
    begins: str
    ends: str

    @cached_property
    def weekly(self) -> tuple[Weekly, ...]:
        """The openings of an ordinary week; none where not every word of the printed hours was read."""
        hours = read_hours(self.hours) if self.hours else None
        if hours is None or not hours.understood or hours.only:
            return ()
        found: dict[tuple[str, str], list[int]] = {}
        for day in range(7):
            for span, sure in open_spans(hours, ordinary(day)):
                if not sure:
                    return ()
                start, _, end = str(span).partition("-")
                found.setdefault((start, end), []).append(day)
        return tuple(Weekly(tuple(days), *times) for times, days in sorted(found.items()))


class Directory:
    """All offers of some quads, with the bodies, places and concepts they name. O(q)."""

    def __init__(self, quads: Sequence[Quad], iris: Iris) -> None:
        self.said = Statements(quads, iris, READ)

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """In the order of their IRIs."""
        return tuple(self._offer(iri, OFFERS[kind]) for iri, kind in self.said.subjects_of(OFFERS).items())

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """Every body a document names."""
        return tuple(self.said.subjects_of(("tsg:Body",)))

    def words(self, subject: str, *names: str) -> Words:
        """The first property of some that is said, in each language it is said in; empty where none is."""
        found = ({language: word for language in LANGUAGES if (word := self.said.only(subject, name, language))}
                 for name in names)  # fmt: skip
        return next((words for words in found if words), {})

    def phones(self, body: str) -> tuple[str, ...]:
        """Telephone numbers of a body or desk."""
        return tuple(self.said.many(body, "schema:telephone", "tsg:number"))

    def emails(self, body: str) -> tuple[str, ...]:
        """Mail addresses of a body."""
        return tuple(
            mail
            for contact in self.said.many(body, "tsg:hasContact")
            for mail in self.said.many(contact, "schema:email")
        )

    def evidence(self, fact: str) -> Evidence:
        """Where something is said."""
        said = self.said
        documents = tuple(said.many(fact, "tsg:inDocument", "tsg:inRegister"))
        pages = [page for document in documents for page in said.many(document, "tsg:officialPage", "foaf:homepage")]
        given = [word for word in said.many(fact, "dcterms:source") if word.startswith("http")]
        return Evidence(tail(said.first(fact, "tsg:layer")), documents, tuple(said.places(fact)), (*pages, *given))

    def _offer(self, iri: str, sort: str) -> Offer:
        said = self.said
        listed = said.many(iri, "tsg:listedAs")
        return Offer(
            iri=iri, sort=sort, label=self._label(iri), status=tail(said.first(iri, "tsg:status")),
            description=self._description(iri, sort), evidence=self.evidence(iri),
            provider=said.first(iri, "tsg:provider"), authority=said.first(iri, "cv:hasCompetentAuthority"),
            concepts=tuple(self._of_all((iri, *listed), "tsg:meetsNeed", "tsg:fulfilsFunction", "tsg:saidForNeed")),
            audiences=tuple(self._of_all((iri, *listed), "tsg:forGroup")),
            ages=(said.first(iri, "tsg:ageFrom"), said.first(iri, "tsg:ageUntil")),
            channels=self._channels(iri, listed),
            languages=tuple(said.many(iri, "tsg:languageOffered")), cost=said.word(iri, "tsg:cost", "ja"),
            hours=said.word(iri, "tsg:hours", "ja"), phones=self.phones(iri), page=said.first(iri, "foaf:homepage"),
            serves=tuple(said.many(iri, "tsg:servesPlace")), checked=said.day(iri, "tsg:checkedOn"),
            begins=said.day(iri, "tsg:standsFrom"), ends=said.day(iri, "tsg:standsUntil"),
        )  # fmt: skip

    def _of_all(self, subjects: Sequence[str], *names: str) -> Iterator[str]:
        return iter(dict.fromkeys(value for subject in subjects for value in self.said.many(subject, *names)))

    def _label(self, iri: str) -> Words:
        return self.words(iri, "rdfs:label", "dcterms:title") or {"ja": tail(iri)}

    def _channels(self, iri: str, listed: Sequence[str]) -> Words:
        """The ways to use it; of a desk, those of what it is listed as."""
        every = list(self._of_all((iri, *listed), "tsg:channel"))
        named = {lang: BETWEEN.join(self.said.label(thing, lang) for thing in every) for lang in LANGUAGES}
        return self.words(iri, "tsg:channelsInWords") or {lang: words for lang, words in named.items() if words}

    def _description(self, iri: str, sort: str) -> Words:
        if sort == "service":
            return self.words(iri, "dcterms:description")
        if sort == "line":
            return self.words(iri, "tsg:forUse")
        said = self.said
        return {
            lang: text("offer-desk", lang, listed=said.labels(iri, "tsg:listedAs", lang),
                       register=said.labels(iri, "tsg:inRegister", lang), day=said.day(iri, "tsg:checkedOn"))
            for lang in LANGUAGES
        }  # fmt: skip


READ = (
    "rdf:type", "dcterms:description", "dcterms:source", "dcterms:issued", "dcterms:publisher", "schema:telephone",
    "schema:email", "schema:address", "foaf:homepage", "skos:definition", "skos:inScheme", "cv:hasCompetentAuthority",
    "tsg:ageFrom", "tsg:ageUntil", "tsg:bodyKind", "tsg:bodyType", "tsg:channel", "tsg:channelsInWords",
    "tsg:checkedOn", "tsg:corporateNumber", "tsg:cost", "tsg:disclosure", "tsg:forGroup", "tsg:forUse",
    "tsg:fulfilsFunction", "tsg:generalType", "tsg:hasContact", "tsg:hours", "tsg:inDocument", "tsg:inPrefecture",
    "tsg:inRegister", "tsg:item", "tsg:languageOffered", "tsg:layer", "tsg:listedAs", "tsg:localGovernmentCode",
    "tsg:locator", "tsg:meetsNeed", "tsg:number", "tsg:officialPage", "tsg:partOf", "tsg:place", "tsg:provider",
    "tsg:saidForNeed", "tsg:section", "tsg:servesPlace", "tsg:standardAreaCode", "tsg:standsFrom", "tsg:standsUntil",
    "tsg:status", "tsg:wikidataItem", "tsg:inDocument",
)  # fmt: skip
