"""Endpoints on the loopback interface that answer whatever a test wants, byte by byte."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
DRIP = 0.02
"""Seconds between two bytes of a server that drips: soon enough for every time-out of a single read."""


@dataclass(frozen=True)
class Request:
    """What a server was sent."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


Answering = Callable[[Request], bytes]


@dataclass
class Endpoint:
    """A running server: its address and what it was asked."""

    url: str
    requests: list[Request] = field(default_factory=list)


def http(body: bytes, kind: str = JSON, status: int = 200, more: Sequence[str] = (), length: str = "") -> bytes:
    """A whole HTTP answer; `length` lies about the body."""
    lines = [f"HTTP/1.1 {status} Told", f"Content-Type: {kind}", f"Content-Length: {length or len(body)}", *more]
    return ("\r\n".join([*lines, "Connection: close"]) + "\r\n\r\n").encode("latin-1") + body


def moved(target: str, status: int) -> bytes:
    """A redirect."""
    return http(b"", status=status, more=[f"Location: {target}"])


@contextmanager
def endpoint(answer: bytes | Answering, drip: bool = False, silent: bool = False) -> Iterator[Endpoint]:
    """Serve one answer to every request, at once, byte by byte, or never."""
    over = threading.Event()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                request = _read(self)
                found.requests.append(request)
                self._give(answer if isinstance(answer, bytes) else answer(request))

        def _give(self, data: bytes) -> None:
            if silent:
                over.wait()
            for at in range(len(data) if drip else 0):
                if over.wait(DRIP):
                    return
                self.wfile.write(data[at : at + 1])
            if not drip:
                self.wfile.write(data)

    with _Server(("127.0.0.1", 0), Handler) as server:
        found = Endpoint(f"http://127.0.0.1:{server.server_address[1]}/sparql")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield found
        finally:
            over.set()
            server.shutdown()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False


def _read(handler: socketserver.StreamRequestHandler) -> Request:
    method, path, _ = handler.rfile.readline().decode("latin-1").split(" ", 2)
    headers: dict[str, str] = {}
    while line := handler.rfile.readline().decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return Request(method, path, headers, handler.rfile.read(int(headers.get("content-length", 0))).decode("utf-8"))
