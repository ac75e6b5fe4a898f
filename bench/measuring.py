"""Runs one job in a process of its own and tells its seconds and the memory it took on top of what was there.

Seconds of the processor are compared, not wall seconds: these depend on what else the machine does.
"""

from __future__ import annotations

import json
import os
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """Seconds of processor, wall seconds, MiB of peak memory beyond the memory at the start, and a short result."""

    seconds: float
    wall: float
    memory: float
    result: str

    def line(self, name: str) -> str:
        """Return one line."""
        return f"  {name:52} {self.seconds:9.3f} s ({self.wall:8.2f} wall) {self.memory:6.0f} MiB  {self.result}"


def measure(job: Callable[[], object]) -> Measured:
    """Run a job in a fork of this process, so that peaks of memory do not hide each other."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        before = _resident()
        began = time.perf_counter(), time.process_time()
        result = job()
        wall, seconds = time.perf_counter() - began[0], time.process_time() - began[1]
        peak = max(0.0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before)
        os.write(writing, json.dumps([seconds, wall, peak, str(result)]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        told = file.read()
    os.waitpid(child, 0)
    return Measured(*json.loads(told)) if told else Measured(float("nan"), float("nan"), float("nan"), "failed")


def _resident() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - a file of the kernel
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20
