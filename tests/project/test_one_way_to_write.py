"""Nothing in the product writes a file but by the one module that writes whole or not at all."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

WRITERS = {"write_text", "write_bytes", "mkstemp", "mkdtemp", "NamedTemporaryFile", "mkdir", "makedirs", "touch",
           "copy2", "copyfile", "copytree", "symlink_to", "hardlink_to"}  # fmt: skip
ALLOWED = {
    ("writing.py", "mkdir"), ("writing.py", "mkstemp"), ("writing.py", "hardlink_to"), ("writing.py", "copy2"),
    ("graph/home.py", "mkdir"), ("graph/home.py", "mkdtemp"),
    # into a build that is not finished, and sealed with it
    ("graph/filling.py", "copytree"), ("graph/filling.py", "copyfile"),
}  # fmt: skip
WRITING_MODES = set("wax+")
SOURCE = ROOT / "src/tsunagu"


def writes(path: Path) -> Iterator[tuple[str, int]]:
    """The calls in a module that would write a file, by name and line; functions called by their bare name are ours."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if isinstance(node.func, ast.Attribute) and name in WRITERS:
            yield name, node.lineno
        if name == "open" and any(set(mode) & WRITING_MODES and len(mode) <= 3 for mode in _texts(node)):
            yield name, node.lineno


def _texts(call: ast.Call) -> Iterator[str]:
    for part in [*call.args, *(keyword.value for keyword in call.keywords)]:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def test_every_file_is_written_by_the_one_way() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {name}"
        for path in sorted(SOURCE.rglob("*.py"))
        for name, line in writes(path)
        if (path.relative_to(SOURCE).as_posix(), name) not in ALLOWED
    ]
    assert found == []


def test_the_check_sees_a_writer(tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.py"
    spoilt.write_text(
        "path.write_text('x')\nopen('file', 'w')\nopen('file')\nwrite_text(path, 'x')\n", encoding="utf-8"
    )
    assert [(name, line) for name, line in writes(spoilt)] == [("write_text", 1), ("open", 2)]
