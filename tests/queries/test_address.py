"""Addresses of endpoints as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagu.errors import EndpointProblem
from tsunagu.messages import text
from tsunagu.queries.address import parse_address

CALLED = {
    "http://localhost:7878/query": "http://localhost:7878/query",
    "HTTPS://Example.ORG": "https://example.org/",
    "http://[::1]:7878/query": "http://[::1]:7878/query",
    "http://例え.テスト/相談?名=値#x": "http://xn--r8jz45g.xn--zckzah/%E7%9B%B8%E8%AB%87?%E5%90%8D=%E5%80%A4",
    "http://例え。テスト/": "http://xn--r8jz45g.xn--zckzah/",
    "https://e.org/sparql?default-graph-uri=http%3A%2F%2Fe%2F": "https://e.org/sparql?default-graph-uri=http%3A%2F%2Fe%2F",
    "http://me:geheim@e.org/x": "http://e.org/x",
}
REFUSED = [
    "", "sparql", "//e.org/", "http://", "http:///x", "file:///etc/passwd", "ftp://e.org/x", "javascript:alert(1)",
    "http://[::1", "https://me:geheim@[::1", "http://a..b/", "http://" + "a" * 80 + "/", "http://e.org:abc/",
    "http://e.org:99999/", "http://e.org:-1/", "http://e.org/a b", "http://e.org/\r\nX: y", "http://e.org\r\nX: y/",
    "http://e.org/\x1b[31m", "http://e.org\x00/", "http:\\\\e.org\\x", "http://me:geheim@/x", "me:geheim@e.org",
    "http://me:ge/geheim@e.org/", "http://me:80/geheim@e.org/",
]  # fmt: skip


@pytest.mark.parametrize("typed", CALLED)
def test_called(typed: str) -> None:
    address = parse_address(typed)
    assert address.url == CALLED[typed]
    assert "geheim" not in address.url + address.shown
    assert "?" not in address.shown


def test_user_and_password() -> None:
    address = parse_address("http://me:ge%40heim@e.org/")
    assert (address.user, address.password) == ("me", "ge@heim")


@pytest.mark.parametrize("typed", REFUSED)
def test_refused_in_one_line_without_the_password(typed: str) -> None:
    with pytest.raises(EndpointProblem) as caught:
        parse_address(typed)
    assert caught.value.key == "endpoint-address"
    shown = text(caught.value.key, "ja", **caught.value.data)
    assert shown.isprintable()
    assert "geheim" not in shown


@given(st.text(max_size=30), st.sampled_from(["", "http://", "https://me:geheim@", "http://[", "http://e.org:"]))
def test_any_text_is_an_address_or_refused(typed: str, before: str) -> None:
    try:
        address = parse_address(before + typed)
    except EndpointProblem as error:
        assert "geheim" not in str(error)
    else:
        assert address.url.isascii()
        assert address.url.startswith(("http://", "https://"))
