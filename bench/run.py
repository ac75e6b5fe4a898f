"""Measure the way from tables to a build, what a user waits for on it, peers, the command line and the network.

Times are seconds of one machine at one moment: read the ratios. Run with `make bench`; `--keep` keeps the ratios that
later runs are held against, `--sizes 1 3` leaves the largest build out, `--full` measures the made-up country at full
size, `--only network` leaves the rest out.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import bars, kept
from bench.network import measure_country, measure_opening, measure_shipped, rulebook_of
from bench.peers import measure_peers
from bench.pipeline import Built, exponent, measure_builds, measure_changes
from tsunagu.graph.build import read_report
from tsunagu.graph.home import Home
from tsunagu.network.compiled import open_network
from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import Engine, OxigraphEngine, RdflibEngine

PARTS = ("pipeline", "bars", "peers", "starts", "network", "queries")
BUILD = "import sys; from pathlib import Path; from tsunagu.graph.build import build; from tsunagu.graph.home import Home; build(Home(Path(sys.argv[1])))"  # noqa: E501 - one program
STARTS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import click'": ["-c", "import click"],
    "tsunagu --help": ["-m", "tsunagu", "--help"],
    "tsunagu --version": ["-m", "tsunagu", "--version"],
}


def measure_build(folder: Path) -> None:
    """Print seconds and peak memory of one build in a process of its own."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", BUILD, str(folder)], check=True)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    steps = "  ".join(f"{step} {taken}" for step, taken in read_report(Home(folder)).seconds.items())
    print(f"build: {seconds:.1f} s wall, {peak:.0f} MiB peak  ({steps})")


def measure_starts(runs: int) -> None:
    """Print the median start of the command line against bare Python."""
    medians = {}
    for name, words in STARTS.items():
        taken = []
        for _ in range(runs):
            began = time.perf_counter()
            subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
            taken.append(time.perf_counter() - began)
        medians[name] = statistics.median(taken)
    bare = medians["python -c pass"]
    print("\nstart of a process (median of", runs, "runs)")
    for name, seconds in medians.items():
        print(f"  {name:28} {seconds * 1000:7.0f} ms  {seconds / bare:5.1f} x bare python")


def timed(engine: Engine, text: str, runs: int) -> float:
    """Return the median seconds of a query."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        engine.select(text)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def measure_queries(home: Home, runs: int) -> None:
    """Print each query on pyoxigraph and rdflib, slowest first; stops where the two differ in a row."""
    oxigraph, rdflib = OxigraphEngine.open(home), RdflibEngine.load(home.current() / "dataset.nq")
    rows = []
    for query in load_catalogue().queries.values():
        first = timed(oxigraph, query.text, runs)
        second = timed(rdflib, query.text, 1)
        if oxigraph.select(query.text) != rdflib.select(query.text):
            raise SystemExit(f"{query.id}: rdflib gives other rows")
        rows.append((first, second, query.id))
    print(f"\n{'query':44} {'pyoxigraph ms':>14} {'rdflib ms':>12} {'rdflib/pyoxigraph':>18}")
    for first, second, name in sorted(rows, reverse=True):
        print(f"{name:44} {first * 1000:14.1f} {second * 1000:12.0f} {second / first:18.0f}")


def measure_pipeline(folder: Path, sizes: list[int], parts: Sequence[str]) -> dict[str, float]:
    """Print builds from tables at several sizes, and what a user waits for on each; the ratios to keep."""
    print("\nfrom tables to a build: the shipped documents so many times, law and register once")
    stick, ratios = kept.yardstick(), {}
    built = measure_builds(folder, sizes)
    ratios[f"build of {sizes[0]} / yardstick"] = built[0].seconds / stick
    for name, seconds in measure_changes(folder, sizes[0]).items():
        ratios[f"{name} / yardstick"] = seconds / stick
    if len(sizes) > 1:
        ratios |= _exponents(built)
    for part in bars.PARTS if "bars" in parts else ():
        print(f"\n{part}")
        told = [bars.measure(folder / f"home-{size}", part) for size in sizes]
        for name in told[0] if part in ("place", "opening") and len(sizes) > 1 else ():
            values = [max(found[name], 1e-4) for found in told]
            ratios[f"{part}: {name}, exponent"] = exponent([one.quads for one in built], values)
            print(f"  exponent of {name} in statements: {ratios[f'{part}: {name}, exponent']:.2f}")
    if "peers" in parts:
        largest = Home(folder / f"home-{sizes[-1]}")
        ratios |= measure_peers(open_network(largest), rulebook_of(largest))
    return ratios


def _exponents(built: Sequence[Built]) -> dict[str, float]:
    quads = [one.quads for one in built]
    return {"build: seconds, exponent": exponent(quads, [one.seconds for one in built]),
            "build: memory, exponent": exponent(quads, [one.memory for one in built])}  # fmt: skip


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of which the median is taken")
    parser.add_argument("--full", action="store_true", help="the made-up country at full size, not a tenth")
    parser.add_argument("--share", type=float, default=0.1, help="share of the full size of the made-up country")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1, 3, 10], help="how many times the documents are taken"
    )
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part only; may be repeated")
    parser.add_argument("--keep", action="store_true", help="keep the ratios in bench/ratios.json")
    asked = parser.parse_args()
    parts = asked.only or PARTS
    with tempfile.TemporaryDirectory() as folder:
        if {"pipeline", "bars", "peers"} & set(parts):
            ratios = measure_pipeline(Path(folder), asked.sizes, parts)
            print()
            kept.tell(ratios)
            if asked.keep:
                kept.keep(ratios)
        if {"starts", "network", "queries"} & set(parts):
            _measure_shipped(Home(Path(folder) / "shipped"), asked, parts)


def _measure_shipped(home: Home, asked: argparse.Namespace, parts: Sequence[str]) -> None:
    """Print what is measured on one build of the shipped documents and on the made-up country."""
    measure_build(home.folder)
    if "starts" in parts:
        measure_starts(asked.runs)
    if "network" in parts:
        measure_opening(home)
        measure_shipped(home)
        measure_country(home, 1.0 if asked.full else asked.share)
    if "queries" in parts:
        measure_queries(home, asked.runs)


if __name__ == "__main__":
    main()
