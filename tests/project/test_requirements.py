"""What is pinned for running is pinned for the tests too, and every dependency is pinned: no machine hides a gap."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.conftest import ROOT


def pins(kind: str) -> set[str]:
    """The lines `name==version` of a list of requirements."""
    lines = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8").splitlines()
    return {line.lower() for line in lines if line and not line.startswith("#")}


def name(line: str) -> str:
    """The name before a version or an extra.

    >>> name("PyYAML>=6.0.3,<7")
    'pyyaml'
    """
    return re.split(r"[\[<>=;\s]", line.lower())[0]


def declared(kind: str) -> set[str]:
    """The names `pyproject.toml` asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] if kind == "run" else project["optional-dependencies"]["test"]
    return set(map(name, asked))


def test_what_runs_is_there_for_the_tests() -> None:
    assert pins("run") - pins("test") == set()


@pytest.mark.parametrize("kind", ["run", "test"])
def test_every_dependency_is_pinned(kind: str) -> None:
    assert declared(kind) - set(map(name, pins(kind))) == set()
