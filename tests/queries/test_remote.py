"""A remote endpoint that is down, slow, dripping, cutting, redirecting, or answers something that is no result."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.queries.hostile import JSON, XML, Endpoint, Request, endpoint, http, moved
from tsunagu.errors import EndpointProblem, QueryProblem, TsunaguError
from tsunagu.messages import LANGUAGES, text
from tsunagu.queries.limits import Limits
from tsunagu.queries.remote import RemoteEngine
from tsunagu.queries.replies import read_reply
from tsunagu.queries.results import ConstructedGraph, Solutions
from tsunagu.queries.workers import Worker

ASK_ALL = "SELECT * WHERE { ?s ?p ?o } LIMIT 1"
DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"
ROWS = {
    "head": {"vars": ["a", "n", "gone"]},
    "results": {
        "bindings": [
            {
                "a": {"type": "uri", "value": "https://example.org/a"},
                "n": {"type": "literal", "datatype": DECIMAL, "value": "1.50"},
            }
        ]
    },
}
GOOD = json.dumps(ROWS).encode()
GOOD_XML = b"""<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/>
</head><results><result><binding name="a"><literal xml:lang="ja">\xe7\x9b\xb8\xe8\xab\x87</literal></binding></result>
</results></sparql>"""


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One process for all calls; a new one starts by itself after one was ended."""
    made = Worker()
    yield made
    made.close()


@pytest.fixture
def remote(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> type[RemoteEngine]:
    """`RemoteEngine` whose calls share one worker."""
    monkeypatch.setattr("tsunagu.queries.limited.Worker", lambda: worker)
    return RemoteEngine


def problem(remote: type[RemoteEngine], url: str, timeout: float = 20, limits: Limits | None = None) -> EndpointProblem:
    """The one error of a call, which has words in both languages and shows no control character."""
    with pytest.raises(EndpointProblem) as caught:
        remote(url, timeout, limits).select(ASK_ALL)
    for language in LANGUAGES:
        assert text(caught.value.key, language, **caught.value.data).isprintable()
    return caught.value


def told(remote: type[RemoteEngine], answer: bytes) -> EndpointProblem:
    with endpoint(answer) as found:
        return problem(remote, found.url)


def cell(term: bytes) -> bytes:
    return b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":' + term + b"}]}}"


def test_rows(remote: type[RemoteEngine]) -> None:
    with endpoint(http(GOOD, JSON + "; charset=utf-8")) as found:
        answer = remote(found.url).select(ASK_ALL)
    assert answer.columns == ("a", "n", "gone")
    assert answer.rows == (("https://example.org/a", "1.5", ""),)


def test_rows_in_xml(remote: type[RemoteEngine]) -> None:
    with endpoint(http(GOOD_XML, XML)) as found:
        assert remote(found.url).select(ASK_ALL).rows == (("相談",),)


@pytest.mark.parametrize("value", [True, False])
def test_ask(remote: type[RemoteEngine], value: bool) -> None:
    with endpoint(http(json.dumps({"head": {}, "boolean": value}).encode())) as found:
        assert remote(found.url).select("ASK { ?s ?p ?o }").rows == ((str(value).lower(),),)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/turtle", b"@prefix e: <http://e/> . e:a e:b 1.0, 'x'@ja ."),
        ("application/n-triples", b"<http://e/a> <http://e/b> <http://e/c> ."),
        ("application/ld+json", b'[{"@id":"http://e/a","http://e/b":[{"@value":"x"}]}]'),
        (
            "application/rdf+xml",
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
            b'<rdf:Description rdf:about="http://e/a"><e:b>x</e:b></rdf:Description></rdf:RDF>',
        ),
    ],
)
def test_graphs(remote: type[RemoteEngine], kind: str, body: bytes) -> None:
    with endpoint(http(body, kind)) as found:
        result = remote(found.url).ask("CONSTRUCT WHERE { ?s ?p ?o }").result
    assert isinstance(result, ConstructedGraph)
    assert result.ntriples.startswith(b"<http://e/a> <http://e/b> ")


def test_down(remote: type[RemoteEngine]) -> None:
    with endpoint(b"") as found:
        pass
    assert problem(remote, found.url).key == "endpoint-down"


def test_hangs_up(remote: type[RemoteEngine]) -> None:
    assert told(remote, b"").key == "endpoint-down"


def test_silent(remote: type[RemoteEngine]) -> None:
    with endpoint(b"", silent=True) as found:
        assert problem(remote, found.url, timeout=0.3).key == "endpoint-slow"


@pytest.mark.parametrize("part", ["head", "body", "redirect"])
def test_a_server_that_drips_is_left_in_time(remote: type[RemoteEngine], part: str) -> None:
    answers = {
        "head": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 5000,
        "body": http(b" " * 5000 + GOOD),
        "redirect": moved("/sparql?" + "x" * 5000, 307),
    }
    with endpoint(answers[part], drip=True) as found:
        error = problem(remote, found.url, timeout=0.3)
    assert (error.key, error.data["seconds"]) == ("endpoint-slow", 0.3)


