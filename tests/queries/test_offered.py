"""Whatever a question offers (services, their desks, linkages, bodies to turn to) is in operation on the day asked.

The questions are found by their patterns, not by their names: what a pattern calls a service or linkage is told by the
domains of the ontology. Then each is asked of a fixture in which every such thing stands four times: planned, over, not
yet begun, and in operation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, wraps

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib import RDF, RDFS, Graph, URIRef, Variable
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from tests.conftest import ROOT
from tests.queries.regenerate import FIXTURES, small_store
from tests.queries.test_questions import QUERIES
from tsunagu.closures.reach import newest_day
from tsunagu.graph.iris import Iris
from tsunagu.network.reading import read_network
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.catalogue import Query
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.queries.parameters import DAY, NEWEST_DAY, fill, fill_for
from tsunagu.queries.sparql_check import translated

TSG = "https://w3id.org/tsunagu/ns#"
STATUS = "https://w3id.org/tsunagu/status/"
STANDS = {"Service": "in_operation", "Linkage": "in_operation", "Body": "existing"}
"""What is offered, and the status it has to have."""
MACHINES = frozenset({"projection", "quality"})
"""Themes nobody is sent anywhere by: what the program itself reads, and checks that must find nothing."""
Triple = tuple[Node, Node, Node]


# ---- what a question speaks of ----


@cache
def marks() -> dict[Node, str]:
    """Properties that only a service or only a linkage has, by the ontology, with the class."""
    ontology = Graph().parse(ROOT / "ontology" / "tsunagu.ttl")
    return {
        term: name for name in ("Service", "Linkage") for term in ontology.subjects(RDFS.domain, URIRef(TSG + name))
    }


@dataclass
class Pattern:
    """The triples of a question, what its variables are made from, and its filters; parts of MINUS left out."""

    triples: list[Triple] = field(default_factory=list)
    made_from: dict[Node, set[Node]] = field(default_factory=dict)
    filters: list[CompValue] = field(default_factory=list)
    conditions: list[CompValue] = field(default_factory=list)
    """Filters of optional parts."""
    projected: list[Node] = field(default_factory=list)

    def walk(self, node: object) -> None:
        """Take in one node of the algebra and what is below it."""
        if isinstance(node, CompValue):
            self._take(node)
            for key, inner in node.items():
                if not (node.name == "Minus" and key == "p2") and not node.name.startswith("Builtin_NOTEXISTS"):
                    self.walk(inner)
        elif isinstance(node, (list, tuple, set, frozenset)) and not _is_triple(node):
            for inner in node:
                self.walk(inner)

    def _take(self, node: CompValue) -> None:
        if node.name == "BGP":
            self.triples += node.triples
        elif node.name == "Extend":
            self.made_from.setdefault(node.var, set()).update(variables(node.expr))
        elif node.name.startswith("Aggregate_") and node.name != "Aggregate_Count":
            self.made_from.setdefault(node.res, set()).update(variables(node.vars))
        elif node.name == "Filter":
            self.filters.append(node.expr)
        elif node.name == "LeftJoin":
            self.conditions.append(node.expr)

    def sources(self, leaving_out: Collection[str] = ()) -> set[Node]:
        """The variables of the triples that a row of the answer shows, by itself or as part of another column."""
        found, waiting = set(), [thing for thing in self.projected if str(thing) not in leaving_out]
        while waiting:
            thing = waiting.pop()
            if thing not in found:
                found.add(thing)
                waiting += self.made_from.get(thing, ())
        return found

    def things(self, kind: str) -> set[Node]:
        """The variables that are of a kind: services and linkages by class or property, bodies as desks."""
        classes = {"Linkage": ("Linkage", "InferredLinkage", "LinkageDuty")}.get(kind, (kind,))
        typed = {s for s, p, o in self.triples if p == RDF.type and o in {URIRef(TSG + name) for name in classes}}
        marked = {s for s, p, _ in self.triples if marks().get(p) == kind}
        found = typed | marked | (self._of_a_kind() if kind == "Body" else set())
        return {thing for thing in found if isinstance(thing, Variable)}

    def _of_a_kind(self) -> set[Node]:
        """What is of a kind of body, and is no duty of that kind."""
        duties = {
            s for s, p, _ in self.triples if p in (URIRef(TSG + "fulfilsFunction"), URIRef(TSG + "audienceGroup"))
        }
        return {s for s, p, _ in self.triples if p == URIRef(TSG + "bodyType")} - duties

    def shown(self, kind: str) -> set[Node]:
        """Those of them that the answer shows, themselves or one of their values."""
        seen = self.sources()
        near = {s for s, _, o in self.triples if o in seen}
        return {thing for thing in self.things(kind) if thing in seen or thing in near}


def _is_triple(node: object) -> bool:
    return isinstance(node, tuple) and len(node) == 3 and all(isinstance(part, Node) for part in node)


def variables(node: object) -> set[Node]:
    """Every variable in an expression."""
    if isinstance(node, Variable):
        return {node}
    inner: Iterator[object] = iter(())
    if isinstance(node, CompValue):
        inner = iter(node.values())
    elif isinstance(node, (list, tuple, set)):
        inner = iter(node)
    return {found for part in inner for found in variables(part)}


@cache
def pattern_of(name: str) -> Pattern:
    """The pattern of a question."""
    algebra = translated(QUERIES[name].text).algebra
    pattern = Pattern(projected=list(algebra.PV))
    pattern.walk(algebra.p)
    return pattern


def is_for_a_person(query: Query) -> bool:
    """Whether somebody may be sent by it: not what the program reads, nor a question that says it shows every state."""
    return query.theme not in MACHINES and query.every_state is None


@cache
def offers(name: str) -> set[str]:
    """Which kinds of things a question offers; bodies only where a coordinator asks where to turn, or as desks."""
    pattern = pattern_of(name)
    found = {kind for kind in ("Service", "Linkage") if pattern.shown(kind)}
    desks = pattern.shown("Body") or any(str(p).endswith("telephone") for _, p, _ in pattern.triples)
    return found | ({"Body"} if desks and QUERIES[name].theme in ("routes", "bodies") and asks_where(name) else set())


def asks_where(name: str) -> bool:
    """Whether a question about bodies is one of where to turn: a coordinator's, with number or state in the answer."""
    query = QUERIES[name]
    told = {column.name for column in query.columns}
    return query.audience == "coordinator" and (query.theme == "routes" or bool(told & {"phone", "status"}))


