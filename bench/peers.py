"""Our measures of the network beside igraph, networkit, networkx and plain C on the same network, in one run.

igraph and networkit are measured where they are installed (`pip install -e ".[bench]"`), C where a compiler is there;
none of them is part of the product (decision 0051). Results are held against each other where they must be equal.
"""

from __future__ import annotations

import importlib.util
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from bench.measuring import measure
from tsunagu.closures.ranking import rank_bodies
from tsunagu.closures.reach import Reach, newest_day, reach_of
from tsunagu.closures.walks import met
from tsunagu.closures.what_if import what_if
from tsunagu.gaps.coverage import coverage
from tsunagu.network.arrays import Arcs
from tsunagu.network.cuts import cuts
from tsunagu.network.model import Network
from tsunagu.referral.rulebook import Rulebook
from tsunagu.referral.snapshot import View, snapshot_of
from tsunagu.referral.standing import WALKED_LAYERS
from tsunagu.structure import centrality, groups
from tsunagu.structure.scope import make_scope

PLACES = 60
"""Places drawn by lot whose coverage is measured: all would take minutes and give the same ratio."""
Ratios = dict[str, float]
Job = Callable[[], object]


def measure_peers(network: Network, rulebook: Rulebook) -> Ratios:
    """Print our seconds and those of each peer; the ratio ours / peer by name."""
    arcs = make_scope(network, WALKED_LAYERS).numbered.arcs
    print(f"\nmeasures of {arcs.count:,} bodies and {len(arcs):,} linkages, ours beside peers (processor seconds)")
    found: Ratios = {}
    peers = list(_peers(arcs))
    for name, ours in _ours(arcs).items():
        mine = measure(ours)
        print(mine.line(name), flush=True)
        for peer, jobs in peers:
            if name in jobs:
                theirs = measure(jobs[name])
                found[f"{name} / {peer}"] = mine.seconds / max(theirs.seconds, 1e-6)
                print(f"{theirs.line('    ' + peer)}  ours takes {found[f'{name} / {peer}']:.2f} times", flush=True)
    return found | _coverage(network, rulebook)


def _ours(arcs: Arcs) -> Mapping[str, Job]:
    neighbours = {str(node): list(map(str, arcs.around.of(node))) for node in range(arcs.count)}
    return {
        "cut points and bridges": lambda: len(cuts(neighbours).nodes),
        "PageRank": lambda: round(float(centrality.rank(arcs).max()), 6),
        "betweenness": lambda: round(float(centrality.betweenness(arcs).max()), 6),
        "Louvain": lambda: round(groups.found_modularity(arcs), 3),
    }


def _peers(arcs: Arcs) -> Iterator[tuple[str, Mapping[str, Job]]]:
    if importlib.util.find_spec("igraph"):
        yield "igraph", _igraph(arcs)
    if importlib.util.find_spec("networkit"):
        yield "networkit", _networkit(arcs)
    yield "networkx", _networkx(arcs)


def _sources(arcs: Arcs) -> list[int]:
    """The sources from which our betweenness is estimated; every node of a small network."""
    return [int(node) for node in centrality.sources_of(arcs.count, 0)]


def _igraph(arcs: Arcs) -> Mapping[str, Job]:
    igraph: Any = importlib.import_module("igraph")
    pairs = np.column_stack([arcs.starts, arcs.ends]).tolist()
    directed = igraph.Graph(n=arcs.count, edges=pairs, directed=True)
    plain = directed.as_undirected(mode="collapse")
    sources, whole = _sources(arcs), (arcs.count - 1) * (arcs.count - 2)
    share = arcs.count / max(len(sources), 1) / max(whole, 1)
    return {
        "cut points and bridges": lambda: (plain.bridges(), len(plain.articulation_points()))[1],
        "PageRank": lambda: round(max(directed.pagerank()), 6),
        "betweenness": lambda: round(max(directed.betweenness(sources=sources)) * share, 6),
        "Louvain": lambda: round(plain.community_multilevel().modularity, 3),
    }


