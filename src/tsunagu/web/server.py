"""The server of the explorer: on this machine alone unless told otherwise."""

from __future__ import annotations

import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from tsunagu.errors import ServeProblem
from tsunagu.web import DEFAULT_PORT
from tsunagu.web.app import make_app
from tsunagu.web.doorkeeper import ANY, LOCAL
from tsunagu.web.review.held import Reviewing

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 - only where the user allows it in so many words
OPENING_SECONDS = 0.5


@dataclass(frozen=True)
class Opening:
    """Where the explorer is opened: the port (0 for any free one), to whom, and whether a browser is started.

    `page` is where the browser begins, `endpoint` the address of a SPARQL engine that questions are asked of in place
    of the build.
    """

    port: int = DEFAULT_PORT
    remote: bool = False
    browser: bool = True
    endpoint: str = ""
    page: str = ""


def has_display() -> bool:
    """Tell whether a browser with windows can be opened: one in the terminal would take the terminal.

    A job of continuous integration has none, whatever its system.
    """
    if os.environ.get("CI"):
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def serve(home: Path | None, opening: Opening, told: Callable[[str], None], reviewing: Reviewing | None = None) -> None:
    """Serve a home until interrupted; `told` is given the address once the port is taken; a review is never remote.

    Raises `ServeProblem` where the port is in use or may not be taken.
    """
    if reviewing and opening.remote:
        raise ServeProblem("serve-review-remote")
    taken = _taken(opening)
    address = f"http://localhost:{taken.getsockname()[1]}/{opening.page}"
    config = uvicorn.Config(
        make_app(home, (ANY,) if opening.remote else LOCAL, count=not reviewing, endpoint=opening.endpoint,
                 reviewing=reviewing),
        log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3,
    )  # fmt: skip
    told(address)
    if opening.browser and has_display():
        starting = threading.Timer(OPENING_SECONDS, webbrowser.open, [address])
        starting.daemon = True
        starting.start()
    uvicorn.Server(config).run(sockets=[taken])


def _taken(opening: Opening) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((EVERYWHERE if opening.remote else LOOPBACK, opening.port))
        made.listen(64)
    except OSError as error:
        made.close()
        raise ServeProblem("serve-port", port=opening.port, reason=error.strerror or "") from error
    return made
