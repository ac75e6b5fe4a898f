"""Start a worker, hand it a question, and end it where a limit is reached or the user interrupts."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import tsunagu
from tsunagu import errors
from tsunagu.errors import LimitReached, TsunaguError
from tsunagu.queries.limits import Cut, Limits
from tsunagu.queries.results import ConstructedGraph, Reply, Result, Solutions, Truth

STARTING = 120.0
"""Seconds a worker may take to load what a question needs; far beyond what a slow disk takes."""
POLL = 0.05
MOST_TOLD = 4000
_CODE = "import sys; sys.path.insert(0, sys.argv[1]); from tsunagu.queries.worker_process import main; main()"
_OUT_OF_MEMORY = ("memory allocation of", "bad_alloc", "MemoryError", "Out of memory")
Frame = tuple[dict[str, Any], bytes]
Frames = queue.Queue[Frame | None]


class Worker:
    """A process that answers questions one after another; the next question starts a new one after it was ended.

    Not for several threads at once, but for `stop`.
    """

    def __init__(self) -> None:
        self._child: _Child | None = None

    def do(self, job: dict[str, Any], limits: Limits) -> Reply:
        """Have one job done.

        Raises what the job raises, and `LimitReached` where it took too long or too much memory, or brought its
        process down; the process is then gone, as it is after Ctrl-C.
        """
        try:
            self._child = self._child or _Child()
            header, body = self._child.do({**job, "limits": asdict(limits)}, limits)
        except OSError as error:
            self.close()
            raise LimitReached("query-crashed", reason=error.strerror or str(error)) from error
        except BaseException:
            self.close()
            raise
        return _reply(header, body)

    def stop(self) -> None:
        """End the work that another thread waits for: `do` there raises `LimitReached` and lets go of the process."""
        if self._child:
            self._child.stop()

    def close(self) -> None:
        """End the process at once."""
        if self._child:
            self._child.kill()
        self._child = None

    def __del__(self) -> None:
        if not sys.is_finalizing():
            self.close()
        elif self._child:  # its readers were stopped in the middle and hold the streams for ever
            self._child.stop()


class _Child:
    """A started process, the thread that reads what it writes, and what it told on standard error."""

    def __init__(self) -> None:
        package = str(Path(tsunagu.__file__).resolve().parent.parent)
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-X", "utf8", "-c", _CODE, package],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._frames: Frames = queue.Queue()
        self._told = bytearray()
        threading.Thread(target=_read_frames, args=(self._process.stdout, self._frames), daemon=True).start()
        self._listening = threading.Thread(target=_listen, args=(self._process.stderr, self._told), daemon=True)
        self._listening.start()

    def do(self, job: dict[str, Any], limits: Limits) -> Frame:
        """Send a job and wait for its frame; the limits count from the moment it begins to run."""
        self._send(job)
        begun = self._next(STARTING, limits, None)
        if begun[0]["kind"] != "begun":
            return begun
        return self._next(limits.seconds, limits, self._memory())

    def stop(self) -> None:
        """End it; whoever reads from it is told."""
        self._process.kill()

    def kill(self) -> None:
        """End it at once and leave nothing open."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            with suppress(OSError):
                if stream:
                    stream.close()

    def _send(self, job: dict[str, Any]) -> None:
        with suppress(OSError):  # it ended already, which the next frame tells
            if self._process.stdin:
                self._process.stdin.write(json.dumps(job).encode("ascii") + b"\n")
                self._process.stdin.flush()

    def _next(self, seconds: float, limits: Limits, before: int | None) -> Frame:
        end = time.monotonic() + seconds
        while True:
            try:
                frame = self._frames.get(timeout=min(POLL, max(0.0, end - time.monotonic())))
            except queue.Empty:
                self._check(end, limits, before)
                continue
            if frame is None:
                raise self._ended(limits)
            return frame

    def _check(self, end: float, limits: Limits, before: int | None) -> None:
        if time.monotonic() >= end:
            raise LimitReached("limit-time", seconds=limits.told_seconds)
        if before is not None and self._memory() - before > limits.megabytes * 1024 * 1024:
            raise LimitReached("limit-memory", megabytes=limits.megabytes)

    def _memory(self) -> int:
        """Bytes of memory it holds now."""
        import psutil  # type: ignore[import-untyped]  # noqa: PLC0415

        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def _ended(self, limits: Limits) -> LimitReached:
        """Why it ended by itself."""
        code = self._process.wait()
        self._listening.join(timeout=1)
        told = self._told.decode("utf-8", "replace")
        if any(word in told for word in _OUT_OF_MEMORY):
            return LimitReached("limit-memory", megabytes=limits.megabytes)
        return LimitReached("query-crashed", reason=str(code))


def _read_frames(stream: IO[bytes], frames: Frames) -> None:
    with suppress(OSError, ValueError):
        while line := stream.readline():
            header = json.loads(line)
            body = stream.read(header["size"])
            if len(body) < header["size"]:
                break
            frames.put((header, body))
    frames.put(None)


def _listen(stream: IO[bytes], told: bytearray) -> None:
    """Keep the last of what a process tells on standard error."""
    with suppress(OSError, ValueError):
        while line := stream.readline(MOST_TOLD):
            told += line
            del told[:-MOST_TOLD]


def _reply(header: dict[str, Any], body: bytes) -> Reply:
    if header["kind"] == "problem":
        raise _error(header)
    cut = header["cut"]
    return Reply(_result(header, body), Cut(cut["key"], cut["data"]) if cut else None)


def _result(header: dict[str, Any], body: bytes) -> Result:
    if header["kind"] == "truth":
        return Truth(header["value"])
    if header["kind"] == "statements":
        return ConstructedGraph(body, header["count"])
    return Solutions(tuple(header["columns"]), body, header["count"])


def _error(header: dict[str, Any]) -> TsunaguError:
    kind: type[TsunaguError] = getattr(errors, header["error"])
    data = {name: tuple(value) if isinstance(value, list) else value for name, value in header["data"].items()}
    return kind(header["key"], **data)