def test_an_answer_without_end(remote: type[RemoteEngine]) -> None:
    limits = Limits(size=1024 * 1024)
    with endpoint(http(b" " * (2 * 1024 * 1024))) as found:
        assert problem(remote, found.url, limits=limits).key == "endpoint-size"


def test_rows_beyond_the_limit_are_cut_and_told(remote: type[RemoteEngine]) -> None:
    bindings = [{"a": {"type": "literal", "value": str(number)}} for number in range(9)]
    body = json.dumps({"head": {"vars": ["a"]}, "results": {"bindings": bindings}}).encode()
    with endpoint(http(body)) as found:
        reply = remote(found.url, limits=Limits(rows=4)).ask(ASK_ALL)
    assert isinstance(reply.result, Solutions)
    assert reply.result.count == 4
    assert reply.cut is not None
    assert reply.cut.data == {"rows": 4}


@pytest.mark.parametrize(
    "answer",
    [
        http(GOOD, length="5000"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabc\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n500\r\nabc",
        http(GOOD, length="9" * 40),
        b"220 mail ready\r\n",
        b"HTTP/1.1 \xff\xfe\x1b[31m\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\n",
    ],
)
def test_broken_http(remote: type[RemoteEngine], answer: bytes) -> None:
    assert told(remote, answer).key == "endpoint-broken"


def test_a_graph_cut_short_is_no_smaller_graph(remote: type[RemoteEngine]) -> None:
    body = b"<http://e/a> <http://e/b> <http://e/c> .\n"
    with endpoint(http(body, "application/n-triples", length="400")) as found, pytest.raises(EndpointProblem) as caught:
        remote(found.url).ask("CONSTRUCT WHERE { ?s ?p ?o }")
    assert caught.value.key == "endpoint-broken"


@pytest.mark.parametrize(
    "body",
    [
        cell(b'{"type":"literal","value":3}'),
        cell(b'{"type":"literal","value":null}'),
        cell(b'{"type":"literal","value":["a"]}'),
        cell(b'{"type":"literal"}'),
        cell(b'{"value":"x"}'),
        cell(b'{"type":"literal","value":"1","datatype":5}'),
        cell(b'{"type":"literal","value":"\\ud800"}'),
        cell(b'{"type":"literal","value":"\xff"}'),
        cell(b'{"type":"uri","value":"a b<>"}'),
        cell(b"null"),
        b'{"head":{"vars":[1]},"results":{"bindings":[]}}',
        b'{"head":{"vars":"ab"},"results":{"bindings":[]}}',
        b'{"head":{"vars":["\\ud800"]},"results":{"bindings":[]}}',
        b'{"head":{"vars":["a"]},"results":{"bindings":null}}',
        b'{"head":{"vars":["a"]},"results":{"bindings":[1]}}',
        b'{"head":{"vars":["a"]},"results":3}',
        b'{"head":{}}',
        b'{"head":{},"boolean":true}',
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b"9" * 6000,
        b"NaN",
        b"[]",
        b"not json",
        b"",
        GOOD_XML,
        b"\x1f\x8b\x08\x00\x00",
    ],
)
def test_no_result_under_the_name_of_json(remote: type[RemoteEngine], body: bytes) -> None:
    error = told(remote, http(body))
    assert (error.key, error.data["found"]) == ("endpoint-not-result", JSON)


@pytest.mark.parametrize(
    "body",
    [
        GOOD_XML[:200],
        GOOD_XML.replace(b"literal", b"nothing"),
        GOOD_XML.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>').replace(
            b'"ja">', b'"ja">&b;'
        ),
        GOOD_XML.replace(b'"1.0"?>', b'"1.0" encoding="Shift_JIS"?>').replace(b"\xe7\x9b\xb8", b"\x91\x8a"),
        b"<a>" * 100_000,
        b"",
    ],
)
def test_no_result_under_the_name_of_xml(remote: type[RemoteEngine], body: bytes) -> None:
    assert told(remote, http(body, XML)).key == "endpoint-not-result"


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "text/turtle", "", "\x1b[31m"])
def test_another_media_type(remote: type[RemoteEngine], kind: str) -> None:
    assert told(remote, http(GOOD, kind)).key == "endpoint-not-result"


@pytest.mark.parametrize("value", ["1e999999999", "9" * 6000, "NaN", "-", "1e-999999999"])
def test_numbers_nobody_can_write_out(remote: type[RemoteEngine], value: str) -> None:
    body = cell(json.dumps({"type": "literal", "datatype": DECIMAL, "value": value}).encode())
    with endpoint(http(body)) as found:
        [[shown]] = remote(found.url).select(ASK_ALL).rows
    assert len(shown) <= len(value) + 2


