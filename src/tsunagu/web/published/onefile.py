"""All published pages in one HTML file, which opens by a double click and asks for nothing outside itself.

Styles, scripts and every line that pages share are kept once (gzip sees no further back than one page); all is packed
by gzip, which browsers unpack themselves. The policy of the file is that of all its pages together: scripts and styles
written in, and nothing else.
"""

from __future__ import annotations

import base64
import gzip
import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from tsunagu.messages import Language, text
from tsunagu.viz.pages.inline import read_asset, source_hash
from tsunagu.viz.pages.shell import environment
from tsunagu.web.published.addresses import START, file_of
from tsunagu.web.published.engine import FOLDER as ENGINE
from tsunagu.web.published.engine import parts_of
from tsunagu.writing import write_bytes

NAME = "tsunagu.html"
MOST_BYTES = 15_000_000
"""The size up to which a file is handed on by mail or opened from a slow share without patience."""
WITHIN = ("python", "routes")
"""What pages bring along that goes into the one file: the tracer of routes."""
GRAPH = ("oxigraph", "graph")
"""What goes into it where there is room: 4 MB that answer SPARQL."""
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
_PART = re.compile(r"(<(style|script)(?![^>]*application/)[^>]*>)(.*?)(</\2>)", re.DOTALL)
MARK = "\x01"
_LINK = re.compile(r'(<a\b[^>]*?)\shref="([^"]*)"', re.IGNORECASE)
_AWAY = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#)", re.IGNORECASE)
_LISTED = re.compile(r"\.(?:facts|page)=")
"""Pages that list all rows and all statements: they stay in the folder, for one file would be too large with them."""


@dataclass(frozen=True)
class OneFile:
    """What was written, and how large it is in bytes."""

    path: Path
    pages: int
    size: int


def write_one_file(folder: Path, files: Iterable[str], language: Language, most: int = MOST_BYTES) -> OneFile:
    """Write the pages of a folder, by file name below it, as one file beside them; O(bytes of all pages).

    What answers SPARQL is in it where the file has at most so many bytes with it.
    """
    parts: dict[str, int] = {}
    lines: dict[str, int] = {}
    policy: dict[str, dict[str, None]] = defaultdict(dict)
    pages = {}
    names = frozenset(file for file in files if file.endswith(".html") and not _LISTED.search(file))
    for name in sorted(names):
        html = within((folder / name).read_text(encoding="utf-8"), name, names)
        _allow(policy, html)
        whole = _PART.sub(lambda found: _kept_once(found, parts), html)
        pages[name] = [lines.setdefault(line, len(lines)) for line in whole.split("\n")]
    held = {"parts": list(parts), "lines": list(lines), "pages": pages}
    packed = gzip.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)
    first = file_of(START) if file_of(START) in pages else min(pages)
    letters = base64.b64encode(packed).decode("ascii")
    engine = _parts(folder, WITHIN)
    data = _page(letters, policy, first, language, engine).encode("utf-8")
    graph = _parts(folder, GRAPH)
    if len(data) + sum(map(len, graph.values())) < most:
        data = _page(letters, policy, first, language, engine | graph).encode("utf-8")
    write_bytes(folder / NAME, data)
    return OneFile(folder / NAME, len(pages), len(data))


def _parts(folder: Path, names: Iterable[str]) -> dict[str, str]:
    return {name: parts_of((folder / ENGINE / f"{name}.js").read_text("ascii")) for name in names}


def within(html: str, here: str, names: frozenset[str]) -> str:
    """A page whose links to files that are not in the one file are no links."""

    def linked(found: re.Match[str]) -> str:
        target = unescape(found[2])
        if _AWAY.match(target) or posixpath.normpath(posixpath.join(posixpath.dirname(here), target.partition("#")[0])
                                                     ) in names:  # fmt: skip
            return found[0]
        return f"{found[1]} data-unpublished"

    return _LINK.sub(linked, html)


def _kept_once(found: re.Match[str], parts: dict[str, int]) -> str:
    return f"{found[1]}{MARK}{parts.setdefault(found[3], len(parts))}{MARK}{found[4]}"


def _allow(policy: dict[str, dict[str, None]], html: str) -> None:
    """Add what a page allows to what all allow."""
    for directive in unescape(_POLICY.search(html)[1]).split(";"):  # type: ignore[index]
        name, *sources = directive.split()
        policy[name] |= dict.fromkeys(sources)


def _page(
    packed: str, policy: dict[str, dict[str, None]], first: str, language: Language, engine: Mapping[str, str]
) -> str:
    script, style = read_asset("scripts/onefile.js"), read_asset("styles/onefile.css")
    policy["script-src"][source_hash(script)] = None
    policy["style-src"][source_hash(style)] = None
    allowed = "; ".join(" ".join([name, *(told for told in sources if told != "'none'" or len(sources) == 1)])
                        for name, sources in policy.items())  # fmt: skip
    context = {"policy": allowed, "style": style, "script": script, "packed": packed, "first": first,
               "language": language, "engine": engine}  # fmt: skip
    made = environment(context)
    made.globals["t"] = lambda key: text(key, language)
    return made.get_template("web/onefile.html").render()
