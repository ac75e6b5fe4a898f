"""Every own term says what it means, in both languages, and nothing of others is misspelled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from tests.ontology.support import HERE, NAMES, graph, own_classes, own_properties, terms, vocabulary
from tsunagu.assets import asset_root
from tsunagu.yaml_text import read_yaml

STATUS = URIRef(NAMES.prefixes["vs"] + "term_status")
OTHERS = {
    **NAMES.prefixes,
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "georss": "http://www.georss.org/georss/",
    "locn": "http://www.w3.org/ns/locn#",
    "person": "http://www.w3.org/ns/person#",
    "sdo": "http://schema.org/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
FORBIDDEN_ONLY = {"geo", "geosparql", "georss", "locn", "person", "sdo", "vcard"}
"""Vocabularies named only to forbid their terms on hidden places."""


def languages(subject: Node, predicate: Node) -> list[str]:
    """The languages of a term's non-empty texts, in order."""
    texts = terms().objects(subject, predicate)
    return sorted(str(text.language) for text in texts if isinstance(text, Literal) and str(text).strip())


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition, SKOS.example])
def test_every_own_term_speaks_both_languages(predicate: URIRef) -> None:
    assert [t for t in sorted(own_classes() | own_properties()) if languages(t, predicate) != ["en", "ja"]] == []


def test_every_own_term_has_status_and_home() -> None:
    found = own_classes() | own_properties()
    assert [t for t in found if str(terms().value(t, STATUS)) not in {"stable", "testing", "unstable", "archaic"}] == []
    assert [t for t in found if terms().value(t, RDFS.isDefinedBy) != NAMES.ontology] == []


def test_japanese_texts_are_japanese_and_english_ones_are_not() -> None:
    kana_or_kanji = re.compile(r"[ぁ-んァ-ヶ一-龥]")
    offenders: list[tuple[Node, Node]] = []
    for predicate in (RDFS.label, SKOS.definition):
        for term, text in terms().subject_objects(predicate):
            is_japanese = bool(kana_or_kanji.search(str(text)))
            plain_name = str(text) in {"SHA-256"}
            if isinstance(text, Literal) and text.language == "ja" and not is_japanese and not plain_name:
                offenders.append((term, text))
            if predicate == RDFS.label and getattr(text, "language", "") == "en" and is_japanese:
                offenders.append((term, text))
    assert offenders == []


def test_labels_are_unique() -> None:
    for language in ("ja", "en"):
        seen: dict[tuple[bool, str], list[Node]] = {}
        for term in own_classes() | own_properties():
            for label in terms().objects(term, RDFS.label):
                if getattr(label, "language", "") == language:
                    seen.setdefault((term in own_classes(), str(label).lower()), []).append(term)
        doubles = {label: found for (_, label), found in seen.items() if len(found) > 1}
        allowed = {"機関の種類", "body type"}
        assert {label: found for label, found in doubles.items() if label not in allowed} == {}


def test_every_class_and_property_of_the_tables_exists() -> None:
    known = own_classes() | own_properties() | {NAMES.expand(line) for line in reused_names() if known_prefix(line)}
    missing = {name for name in table_names() if NAMES.expand(name) not in known}
    assert missing == set()


def known_prefix(name: str) -> bool:
    """Whether a reused name has a prefix of `Namespaces`."""
    return name.partition(":")[0] in NAMES.prefixes


def table_names() -> Iterator[str]:
    """Every class and property named in graph/tables.yaml."""
    tables = read_yaml((asset_root("graph") / "tables.yaml").read_text(encoding="utf-8"))
    for table in tables["resources"]:
        if "class" in table:
            yield table["class"]
        for field in table["fields"]:
            for each in field if isinstance(field, list) else [field]:
                if "property" in each:
                    yield each["property"]