FOR_A_PERSON = sorted(name for name, query in QUERIES.items() if is_for_a_person(query))


@cache
def offering() -> tuple[str, ...]:
    """The questions that offer something; told by their patterns, so not before tests run: parsing takes long."""
    return tuple(name for name in FOR_A_PERSON if offers(name))


def only_offering(test: Callable[..., None]) -> Callable[..., None]:
    """Pass over a question that offers nothing; how many offer something is held by the test of their kinds."""

    @wraps(test)
    def tested(name: str, **given: object) -> None:
        if name in offering():
            test(name, **given)

    return tested


# ---- every such question keeps status and day ----


def test_questions_about_services_and_linkages_are_found() -> None:
    kinds = {kind: [name for name in offering() if kind in offers(name)] for kind in ("Service", "Linkage")}
    assert len(kinds["Service"]) >= 14, kinds
    assert len(kinds["Linkage"]) >= 8, kinds


@pytest.mark.parametrize("name", FOR_A_PERSON)
@only_offering
def test_it_asks_for_a_day_and_keeps_it(name: str) -> None:
    query, pattern = QUERIES[name], pattern_of(name)
    assert [parameter.kind for parameter in query.parameters if parameter.name == DAY] == ["date"]
    day = re.findall(r'VALUES \?day \{ "(\d{4}-\d\d-\d\d)"\^\^xsd:date \}', query.text)
    assert len(day) == 1
    begins = {o for _, p, o in pattern.triples if str(p) == TSG + "standsFrom"}
    ends = {o for _, p, o in pattern.triples if str(p) == TSG + "standsUntil"}
    compared = {(left, right) for expression in pattern.filters for left, right in comparisons(expression)}
    assert any((variable, Variable(DAY)) in compared for variable in begins)
    assert any((Variable(DAY), variable) in compared for variable in ends)


def comparisons(expression: object) -> Iterator[tuple[Node, Node]]:
    """Yield both sides of each `<=` that has to hold."""
    if isinstance(expression, CompValue):
        if expression.name == "RelationalExpression" and expression.op == "<=":
            yield expression.expr, expression.other
        elif expression.name == "ConditionalAndExpression":
            for part in (expression.expr, *expression.other):
                yield from comparisons(part)


@pytest.mark.parametrize("name", FOR_A_PERSON)
@only_offering
def test_it_keeps_a_status_and_shows_it_with_the_layer(name: str) -> None:
    query = QUERIES[name]
    told = {column.name for column in query.columns}
    assert "layer" in told or not offers(name) & {"Service", "Linkage"}
    if follows_from_law(name):
        return
    asked = set(re.findall(r"status/(\w+)>", query.text))
    assert asked
    assert asked <= set(STANDS.values())
    assert "status" in told


def follows_from_law(name: str) -> bool:
    """Whether a question is about inferred linkages alone: they have no status of their own."""
    return any(p == RDF.type and o == URIRef(TSG + "InferredLinkage") for _, p, o in pattern_of(name).triples)


@pytest.mark.parametrize("name", sorted(name for name, query in QUERIES.items() if query.every_state))
def test_a_question_that_shows_every_state_shows_which(name: str) -> None:
    assert {"layer", "status"} & {column.name for column in QUERIES[name].columns}


