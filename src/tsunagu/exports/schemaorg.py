"""What can be used in the words of schema.org, as JSON-LD: services, bodies, contact points, hours, areas, sources.

The context names the vocabulary itself and not the address of the context file, so that reading it calls nowhere.
A service is a `GovernmentService` where a government answers for it, a body a `GovernmentOrganization` where it is one
or a unit of one. Where something is said stands in `subjectOf`, with its layer among the keywords.

Reference: https://schema.org/docs/schemas.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tsunagu.exports.offers import Directory, Offer, Words
from tsunagu.exports.said import tail
from tsunagu.graph.about import read_release
from tsunagu.messages import LANGUAGES

SCHEMA = "https://schema.org/"
CONTEXT = {
    "@vocab": SCHEMA,
    **{name: {"@type": "@id"} for name in ("url", "sameAs", "license", "serviceUrl", "dayOfWeek")},
    **{name: {"@type": "Date"} for name in ("datePublished", "lastReviewed")},
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Thing = dict[str, Any]


def schemaorg(directory: Directory, dataset: str) -> bytes:
    """Offers, bodies and what they name as JSON-LD in UTF-8; `dataset` is the IRI of the whole."""
    things = sorted(_Things(directory).every(), key=lambda thing: str(thing["@id"]))
    graph = [_dataset(dataset), *things]
    return (json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


class _Things:
    """Words offers, bodies, places, documents and terms."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.said = directory.said
        self.governments = set(self.said.subjects_of(("tsg:LocalGovernment",)))
        self.units = set(self.said.subjects_of(("org:OrganizationalUnit",)))

    def every(self) -> Iterator[Thing]:
        """Each thing once."""
        offers, bodies = self.directory.offers, self.directory.bodies
        yield from map(self.service, offers)
        yield from map(self.body, bodies)
        yield from map(self.term, sorted({concept for offer in offers for concept in offer.concepts}))
        yield from map(self.audience, sorted({audience for offer in offers for audience in offer.audiences}))
        layers = sorted({layer for offer in offers for layer in self.said.many(offer.iri, "tsg:layer")})
        yield from map(self.term, layers)
        places = {place for offer in offers for place in offer.serves}
        places |= {place for body in bodies for place in self.said.many(body, "tsg:place")}
        above = {prefecture for place in places for prefecture in self.said.many(place, "tsg:inPrefecture")}
        yield from map(self.place, sorted(places | above))
        told = {source for fact in (*(offer.iri for offer in offers), *bodies)
                for source in self.said.many(fact, "tsg:inDocument", "tsg:inRegister")}  # fmt: skip
        yield from map(self.document, sorted(told))

    def service(self, offer: Offer) -> Thing:
        """A service, with the ways to it and its hours."""
        government = offer.authority in self.governments
        hours = list(_hours(offer))
        return _filled({
            "@id": offer.iri, "@type": "GovernmentService" if government else "Service", "name": _texts(offer.label),
            "description": _texts(offer.description), "provider": _ref(offer.provider or offer.authority),
            "jurisdiction": _refs(self.said.many(offer.authority, "tsg:place")) if government else [],
            "category": _refs(offer.concepts), "audience": [*_refs(offer.audiences), *_ages(offer)], "url": offer.page,
            "areaServed": _refs(offer.serves), "availableChannel": _channel(offer), "hoursAvailable": hours,
            "offers": {"@type": "Offer", "description": _ja(offer.cost)} if offer.cost else {},
            "subjectOf": list(self._said_in(offer.iri, offer.checked)),
        })  # fmt: skip

    def body(self, body: str) -> Thing:
        """A body with its contact points and the government it belongs to."""
        said = self.said
        parents = said.many(body, "tsg:partOf")
        public = body in self.governments or (body in self.units and bool(self.governments.intersection(parents)))
        return _filled({
            "@id": body, "@type": "GovernmentOrganization" if public else "Organization",
            "name": _texts(self.directory.words(body, "rdfs:label")), "url": said.first(body, "foaf:homepage"),
            "address": _ja(said.word(body, "schema:address", "ja")), "parentOrganization": _refs(parents),
            "areaServed": _refs(said.many(body, "tsg:place")), "contactPoint": self._contacts(body),
            "subjectOf": list(self._said_in(body, "")),
        })  # fmt: skip

    def _contacts(self, body: str) -> list[Thing]:
        phones = [{"@type": "ContactPoint", "telephone": number} for number in self.directory.phones(body)]
        return [*phones, *({"@type": "ContactPoint", "email": mail} for mail in self.directory.emails(body))]

    def _said_in(self, fact: str, checked: str) -> Iterator[Thing]:
        """Places in documents; else the page that was looked at, or the document as a whole."""
        said, layer = self.said, _refs(self.said.many(fact, "tsg:layer"))
        for locator in said.many(fact, "tsg:locator"):
            yield _filled({"@id": locator, "@type": "CreativeWork", "keywords": layer,
                           "isPartOf": _refs(said.many(locator, "tsg:inDocument")),
                           "name": _ja(said.first(locator, "tsg:section")),
                           "position": said.many(locator, "tsg:item")})  # fmt: skip
        if checked:
            pages = said.many(fact, "foaf:homepage", "dcterms:source")
            yield _filled({"@type": "WebPage", "keywords": layer, "url": [page for page in pages if "://" in page],
                           "lastReviewed": checked, "isPartOf": _refs(said.many(fact, "tsg:inRegister"))})  # fmt: skip

    def term(self, concept: str) -> Thing:
        """A need, a function or a layer."""
        scheme = self.said.first(concept, "skos:inScheme")
        return _filled({"@id": concept, "@type": "DefinedTerm", **self._named(concept), "inDefinedTermSet": scheme,
                        "termCode": tail(concept)})  # fmt: skip

    def audience(self, group: str) -> Thing:
        """A group a service is for."""
        return {"@id": group, "@type": "Audience", **self._named(group)}

    def _named(self, concept: str) -> Thing:
        words = self.directory.words
        return _filled({"name": _texts(words(concept, "rdfs:label", "skos:prefLabel")),
                        "description": _texts(words(concept, "skos:definition"))})  # fmt: skip

    def place(self, place: str) -> Thing:
        """A local government's area with its code."""
        said = self.said
        code = said.first(place, "tsg:localGovernmentCode")
        coded = {"@type": "PropertyValue", "propertyID": "全国地方公共団体コード", "value": code} if code else {}
        return _filled({"@id": place, "@type": "AdministrativeArea", "identifier": coded,
                        "name": _texts(self.directory.words(place, "rdfs:label")),
                        "containedInPlace": _refs(said.many(place, "tsg:inPrefecture")),
                        "sameAs": said.many(place, "tsg:wikidataItem")})  # fmt: skip

    def document(self, document: str) -> Thing:
        """A plan, a review or a register."""
        said = self.said
        register = "/register/" in document
        return _filled({
            "@id": document, "@type": "Dataset" if register else "Report",
            "name": _texts(self.directory.words(document, "dcterms:title", "rdfs:label")),
            "publisher": _refs(agent for agent in said.many(document, "dcterms:publisher") if "/body/" in agent),
            "datePublished": said.first(document, "dcterms:issued"),
            "url": said.many(document, "tsg:officialPage", "foaf:homepage"),
        })  # fmt: skip


