"""From an address of the explorer to a file beside the others, and every link of a page with it.

File names hold nothing that Windows refuses, so that a folder of pages can be copied anywhere; a page has the same name
whatever else is published, so that links people share go on working.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import parse_qsl, unquote, urlencode

START = "/ja/"
"""The page that stands at the top of the folder as well, for whoever opens it."""
LONGEST = 100
"""Characters of a file name in a folder; longer ones end in a hash, for Windows takes 260 of a whole path."""
PLACED = ("place", "first", "second")
"""Fields of an address that name a place, by id or by code."""
_ODD = re.compile(r"[^A-Za-z0-9._=-]")
_DOTS = re.compile(r"^\.|\.$")
_DEVICE = re.compile(r"^(?=(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))", re.IGNORECASE)
_ANCHOR = re.compile(r'(<a\b[^>]*?)\shref="([^"]*)"', re.IGNORECASE)
_FORM = re.compile(r"<form\b([^>]*)>.*?</form>", re.DOTALL)
_ACTION = re.compile(r'\saction="([^"]*)"')
_SUGGEST = re.compile(r'\sdata-suggest="[^"]*"')
_AWAY = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def plain(address: str, page: str = "") -> str:
    """An address of this explorer in its one form, without its fragment; links of a page may begin with `?`.

    >>> plain("?place=place/132152&amp;analysis=duties#top".replace("&amp;", "&"), "/ja/gaps?place=132152")
    '/ja/gaps?analysis=duties&place=132152'
    >>> plain("/ja/route?place="), plain("#main", "/ja/")
    ('/ja/route', '/ja/')
    """
    held = address.partition("#")[0]
    if not held or held.startswith("?"):
        held = page.partition("?")[0] + held if held else page
    path, _, query = held.partition("?")
    fields = sorted((name, _code(name, value)) for name, value in parse_qsl(query) if value)
    return path + (f"?{urlencode(fields)}" if fields else "")


def _code(name: str, value: str) -> str:
    return value.removeprefix("place/") if name in PLACED else value


def file_of(address: str) -> str:
    """The file of an address in its one form, below the folder of all pages.

    >>> file_of("/ja/"), file_of("/en/body/132152-a(b)"), file_of("/ja/gaps?place=132152")
    ('ja/index.html', 'en/body/132152-a~28b~29.html', 'ja/gaps.place=132152.html')
    >>> file_of("/ja/report/132152.xlsx"), file_of("/ja/route?need=need%2Fdv")
    ('ja/report/132152.xlsx', 'ja/route.need=need~2fdv.html')
    >>> file_of("/ja/corrections/need/dv.csv"), file_of("/ja/need/dv?facts=1&page=2")
    ('ja/corrections/need/dv.csv', 'ja/need/dv.facts=1.page=2.html')
    """
    path, _, query = address.partition("?")
    folder, _, name = unquote(path).strip("/").rpartition("/")
    if not folder:
        folder, name = name, "index"
    if query:
        name = f"{name}.{unquote(query.replace('&', '.'))}"
    parts = [_safe(part) for part in folder.split("/")]
    kept = name if re.search(r"\.(?:xlsx|html|csv)$", name) and not query else f"{name}.html"
    return "/".join([*parts, _safe(kept)])


def _safe(name: str) -> str:
    made = _DEVICE.sub("_", name)
    made = _DOTS.sub("~2e", _ODD.sub(_as_bytes, made))
    if len(made) <= LONGEST:
        return made
    told = hashlib.sha256(name.encode()).hexdigest()[:12]
    return f"{made[: LONGEST - 20]}-{told}{posixpath.splitext(made)[1][:6]}"


def _as_bytes(found: re.Match[str]) -> str:
    return "".join(f"~{byte:02x}" for byte in found[0].encode())


def links_of(html: str, page: str) -> list[str]:
    """The addresses of this explorer that a page links to, in their one form and in order, each once."""
    found = (unescape(match[2]) for match in _ANCHOR.finditer(html))
    return list(
        dict.fromkeys(plain(link, page) for link in found if not _AWAY.match(link) and not link.startswith("#"))
    )


def rewritten(html: str, page: str, here: str, is_published: Callable[[str], bool], search: str) -> str:
    """The page with links to files beside it; a link to what is not published is no link.

    `here` is the file of the page. Forms go, for nobody answers them, but for those the page answers itself and the
    one of search, which opens the file `search`; nothing asks a server while one types.
    """

    def linked(match: re.Match[str]) -> str:
        link = unescape(match[2])
        if _AWAY.match(link) or link.startswith("#"):
            return match[0]
        target = plain(link, page)
        if not is_published(target):
            return f"{match[1]} data-unpublished"
        end = link.partition("#")[2]
        return f'{match[1]} href="{escape(way(here, file_of(target)) + (f"#{end}" if end else ""))}"'

    def form(match: re.Match[str]) -> str:
        if "data-local" in match[1]:
            return match[0]
        if 'role="search"' not in match[1]:
            return ""
        to = f' action="{escape(way(here, search))}"'
        head = _ACTION.sub("", match[1])
        return _SUGGEST.sub("", match[0].replace(f"<form{match[1]}>", f"<form{head}{to}>", 1))

    return _ANCHOR.sub(linked, _FORM.sub(form, html))


def way(here: str, there: str) -> str:
    """The relative address of one file from another.

    >>> way("ja/body/x.html", "ja/index.html")
    '../index.html'
    """
    return posixpath.relpath(there, posixpath.dirname(here) or ".")