def reused_names() -> set[str]:
    """The committed list of terms of others."""
    lines = (HERE / "reused_terms.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def named_terms(file: str) -> set[str]:
    """Every term of others named in one file, as prefix:name."""
    parsed = Graph().parse(asset_root("ontology") / file, format="turtle")
    nodes = {node for triple in parsed for node in triple}
    nodes |= {literal.datatype for literal in nodes if isinstance(literal, Literal) and literal.datatype}
    return {name for node in nodes if isinstance(node, URIRef) for name in short_names(str(node))}


def short_names(iri: str) -> Iterator[str]:
    """An IRI of a known vocabulary as prefix:name."""
    for prefix, namespace in OTHERS.items():
        if prefix != "tsg" and iri.startswith(namespace) and iri != namespace:
            yield f"{prefix}:{iri.removeprefix(namespace)}"


def ontology_files() -> list[str]:
    """All Turtle files."""
    return sorted(path.name for path in asset_root("ontology").glob("*.ttl"))


@pytest.mark.parametrize("file", ontology_files())
def test_terms_of_others_are_on_the_list(file: str) -> None:
    named = named_terms(file)
    assert named - reused_names() == set()
    if not file.startswith("shapes-"):
        assert {name for name in named if name.partition(":")[0] in FORBIDDEN_ONLY} == set()


def test_the_list_names_nothing_unused() -> None:
    assert reused_names() - {name for file in ontology_files() for name in named_terms(file)} == set()


def test_terms_of_others_used_in_axioms_are_declared() -> None:
    """A reasoner reads the ontology alone, without fetching ORG, PROV-O and the rest."""
    pointing = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith)
    used = {o for p in pointing for o in terms().objects(None, p) if isinstance(o, URIRef)}
    builtin = tuple(NAMES.prefixes[prefix] for prefix in ("xsd", "rdf", "rdfs", "owl"))
    assert [t for t in used if not str(t).startswith(builtin) and (t, RDF.type, None) not in terms()] == []


def test_no_term_is_declared_both_object_and_datatype_property() -> None:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.Class)
    of = {kind: set(vocabulary().subjects(RDF.type, kind)) for kind in kinds}
    clashes = {a: of[a] & of[b] for a in kinds for b in kinds if a < b and of[a] & of[b]}
    assert clashes == {}


def test_every_property_has_a_range_or_is_an_annotation() -> None:
    free = {"foundIn", "deprecationReason", "formerName"}
    missing = {t for t in own_properties() if terms().value(t, RDFS.range) is None}
    assert {str(t).partition("#")[2] for t in missing} <= free


def test_header() -> None:
    ontology = NAMES.ontology
    version = str(terms().value(ontology, OWL.versionInfo))
    assert terms().value(ontology, OWL.versionIRI) == URIRef(f"{ontology}/{version}")
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert languages(ontology, predicate) == ["en", "ja"]
    assert str(terms().value(ontology, DCTERMS.creator)) == "tsunagu developers"
    assert str(terms().value(ontology, DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"
    modified = terms().value(ontology, DCTERMS.modified)
    assert isinstance(modified, Literal)
    assert isinstance(modified.value, date)


def test_changelog_agrees_with_the_version() -> None:
    changelog = (asset_root("ontology") / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\d+\.\d+\.\d+) \((\d{4}-\d\d-\d\d)\)$", changelog, re.MULTILINE)
    assert newest
    assert newest[1] == str(terms().value(NAMES.ontology, OWL.versionInfo))
    assert newest[2] == str(terms().value(NAMES.ontology, DCTERMS.modified))


def test_changelog_names_every_term() -> None:
    changelog = (asset_root("ontology") / "CHANGELOG.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([A-Za-z0-9-]+)`", changelog))
    assert {str(t).partition("#")[2] for t in own_classes() | own_properties()} - named == set()


def unfit_deprecations(vocabulary_graph: Graph) -> set[Node]:
    """Deprecated terms that lack version, reason in both languages, replacement or the archaic status."""
    unfit = set()
    for term in vocabulary_graph.subjects(OWL.deprecated, Literal(True)):
        reasons = {getattr(r, "language", "") for r in vocabulary_graph.objects(term, NAMES.terms.deprecationReason)}
        replaced = vocabulary_graph.value(term, DCTERMS.isReplacedBy)
        fit = (
            reasons == {"ja", "en"}
            and vocabulary_graph.value(term, NAMES.terms.deprecatedIn) is not None
            and replaced not in (None, term)
            and str(vocabulary_graph.value(term, STATUS)) == "archaic"
        )
        if not fit:
            unfit.add(term)
    return unfit


def test_deprecated_terms_are_fit() -> None:
    assert unfit_deprecations(vocabulary()) == set()


DEPRECATED = (
    "tsg:old a owl:ObjectProperty ; owl:deprecated true ; tsg:deprecatedIn '0.2.0' ; vs:term_status 'archaic' ;"
    " tsg:deprecationReason '二つの意味が混ざっていた'@ja, 'It mixed two meanings'@en ;"
    " dcterms:isReplacedBy tsg:partOf ."
)


@pytest.mark.parametrize(
    ("taken_out", "unfit"),
    [
        ("nothing", False),
        ("dcterms:isReplacedBy tsg:partOf", True),
        ("tsg:deprecatedIn '0.2.0' ;", True),
        (", 'It mixed two meanings'@en", True),
        ("vs:term_status 'archaic' ;", True),
    ],
)
def test_a_deprecation_without_reason_or_replacement_is_found(taken_out: str, unfit: bool) -> None:
    assert bool(unfit_deprecations(graph(DEPRECATED.replace(taken_out, "")))) is unfit