def _dataset(iri: str) -> Thing:
    release = read_release()
    return {"@id": iri, "@type": "Dataset", "name": _texts(_by_language(release.title)), "license": release.license,
            "description": _texts(_by_language(release.description)), "datePublished": release.issued,
            "creator": {"@type": "Organization", "name": release.creator}}  # fmt: skip


def _by_language(words: Mapping[str, str]) -> Words:
    return {language: words[language] for language in LANGUAGES}


def _channel(offer: Offer) -> Thing:
    phones = [{"@type": "ContactPoint", "telephone": number} for number in offer.phones]
    told = _filled({"name": _texts(offer.channels), "servicePhone": phones, "serviceUrl": offer.page if phones else "",
                    "availableLanguage": [_ja(spoken) for spoken in offer.languages]})  # fmt: skip
    return {"@type": "ServiceChannel", **told} if told else {}


def _hours(offer: Offer) -> Iterator[Thing]:
    """Openings of an ordinary week, each with the words as they are printed; the words alone where no week follows."""
    if not offer.hours:
        return
    printed = {"@type": "OpeningHoursSpecification", "description": _ja(offer.hours)}
    for week in offer.weekly:
        closes = "23:59:59" if week.closes >= "24:00" else f"{week.closes}:00"
        yield {**printed, "dayOfWeek": [SCHEMA + DAYS[day] for day in week.days],
               "opens": _time(f"{week.opens}:00"), "closes": _time(closes)}  # fmt: skip
    if not offer.weekly:
        yield printed


def _ages(offer: Offer) -> Iterator[Thing]:
    names = ("suggestedMinAge", "suggestedMaxAge")
    ages = {name: int(age) for name, age in zip(names, offer.ages, strict=True) if age}
    if ages:
        yield {"@type": "PeopleAudience", **ages}


def _time(value: str) -> Thing:
    return {"@type": "Time", "@value": value}


def _ref(iri: str) -> Thing:
    return {"@id": iri} if iri else {}


def _refs(iris: Iterable[str]) -> list[Thing]:
    return [{"@id": iri} for iri in iris]


def _ja(word: str) -> Thing:
    return {"@value": word, "@language": "ja"} if word else {}


def _texts(words: Words) -> list[Thing]:
    return [{"@value": words[language], "@language": language} for language in LANGUAGES if language in words]


def _filled(made: Mapping[str, Any]) -> Thing:
    return {name: value for name, value in made.items() if value not in ("", [], {})}
