"""The process in which a question of the user runs, so that it can be ended at any moment.

It reads one job a line (JSON) from standard input and writes frames to standard output: a line of JSON that tells the
size of what follows, then that many bytes. A frame `begun` comes before each answer: what must be loaded is loaded,
and time counts from there. It leaves when its input ends, so it never outlives the process that started it.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from tsunagu.errors import LimitReached, QueryProblem, TsunaguError
from tsunagu.queries.limits import Limits

GRACE = 10
"""Seconds of processor time beyond the limit after which the system itself ends the process."""
Job = dict[str, Any]


def main() -> None:
    """Answer jobs until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asks hears Ctrl-C, and ends this one
    frames = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    jobs: queue.Queue[Job] = queue.Queue()
    threading.Thread(target=_read_jobs, args=(sys.stdin.buffer, jobs), daemon=True).start()
    while True:
        _serve(jobs.get(), frames)


def _read_jobs(stream: BinaryIO, jobs: queue.Queue[Job]) -> None:
    for line in stream:
        jobs.put(json.loads(line))
    os._exit(0)


def _serve(job: Job, frames: BinaryIO) -> None:
    limits = Limits(**job["limits"])
    header, body = _answered(job, limits, frames)
    _send(frames, header, body)


def _answered(job: Job, limits: Limits, frames: BinaryIO) -> tuple[Job, bytes]:
    from tsunagu.queries.tasks import prepare  # noqa: PLC0415 - after the signal is set

    try:
        task = prepare(job)
        _send(frames, {"kind": "begun"}, b"")
        _bound(limits)
        return task(limits)
    except TsunaguError as error:
        return {"kind": "problem", "error": type(error).__name__, "key": error.key, "data": error.data}, b""
    except MemoryError:
        return _problem(LimitReached("limit-memory", megabytes=limits.megabytes)), b""
    except RecursionError:
        return _problem(QueryProblem("sparql-too-deep")), b""
    except BaseException as error:  # also what the engine panics with
        return _problem(LimitReached("query-crashed", reason=type(error).__name__)), b""


def _problem(error: TsunaguError) -> Job:
    return {"kind": "problem", "error": type(error).__name__, "key": error.key, "data": error.data}


def _send(frames: BinaryIO, header: Job, body: bytes) -> None:
    frames.write(json.dumps({**header, "size": len(body)}).encode("ascii") + b"\n" + body)
    frames.flush()


def _bound(limits: Limits) -> None:
    """Let the system bound memory and processor time too, where it can; the process that asks watches both anyway."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _soft(resource.RLIMIT_CPU, int(time.process_time() + limits.seconds) + GRACE)
        held = _data_bytes()
        if held:
            _soft(resource.RLIMIT_DATA, held + limits.megabytes * 1024 * 1024)


def _soft(kind: int, value: int) -> None:
    import resource  # noqa: PLC0415

    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _data_bytes() -> int:
    """The data memory this process holds now; 0 where the system does not tell."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0
