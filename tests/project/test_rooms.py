"""No room reads one further down the stream, and siblings do not read each other: what CONTRIBUTING says, held."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/tsunagu"
STREAM = re.compile(r"<!-- rooms -->\n+```text\n(.*?)```", re.DOTALL)
BESIDE = "disclosure"
"""Stands beside the stream: every room may ask it, and it reads the rooms above `names` (a line of the list)."""


def stream(text: str) -> dict[str, int]:
    """Room → its line in the list of CONTRIBUTING, first line 0; rooms of one line are siblings."""
    found = STREAM.search(text)
    assert found, "CONTRIBUTING.md has no list of rooms"
    lines = [line.split() for line in found[1].splitlines() if line.strip()]
    return {room: at for at, line in enumerate(lines) for room in line}


def room_of(module: str) -> str:
    """The room of a module by its dotted name without `tsunagu.`: `viz.scenes.matrix` is in `viz.scenes`."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "viz" and len(parts) > 1 else parts[0]


def arrows(source: str) -> Iterator[str]:
    """The modules a source reads when it runs; imports for types alone are left out."""
    tree = ast.parse(source)
    typed = [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)]
    skipped = {inner for block in typed for inner in ast.walk(block)}
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (name.name.removeprefix("tsunagu.") for name in node.names if name.name.startswith("tsunagu."))
        elif isinstance(node, ast.ImportFrom) and node.module == "tsunagu":
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tsunagu."):
            yield node.module.removeprefix("tsunagu.")


def forbidden(module: str, source: str, lines: dict[str, int]) -> Iterator[str]:
    """The arrows of a module that go down the stream or to a sibling."""
    here = room_of(module)
    for target in arrows(source):
        there = room_of(target)
        limit = lines["names"] if here == BESIDE else lines[here]
        if there not in (here, BESIDE) and lines[there] >= limit:
            yield f"{module} -> {target}"


LINES = stream((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
MODULES = {
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(SOURCE.rglob("*.py"))
    if path.parent != SOURCE or path.stem not in ("__init__", "__main__")
}
"""Every module but the door of the package, which opens the rest when it is asked."""
FOUNDATIONS = {room_of(name) for name, path in MODULES.items() if path.parent == SOURCE} - {"workspace"}


def test_every_room_stands_in_the_list() -> None:
    rooms = {room_of(name) for name in MODULES if name != "viz"} | {"__version__"}
    assert rooms - FOUNDATIONS - {"__version__", BESIDE} == set(LINES)


def test_no_module_reads_down_the_stream() -> None:
    lines = LINES | dict.fromkeys(FOUNDATIONS | {"__version__"}, -1)
    found = [
        arrow
        for name, path in MODULES.items()
        if room_of(name) not in FOUNDATIONS and name != "viz"
        for arrow in forbidden(name, path.read_text(encoding="utf-8"), lines)
    ]
    assert found == []


def test_foundations_read_no_room() -> None:
    read = {
        (name, target)
        for name, path in MODULES.items()
        if room_of(name) in FOUNDATIONS
        for target in arrows(path.read_text(encoding="utf-8"))
        if room_of(target) not in FOUNDATIONS
    }
    assert read == set()


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("gaps.stages", "from tsunagu.routes.answer import Json"),
        ("closures.teller", "def late():\n    from tsunagu.structure.scope import make_scope"),
        ("viz.scenes.matrix", "from tsunagu.viz.drawing.labels import wrap"),
        ("viz.drawing.still", "import tsunagu.viz.routes.wording"),
        ("network.model", "from tsunagu import workspace"),
        ("disclosure.guard", "from tsunagu.gaps.rows import GapRow"),
    ],
)
def test_a_forbidden_arrow_is_found(module: str, line: str) -> None:
    assert len(list(forbidden(module, line, LINES))) == 1


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("viz.pages.data", "from tsunagu.viz.scenes.scene import Scene"),
        ("gaps.stages", "from tsunagu.gaps.rows import GapRow"),
        ("graph.build", "from tsunagu.disclosure.quads import refuse_leaks"),
        ("disclosure.guard", "if TYPE_CHECKING:\n    from tsunagu.gaps.rows import GapRow"),
    ],
)
def test_an_allowed_arrow_is_left_alone(module: str, line: str) -> None:
    assert list(forbidden(module, line, LINES)) == []
