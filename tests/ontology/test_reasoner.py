"""HermiT: the ontology does not contradict itself, and would be caught if it did."""

from __future__ import annotations

import shutil

import pytest

from tests.ontology.support import graph
from tsunagu.ontology.reasoner import ReasonerUnavailable, check_consistency

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")


@needs_java
def test_the_ontology_is_consistent_and_no_class_is_empty() -> None:
    report = check_consistency()
    assert report.consistent
    assert report.unsatisfiable == ()
    assert report.sound


APART = (
    ("tsg:Body", "tsg:BodyType"),
    ("tsg:Measure", "tsg:Service"),
    ("tsg:LinkageDuty", "tsg:InferredLinkage"),
    ("tsg:SupportPost", "tsg:FormalBody"),
)


@needs_java
def test_classes_that_mix_what_must_be_apart_are_found() -> None:
    """All in one question: an empty class makes no other one empty."""
    mixed = " ".join(
        f"tsg:Mixed{at} a owl:Class ; rdfs:subClassOf {kind} , {apart} ." for at, (kind, apart) in enumerate(APART)
    )
    report = check_consistency(graph(f"{mixed} tsg:Sound a owl:Class ; rdfs:subClassOf tsg:Body ."))
    assert report.consistent
    assert [iri.partition("#")[2] for iri in report.unsatisfiable] == [f"Mixed{at}" for at in range(len(APART))]
    assert not report.sound


@needs_java
@pytest.mark.parametrize(
    "wrong",
    [
        "<body/x> a tsg:Body , tsg:ExpectedBody .",
        "<body/x> a tsg:Body , foaf:Person .",
        "<linkage/x> tsg:from <measure/y> . <measure/y> a tsg:Measure .",
        "<duty/x> a tsg:LinkageDuty ; tsg:from <body/y> . <body/y> a tsg:Body .",
        "<service/x> a tsg:Service ; tsg:provider <place/y> . <place/y> a tsg:Place .",
    ],
)
def test_an_inconsistent_addition_is_found(wrong: str) -> None:
    report = check_consistency(graph(wrong))
    assert not report.consistent
    assert not report.sound


@needs_java
def test_a_consistent_addition_passes() -> None:
    added = "<linkage/x> a tsg:Linkage ; tsg:from <body/a> ; tsg:to <unnamed/d/x-to> ."
    added += "<unnamed/d/x-to> a tsg:UnnamedPartner ."
    assert check_consistency(graph(added)).sound


def test_without_java_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    owlready2 = pytest.importorskip("owlready2")
    monkeypatch.setattr(owlready2, "JAVA_EXE", "/nonexistent/java")
    with pytest.raises(ReasonerUnavailable) as error:
        check_consistency()
    assert error.value.key == "reasoner-unavailable"