def _networkit(arcs: Arcs) -> Mapping[str, Job]:
    networkit: Any = importlib.import_module("networkit")
    networkit.setNumberOfThreads(1)
    graph = networkit.Graph(arcs.count, directed=True)
    for start, end in zip(arcs.starts.tolist(), arcs.ends.tolist(), strict=True):
        graph.addEdge(start, end)
    plain = networkit.graphtools.toUndirected(graph)
    plain.removeMultiEdges()
    return {
        "PageRank": lambda: networkit.centrality.PageRank(graph, damp=0.85, tol=1e-12).run().maximum(),
        "Louvain": lambda: networkit.community.PLM(plain, refine=False).run().getPartition().numberOfSubsets(),
    }


def _networkx(arcs: Arcs) -> Mapping[str, Job]:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(arcs.count))
    graph.add_edges_from(zip(arcs.starts.tolist(), arcs.ends.tolist(), strict=True))
    plain = graph.to_undirected()
    return {
        "cut points and bridges": lambda: (list(nx.bridges(plain)), len(list(nx.articulation_points(plain))))[1],
        "Louvain": lambda: round(nx.community.modularity(plain, nx.community.louvain_communities(plain, seed=0)), 3),
    }


def _coverage(network: Network, rulebook: Rulebook) -> Ratios:
    """Coverage with its evidence, the bare answer from what can be reached, the same in C, and one closing."""
    places = [place.id for place in network.concepts_in("place") if place.place_kind != "nation"]
    chosen = tuple(sorted(random.Random(1).sample(places, min(PLACES, len(places)))))
    snapshot = snapshot_of(network, rulebook, View(newest_day(network), WALKED_LAYERS, chosen))
    print(f"\ncoverage of {len(chosen)} places and every need")
    print(measure(lambda: sum(1 for _ in coverage(snapshot))).line("rows with their evidence"), flush=True)
    began = time.process_time()
    reach = reach_of(snapshot)
    print(f"  what can be reached, made once: {time.process_time() - began:.2f} s")
    ours = measure(lambda: sum(len(met(place, reach.needs)) for place in reach.places))
    print(ours.line("who meets what, from that"), flush=True)
    found: Ratios = {}
    if told := _in_c(reach):
        found["who meets what / C"] = ours.seconds / max(told[1], 1e-6)
        print(f"    plain C: {told[1]:.4f} s, {told[0]} met; ours takes {found['who meets what / C']:.1f} times")
    worst = rank_bodies(reach.places, reach.needs, 1)
    if worst:
        print(measure(lambda: len(what_if(reach, worst[0].closed).changes)).line("what-if of the worst body"))
    return found


def _in_c(reach: Reach) -> tuple[int, float] | None:
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "coverage"
        subprocess.run([compiler, "-O2", "-o", str(program), str(Path(__file__).with_suffix("").parent / "coverage.c")],
                       check=True)  # fmt: skip
        done = subprocess.run([program], input=_numbers(reach), check=True, stdout=subprocess.PIPE, text=True)
    count, seconds = done.stdout.split()
    return int(count), float(seconds)


def _numbers(reach: Reach) -> str:
    """The reach of every place as numbers: needs are bits, bodies are numbered within their place."""
    bit = {need: 1 << at for at, need in enumerate(reach.needs)}
    told = [f"{len(reach.places)} {len(reach.needs)}"]
    for place in reach.places:
        ends = {end for after in place.after.values() for end in after}
        bodies = sorted({*place.starts, *place.meets, *place.after, *ends})
        number = {body: at for at, body in enumerate(bodies)}
        told.append(f"{len(bodies)} {place.most}")
        for body in bodies:
            told.append(
                " ".join(str(sum(bit[need] for need in held.get(body, ()))) for held in (place.starts, place.meets))
            )
        arcs = [(number[start], number[end], sum(bit[need] for need in needs))
                for start in bodies for end, needs in place.after.get(start, {}).items()]  # fmt: skip
        first = np.searchsorted([start for start, _, _ in arcs], np.arange(len(bodies) + 1)).tolist()
        told += [str(len(arcs)), " ".join(map(str, first)), *(f"{end} {needs}" for _, end, needs in arcs)]
    return "\n".join(told)
