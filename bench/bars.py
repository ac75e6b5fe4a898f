"""What a user waits for on an opened build: opening, routes, the questions of the library, questions about one place.

Every line runs in a process of its own, over a build that `bench.pipeline` made; processor seconds.
"""

from __future__ import annotations

import gc
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tsunagu.queries.catalogue import load_catalogue
from tsunagu.queries.engines import OxigraphEngine
from tsunagu.referral.question import Question
from tsunagu.workspace import Workspace

ASKED = 1000
CIRCUMSTANCES = ("circumstance/woman", "circumstance/child-along", "circumstance/address-secret")
PLACE = "国立市"
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "tsunagu --help": ["-m", "tsunagu", "--help"],
    "tsunagu route": ["-m", "tsunagu", "route", "--place", PLACE, "--need", "dv", "--home"],
    "tsunagu describe": ["-m", "tsunagu", "describe", PLACE, "--home"],
}
"""Whole processes; an option left open at the end takes the home."""
Told = dict[str, float]


def _taken(job: Callable[[], object]) -> float:
    began = time.process_time()
    job()
    return time.process_time() - began


def opening(home: Path) -> Told:
    """Seconds and MiB of opening the network, beyond imports."""
    import tsunagu.disclosure.guard  # noqa: PLC0415
    import tsunagu.network.compiled  # noqa: F401, PLC0415

    workspace, before = Workspace(home), _resident()
    seconds = _taken(lambda: workspace.network)
    return {"opened, s": seconds, "opened, MiB": _resident() - before, "process, MiB": _resident()}


def _resident() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - a file of the kernel
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20


def routes(home: Path) -> Told:
    """Milliseconds of the first route and of a thousand random ones, with three circumstances."""
    from tsunagu.memory import rarely_collecting  # noqa: PLC0415

    rarely_collecting()
    workspace = Workspace(home)
    network, rng = workspace.network, random.Random(9)
    router_made = _taken(lambda: workspace.router)
    places = [place.id for place in network.concepts_in("place") if place.place_kind != "nation"]
    needs = [need.id for need in network.concepts_in("need")]
    asked = [
        Question("", (rng.choice(needs),), place=rng.choice(places), circumstances=frozenset(CIRCUMSTANCES))
        for _ in range(ASKED)
    ]
    taken = [_taken(lambda question=question: workspace.router.ask(question)) * 1000 for question in asked]  # type: ignore[misc]
    later = sorted(taken[1:])
    return {"router, ms": router_made * 1000, "first route, ms": taken[0], "next, median ms": statistics.median(later),
            "next, 95 % ms": later[int(len(later) * 0.95)]}  # fmt: skip


def questions(home: Path) -> Told:
    """Seconds of every question of the library as its file stands, slowest named; those with a parameter apart."""
    engine = OxigraphEngine.open(Workspace(home).home)
    held = load_catalogue().queries.values()
    found = {query.id: _taken(lambda query=query: engine.select(query.text)) for query in held}  # type: ignore[misc]
    lookups = sorted(found[query.id] for query in held if query.parameters)
    slowest = dict(sorted(found.items(), key=lambda pair: -pair[1])[:12])
    return {"all, s": sum(found.values()), "over a second": sum(taken > 1 for taken in found.values()),
            "with a parameter, median ms": statistics.median(lookups) * 1000,
            "with a parameter, over 20 ms": sum(taken > 0.02 for taken in lookups), **slowest}  # fmt: skip


def about_a_place(home: Path) -> Told:
    """Seconds of what is asked of one place, each with nothing read before but the network."""
    gc.freeze()
    with tempfile.TemporaryDirectory() as folder:
        jobs: dict[str, Callable[[Workspace], object]] = {
            "describe": lambda workspace: workspace.describe(PLACE),
            "gaps": lambda workspace: workspace.gaps("all", places=[PLACE]),
            "report": lambda workspace: workspace.reports(PLACE, folder=Path(folder)),
        }
        found = {}
        for name, job in jobs.items():
            workspace = Workspace(home)
            _ = workspace.network
            found[f"{name}, s"] = _taken(lambda job=job, workspace=workspace: job(workspace))  # type: ignore[misc]
            del workspace
        return found


def commands(home: Path) -> Told:
    """Seconds of whole processes, the least of three runs."""
    found = {}
    for name, words in COMMANDS.items():
        told = [*words, str(home)] if words[-1] == "--home" else words
        found[f"{name}, s"] = min(_process(told) for _ in range(3))
    return found


def _process(words: list[str]) -> float:
    """Seconds of a process as an installed program runs, whose modules were compiled before."""
    bytecode = {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "tsunagu-bench-bytecode")}
    told = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | bytecode
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL, env=told)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


PARTS = {"opening": opening, "routes": routes, "commands": commands, "questions": questions, "place": about_a_place}


def measure(home: Path, part: str) -> Told:
    """One part over a build, in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, str(home), part], check=True, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).resolve().parent.parent,
    )  # fmt: skip
    told: Told = json.loads(done.stdout)
    print(f"  {part}: " + "  ".join(f"{name} {value:.3f}" for name, value in told.items()), flush=True)
    return told


if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[2]](Path(sys.argv[1]))))
