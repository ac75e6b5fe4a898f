"""Routes over a small graph made by hand, and over the shipped one."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from tsunagu.graph.iris import Iris
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.queries.route_words import RouteTeller
from tsunagu.queries.routes import RouteFinder

IRIS = Iris()
Linked = tuple[str, str, str, str]
FUNCTION = IRIS.table_concept("functions", "fn_temp_protection")


def body(name: str) -> str:
    return f"{IRIS.base}body/{name}"


def make(
    *links: tuple[str, str, str, str], offers: tuple[str, ...] = (), status: str = "in_operation"
) -> OxigraphEngine:
    """Bodies a, b, c … with links (from, to, kind, layer) and services at some of them."""
    store, graph = Store(), NamedNode(IRIS.graph("test"))

    def add(subject: str, short: str, value: NamedNode | Literal) -> None:
        store.add(Quad(NamedNode(subject), NamedNode(IRIS.expand(short)), value, graph))

    for name in sorted({end for link in links for end in link[:2]} | set(offers)):
        add(body(name), "rdf:type", NamedNode(IRIS.expand("tsg:Body")))
        add(body(name), "rdfs:label", Literal(name.upper(), language="ja"))
    for start, end, kind, layer in links:
        link = f"{IRIS.base}linkage/test/{start}-{end}"
        add(link, "tsg:from", NamedNode(body(start)))
        add(link, "tsg:to", NamedNode(body(end)))
        add(link, "tsg:linkageKind", NamedNode(IRIS.concept("linkage-kind", kind)))
        add(link, "tsg:layer", NamedNode(IRIS.concept("layer", layer)))
        add(link, "tsg:status", NamedNode(IRIS.concept("status", status)))
    for name in offers:
        service = f"{IRIS.base}service/test/{name}"
        add(service, "rdf:type", NamedNode(IRIS.expand("tsg:Service")))
        add(service, "tsg:provider", NamedNode(body(name)))
        add(service, "tsg:fulfilsFunction", NamedNode(FUNCTION))
        add(service, "tsg:layer", NamedNode(IRIS.concept("layer", "stated")))
        add(service, "tsg:status", NamedNode(IRIS.concept("status", status)))
        for language in ("ja", "en"):
            add(service, "rdfs:label", Literal(f"service {name}", language=language))
    return OxigraphEngine(store)


def walk(engine: OxigraphEngine, start: str = "a", layers: tuple[str, ...] | None = None) -> list[str]:
    finder = RouteFinder(engine, IRIS, layers) if layers else RouteFinder(engine, IRIS)
    found = finder.find(body(start), FUNCTION)
    return ["".join([start, *(link.end[-1] for link in route.links)]) for route in found.routes]


def test_fewest_desks_first() -> None:
    engine = make(
        ("a", "b", "refer", "stated"), ("b", "c", "refer", "stated"), ("a", "d", "refer", "stated"), offers=("c", "d")
    )
    assert walk(engine) == ["ad", "abc"]


def test_offer_at_the_start_needs_no_step() -> None:
    assert walk(make(("a", "b", "refer", "stated"), offers=("a", "b"))) == ["a", "ab"]


def test_links_have_a_direction() -> None:
    assert walk(make(("b", "a", "refer", "stated"), offers=("b",))) == []


@pytest.mark.parametrize("kind", ["train", "support", "convene", "supervise", "dispatch", "co_run"])
def test_training_and_meetings_hand_nobody_on(kind: str) -> None:
    assert walk(make(("a", "b", kind, "stated"), offers=("b",))) == []


@pytest.mark.parametrize("status", ["under_study", "ended", "not_done", "requested"])
def test_what_is_not_there_is_not_walked(status: str) -> None:
    assert walk(make(("a", "b", "refer", "stated"), offers=("b",), status=status)) == []


def test_only_the_layers_asked_for() -> None:
    engine = make(("a", "b", "refer", "opinion"), offers=("b",))
    assert walk(engine) == []
    assert walk(engine, layers=("opinion", "stated")) == ["ab"]


def test_stronger_evidence_first() -> None:
    engine = make(("a", "b", "refer", "inferred"), ("a", "c", "refer", "stated"), offers=("b", "c"))
    assert walk(engine) == ["ac", "ab"]


def test_dead_ends_are_told() -> None:
    engine = make(("a", "b", "refer", "stated"), ("b", "c", "refer", "stated"))
    answered = RouteFinder(engine, IRIS).find(body("a"), FUNCTION)
    assert (answered.routes, answered.dead_ends) == ((), (body("c"),))
    told = RouteTeller(engine, IRIS, "ja").tell(answered, body("a"), FUNCTION)
    assert "C" in told


def test_every_step_of_a_shipped_route_is_a_linkage_of_the_graph(engine: OxigraphEngine) -> None:
    finder = RouteFinder(engine, IRIS)
    start = IRIS.base + "body/132152-shicho-shitsu"
    routes = finder.find(start, FUNCTION).routes
    assert routes
    for route in routes:
        at = start
        for link in route.links:
            assert link.start == at
            ends = f"<{IRIS.expand('tsg:from')}> <{link.start}> ; <{IRIS.expand('tsg:to')}> <{link.end}>"
            text = f"ASK {{ <{link.iri}> {ends} }}"
            assert engine.select(text).rows == (("true",),)
            at = link.end
        assert route.offer.body == at


def test_no_route_leads_to_a_body_law_only_allows(engine: OxigraphEngine) -> None:
    """Isehara may endeavour to have a DV centre; it is not named, so nobody is sent there."""
    finder = RouteFinder(engine, IRIS)
    ends = {end for _, end in finder.links} | set(finder.offers(FUNCTION))
    assert IRIS.base + "expected/142140-dvc" not in ends
    assert IRIS.base + "expected/140007-wsc" in ends
