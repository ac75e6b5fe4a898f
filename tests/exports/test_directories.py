"""HSDS and schema.org: valid in the words of others, complete, and with where each fact stands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import RDF, Graph, Node, URIRef

from tests.conftest import ROOT
from tsunagu.disclosure.shown import Shown
from tsunagu.exports.forms import render_export
from tsunagu.exports.offers import Directory
from tsunagu.graph.iris import Iris

IRIS = Iris()
SCHEMA = "https://schema.org/"
TERMS = ROOT / "tests" / "exports" / "hsds_terms.txt"


@pytest.fixture(scope="module")
def services(fewer: Shown[Sequence[Quad]]) -> list[dict[str, Any]]:
    page = json.loads(render_export(fewer, "hsds", IRIS)[".hsds.json"])
    assert page["total_items"] == len(page["contents"])
    held: list[dict[str, Any]] = page["contents"]
    return held


@pytest.fixture(scope="module")
def graph(fewer: Shown[Sequence[Quad]]) -> Graph:
    """What rdflib reads of the JSON-LD, without asking anybody for a context."""
    return Graph().parse(data=render_export(fewer, "schemaorg", IRIS)[".schema.jsonld"], format="json-ld")


@pytest.fixture(scope="module")
def directory(fewer: Shown[Sequence[Quad]]) -> Directory:
    return Directory(fewer.value, IRIS)


# ---- HSDS ----


@cache
def hsds_terms() -> dict[tuple[str, str], tuple[str, ...]]:
    """(object, field) → its type, `required` or a format, and the object it holds."""
    lines = TERMS.read_text(encoding="utf-8").splitlines()
    found = (line.split() for line in lines if line and not line.startswith("#"))
    return {(parts[0].split(".")[0], parts[0].split(".")[1]): tuple(parts[1:]) for parts in found}


def strange(thing: dict[str, Any], sort: str) -> Iterator[str]:
    """What HSDS 3.1 does not know of an object: fields, types, and what must be there."""
    terms = hsds_terms()
    yield from (f"{sort}.{name} is missing" for (owner, name), told in terms.items()
                if owner == sort and "required" in told and name not in thing)  # fmt: skip
    types: dict[str, type | tuple[type, ...]] = {"string": str, "number": (int, float), "array": list, "object": dict}
    for name, value in thing.items():
        told = terms.get((sort, name), ("nothing",))
        if not isinstance(value, types.get(told[0], ())):
            yield f"{sort}.{name}: {told[0]}"
        for part in value if isinstance(value, list) else [value] if isinstance(value, dict) else []:
            yield from strange(part, told[-1])


def test_every_field_is_one_of_hsds(services: list[dict[str, Any]]) -> None:
    assert {found for service in services for found in strange(service, "service")} == set()
    assert {service["status"] for service in services} <= {"active", "inactive", "defunct", "temporarily closed"}


def test_the_list_of_terms_would_find_a_strange_one(services: list[dict[str, Any]]) -> None:
    spoilt = {**services[0], "shelter": "x", "schedules": [{"opens": "x"}]}
    assert set(strange(spoilt, "service")) == {"service.shelter: nothing", "schedule.id is missing",
                                               "schedule.opens: nothing"}  # fmt: skip


def test_services_are_valid_by_the_schemas_of_open_referral(
    services: list[dict[str, Any]], published: Callable[[str], Path]
) -> None:
    schema = published("hsds-3.1-service.json").read_text(encoding="utf-8")
    check = Draft202012Validator(json.loads(schema), format_checker=FormatChecker())
    assert [error.message for service in services for error in check.iter_errors(service)] == []


def test_every_offer_is_a_service_with_layer_and_source(services: list[dict[str, Any]], directory: Directory) -> None:
    by_iri = {attribute["value"]: service for service in services for attribute in service["attributes"]
              if attribute["link_type"] == "iri"}  # fmt: skip
    assert set(by_iri) == {offer.iri for offer in directory.offers}
    for offer in directory.offers:
        said = [(attribute["link_type"], attribute["value"]) for attribute in by_iri[offer.iri]["attributes"]]
        assert offer.sort == "line" or ("layer", offer.evidence.layer) in said
        assert [value for kind, value in said if kind == "source"] or offer.evidence.pages
        terms = {
            attribute["taxonomy_term"]["term_uri"]
            for attribute in by_iri[offer.iri]["attributes"]
            if "taxonomy_term" in attribute
        }
        assert terms == {*offer.concepts, *offer.audiences}
    assert len({service["id"] for service in services}) == len(services)


def test_desks_have_telephone_week_and_area(services: list[dict[str, Any]]) -> None:
    weeks = [schedule for service in services for schedule in service.get("schedules", ()) if "byday" in schedule]
    assert any(
        (week["byday"], week["opens_at"], week["closes_at"]) == ("MO,TU,WE,TH,FR", "08:30", "17:15") for week in weeks
    )
    assert all(schedule["description"] for service in services for schedule in service.get("schedules", ()))
    assert sum(bool(service.get("phones") and service.get("service_areas")) for service in services) > 30
    line = next(service for service in services if service["name"] == "DV相談ナビ")
    assert [phone["number"] for phone in line["phones"]] == ["#8008"]


def test_hours_that_are_not_fully_read_give_no_week() -> None:
    graph = NamedNode(IRIS.graph("mihon"))
    desk = NamedNode(IRIS.path("desk", "x"))

    def weekly(hours: str) -> list[tuple[tuple[int, ...], str, str]]:
        said: list[tuple[str, NamedNode | Literal]] = [
            ("rdf:type", NamedNode(IRIS.expand("tsg:ListedDesk"))),
            ("tsg:hours", Literal(hours, language="ja")),
        ]
        quads = [Quad(desk, NamedNode(IRIS.expand(name)), value, graph) for name, value in said]
        (offer,) = Directory(quads, IRIS).offers
        return [(week.days, week.opens, week.closes) for week in offer.weekly]

    assert weekly("平日9時～17時、土曜9時～12時") == [((5,), "09:00", "12:00"), ((0, 1, 2, 3, 4), "09:00", "17:00")]
    assert weekly("24時間") == [((0, 1, 2, 3, 4, 5, 6), "00:00", "24:00")]
    assert weekly("平日の日中（都道府県警察による）") == []
    assert weekly("第2・第4水曜 13時～16時") == []


# ---- schema.org ----


@cache
def vocabulary() -> dict[str, dict[str, Any]]:
    """Every class and property of schema.org by its IRI, as the package `rocrate` carries it."""
    text = (files("rocrate") / "data" / "schema.jsonld").read_text(encoding="utf-8")
    return {term["@id"].replace("schema:", SCHEMA): term for term in json.loads(text)["@graph"]}


def named(term: str, name: str) -> set[str]:
    """What a term of schema.org says of its classes."""
    found = vocabulary()[term].get(name, [])
    return {part["@id"].replace("schema:", SCHEMA) for part in (found if isinstance(found, list) else [found])}


@cache
def classes_above(name: str) -> frozenset[str]:
    above = (classes_above(above_it) for above_it in named(name, "rdfs:subClassOf") if above_it in vocabulary())
    return frozenset({name}).union(*above)


def unfit(graph: Graph) -> Iterator[tuple[str, ...]]:
    """Statements that schema.org has no word for, or another domain or range."""
    for subject, name, value in graph:
        if name == RDF.type:
            if str(value) not in vocabulary():
                yield "class", str(value)
        elif str(name) not in vocabulary():
            yield "property", str(name)
        else:
            if not types_of(graph, subject) & named(str(name), "schema:domainIncludes"):
                yield "domain", str(name), str(subject)
            there = types_of(graph, value)
            if there and not there & named(str(name), "schema:rangeIncludes"):
                yield "range", str(name), str(value)


def types_of(graph: Graph, thing: Node) -> set[str]:
    kinds = [str(kind) for kind in graph.objects(thing, RDF.type)]
    return set().union(*(classes_above(kind) for kind in kinds if kind in vocabulary()))


def test_every_word_is_one_of_schema_org_and_fits(graph: Graph) -> None:
    assert list(unfit(graph)) == []


def test_what_does_not_fit_is_found() -> None:
    told = """{"@context": {"@vocab": "https://schema.org/"}, "@graph": [
        {"@id": "http://x/1", "@type": "GovernmentService", "opens": "09:00", "shelter": "x",
         "provider": {"@id": "http://x/2", "@type": "Place"}}, {"@id": "http://x/3", "@type": "Refuge"}]}"""
    assert sorted(found[:2] for found in unfit(Graph().parse(data=told, format="json-ld"))) == [
        ("class", SCHEMA + "Refuge"), ("domain", SCHEMA + "opens"), ("property", SCHEMA + "shelter"),
        ("range", SCHEMA + "provider"),
    ]  # fmt: skip


def test_both_languages_and_the_source_of_every_service(graph: Graph, directory: Directory) -> None:
    name, said_in, keywords = (URIRef(SCHEMA + word) for word in ("name", "subjectOf", "keywords"))
    for offer in directory.offers:
        about = URIRef(offer.iri)
        assert {getattr(word, "language", None) for word in graph.objects(about, name)} == set(offer.label)
        places = list(graph.objects(about, said_in))
        assert places, offer.iri
        layers = {str(layer) for place in places for layer in graph.objects(place, keywords)}
        assert offer.sort == "line" or layers == {IRIS.path("layer", offer.evidence.layer)}


def test_bodies_places_and_hours_are_told(graph: Graph) -> None:
    kinds = [str(kind).removeprefix(SCHEMA) for kind in graph.objects(None, RDF.type)]
    for kind in ("GovernmentService", "GovernmentOrganization", "ContactPoint", "OpeningHoursSpecification",
                 "AdministrativeArea", "Audience", "DefinedTerm", "Report"):  # fmt: skip
        assert kinds.count(kind) > 4, kind
    opens = {str(value) for value in graph.objects(None, URIRef(SCHEMA + "opens"))}
    assert "08:30:00" in opens
