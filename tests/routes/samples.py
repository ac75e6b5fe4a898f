"""Small networks made by hand: bodies `a`, `b`, `c` … in one place, linkages and services in a few characters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tsunagu.network.model import Network
from tsunagu.network.records import Body, Concept, Duty, Linkage, Service, Words
from tsunagu.referral.question import Question
from tsunagu.routes.changes import changes
from tsunagu.routes.search import RouteSearch

HERE, PREFECTURE = "place/1", "place/9"
NEED, OTHER_NEED, HELP, OTHER_HELP = "need/dv", "need/debt", "function/temp-protection", "function/consumer-debt"
KIND = "body-type/wsc"


def body_id(name: str) -> str:
    """Return the id of a named body."""
    return f"body/{name}"


def body(name: str, place: str = HERE, **more: object) -> Body:
    """Return a named body."""
    made = Body(body_id(name), "named", Words(name.upper(), name.upper()), place=place, status="existing")
    return replace(made, **more)  # type: ignore[arg-type]


def link(start: str, end: str, kind: str = "refer", layer: str = "stated", **more: object) -> Linkage:
    """Return a linkage between two named bodies."""
    made = Linkage(f"linkage/{start}-{end}-{kind}-{layer}", body_id(start), body_id(end), kind, layer, "in_operation")
    return replace(made, **more)  # type: ignore[arg-type]


def service(provider: str, name: str = "help", **more: object) -> Service:
    """Return a service for NEED with the function HELP."""
    made = Service(
        f"service/{provider}-{name}", body_id(provider), Words(f"{name} {provider}", f"{name} {provider}"),
        frozenset({HELP}), frozenset({NEED}), status="in_operation",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


CONCEPTS: Mapping[str, Concept] = {
    NEED: Concept(NEED, Words("DV", "DV"), "need", functions=("function/consult", HELP)),
    OTHER_NEED: Concept(OTHER_NEED, Words("債務", "Debt"), "need", functions=(OTHER_HELP,)),
    HERE: Concept(HERE, Words("市", "City"), "place", place_kind="city", prefecture=PREFECTURE),
    PREFECTURE: Concept(PREFECTURE, Words("県", "Prefecture"), "place", place_kind="prefecture"),
}


def network(
    links: Iterable[Linkage] = (),
    services: Iterable[Service] = (),
    bodies: Iterable[Body] = (),
    duties: Iterable[Duty] = (),
    **concepts: Concept,
) -> Network:
    """Return a network; bodies that links and services name are made where they are not given."""
    links, services = tuple(links), tuple(services)
    known = {body.id: body for body in bodies}
    for name in {end for link in links for end in (link.start, link.end)} | {service.provider for service in services}:
        if name.startswith("body/"):
            known.setdefault(name, body(name.removeprefix("body/")))
    ordered = {name: known[name] for name in sorted(known)}
    held = {**CONCEPTS, **{concept.id: concept for concept in concepts.values()}}
    return Network(ordered, tuple(sorted(links, key=lambda link: link.id)), services, tuple(duties), held)


def asking(start: str = "a", **more: object) -> Question:
    """Return a question from a body for NEED."""
    return replace(Question(body_id(start), (NEED,)), **more)  # type: ignore[arg-type]


def outcomes(search: RouteSearch) -> dict[str, str]:
    """What each turned circumstance does to what a search finds, by its id."""
    return {told.circumstance: told.outcome for told in changes(search, search.find())}
