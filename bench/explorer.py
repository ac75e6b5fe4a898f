"""Many visitors of the explorer at once, with and without one hostile query: time to first byte, p50, p95, memory.

    .venv/bin/python bench/explorer.py [--home FOLDER] [--seconds 10]

The server runs as `tsunagu serve` does, in a process of its own; visitors are tasks of this one. Each asks for the
pages of `PAGES` in turn, without a pause, so that fifty visitors ask far more than fifty people would.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil  # type: ignore[import-untyped]

PAGES = (
    "/ja/", "/ja/search?q=児相", "/ja/need/dv", "/ja/body/132152-shicho-shitsu", "/ja/place/132152",
    "/ja/law/413AC0100000031", "/ja/gaps?place=国立市", "/ja/gaps?place=国立市&analysis=closing",
    "/ja/questions/needs?ask=1",
)  # fmt: skip
ROUTE = {"place": "国立市", "words": "夫が怖い"}
HOSTILE = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
VISITORS = (1, 10, 50)


@dataclass
class Seen:
    """Seconds to the first byte and to the last of each answer, and how many were no answer."""

    first: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    failed: int = 0


async def visit(client: httpx.AsyncClient, path: str, seen: Seen) -> None:
    """Ask for one page, or for a route where `path` is empty."""
    began = time.perf_counter()
    asked = client.stream("POST", "/ja/route", data=ROUTE) if not path else client.stream("GET", path)
    async with asked as answer:
        seen.first.append(time.perf_counter() - began)
        async for _ in answer.aiter_bytes():
            pass
        seen.whole.append(time.perf_counter() - began)
        seen.failed += answer.status_code != 200


async def visitor(address: str, number: int, end: float, seen: Seen) -> None:
    """One visitor, who goes through the pages until the end."""
    async with httpx.AsyncClient(base_url=address, timeout=120) as client:
        paths = (*PAGES, "")
        at = number
        while time.perf_counter() < end:
            await visit(client, paths[at % len(paths)], seen)
            at += 1


async def hostile(address: str, stop: asyncio.Event) -> None:
    """One visitor whose query never ends, again and again."""
    async with httpx.AsyncClient(base_url=address, timeout=120) as client:
        while not stop.is_set():
            await client.get("/sparql", params={"query": HOSTILE})


async def measured(address: str, count: int, seconds: float, *, attacked: bool) -> Seen:
    """What so many visitors see."""
    seen, stop = Seen(), asyncio.Event()
    attack = asyncio.ensure_future(hostile(address, stop)) if attacked else None
    await asyncio.sleep(1.0 if attacked else 0)
    end = time.perf_counter() + seconds
    await asyncio.gather(*(visitor(address, number, end, seen) for number in range(count)))
    stop.set()
    if attack:
        attack.cancel()
    return seen


def line(name: str, seen: Seen, seconds: float, memory: float) -> str:
    """One line of the table."""
    parts = statistics.quantiles(seen.whole, n=20) if len(seen.whole) > 1 else seen.whole * 20
    first = statistics.median(seen.first)
    return (f"{name:34} {first * 1000:7.0f} {statistics.median(seen.whole) * 1000:7.0f} {parts[18] * 1000:7.0f} "
            f"{len(seen.whole) / seconds:8.1f} {seen.failed:6} {memory:7.0f}")  # fmt: skip


def memory_of(process: subprocess.Popen[bytes]) -> float:
    """MiB that the server and its processes hold."""
    held = psutil.Process(process.pid)
    return float(sum(one.memory_info().rss for one in (held, *held.children(recursive=True))) / 2**20)


def started(home: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A server over a home, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tsunagu", "serve", "--no-browser", "--port", str(port), "--home", str(home)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    for _ in range(600):
        try:
            httpx.get(f"{address}/ja/", timeout=60)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return process, address
    raise RuntimeError("the server does not answer")


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--home", type=Path, default=Path("tsunagu-out"))
    options.add_argument("--seconds", type=float, default=10.0)
    chosen = options.parse_args()
    process, address = started(chosen.home)
    try:
        for path in PAGES:
            httpx.get(address + path, timeout=120)  # what is read once a build is read
        print(f"{'':34} {'first':>7} {'p50':>7} {'p95':>7} {'a second':>8} {'failed':>6} {'MiB':>7}   (ms)")
        for attacked in (False, True):
            for count in VISITORS:
                seen = asyncio.run(measured(address, count, chosen.seconds, attacked=attacked))
                name = f"{count} at once{', one hostile query' if attacked else ''}"
                print(line(name, seen, chosen.seconds, memory_of(process)), flush=True)
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
