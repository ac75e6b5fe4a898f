"""A remote endpoint that is down, slow, or answers something that is no result."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tsunagu.errors import EndpointProblem
from tsunagu.queries.remote import RemoteEngine

ASK_ALL = "SELECT * WHERE { ?s ?p ?o } LIMIT 1"
ROWS = {
    "head": {"vars": ["a", "n", "gone"]},
    "results": {
        "bindings": [
            {
                "a": {"type": "uri", "value": "https://example.org/a"},
                "n": {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#decimal", "value": "1.50"},
            }
        ]
    },
}


@contextmanager
def endpoint(status: int, kind: str, body: bytes, wait: float = 0) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(wait)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        server.server_close()


def problem(url: str, timeout: int = 5) -> EndpointProblem:
    with pytest.raises(EndpointProblem) as caught:
        RemoteEngine(url, timeout).select(ASK_ALL)
    return caught.value


def test_rows() -> None:
    with endpoint(200, "application/sparql-results+json; charset=utf-8", json.dumps(ROWS).encode()) as url:
        answer = RemoteEngine(url).select(ASK_ALL)
    assert answer.columns == ("a", "n", "gone")
    assert answer.rows == (("https://example.org/a", "1.5", ""),)


def test_ask() -> None:
    with endpoint(200, "application/sparql-results+json", b'{"head": {}, "boolean": true}') as url:
        assert RemoteEngine(url).select("ASK { ?s ?p ?o }").rows == (("true",),)


def test_down() -> None:
    with endpoint(200, "text/plain", b"") as url:
        pass
    assert problem(url).key == "endpoint-down"


def test_slow() -> None:
    with endpoint(200, "application/sparql-results+json", b"{}", wait=3) as url:
        assert problem(url, timeout=1).key == "endpoint-slow"


def test_html() -> None:
    with endpoint(200, "text/html", b"<html>login</html>") as url:
        found = problem(url)
    assert (found.key, found.data["found"]) == ("endpoint-not-result", "text/html")


def test_html_that_happens_to_be_json() -> None:
    with endpoint(200, "text/html", json.dumps(ROWS).encode()) as url:
        assert problem(url).key == "endpoint-not-result"


@pytest.mark.parametrize("body", [b"not json", b"[]", b'{"head": {}}', b'{"head": {"vars": ["a"]}, "results": 3}', b""])
def test_broken_json(body: bytes) -> None:
    with endpoint(200, "application/sparql-results+json", body) as url:
        assert problem(url).key == "endpoint-not-result"


@pytest.mark.parametrize("status", [400, 401, 404, 500, 503])
def test_refused(status: int) -> None:
    with endpoint(status, "text/html", b"<h1>no</h1>") as url:
        assert problem(url).key in ("endpoint-refused", "endpoint-down")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/x", "sparql", "http://", ""])
def test_only_http_addresses(url: str) -> None:
    with pytest.raises(EndpointProblem) as caught:
        RemoteEngine(url)
    assert caught.value.key == "endpoint-address"
