"""The researcher's notebook runs from its first cell to its last, shows what it says, and links lead somewhere."""

from __future__ import annotations

import ast
import json
import re
from typing import Any

import pytest

from tests.conftest import ROOT
from tsunagu.graph.home import Home

NOTEBOOK = ROOT / "docs" / "researcher.ipynb"
LINK = re.compile(r"\]\((?!https?:)(?P<target>[^)#]+)")


def cells(kind: str) -> list[str]:
    """The source of each cell of a kind, in order."""
    read = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in read["cells"] if cell["cell_type"] == kind]


def shown_by(source: str, names: dict[str, Any]) -> Any:
    """Run a cell; what a notebook would show under it: the value of its last line."""
    tree = ast.parse(source)
    *before, last = tree.body
    exec(compile(ast.Module(before, []), str(NOTEBOOK), "exec"), names)  # noqa: S102
    assert isinstance(last, ast.Expr), "a cell ends with what it shows"
    return eval(compile(ast.Expression(last.value), str(NOTEBOOK), "eval"), names)  # noqa: S307


@pytest.fixture(scope="module")
def shown(home: Home) -> list[Any]:
    """What each code cell shows, over the shipped graph."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSUNAGU_HOME", str(home.folder))
        return [shown_by(source, names) for source in cells("code")]


def test_every_cell_runs_and_shows_something(shown: list[Any]) -> None:
    assert len(shown) == len(cells("code")) > 5
    assert all(shown)


def test_it_asks_measures_draws_and_cites(shown: list[Any]) -> None:
    _, question, layers, measures, between, figure, sources = shown
    assert question[1] > 20
    assert {layer for _, layer, _ in layers} >= {"stated", "planned"}
    assert measures["bodies"] > 100
    assert 0 < measures["density"] < 0.1
    assert [value for _, value, *_ in between] == sorted((value for _, value, *_ in between), reverse=True)
    assert all(label and not label.startswith("body/") for label, *_ in between)
    assert figure.data.count("<rect") == len(between)
    assert all(document and row for _, document, _, row in sources)


def test_it_holds_no_output_and_speaks_both_languages() -> None:
    read = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in read["cells"]
               if cell["cell_type"] == "code")  # fmt: skip
    for told in cells("markdown"):
        assert re.search("[ぁ-ん]", told)
        assert re.search("[A-Za-z]{4}", told)


def test_its_links_lead_somewhere() -> None:
    targets = [found["target"] for told in cells("markdown") for found in LINK.finditer(told)]
    assert len(targets) > 3
    assert [target for target in targets if not (NOTEBOOK.parent / target).exists()] == []
