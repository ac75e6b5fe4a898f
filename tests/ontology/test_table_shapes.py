"""What `graph/tables.yaml` asks of a column, a shape asks of the property it becomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import Node

from tests.ontology.examples import GOOD
from tests.ontology.support import NAMES, graph, shapes, terms
from tsunagu.graph.references import MAY_BE_UNNAMED
from tsunagu.graph.schema import Field, Schema, Table, load_schema
from tsunagu.graph.special import BODY_CLASSES
from tsunagu.ontology.shapes import validate
from tsunagu.ontology.table_shapes import NO_ROWS, UNSAID, table_shapes
from tsunagu.ontology.vocabulary import load, shape_files

WRONG = NAMES.iri("perhaps/perhaps")
MADE = "shapes-tables.ttl"
SHARED = {"bodies"}
"""Tables of which several documents may describe one resource."""


@dataclass(frozen=True)
class Fault:
    """A resource that breaks what one column asks: what of it, the property, what the property has instead."""

    table: Table
    column: Field
    what: str
    values: tuple[Node, ...]

    @property
    def name(self) -> str:
        """The fault as a reader would look for it."""
        return f"{self.table.name}.{self.column.name} {self.what}"

    @property
    def path(self) -> URIRef:
        """The property."""
        return NAMES.expand(str(self.column.property))


def mapped() -> list[Table]:
    """The tables whose rows are of a class."""
    return [table for table in load_schema().tables.values() if table.rdf_class]


def example(table: Table) -> tuple[Graph, URIRef]:
    """The good example of a table's class, and its resource."""
    kind = NAMES.expand(str(table.rdf_class))
    made = graph(GOOD[str(table.rdf_class).partition(":")[2]])
    subject = made.value(None, RDF.type, kind)
    assert isinstance(subject, URIRef)
    return made, subject


def faults() -> Iterator[Fault]:
    """Every way in which a resource can break what its table says of one column."""
    for table in mapped():
        made, subject = example(table)
        for column in table.fields:
            if column.property:
                values = tuple(made.objects(subject, NAMES.expand(column.property)))
                yield from (Fault(table, column, *fault) for fault in of_column(table, column, values))


def of_column(table: Table, column: Field, values: tuple[Node, ...]) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """What can be wrong with the values of one column, and such values."""
    if column.required and (table.name, column.name) not in UNSAID:
        others = [value for value in values if column.language and getattr(value, "language", "") != column.language]
        yield "is missing", tuple(others) if len(others) < len(values) else ()
    if column.choices:
        concept = NAMES.concept(str(column.scheme), "perhaps") if column.scheme else Literal("perhaps")
        yield "is none of the choices", (concept,)
    if column.pattern:
        yield "does not match", (Literal("?! ?!"),)
    if column.minimum is not None:
        yield "is below the least", (Literal(column.minimum - 1),)
    if column.refers or column.type == "period":
        yield "names a row of no such table", (WRONG,)
        yield "is no resource", (Literal("x"),)
    if column.language:
        yield "is in another language", (Literal("x", lang="fr"),)
        yield "is empty", (Literal("", lang="ja"), Literal("", lang="en"))
    elif column.words:
        yield "is no address", (Literal("https://example.jp/"),)
    elif not column.refers and not column.scheme and column.type != "period" and column.property != "foaf:homepage":
        yield "is of another type", (Literal("x", datatype=XSD.anyURI),)
    if not column.listed and table.name not in SHARED:
        yield "has two values", (*values, *second(column, values))


def second(column: Field, values: tuple[Node, ...]) -> tuple[Node, ...]:
    """Values that alone would do, so that with those there are it is their number that is wrong."""
    if column.language:
        return tuple(
            Literal(f"{text}{n}", lang=language) for text, language in (("二", "ja"), ("two", "en")) for n in "12"
        )
    if column.scheme:
        return tuple(NAMES.concept(column.scheme, choice) for choice in column.choices[:2])
    if column.refers:
        room = str(load_schema().tables[column.refers[0]].iri).partition("/")[0]
        return (NAMES.iri(f"{room}/one"), NAMES.iri(f"{room}/two"))
    made: dict[str, tuple[object, object]] = {"boolean": (True, False), "integer": (7, 8)}
    if column.type in made:
        return tuple(Literal(value) for value in made[column.type])
    dates = {"date": ("2001-01-01", "2002-01-01"), "yearmonth": ("2001-01", "2002-01"), "number": ("1.5", "2.5")}
    kinds = {"date": XSD.date, "yearmonth": XSD.gYearMonth, "number": XSD.decimal}
    if column.type in dates:
        return tuple(Literal(value, datatype=kinds[column.type]) for value in dates[column.type])
    if column.type == "period":
        return (NAMES.iri("period/2001"), NAMES.iri("period/2002"))
    return (*(Literal(choice) for choice in column.choices[:2]), Literal("one"), Literal("two"))


def spoilt(fault: Fault, subject: URIRef) -> Graph:
    """The good example under another name, with the values of the fault in place of its own."""
    made, told = example(fault.table)
    for predicate, value in list(made.predicate_objects(told)):
        made.remove((told, predicate, value))
        made.add((subject, predicate, value))
    for path in (fault.path, *([NAMES.expand(fault.column.words[0])] if fault.column.words else [])):
        made.remove((subject, path, None))
    for value in fault.values:
        made.add((subject, fault.path, value))
    return made


