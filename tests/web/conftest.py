"""The explorer over the shipped graph: asked in this process, and once as a server for clients and browsers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.servers import free_port
from tsunagu.graph.home import Home
from tsunagu.web.app import make_app

BASE = "http://localhost"


@contextmanager
def asked(app: Starlette) -> Iterator[TestClient]:
    """A client of an application that runs in this process."""
    with TestClient(app, base_url=BASE, follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="session")
def client(home: Home) -> Iterator[TestClient]:
    """A client over the shipped graph."""
    with asked(make_app(home.folder)) as made:
        yield made


@contextmanager
def running(app: Starlette) -> Iterator[str]:
    """The address of a server that runs an application in a thread."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 30
    while not server.started and time.monotonic() < end:
        time.sleep(0.02)
    assert server.started
    yield f"http://localhost:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def server(home: Home) -> Iterator[str]:
    """The address of a server over the shipped graph."""
    with running(make_app(home.folder)) as address:
        yield address
