"""Every example in a docstring shows what the code gives; those of the workspace run in `tests/test_workspace.py`."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import tsunagu


def test_every_example_of_a_docstring_holds() -> None:
    names = [found.name for found in pkgutil.walk_packages(tsunagu.__path__, "tsunagu.")]
    read = [name for name in names if not name.startswith("tsunagu.workspace") and not name.endswith("__main__")]
    results = {name: doctest.testmod(importlib.import_module(name)) for name in read}
    assert {name: result for name, result in results.items() if result.failed} == {}
    assert sum(result.attempted for result in results.values()) > 50