@pytest.mark.parametrize("name", ["most-linked-bodies", "who-links-to-whom-by-law"])
def test_rows_of_different_layers_are_never_merged(name: str, engine: OxigraphEngine) -> None:
    answer = engine.select(QUERIES[name].text)
    at = answer.columns.index("layer")
    assert all(row[at] for row in answer.rows)


# ---- and gives what is in operation alone ----


LATER = "2999-04-01"
ALWAYS = ("0001-01-01", "9999-12-31")
VARIANTS = {
    "planned": ("planned", *ALWAYS),
    "over": ("ended", *ALWAYS),
    "later": ("", LATER, ALWAYS[1]),
    "gone": ("", ALWAYS[0], "1999-03-31"),
    "open": ("", *ALWAYS),
}
"""By mark: another status, first and last day. Only one of the two is spoilt, so that both have to be kept."""
OVER = {"Body": "former"}
GIVEN = {"first-contacts-for-a-need": {"place": "place/140007"}}
"""What to ask where the fixture has nothing for the values written in a question."""


@pytest.fixture(scope="module")
def doubled() -> OxigraphEngine:
    """The small fixture with five doubles of every service, linkage and body, told apart by their IRIs and labels."""
    engine = small_store((FIXTURES / "small.trig").read_bytes())
    for kind in ("Service", "Linkage", "Body"):
        for subject in sorted(_of_kind(engine.store, kind)):
            for mark, (status, first, last) in VARIANTS.items():
                state = OVER.get(kind, status) if status == "ended" else status
                if not status or _has_status(engine.store, subject):
                    engine.store.extend(_double(engine.store, subject, mark, state, first, last))
    return engine


def _of_kind(store: Store, kind: str) -> set[str]:
    quads = store.quads_for_pattern(None, NamedNode(str(RDF.type)), NamedNode(TSG + kind))
    return {
        quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode) and "~" not in quad.subject.value
    }


def _has_status(store: Store, subject: str) -> bool:
    return any(store.quads_for_pattern(NamedNode(subject), NamedNode(TSG + "status"), None))


def _double(store: Store, subject: str, mark: str, status: str, first: str, last: str) -> list[Quad]:
    changed: dict[str, NamedNode | Literal] = {TSG + "standsFrom": _day(first), TSG + "standsUntil": _day(last)}
    if status:
        changed[TSG + "status"] = NamedNode(STATUS + status)
    found = []
    for quad in store.quads_for_pattern(NamedNode(subject), None, None):
        value = changed.get(quad.predicate.value, quad.object)
        if quad.predicate.value == str(RDFS.label) and isinstance(value, Literal):
            value = Literal(f"{value.value}~{mark}", language=value.language)
        found.append(Quad(NamedNode(f"{subject}~{mark}"), quad.predicate, value, quad.graph_name))
    return found


def _day(text: str) -> Literal:
    return Literal(text, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))


def marks_in(engine: OxigraphEngine, name: str, **given: str) -> set[str]:
    """The marks of the doubles an answer shows."""
    rows = engine.select(fill(QUERIES[name], given)).rows
    return {mark for row in rows for cell in row for mark in re.findall(r"~(\w+)", cell)}


@pytest.mark.parametrize("name", FOR_A_PERSON)
@only_offering
def test_only_what_is_in_operation_on_the_day_is_offered(name: str, doubled: OxigraphEngine) -> None:
    given = GIVEN.get(name, {})
    assert marks_in(doubled, name, **given) == {"open"}
    assert marks_in(doubled, name, **given, day=LATER) == {"open", "later"}
    assert marks_in(doubled, name, **given, day="1999-03-31") == {"open", "gone"}


# ---- the day, where none is given ----


def test_the_day_written_in_a_question_is_the_newest_the_shipped_documents_know(engine: OxigraphEngine) -> None:
    newest = engine.select(QUERIES[NEWEST_DAY].text).rows[0][0]
    written = {day for name in offering() for day in re.findall(r'VALUES \?day \{ "([\d-]+)"', QUERIES[name].text)}
    assert written == {newest}


def test_the_day_left_open_is_the_newest_the_graph_knows() -> None:
    query, iris = QUERIES["services-for-a-need"], Iris()
    store = Store()
    assert date.today().isoformat() in fill_for(OxigraphEngine(store), query, {})
    graph, document = NamedNode(iris.graph("plan")), NamedNode(iris.path("document", "plan"))
    store.add(Quad(document, NamedNode(str(RDF.type)), NamedNode(TSG + "SourceDocument"), graph))
    store.add(Quad(document, NamedNode(TSG + "validFrom"), _day("2031-04-01"), graph))
    assert '"2031-04-01"^^' in fill_for(OxigraphEngine(store), query, {})
    assert '"2024-04-01"^^' in fill_for(OxigraphEngine(store), query, {DAY: "2024-04-01"})


def test_routes_take_the_same_day(engine: OxigraphEngine) -> None:
    newest = engine.select(QUERIES[NEWEST_DAY].text).rows[0][0]
    assert newest_day(read_network(BuiltGraph(engine))).isoformat() == newest
