"""Every value of a controlled column is a concept, worded in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Literal
from rdflib.namespace import RDF, SKOS

from tests.ontology.support import NAMES, vocabulary
from tsunagu.assets import asset_root
from tsunagu.graph.iris import CONCEPT_TABLES
from tsunagu.yaml_text import read_yaml


def columns() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Table and column, scheme, and values of every controlled column."""
    tables = read_yaml((asset_root("graph") / "tables.yaml").read_text(encoding="utf-8"))
    for table in tables["resources"]:
        for field in table["fields"]:
            for each in field if isinstance(field, list) else [field]:
                if "scheme" in each:
                    values = tuple(each.get("constraints", {}).get("enum", ()))
                    yield f"{table['name']}.{each['name']}", each["scheme"], values


def test_every_scheme_of_the_tables_exists() -> None:
    missing = {s for _, s, _ in columns() if (NAMES.scheme(s), RDF.type, SKOS.ConceptScheme) not in vocabulary()}
    assert missing == set()


def test_every_value_of_the_tables_has_its_concept() -> None:
    missing = [
        (column, scheme, value)
        for column, scheme, values in columns()
        for value in values
        if (NAMES.concept(scheme, value), SKOS.inScheme, NAMES.scheme(scheme)) not in vocabulary()
    ]
    assert missing == []


def test_concepts_are_worded_in_both_languages() -> None:
    offenders = []
    kinds = (SKOS.Concept, SKOS.ConceptScheme)
    for subject in {s for kind in kinds for s in vocabulary().subjects(RDF.type, kind)}:
        for predicate in (SKOS.prefLabel, SKOS.definition):
            texts = [t for t in vocabulary().objects(subject, predicate) if isinstance(t, Literal) and str(t).strip()]
            if sorted(str(t.language) for t in texts) != ["en", "ja"]:
                offenders.append((subject, predicate))
    assert offenders == []


def test_the_notation_is_the_value_and_part_of_the_iri() -> None:
    wrong = [
        c
        for c in vocabulary().subjects(RDF.type, SKOS.Concept)
        if not str(c).endswith(f"/{vocabulary().value(c, SKOS.notation)}")
    ]
    assert wrong == []


def test_a_concept_stands_in_one_scheme_and_on_its_top() -> None:
    for concept in vocabulary().subjects(RDF.type, SKOS.Concept):
        schemes = list(vocabulary().objects(concept, SKOS.inScheme))
        assert len(schemes) == 1
        assert (schemes[0], SKOS.hasTopConcept, concept) in vocabulary()
        assert (concept, SKOS.topConceptOf, schemes[0]) in vocabulary()


def test_labels_within_a_scheme_differ() -> None:
    for scheme in vocabulary().subjects(RDF.type, SKOS.ConceptScheme):
        concepts = list(vocabulary().subjects(SKOS.inScheme, scheme))
        for language in ("ja", "en"):
            labels = [
                str(t)
                for c in concepts
                for t in vocabulary().objects(c, SKOS.prefLabel)
                if getattr(t, "language", "") == language
            ]
            assert len(labels) == len(set(labels)), (scheme, language)


def test_schemes_whose_concepts_are_table_rows_exist_without_concepts() -> None:
    for _, path in CONCEPT_TABLES.values():
        assert (NAMES.scheme(path), RDF.type, SKOS.ConceptScheme) in vocabulary()


def test_absence_is_never_called_a_breach() -> None:
    label = {t.language: str(t) for t in vocabulary().objects(NAMES.concept("finding", "not_found"), SKOS.prefLabel)}  # type: ignore[attr-defined]
    assert label == {"ja": "本資料に記載なし", "en": "Not found in this document"}
    finding = vocabulary().subjects(SKOS.inScheme, NAMES.scheme("finding"))
    assert {str(c).rsplit("/", 1)[1] for c in finding} == {
        "found", "planned", "under_study", "listed", "law_only", "not_found", "stated_otherwise", "not_checkable",
    }  # fmt: skip


def test_the_seven_layers_and_five_wordings() -> None:
    def values(scheme: str) -> set[str]:
        return {str(c).rsplit("/", 1)[1] for c in vocabulary().subjects(SKOS.inScheme, NAMES.scheme(scheme))}

    assert values("layer") == {"statutory", "stated", "reported", "listed", "planned", "opinion", "inferred"}
    assert values("wording") == {"nakereba", "mono-to-suru", "hairyo", "doryoku", "dekiru", "none"}
    assert values("disclosure") == {"public", "front_door_only", "confidential"}
