"""YAML as it is read everywhere: safe, and by the C parser of libyaml, ten times quicker, where PyYAML has it."""

from __future__ import annotations

from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Any:
    """What a YAML text holds: numbers, texts, lists and tables, never objects of a class.

    Raises `yaml.YAMLError`, with the place of the fault in `problem_mark` where the parser knows it.

    >>> read_yaml("names: [児相, 女相]")
    {'names': ['児相', '女相']}
    """
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - both loaders are safe ones