def unheld(rules: Graph) -> list[str]:
    """The faults that the shapes do not find at the resource and its property; one look at all of them."""
    found = {NAMES.iri(f"fault/{number}"): fault for number, fault in enumerate(faults())}
    data = Graph()
    for subject, fault in found.items():
        data += spoilt(fault, subject)
    held = {(result.focus, result.path) for result in validate(data, shapes=rules).violations}
    return [fault.name for subject, fault in found.items() if not at(str(subject), fault) & held]


def at(subject: str, fault: Fault) -> set[tuple[str, str]]:
    """Where a result may stand: at the property, at one of two, or at the resource where a shape gives it a choice."""
    words = fault.column.words
    either = {(subject, f"{fault.path}|{NAMES.expand(words[0])}")} if words else set()
    return {(subject, str(fault.path)), *either, *([(subject, "")] if fault.table.name in NO_ROWS else [])}


def test_what_a_table_asks_of_a_column_a_shape_asks_of_its_property() -> None:
    assert len(list(faults())) > 900
    assert unheld(shapes()) == []


def test_without_the_made_shapes_much_would_not_be_held() -> None:
    """So that the test above is known to see what is missing."""
    by_hand = load([file for file in shape_files() if file != MADE])
    assert len(unheld(by_hand)) > 400


def made_of(schema: Schema) -> str:
    """The text made from a schema."""
    return table_shapes(schema, terms(), MAY_BE_UNNAMED, "make")


@cache
def small() -> Table:
    """A table to be changed: that of stages, with number, two labels and an order."""
    return load_schema().tables["stages"]


def only(*fields: Field, **changes: str) -> Graph:
    """The shapes of one small table with these columns."""
    table = replace(small(), fields=fields, **changes)  # type: ignore[arg-type]
    return Graph().parse(data=made_of(Schema({table.name: table})), format="turtle")


def limits(rules: Graph, path: str) -> list[set[str]]:
    """The limits of each property shape of a path, by their names."""
    found = rules.subjects(SH.path, NAMES.expand(path))
    told = ("path", "name", "message", "severity")
    return [{str(p).rpartition("#")[2] for p in rules.predicates(shape)} - set(told) for shape in found]


def test_the_same_tables_give_the_same_text() -> None:
    assert made_of(load_schema()) == made_of(load_schema())


def test_the_head_says_what_made_it() -> None:
    assert made_of(load_schema()).startswith("# Made by make from graph/tables.yaml")


def test_every_mapped_table_has_its_shape_and_the_others_none() -> None:
    made = Graph().parse(data=made_of(load_schema()), format="turtle")
    targets = set(made.objects(None, SH.targetClass))
    assert targets == {NAMES.expand(str(table.rdf_class)) for table in mapped()}


def test_a_text_needed_in_one_language_alone() -> None:
    japanese, english = small().field("label_ja"), replace(small().field("label_en"), required=False)
    asked = limits(only(japanese, english), "rdfs:label")
    assert {"languageIn", "minLength", "uniqueLang"} in asked
    assert {"qualifiedValueShape", "qualifiedMinCount"} in asked
    assert len(asked) == 2


def test_what_several_documents_describe_may_have_several_values_but_not_keys() -> None:
    order = small().field("order")
    shared = only(small().field("id"), order, folder="document", iri="stage/{id}")
    own = only(small().field("id"), order, folder="document", iri="stage/{document}/{id}")
    assert [limits(rules, "tsg:order") for rules in (shared, own)] == [
        [{"minCount", "datatype", "minInclusive"}],
        [{"minCount", "maxCount", "datatype", "minInclusive"}],
    ]
    assert "maxCount" in limits(shared, "dcterms:identifier")[0]


def test_two_columns_of_one_property_are_refused() -> None:
    with pytest.raises(ValueError, match="tsg:order"):
        only(small().field("order"), replace(small().field("order"), name="again"))


def test_a_pattern_must_fit_the_whole_value() -> None:
    rules = only(replace(small().field("id"), pattern="a|b"))
    assert list(map(str, rules.objects(None, SH.pattern))) == ["^(a|b)$"]


def test_what_is_not_always_said_of_a_body_is_what_no_closed_one_may_say() -> None:
    allowed = set(Collection(shapes(), shapes().value(NAMES.iri("shape/AllowedOfClosedBody"), SH.ignoredProperties)))  # type: ignore[arg-type]
    needed = {field for field in load_schema().tables["bodies"].fields if field.required}
    unsaid = {("bodies", field.name) for field in needed if NAMES.expand(str(field.property)) not in allowed}
    assert unsaid == {found for found in UNSAID if found[0] == "bodies"}


def test_classes_below_that_of_a_table_are_made_from_its_rows_or_known() -> None:
    below = {
        (table.name, str(kind))
        for table in mapped()
        for kind in terms().transitive_subjects(RDFS.subClassOf, NAMES.expand(str(table.rdf_class)))
        if kind != NAMES.expand(str(table.rdf_class))
    }
    known = {("bodies", kind) for kind in (*BODY_CLASSES.values(), "tsg:LocalGovernment")}
    known |= {(table, kind) for table, kinds in NO_ROWS.items() for kind in kinds}
    assert below == {(table, str(NAMES.expand(kind))) for table, kind in known}
