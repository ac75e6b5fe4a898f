"""The guard over a network of a few bodies: what it takes out, what it leaves, what it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from tests.routes.samples import KIND, body, link, network, service
from tsunagu.disclosure.guard import Guard
from tsunagu.disclosure.reduction import reduced
from tsunagu.graph.iris import Iris
from tsunagu.network.model import Network
from tsunagu.network.records import Words

IRIS = Iris()
NAME = "もみじ寮"


def held(level: str = "confidential") -> Network:
    """A city's desk hands on to a home whose place is secret, or not."""
    kind = replace(body("k"), id=KIND, sort="kind", disclosure="confidential", label=Words("秘密の種類", "secret kind"))
    home = replace(
        body("momiji"), label=Words(NAME, "Momiji"), kinds=(KIND,), disclosure=level, phones=("03-0000-1111",)
    )
    return network([link("a", "momiji"), link("a", "b")], [service("momiji"), service("b")], [kind, home])


def quad(subject: str, said: str, value: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(IRIS.base + subject), NamedNode(IRIS.expand(said)), value, NamedNode(IRIS.graph("d")))


def test_quads_that_name_a_secret_body_or_point_at_it_are_taken_out_and_counted() -> None:
    kept = [
        quad("body/b", "rdfs:label", Literal("B")),
        quad("service/b-help", "tsg:provider", NamedNode(IRIS.base + "body/b")),
    ]
    gone = [
        quad("body/momiji", "rdf:type", NamedNode(IRIS.expand("tsg:Body"))),
        quad("service/x", "tsg:provider", NamedNode(IRIS.base + "body/momiji")),
        quad("body/b", "skos:note", Literal(f"{NAME}の隣")),
    ]
    shown = Guard(held(), IRIS).quads([*kept, *gone])
    assert list(shown.value) == kept
    assert shown.withheld == len(gone)


def test_without_a_secret_body_every_quad_stays() -> None:
    quads = [quad("body/b", "rdfs:label", Literal("B"))]
    shown = Guard(network(bodies=[body("b")]), IRIS).quads(quads)
    assert (list(shown.value), shown.withheld) == (quads, 0)


@dataclass(frozen=True)
class Told:
    """A record of records."""

    words: str
    inner: tuple[Told, ...] = ()


@pytest.mark.parametrize(
    "record", [Told(NAME), Told("x", (Told(f"先は{NAME}"),)), [Told("x", (Told("y", (Told(NAME),)),))]]
)
def test_a_text_that_tells_is_found_however_deep(record: object) -> None:
    assert Guard(held(), IRIS)._speaks(record)


def test_a_record_without_a_telling_text_tells_nothing() -> None:
    assert not Guard(held(), IRIS)._speaks(Told("x", (Told("y"),)))


def test_a_network_in_which_only_linkages_or_only_bodies_lose_something_is_another_one() -> None:
    before = held()
    after = reduced(before, ["body/momiji"])
    assert after.network is not before
    assert not {"body/momiji"} & set(after.network.bodies)
    opaque = replace(before.bodies["body/momiji"], id="body/130001-closed-0123abcd", label=Words("x", "x"), phones=())
    bodies = {**{name: kept for name, kept in before.bodies.items() if name != "body/momiji"}, opaque.id: opaque}
    named = replace(before, bodies=dict(sorted(bodies.items())), links=(), services=())
    assert reduced(named, [opaque.id]).network.bodies[opaque.id] != opaque, "a body alone loses its name"
    assert reduced(before, []).network is before


def test_a_public_network_is_left_as_it_is() -> None:
    plain = network([link("a", "b")], [service("b")])
    assert reduced(plain, []).network is plain
