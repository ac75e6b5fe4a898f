"""Routes over random networks of records equal what trying everything finds, and nothing in them is made up."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.routes.samples import asking, body, body_id, link, network, service
from tsunagu.network.model import Network
from tsunagu.network.records import LAYERS, Linkage
from tsunagu.referral.checks import open_points
from tsunagu.referral.linkage import HANDING_ON
from tsunagu.referral.question import Question
from tsunagu.referral.rulebook import Rulebook
from tsunagu.referral.standing import WALKED_LAYERS
from tsunagu.routes.search import RoutesFound, find_routes


def found(net: Network, question: Question | None = None) -> RoutesFound:
    return find_routes(net, Rulebook(), question or asking())


NAMES = "abcdef"
NUMBER, HOURS_AND_NUMBER = 1, 2
"""Points that stay open at each step and at the end of a way: nobody states numbers and hours here."""
KINDS = st.sampled_from([*sorted(HANDING_ON), "liaise"])
LINKS = st.lists(
    st.builds(link, st.sampled_from(NAMES), st.sampled_from(NAMES), KINDS, st.sampled_from(LAYERS[:4])),
    max_size=14, unique_by=lambda link: link.id,
).map(lambda links: [link for link in links if link.start != link.end])  # fmt: skip
PROVIDERS = st.lists(st.sampled_from(NAMES), max_size=3, unique=True)


def every_way(
    links: list[Linkage], providers: list[str], layers: tuple[str, ...]
) -> dict[tuple[str, ...], tuple[int, ...]]:
    """Try everything: each walk over open linkages to a provider, with its cheapest cost."""
    usable = [link for link in links if link.kind in HANDING_ON and link.layer in layers]
    best: dict[tuple[str, ...], tuple[int, ...]] = {}

    def cost(linkage: Linkage) -> tuple[int, ...]:
        unknown = int(not linkage.needs and not linkage.functions) + NUMBER
        return 0, 0, 0, 0, 0, 1, 0, LAYERS.index(linkage.layer), unknown

    def walk(nodes: tuple[str, ...], spent: tuple[int, ...]) -> None:
        if nodes[-1] in {body_id(name) for name in providers}:
            end = (0, 0, 0, 0, 1, 0, 0, LAYERS.index("stated"), HOURS_AND_NUMBER)
            total = tuple(x + y for x, y in zip(spent, end, strict=True))
            best[nodes] = min(total, best.get(nodes, total))
        if len(nodes) <= 4:
            for linkage in usable:
                if linkage.start == nodes[-1] and linkage.end not in nodes:
                    walk((*nodes, linkage.end), tuple(x + y for x, y in zip(spent, cost(linkage), strict=True)))

    walk((body_id("a"),), (0,) * 9)
    return best


@settings(max_examples=1500, deadline=None)
@given(LINKS, PROVIDERS)
def test_the_best_route_equals_trying_everything(links: list[Linkage], providers: list[str]) -> None:
    net = network(links, [service(name) for name in providers], [body("a")])
    routes = next(iter(found(net, asking(most=1)).routes.values()))
    wanted = sorted((cost, nodes) for nodes, cost in every_way(links, providers, WALKED_LAYERS).items())
    assert [(route.cost, route.bodies) for route in routes] == wanted[:1]


@settings(max_examples=500, deadline=None)
@given(LINKS, PROVIDERS)
def test_every_step_stands_in_the_network_and_every_body_is_visited_once(
    links: list[Linkage], providers: list[str]
) -> None:
    net = network(links, [service(name) for name in providers], [body("a")])
    known = set(net.links)
    for route in next(iter(found(net, asking(most=5)).routes.values())):
        assert len(set(route.bodies)) == len(route.bodies)
        assert route.offers[0].service in net.services
        for leg in route.legs:
            for step in (leg.step, *leg.more):
                assert step.link in known
                assert (step.link.start, step.link.end) == (step.start, step.end) if step.link else False
            assert leg.step.cost == min(step.cost for step in (leg.step, *leg.more))
            assert open_points(leg.step.checks) == leg.step.cost[-1]


@settings(max_examples=300, deadline=None)
@given(LINKS, PROVIDERS, st.randoms())
def test_order_of_input_does_not_matter(links: list[Linkage], providers: list[str], random: Random) -> None:
    services = [service(name) for name in providers]
    mixed, turned = list(links), list(services)
    random.shuffle(mixed)
    random.shuffle(turned)
    assert found(network(links, services, [body("a")])) == found(network(mixed, turned, [body("a")]))
