"""Addresses of SPARQL endpoints: what may be called, and what of an address may be printed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

from tsunagu.errors import EndpointProblem

_PATH_SAFE = "%/:@!$&'()*+,;=~-._"
_QUERY_SAFE = _PATH_SAFE + "?"


@dataclass(frozen=True)
class Address:
    """An endpoint: `url` to call, in ASCII and without user or password; `shown` for people, without its query too."""

    url: str
    shown: str
    user: str = ""
    password: str = ""


def parse_address(text: str) -> Address:
    """Read an address as a user gives it; a Japanese host is written as DNS wants it (IDNA).

    Raises `EndpointProblem` for anything that is no http(s) address. No message carries a password.

    >>> parse_address("https://me:secret@例え.jp/sparql?key=1").shown
    'https://xn--r8jz45g.jp/sparql'
    """
    try:
        return _parsed(text)
    except ValueError as error:
        raise EndpointProblem("endpoint-address", url=printable(text)) from error


def printable(text: str) -> str:
    """An address nobody could read, without control characters and without all that may be user and password."""
    shown = "".join("�" if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cs") else char for char in text)
    return re.sub(r"^([a-zA-Z][a-zA-Z0-9+.-]*:)?(//)?.*@", r"\1\2…@", shown)[:200]


def _parsed(text: str) -> Address:
    if re.search(r"[\x00-\x20\x7f-\xa0\\]", text):
        raise ValueError("control character, blank or backslash")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("scheme or host")
    if "@" in parts.path:
        raise ValueError("a password with / or a path with @")
    place = f"{parts.scheme}://{_host(parts)}{_port(parts)}"
    path = quote(parts.path or "/", safe=_PATH_SAFE)
    query = "?" + quote(parts.query, safe=_QUERY_SAFE) if parts.query else ""
    return Address(place + path + query, place + path, unquote(parts.username or ""), unquote(parts.password or ""))


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if ":" in host:
        return f"[{host.encode('ascii').decode('ascii')}]"
    return host.encode("idna").decode("ascii")


def _port(parts: SplitResult) -> str:
    return f":{parts.port}" if parts.port is not None else ""
