"""What can be used as HSDS 3.1, the Human Services Data Specification of Open Referral: services in one JSON file.

The file is a page of services as the API of HSDS gives it, each with its organisation. Identifiers are UUIDs made from
IRIs, so that they stay between builds. What HSDS has no field for stands in `attributes`: the IRI, the layer of
evidence, where it is said, needs, functions and groups as terms of a taxonomy.

Reference: https://docs.openreferral.org/en/v3.1.0/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tsunagu.exports.offers import Directory, Offer, Weekly, Words
from tsunagu.exports.said import tail
from tsunagu.messages import LANGUAGES, text

STATUS = {"in_operation": "active", "": "active", "ended": "defunct"}
"""Status of a service → what HSDS calls it; what is only planned or studied is `inactive`."""
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
JAPAN = 9
"""Hours that Japanese time is ahead of UTC."""
Thing = dict[str, Any]


def hsds(directory: Directory) -> bytes:
    """Every offer as a service of HSDS 3.1, in UTF-8; the same quads give the same bytes."""
    services = [_Services(directory).service(offer) for offer in directory.offers]
    count = len(services)
    page = {"total_items": count, "total_pages": 1, "page_number": 1, "size": count, "first_page": True,
            "last_page": True, "empty": not count, "contents": services}  # fmt: skip
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


class _Services:
    """Words one offer as HSDS has it."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.said = directory.said

    def service(self, offer: Offer) -> Thing:
        """A service with everything that belongs to it."""
        ages = {name: float(age) for name, age in zip(("minimum_age", "maximum_age"), offer.ages, strict=True) if age}
        provider = offer.provider or offer.authority
        made = {
            "id": _id(offer.iri), "organization_id": _id(provider) if provider else "", "name": _first(offer.label),
            "alternate_name": offer.label.get("en", ""), "description": _both(offer.description), "url": offer.page,
            "status": STATUS.get(offer.status, "inactive"), "application_process": _both(offer.channels),
            "fees_description": offer.cost, "eligibility_description": self._names(offer.audiences), **ages,
            "assured_date": offer.checked, "phones": [_phone(offer.iri, number) for number in offer.phones],
            "schedules": list(_schedules(offer)), "service_areas": [self._area(offer, place) for place in offer.serves],
            "languages": [{"id": _id(offer.iri, "language", spoken), "name": spoken} for spoken in offer.languages],
            "organization": self._organization(provider) if provider else {}, "attributes": self._attributes(offer),
        }  # fmt: skip
        return _filled(made)

    def _organization(self, body: str) -> Thing:
        said, label = self.said, self.directory.words(body, "rdfs:label", "dcterms:title")
        place = said.first(body, "tsg:place")
        kinds = said.labels(body, "tsg:bodyType", "ja") or said.labels(body, "tsg:generalType", "ja")
        described = "、".join(part for part in (kinds, said.label(place, "ja") if place else "") if part)
        parent = said.first(body, "tsg:partOf")
        code = said.first(place, "tsg:localGovernmentCode") if place else ""
        emails = self.directory.emails(body)
        return _filled({
            "id": _id(body), "name": _first(label) or tail(body), "alternate_name": label.get("en", ""), "uri": body,
            "description": described or tail(body), "website": said.first(body, "foaf:homepage"),
            "email": emails[0] if emails else "", "parent_organization_id": _id(parent) if parent else "",
            "phones": [_phone(body, number) for number in self.directory.phones(body)],
            "attributes": [*self._said_of(body), *([_attribute(body, "local-government-code", code)] if code else [])],
        })  # fmt: skip

    def _area(self, offer: Offer, place: str) -> Thing:
        code = self.said.first(place, "tsg:localGovernmentCode")
        return _filled({"id": _id(offer.iri, "area", place), "name": self.said.label(place, "ja"), "extent": code,
                        "extent_type": "local-government-code" if code else "", "uri": place})  # fmt: skip

    def _names(self, concepts: Iterable[str]) -> str:
        return " / ".join(
            "、".join(self.said.label(concept, lang) for concept in concepts) for lang in LANGUAGES
        ).strip(" /")

    def _attributes(self, offer: Offer) -> list[Thing]:
        terms = [self._term(offer, concept) for concept in (*offer.concepts, *offer.audiences)]
        return [_attribute(offer.iri, "iri", offer.iri), *self._said_of(offer.iri), *terms]

    def _said_of(self, fact: str) -> Iterator[Thing]:
        """What evidence there is: layer, place in a document, and the page."""
        evidence = self.directory.evidence(fact)
        documents = [self.said.label(document, "ja") for document in evidence.documents]
        layers = (evidence.layer,) if evidence.layer else ()
        for kind, values in (("layer", layers), ("source", evidence.places or documents), ("page", evidence.pages)):
            yield from (_attribute(fact, kind, value) for value in values)

    def _term(self, offer: Offer, concept: str) -> Thing:
        said, scheme = self.said, self.said.first(concept, "skos:inScheme")
        defined = self.directory.words(concept, "skos:definition")
        term = _filled({
            "id": _id(concept), "code": "/".join(concept.rsplit("/", 2)[-2:]), "name": said.label(concept, "ja"),
            "description": _both(defined) or said.label(concept, "en"), "taxonomy": tail(scheme), "term_uri": concept,
        })  # fmt: skip
        return {**_attribute(offer.iri, concept.rsplit("/", 2)[-2], said.label(concept, "en"), concept),
                "taxonomy_term_id": _id(concept), "taxonomy_term": term}  # fmt: skip


def _schedules(offer: Offer) -> Iterator[Thing]:
    """The ordinary week, and the words as they are printed, which hold what a week cannot (holidays, turns)."""
    if not offer.hours:
        return
    for number, week in enumerate(offer.weekly or (None,)):
        yield _filled({"id": _id(offer.iri, "schedule", str(number)), "service_id": _id(offer.iri),
                       "description": offer.hours, **(_week(week) if week else {})})  # fmt: skip


def _week(week: Weekly) -> Thing:
    return {"freq": "WEEKLY", "interval": 1, "wkst": "MO", "timezone": JAPAN, "opens_at": week.opens,
            "closes_at": week.closes, "byday": ",".join(DAYS[day] for day in week.days)}  # fmt: skip


def _phone(owner: str, number: str) -> Thing:
    return {"id": _id(owner, "phone", number), "number": number, "type": "voice"}


def _attribute(owner: str, kind: str, value: str, *more: str) -> Thing:
    """What HSDS has no field for; `label` says in both languages what it is."""
    label = " / ".join(text(f"offer-attribute-{kind}", language) for language in LANGUAGES)
    return {"id": _id(owner, "attribute", kind, value, *more), "link_id": _id(owner), "link_type": kind, "value": value,
            "label": label}  # fmt: skip


def _id(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "#".join(parts)))


def _first(words: Words) -> str:
    return next((words[language] for language in LANGUAGES if language in words), "")


def _both(words: Words) -> str:
    return " / ".join(dict.fromkeys(words[language] for language in LANGUAGES if language in words))


def _filled(made: Mapping[str, Any]) -> Thing:
    return {name: value for name, value in made.items() if value not in ("", [], {})}
