"""Measure what reads the network: opening, structure, chance, coverage, what-if and routes, beside plain peers.

Every line tells seconds of the processor, peak memory beyond the network itself, and, where a peer was measured in the
same run, how many times longer the peer took. Peers: networkx for measures, the store for opening, one search per
closing for what-if.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx

from bench.country import make_country
from bench.measuring import measure
from tsunagu.closures.ranking import rank_bodies, rank_pairs
from tsunagu.closures.reach import Reach, newest_day, reach_of
from tsunagu.closures.walks import ClosureCase, met, routes
from tsunagu.closures.what_if import what_if
from tsunagu.gaps.coverage import coverage
from tsunagu.graph.build import BuildReport, read_report
from tsunagu.graph.home import Home
from tsunagu.graph.iris import Iris
from tsunagu.network.arrays import Arcs
from tsunagu.network.compiled import FILE, compile_network, dump, load, open_network
from tsunagu.network.graphs import undirected_of
from tsunagu.network.model import Network
from tsunagu.network.reading import read_network
from tsunagu.queries.built_graph import BuiltGraph
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.referral.question import Question
from tsunagu.referral.rulebook import Rulebook, read_rulebook
from tsunagu.referral.snapshot import Snapshot, View, snapshot_of
from tsunagu.referral.standing import WALKED_LAYERS
from tsunagu.routes.search import find_routes
from tsunagu.structure import centrality, groups, measures
from tsunagu.structure.chance import draw
from tsunagu.structure.report import Settings, structure
from tsunagu.structure.scope import make_scope

ASKED = 100
"""Random questions for routes."""
PLAIN = 20
"""Sources networkx is asked for where more would take minutes; its time is then multiplied by the share left out."""
TRIED = 40
"""Bodies closed one by one by the peer of the ranking."""


def show(
    name: str, job: Callable[[], object], peer: Callable[[], object] | None = None, told: str = "", times: float = 1
) -> None:
    """Print a job and, below it, its peer, which did one part of `times`."""
    ours = measure(job)
    print(ours.line(name), flush=True)
    if peer:
        theirs = measure(peer)
        part = "" if times == 1 else f", for all: {theirs.seconds * times:.1f} s"
        print(f"{theirs.line(f'    {told}')}{part}  = {theirs.seconds * times / ours.seconds:.1f} times", flush=True)


def measure_opening(home: Home) -> None:
    """Print the compiled network against the store."""
    report = read_report(home)
    compile_network(home)
    size = (home.current() / FILE).stat().st_size
    print(f"\nopening the network of the shipped documents (compiled file {size / 1024:.0f} KiB)")
    engine = OxigraphEngine.open(home)
    iris = Iris(report.base)
    show(
        "open_network",
        lambda: len(open_network(home).links),
        lambda: len(read_network(BuiltGraph(engine, iris)).links),
        "read_network",
    )


def rulebook_of(home: Home) -> Rulebook:
    """The rulebook of the build in a home."""
    return read_rulebook(BuiltGraph(OxigraphEngine.open(home), Iris(read_report(home).base)))


def measure_shipped(home: Home) -> None:
    """Print the analyses on the five documents."""
    network, rulebook = open_network(home), rulebook_of(home)
    print("\nthe five documents")
    show("structure, every layer, 200 samples", lambda: len(structure(network)))
    show("structure, walked layers, 200 samples", lambda: len(structure(network, layers=WALKED_LAYERS)))
    show(
        "structure, walked layers, no samples",
        lambda: len(structure(network, layers=WALKED_LAYERS, settings=Settings(0))),
    )
    _closures(network, rulebook)


def _closures(network: Network, rulebook: Rulebook) -> None:
    def snapshot() -> Snapshot:
        return snapshot_of(network, rulebook, View(newest_day(network)))

    show("gap analysis: coverage of every place and need", lambda: sum(1 for _ in coverage(snapshot())))
    show("what residents reach", lambda: len(reach_of(snapshot()).places))
    reach = reach_of(snapshot())
    show("ways for every place and need", lambda: sum(len(met(place, reach.needs)) for place in reach.places),
         lambda: _plain_ways(reach), "networkx, steps only, one graph and search per place and need")  # fmt: skip
    _what_ifs(reach)


def _what_ifs(reach: Reach) -> None:
    worst = rank_bodies(reach.places, reach.needs, 1)
    closed = worst[0].closed if worst else ()
    show("what-if of the worst body", lambda: len(what_if(reach, closed).changes))
    show("ranking of bodies", lambda: len(rank_bodies(reach.places, reach.needs)))
    show("ranking of pairs", lambda: len(rank_pairs(reach.places, reach.needs)))
    bodies = sorted({body for place in reach.places for body in place.starts})
    tried = random.Random(1).sample(bodies, min(TRIED, len(bodies)))
    count = len(reach.snapshot.standing)
    each = measure(lambda: _body_by_body(reach, tried)).seconds / len(tried)
    print(f"    closing one by one: {each:.4f} s a body, so about {each * count:.0f} s for all {count:,}, "
          f"{each * count * count / 2 / 3600:,.1f} h for all pairs")  # fmt: skip


def _body_by_body(reach: Reach, bodies: list[str]) -> int:
    lost = 0
    for body in bodies:
        cases = [ClosureCase(need, frozenset((body,))) for need in reach.needs]
        lost += sum(route is None for place in reach.places for route in routes(place, cases))
    return lost


def measure_country(home: Home, share: float) -> None:
    """Print the analyses on a made-up country of a share of the full size."""
    shipped = open_network(home)
    began = time.perf_counter()
    network = make_country(shipped, share)
    unnamed = sum(body.sort == "unnamed" for body in network.bodies.values())
    bodies = len(network.bodies) - unnamed
    seconds = time.perf_counter() - began
    print(
        f"\na made-up country at {share:g}, made in {seconds:.1f} s: {bodies:,} bodies, {unnamed:,} unnamed partners,"
    )
    print(f"{len(network.services):,} services, {len(network.links):,} linkages")
    _compiled(network, home.folder)
    scope = make_scope(network, WALKED_LAYERS)
    show("nodes and linkages as arrays", lambda: len(make_scope(network, WALKED_LAYERS).numbered.arcs))
    _measures(scope.numbered.arcs)
    show(
        "structure, walked layers, 2 samples",
        lambda: len(structure(network, layers=WALKED_LAYERS, settings=Settings(2))),
    )
    _closures(network, rulebook_of(home))
    measure_routes(home, network)


def _compiled(network: Network, folder: Path) -> None:
    report = BuildReport("bench", "https://example.org/", "made-up", 0, {}, {})
    path = folder / "country.z"
    show("compiled: written", lambda: path.write_bytes(dump(network, report)))
    if not path.is_file():
        path.write_bytes(dump(network, report))
    print(f"    {path.stat().st_size / 2**20:.1f} MiB")
    show("compiled: opened", lambda: load(path, report) is not None)


def _measures(arcs: Arcs) -> None:
    graph = _digraph(arcs)
    plain = undirected_of(arcs)
    show("reciprocity", lambda: measures.reciprocity(arcs), lambda: nx.overall_reciprocity(graph), "networkx")
    show(
        "k-core",
        lambda: int(measures.core_numbers(arcs).max()),
        lambda: max(nx.core_number(plain).values()),
        "networkx",
    )
    show("weak components", lambda: measures.largest(measures.weak_components(arcs)),
         lambda: max(map(len, nx.weakly_connected_components(graph))), "networkx")  # fmt: skip
    show("strong components", lambda: measures.largest(measures.strong_components(arcs)),
         lambda: max(map(len, nx.strongly_connected_components(graph))), "networkx")  # fmt: skip
    show("clustering", lambda: measures.clustering(arcs), lambda: nx.transitivity(plain), "networkx")
    show("PageRank", lambda: centrality.rank(arcs).max())
    sources = min(arcs.count, centrality.SOURCES if arcs.count > centrality.EXACT_UP_TO else arcs.count)
    show(f"betweenness from {sources} sources", lambda: centrality.betweenness(arcs).max(),
         lambda: max(nx.betweenness_centrality(graph, k=PLAIN, seed=1).values()), f"networkx, {PLAIN} sources",
         sources / PLAIN)  # fmt: skip
    show(f"closeness from {sources} sources", lambda: centrality.closeness(arcs).max(),
         lambda: sum(len(nx.single_source_shortest_path_length(graph, node)) for node in range(PLAIN)),
         f"networkx, {PLAIN} sources", sources / PLAIN)  # fmt: skip
    show("communities (Louvain)", lambda: groups.found_modularity(arcs),
         None if arcs.count > 20_000 else lambda: _plain_louvain(plain), "networkx")  # fmt: skip
    show("one random network, same size", lambda: len(next(draw(arcs, "any", 1, 0))),
         lambda: len(nx.gnm_random_graph(arcs.count, len(arcs), seed=1, directed=True).edges), "networkx")  # fmt: skip
    show("one random network, same partners per body", lambda: len(next(draw(arcs, "rewired", 1, 0))),
         None if arcs.count > 20_000 else lambda: _plain_swaps(graph), "networkx, as many swaps")  # fmt: skip


def _digraph(arcs: Arcs) -> nx.DiGraph[int]:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(arcs.count))
    graph.add_edges_from(zip(arcs.starts.tolist(), arcs.ends.tolist(), strict=True))
    return graph


def _plain_louvain(graph: nx.Graph[int]) -> float:
    return float(nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=0)))


def _plain_swaps(graph: nx.DiGraph[int]) -> int:
    swapped = graph.copy()
    nx.directed_edge_swap(swapped, nswap=5 * graph.number_of_edges(), max_tries=500 * graph.number_of_edges(), seed=1)
    return swapped.number_of_edges()


def _plain_ways(reach: Reach) -> int:
    found = 0
    for place in reach.places:
        for need in reach.needs:
            graph: nx.DiGraph[str] = nx.DiGraph()
            graph.add_edges_from(
                (start, end) for start, ends in place.after.items() for end in ends if need in ends[end]
            )
            graph.add_edges_from(("", body) for body, needs in place.starts.items() if need in needs)
            if "" in graph:
                steps = nx.single_source_shortest_path_length(graph, "", cutoff=place.most + 1)
                found += any(body in steps for body, needs in place.meets.items() if need in needs)
    return found


def measure_routes(home: Home, network: Network) -> None:
    """Print the route search: three routes from random bodies for random needs."""
    rulebook = rulebook_of(home)
    rng = random.Random(3)
    named = [body.id for body in network.bodies.values() if body.sort == "named"]
    needs = [need.id for need in network.concepts_in("need")]
    asked = [Question(rng.choice(named), (rng.choice(needs),), most=3) for _ in range(ASKED)]

    def ask() -> str:
        taken, found = [], 0
        for question in asked:
            began = time.perf_counter()
            found += find_routes(network, rulebook, question).met
            taken.append((time.perf_counter() - began) * 1000)
        later = sorted(taken[1:])
        return (f"first {taken[0]:.0f} ms, then median {statistics.median(later):.1f} ms, "
                f"95 % {later[int(len(later) * 0.95)]:.1f} ms; {found} of {len(asked)} with a route")  # fmt: skip

    show(f"routes: 3 from each of {ASKED} random bodies", ask)
