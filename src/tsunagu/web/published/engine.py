"""What a published page brings along to trace routes itself: a Python, this product's own modules, and what it knows.

Everything is a classic script, for a page opened from a file share may load nothing else: each hands its parts, packed
by gzip, to the page that asked for it. The parts of Python stand in one file, those of this product in another.
"""

from __future__ import annotations

import ast
import base64
import gzip
import importlib.util
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from markupsafe import Markup
from pyoxigraph import RdfFormat, parse, serialize

from tsunagu.assets import asset_root
from tsunagu.names.compiled import open_rows
from tsunagu.viz.pages.inline import read_asset
from tsunagu.web.published.licences import FILE, licences
from tsunagu.workspace import Workspace
from tsunagu.workspace.kept import keep

FOLDER = "engine"
PYTHON = ("pyodide.asm.wasm", "pyodide.asm.mjs", "pyodide.js", "python_stdlib.zip")
"""Files of `viz/vendor/pyodide` that run Python."""
OXIGRAPH = ("web.js", "web_bg.wasm")
"""Files of `viz/vendor/oxigraph` that hold a store and answer SPARQL."""
WORKER, GRAPH_WORKER = "scripts/tracer.js", "scripts/graph.js"
ROOTS = (
    "tsunagu.web.published.answering", "tsunagu.names.search", "tsunagu.names.languages",
    "tsunagu.referral.contradictions", "tsunagu.referral.question",
)  # fmt: skip
"""The module that answers, and those it reads only when it is asked."""
OTHERS = ("jinja2", "markupsafe", "jpholiday")
ASSETS = (
    "graph/japan/area_codes.csv", "graph/japan/closed_words.csv", "graph/japan/emergency_numbers.csv",
    "viz/messages/*/*.json", "viz/readings.csv", "viz/scripts/leave.js", "viz/styles/*.css", "viz/templates/*.html",
    "viz/templates/web/*.html",
)  # fmt: skip
"""Files of the four folders that an answer is made of."""
KEPT = "kept.json"
LEVEL = 6
"""Of gzip: 9 packs a graph by 6 % more, in thirty times the time."""


def files_of(workspace: Workspace) -> Mapping[str, Callable[[], bytes]]:
    """What makes each file that pages over a build bring along, by its name."""
    return {
        "python.js": python_script, "routes.js": lambda: routes_script(workspace),
        "oxigraph.js": oxigraph_script, "graph.js": lambda: graph_script(workspace), FILE: licences,
    }  # fmt: skip


def python_script() -> bytes:
    """The script with the parts of Python; about 8 MB."""
    held = asset_root("viz") / "vendor" / "pyodide"
    return script("python", {name: (held / name).read_bytes() for name in PYTHON})


def routes_script(workspace: Workspace) -> bytes:
    """The script with what answers, and what it knows of a build; the same build gives the same bytes."""
    rows = open_rows(workspace.home, lambda: workspace.engine)
    worker = str(read_asset(WORKER)).encode()
    return script("routes", {"worker": worker, "engine.json": archive(keep(workspace, rows))})


def oxigraph_script() -> bytes:
    """The script with the parts of the store that answers SPARQL; about 2 MB."""
    held = asset_root("viz") / "vendor" / "oxigraph"
    parts = {name: (held / name).read_bytes() for name in OXIGRAPH}
    return script("oxigraph", {"worker": str(read_asset(GRAPH_WORKER)).encode(), **parts})


def graph_script(workspace: Workspace) -> bytes:
    """The script with every statement of a build that may be shown, in TriG: less than half of N-Quads, packed."""
    held = workspace.guard.nquads(workspace.home.read("dataset.nq")).value
    prefixes = {**workspace.iris.prefixes, "thing": workspace.iris.base}
    made = serialize(parse(held, format=RdfFormat.N_QUADS), format=RdfFormat.TRIG, prefixes=prefixes)
    return script("graph", {"graph.trig": made or b""})


def script(name: str, parts: Mapping[str, bytes]) -> bytes:
    """A classic script that hands parts to the page: each packed by gzip, as base64."""
    packed = {
        part: base64.b64encode(gzip.compress(data, LEVEL, mtime=0)).decode("ascii") for part, data in parts.items()
    }
    return f"tsunaguParts({json.dumps(name)}, {json.dumps(packed)});\n".encode()


def _packed(data: bytes) -> str:
    return base64.b64encode(gzip.compress(data, LEVEL, mtime=0)).decode("ascii")


def parts_of(script: str) -> Markup:
    """The parts in a script, as JSON: letters of base64, so that it can stand in a page as it is.

    >>> parts_of("tsunaguParts('a', {});")
    Markup('{}')
    """
    return Markup(script[script.index("{") : script.rindex("}") + 1])  # noqa: S704 - names of files and base64


def archive(kept: str) -> bytes:
    """The modules, assets and the kept text by path, as JSON; the same product and text give the same bytes."""
    held = {name: data.decode("utf-8") for name, data in sorted(_files(kept))}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()


def _files(kept: str) -> Iterator[tuple[str, bytes]]:
    yield KEPT, kept.encode()
    for module, path in modules(ROOTS).items():
        name = module.replace(".", "/") + ("/__init__.py" if path.name == "__init__.py" else ".py")
        yield name, path.read_bytes()
    for package in OTHERS:
        folder = _folder_of(package)
        for path in folder.rglob("*.py"):
            yield f"{package}/{path.relative_to(folder).as_posix()}", path.read_bytes()
    for pattern in ASSETS:
        kind, _, rest = pattern.partition("/")
        root = asset_root(kind)
        for path in root.glob(rest):
            yield f"tsunagu/_assets/{kind}/{path.relative_to(root).as_posix()}", path.read_bytes()


def _folder_of(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package)
    return Path(found.origin).parent


def modules(roots: Iterable[str]) -> Mapping[str, Path]:
    """The modules of this product that some of them import when they are imported, and these, by name. O(source)."""
    found: dict[str, Path] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        path = None if name in found else _path_of(name)
        if path:
            found[name] = path
            waiting += [name.rpartition(".")[0], *_imported(path.read_text(encoding="utf-8"))]
    return found


def _path_of(module: str) -> Path | None:
    """The file of a module of this product; None for a name in one, and for modules of others."""
    first, *rest = module.split(".")
    if first != "tsunagu":
        return None
    place = _folder_of(first).joinpath(*rest)
    tried = (place.with_suffix(".py"), place / "__init__.py")
    return next((path for path in tried if path.is_file()), None)


def _imported(source: str) -> Iterator[str]:
    """Yield what stands in import statements at the top of a module; of `from a import b` both a and a.b."""
    for line in ast.parse(source).body:
        if isinstance(line, ast.Import):
            yield from (alias.name for alias in line.names)
        elif isinstance(line, ast.ImportFrom) and line.module:
            yield line.module
            yield from (f"{line.module}.{alias.name}" for alias in line.names)