@pytest.mark.parametrize("status", [400, 401, 404, 414, 500, 503, 999])
def test_refused(remote: type[RemoteEngine], status: int) -> None:
    error = told(remote, http("<h1>\x1b[31m構文\u202e</h1>".encode(), "text/html", status))
    assert error.key == "endpoint-refused"
    assert str(status) in str(error.data["reason"]) or "構文" in str(error.data["reason"])


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_keep_the_method(remote: type[RemoteEngine], status: int) -> None:
    def answer(request: Request) -> bytes:
        return http(GOOD) if request.path == "/new" else moved("/new", status)

    with endpoint(answer) as found:
        assert remote(found.url).select(ASK_ALL).rows
    assert [request.method for request in found.requests] == ["POST", "POST"]
    assert parse_qs(found.requests[1].body)["query"] == [ASK_ALL]


def test_see_other_is_fetched(remote: type[RemoteEngine]) -> None:
    with endpoint(lambda request: http(GOOD) if request.path == "/result" else moved("/result", 303)) as found:
        assert remote(found.url).select(ASK_ALL).rows
    assert [request.method for request in found.requests] == ["POST", "GET"]
    assert not found.requests[1].body


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "data:application/json,{}",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "http://a..b/",
        "http://me:geheim/x@127.0.0.1/",
        "\xff\xfe",
    ],
)
def test_redirects_to_nowhere(remote: type[RemoteEngine], target: str) -> None:
    assert told(remote, moved(target, 302)).key == "endpoint-redirect"


def test_redirect_without_a_target(remote: type[RemoteEngine]) -> None:
    assert told(remote, http(b"", status=302)).key == "endpoint-redirect"


@pytest.mark.parametrize("status", [302, 307])
def test_redirects_in_a_circle(remote: type[RemoteEngine], status: int) -> None:
    with endpoint(moved("/sparql", status)) as found:
        assert problem(remote, found.url).key == "endpoint-refused"
    assert len(found.requests) < 12


@pytest.mark.parametrize("status", [405, 501])
def test_get_where_post_is_refused(remote: type[RemoteEngine], status: int) -> None:
    with endpoint(lambda request: http(GOOD) if request.method == "GET" else http(b"", status=status)) as found:
        assert remote(found.url + "?default-graph-uri=http%3A%2F%2Fe%2F&key=a").select(ASK_ALL).rows
    asked = parse_qs(urlsplit(found.requests[1].path).query)
    assert asked["query"] == [ASK_ALL]
    assert (asked["default-graph-uri"], asked["key"]) == (["http://e/"], ["a"])


def test_get_is_not_tried_for_ever(remote: type[RemoteEngine]) -> None:
    with endpoint(http(b"", status=405)) as found:
        assert problem(remote, found.url).key == "endpoint-refused"
    assert [request.method for request in found.requests] == ["POST", "GET"]


def with_password(found: Endpoint) -> str:
    return found.url.replace("http://", "http://me:gehe%C3%AFm@")


def test_password_is_sent_and_never_shown(remote: type[RemoteEngine]) -> None:
    with endpoint(http("no geheïm gehe%C3%AFm".encode(), "text/plain", 500)) as found:
        error = problem(remote, with_password(found))
    assert found.requests[0].headers["authorization"].startswith("Basic ")
    assert "gehe" not in str(error)


def test_password_stays_with_its_server(remote: type[RemoteEngine]) -> None:
    with endpoint(http(GOOD)) as other, endpoint(moved(other.url, 307)) as found:
        assert remote(with_password(found)).select(ASK_ALL).rows
    assert "authorization" in found.requests[0].headers
    assert "authorization" not in other.requests[0].headers


def test_the_query_is_sent_as_it_is(remote: type[RemoteEngine]) -> None:
    asked = 'PREFIX e: <http://e/> # DROP nothing\nSELECT * { ?s e:p """\n# a heading\n""" }'
    with endpoint(http(GOOD)) as found:
        remote(found.url).select(asked)
    sent = parse_qs(found.requests[0].body)
    assert sent["query"] == [asked]
    assert "update" not in sent


@pytest.mark.parametrize("asked", ["CLEAR ALL", "SELECT * { SERVICE <http://e/> {} }"])
def test_only_reading_leaves_the_house(remote: type[RemoteEngine], asked: str) -> None:
    with endpoint(http(GOOD)) as found, pytest.raises(QueryProblem):
        remote(found.url).select(asked)
    assert found.requests == []


@pytest.mark.parametrize("form", ["SelectQuery", "AskQuery", "ConstructQuery"])
@given(
    raw=st.binary(max_size=200) | st.text(max_size=100).map(str.encode) | st.sampled_from([GOOD, GOOD_XML]),
    kind=st.sampled_from([JSON, XML, "text/turtle", "application/ld+json", "application/rdf+xml", "application/xml"])
    | st.text(max_size=20),
    at=st.integers(0, 300),
    byte=st.binary(max_size=2),
)
def test_random_bytes_are_an_answer_or_one_error(form: str, raw: bytes, kind: str, at: int, byte: bytes) -> None:
    spoilt = raw[:at] + byte + raw[at + 1 :]
    try:
        read_reply(kind, spoilt, form, Limits(), "http://e/")
    except TsunaguError as error:
        assert text(error.key, "ja", **error.data).isprintable()
