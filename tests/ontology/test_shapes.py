"""Every class has a shape that says in both languages what is wrong, takes the good and refuses the bad."""

from __future__ import annotations

import pyoxigraph
import pyshacl
import pytest
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from tests.ontology.bad_examples import BAD
from tests.ontology.examples import GOOD
from tests.ontology.support import (
    HEAD,
    NAMES,
    check,
    graph,
    own_classes,
    shape_facts,
    shape_names,
    shapes,
    terms,
    violations,
)
from tsunagu.ontology.shapes import Severity, ShapesUnreadable, validate


def texts(subject: Node, predicate: Node) -> list[str]:
    """The languages of a shape's texts, in order."""
    return sorted(str(text.language) for text in shapes().objects(subject, predicate) if isinstance(text, Literal))


def test_every_class_has_a_shape() -> None:
    targets = set(shapes().objects(None, SH.targetClass))
    assert own_classes() - targets == set()


def test_every_class_has_an_example() -> None:
    assert {str(term).partition("#")[2] for term in own_classes()} == set(GOOD)
    assert set(GOOD) - {name for name, *_ in BAD} == set()


def constraints() -> list[Node]:
    """Every node that can produce a result: it has a path, or a logical constraint on a target."""
    found: set[Node] = set(shapes().subjects(SH.path, None))
    found |= {shape for shape in shapes().subjects(SH["or"], None) if isinstance(shape, URIRef)}
    inner = {inside for parent in shapes().subjects(SH["or"], None) for inside in below(parent)}
    return [node for node in found - inner if any(shapes().triples((node, None, None)))]


def below(shape: Node) -> set[Node]:
    """The property shapes inside the alternatives of `sh:or`, whose own results are never shown."""
    found: set[Node] = set()
    waiting = list(shapes().objects(shape, SH["or"]))
    while waiting:
        node = waiting.pop()
        if node in found:
            continue
        found.add(node)
        waiting += [value for value in shapes().objects(node, None) if isinstance(value, BNode)]
    return found


def test_every_constraint_has_message_name_and_severity() -> None:
    only_a_way = {  # property shapes that merely lead from a concept to its bodies
        node
        for node in shapes().subjects(SH.property, None)
        if (node, SH.path, None) in shapes() and (node, SH.message, None) not in shapes()
    }
    checked = [node for node in constraints() if node not in only_a_way]
    assert len(checked) > 250
    assert [node for node in checked if texts(node, SH.message) != ["en", "ja"]] == []
    assert [node for node in checked if texts(node, SH.name) != ["en", "ja"]] == []
    assert [node for node in checked if shapes().value(node, SH.severity) is None] == []
    for node in only_a_way:
        assert {str(p) for p in shapes().predicates(node, None)} <= {str(SH.path), str(SH.name), str(SH.property)}


def test_shapes_are_named_in_both_languages() -> None:
    named = shapes().subjects(RDF.type, SH.NodeShape)
    assert [shape for shape in named if texts(shape, SH.name) != ["en", "ja"]] == []


def test_shapes_name_only_terms_and_concepts_that_exist() -> None:
    own_terms = {node for triple in shapes() for node in triple if isinstance(node, URIRef) and node in NAMES.terms}
    assert {term for term in own_terms if (term, RDF.type, None) not in terms()} == set()


def test_targets_are_cheap() -> None:
    """No SPARQL, no targets that look at every node."""
    assert not list(shapes().subject_objects(SH.target))
    assert not list(shapes().subject_objects(SH.sparql))


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_good_example_conforms(name: str) -> None:
    assert violations(GOOD[name]) == []


def test_all_good_examples_conform_together() -> None:
    bodies = {
        "FormalBody",
        "LocalGovernment",
        "Unit",
        "Facility",
        "SupportPost",
        "Desk",
        "Collaboration",
        "ProgrammeBody",
    }
    report = check("\n".join(text for name, text in GOOD.items() if name not in bodies))
    assert report.results == ()
    assert report.conforms


@pytest.mark.parametrize(("name", "stands", "replaced", "shape"), BAD)
def test_a_bad_example_is_refused(name: str, stands: str, replaced: str, shape: str) -> None:
    assert stands in GOOD[name], "the example no longer holds what the test changes"
    found = violations(GOOD[name].replace(stands, replaced))
    assert shape in {result.shape.rsplit("/", 1)[-1] for result in found}
    for result in found:
        assert result.message_ja
        assert result.message_en
        assert result.message_ja != result.message_en
        assert result.message("ja") == result.message_ja
        assert result.focus.startswith(NAMES.base)


def test_documents_that_disagree_on_a_body_warn_and_do_not_refuse() -> None:
    report = check(f"{GOOD['Unit']} <body/142042-x> tsg:partOf <body/142042-a> , <body/142042-b> .")
    assert report.conforms
    assert [warning.path.partition("#")[2] for warning in report.warnings] == ["partOf"]


def test_two_disclosures_refuse() -> None:
    assert "Disclosure" in shape_names(f"{GOOD['Body']} <body/142042-x> tsg:disclosure <disclosure/confidential> .")


