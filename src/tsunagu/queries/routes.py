"""Referral routes: from a body, along linkages, to a body that offers a function. A first slice.

Steps are linkages of the graph. A route ends at a body that offers a service with the wanted function, or
that has it by law as a body of its kind. What the data do not say (hours, conditions) is reported as
"to confirm", never taken as met.
"""

from __future__ import annotations

import itertools
from collections import deque
from dataclasses import dataclass

import networkx as nx

from tsunagu.graph.iris import Iris
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import Engine
from tsunagu.queries.parameters import fill

LAYERS = ("statutory", "stated", "reported", "planned", "opinion", "inferred")
DEFAULT_LAYERS = ("statutory", "stated", "reported", "inferred")
# Kinds of linkage along which a person can be handed on; training, subsidies, joint events and meetings are none.
REFERRAL_KINDS = frozenset({"refer", "notify", "request_protection", "entrust", "liaise", "share_information"})
MAX_STEPS = 4


@dataclass(frozen=True)
class Link:
    """One linkage: ends as IRIs, kind, evidence layer, status, legal basis, and where it stands."""

    iri: str
    start: str
    end: str
    kind: str
    layer: str
    purpose_ja: str
    purpose_en: str
    condition_ja: str
    condition_en: str
    basis: tuple[str, ...]
    rule: str
    derived_from: str


@dataclass(frozen=True)
class Offer:
    """Why a body is an end of a route: the service it offers, or the duty its kind has by law."""

    body: str
    iri: str
    label_ja: str
    label_en: str
    layer: str
    hours: str
    channels: tuple[str, ...]
    basis: str


@dataclass(frozen=True)
class Route:
    """Links in walking order (none where the start itself offers the function) and the offer at the end."""

    links: tuple[Link, ...]
    offer: Offer


@dataclass(frozen=True)
class Answered:
    """Routes found, best first, and, where there are none, the bodies every attempt ended at."""

    routes: tuple[Route, ...]
    dead_ends: tuple[str, ...]


class RouteFinder:
    """Reads the linkages once and searches in memory."""

    def __init__(self, engine: Engine, iris: Iris, layers: tuple[str, ...] = DEFAULT_LAYERS) -> None:
        self.engine = engine
        self.iris = iris
        self.layers = layers
        self.links = self._read_links()

    def _read_links(self) -> dict[tuple[str, str], list[Link]]:
        found: dict[tuple[str, str], dict[str, Link]] = {}
        for row in self._ask("walkable-linkages"):
            link = _link(row, self.iris)
            if link.layer in self.layers and link.kind in REFERRAL_KINDS:
                known = found.setdefault((link.start, link.end), {})
                known[link.iri] = _merged(known.get(link.iri), link)
        return {pair: sorted(links.values(), key=_strength) for pair, links in sorted(found.items())}

    def _ask(self, query: str, **values: str) -> list[dict[str, str]]:
        text = fill(load_catalogue().get(query), values, self.iris)
        return self.engine.select(text).as_dicts()

    def offers(self, function: str) -> dict[str, Offer]:
        """Return the best offer of a function by body: a stated service before a duty of law."""
        found: dict[str, Offer] = {}
        for row in self._ask("services-with-function", function=function):
            if row["layer"] in self.layers and row["status"] == "in_operation":
                channels = tuple(filter(None, row["channels"].split("；")))
                names = (row["label_ja"], row["label_en"])
                offer = Offer(row["body"], row["offer"], *names, row["layer"], row["hours"], channels, "")
                found.setdefault(row["body"], offer)
        if "statutory" in self.layers:
            for row in self._ask("duties-with-function", function=function):
                names = (row["label_ja"], row["label_en"])
                offer = Offer(row["body"], row["offer"], *names, "statutory", "", (), row["basis"])
                found.setdefault(row["body"], offer)
        return found

    def find(self, start: str, function: str, most: int = 3) -> Answered:
        """Return up to `most` simple routes, fewest desks first, then strongest evidence.

        Breadth-first over the linkages, O(links) for the first route and O(most x links) for all.
        """
        offers = self.offers(function)
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_node(start)
        graph.add_edges_from(self.links)
        reached = nx.single_source_shortest_path_length(graph, start, cutoff=MAX_STEPS)
        routes = [Route((), offers[start])] if start in offers else []
        ends = sorted((body for body in offers if body in reached and body != start), key=lambda b: (reached[b], b))
        for body in ends[: most * 3]:
            path = nx.shortest_path(graph, start, body)
            routes.append(Route(tuple(self.links[pair][0] for pair in itertools.pairwise(path)), offers[body]))
        routes.sort(key=_rank)
        return Answered(tuple(routes[:most]), () if routes else tuple(_dead_ends(graph, start)))


def _rank(route: Route) -> tuple[int, int, str]:
    return len(route.links), sum(LAYERS.index(link.layer) for link in route.links), route.offer.body


def _dead_ends(graph: nx.DiGraph[str], start: str) -> list[str]:
    seen, waiting, ends = {start}, deque([start]), []
    while waiting:
        body = waiting.popleft()
        following = [other for other in graph.successors(body) if other not in seen]
        if not list(graph.successors(body)):
            ends.append(body)
        seen.update(following)
        waiting.extend(following)
    return sorted(ends)


def _strength(link: Link) -> tuple[int, str]:
    return LAYERS.index(link.layer), link.iri


def _merged(known: Link | None, link: Link) -> Link:
    if known is None:
        return link
    basis = tuple(sorted({*known.basis, *link.basis}))
    return Link(**{**known.__dict__, "basis": basis})


def _link(row: dict[str, str], iris: Iris) -> Link:
    def short(name: str) -> str:
        return row[name].rsplit("/", 1)[-1]

    return Link(
        row["link"], row["start"], row["end"], short("kind"), short("layer"), row["purpose_ja"], row["purpose_en"],
        row["condition_ja"], row["condition_en"], (row["basis"],) if row["basis"] else (),
        row["rule"].removeprefix(iris.base), row["origin"],
    )  # fmt: skip
