"""The whole way from tables to an opened build, at several sizes: processor seconds of each step, memory, exponents.

The sizes are the shipped documents repeated under other places (`bench.scaled`), with law and register once. Each build
runs in a process of its own; an exponent of 1 means that twice the documents take twice as long.
"""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.scaled import read, scale, write
from tsunagu.assets import asset_root
from tsunagu.graph.folders import REGISTERS, document_folders

_BUILD = """
import json, resource, sys, time
from pathlib import Path
from tsunagu.workspace import Workspace
home, tables = map(Path, sys.argv[1:3])
held, taken = {"step": "start", "at": time.process_time()}, {}
def step(name):
    now = time.process_time()
    taken[held["step"]] = round(now - held["at"], 3)
    held.update(step=name, at=now)
report = Workspace(home).build(tables=tables, progress=step)
step("")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"quads": report.quads, "steps": taken, "seconds": time.process_time(), "memory": peak}))
"""


@dataclass(frozen=True)
class Built:
    """One build: statements, processor seconds of each step and of all, peak memory in MiB, bytes of the build."""

    times: int
    quads: int
    steps: Mapping[str, float]
    seconds: float
    memory: float
    size: int


def measure_builds(folder: Path, sizes: Sequence[int]) -> list[Built]:
    """Build each size in `folder` (`tables-3`, `home-3`) and print a line for each, then the exponents."""
    found = []
    for times in sizes:
        tables = folder / f"tables-{times}"
        if not tables.is_dir():
            scale(asset_root("graph"), tables, times)
        found.append(measure_build(tables, folder / f"home-{times}", times))
    for name, values in (
        ("seconds", [built.seconds for built in found]),
        ("memory", [built.memory for built in found]),
    ):
        if len(found) > 1:
            print(f"  exponent of {name} in statements: {exponent([built.quads for built in found], values):.2f}")
    return found


def measure_changes(folder: Path, size: int) -> dict[str, float]:
    """Print one cell changed in a copy of a build of `measure_builds`, and the documents without registers; seconds."""
    tables = folder / "tables-changed"
    shutil.copytree(folder / f"tables-{size}", tables)
    shutil.copytree(folder / f"home-{size}", folder / "home-changed")
    table = document_folders(tables)[0] / "measures.csv"
    rows = read(table)
    rows[0]["label_en"] += "x"
    write(table, rows)
    print("  over that build, one cell of one document changed:")
    changed = measure_build(tables, folder / "home-changed", size)
    shutil.rmtree(tables / REGISTERS)
    print("  from nothing, without registers:")
    documents = measure_build(tables, folder / "home-documents", size)
    return {"a change in one document": changed.seconds, "documents without registers": documents.seconds}


def measure_build(tables: Path, home: Path, times: int) -> Built:
    """Build some tables in a process of its own, network and names beside the store as `tsunagu build` does."""
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, str(home), str(tables)], check=True, stdout=subprocess.PIPE, text=True
    )
    told = json.loads(done.stdout)
    size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
    built = Built(times, told["quads"], told["steps"], told["seconds"], told["memory"], size)
    steps = "  ".join(f"{name} {seconds:.1f}" for name, seconds in built.steps.items())
    print(f"  {times:3} times: {built.quads:9,} quads {built.seconds:7.1f} s {built.memory:6.0f} MiB peak, "
          f"{built.size / 2**20:.0f} MiB written  ({steps})", flush=True)  # fmt: skip
    return built


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The slope of a line through the logarithms: 1 is linear, 2 the square; least squares.

    >>> round(exponent([1, 3, 10], [2, 6, 20]), 3)
    1.0
    """
    xs, ys = [math.log(size) for size in sizes], [math.log(value) for value in values]
    middle, height = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - middle) * (y - height) for x, y in zip(xs, ys, strict=True)) / sum((x - middle) ** 2 for x in xs)