def test_a_linkage_to_itself_is_mentioned() -> None:
    report = check(GOOD["Linkage"].replace("<body-type/dvc>", "<body/142042-x>"))
    assert report.conforms
    assert [result.severity for result in report.results] == [Severity.INFO]


def test_results_come_worst_first() -> None:
    report = check(
        f"{GOOD['Unit']} <body/142042-x> tsg:partOf <body/142042-a> , <body/142042-b> ; tsg:status <status/adopted> ."
    )
    assert [result.severity for result in report.results] == [Severity.VIOLATION, Severity.WARNING]
    assert not report.conforms


def test_graph_dataset_and_quads_give_the_same_report() -> None:
    bad = GOOD["Measure"].replace("status/in_operation", "status/existing")
    plain = graph(bad)
    dataset = Dataset()
    for triple in plain:
        dataset.graph(NAMES.graph("d")).add(triple)
    quads = [
        pyoxigraph.Quad(triple.subject, triple.predicate, triple.object, pyoxigraph.NamedNode(str(NAMES.graph("d"))))
        for triple in pyoxigraph.parse(plain.serialize(format="nt"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    ]
    reports = [validate(data, shapes=shape_facts()) for data in (plain, dataset, quads)]
    assert len(reports[0].results) == 1
    assert reports[0] == reports[1] == reports[2]


def test_the_data_are_not_changed() -> None:
    data = graph(GOOD["Measure"])
    before = set(data)
    validate(data, shapes=shape_facts())
    assert set(data) == before


def test_the_vocabulary_itself_conforms() -> None:
    assert validate(terms(), shapes=shape_facts()).results == ()
    assert (NAMES.terms.Body, RDF.type, OWL.Class) in terms()


def test_the_shapes_are_well_formed_shacl() -> None:
    """Judged by the shapes of SHACL itself; of property shapes made alike one stands for all.

    Two in three are made from tables and differ in their path and messages alone.
    """
    kept = one_of_each_make(shapes())
    assert len(list(kept.subjects(SH.path, None))) > 100
    conforms, _, text = pyshacl.validate(graph(GOOD["Measure"]), shacl_graph=kept, meta_shacl=True)
    assert conforms, text


@pytest.mark.parametrize(
    "wrong", ["sh:minCount '1'", "sh:minCount 1, 2", "sh:pattern 7", "sh:in <x>", "sh:nodeKind <x>"]
)
def test_what_is_no_shacl_is_among_the_makes_and_refused(wrong: str) -> None:
    """A single malformed property shape among all the others is not dropped with its likes."""
    bad = Graph().parse(data=f"{HEAD} <shape/x> a sh:NodeShape ; sh:property [ sh:path tsg:row ; {wrong} ] .")
    kept = one_of_each_make(shapes() + bad)
    assert all(triple in kept for triple in bad)


def one_of_each_make(whole: Graph) -> Graph:
    """The shapes without property shapes of which another one has every part: predicates, kinds of values, numbers."""
    made, seen = Graph(), set[object]()
    for triple in whole:
        made.add(triple)
    for inner in sorted(whole.objects(None, SH.property), key=lambda node: str(whole.value(node, SH.path))):
        make = frozenset(part_of(whole, triple) for triple in whole.triples((inner, None, None)))
        if make in seen:
            made.remove((None, SH.property, inner))
            made.remove((inner, None, None))
        seen.add(make)
    return made


def part_of(whole: Graph, triple: tuple[Node, Node, Node]) -> tuple[str, ...]:
    """A statement about a property shape, with the value where more than its kind matters."""
    _, predicate, value = triple
    if predicate in (SH.path, SH["class"], SH.message, SH.name, SH.description):
        return str(predicate), type(value).__name__, str(getattr(value, "language", ""))
    if isinstance(value, BNode):
        return str(predicate), *(type(item).__name__ for item in Collection(whole, value))
    return str(predicate), repr(value)


def test_unreadable_shapes_say_so() -> None:
    broken = Graph().parse(
        data=f"{HEAD} <shape/x> a sh:NodeShape ; sh:targetClass tsg:Body ;"
        " sh:property [ sh:path tsg:row ; sh:pattern '[' ] .",
        format="turtle",
    )
    with pytest.raises(ShapesUnreadable) as error:
        validate(graph("<body/x> a tsg:Body ; tsg:row 'x' ."), shapes=broken)
    assert error.value.key == "shapes-unreadable"


def test_a_large_graph_is_checked_whole() -> None:
    """1,000 measures with locators and spans, the last of them wrong: about 20,000 triples."""
    measure = graph(f"{GOOD['Measure']}\n{GOOD['SourceLocator']}\n{GOOD['SourceSpan']}").serialize(format="nt")
    copies = (
        measure.replace("measure/d/1>", f"measure/d/{n}>").replace("locator/d/x", f"locator/d/x{n}")
        for n in range(1000)
    )
    data = Graph().parse(data="".join(copies), format="nt")
    assert len(data) > 20_000
    assert validate(data, shapes=shape_facts()).results == ()
    last = URIRef(f"{NAMES.base}measure/d/999")
    data.remove((last, RDFS.label, None))
    assert {found.focus for found in validate(data, shapes=shape_facts()).results} == {str(last)}
