"""Files hold one idea and functions are read at a glance: the bounds of the house."""

from __future__ import annotations

import ast
from statistics import median

from tests.conftest import ROOT

FILE_LINES, PAGE_FILE_LINES, FUNCTION_LINES, MEDIAN_LINES = 400, 300, 80, 12
CODE = [path for folder in ("src", "tests", "bench", "scripts") for path in sorted((ROOT / folder).rglob("*.py"))]


def test_no_file_is_longer_than_its_bound() -> None:
    long = {}
    for path in CODE:
        name, lines = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8").count("\n")
        if lines > (PAGE_FILE_LINES if name.startswith("src/tsunagu/web/") else FILE_LINES):
            long[name] = lines
    assert not long


def test_functions_are_short() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}:{node.lineno}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in CODE
        if path.is_relative_to(ROOT / "src")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert not {place: length for place, length in lengths.items() if length > FUNCTION_LINES}
    assert median(lengths.values()) <= MEDIAN_LINES
